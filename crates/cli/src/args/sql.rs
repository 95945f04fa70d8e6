//! `mingjian sql`

use clap::Args;
use model::Day;

/// Read-only questions in SQL.
#[derive(Debug, Args)]
pub struct Sql {
    /// One SELECT.
    #[arg(value_name = "SQL", required_unless_present_any = ["functions", "tables"])]
    pub query: Option<String>,
    /// See the tables as they were at the end of this day.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// The version of the lake; the newest by default.
    #[arg(long, value_name = "N")]
    pub version: Option<i64>,
    /// Print the page of functions (Markdown).
    #[arg(long)]
    pub functions: bool,
    /// List tables and views with their columns.
    #[arg(long, conflicts_with = "functions")]
    pub tables: bool,
}
