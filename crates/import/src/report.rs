//! What an import did, file by file.

use serde::Serialize;

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// The path as handed in; `archive.zip!member` for members of archives.
    pub path: String,
    /// The format that read it; `None` when none could.
    pub format: Option<String>,
    /// Data records in the file.
    pub rows_read: u64,
    /// Records that added something to the lake.
    pub rows_new: u64,
    /// Records that were already known.
    pub rows_known: u64,
    /// Records in quarantine.
    pub rows_quarantined: u64,
    /// What a person should know: why a file could not be read, or what was odd in it.
    pub message: Option<String>,
}

/// How often a reason sent records to quarantine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonCount {
    /// The stable id of the reason.
    pub reason: String,
    /// Records.
    pub rows: u64,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The version of the lake after it; the one before when nothing was new.
    pub lake_version: i64,
    /// The files, in the order of their paths.
    pub files: Vec<FileReport>,
    /// Reasons for quarantine, the commonest first.
    pub reasons: Vec<ReasonCount>,
}

impl ImportReport {
    /// Whether a file, or a record, could not be read.
    #[must_use]
    pub fn partly_unreadable(&self) -> bool {
        self.files.iter().any(|file| file.format.is_none() || file.rows_quarantined > 0)
    }
}
