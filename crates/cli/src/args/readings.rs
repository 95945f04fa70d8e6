//! `mingjian inquiries`, `mingjian topics` and `mingjian service-gap`

use clap::Args;
use model::Day;

/// What citizens ask and whether they were answered.
#[derive(Debug, Args)]
pub struct Inquiries {
    /// Only those that should have been answered and were not.
    #[arg(long)]
    pub overdue: bool,
    /// Only of this account: its id, or a part of its name.
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Working days for an answer.
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub days: u32,
    /// The day it is judged on; today by default.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// At most so many rows.
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub limit: u32,
}

/// What an account publishes about.
#[derive(Debug, Args)]
pub struct Topics {
    /// The account: its id, or a part of its name.
    #[arg(long, value_name = "ACCOUNT")]
    pub account: String,
    /// From this day on; 90 days before the last one by default.
    #[arg(long, value_name = "DAY")]
    pub since: Option<Day>,
    /// Up to the end of this day; today by default.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Days after which a topic is no longer trending.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub trending_days: u32,
}

/// What citizens of a place need against what its accounts offer.
#[derive(Debug, Args)]
pub struct ServiceGap {
    /// The place; the workspace's by default.
    #[arg(long, value_name = "PLACE")]
    pub region: Option<String>,
    /// Up to the end of this day; today by default.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Only services nobody offers.
    #[arg(long)]
    pub gaps: bool,
}
