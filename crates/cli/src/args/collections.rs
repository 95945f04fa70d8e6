//! `mingjian collections …`

use clap::{Args, Subcommand, ValueEnum};
use model::Day;
use model::collection::{CollectionKind, CollectionState};

/// What was looked for.
#[derive(Debug, Args)]
pub struct Collections {
    /// What to do.
    #[command(subcommand)]
    pub command: CollectionsCommand,
}

/// What can be done with collections.
#[derive(Debug, Subcommand)]
pub enum CollectionsCommand {
    /// List them.
    List(List),
    /// Add a person's statement.
    Add(Add),
}

/// List what was looked for.
#[derive(Debug, Args)]
pub struct List {
    /// Only of this account: its id, or a part of its name.
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Only of this kind.
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// At most so many rows.
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub limit: u32,
}

/// Add a person's statement of what was looked for.
#[derive(Debug, Args)]
pub struct Add {
    /// The account: its id or its exact name.
    #[arg(long, value_name = "ACCOUNT")]
    pub account: String,
    /// What was looked for.
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Kind,
    /// Until the end of this day.
    #[arg(long, value_name = "DATE")]
    pub to: Day,
    /// From this day on; from the beginning where absent.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Day>,
    /// How far it got.
    #[arg(long, value_enum, value_name = "STATE")]
    pub state: State,
    /// Why it is believed: who looked, how.
    #[arg(long, value_name = "TEXT")]
    pub because: String,
}

/// What was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Profiles.
    Profile,
    /// Works.
    Posts,
    /// Comments.
    Comments,
    /// Replies.
    Replies,
}

impl Kind {
    /// As the vocabulary has it.
    pub fn of_model(self) -> CollectionKind {
        match self {
            Self::Profile => CollectionKind::Profile,
            Self::Posts => CollectionKind::Posts,
            Self::Comments => CollectionKind::Comments,
            Self::Replies => CollectionKind::Replies,
        }
    }
}

/// How far a collection got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum State {
    /// Everything.
    Complete,
    /// A part.
    Partial,
    /// Nothing.
    Failed,
}

impl State {
    /// As the vocabulary has it.
    pub fn of_model(self) -> CollectionState {
        match self {
            Self::Complete => CollectionState::Complete,
            Self::Partial => CollectionState::Partial,
            Self::Failed => CollectionState::Failed,
        }
    }
}
