//! `mingjian findings`

use std::path::PathBuf;

use clap::Args;

/// What an audit found.
#[derive(Debug, Args)]
pub struct Findings {
    /// Only findings of this rule.
    #[arg(long, value_name = "RULE")]
    pub rule: Option<String>,
    /// Only findings about this account: its id, or a part of its name.
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Only findings on this platform.
    #[arg(long, value_name = "PLATFORM")]
    pub platform: Option<String>,
    /// The audit; the latest by default.
    #[arg(long, value_name = "ID", default_value = "latest")]
    pub audit: String,
    /// List what could not be judged instead.
    #[arg(long)]
    pub unjudged: bool,
    /// Write into this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
