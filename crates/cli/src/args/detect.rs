//! `mingjian detect`

use std::path::PathBuf;

use clap::Args;

/// What files are taken for, and why.
#[derive(Debug, Args)]
pub struct Detect {
    /// Files, folders or archives.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}
