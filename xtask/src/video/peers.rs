//! Programs that look for the same video, over the same works and copies.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde::Deserialize;

use super::edits::{LEAST_SECONDS, Row};
use super::score::{Half, half};

/// What the Python scripts import, pinned. Building vpdq needs cmake, pkg-config and Debian's libav*-dev.
const PACKAGES: [&str; 2] = ["vpdq==0.2.5", "numpy==2.4.6"];

/// Pairs a peer found.
#[derive(Debug, Deserialize)]
struct Line {
    copy: Option<String>,
    work: Option<String>,
}

/// What a peer reaches: found and all, by kind, by number of edits, and false pairs by group.
#[derive(Debug, Default)]
pub struct Peer {
    pub name: String,
    pub single: BTreeMap<String, (u32, u32)>,
    pub combined: BTreeMap<usize, (u32, u32)>,
    pub all: (u32, u32),
    pub false_pairs: BTreeMap<String, u32>,
}

/// Runs every peer that is there; one that is missing is said and left out.
pub fn run(rows: &[Row], request: &Path, wanted: Half) -> Vec<Peer> {
    let scripts = crate::files::root().join("bench/peers");
    let text = |path: &Path| path.display().to_string();
    let mut commands: Vec<(&str, Vec<String>)> = Vec::new();
    match python() {
        Ok(python) => {
            let script = text(&scripts.join("video_vpdq.py"));
            for (name, bits, share) in [("vPDQ 31 bits, 80 %", "31", "0.8"), ("vPDQ 60 bits, 30 %", "60", "0.3")] {
                commands.push((
                    name,
                    vec![text(&python), script.clone(), text(request), bits.to_owned(), share.to_owned()],
                ));
            }
            commands
                .push(("fpcalc (sound)", vec![text(&python), text(&scripts.join("video_fpcalc.py")), text(request)]));
        }
        Err(error) => eprintln!("without vPDQ and fpcalc: {error:#}"),
    }
    match video_dup() {
        Ok(program) => commands.push(("vid_dup_finder 0.35", vec![text(&program), text(request)])),
        Err(error) => eprintln!("without vid_dup_finder: {error:#}"),
    }
    let mut found = Vec::new();
    for (name, command) in commands {
        match pairs(&command) {
            Ok(pairs) => found.push(score(name, &pairs, rows, wanted)),
            Err(error) => eprintln!("without {name}: {error:#}"),
        }
    }
    found
}

fn pairs(command: &[String]) -> anyhow::Result<BTreeSet<(String, String)>> {
    let output = Command::new(&command[0]).args(&command[1..]).stderr(Stdio::null()).output()?;
    if !output.status.success() {
        bail!("`{}` failed", command.join(" "));
    }
    let mut pairs = BTreeSet::new();
    for line in String::from_utf8(output.stdout)?.lines().filter(|line| line.starts_with('{')) {
        let line: Line = serde_json::from_str(line)?;
        pairs.extend(line.copy.zip(line.work));
    }
    Ok(pairs)
}

fn score(name: &str, pairs: &BTreeSet<(String, String)>, rows: &[Row], wanted: Half) -> Peer {
    let mut peer = Peer { name: name.to_owned(), ..Peer::default() };
    let mut clips = BTreeMap::new();
    for row in rows {
        for path in [&row.copy, &row.original] {
            if path.contains(row.clip.as_str()) {
                clips.insert(path.as_str(), row.clip.as_str());
            }
        }
    }
    for row in rows.iter().filter(|row| half(&row.clip) == wanted) {
        let found = pairs.contains(&(row.copy.clone(), row.original.clone()));
        if row.kinds.is_empty() {
            *peer.false_pairs.entry(row.edit.clone()).or_default() += u32::from(found);
        } else if row.shared_seconds >= LEAST_SECONDS {
            let tally = match row.kinds.as_slice() {
                [kind] => peer.single.entry(kind.clone()).or_default(),
                several => peer.combined.entry(several.len()).or_default(),
            };
            for tally in [tally, &mut peer.all] {
                tally.0 += u32::from(found);
                tally.1 += 1;
            }
        }
    }
    let listed: BTreeSet<(&str, &str)> = rows
        .iter()
        .flat_map(|row| [(row.copy.as_str(), row.original.as_str()), (row.original.as_str(), row.copy.as_str())])
        .collect();
    let strange = pairs.iter().filter(|(copy, work)| {
        let (one, two) = (clips.get(copy.as_str()), clips.get(work.as_str()));
        one != two && one.is_some_and(|clip| half(clip) == wanted) && !listed.contains(&(copy.as_str(), work.as_str()))
    });
    peer.false_pairs.insert("unrelated".to_owned(), strange.count() as u32);
    peer
}

/// Commands that fingerprint one file, of the peers that are there.
pub fn costs(file: &str) -> anyhow::Result<Vec<(&'static str, Vec<String>)>> {
    let text = |path: &Path| path.display().to_string();
    let request = crate::bench::peers::cache()?.join("video/cost-request.json");
    fs::write(&request, serde_json::json!({ "folder": "/", "works": [file], "asked": [] }).to_string())?;
    // It takes the end of a file for an error of decoding and still gives the whole fingerprint.
    let fpcalc = ["fpcalc", "-raw", "-ignore-errors", "-length", "600", file].map(str::to_owned).to_vec();
    let mut commands = vec![("fpcalc (sound)", fpcalc)];
    match python() {
        Ok(python) => {
            let code = "import sys, vpdq; vpdq.computeHash(sys.argv[1], seconds_per_hash=1, thread_count=1)";
            commands.push(("vPDQ, 1 a second", vec![text(&python), "-c".to_owned(), code.to_owned(), file.to_owned()]));
        }
        Err(error) => eprintln!("without vPDQ: {error:#}"),
    }
    match video_dup() {
        Ok(program) => commands.push(("vid_dup_finder (first 20 s)", vec![text(&program), text(&request)])),
        Err(error) => eprintln!("without vid_dup_finder: {error:#}"),
    }
    Ok(commands)
}

/// The Python of an environment of its own, in the user's cache.
fn python() -> anyhow::Result<PathBuf> {
    let folder = crate::bench::peers::cache()?.join("video-venv");
    let (python, marker) = (folder.join("bin/python"), folder.join(".packages"));
    let wanted = PACKAGES.join(" ");
    if python.is_file() && fs::read_to_string(&marker).is_ok_and(|found| found == wanted) {
        return Ok(python);
    }
    eprintln!("installing from PyPI into {}: {wanted}", folder.display());
    let run = |command: &mut Command| {
        if command.status().with_context(|| format!("cannot run {command:?}"))?.success() {
            Ok(())
        } else {
            bail!("{command:?} failed (apt-get install python3-venv cmake pkg-config libavdevice-dev libavfilter-dev)")
        }
    };
    run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PACKAGES))?;
    fs::write(&marker, wanted)?;
    Ok(python)
}

/// The peer in `bench/peers/video_dup`, built in the user's cache.
fn video_dup() -> anyhow::Result<PathBuf> {
    let target = crate::bench::peers::cache()?.join("video-dup");
    let manifest = crate::files::root().join("bench/peers/video_dup/Cargo.toml");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--release", "--manifest-path"]).arg(manifest).arg("--target-dir").arg(&target);
    if !cargo.status().context("cannot run cargo")?.success() {
        bail!("it does not build");
    }
    Ok(target.join("release/video_dup"))
}
