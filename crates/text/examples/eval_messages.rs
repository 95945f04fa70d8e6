//! Measures the reading of messages, replies and duty against `bench/eval/text/*.jsonl`:
//!
//! ```sh
//! cargo run --release -p text --example eval_messages -- bench/eval/text
//! ```
//!
//! The half an item belongs to is the first byte of the SHA-256 of its id: below 128 is *dev*, the rest *test*. Misses are listed of
//! the dev half alone, so that nobody learns from the other.

#![expect(clippy::disallowed_methods, reason = "an example reads the files it is pointed at")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use model::UnitType;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use text::{content, duty, message, reply};

struct Item {
    id: String,
    text: String,
    dev: bool,
    fields: Value,
}

impl Item {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }

    fn flag(&self, name: &str) -> bool {
        self.fields.get(name).and_then(Value::as_bool).unwrap_or(false)
    }
}

/// Items of a file; none where it does not exist.
fn items(folder: &Path, file: &str) -> Vec<Item> {
    let content = std::fs::read_to_string(folder.join(file)).unwrap_or_default();
    let parse = |line: &str| {
        let fields: Value = serde_json::from_str(line).ok()?;
        let text_of = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
        let (id, text) = (text_of("id")?, text_of("text")?);
        let dev = Sha256::digest(id.as_bytes()).first().is_some_and(|byte| *byte < 128);
        Some(Item { id, text, dev, fields })
    };
    content.lines().filter_map(parse).collect()
}

/// Wilson's 95 % interval of a share.
#[expect(clippy::cast_precision_loss, reason = "a few hundred items")]
fn wilson(hits: usize, of: usize) -> String {
    if of == 0 {
        return "–".into();
    }
    let (n, p, z) = (of as f64, hits as f64 / of as f64, 1.96_f64);
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n);
    format!("{p:.3} ({:.3}–{:.3}), {hits}/{of}", middle - half, middle + half)
}

/// Cells of one line of a table.
fn line(cells: impl Iterator<Item = String>) -> String {
    cells.fold(String::new(), |line, cell| line + &format!("{cell:>13}"))
}

type Report = fn(&[&Item], bool);

/// What was expected and what was read, of one question asked of every item.
#[derive(Default)]
struct Pairs(Vec<(String, String)>);

