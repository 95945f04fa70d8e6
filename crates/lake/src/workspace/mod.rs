//! A workspace: the folder that holds the lake, the audits, the keys and the papers.

mod config;
mod keys;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use config::{FORMAT_VERSION, WorkspaceConfig};

/// The file that makes a folder a workspace.
const MARKER: &str = "mingjian.toml";

/// Why a workspace could not be opened or created.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// No marker in the folder.
    #[error("{folder} is not a workspace (no mingjian.toml); `mingjian import FILE --workspace DIR` creates one")]
    NotAWorkspace {
        /// The folder.
        folder: PathBuf,
    },
    /// No marker in the folder or above it.
    #[error(
        "there is no workspace in {folder} or above it; go to one, name it with --workspace DIR, or import a file \
         to create one"
    )]
    NoneAbove {
        /// Where the search began.
        folder: PathBuf,
    },
    /// Made by a newer program.
    #[error(
        "the workspace {folder} has format version {found}, this program knows {known}; use a newer mingjian \
         (nothing was changed)"
    )]
    Newer {
        /// The folder.
        folder: PathBuf,
        /// What it says.
        found: i64,
        /// What this program knows.
        known: i64,
    },
    /// `mingjian.toml` says something that is not understood.
    #[error("{path}: {what}")]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line.
        what: String,
    },
    /// The key of citizens' pseudonyms cannot be read.
    #[error(
        "{path} does not hold a key (64 hexadecimal digits); restore it from a backup: without it citizens' accounts no longer join"
    )]
    Key {
        /// The key file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's own words.
        source: io::Error,
    },
}

impl WorkspaceError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

/// What a new workspace is for; everything may be left open.
#[derive(Debug, Clone, Default)]
pub struct CreateOptions {
    /// Division code the workspace looks after.
    pub jurisdiction: Option<String>,
    /// Audit profile used when none is named.
    pub profile: Option<String>,
    /// Where the catalogue is, if not in the workspace.
    pub lake_url: Option<String>,
    /// Where the data files are, if not in the workspace.
    pub data_url: Option<String>,
    /// Use the published demo key for citizens' pseudonyms instead of a secret one. For fictional data only.
    pub published_demo_key: bool,
}

/// An open workspace.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
    config: WorkspaceConfig,
}

impl Workspace {
    /// Opens the workspace in this very folder.
    ///
    /// # Errors
    /// When it is none, is of a newer format, or its settings are not understood.
    pub fn open(folder: &Path) -> Result<Self, WorkspaceError> {
        let path = folder.join(MARKER);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Self { root: folder.to_owned(), config: WorkspaceConfig::parse(&text, folder, &path)? }),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Err(WorkspaceError::NotAWorkspace { folder: folder.to_owned() })
            }
            Err(source) => Err(WorkspaceError::Io { path, source }),
        }
    }

    /// Opens the workspace in this folder, or makes one there.
    ///
    /// # Errors
    /// As [`Workspace::open`], and when the folder cannot be written.
    pub fn open_or_create(folder: &Path, options: &CreateOptions) -> Result<Self, WorkspaceError> {
        match Self::open(folder) {
            Err(WorkspaceError::NotAWorkspace { .. }) => Self::create(folder, options),
            other => other,
        }
    }

    /// The nearest workspace in this folder or above it.
    ///
    /// # Errors
    /// When there is none, or the nearest one cannot be opened.
    pub fn find(start: &Path) -> Result<Self, WorkspaceError> {
        let absolute = std::path::absolute(start).map_err(WorkspaceError::io(start))?;
        match absolute.ancestors().find(|folder| folder.join(MARKER).is_file()) {
            Some(folder) => Self::open(folder),
            None => Err(WorkspaceError::NoneAbove { folder: start.to_owned() }),
        }
    }

    fn create(folder: &Path, options: &CreateOptions) -> Result<Self, WorkspaceError> {
        let config = WorkspaceConfig::new(options);
        for (name, private) in
            [("lake/data", false), ("audits", false), ("papers", false), ("lake/raw", true), ("keys", true)]
        {
            let path = folder.join(name);
            fs::create_dir_all(&path).map_err(WorkspaceError::io(&path))?;
            if private {
                keys::owner_only(&path)?;
            }
        }
        // The marker comes last and in one step: a folder is a workspace only when everything else is there.
        let path = folder.join(MARKER);
        let draft = folder.join(format!("{MARKER}.{}", uuid::Uuid::now_v7()));
        fs::write(&draft, config.render(&path)?).map_err(WorkspaceError::io(&draft))?;
        fs::rename(&draft, &path).map_err(WorkspaceError::io(&path))?;
        Ok(Self { root: folder.to_owned(), config })
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its settings.
    #[must_use]
    pub fn config(&self) -> &WorkspaceConfig {
        &self.config
    }

    /// `lake/`.
    #[must_use]
    pub fn lake_folder(&self) -> PathBuf {
        self.root.join("lake")
    }

    /// `lake/catalog.db`.
    #[must_use]
    pub fn lake_catalog(&self) -> PathBuf {
        self.root.join("lake").join("catalog.db")
    }

    /// `lake/data/`.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.root.join("lake").join("data")
    }

    /// `lake/raw/`: originals as handed in, for the owner alone.
    #[must_use]
    pub fn raw(&self) -> PathBuf {
        self.root.join("lake").join("raw")
    }

    /// `audits/`.
    #[must_use]
    pub fn audits(&self) -> PathBuf {
        self.root.join("audits")
    }

    /// `keys/`, for the owner alone.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.root.join("keys")
    }

    /// `papers/`.
    #[must_use]
    pub fn papers(&self) -> PathBuf {
        self.root.join("papers")
    }

    /// `cache/`: what was computed from the lake and can be computed again.
    #[must_use]
    pub fn cache(&self) -> PathBuf {
        self.root.join("cache")
    }

    /// The key that turns citizens' ids into pseudonyms; made at first use.
    ///
    /// # Errors
    /// When it cannot be read or made.
    pub fn person_key(&self) -> Result<[u8; 32], WorkspaceError> {
        if self.config.uses_published_key() {
            return Ok(keys::published_demo_key());
        }
        keys::read_or_make(&self.keys().join("person.key"))
    }
}
