//! `mingjian audit`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use model::{Day, Quarter, RuleClass};

/// What a finding must weigh at least to end the program with 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Severity {
    /// Single-veto findings only.
    Veto,
    /// Deductions and vetoes.
    Deduct,
    /// Everything but insights.
    Alert,
    /// Any finding.
    Insight,
}

impl Severity {
    /// Whether a finding of this class counts.
    pub fn covers(self, class: RuleClass) -> bool {
        let least = match self {
            Self::Veto => RuleClass::Veto,
            Self::Deduct => RuleClass::Deduct,
            Self::Alert => RuleClass::Alert,
            Self::Insight => RuleClass::Insight,
        };
        // Declared from the gravest on.
        class <= least
    }
}

/// Rules over the lake.
#[derive(Debug, Args)]
pub struct Audit {
    /// The monitoring point: the end of this day.
    #[arg(long, value_name = "DATE", required_unless_present = "shadow")]
    pub as_of: Option<Day>,
    /// The profile; the workspace's own by default.
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Threads; results do not depend on it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Memory for the queries in MiB; beyond it they use the disk.
    #[arg(long, value_name = "MiB", value_parser = clap::value_parser!(u32).range(64..))]
    pub memory: Option<u32>,
    /// End with 1 if there is a finding of at least this weight.
    #[arg(long, value_enum, value_name = "CLASS")]
    pub fail_on: Option<Severity>,
    /// The version of the lake; the newest by default.
    #[arg(long, value_name = "N")]
    pub lake_version: Option<i64>,
    /// Folder of a rulebook; the built-in one by default.
    #[arg(long, value_name = "DIR")]
    pub rulebook: Option<PathBuf>,
    /// Try one rule at the end of each past quarter instead.
    #[arg(long, value_name = "RULE", requires = "since", conflicts_with = "fail_on")]
    pub shadow: Option<String>,
    /// The first quarter of a trial, for example 2020Q3.
    #[arg(long, value_name = "QUARTER", requires = "shadow")]
    pub since: Option<Quarter>,
}
