//! Fits the weights by which messages are read to labelled ones and prints the table:
//!
//! ```sh
//! cargo run --release -p text --example train -- dev:bench/eval/text/messages.jsonl \
//!     all:bench/eval/text/second/messages.jsonl > lexicon/message_weights.tsv
//! ```
//!
//! `dev:` takes the dev half of a file (SHA-256 of the id, first byte below 128), `all:` the whole of it. Logistic regression with
//! an L2 penalty, by full-batch gradient steps: the same texts give the same table.

#![expect(clippy::disallowed_methods, reason = "an example reads the files it is pointed at")]

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use text::message;

/// How much the texts count against the penalty.
const TRUST: f64 = 0.3;
/// Gradient steps, and their size.
const STEPS: usize = 6_000;
const STEP: f64 = 0.02;
/// What is added to the bias: an inquiry, or danger, that goes unseen costs more than one seen in vain.
const NEED_SHIFT: f64 = 0.7;
const HASTE_SHIFT: f64 = 0.5;

/// Signs that can only speak for an inquiry or for haste, and that can only speak against it: a few hundred texts say the contrary of
/// some of them by chance.
const FOR_NEED: &str = "ask form accuse trouble plea hardship suggest lasting danger supply lasting_harm asks_last ends_as_question matter";
const AGAINST_NEED: &str = "thanks praise spam joke rhetoric peer general solved begins_with_mention";
const FOR_HASTE: &str = "danger acute supply lasting lasting_harm hardship plea danger_now cut_off_long";
const AGAINST_HASTE: &str = "calm suggest ask";

struct Item {
    signs: Vec<f64>,
    kind: String,
    needs_answer: bool,
    urgent: bool,
}

/// The items of a file that `argument` names, as `parse` reads them.
fn items(argument: &str, parse: impl Fn(&Value) -> Option<Item>) -> Vec<Item> {
    let (which, path) = argument.split_once(':').unwrap_or(("all", argument));
    let content = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let read = |line: &str| {
        let fields: Value = serde_json::from_str(line).ok()?;
        let id = fields.get("id").and_then(Value::as_str)?;
        let dev = Sha256::digest(id.as_bytes()).first().is_some_and(|byte| *byte < 128);
        (which == "all" || dev).then(|| parse(&fields))?
    };
    content.lines().filter_map(read).collect()
}

fn values(signs: Vec<(&str, f32)>) -> Vec<f64> {
    signs.into_iter().map(|(_, value)| f64::from(value)).collect()
}

fn message_of(fields: &Value) -> Option<Item> {
    let text_of = |name: &str| fields.get(name).and_then(Value::as_str);
    Some(Item {
        signs: values(message::signs_of(text_of("text")?)),
        kind: text_of("message_kind")?.to_owned(),
        needs_answer: fields.get("needs_answer").and_then(Value::as_bool)?,
        urgent: text_of("urgency") == Some("high"),
    })
}

/// Softmax regression: weights by class. The last sign is the bias and bears no penalty. `sides` says of some signs that they speak
/// only for the last class (1) or only against it (-1).
fn fit(rows: &[(&[f64], usize)], classes: usize, sides: &[f64]) -> Vec<Vec<f64>> {
    let signs = rows.first().map_or(0, |(row, _)| row.len());
    let mut weights = vec![vec![0.0; signs]; classes];
    let (mut mean, mut square) = (weights.clone(), weights.clone());
    for step in 1..=STEPS {
        let mut gradient: Vec<Vec<f64>> = weights.clone();
        for class in &mut gradient {
            if let Some(bias) = class.last_mut() {
                *bias = 0.0;
            }
        }
        for (row, wanted) in rows {
            let scores: Vec<f64> =
                weights.iter().map(|class| class.iter().zip(*row).map(|(weight, sign)| weight * sign).sum()).collect();
            let top = scores.iter().copied().fold(f64::MIN, f64::max);
            let all: f64 = scores.iter().map(|score| (score - top).exp()).sum();
            for (class, (gradient, score)) in gradient.iter_mut().zip(&scores).enumerate() {
                let error = (score - top).exp() / all - if class == *wanted { 1.0 } else { 0.0 };
                for (gradient, sign) in gradient.iter_mut().zip(*row) {
                    *gradient += TRUST * error * sign;
                }
            }
        }
        // Adam, with the usual constants.
        let (fade, fade_square) = (
            1.0 - 0.9_f64.powi(i32::try_from(step).unwrap_or(i32::MAX)),
            1.0 - 0.999_f64.powi(i32::try_from(step).unwrap_or(i32::MAX)),
        );
        for (class, gradient) in gradient.iter().enumerate() {
            for (sign, gradient) in gradient.iter().enumerate() {
                let (mean, square) = (&mut mean[class][sign], &mut square[class][sign]);
                *mean = 0.9 * *mean + 0.1 * gradient;
                *square = 0.999 * *square + 0.001 * gradient * gradient;
                let weight = &mut weights[class][sign];
                *weight -= STEP * (*mean / fade) / ((*square / fade_square).sqrt() + 1e-8);
                let side = sides.get(sign).copied().unwrap_or(0.0) * if class + 1 == classes { 1.0 } else { -1.0 };
                if *weight * side < 0.0 {
                    *weight = 0.0;
                }
            }
        }
    }
    weights
}

