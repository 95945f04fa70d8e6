//! `mingjian explain`

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
}
