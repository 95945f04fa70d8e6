//! The words of the command line. What people read about them stands in `locale/` (see `help`).

pub mod accounts;
pub mod audit;
pub mod bench;
pub mod calendar;
pub mod census;
pub mod check;
pub mod collections;
pub mod detect;
pub mod docs;
pub mod explain;
pub mod features;
pub mod findings;
pub mod footage;
pub mod import;
pub mod lake;
pub mod quarantine;
pub mod readings;
pub mod registry;
pub mod rulebook;
pub mod sql;
pub mod trace;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::words::Language;

/// `mingjian` and everything that can follow it.
#[derive(Debug, Parser)]
#[command(
    name = "mingjian",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For scripts: fields are named like the lake's columns.
    Json,
    /// For spreadsheets and scripts.
    Csv,
    /// A workbook (findings only).
    Xlsx,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Global {
    /// The workspace; by default the nearest one above the current folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// How results are written.
    #[arg(long, global = true, value_enum, default_value = "table")]
    pub format: Format,
    /// No talk on standard error except errors.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// The language of words; `MINGJIAN_LANG` where it is not given.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Language>,
    /// Shows what a command does.
    #[arg(long, short, global = true, action = ArgAction::Help)]
    pub help: Option<bool>,
    /// Shows the program's version.
    #[arg(long, short = 'V', action = ArgAction::Version)]
    pub version: Option<bool>,
}

/// One command of the program.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Files into the lake.
    Import(import::Import),
    /// What files are taken for.
    Detect(detect::Detect),
    /// Rows that could not be imported.
    Quarantine(quarantine::Quarantine),
    /// The lines that state a row.
    Trace(trace::Trace),
    /// Who is who.
    Accounts(accounts::Accounts),
    /// The registry as filed.
    Registry(registry::Registry),
    /// The calendar of working days.
    Calendar(calendar::CalendarArguments),
    /// The versioned store.
    Lake(lake::LakeArguments),
    /// Texts read again by the present lexicon.
    Features(features::Features),
    /// What was looked for.
    Collections(collections::Collections),
    /// Search and count accounts.
    Census(census::Census),
    /// The rules.
    Rulebook(rulebook::RulebookArguments),
    /// Rules over the lake.
    Audit(audit::Audit),
    /// What an audit found.
    Findings(findings::Findings),
    /// A text before it is published.
    Check(check::Check),
    /// What two videos have to do with each other.
    Match(footage::Match),
    /// What media files look and sound like.
    Fingerprint(footage::Fingerprint),
    /// Words in the pictures of works that share footage.
    PictureText(footage::PictureText),
    /// Who has this footage.
    Search(footage::Search),
    /// Works that share footage, in groups.
    Reuse(footage::Reuse),
    /// What citizens ask and whether they were answered.
    Inquiries(readings::Inquiries),
    /// What an account publishes about.
    Topics(readings::Topics),
    /// What a place needs and nobody offers online.
    ServiceGap(readings::ServiceGap),
    /// Everything behind one finding.
    Explain(explain::Explain),
    /// Read-only questions in SQL.
    Sql(sql::Sql),
    /// Synthetic data of national size.
    Bench(bench::Bench),
    /// Documents printed from the program itself.
    Docs(docs::Docs),
}
