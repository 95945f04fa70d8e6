//! A file on its way in: where it lies, where it came from, and what is known of it without reading it.

use std::path::PathBuf;
use std::sync::Arc;

use model::{Day, Micros};

use crate::formats::mapped::ColumnMap;
use crate::probe::Probe;

/// A file to read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where its bytes lie (a member of an archive lies in a temporary file).
    pub file: PathBuf,
    /// The path as handed in; `archive.zip!member` for members.
    pub path: String,
    /// SHA-256 of the bytes, 64 hex.
    pub file_hash: String,
    /// What a first look at it showed.
    pub probe: Arc<Probe>,
    /// When its content was true, where a person said so.
    pub observed: Option<Day>,
    /// When it was last written.
    pub modified_at: Option<Micros>,
    /// The moment of the import; the last resort for "when".
    pub now: Micros,
    /// Division code of the jurisdiction the import is for.
    pub jurisdiction: Option<String>,
    /// The column map to read it with, where a person gave or the workspace remembers one.
    pub map: Option<Arc<ColumnMap>>,
}

impl Source {
    /// The last part of the path, without folders.
    #[must_use]
    pub fn name(&self) -> &str {
        crate::probe::file_name(&self.path)
    }

    /// When the file's content was true, for records that do not say it themselves: the last second of the day in the
    /// file's name, else the end of the day the person gave, else when the file was written, else the import.
    #[must_use]
    pub fn observed_at(&self, day_in_name: Option<Day>) -> Micros {
        day_in_name.or(self.observed).map(last_second).or(self.modified_at).unwrap_or(self.now)
    }
}

/// The last second of a day (UTC+8): a file of that day was complete then and not later.
#[must_use]
pub fn last_second(day: Day) -> Micros {
    Micros(day.end().0 - 1_000_000)
}
