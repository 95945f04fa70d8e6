//! All that an index keeps of one work.

use crate::fingerprint::Fingerprint;
use crate::hash::Hash;
use crate::index::{Index, IndexBuilder, hashes, sounds};

/// What an index keeps of a work.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// What [`hashes`] gave.
    pub hashes: Vec<(f32, Hash)>,
    /// What [`sounds()`] gave.
    pub sounds: Vec<(f32, u32)>,
}

impl Kept {
    /// Of a fingerprint.
    #[must_use]
    pub fn of(work: &Fingerprint) -> Self {
        Self { hashes: hashes(work), sounds: sounds(work) }
    }
}

impl IndexBuilder {
    /// Adds what is kept of a work under a number of the caller's.
    pub fn add_kept(&mut self, work: u32, kept: &Kept) {
        self.add(work, &kept.hashes);
        self.add_sound(work, &kept.sounds);
    }
}

impl Index {
    /// The hashes of a work, with their seconds.
    pub(crate) fn hashes_of(&self, work: u32) -> Vec<(f32, Hash)> {
        let first = self.entries.partition_point(|entry| entry.work < work);
        let of_work = self.entries[first..].iter().take_while(|entry| entry.work == work);
        of_work.map(|entry| (entry.time as f32 / 10.0, entry.hash)).collect()
    }
}
