//! `mingjian rulebook …`

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// The rules.
#[derive(Debug, Args)]
pub struct RulebookArguments {
    /// What to do with them.
    #[command(subcommand)]
    pub command: RulebookCommand,
}

/// What can be done with the rulebook.
#[derive(Debug, Subcommand)]
pub enum RulebookCommand {
    /// Find mistakes.
    Check(Folder),
    /// Run the cases of the rules.
    Test(Test),
    /// List the rules.
    List(List),
    /// Print the handbook (Markdown).
    Handbook(Folder),
}

/// Which rulebook.
#[derive(Debug, Args)]
pub struct Folder {
    /// Folder of a rulebook; the built-in one by default.
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Run the cases of the rules.
#[derive(Debug, Args)]
pub struct Test {
    /// Folder of a rulebook; the built-in one by default.
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Only the cases of these rules.
    #[arg(long, value_name = "CODE")]
    pub rule: Vec<String>,
}

/// List the rules.
#[derive(Debug, Args)]
pub struct List {
    /// Folder of a rulebook; the built-in one by default.
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Show what this profile makes of each rule.
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
}
