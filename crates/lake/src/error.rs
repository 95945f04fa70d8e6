//! What can go wrong in the lake, where, and what to do about it.

use std::io;
use std::path::Path;

use crate::workspace::WorkspaceError;

/// Why the lake could not do what was asked. Unless a message says otherwise, the lake is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum LakeError {
    /// See [`WorkspaceError`].
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// There is no catalogue.
    #[error("there is no lake at {place}; import a file first, or check the workspace")]
    NoLake {
        /// Where it was looked for.
        place: String,
    },
    /// The catalogue is of a format this program does not know.
    #[error("the lake at {place} has {what} {found}, this program knows {known}; use a newer mingjian")]
    NewerFormat {
        /// Where the lake is.
        place: String,
        /// Which of the formats.
        what: &'static str,
        /// What the lake says.
        found: String,
        /// What this program knows.
        known: String,
    },
    /// A location that cannot be understood.
    #[error("`{url}` cannot be used as {what}: {why}")]
    Location {
        /// What it was meant for.
        what: &'static str,
        /// The text given.
        url: String,
        /// What is wrong with it and what to write instead.
        why: String,
    },
    /// The version asked for is not in the lake.
    #[error("the lake has no version {version}; it has versions {oldest} to {latest} (`mingjian lake log` lists them)")]
    UnknownVersion {
        /// The version asked for.
        version: i64,
        /// The oldest there is.
        oldest: i64,
        /// The newest there is.
        latest: i64,
    },
    /// A table or column the caller asked for does not exist.
    #[error("there is no {what} `{name}` in the lake")]
    Unknown {
        /// Table or column.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// A batch that does not have its table's columns.
    #[error("rows for table `{table}` do not have its columns: {why}")]
    WrongColumns {
        /// The table.
        table: &'static str,
        /// What differs.
        why: String,
    },
    /// Another program holds the catalogue.
    #[error(
        "another program is writing to the lake at {place} and did not finish in time; nothing was written, try again"
    )]
    Busy {
        /// Where the lake is.
        place: String,
    },
    /// No permission to write.
    #[error(
        "{place} cannot be written (read-only or no permission); nothing was changed. Allow writing there or use another workspace"
    )]
    ReadOnly {
        /// The file or folder.
        place: String,
    },
    /// The disk is full.
    #[error("the disk is full: {place} could not be written; nothing was changed. Free some space and try again")]
    DiskFull {
        /// The file being written.
        place: String,
    },
    /// Another import was faster.
    #[error(
        "another import was committed as version {latest} while this one, based on version {based_on}, was running; \
         nothing was written, import again"
    )]
    Overtaken {
        /// The version this one looked at.
        based_on: i64,
        /// The version there is now.
        latest: i64,
    },
    /// A table was changed under a running writer.
    #[error(
        "table `{table}` was changed by another program while this one was writing ({what}); nothing was written, \
         try again"
    )]
    Conflict {
        /// The table.
        table: String,
        /// What changed.
        what: String,
    },
    /// Another program changed the lake in a way this one does not read.
    #[error("table `{table}` cannot be read: {what}. {advice}")]
    Foreign {
        /// The table.
        table: String,
        /// What was found.
        what: String,
        /// What to do.
        advice: String,
    },
    /// The writer was taken for dead.
    #[error(
        "this writer showed no sign of life for so long that a clean-up may have removed its files; nothing was \
         written, import again"
    )]
    LeaseLost,
    /// The catalogue holds something it should not.
    #[error("the catalogue at {place} is damaged: {what}; restore it from a backup")]
    Damaged {
        /// Where the lake is.
        place: String,
        /// What was found.
        what: String,
    },
    /// The catalogue answered with an error.
    #[error("the catalogue at {place} failed while {doing}: {source}")]
    Catalogue {
        /// Where the lake is.
        place: String,
        /// What was being done.
        doing: &'static str,
        /// The database's own words.
        source: sqlx::Error,
    },
    /// A data file could not be read or written.
    #[error("data file {path}: {source}")]
    Store {
        /// The file, relative to the lake's data.
        path: String,
        /// The store's own words.
        source: object_store::Error,
    },
    /// A data file is not what it should be.
    #[error("data file {path}: {source}; restore it from a backup")]
    Parquet {
        /// The file, relative to the lake's data.
        path: String,
        /// Parquet's own words.
        source: parquet::errors::ParquetError,
    },
    /// Rows that could not be rearranged.
    #[error("rows of table `{table}` could not be rearranged: {source}")]
    Arrow {
        /// The table.
        table: String,
        /// Arrow's own words.
        source: arrow::error::ArrowError,
    },
    /// A file or folder of the workspace.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: String,
        /// The system's own words.
        source: io::Error,
    },
}