/// Weights for yes against no.
fn fit_yes(items: &[&Item], yes: impl Fn(&Item) -> bool, sides: &[f64], shift: f64) -> Vec<f64> {
    let rows: Vec<(&[f64], usize)> = items.iter().map(|item| (item.signs.as_slice(), usize::from(yes(item)))).collect();
    let both = fit(&rows, 2, sides);
    let mut weights: Vec<f64> = both[1].iter().zip(&both[0]).map(|(yes, no)| yes - no).collect();
    if let Some(bias) = weights.last_mut() {
        *bias += shift;
    }
    weights
}

/// By sign: 1 where it is among the first names, -1 where it is among the second.
fn sides(only_for: &str, only_against: &str) -> Vec<f64> {
    let is_in = |names: &str, name: &str| names.split(' ').any(|listed| listed == name);
    let side = |name: &str| f64::from(i8::from(is_in(only_for, name)) - i8::from(is_in(only_against, name)));
    message::signs_of("").into_iter().map(|(name, _)| side(name)).collect()
}

fn fit_kinds(items: &[&Item], kinds: &[&str]) -> Vec<Vec<f64>> {
    let class = |item: &Item| kinds.iter().position(|kind| item.kind == *kind);
    let rows: Vec<(&[f64], usize)> =
        items.iter().filter_map(|item| Some((item.signs.as_slice(), class(item)?))).collect();
    fit(&rows, kinds.len(), &[])
}

/// Columns of a table: an output and its weights.
type Columns = Vec<(&'static str, Vec<f64>)>;

fn messages(every: &[&Item]) -> Columns {
    let (asked, said) = (["question", "complaint", "plea", "suggestion"], ["thanks", "praise", "chatter", "spam"]);
    let inquiries: Vec<&Item> = every.iter().copied().filter(|item| item.needs_answer).collect();
    let (need, haste) = (sides(FOR_NEED, AGAINST_NEED), sides(FOR_HASTE, AGAINST_HASTE));
    let mut columns = vec![("needs_answer", fit_yes(every, |item| item.needs_answer, &need, NEED_SHIFT))];
    columns.extend(asked.into_iter().zip(fit_kinds(every, &asked)));
    columns.extend(said.into_iter().zip(fit_kinds(every, &said)));
    columns.push(("urgent", fit_yes(&inquiries, |item| item.urgent, &haste, HASTE_SHIFT)));
    columns
}

fn main() {
    let all: Vec<Item> = std::env::args().skip(1).flat_map(|argument| items(&argument, message_of)).collect();
    let columns = messages(&all.iter().collect::<Vec<_>>());
    let count = all.len();
    println!(
        "# How much every sign of a message says for every reading. Written by crates/text/examples/train.rs from {count}"
    );
    println!("# labelled messages; the signs are described in crates/text/src/message/signs.rs.");
    println!("sign\t{}", columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("\t"));
    for (sign, (name, _)) in message::signs_of("").into_iter().enumerate() {
        let cells: Vec<String> = columns.iter().map(|(_, weights)| format!("{:.3}", weights[sign])).collect();
        println!("{name}\t{}", cells.join("\t"));
    }
}
