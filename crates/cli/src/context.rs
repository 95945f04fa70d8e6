//! What every command works with: words, output, workspace, and the clock.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use engine::{Engine, EngineOptions, Session};
use lake::{Lake, LakeVersion, Workspace, WorkspaceError};
use model::{Day, Micros};

use crate::args::{Format, Global};
use crate::failure::Failure;
use crate::words::{Argument, Words};

/// What every command works with.
pub struct Context {
    /// The words of the chosen language.
    pub words: Words,
    /// How results are written.
    pub format: Format,
    /// No talk.
    pub quiet: bool,
    workspace: Option<PathBuf>,
}

impl Context {
    /// From the options every command takes.
    pub fn new(words: Words, global: &Global) -> Self {
        Self { words, format: global.format, quiet: global.quiet, workspace: global.workspace.clone() }
    }

    /// Says something on standard error, unless told to be quiet.
    pub fn talk(&self, id: &str, values: &[Argument<'_>]) {
        if !self.quiet {
            // Nobody is there to be told that nobody is there.
            let _ = writeln!(std::io::stderr().lock(), "{}", self.words.say(id, values));
        }
    }

    /// Whether a moving progress bar makes sense.
    pub fn shows_progress(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// The folder named with `--workspace`, or the current one.
    pub fn start_folder(&self) -> PathBuf {
        self.workspace.clone().unwrap_or_else(|| PathBuf::from("."))
    }

    /// The folder named with `--workspace`.
    pub fn named_workspace(&self) -> Option<&Path> {
        self.workspace.as_deref()
    }

    /// The workspace named, or the nearest one above the current folder.
    pub fn workspace(&self) -> Result<Workspace, Failure> {
        Ok(self.workspace_or_error()?)
    }

    /// The same, with the library's own error.
    pub fn workspace_or_error(&self) -> Result<Workspace, WorkspaceError> {
        match &self.workspace {
            Some(folder) => Workspace::open(folder),
            None => Workspace::find(Path::new(".")),
        }
    }

    /// The lake of a workspace, which must exist.
    pub async fn lake(&self, workspace: &Workspace) -> Result<Lake, Failure> {
        Ok(Lake::open(workspace).await?)
    }

    /// A session over the workspace's lake at a version, cut at `as_of`.
    pub async fn session(&self, version: Option<i64>, as_of: Option<Day>) -> Result<OpenSession, Failure> {
        let workspace = self.workspace()?;
        let lake = self.lake(&workspace).await?;
        let version = lake.at(version).await?;
        let engine = Engine::new(&EngineOptions::default())?;
        let session = engine.session(&lake, &version, as_of).await?;
        Ok(OpenSession { lake, version, session })
    }

    /// Now. The program is the only place that asks.
    #[expect(clippy::unused_self, reason = "commands ask their context, never the clock")]
    pub fn now(&self) -> Micros {
        Micros(chrono::Utc::now().timestamp_micros())
    }

    /// Today in UTC+8.
    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// Who works here, for the history of the lake.
    #[expect(clippy::unused_self, reason = "commands ask their context, never the environment")]
    pub fn author(&self) -> String {
        ["USER", "USERNAME"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|name| !name.trim().is_empty())
            .unwrap_or_else(|| "mingjian".to_owned())
    }
}

/// An open session and where it came from.
pub struct OpenSession {
    /// The lake.
    pub lake: Lake,
    /// The version seen.
    pub version: LakeVersion,
    /// The session.
    pub session: Session,
}
