//! Learns the weights of `lexicon/manner.tsv` from labelled texts; `cargo xtask train` runs it with the right files.
//!
//! `cargo run --release -p text --example train_manner -- OUT FILE…`
//!
//! Of a file in a folder `training` or `second` every text is used, of any other the dev half only. A rule learns from its own texts and, with
//! less weight, from those of the other rules and from ordinary works and letters, all of them false for it (but for the true ones of a related rule). Logistic regression with a penalty on large weights, solved by accelerated
//! gradient steps: the same texts give the same weights.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::ExitCode;

use model::{Outside, UnitType};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use text::detect::{Detector, Input, TextKind};
use text::lexicon::Lexicons;
use text::normalise::read;

const RULES: [&str; 8] = ["E01", "E02", "E03", "C04", "C05", "C06", "C08", "C11"];
/// How much a text counts that is not the rule's own.
const OTHER: f64 = 0.4;
/// Larger: closer to the texts, smaller: smaller weights.
const FIT: f64 = 20.0;
/// What a tag counts beside a stretch of characters.
const TAG: f64 = 0.1;
/// Rounds of the solver.
const ROUNDS: u32 = 1_500;
/// Smallest weight worth keeping, in hundredths.
const LEAST: f64 = 12.0;
/// Texts a sign must stand in to be learnt.
const TEXTS: usize = 2;

#[derive(Deserialize)]
struct Item {
    id: String,
    /// None: an ordinary text, false for every rule.
    rule: Option<String>,
    text: String,
    title: Option<String>,
    kind: Option<String>,
    label: Option<bool>,
    /// Of the texts about duty: a work that is beside it may be true for some rule, and is not used.
    in_duty: Option<bool>,
    /// Of the letters: advertisements and talk are not used either.
    message_kind: Option<String>,
}

impl Item {
    fn is_used(&self) -> bool {
        match &self.rule {
            Some(rule) => RULES.contains(&rule.as_str()),
            None => self.in_duty != Some(false) && !matches!(self.message_kind.as_deref(), Some("spam" | "chatter")),
        }
    }
}

/// Rules whose true texts are often true for the other, too.
const RELATED: [(&str, &str); 7] =
    [("E01", "E02"), ("E01", "E03"), ("E01", "C11"), ("E02", "E03"), ("C04", "C05"), ("C04", "C11"), ("C06", "C11")];

fn is_related(a: &str, b: &str) -> bool {
    RELATED.contains(&(a, b)) || RELATED.contains(&(b, a))
}

struct Example {
    rule: String,
    label: bool,
    signs: Vec<String>,
}

/// A text's signs by number with their values.
type Row = Vec<(usize, f64)>;

fn is_tag(sign: &str) -> bool {
    sign.chars().count() > 3
}

#[expect(clippy::disallowed_methods, reason = "a developer's command reads the files it is given")]
fn examples(paths: &[String]) -> Result<Vec<Example>, String> {
    let detector = Detector::new(Lexicons::embedded());
    let mut examples = Vec::new();
    for path in paths {
        let content = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        let whole = path.contains("/training/") || path.contains("/second/");
        for (number, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let item: Item = serde_json::from_str(line).map_err(|error| format!("{path}:{}: {error}", number + 1))?;
            if !item.is_used() || !(whole || Sha256::digest(item.id.as_bytes())[0] < 128) {
                continue;
            }
            let (text, title) = (read(&item.text), item.title.as_deref().map(read));
            let kind = item.kind.as_deref().and_then(TextKind::from_id).unwrap_or(TextKind::Post);
            let input =
                Input { title: title.as_ref(), text: &text, unit_type: UnitType::Unknown, outside: Outside::Yes, kind };
            let (rule, label) = (item.rule.unwrap_or_default(), item.label.unwrap_or(false));
            examples.push(Example { rule, label, signs: detector.signs(&input) });
        }
    }
    Ok(examples)
}

/// Values of signs: a tag counts the same everywhere, stretches share one between them.
#[expect(clippy::cast_precision_loss, reason = "texts have some hundred signs")]
fn row(signs: &[String], numbers: &BTreeMap<&str, usize>) -> Row {
    let stretches = signs.iter().filter(|sign| !is_tag(sign)).count().max(1) as f64;
    let value = |sign: &str| if is_tag(sign) { TAG } else { 1.0 / stretches.sqrt() };
    signs.iter().filter_map(|sign| Some((*numbers.get(sign.as_str())?, value(sign)))).collect()
}

