//! `mingjian quarantine`

use clap::Args;

/// Rows that could not be imported.
#[derive(Debug, Args)]
pub struct Quarantine {
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
