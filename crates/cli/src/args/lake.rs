//! `mingjian lake …`

use clap::{Args, Subcommand};

/// The versioned store.
#[derive(Debug, Args)]
pub struct LakeArguments {
    /// What to do with it.
    #[command(subcommand)]
    pub command: LakeCommand,
}

/// What can be done with the lake.
#[derive(Debug, Subcommand)]
pub enum LakeCommand {
    /// Its versions.
    Log,
    /// The files of a table.
    Files(Files),
    /// Fewer, larger files.
    Compact,
    /// Remove what no version needs.
    Vacuum(Vacuum),
}

/// The files of a table.
#[derive(Debug, Args)]
pub struct Files {
    /// The table.
    #[arg(value_name = "TABLE")]
    pub table: String,
    /// The version; the newest by default.
    #[arg(long, value_name = "N")]
    pub version: Option<i64>,
}

/// Remove what no version needs.
#[derive(Debug, Args)]
pub struct Vacuum {
    /// Files younger than this many hours are kept.
    #[arg(long, value_name = "HOURS", default_value_t = 24)]
    pub grace: u32,
    /// Also forget versions older than this many days that no audit rests on.
    #[arg(long, value_name = "DAYS")]
    pub expire_days: Option<u32>,
}
