//! `mingjian quarantine …`

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Rows that could not be imported.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Quarantine {
    /// What to do with them; without a word they are listed.
    #[command(subcommand)]
    pub command: Option<QuarantineCommand>,
    /// Which.
    #[command(flatten)]
    pub list: List,
}

/// Which rows are listed.
#[derive(Debug, Args)]
pub struct List {
    /// Only rows with this reason.
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
    /// Only rows of files whose path contains this text.
    #[arg(long, value_name = "TEXT")]
    pub file: Option<String>,
    /// At most so many rows.
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: u32,
}

/// What can be done with them.
#[derive(Debug, Subcommand)]
pub enum QuarantineCommand {
    /// A table to mend them in.
    Export(Table),
    /// Import the mended table.
    Retry(Table),
}

/// The table.
#[derive(Debug, Args)]
pub struct Table {
    /// `.xlsx` or `.csv`.
    #[arg(value_name = "FILE")]
    pub table: PathBuf,
}
