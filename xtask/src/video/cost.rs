//! `cargo xtask bench video`: what fingerprints, searches and comparisons cost, beside what decoding alone costs and beside peers.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;

use super::clips::REAL;
use super::make::{self, words};
use super::{peers, real, report, scale};
use crate::bench::measure::{self, Cost};

/// What `bench video` is told.
pub struct Options {
    pub runs: usize,
    /// Works of the large index.
    pub works: u64,
    /// Works that are all compared with all, and how many of them are asked for as a sample.
    pub paired: u64,
    pub sample: u64,
    pub write: bool,
}

/// A measured file.
struct File {
    name: &'static str,
    path: PathBuf,
    seconds: f64,
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    let folder = crate::bench::peers::cache()?.join("video");
    let files = files(&folder)?;
    let cost = report::example("cost")?.display().to_string();
    let mut text = fingerprints(&files, &cost, &folder, options.runs)?;
    let steps = steps(&files[1], &files[1], &cost)?;
    writeln!(
        text,
        "\nAfter it, milliseconds for each second of video: reading a fingerprint {:.2}, hashes for the index {:.2}, a question to the index {:.2}, \
         making ready to compare {:.2}, comparing {:.2}.",
        steps.read, steps.hashes, steps.question, steps.prepare, steps.compare
    )?;
    let search = report::example("search_scale")?.display().to_string();
    let searches = scale::measure(&search, &folder, options)?;
    text.push_str(&scale::table(&searches, options)?);
    println!("{text}");
    if options.write {
        report::replace("cost", &text)?;
        scale::write(&searches, &steps, &per_second(&files[0], &cost, &folder)?)?;
    }
    Ok(())
}

/// Milliseconds of each step for each second of video.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Steps {
    pub read: f64,
    pub hashes: f64,
    pub question: f64,
    pub prepare: f64,
    pub compare: f64,
}

fn steps(one: &File, other: &File, cost: &str) -> anyhow::Result<Steps> {
    let output = std::process::Command::new(cost).args(["steps"]).arg(&one.path).arg(&other.path).output()?;
    serde_json::from_slice(&output.stdout).context("cost wrote something else")
}

/// CPU seconds and bytes for each second of video, both tiers.
#[derive(Debug, Clone, Copy)]
pub struct PerSecond {
    pub dense_cpu_s: f64,
    pub key_cpu_s: f64,
    pub dense_bytes: f64,
    pub key_bytes: f64,
}

fn per_second(file: &File, cost: &str, folder: &Path) -> anyhow::Result<PerSecond> {
    let run = |tier: &str| -> anyhow::Result<(f64, f64)> {
        let command = [cost.to_owned(), tier.to_owned(), file.path.display().to_string()];
        let (cost, printed) = measure::run(Path::new("python3"), folder, &command)?;
        Ok((cost.cpu_s / file.seconds, printed.trim().parse()?))
    };
    let ((dense_cpu_s, dense_bytes), (key_cpu_s, key_bytes)) = (run("dense")?, run("key")?);
    Ok(PerSecond { dense_cpu_s, key_cpu_s, dense_bytes, key_bytes })
}

/// Two real files: 720p with B frames as platforms code it, and a small one without.
fn files(folder: &Path) -> anyhow::Result<Vec<File>> {
    fs::create_dir_all(folder)?;
    let wide = REAL.iter().find(|real| real.name == "bridge").context("no clip bridge")?;
    let source = real::source(wide, &folder.join("sources"))?;
    let sound = make::sound(folder, "speech", 4242, 65.0)?;
    let mut made = Vec::new();
    for (name, size, seconds, coding) in [
        ("720p, B frames, 60 s", "1280:720", 60.0, ["-preset", "medium"]),
        ("640×360, no B frames, 15 s", "640:360", 15.0, ["-preset", "ultrafast"]),
    ] {
        let path = folder.join(format!("cost-{}.mp4", size.replace(':', "x")));
        if !path.is_file() {
            let mut arguments = words(&["-stream_loop", "-1", "-i"]);
            arguments.push(source.clone().into());
            arguments.push("-i".into());
            arguments.push(sound.clone().into());
            let length = seconds.to_string();
            arguments.extend(words(&["-map", "0:v:0", "-map", "1:a", "-t", &length, "-vf"]));
            arguments.extend(words(&[
                &format!("scale={size},setsar=1,fps=25"),
                "-c:v",
                "libx264",
                "-crf",
                "24",
                "-g",
                "125",
            ]));
            arguments.extend(words(&coding));
            arguments.extend(words(&["-pix_fmt", "yuv420p", "-c:a", "aac"]));
            make::ffmpeg(&arguments, &path)?;
        }
        made.push(File { name, path, seconds });
    }
    Ok(made)
}

fn fingerprints(files: &[File], cost: &str, folder: &Path, runs: usize) -> anyhow::Result<String> {
    let mut text = String::new();
    writeln!(
        text,
        "CPU seconds of whole processes with their children, one thread, median of {runs} alternating runs.\n"
    )?;
    writeln!(
        text,
        "| file | what | CPU s | against its measure | wall s | peak MiB | bytes/s |\n|---|---|---|---|---|---|---|"
    )?;
    for file in files {
        let path = file.path.display().to_string();
        let decode = |more: &[&str], after: &[&str]| -> Vec<String> {
            let mut command = vec!["ffmpeg", "-v", "error", "-nostdin", "-threads", "1"];
            command.extend(more);
            command.extend(["-i", &path]);
            command.extend(after);
            command.extend(["-f", "null", "-"]);
            command.into_iter().map(str::to_owned).collect()
        };
        let ours = |tier: &str| vec![cost.to_owned(), tier.to_owned(), path.clone()];
        let mut contestants = vec![
            ("ffmpeg, all decoded", decode(&[], &["-map", "0:v:0", "-map", "0:a:0"]), 0),
            ("dense pass", ours("dense"), 0),
            ("ffmpeg, key frames", decode(&["-skip_frame", "nokey"], &["-map", "0:v:0", "-vsync", "0"]), 2),
            ("key-frame pass", ours("key"), 2),
        ];
        contestants.extend(peers::costs(&path)?.into_iter().map(|(name, command)| (name, command, 0)));
        let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); contestants.len()];
        let mut printed = vec![String::new(); contestants.len()];
        for _ in 0..runs {
            for (place, (_, command, _)) in contestants.iter().enumerate() {
                let (cost, said) = measure::run(Path::new("python3"), folder, command)?;
                costs[place].push(cost);
                printed[place] = said;
            }
        }
        let medians: Vec<Cost> = costs.iter().map(|costs| measure::median(costs)).collect();
        for (place, (name, _, against)) in contestants.iter().enumerate() {
            let bytes = if name.ends_with("pass") { printed[place].trim() } else { "" };
            writeln!(
                text,
                "| {} | {name} | {:.2} | {:.2}× | {:.2} | {:.0} | {bytes} |",
                file.name,
                medians[place].cpu_s,
                medians[place].cpu_s / medians[*against].cpu_s,
                medians[place].wall_s,
                medians[place].peak_mib
            )?;
        }
    }
    Ok(text)
}
