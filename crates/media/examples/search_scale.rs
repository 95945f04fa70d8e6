//! `search_scale WORKS [ASKED]`: builds an index over generated works (30 hashes each: half a minute) and asks it for ASKED of them (1), as a minute of video asks: 2,204 hashes.
//! One work in ten is a copy of another with every eighth bit wrong. Prints one JSON object; times are of this process on all processors.

#![expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "counts of a measurement")]

use std::time::Instant;

use media::hash::Hash;
use media::index::{IndexBuilder, Question};

/// Hashes of one work in the index, and of one question beside those.
const KEPT: u32 = 30;
const STRANGE: u32 = 2144;

/// Numbers without meaning (splitmix64), the same on every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn hash(&mut self) -> Hash {
        Hash(std::array::from_fn(|_| self.next()))
    }

    /// A word in which every bit is set once in eight.
    fn sparse(&mut self) -> u64 {
        self.next() & self.next() & self.next()
    }
}

/// The work that this one is a copy of.
fn original(work: u32) -> Option<u32> {
    (work % 10 == 9).then_some(work / 2)
}

fn hashes(work: u32) -> Vec<(f32, Hash)> {
    let source = original(work).unwrap_or(work);
    let (mut numbers, mut noise) = (Numbers(u64::from(source) << 20), Numbers(u64::from(work) << 21 | 1));
    let hash = |index: u32| {
        let mut hash = numbers.hash();
        if source != work {
            hash.0.iter_mut().for_each(|word| *word ^= noise.sparse());
        }
        ((index / 2) as f32 * 2.0, hash)
    };
    (0..KEPT).map(hash).collect()
}

fn question(work: u32) -> Question {
    let mut hashes = hashes(work);
    hashes.extend(hashes.clone().iter().map(|(time, hash)| (*time, hash.mirrored())));
    // Parts that nobody has.
    let mut numbers = Numbers(u64::from(work) << 22 | 3);
    hashes.extend((0..STRANGE).map(|index| ((index % 60) as f32, numbers.hash())));
    Question { hashes, sounds: Vec::new() }
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|text| text.parse::<u32>().ok());
    let works = arguments.next().unwrap_or(100_000);
    let asked = arguments.next().unwrap_or(1).clamp(1, works);
    let start = Instant::now();
    let mut builder = IndexBuilder::default();
    (0..works).for_each(|work| builder.add(work, &hashes(work)));
    let index = builder.build();
    let built = start.elapsed().as_secs_f64();
    let step = (works / asked).max(1);
    let (mut found, mut due, mut strange) = (0_u32, 0_u32, 0_u32);
    let start = Instant::now();
    for place in 0..asked {
        let work = place * step + (place * 7) % step;
        let candidates = index.answer(&question(work), 13);
        let others = candidates.iter().filter(|candidate| candidate.work != work && candidate.votes >= 3);
        if let Some(original) = original(work).filter(|&original| self::original(original).is_none()) {
            due += 1;
            found += u32::from(candidates.iter().any(|candidate| candidate.work == original));
        }
        strange += others
            .filter(|one| original(one.work) != original(work).or(Some(work)) && Some(one.work) != original(work))
            .count() as u32;
    }
    let searched = start.elapsed().as_secs_f64();
    println!(
        "{{\"works\":{works},\"hashes\":{},\"built_s\":{built:.1},\"asked\":{asked},\"one_s\":{:.4},\"copies\":{due},\"found\":{found},\"strange\":{strange}}}",
        u64::from(works) * u64::from(KEPT),
        searched / f64::from(asked)
    );
}
