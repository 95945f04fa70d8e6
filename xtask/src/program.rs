//! The built program `mingjian`, which some commands run.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::files;

/// The program given, or the one in the target folder, built first if `profile` says so.
pub fn find(given: Option<&Path>, release: bool) -> anyhow::Result<PathBuf> {
    if let Some(path) = given {
        if path.is_file() {
            return Ok(path.to_path_buf());
        }
        bail!("{} is not a file; give the built program with --program", path.display());
    }
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(files::root()).args(["build", "--quiet", "--workspace", "--bin", "mingjian"]);
    if release {
        // The measurements run parts of this program too.
        cargo.args(["--release", "--bin", "xtask"]);
    }
    let status = cargo.status().context("cannot run cargo")?;
    if !status.success() {
        bail!("the program does not build; see cargo's messages above");
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| files::root().join("target"), PathBuf::from);
    Ok(files::root().join(target).join(if release { "release" } else { "debug" }).join("mingjian"))
}

/// What the program prints to standard output; its other talk passes through.
pub fn output(program: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(files::root())
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run {}", program.display()))?;
    if !output.status.success() {
        bail!("`mingjian {}` ended with {}", arguments.join(" "), output.status);
    }
    String::from_utf8(output.stdout).context("the program printed something that is not UTF-8")
}
