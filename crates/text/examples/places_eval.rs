//! How well places are found: reads labelled headlines (`bench/eval/text/places.jsonl`) and prints precision, recall and F1,
//! strict on the mention as written and its code, and how often `outside` is right, for the dev half and the test half.
//!
//! `cargo run --release -p text --example places_eval -- bench/eval/text/places.jsonl [--misses dev] [--speed]`

#![expect(clippy::disallowed_methods, reason = "a measurement reads its data and a clock")]

use std::collections::BTreeMap;
use std::time::Instant;

use model::Outside;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use text::places::{self, Home, Place};

#[derive(Deserialize)]
struct Item {
    id: String,
    text: String,
    home: Option<String>,
    places: Vec<Label>,
    outside: Option<String>,
}

#[derive(Deserialize)]
struct Label {
    name: String,
    code: Option<String>,
}

#[derive(Default)]
struct Score {
    items: u32,
    right: u32,
    found: u32,
    labelled: u32,
    outside_right: u32,
    outside_all: u32,
    confusion: BTreeMap<(String, &'static str), u32>,
}

/// The half of the data an item belongs to, by the hash of its id.
fn half(id: &str) -> &'static str {
    if Sha256::digest(id.as_bytes()).first().is_some_and(|byte| *byte < 128) { "dev" } else { "test" }
}

/// The 95 % interval of a share, by Wilson.
fn wilson(right: u32, all: u32) -> (f64, f64) {
    if all == 0 {
        return (0.0, 1.0);
    }
    let (n, p, z) = (f64::from(all), f64::from(right) / f64::from(all), 1.96);
    let centre = p + z * z / (2.0 * n);
    let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    ((centre - spread) / scale, (centre + spread) / scale)
}

fn share(right: u32, all: u32) -> String {
    let (low, high) = wilson(right, all);
    format!("{:.3} [{low:.3}, {high:.3}] ({right}/{all})", f64::from(right) / f64::from(all.max(1)))
}

fn found(place: &Place) -> (String, Option<String>) {
    (place.name.clone(), place.candidates.first().and_then(|candidate| candidate.code.clone()))
}

/// How many labels are found, each once; and what is wrong, for people.
fn compare(item: &Item, found: &[(String, Option<String>)]) -> (u32, Vec<String>) {
    let mut left: Vec<&(String, Option<String>)> = found.iter().collect();
    let mut right = 0;
    let mut wrong = Vec::new();
    for label in &item.places {
        match left.iter().position(|found| found.0 == label.name && found.1 == label.code) {
            Some(at) => {
                left.remove(at);
                right += 1;
            }
            None => wrong.push(format!("-{}={}", label.name, label.code.as_deref().unwrap_or("abroad"))),
        }
    }
    let surplus = left.iter().map(|(name, code)| format!("+{name}={}", code.as_deref().unwrap_or("abroad")));
    wrong.extend(surplus);
    (right, wrong)
}

impl Score {
    fn print(&self, half: &str) {
        let precision = f64::from(self.right) / f64::from(self.found.max(1));
        let recall = f64::from(self.right) / f64::from(self.labelled.max(1));
        println!("{half}: {} items", self.items);
        println!("  precision {}", share(self.right, self.found));
        println!("  recall    {}", share(self.right, self.labelled));
        println!("  F1        {:.3}", 2.0 * precision * recall / (precision + recall).max(1e-9));
        println!("  outside   {}", share(self.outside_right, self.outside_all));
        for ((labelled, read), count) in &self.confusion {
            println!("    labelled {labelled}, read {read}: {count}");
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().map_or("bench/eval/text/places.jsonl", String::as_str);
    let misses = arguments.iter().position(|word| word == "--misses").and_then(|at| arguments.get(at + 1));
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let items: Vec<Item> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .enumerate()
        .map(|(line, text)| {
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}, line {}: {error}", line + 1))
        })
        .collect();
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for item in &items {
        let half = half(&item.id);
        let home = item.home.as_deref().and_then(Home::read);
        let places = places::find(&item.text, home.as_ref());
        let pairs: Vec<(String, Option<String>)> = places.iter().map(found).collect();
        let (right, wrong) = compare(item, &pairs);
        let score = scores.entry(half).or_default();
        score.items += 1;
        score.right += right;
        score.found += u32::try_from(pairs.len()).unwrap_or(u32::MAX);
        score.labelled += u32::try_from(item.places.len()).unwrap_or(u32::MAX);
        let mut outside_note = String::new();
        if let (Some(label), Some(home)) = (&item.outside, &home) {
            let outside = places::outside(&places, home);
            score.outside_all += 1;
            score.outside_right += u32::from(Outside::from_id(label) == Some(outside));
            *score.confusion.entry((label.clone(), outside.id())).or_default() += 1;
            if label != outside.id() {
                outside_note = format!(" outside: {label}, read {}", outside.id());
            }
        }
        if misses.is_some_and(|wanted| wanted == half) && !(wrong.is_empty() && outside_note.is_empty()) {
            println!(
                "{} {} [{}] {}{outside_note}",
                item.id,
                item.text,
                item.home.as_deref().unwrap_or(""),
                wrong.join(" ")
            );
        }
    }
    for (half, score) in &scores {
        score.print(half);
    }
    if arguments.iter().any(|word| word == "--speed") {
        speed(&items);
    }
}

/// Seconds this thread has had a core, so that others on the machine do not count; the clock where Linux does not tell.
fn core_seconds(since: Instant) -> f64 {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = schedule.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or(since.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Headlines per second on one core, normalising included.
fn speed(items: &[Item]) {
    let homes: Vec<Option<Home>> = items.iter().map(|item| item.home.as_deref().and_then(Home::read)).collect();
    let mut best = f64::INFINITY;
    let rounds = 20_000 / items.len().max(1) + 1;
    let mut found = 0;
    let clock = Instant::now();
    for _ in 0..7 {
        let start = core_seconds(clock);
        for _ in 0..rounds {
            for (item, home) in items.iter().zip(&homes) {
                found += places::find(&item.text, home.as_ref()).len();
            }
        }
        best = best.min(core_seconds(clock) - start);
    }
    let texts = u32::try_from(rounds * items.len()).unwrap_or(u32::MAX);
    println!("speed: {:.0} headlines per second and core ({found})", f64::from(texts) / best);
}
