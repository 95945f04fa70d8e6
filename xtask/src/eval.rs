//! What is read in labelled texts, measured by the example programs of the crate `text`: `bench/text.md`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::bench::{document, machine, peers};
use crate::files;

/// The sets that hold texts for the detectors.
const DETECTORS: [&str; 9] = ["e01", "e02", "e03", "c04", "c05", "c06", "c08", "c09", "c11"];
/// Sets that the weights are learnt from besides: ordinary works and letters.
const ORDINARY: [&str; 2] = ["messages", "duty"];
const HALVES: &str = "bench/eval/text";

#[derive(clap::Args)]
pub struct Options {
    /// Print the tables without writing them.
    #[arg(long)]
    no_write: bool,
}

/// Runs the evaluators over all sets.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let detectors = example("eval_detectors")?;
    let mut tables = String::new();
    let mut misses = String::new();
    for (folder, title) in
        [(HALVES, "first author"), ("bench/eval/text/second", "second author, read since first measured")]
    {
        let printed = output(Command::new(&detectors).args(named(folder, &DETECTORS)))?;
        tables.push_str(title);
        tables.push_str(":\n");
        for line in printed.lines() {
            let is_miss = line.starts_with("missed ") || line.starts_with("false alarm ");
            let into = if is_miss { &mut misses } else { &mut tables };
            into.push_str(line);
            into.push('\n');
        }
    }
    let baseline = output(
        Command::new(peers::text_python()?)
            .arg(files::root().join("bench/peers/detectors_linear.py"))
            .args(named(HALVES, &DETECTORS)),
    )?;
    let messages = output(Command::new(example("eval_messages")?).current_dir(files::root()))?;
    let places = output(Command::new(example("places_eval")?).arg(files::root().join("bench/eval/text/places.jsonl")))?;
    let sections =
        [("detectors", tables), ("linear", baseline), ("messages", messages), ("places", places), ("misses", misses)];
    let path = files::root().join("bench/text.md");
    for (name, text) in sections {
        println!("{text}");
        if !options.no_write {
            document::replace_in(&path, name, &format!("```\n{}\n```\n\n{}", text.trim(), machine::describe()))?;
        }
    }
    Ok(())
}

/// Learns the weights of `lexicon/manner.tsv`.
pub fn train() -> anyhow::Result<()> {
    let rules: Vec<&str> = DETECTORS.iter().filter(|name| **name != "c09").copied().collect();
    let mut command = Command::new(example("train_manner")?);
    command.arg(files::root().join("lexicon/manner.tsv")).args(named(HALVES, &rules)).args(named(HALVES, &ORDINARY));
    for folder in ["bench/eval/text/training", "bench/eval/text/second"] {
        command.args(named(folder, &rules));
    }
    output(&mut command).map(drop)
}

fn named(folder: &str, names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(|name| files::root().join(folder).join(format!("{name}.jsonl"))).collect()
}

/// The sets of a folder, by name.
pub fn sets(folder: &str) -> anyhow::Result<Vec<PathBuf>> {
    let folder = files::root().join(folder);
    let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    paths.sort();
    Ok(paths)
}

/// An example program of the crate `text`, built first.
pub fn example(name: &str) -> anyhow::Result<PathBuf> {
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(files::root())
        .args(["build", "--quiet", "--release", "--locked", "-p", "text", "--example", name])
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("the example {name} does not build; see cargo's messages above");
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| files::root().join("target"), PathBuf::from);
    Ok(files::root().join(target).join("release/examples").join(Path::new(name)))
}

fn output(command: &mut Command) -> anyhow::Result<String> {
    let output = command.output().with_context(|| format!("cannot run {command:?}"))?;
    if !output.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8(output.stdout).context("a program printed something that is not UTF-8")
}
