//! Near copies in a file of `group <tab> kind <tab> text` lines, as the rules find them: normalised hard, candidates by the bands of a
//! sketch, verified exactly. Prints the seconds of processor time and the pairs. `cargo xtask bench text` runs it beside its peers.

#![expect(clippy::disallowed_methods, reason = "a measurement reads the file it is given and needs a clock")]

use std::process::ExitCode;
use std::time::Instant;

use text::near::{self, BANDS, SIMILAR};
use text::normalise::hard;

/// Who shares a band: a table of the last text with each band, and for every text's band the one before it.
struct Buckets {
    slots: Vec<(i64, u32)>,
    before: Vec<u32>,
}

const NOBODY: u32 = u32::MAX;

impl Buckets {
    fn for_texts(texts: usize) -> Self {
        let slots = (texts * BANDS * 2).next_power_of_two();
        Self { slots: vec![(0, NOBODY); slots], before: vec![NOBODY; texts * BANDS] }
    }

    /// Those that have the band already, the latest first; the text joins them.
    fn join(&mut self, band: i64, text: u32, place: usize) -> impl Iterator<Item = u32> + '_ {
        let mask = self.slots.len() - 1;
        let mut slot = usize::try_from(band.cast_unsigned() & mask as u64).unwrap_or(0);
        while self.slots[slot].1 != NOBODY && self.slots[slot].0 != band {
            slot = (slot + 1) & mask;
        }
        let latest = std::mem::replace(&mut self.slots[slot], (band, text)).1;
        self.before[text as usize * BANDS + place] = latest;
        let before = &self.before;
        let somebody = |other: u32| Some(other).filter(|other| *other != NOBODY);
        std::iter::successors(somebody(latest), move |other| somebody(before[*other as usize * BANDS + place]))
    }
}

/// Seconds this thread has had a core; the clock where Linux does not tell.
fn core_seconds(since: Instant) -> f64 {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = schedule.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or(since.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn main() -> ExitCode {
    let Some(Ok(content)) = std::env::args().nth(1).map(std::fs::read_to_string) else {
        eprintln!("give a readable file of texts");
        return ExitCode::FAILURE;
    };
    let texts: Vec<&str> = content.lines().map(|line| line.rsplit('\t').next().unwrap_or("")).collect();
    let _ = near::bands(&hard("第一次调用要建表，先建好再计时"));
    let clock = Instant::now();
    let begun = core_seconds(clock);
    let mut buckets = Buckets::for_texts(texts.len());
    let mut sets: Vec<Vec<u64>> = Vec::with_capacity(texts.len());
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut met: Vec<u32> = vec![u32::MAX; texts.len()];
    for (number, text) in (0_u32..).zip(&texts) {
        let set = near::bigram_set(&hard(text)).unwrap_or_default();
        if !set.is_empty() {
            for (place, band) in near::sketch(&set).into_iter().enumerate() {
                for other in buckets.join(band, number, place) {
                    // Two texts may meet in many bands; they are compared once.
                    if met[other as usize] != number {
                        met[other as usize] = number;
                        if near::share(&sets[other as usize], &set) >= SIMILAR {
                            pairs.push((other, number));
                        }
                    }
                }
            }
        }
        sets.push(set);
    }
    println!("{}", core_seconds(clock) - begun);
    for (one, other) in pairs {
        println!("{one}\t{other}");
    }
    ExitCode::SUCCESS
}
