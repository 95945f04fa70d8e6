//! Generated workspaces, kept in the user's cache.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::Options;
use super::peers::cache;
use crate::program;

/// The workspace with so many accounts and works; generated first where it is missing.
pub fn ready(options: &Options, mingjian: &Path, accounts: u64, posts: u64) -> anyhow::Result<PathBuf> {
    let base = match &options.data {
        Some(folder) => folder.clone(),
        None => cache()?.join("bench"),
    };
    let folder = base.join(format!("{accounts}-accounts-{posts}-posts-seed-{}", options.seed));
    let marker = folder.join(".generated");
    if marker.is_file() {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    eprintln!("generating {}", folder.display());
    let workspace = folder.display().to_string();
    let (accounts, posts, seed) = (accounts.to_string(), posts.to_string(), options.seed.to_string());
    program::output(
        mingjian,
        &["bench", "generate", "--workspace", &workspace, "--accounts", &accounts, "--posts", &posts, "--seed", &seed],
    )?;
    fs::write(&marker, "")?;
    Ok(folder)
}
