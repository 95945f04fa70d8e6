//! `search_scale WORKS`: builds an index over generated works (30 hashes each) and times a search of a minute of video in it.

use std::time::Instant;

use media::hash::Hash;
use media::index::IndexBuilder;

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
}

fn main() {
    let works: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let mut numbers = Numbers(1);
    let mut builder = IndexBuilder::default();
    let mut wanted = Vec::new();
    for work in 0..works {
        let hashes: Vec<(f32, Hash)> = (0..30_u8).map(|index| (f32::from(index / 2) * 2.0, numbers.hash())).collect();
        if work == works / 2 {
            wanted.clone_from(&hashes);
        }
        builder.add(work, &hashes);
    }
    let start = Instant::now();
    let index = builder.build();
    println!("{works} works, built in {:.1} s", start.elapsed().as_secs_f32());
    // As many hashes as a minute of video is asked with: most of parts nobody has.
    let mut asked = wanted;
    asked.extend((0..2200_u16).map(|index| (f32::from(index % 60), numbers.hash())));
    let start = Instant::now();
    let found = index.search_hashes(&asked, 5);
    println!("searched in {:.3} s: {found:?}", start.elapsed().as_secs_f32());
}
