//! `mingjian calendar …`

use clap::{Args, Subcommand, ValueEnum};
use model::Day;

/// The calendar of working days.
#[derive(Debug, Args)]
pub struct CalendarArguments {
    /// What to do with it.
    #[command(subcommand)]
    pub command: CalendarCommand,
}

/// What can be done with the calendar.
#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    /// Which years are known and which are needed.
    Check(Check),
}

/// What ends the program with 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A year that is needed is not known.
    Missing,
}

/// Which years are known and which are needed.
#[derive(Debug, Args)]
pub struct Check {
    /// The day it is judged on; today by default.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// The profile that says how long an answer may take; the workspace's own by default.
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// End with 1 if a year is missing.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub fail_on: Option<FailOn>,
}
