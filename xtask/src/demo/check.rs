//! Imports and audits the demo in a fresh folder and compares the answers with demo/EXPECTED.md.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, bail};
use model::Verdict;
use serde_json::Value;

use super::account::AS_OF;
use super::expected::{BEGINNING, HEADER, word};
use crate::{files, program};

#[derive(clap::Args)]
pub struct Options {
    /// The built program; without it cargo builds one.
    #[arg(long)]
    program: Option<PathBuf>,
    /// Keep the workspace in this folder (emptied first) instead of a temporary one.
    #[arg(long)]
    workspace: Option<PathBuf>,
    /// Another rulebook than the program's own.
    #[arg(long)]
    rulebook: Option<PathBuf>,
}

/// Rules that compare videos.
const OF_VIDEOS: [&str; 2] = ["C02", "C10"];

/// Rule, subject, platform, verdict.
type Answer = (String, String, String, String);

pub fn run(options: &Options) -> anyhow::Result<()> {
    let mingjian = program::find(options.program.as_deref(), false)?;
    let temporary = env::temp_dir().join(format!("mingjian-demo-check-{}", process::id()));
    let workspace = options.workspace.clone().unwrap_or_else(|| temporary.clone());
    let compared = compare(&mingjian, &workspace, options.rulebook.as_deref());
    if options.workspace.is_none() && compared.is_ok() {
        fs::remove_dir_all(&workspace).context("cannot remove the temporary workspace")?;
    }
    compared
}

fn compare(mingjian: &Path, workspace: &Path, rulebook: Option<&Path>) -> anyhow::Result<()> {
    if workspace.exists() {
        fs::remove_dir_all(workspace).with_context(|| format!("cannot empty {}", workspace.display()))?;
    }
    fs::create_dir_all(workspace)?;
    fs::copy(files::root().join("demo/mingjian.toml"), workspace.join("mingjian.toml"))?;
    let folder = workspace.display().to_string();
    program::output(mingjian, &["import", "--workspace", &folder, "--quiet", "demo/input"])?;
    let films = films(mingjian, workspace)?;
    let mut arguments = vec!["audit", "--workspace", &folder, "--as-of", AS_OF, "--profile", "national", "--quiet"];
    let rulebook = rulebook.map(|folder| folder.display().to_string());
    if let Some(folder) = &rulebook {
        arguments.extend(["--rulebook", folder]);
    }
    program::output(mingjian, &arguments)?;

    let mut expected = expected()?;
    if !films {
        eprintln!("SKIPPED: the answers about videos (ffmpeg is not installed)");
        expected.retain(|(rule, ..)| !OF_VIDEOS.contains(&rule.as_str()));
    }
    let said = said(mingjian, workspace)?;
    let mut wrong = Vec::new();
    for (rule, subject, platform, verdict) in &expected {
        let answer = said.iter().find(|a| (&a.0, &a.1, &a.2) == (rule, subject, platform));
        let answered = answer.map_or(word(Verdict::NotFound), |a| a.3.as_str());
        if answered != verdict {
            wrong.push(format!("{rule} {subject} {platform}: expected {verdict}, the audit says {answered}"));
        }
    }
    let known: BTreeSet<(&String, &String, &String)> = expected.iter().map(|a| (&a.0, &a.1, &a.2)).collect();
    for (rule, subject, platform, verdict) in &said {
        if !known.contains(&(rule, subject, platform)) {
            wrong.push(format!("{rule} {subject} {platform}: the audit says {verdict}, nothing of it is expected"));
        }
    }
    if wrong.is_empty() {
        eprintln!("the audit of the demo says what demo/EXPECTED.md expects: {} answers", expected.len());
        return Ok(());
    }
    bail!("{} answers differ from demo/EXPECTED.md:\n{}", wrong.len(), wrong.join("\n"))
}

