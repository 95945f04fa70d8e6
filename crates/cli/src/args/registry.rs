//! `mingjian registry …`

use clap::{Args, Subcommand};
use model::Day;

/// The registry as filed.
#[derive(Debug, Args)]
pub struct Registry {
    /// What to do with it.
    #[command(subcommand)]
    pub command: RegistryCommand,
}

/// What can be done with the registry.
#[derive(Debug, Subcommand)]
pub enum RegistryCommand {
    /// What changed between two days.
    Diff(Diff),
}

/// What changed between two days.
#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier day; the filing before the later one where absent.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Day>,
    /// The later day; the latest filing where absent.
    #[arg(long, value_name = "DATE")]
    pub to: Option<Day>,
    /// The version; the newest by default.
    #[arg(long, value_name = "N")]
    pub version: Option<i64>,
}
