//! `mingjian accounts …`

use clap::{Args, Subcommand};

/// Who is who.
#[derive(Debug, Args)]
pub struct Accounts {
    /// What to do.
    #[command(subcommand)]
    pub command: AccountsCommand,
}

/// What can be decided about accounts.
#[derive(Debug, Subcommand)]
pub enum AccountsCommand {
    /// Evidence that contradicts itself.
    Conflicts,
    /// Two accounts are one.
    Merge(Merge),
    /// They are not.
    Unmerge(Unmerge),
}

/// Two accounts are one.
#[derive(Debug, Args)]
pub struct Merge {
    /// One: its id or its exact name.
    #[arg(value_name = "ACCOUNT")]
    pub one: String,
    /// The other.
    #[arg(value_name = "ACCOUNT")]
    pub other: String,
    /// Why: who looked, how.
    #[arg(long, value_name = "TEXT")]
    pub because: String,
}

/// A merge was wrong.
#[derive(Debug, Args)]
pub struct Unmerge {
    /// The account that is one of its own again: its id, as the merge said it.
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub because: String,
}
