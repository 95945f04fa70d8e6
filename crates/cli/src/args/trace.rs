//! `mingjian trace`

use clap::Args;

/// The lines that state a row.
#[derive(Debug, Args)]
pub struct Trace {
    /// The row as findings show it: `table:key`.
    #[arg(value_name = "ROW")]
    pub row: String,
}