/// Weights and bias for rows with labels and importances.
fn solve(rows: &[Row], labels: &[bool], importance: &[f64], signs: usize) -> (Vec<f64>, f64) {
    let sum: f64 = importance.iter().sum();
    // The steepest the loss can bend: a quarter of the squared length of a row, at most.
    let steepest = rows.iter().map(|row| 1.0 + row.iter().map(|(_, value)| value * value).sum::<f64>());
    let step = 1.0 / (0.25 * FIT * sum * steepest.fold(0.0, f64::max) + 1.0);
    let (mut weights, mut bias) = (vec![0.0; signs], 0.0);
    let (mut ahead, mut ahead_bias) = (weights.clone(), bias);
    for round in 0..ROUNDS {
        let mut slope = ahead.clone();
        let mut slope_bias = 0.0;
        for ((row, label), importance) in rows.iter().zip(labels).zip(importance) {
            let score: f64 = ahead_bias + row.iter().map(|(sign, value)| ahead[*sign] * value).sum::<f64>();
            let miss = 1.0 / (1.0 + (-score).exp()) - if *label { 1.0 } else { 0.0 };
            let pull = FIT * importance * miss;
            for (sign, value) in row {
                slope[*sign] += pull * value;
            }
            slope_bias += pull;
        }
        let momentum = f64::from(round) / f64::from(round + 3);
        for (sign, weight) in weights.iter_mut().enumerate() {
            let next = ahead[sign] - step * slope[sign];
            ahead[sign] = next + momentum * (next - *weight);
            *weight = next;
        }
        let next = ahead_bias - step * slope_bias;
        ahead_bias = next + momentum * (next - bias);
        bias = next;
    }
    (weights, bias)
}

fn rounded(weight: f64) -> String {
    let text = format!("{weight:.0}");
    if text == "-0" { "0".to_owned() } else { text }
}

fn learn(examples: &[Example]) -> String {
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    for sign in examples.iter().flat_map(|example| &example.signs) {
        *texts.entry(sign).or_default() += 1;
    }
    let kept = texts.iter().filter(|(_, texts)| **texts >= TEXTS).map(|(sign, _)| *sign);
    let numbers: BTreeMap<&str, usize> = kept.zip(0..).collect();
    let mut table: Vec<[f64; RULES.len()]> = vec![[0.0; RULES.len()]; numbers.len()];
    let mut biases = [0.0; RULES.len()];
    for (place, rule) in RULES.iter().enumerate() {
        let is_used = |one: &&Example| one.rule == *rule || !one.label || !is_related(rule, &one.rule);
        let used: Vec<&Example> = examples.iter().filter(is_used).collect();
        let labels: Vec<bool> = used.iter().map(|one| one.rule == *rule && one.label).collect();
        let mut importance: Vec<f64> = used.iter().map(|one| if one.rule == *rule { 1.0 } else { OTHER }).collect();
        // True texts are fewer: half way to even weight.
        let of = |wanted: bool| {
            labels.iter().zip(&importance).filter(|(label, _)| **label == wanted).map(|(_, weight)| weight).sum::<f64>()
        };
        let lift = (of(false) / of(true).max(1.0)).sqrt();
        for (weight, label) in importance.iter_mut().zip(&labels) {
            *weight *= if *label { lift } else { 1.0 };
        }
        let rows: Vec<Row> = used.iter().map(|one| row(&one.signs, &numbers)).collect();
        let (weights, bias) = solve(&rows, &labels, &importance, numbers.len());
        for (sign, weight) in numbers
            .keys()
            .zip(weights)
            .map(|(sign, weight)| (numbers[sign], if is_tag(sign) { weight * TAG } else { weight }))
        {
            table[sign][place] = weight * 100.0;
        }
        biases[place] = bias * 100.0;
    }
    let mut out = format!(
        "# Weights of detect::manner in hundredths, learnt by `cargo xtask train` from {} texts. Do not edit.\nsign\t{}\n",
        examples.len(),
        RULES.join("\t")
    );
    let numbers_of = |row: &[f64; RULES.len()]| row.map(rounded).join("\t");
    let _ = writeln!(out, "bias\t{}", numbers_of(&biases));
    for (sign, number) in &numbers {
        let row = &table[*number];
        let least = if is_tag(sign) { 1.0 } else { LEAST };
        if row.iter().any(|weight| weight.abs() >= least) {
            let _ = writeln!(out, "{sign}\t{}", numbers_of(row));
        }
    }
    out
}

#[expect(clippy::disallowed_methods, reason = "a developer's command writes the file it is given")]
fn main() -> ExitCode {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.len() < 2 {
        eprintln!("give the file to write and the labelled texts");
        return ExitCode::FAILURE;
    }
    let out = paths.remove(0);
    let written = examples(&paths)
        .and_then(|examples| std::fs::write(&out, learn(&examples)).map_err(|error| format!("{out}: {error}")));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
