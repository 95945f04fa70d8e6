//! Near copies in a file of `group <tab> kind <tab> text` lines, as the rules find them: normalised hard, candidates by the bands of a
//! sketch, verified exactly. Prints the seconds of processor time and the pairs. `cargo xtask bench text` runs it beside its peers.

use std::collections::HashMap;
use std::process::ExitCode;
use std::time::Instant;

use text::near::{self, SIMILAR};
use text::normalise::hard;

#[expect(clippy::disallowed_methods, reason = "a measurement reads the file it is given and needs a clock")]
fn main() -> ExitCode {
    let Some(Ok(content)) = std::env::args().nth(1).map(std::fs::read_to_string) else {
        eprintln!("give a readable file of texts");
        return ExitCode::FAILURE;
    };
    let texts: Vec<&str> = content.lines().map(|line| line.rsplit('\t').next().unwrap_or("")).collect();
    let _ = near::bands(&hard("第一次调用要建表，先建好再计时"));
    let clock = Instant::now();
    let mut buckets: HashMap<i64, Vec<u32>> = HashMap::new();
    let mut sets: Vec<Vec<u64>> = Vec::with_capacity(texts.len());
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut candidates: Vec<u32> = Vec::new();
    for (number, text) in (0_u32..).zip(&texts) {
        let set = near::bigram_set(&hard(text)).unwrap_or_default();
        candidates.clear();
        if !set.is_empty() {
            for band in near::sketch(&set) {
                let bucket = buckets.entry(band).or_default();
                candidates.extend_from_slice(bucket);
                bucket.push(number);
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let alike = |other: &&u32| near::share(&sets[**other as usize], &set) >= SIMILAR;
        pairs.extend(candidates.iter().filter(alike).map(|other| (*other, number)));
        sets.push(set);
    }
    println!("{}", clock.elapsed().as_secs_f64());
    for (one, other) in pairs {
        println!("{one}\t{other}");
    }
    ExitCode::SUCCESS
}
