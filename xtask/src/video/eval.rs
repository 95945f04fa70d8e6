//! `cargo xtask eval video`: how much is found, how much of it rightly, and whether the edits are named; peers beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use super::edits::{self, Row};
use super::score::{Answer, Half, Score, Tally, score, share};
use super::{peers, report};

#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    edits: edits::Options,
    /// Which half: `test` for the figures, `dev` while working on the method.
    #[arg(long, default_value = "test")]
    half: String,
    /// Only Mingjian.
    #[arg(long)]
    no_peers: bool,
    /// Keep fingerprints between runs: faster where only the comparison changed.
    #[arg(long)]
    keep_fingerprints: bool,
    /// Print without writing bench/video.md.
    #[arg(long)]
    no_write: bool,
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    let half = match options.half.as_str() {
        "dev" => Half::Dev,
        "test" => Half::Test,
        other => bail!("{other} is no half: dev or test"),
    };
    let rows = edits::run(&options.edits)?;
    let folder = edits::folder(&options.edits)?;
    let asked = request(&rows, &folder, half)?;
    let answers = answers(&asked, options.keep_fingerprints.then(|| folder.join("fingerprints")))?;
    let found = score(&rows, &answers, half);
    let peers = if options.no_peers { Vec::new() } else { peers::run(&rows, &asked, half) };
    let text = tables(&found, &peers, &rows, half)?;
    println!("{text}");
    fs::write(folder.join("misses.txt"), found.misses.join("\n")).context("cannot write misses.txt")?;
    if !options.no_write {
        report::replace("eval", &text)?;
    }
    Ok(())
}

/// Writes what is asked of everybody: the works, and the copies of one half.
fn request(rows: &[Row], folder: &Path, half: Half) -> anyhow::Result<PathBuf> {
    let works: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| [row.original.as_str()].into_iter().chain(row.kinds.is_empty().then_some(row.copy.as_str())))
        .collect();
    let mut asked: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows.iter().filter(|row| super::score::half(&row.clip) == half) {
        asked.entry(&row.copy).or_default().push(&row.original);
    }
    let asked: Vec<_> =
        asked.into_iter().map(|(copy, against)| serde_json::json!({ "copy": copy, "against": against })).collect();
    let path = folder.join("request.json");
    let value = serde_json::json!({ "folder": folder, "works": works, "asked": asked });
    fs::write(&path, value.to_string()).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// Runs the example `eval_pairs` of crate media, built for speed.
fn answers(request: &Path, kept: Option<PathBuf>) -> anyhow::Result<Vec<Answer>> {
    let mut command = Command::new(report::example("eval_pairs")?);
    command.arg(request);
    if let Some(kept) = kept {
        fs::create_dir_all(&kept)?;
        command.arg(kept);
    }
    let output = command.stderr(Stdio::inherit()).output().context("cannot run eval_pairs")?;
    if !output.status.success() {
        bail!("eval_pairs failed; see its message above");
    }
    let text = String::from_utf8(output.stdout)?;
    text.lines().map(|line| serde_json::from_str(line).context("eval_pairs wrote something else")).collect()
}

fn percent(part: u32, whole: u32) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.0} % ({part}/{whole})", 100.0 * share(part, whole)) }
}

fn tables(found: &Score, peers: &[peers::Peer], rows: &[Row], half: Half) -> anyhow::Result<String> {
    let mut text = String::new();
    let clips: BTreeSet<&str> =
        rows.iter().filter(|row| super::score::half(&row.clip) == half).map(|row| row.clip.as_str()).collect();
    let real = clips.iter().filter(|clip| clip.starts_with("real-")).count();
    writeln!(
        text,
        "{half:?} half: {} copies of {} clips ({real} real). Found {}, precision {:.3}; proposed by the index {}. Edits named exactly {}, in combinations all parts named {}.\n",
        found.all.copies,
        clips.len(),
        percent(found.all.found, found.all.copies),
        found.precision(),
        percent(found.all.proposed, found.all.copies),
        percent(found.single.values().map(|one| one.exactly).sum(), found.single.values().map(|one| one.copies).sum()),
        percent(
            found.combined.values().map(|one| one.all_named).sum(),
            found.combined.values().map(|one| one.copies).sum()
        ),
    )?;
    let heads = cells(peers.iter().map(|peer| peer.name.clone()));
    writeln!(text, "| edits | copies | found | named, nothing else | all parts named |{heads}")?;
    writeln!(text, "|---|---|---|---|---|{}", "---|".repeat(peers.len()))?;
    let mut line = |name: &str, tally: &Tally, hits: &dyn Fn(&peers::Peer) -> (u32, u32)| {
        let beside = cells(peers.iter().map(|peer| {
            let (part, whole) = hits(peer);
            percent(part, whole)
        }));
        writeln!(
            text,
            "| {name} | {} | {} | {} | {} |{beside}",
            tally.copies,
            percent(tally.found, tally.copies),
            percent(tally.exactly, tally.copies),
            percent(tally.all_named, tally.copies),
        )
    };
    for (kind, tally) in &found.single {
        line(kind, tally, &|peer| peer.single.get(kind).copied().unwrap_or_default())?;
    }
    for (count, tally) in &found.combined {
        line(&format!("{count} at once"), tally, &|peer| peer.combined.get(count).copied().unwrap_or_default())?;
    }
    line("all", &found.all, &|peer| peer.all)?;
    writeln!(text, "\n| works that only look or sound alike | pairs | called re-use |{heads}")?;
    writeln!(text, "|---|---|---|{}", "---|".repeat(peers.len()))?;
    for (group, (wrong, pairs)) in &found.false_pairs {
        let beside =
            cells(peers.iter().map(|peer| peer.false_pairs.get(group).copied().unwrap_or_default().to_string()));
        writeln!(text, "| {group} | {pairs} | {wrong} |{beside}")?;
    }
    writeln!(text, "\nBy recipe (found, named exactly):")?;
    let by_edit: Vec<String> = found
        .by_edit
        .iter()
        .map(|(name, tally)| format!("{name} {}/{} {}/{}", tally.found, tally.copies, tally.exactly, tally.copies))
        .collect();
    writeln!(text, "{}.\n\nMisses:\n", by_edit.join(", "))?;
    for miss in &found.misses {
        writeln!(text, "- {miss}")?;
    }
    Ok(text)
}

/// Cells of a row of a table.
fn cells(values: impl Iterator<Item = String>) -> String {
    values.fold(String::new(), |row, value| row + " " + &value + " |")
}