/// Draws the demo's videos and reads them, where ffmpeg is there.
fn films(mingjian: &Path, workspace: &Path) -> anyhow::Result<bool> {
    if process::Command::new("ffmpeg").arg("-version").output().is_err() {
        return Ok(false);
    }
    let folder = workspace.join("videos").display().to_string();
    program::output(Path::new("bash"), &["demo/videos.sh", &folder])?;
    program::output(mingjian, &["fingerprint", "--workspace", &workspace.display().to_string(), "--quiet", &folder])?;
    Ok(true)
}

fn expected() -> anyhow::Result<BTreeSet<Answer>> {
    let text = fs::read_to_string(files::root().join("demo/EXPECTED.md")).context("cannot read demo/EXPECTED.md")?;
    let (_, table) = text.split_once(HEADER).context("demo/EXPECTED.md has no table")?;
    table
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            match cells.as_slice() {
                [rule, subject, platform, verdict, _] => {
                    Ok(((*rule).to_owned(), (*subject).to_owned(), (*platform).to_owned(), (*verdict).to_owned()))
                }
                _ => bail!("demo/EXPECTED.md: `{line}` has not five cells"),
            }
        })
        .collect()
}

/// Every finding and every check that could not be made, from the audit's own files.
fn said(mingjian: &Path, workspace: &Path) -> anyhow::Result<BTreeSet<Answer>> {
    let audit = fs::read_dir(workspace.join("audits"))
        .context("the audit left no folder audits/")?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.join("findings.json").is_file())
        .context("no audit in audits/")?;
    let names = names(mingjian, workspace)?;
    let mut answers = BTreeSet::new();
    for (file, verdict) in [("findings.json", Verdict::Found), ("unjudged.json", Verdict::Insufficient)] {
        let rows: Vec<Value> = serde_json::from_str(&fs::read_to_string(audit.join(file))?)?;
        for row in rows {
            let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
            // Most works of the demo have no video; EXPECTED.md says so once.
            if OF_VIDEOS.contains(&text("rule").as_str()) && verdict == Verdict::Insufficient {
                continue;
            }
            let subject = text("subject_id");
            let (name, platform) = match names.get(&subject) {
                Some((name, platform)) => (name.clone(), platform.clone()),
                None => (subject, String::new()),
            };
            // What is found about a unit is found on the platform of the incident.
            let platform = if platform.is_empty() { text("incident_key") } else { platform };
            answers.insert((text("rule"), name, platform, word(verdict).to_owned()));
        }
    }
    Ok(answers)
}

/// Name as filed and platform of every account, name of every unit, account and first words of every work and comment, by id.
fn names(mingjian: &Path, workspace: &Path) -> anyhow::Result<BTreeMap<String, (String, String)>> {
    let sql = format!(
        "WITH named AS (SELECT account_id, coalesce(filed_name, name, '?') AS name, platform FROM all_accounts) \
         SELECT account_id AS id, name, platform FROM named \
         UNION ALL SELECT unit_id AS id, name, '' AS platform FROM units \
         UNION ALL SELECT post_id AS id, concat(n.name, '《', left(coalesce(p.title, p.content, ''), {BEGINNING}), '》') AS name, \
         n.platform FROM posts p JOIN named n ON n.account_id = p.account_id \
         UNION ALL SELECT comment_id AS id, concat(n.name, '“', left(coalesce(c.content, ''), {BEGINNING}), '”') AS name, \
         n.platform FROM comments c JOIN named n ON n.account_id = coalesce(c.author_account_id, c.account_id)"
    );
    let folder = workspace.display().to_string();
    let text = program::output(mingjian, &["sql", &sql, "--workspace", &folder, "--format", "json"])?;
    let rows: Vec<Value> = serde_json::from_str(&text).context("`mingjian sql --format json` gave no array")?;
    let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
    Ok(rows.iter().map(|row| (text(row, "id"), (text(row, "name"), text(row, "platform")))).collect())
}
