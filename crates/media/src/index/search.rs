//! Asking the index.

use crate::compare::Prepared;
use crate::hash::Hash;
use crate::index::bands::{self, check};
use crate::index::votes::{self, Votes};
use crate::index::{Candidate, Index, Question};

/// Bits within which two hashes show the same scene.
const NEAR_BITS: u32 = 72;
/// Hashes that are looked for by one thread at least: starting one costs as much as some hundred look-ups.
const LEAST_PART: usize = 200;
/// A work, half the shift in seconds, and the second of the asked work that fits it.
type Hit = (u32, i32, i32);

impl Index {
    /// Works with footage or sound of the asked one, those of the pictures first, most votes first; `most` at most of each kind.
    #[must_use]
    pub fn answer(&self, asked: &Question, most: usize) -> Vec<Candidate> {
        let mut found = self.search_hashes(&asked.hashes, most);
        for candidate in self.sounds.search(&asked.sounds, most) {
            match found.iter_mut().find(|other| other.work == candidate.work) {
                // One picture may agree by chance where the sound is the same for long.
                Some(known) if candidate.votes > known.votes => *known = candidate,
                Some(_) => {}
                None => found.push(candidate),
            }
        }
        found
    }

    /// Works that sound like this for some seconds, most votes first; `most` at most.
    #[must_use]
    pub fn search_sounds(&self, asked: &[(f32, u32)], most: usize) -> Vec<Candidate> {
        self.sounds.search(asked, most)
    }

    /// Works with footage of this one, most votes first; `most` at most. Mirrored footage is found too.
    #[must_use]
    pub fn search(&self, asked: &Prepared<'_>, most: usize) -> Vec<Candidate> {
        self.search_hashes(&Question::of_prepared(asked).hashes, most)
    }

    /// Like [`Self::search`], for bare hashes with their seconds.
    #[must_use]
    pub fn search_hashes(&self, asked: &[(f32, Hash)], most: usize) -> Vec<Candidate> {
        let parts: Vec<&[(f32, Hash)]> = asked.chunks(LEAST_PART).collect();
        let mut hits = crate::side_by_side::map(&parts, |part| self.hits(part)).concat();
        hits.sort_unstable();
        hits.dedup();
        let mut votes = Votes::new();
        for (work, shift, _) in hits {
            *votes.entry((work, shift)).or_default() += 1;
        }
        votes::candidates(&votes, 1, most)
    }

    fn hits(&self, asked: &[(f32, Hash)]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (time, hash) in asked {
            let check = check(hash);
            for band in 0..bands::COUNT {
                for member in self.bands.list(hash, band).into_iter().flatten().filter(|member| member.may_be(check)) {
                    let entry = &self.entries[member.entry as usize];
                    if entry.hash.distance(hash) <= NEAR_BITS {
                        let shift = entry.time as f32 / 10.0 - time;
                        hits.push((entry.work, (shift / 2.0).round() as i32, time.round() as i32));
                    }
                }
            }
        }
        hits
    }
}
