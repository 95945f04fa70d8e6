//! Z and R rules over the whole lake.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::measure::{self, Cost, median};
use super::{Options, peers, workspace};
use crate::files;

/// The monitoring point of the generated data.
pub const AS_OF: &str = "2021-02-25";
const PROFILE: &str = "national";
/// The folders of the rules that every contestant has.
const GROUPS: [&str; 2] = ["R-registry", "Z-liveness"];

/// Findings by rule.
type Counts = BTreeMap<String, u64>;

/// The table of costs, and below it what each contestant found.
pub fn run(options: &Options, mingjian: &Path) -> anyhow::Result<String> {
    let folder = workspace::ready(options, mingjian, options.accounts, options.posts)?;
    let python = peers::python()?;
    let mut costs: BTreeMap<&str, Vec<Cost>> = BTreeMap::new();
    let mut found: BTreeMap<&str, Counts> = BTreeMap::new();
    for run in 1..=options.runs {
        for name in &options.contestants {
            let command = command(options, mingjian, &python, &folder, name)?;
            let scratch = folder.join(".bench");
            let (cost, printed) = measure::run(&python, &scratch, &command)?;
            eprintln!("run {run} {name}: {:.2} s CPU, {:.2} s wall, {:.0} MiB", cost.cpu_s, cost.wall_s, cost.peak_mib);
            costs.entry(name).or_default().push(cost);
            let counts = if name == "mingjian" { ours(mingjian, &folder)? } else { theirs(&printed)? };
            found.insert(name, counts);
        }
    }
    Ok(table(options, &costs, &found))
}

/// What a run of our audit costs, for other measurements too.
///
/// # Errors
/// When the rules cannot be copied.
pub fn audit_command(options: &Options, mingjian: &Path, folder: &Path) -> anyhow::Result<Vec<String>> {
    let rulebook = rulebook(folder)?.display().to_string();
    let threads = options.threads.to_string();
    let (program, folder) = (mingjian.display().to_string(), folder.display().to_string());
    let command = [
        &program,
        "audit",
        "--workspace",
        &folder,
        "--as-of",
        AS_OF,
        "--profile",
        PROFILE,
        "--rulebook",
        &rulebook,
        "--threads",
        &threads,
        "--quiet",
    ]
    .map(str::to_owned);
    Ok(command.to_vec())
}

/// The rules that the contestants have too, as a rulebook of their own.
fn rulebook(folder: &Path) -> anyhow::Result<PathBuf> {
    let (from, to) = (files::root().join("rulebook"), folder.join(".bench-rulebook"));
    if to.exists() {
        fs::remove_dir_all(&to).with_context(|| format!("cannot empty {}", to.display()))?;
    }
    for group in GROUPS {
        copy(&from.join(group), &to.join(group))?;
    }
    let profile = Path::new("profiles").join(format!("{PROFILE}.toml"));
    fs::create_dir_all(to.join("profiles"))?;
    fs::copy(from.join(&profile), to.join(&profile)).with_context(|| format!("cannot copy {}", profile.display()))?;
    Ok(to)
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target).with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}

fn command(
    options: &Options,
    mingjian: &Path,
    python: &Path,
    folder: &Path,
    name: &str,
) -> anyhow::Result<Vec<String>> {
    let script = match name {
        "mingjian" => return audit_command(options, mingjian, folder),
        "duckdb" => "audit_duckdb.py",
        "polars" => "audit_polars.py",
        "pandas" => "audit_pandas.py",
        other => bail!("no contestant is called {other}; known: mingjian, duckdb, polars, pandas"),
    };
    Ok(peers::command(python, script, folder, options.threads))
}

/// What the latest audit of the workspace found, by rule.
fn ours(mingjian: &Path, folder: &Path) -> anyhow::Result<Counts> {
    let folder = folder.display().to_string();
    let text = crate::program::output(mingjian, &["findings", "--workspace", &folder, "--format", "json"])?;
    let findings: Vec<serde_json::Value> = serde_json::from_str(&text).context("findings are not a JSON array")?;
    let mut counts = Counts::new();
    for finding in findings {
        let rule = finding["rule"].as_str().context("a finding without a rule")?;
        *counts.entry(rule.to_owned()).or_default() += 1;
    }
    Ok(counts)
}

/// A peer prints one JSON object: rule → number of findings.
fn theirs(printed: &str) -> anyhow::Result<Counts> {
    serde_json::from_str(printed.trim()).context("a peer's script has to print one JSON object, rule → number")
}

fn table(options: &Options, costs: &BTreeMap<&str, Vec<Cost>>, found: &BTreeMap<&str, Counts>) -> String {
    let mut out = format!(
        "{} accounts, {} works, {} threads, median of {} alternating runs, whole processes.\n\n\
         | | CPU s | wall s | peak MiB | CPU time against ours |\n|---|---|---|---|---|\n",
        options.accounts, options.posts, options.threads, options.runs
    );
    let own = costs.get("mingjian").map(|costs| median(costs).cpu_s);
    // Writing into a String cannot fail.
    for name in &options.contestants {
        let Some(cost) = costs.get(name.as_str()).map(|costs| median(costs)) else { continue };
        let ratio = own.map_or_else(String::new, |own| format!("{:.2}×", cost.cpu_s / own));
        let _ = writeln!(out, "| {name} | {:.2} | {:.2} | {:.0} | {ratio} |", cost.cpu_s, cost.wall_s, cost.peak_mib);
    }
    let rules: std::collections::BTreeSet<&String> = found.values().flat_map(BTreeMap::keys).collect();
    let _ = write!(out, "\nFound, by rule:\n\n| rule |");
    for name in &options.contestants {
        let _ = write!(out, " {name} |");
    }
    let _ = write!(out, "\n|---|{}\n", "---|".repeat(options.contestants.len()));
    for rule in rules {
        let _ = write!(out, "| {rule} |");
        for name in &options.contestants {
            let count = found.get(name.as_str()).and_then(|counts| counts.get(rule)).copied().unwrap_or(0);
            let _ = write!(out, " {count} |");
        }
        out.push('\n');
    }
    out
}
