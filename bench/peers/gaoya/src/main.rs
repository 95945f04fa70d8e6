//! Near copies with gaoya: the peer of `near_copies`. Reads `group <tab> kind <tab> text` lines, finds pairs, prints
//! them with the seconds it took. 25 bands of 5 over character bigrams, similarity 0.4.

use std::time::Instant;

use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32};

/// Seconds this thread has had a core; the clock where Linux does not tell.
fn core_seconds(since: Instant) -> f64 {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = schedule.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or(since.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn main() {
    let path = std::env::args().nth(1).expect("the file of texts");
    let content = std::fs::read_to_string(path).expect("a readable file");
    let texts: Vec<&str> = content.lines().map(|line| line.rsplit('\t').next().unwrap_or("")).collect();
    let clock = Instant::now();
    let begun = core_seconds(clock);
    let hasher = MinHasher32::new(125);
    let mut index = MinHashIndex::new(25, 5, 0.4);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for (number, text) in (0u32..).zip(&texts) {
        let chars: Vec<char> = text.chars().collect();
        let signature = hasher.create_signature(chars.windows(2));
        pairs.extend(index.query_owned(&signature).into_iter().map(|other| (other, number)));
        index.insert(number, signature);
    }
    let seconds = core_seconds(clock) - begun;
    println!("{seconds}");
    for (a, b) in pairs {
        println!("{a}\t{b}");
    }
}
