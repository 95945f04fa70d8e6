//! `mingjian explain`

use std::path::PathBuf;

use clap::Args;

/// Everything behind one finding.
#[derive(Debug, Args)]
pub struct Explain {
    /// The finding's id, or its first characters.
    #[arg(value_name = "FINDING")]
    pub finding: String,
    /// The audit; the latest by default.
    #[arg(long, value_name = "ID", default_value = "latest")]
    pub audit: String,
    /// Write the evidence of a finding about footage as an HTML page.
    #[arg(long, value_name = "FILE")]
    pub page: Option<PathBuf>,
}
