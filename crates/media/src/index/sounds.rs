//! Sound in the index: a part of chromaprint's words, the same part of every work, in order.

use crate::fingerprint::{Fingerprint, Track};
use crate::index::Candidate;
use crate::index::bytes::tenths;
use crate::index::votes::{self, Votes};
use crate::sound::rows_per_second;

/// Bits of a word that are compared: the highest.
const IGNORED_BITS: u32 = 10;
/// Sounds with less variety (silence, a hum) are not kept.
const LEAST_VARIETY: f32 = 0.35;
/// The longest list of a word that is read.
const LONGEST_LIST: usize = 5000;
/// Fewest pieces of sound that make a candidate.
const LEAST_VOTES: u32 = 3;

/// Pieces of sound of a work as the index keeps them, about two a second: seconds and a part of chromaprint's word.
#[must_use]
pub fn sounds(work: &Fingerprint) -> Vec<(f32, u32)> {
    let Track::Heard(sound) = &work.track else { return Vec::new() };
    if sound.variety() < LEAST_VARIETY {
        return Vec::new();
    }
    let mut kept: Vec<(f32, u32)> = Vec::new();
    for (row, word) in sound.words.iter().enumerate() {
        let piece = word >> IGNORED_BITS;
        // Which pieces are kept is told by the pieces themselves: the same sound keeps the same ones wherever it stands.
        let lot = piece.wrapping_mul(0x9E37_79B1) >> 30;
        if lot == 0 && kept.last().is_none_or(|&(_, last)| last != piece) {
            kept.push((row as f32 / rows_per_second(), piece));
        }
    }
    kept
}

/// Pieces of sound of all works, in order of their value once sorted.
#[derive(Debug, Default)]
pub(super) struct Sounds(Vec<(u32, u32, u32)>);

impl Sounds {
    pub(super) fn add(&mut self, work: u32, sounds: &[(f32, u32)]) {
        self.0.extend(sounds.iter().map(|&(time, piece)| (piece, work, tenths(time))));
    }

    pub(super) fn sort(&mut self) {
        self.0.sort_unstable();
        self.0.shrink_to_fit();
    }

    /// Works that sound alike for some seconds, most votes first.
    pub(super) fn search(&self, asked: &[(f32, u32)], most: usize) -> Vec<Candidate> {
        let mut votes = Votes::new();
        for &(time, piece) in asked {
            let first = self.0.partition_point(|entry| entry.0 < piece);
            let length = self.0[first..].partition_point(|entry| entry.0 == piece);
            if length > LONGEST_LIST {
                continue;
            }
            for &(_, work, tenths) in &self.0[first..first + length] {
                let shift = tenths as f32 / 10.0 - time;
                *votes.entry((work, (shift / 2.0).round() as i32)).or_default() += 1;
            }
        }
        votes::candidates(&votes, LEAST_VOTES, most)
    }
}
