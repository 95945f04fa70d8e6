//! Pictures that many works of the index have.

use crate::compare::Commonness;
use crate::index::{Index, bands};

/// Bits within which two hashes are of one picture.
const SAME_BITS: u32 = 40;

impl Index {
    /// Hashes that occur in at least `works` works: intros, title cards, backdrops. `unrelated` says whether two works have
    /// different owners.
    #[must_use]
    pub fn commonness(&self, works: usize, unrelated: &dyn Fn(u32, u32) -> bool) -> Commonness {
        let mut common = Vec::new();
        for value in 0..bands::VALUES {
            let Some(list) = self.bands.list_of(value, 0).filter(|list| list.len() >= works) else { continue };
            for member in list {
                let entry = &self.entries[member.entry as usize];
                let mut owners: Vec<u32> = vec![entry.work];
                for other in list {
                    let other = &self.entries[other.entry as usize];
                    if other.hash.distance(&entry.hash) <= SAME_BITS
                        && owners.iter().all(|&owner| unrelated(owner, other.work))
                    {
                        owners.push(other.work);
                        if owners.len() >= works {
                            break;
                        }
                    }
                }
                if owners.len() >= works {
                    common.push(entry.hash);
                }
            }
        }
        Commonness::of(common)
    }
}