impl LakeError {
    /// From the system, telling a full disk and missing permission apart.
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.display().to_string();
        match kind_of(&source) {
            Some(Trouble::Full) => Self::DiskFull { place: path },
            Some(Trouble::ReadOnly) => Self::ReadOnly { place: path },
            None => Self::Io { path, source },
        }
    }

    /// From the object store, telling a full disk and missing permission apart.
    pub(crate) fn store(path: &str, source: object_store::Error) -> Self {
        match root_trouble(&source) {
            Some(Trouble::Full) => Self::DiskFull { place: path.to_owned() },
            Some(Trouble::ReadOnly) => Self::ReadOnly { place: path.to_owned() },
            None => Self::Store { path: path.to_owned(), source },
        }
    }

    /// From the Parquet library, which wraps what the store said.
    pub(crate) fn parquet(path: &str, source: parquet::errors::ParquetError) -> Self {
        match root_trouble(&source) {
            Some(Trouble::Full) => Self::DiskFull { place: path.to_owned() },
            Some(Trouble::ReadOnly) => Self::ReadOnly { place: path.to_owned() },
            None => Self::Parquet { path: path.to_owned(), source },
        }
    }

    /// From the database, telling the cases apart that a person can do something about.
    pub(crate) fn catalogue(place: &str, doing: &'static str, source: sqlx::Error) -> Self {
        let place = place.to_owned();
        let code =
            source.as_database_error().and_then(sqlx::error::DatabaseError::code).map(std::borrow::Cow::into_owned);
        match code.as_deref() {
            // SQLite: busy and locked with their extended forms; PostgreSQL: lock not available.
            Some("5" | "6" | "261" | "262" | "517" | "773" | "55P03") => Self::Busy { place },
            // SQLite: read-only with its extended forms.
            Some("8" | "264" | "520" | "776" | "1032" | "1288" | "1544") => Self::ReadOnly { place },
            // SQLite: full; PostgreSQL: disk full.
            Some("13" | "53100") => Self::DiskFull { place },
            _ => Self::Catalogue { place, doing, source },
        }
    }
}

enum Trouble {
    Full,
    ReadOnly,
}

fn kind_of(error: &io::Error) -> Option<Trouble> {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some(Trouble::Full),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Some(Trouble::ReadOnly),
        _ => None,
    }
}

fn root_trouble(error: &(dyn std::error::Error + 'static)) -> Option<Trouble> {
    let mut current = Some(error);
    while let Some(error) = current {
        if let Some(trouble) = error.downcast_ref::<io::Error>().and_then(kind_of) {
            return Some(trouble);
        }
        if let Some(object_store::Error::PermissionDenied { .. }) = error.downcast_ref::<object_store::Error>() {
            return Some(Trouble::ReadOnly);
        }
        current = match error.downcast_ref::<parquet::errors::ParquetError>() {
            // Parquet's own `source` is only set for some variants.
            Some(parquet::errors::ParquetError::External(inner)) => Some(inner.as_ref()),
            _ => error.source(),
        };
    }
    None
}

impl From<std::convert::Infallible> for LakeError {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}
