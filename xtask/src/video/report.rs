//! `bench/video.md`, whose sections stand between markers, and the example programs of crate media.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};

/// Replaces the section of this name and says on what machine and with what command it was made.
pub fn replace(name: &str, text: &str) -> anyhow::Result<()> {
    let document = crate::files::root().join("bench/video.md");
    crate::bench::document::replace_in(&document, name, &format!("{text}\n{}", crate::bench::machine::describe()))
}

/// An example program of crate media, built for speed.
pub fn example(name: &str) -> anyhow::Result<PathBuf> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::files::root()).args(["build", "--quiet", "--release", "-p", "media", "--example", name]);
    if !cargo.status().context("cannot run cargo")?.success() {
        bail!("the example {name} does not build; see cargo's messages above");
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::files::root().join("target"), PathBuf::from);
    Ok(crate::files::root().join(target).join("release/examples").join(name))
}
