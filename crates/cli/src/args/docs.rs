//! `mingjian docs …`

use clap::{Args, Subcommand};

/// Documents printed from the program itself.
#[derive(Debug, Args)]
pub struct Docs {
    /// Which one.
    #[command(subcommand)]
    pub command: DocsCommand,
}

/// Documents (Markdown).
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum DocsCommand {
    /// All commands.
    Cli,
    /// All import formats.
    Formats,
}
