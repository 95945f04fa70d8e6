//! How fast texts are read, on one core: `cargo run --release -p text --example text_speed`. Seconds are those this thread had a core.

#![expect(clippy::disallowed_methods, reason = "a measurement reads the evaluation texts and needs a clock")]

use std::time::Instant;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use model::{Outside, UnitType};
use text::detect::{self, Input, TextKind};
use text::lexicon::Lexicons;
use text::normalise::{light, read};
use text::places::{self, Home};
use text::{features, mask};

/// Patterns of the comparison with the matcher alone.
const PATTERNS: usize = 5_000;
/// Least texts of one measurement.
const TEXTS: usize = 60_000;

/// Seconds this thread has had a core; the clock where Linux does not tell.
fn core_seconds(since: Instant) -> f64 {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = schedule.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or(since.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../bench/eval/text");
    let names = ["e01", "e02", "e03", "c04", "c05", "c06", "c08", "c11", "messages", "places", "duty"];
    let mut texts = Vec::new();
    for name in names {
        let content = std::fs::read_to_string(format!("{folder}/{name}.jsonl")).unwrap_or_default();
        let items = content.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        texts.extend(items.filter_map(|item| item["text"].as_str().map(str::to_owned)));
    }
    texts
}

/// Pieces of two to four characters out of the texts, each once.
fn patterns(texts: &[String]) -> Vec<String> {
    let mut patterns: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for (number, text) in texts.iter().cycle().take(texts.len() * 8).enumerate() {
        let chars: Vec<char> = light(text).text.chars().collect();
        let length = 2 + number % 3;
        let start = (number * 7) % chars.len().max(1);
        let piece: String = chars.iter().skip(start).take(length).collect();
        if piece.chars().count() == length && patterns.len() < PATTERNS && seen.insert(piece.clone()) {
            patterns.push(piece);
        }
    }
    patterns
}

#[expect(clippy::cast_precision_loss, reason = "some megabytes")]
fn measure(what: &str, texts: &[String], mut work: impl FnMut(&str) -> usize) {
    let rounds = TEXTS.div_ceil(texts.len().max(1));
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut sum = texts.iter().map(|text| work(text)).sum::<usize>();
    let clock = Instant::now();
    let start = core_seconds(clock);
    for _ in 0..rounds {
        sum += texts.iter().map(|text| work(text)).sum::<usize>();
    }
    let seconds = core_seconds(clock) - start;
    let posts = (rounds * texts.len()) as f64 / seconds;
    println!("{what:<58}{:>8.1} MB/s {posts:>10.0} texts/s   ({sum})", (rounds * bytes) as f64 / seconds / 1e6);
}

fn main() {
    let texts = texts();
    let patterns = patterns(&texts);
    let Ok(matcher) = CharwiseDoubleArrayAhoCorasick::<u32>::new(&patterns) else {
        eprintln!("the patterns do not build");
        return;
    };
    let lexicons = Lexicons::embedded();
    let home = Home::read("湖南省长沙市");
    let found = |text: &str| {
        let (text, outside) = (read(text), Outside::Yes);
        let unit_type = UnitType::TrafficPolice;
        detect::detect(&Input { title: None, text: &text, unit_type, outside, kind: TextKind::Post }).findings.len()
    };
    measure(&format!("daachorse alone, {} patterns", patterns.len()), &texts, |text| {
        matcher.find_overlapping_iter(text).count()
    });
    measure("normalise with offset map", &texts, |text| read(text).hard.offsets.len());
    measure(&format!("normalise with offset map + {} patterns", patterns.len()), &texts, |text| {
        matcher.find_overlapping_iter(&read(text).hard.text).count()
    });
    measure(&format!("normalise + word lists ({} wordings, gaps, guards)", lexicons.wordings()), &texts, |text| {
        lexicons.scan(&read(text).hard).all().len()
    });
    measure("normalise + detectors", &texts, found);
    measure("personal data", &texts, |text| mask::mask(text).spans.len());
    measure("places", &texts, |text| places::find(text, home.as_ref()).len());
    measure("whole feature pass", &texts, |text| features::post(Some(text), None).map_or(0, |read| read.signals.len()));
}
