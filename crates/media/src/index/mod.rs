//! Who has this footage: hashes of many works in memory, found by bands of equal bits, voted on in time.
//!
//! The lower frequencies of a hash are cut into twelve bands of sixteen bits; two hashes of one scene nearly always agree in at least one. Lists of a band that
//! are too long (black pictures, title cards) are passed over. Sound is kept beside by a part of chromaprint's words.

mod bands;
mod bytes;
mod common;
mod kept;
mod question;
mod search;
mod sounds;
mod votes;

pub use bands::bands;
pub use bytes::{read, read_sounds, write, write_sounds};
pub use kept::Kept;
pub use question::{Question, hashes};
pub use sounds::sounds;

use crate::hash::Hash;
use bands::Bands;
use sounds::Sounds;

/// A work that may share footage with the one asked for.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Candidate {
    /// The number the work was added with.
    pub work: u32,
    /// Pictures (or parts of a second of sound) of the asked work, at different times, that fit one shift in time.
    pub votes: u32,
    /// `time in the candidate − time in the asked work`, in seconds.
    pub shift: f32,
}

/// One kept hash.
#[derive(Debug, Clone, Copy)]
struct Entry {
    work: u32,
    /// Tenths of a second.
    time: u32,
    hash: Hash,
}

/// Collects works for an [`Index`].
#[derive(Debug, Default)]
pub struct IndexBuilder {
    entries: Vec<Entry>,
    sounds: Sounds,
}

impl IndexBuilder {
    /// Adds a work under a number of the caller's, by what [`hashes`] gave.
    pub fn add(&mut self, work: u32, hashes: &[(f32, Hash)]) {
        self.entries.extend(hashes.iter().map(|&(time, hash)| Entry { work, time: bytes::tenths(time), hash }));
    }

    /// Adds what a work sounds like, by what [`sounds()`] gave.
    pub fn add_sound(&mut self, work: u32, sounds: &[(f32, u32)]) {
        self.sounds.add(work, sounds);
    }

    /// The index over all works added.
    #[must_use]
    pub fn build(mut self) -> Index {
        self.entries.shrink_to_fit();
        self.entries.sort_by_key(|entry| entry.work);
        let bands = Bands::of(&self.entries);
        self.sounds.sort();
        Index { entries: self.entries, bands, sounds: self.sounds }
    }
}

/// Hashes and sounds of many works, ready to be asked. About 136 bytes a hash and 12 a piece of sound.
#[derive(Debug)]
pub struct Index {
    entries: Vec<Entry>,
    bands: Bands,
    sounds: Sounds,
}
