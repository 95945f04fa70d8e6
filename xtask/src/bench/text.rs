//! Near copies beside gaoya and rensa, and how fast texts are read, side by side in one run: `bench/text.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};

use super::planted::{self, KINDS};
use super::{document, machine, peers};
use crate::{eval, files};

/// Runs of each contestant; the table shows the fastest, which other programs disturbed least.
const RUNS: usize = 3;

struct Contestant {
    name: &'static str,
    command: Vec<String>,
}

/// What a contestant found.
struct Found {
    seconds: f64,
    pairs: Vec<(usize, usize)>,
}

/// Measures and writes the tables.
pub fn run(write: bool) -> anyhow::Result<()> {
    let path = peers::cache()?.join("near_copies.tsv");
    let texts = planted::write(&path)?;
    let content = fs::read_to_string(&path)?;
    let kinds: Vec<(&str, &str)> = content
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(group, rest)| (group, rest.split('\t').next().unwrap_or("")))
        .collect();
    let contestants = contestants(&path.display().to_string())?;
    let mut best: Vec<Option<Found>> = contestants.iter().map(|_| None).collect();
    for _ in 0..RUNS {
        for (contestant, best) in contestants.iter().zip(&mut best) {
            let found = contest(contestant)?;
            if best.as_ref().is_none_or(|earlier| found.seconds < earlier.seconds) {
                *best = Some(found);
            }
        }
    }
    let best: Vec<Found> = best.into_iter().flatten().collect();
    let table = near_table(&contestants, &best, &kinds, texts);
    let speed = speeds()?;
    println!("{table}\n{speed}");
    if write {
        let path = files::root().join("bench/text.md");
        document::replace_in(&path, "near", &format!("{table}\n{}", machine::describe()))?;
        document::replace_in(&path, "speed", &format!("```\n{}\n```\n\n{}", speed.trim(), machine::describe()))?;
    }
    Ok(())
}

fn contestants(texts: &str) -> anyhow::Result<Vec<Contestant>> {
    let ours = eval::example("near_copies")?;
    let gaoya = gaoya()?;
    let python = peers::text_python()?;
    let script = files::root().join("bench/peers/near_rensa.py");
    let words =
        |words: &[&PathBuf]| words.iter().map(|word| word.display().to_string()).chain([texts.to_owned()]).collect();
    Ok(vec![
        Contestant { name: "mingjian", command: words(&[&ours]) },
        Contestant { name: "gaoya 0.2.2", command: words(&[&gaoya]) },
        Contestant { name: "rensa 0.5.0", command: words(&[&python, &script]) },
    ])
}

/// Builds the peer's small program; it is no part of the workspace.
fn gaoya() -> anyhow::Result<PathBuf> {
    let target = peers::cache()?.join("gaoya");
    let manifest = files::root().join("bench/peers/gaoya/Cargo.toml");
    let status = Command::new("cargo")
        .args(["build", "--quiet", "--release", "--manifest-path"])
        .arg(&manifest)
        .arg("--target-dir")
        .arg(&target)
        .status()?;
    if !status.success() {
        bail!("bench/peers/gaoya does not build; crates.io has to be reachable");
    }
    Ok(target.join("release/near-gaoya"))
}

fn contest(contestant: &Contestant) -> anyhow::Result<Found> {
    let (program, arguments) = contestant.command.split_first().context("a contestant has a command")?;
    let output = Command::new(program).args(arguments).output().with_context(|| format!("cannot run {program}"))?;
    if !output.status.success() {
        bail!("{} failed: {}", contestant.name, String::from_utf8_lossy(&output.stderr));
    }
    let printed = String::from_utf8(output.stdout)?;
    let (seconds, pairs) = printed.split_once('\n').context("a contestant prints its seconds first")?;
    let pair = |line: &str| line.split_once('\t').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    Ok(Found { seconds: seconds.trim().parse()?, pairs: pairs.lines().filter_map(pair).collect() })
}

#[expect(clippy::cast_precision_loss, reason = "some ten thousand texts")]
fn near_table(contestants: &[Contestant], found: &[Found], texts: &[(&str, &str)], count: usize) -> String {
    let mut table = format!(
        "{count} texts: {} originals, each with one edit of every kind. Recall: edits paired with their original; precision: pairs of one group among all pairs.\n\n",
        count / (KINDS.len() + 1)
    );
    let _ = writeln!(table, "| | texts/s/core | recall | precision | {} |", KINDS.join(" | "));
    let _ = writeln!(table, "|---|---|---|---|{}", "---|".repeat(KINDS.len()));
    for (contestant, found) in contestants.iter().zip(found) {
        let mut right = 0_usize;
        let mut linked: BTreeMap<&str, usize> = BTreeMap::new();
        for (one, other) in &found.pairs {
            let (Some((group, first)), Some((other_group, second))) = (texts.get(*one), texts.get(*other)) else {
                continue;
            };
            right += usize::from(group == other_group);
            if group == other_group && (*first == "original" || *second == "original") {
                *linked.entry(if *first == "original" { second } else { first }).or_default() += 1;
            }
        }
        let each = (count / (KINDS.len() + 1)).max(1) as f64;
        let all: usize = linked.values().sum();
        let kinds = KINDS.map(|kind| format!("{:.3}", linked.get(kind).copied().unwrap_or(0) as f64 / each));
        let _ = writeln!(
            table,
            "| {} | {:.0} | {:.3} | {:.3} | {} |",
            contestant.name,
            count as f64 / found.seconds,
            all as f64 / (each * KINDS.len() as f64),
            right as f64 / found.pairs.len().max(1) as f64,
            kinds.join(" | ")
        );
    }
    table
}

fn speeds() -> anyhow::Result<String> {
    let program = eval::example("text_speed")?;
    let output = Command::new(&program).output().with_context(|| format!("cannot run {}", program.display()))?;
    Ok(String::from_utf8(output.stdout)?)
}
