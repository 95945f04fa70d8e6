//! The peers: Python packages of pinned versions in an environment in the user's cache.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// What the peers' scripts import, pinned.
pub const PACKAGES: &[&str] =
    &["duckdb==1.5.5", "duckdb-extension-sqlite-scanner==1.5.5", "polars==2.1.0", "pandas==3.1.1", "pyarrow==26.0.1"];

/// The user's cache of this project.
pub fn cache() -> anyhow::Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME") {
        Some(path) => PathBuf::from(path),
        None => PathBuf::from(env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set")?).join(".cache"),
    };
    Ok(base.join("mingjian"))
}

/// What the peers of reading texts import, pinned.
pub const TEXT_PACKAGES: &[&str] = &["rensa==0.5.0", "jieba==0.42.1", "scikit-learn==1.9.1"];

/// The Python of the environment, made first where it is missing or holds other versions.
pub fn python() -> anyhow::Result<PathBuf> {
    environment("bench-venv", PACKAGES)
}

/// The Python with the peers of reading texts.
pub fn text_python() -> anyhow::Result<PathBuf> {
    environment("bench-text-venv", TEXT_PACKAGES)
}

fn environment(name: &str, packages: &[&str]) -> anyhow::Result<PathBuf> {
    let folder = cache()?.join(name);
    let (python, marker) = (folder.join("bin/python"), folder.join(".packages"));
    let wanted = packages.join(" ");
    if python.is_file() && fs::read_to_string(&marker).is_ok_and(|found| found == wanted) {
        return Ok(python);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    eprintln!("installing from PyPI into {}: {wanted}", folder.display());
    succeed(Command::new("python3").args(["-m", "venv"]).arg(&folder), "apt-get install python3-venv")?;
    succeed(
        Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages),
        "the packages have to be reachable on PyPI",
    )?;
    fs::write(&marker, wanted)?;
    Ok(python)
}

fn succeed(command: &mut Command, advice: &str) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot run {command:?} ({advice})"))?;
    if !status.success() {
        bail!("{command:?} failed ({advice})");
    }
    Ok(())
}

/// The command line of a peer's script over a workspace.
pub fn command(python: &Path, script: &str, workspace: &Path, threads: usize) -> Vec<String> {
    [
        python.display().to_string(),
        crate::files::root().join("bench/peers").join(script).display().to_string(),
        workspace.display().to_string(),
        super::rules::AS_OF.to_owned(),
        threads.to_string(),
    ]
    .to_vec()
}