impl Pairs {
    fn binary(&self, what: &str) {
        let count = |wanted: &str, got: &str| self.0.iter().filter(|(w, g)| w == wanted && g == got).count();
        let (hit, miss, false_alarm) = (count("true", "true"), count("true", "false"), count("false", "true"));
        println!("  {what}: precision {}; recall {}", wilson(hit, hit + false_alarm), wilson(hit, hit + miss));
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred items")]
    fn table(&self, what: &str) {
        let names: BTreeSet<&str> = self.0.iter().flat_map(|(w, g)| [w.as_str(), g.as_str()]).collect();
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (wanted, got) in &self.0 {
            *counts.entry((wanted, got)).or_default() += 1;
        }
        let mut scores = Vec::new();
        println!("  {what} (rows: as labelled, columns: as read)");
        println!("    {:<14}{}", "", line(names.iter().map(|name| (*name).to_owned())));
        for wanted in &names {
            let row = line(names.iter().map(|got| counts.get(&(wanted, got)).copied().unwrap_or(0).to_string()));
            println!("    {wanted:<14}{row}");
            let hit = counts.get(&(wanted, wanted)).copied().unwrap_or(0);
            let labelled: usize = names.iter().filter_map(|got| counts.get(&(wanted, got))).sum();
            let read: usize = names.iter().filter_map(|other| counts.get(&(other, wanted))).sum();
            if labelled > 0 {
                scores.push(2.0 * hit as f64 / (labelled + read).max(1) as f64);
            }
        }
        let right = self.0.iter().filter(|(wanted, got)| wanted == got).count();
        let macro_f1 = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
        println!("    accuracy {}; macro-F1 {macro_f1:.3}", wilson(right, self.0.len()));
    }
}

fn messages(items: &[&Item], show: bool) {
    let (mut kinds, mut needs, mut urgent) = (Pairs::default(), Pairs::default(), Pairs::default());
    let (mut of, mut first, mut allowed, mut second) = (0, 0, 0, 0);
    let mut confused: BTreeMap<(String, String), usize> = BTreeMap::new();
    for item in items {
        let read = message::read(&item.text, message::MessageContext::default());
        let wanted_kind = item.field("message_kind").unwrap_or_default();
        kinds.0.push((wanted_kind.into(), read.kind.id().into()));
        needs.0.push((item.flag("needs_answer").to_string(), read.needs_answer.to_string()));
        let high = |urgency: &str| (urgency == "high").to_string();
        urgent.0.push((high(item.field("urgency").unwrap_or_default()), high(read.urgency.id())));
        let department = item.field("department").unwrap_or_default();
        let runner_up = item.field("runner_up");
        let got = (read.department.id(), read.runner_up.map(UnitType::id));
        if item.flag("needs_answer") {
            of += 1;
            first += usize::from(got.0 == department);
            allowed += usize::from(got.0 == department || Some(got.0) == runner_up);
            second += usize::from(got.0 == department || got.1 == Some(department));
            if got.0 != department {
                *confused.entry((department.into(), got.0.into())).or_default() += 1;
            }
        }
        let wrong = [
            (wanted_kind != read.kind.id(), format!("{wanted_kind} → {}", read.kind.id())),
            (item.flag("needs_answer") != read.needs_answer, format!("needs_answer → {}", read.needs_answer)),
            (
                item.flag("needs_answer") && got.0 != department,
                format!("{department}/{} → {}/{}", runner_up.unwrap_or("–"), got.0, got.1.unwrap_or("–")),
            ),
            (item.field("urgency") != Some(read.urgency.id()), format!("urgency → {}", read.urgency.id())),
        ];
        let wrong: Vec<String> = wrong.into_iter().filter(|(wrong, _)| *wrong).map(|(_, what)| what).collect();
        if show && !wrong.is_empty() {
            println!("    {} {}: {}", item.id, wrong.join("; "), item.text);
        }
    }
    needs.binary("needs_answer");
    urgent.binary("urgency high");
    kinds.table("message_kind");
    println!("  department, of those that need an answer: first {}", wilson(first, of));
    println!("    first or the allowed runner-up {}; among the first two {}", wilson(allowed, of), wilson(second, of));
    let confused: Vec<String> = confused.iter().map(|((w, g), count)| format!("{w}→{g} {count}")).collect();
    println!("    confused: {}", confused.join(", "));
}

fn replies(items: &[&Item], show: bool) {
    let mut kinds = Pairs::default();
    for item in items {
        let read = reply::read(&item.text, item.field("question"));
        let wanted = item.field("reply_kind").unwrap_or_default();
        kinds.0.push((wanted.into(), read.kind.id().into()));
        if show && wanted != read.kind.id() {
            let question = item.field("question").unwrap_or_default();
            println!("    {} {wanted} → {} ({}): {question} ‖ {}", item.id, read.kind.id(), read.why.id(), item.text);
        }
    }
    kinds.table("reply_kind");
}

fn duties(items: &[&Item], show: bool) {
    let (mut duties, mut kinds) = (Pairs::default(), Pairs::default());
    for item in items {
        let Some(unit) = item.field("unit_type").and_then(text::unit_type::read) else { continue };
        let read = duty::share(&item.text, unit);
        let in_duty = read.share >= 0.5;
        duties.0.push((item.flag("in_duty").to_string(), in_duty.to_string()));
        if let Some(wanted) = item.field("content_kind") {
            kinds.0.push((wanted.into(), content::read(&item.text, Some(unit)).kind.id().into()));
        }
        if show && item.flag("in_duty") != in_duty {
            println!("    {} {} in_duty → {in_duty} ({:.2}): {}", item.id, unit.id(), read.share, item.text);
        }
    }
    duties.binary("in_duty");
    duties.table("in_duty");
    kinds.table("content_kind");
}

fn main() {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("bench/eval/text"), PathBuf::from);
    let sets: [(&str, Report); 3] = [("messages", messages), ("replies", replies), ("duty", duties)];
    for (name, report) in sets {
        let all = items(&folder, &format!("{name}.jsonl"));
        for (half, dev) in [("dev", true), ("test", false)] {
            let half_items: Vec<&Item> = all.iter().filter(|item| item.dev == dev).collect();
            if !half_items.is_empty() {
                println!("{name}, {half}: {} items", half_items.len());
                report(&half_items, dev);
            }
        }
    }
}
