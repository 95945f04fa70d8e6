//! Pictures that occur in many unrelated works: intros, title cards, studio backdrops. They prove nothing.

use crate::hash::Hash;

/// Bits within which a picture counts as a common one.
const NEAR_BITS: u32 = 40;

/// Hashes of whole pictures known to be common.
#[derive(Debug, Clone, Default)]
pub struct Commonness {
    hashes: Vec<Hash>,
    /// Many works were looked through.
    is_known: bool,
}

impl Commonness {
    /// Nothing is known: two works stand alone.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// From hashes found in several unrelated works.
    #[must_use]
    pub fn of(mut hashes: Vec<Hash>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        Self { hashes, is_known: true }
    }

    /// Whether many works were looked through, so that a picture that is not contained is not common.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// Whether a picture is a common one.
    #[must_use]
    pub fn contains(&self, hash: &Hash) -> bool {
        self.hashes.iter().any(|common| common.distance(hash) <= NEAR_BITS)
    }
}
