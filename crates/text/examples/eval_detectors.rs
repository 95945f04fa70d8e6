//! Precision and recall of the detectors on labelled texts (`bench/eval/text/*.jsonl`).
//!
//! `cargo run --release -p text --example eval_detectors -- bench/eval/text/e01.jsonl …`
//!
//! Prints per rule the figures of the dev and of the test half with their 95 % Wilson intervals, beside those of the bare word
//! list (any of the rule's words, nothing else looked at), and the misses of the dev half. Texts of the test half are never shown.

use std::collections::BTreeMap;
use std::process::ExitCode;

use model::{Outside, UnitType};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use text::detect::{self, Input, TextKind};
use text::lexicon::Lexicons;
use text::normalise::{Reading, read};
use text::places::{self, Home};

#[derive(Deserialize)]
struct Item {
    id: String,
    rule: String,
    text: String,
    title: Option<String>,
    unit_type: String,
    home: Option<String>,
    kind: String,
    label: bool,
    reason: String,
}

#[derive(Default, Clone, Copy)]
struct Counts {
    hit: u32,
    false_alarm: u32,
    missed: u32,
    rightly_silent: u32,
}

impl Counts {
    fn add(&mut self, found: bool, label: bool) {
        *match (found, label) {
            (true, true) => &mut self.hit,
            (true, false) => &mut self.false_alarm,
            (false, true) => &mut self.missed,
            (false, false) => &mut self.rightly_silent,
        } += 1;
    }

    fn line(&self) -> String {
        let precision = wilson(self.hit, self.hit + self.false_alarm);
        let recall = wilson(self.hit, self.hit + self.missed);
        format!(
            "precision {precision}  recall {recall}  (found {} of {} true, {} of {} false)",
            self.hit,
            self.hit + self.missed,
            self.false_alarm,
            self.false_alarm + self.rightly_silent
        )
    }
}

/// A share with its 95 % Wilson interval.
fn wilson(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "   – [  –  ,  –  ]".to_owned();
    }
    let (n, p, z) = (f64::from(whole), f64::from(part) / f64::from(whole), 1.96_f64);
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n);
    format!("{p:.3} [{:.3}, {:.3}]", (middle - half).max(0.0), (middle + half).min(1.0))
}

/// The tags whose words alone make up the baseline of a rule.
fn bare(rule: &str) -> &'static [(&'static str, &'static [&'static str])] {
    match rule {
        "E01" => &[("follow_begging", &["beg", "mutual", "act", "reach", "count"])],
        "E02" => &[("votes", &["vote", "daily"])],
        "E03" => &[("forced", &["ordered", "checked", "gate", "induced", "prize"])],
        "C04" => &[("sensational", &["hook", "urgency", "withheld", "bait", "number_bait", "exaggeration"])],
        "C05" => &[("disaster", &["accident", "crime", "death", "disaster", "gruesome", "epidemic"])],
        "C06" => &[("stigma", &["slur", "insult"])],
        "C08" => &[("advertising", &["sell", "price", "shop", "promote"])],
        "C11" => &[("display", &["cute", "flirt", "fandom", "gossip", "play", "misery"])],
        _ => &[],
    }
}

fn bare_word(rule: &str, reading: &Reading<'_>) -> bool {
    let lexicons = Lexicons::embedded();
    let hits = lexicons.scan(&reading.hard);
    bare(rule).iter().any(|(list, tags)| {
        tags.iter().filter_map(|tag| lexicons.tag(list, tag)).any(|tag| hits.with_tag(tag).next().is_some())
    })
}

/// Where the texts lie, seen from the item's home.
fn outside(item: &Item) -> Outside {
    let Some(home) = item.home.as_deref().and_then(Home::read) else { return Outside::Unsure };
    let whole = format!("{}\n{}", item.title.as_deref().unwrap_or(""), item.text);
    places::outside(&places::find(&whole, Some(&home)), &home)
}

/// Detector and bare words, by rule and half.
type Tables = BTreeMap<(String, &'static str), [Counts; 2]>;

fn evaluate(line: &str, tables: &mut Tables, causes: &mut BTreeMap<String, u32>) -> Result<(), String> {
    let item: Item = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let dev = Sha256::digest(item.id.as_bytes())[0] < 128;
    let (text, title) = (read(&item.text), item.title.as_deref().map(read));
    let input = Input {
        title: title.as_ref(),
        text: &text,
        unit_type: UnitType::from_id(&item.unit_type).unwrap_or(UnitType::Unknown),
        outside: outside(&item),
        kind: TextKind::from_id(&item.kind).unwrap_or(TextKind::Post),
    };
    let report = detect::detect(&input);
    let found = report.found(&item.rule);
    if found.is_some() != item.label {
        let guards = report.guards.iter().filter(|guard| guard.rule == item.rule).map(|guard| guard.guard);
        let why: Vec<_> = found.map_or_else(|| guards.collect(), |found| found.reasons.clone());
        let half = if dev { "dev" } else { "test" };
        let what = if item.label { "missed" } else { "false alarm" };
        *causes.entry(format!("{} {half} {what} by {why:?}", item.rule)).or_default() += 1;
    }
    let bare = bare_word(&item.rule, &text) || title.as_ref().is_some_and(|title| bare_word(&item.rule, title));
    let counts = tables.entry((item.rule.clone(), if dev { "dev" } else { "test" })).or_default();
    counts[0].add(found.is_some(), item.label);
    counts[1].add(bare, item.label);
    if dev && found.is_some() != item.label {
        let guards: Vec<_> =
            report.guards.iter().filter(|guard| guard.rule == item.rule).map(|guard| guard.guard).collect();
        let what = if item.label { "missed" } else { "false alarm" };
        let why = found.map(|found| found.reasons.join(" ")).unwrap_or_default();
        let title = item.title.as_deref().unwrap_or("");
        println!(
            "{what} {} {} {} [{why}] {guards:?} {title} | {} | {}",
            item.id,
            item.unit_type,
            item.home.as_deref().unwrap_or(""),
            item.text,
            item.reason
        );
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a developer's command reads the files it is given")]
fn main() -> ExitCode {
    let mut tables = BTreeMap::new();
    let mut causes = BTreeMap::new();
    for path in std::env::args().skip(1) {
        let Ok(content) = std::fs::read_to_string(&path) else {
            eprintln!("{path}: cannot be read");
            return ExitCode::FAILURE;
        };
        for (number, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            if let Err(error) = evaluate(line, &mut tables, &mut causes) {
                eprintln!("{path}:{}: {error}", number + 1);
                return ExitCode::FAILURE;
            }
        }
    }
    for (cause, count) in &causes {
        println!("{cause}: {count}");
    }
    for ((rule, half), [detector, bare]) in &tables {
        println!("{rule} {half:<4}  detector   {}", detector.line());
        println!("{rule} {half:<4}  bare words {}", bare.line());
    }
    ExitCode::SUCCESS
}
