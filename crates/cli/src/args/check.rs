//! `mingjian check`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Check a text before it is published.
#[derive(Debug, Args)]
pub struct Check {
    /// The text.
    #[arg(value_name = "TEXT", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    pub text: Option<String>,
    /// Its title, where it has one.
    #[arg(long, value_name = "TITLE", conflicts_with = "jsonl")]
    pub title: Option<String>,
    /// What the unit is for: an id or a Chinese name.
    #[arg(long, value_name = "KIND")]
    pub unit_type: Option<String>,
    /// The unit's area: a name or a code.
    #[arg(long, value_name = "PLACE")]
    pub home: Option<String>,
    /// Where it is to be published.
    #[arg(long, value_enum, default_value = "post")]
    pub kind: Kind,
    /// The profile whose list of wrong wording counts; the workspace's own by default.
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Folder of a rulebook; the built-in one by default.
    #[arg(long, value_name = "DIR")]
    pub rulebook: Option<PathBuf>,
    /// The citizen's question it answers.
    #[arg(long, value_name = "TEXT", conflicts_with = "jsonl")]
    pub question: Option<String>,
    /// A file with one JSON object a line; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub jsonl: Option<PathBuf>,
}

/// Where a text is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A work.
    Post,
    /// A comment.
    Comment,
    /// A private message.
    Message,
    /// A notice.
    Notice,
    /// A contract or procurement paper.
    Contract,
}
