//! `mingjian bench …`

use clap::{Args, Subcommand};
use model::Day;

/// Synthetic data of national size.
#[derive(Debug, Args)]
pub struct Bench {
    /// What to do.
    #[command(subcommand)]
    pub command: BenchCommand,
}

/// What can be measured with.
#[derive(Debug, Subcommand)]
pub enum BenchCommand {
    /// Write synthetic data straight to the lake.
    Generate(Generate),
}

/// Write synthetic data straight to the lake.
#[derive(Debug, Args)]
pub struct Generate {
    /// Accounts.
    #[arg(long, value_name = "N", default_value_t = 26_098, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub accounts: u64,
    /// Works.
    #[arg(long, value_name = "N", default_value_t = 10_000_000, value_parser = clap::value_parser!(u64).range(0..=10_000_000_000))]
    pub posts: u64,
    /// The same seed gives the same rows.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// The monitoring point the data reach.
    #[arg(long, value_name = "DATE", default_value = "2021-02-25")]
    pub as_of: Day,
}
