//! What can go wrong with a whole file or a whole import. Single records go to quarantine instead.

use std::path::PathBuf;

/// Why a file could not be read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file system said no.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What it said.
        source: std::io::Error,
    },
    /// Nothing in it.
    #[error("the file is empty; export it again")]
    Empty,
    /// A table without the header the format needs.
    #[error("{0}")]
    NoHeader(String),
    /// The container is broken.
    #[error("{container}: {message}; open the file in the program that wrote it and save it again")]
    Container {
        /// xlsx, xls, sqlite, json, zip.
        container: &'static str,
        /// What the reader said.
        message: String,
    },
    /// Locked with a password.
    #[error("the file is locked with a password; open it, save it without the password, and import that")]
    Locked,
    /// Bytes in no encoding we read.
    #[error("the text is neither UTF-8 nor GB18030 nor UTF-16; save it as UTF-8 and import it again")]
    Encoding,
    /// A column map does not fit.
    #[error("{0}")]
    Map(String),
    /// Somebody wrote to the file meanwhile.
    #[error("the file changed while it was read; import it again when whatever writes it has finished")]
    Changed,
    /// The import as a whole has ended; the file is not to blame.
    #[error("the import was stopped")]
    Stopped,
}

impl ReadError {
    /// An I/O error of a file.
    #[must_use]
    pub fn io(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::Io { path: path.display().to_string(), source }
    }
}

/// Why an import as a whole was not done. Nothing of it is in the lake then.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A path that is not there.
    #[error("{0}: there is no such file or folder")]
    NoSuchPath(PathBuf),
    /// The file system said no.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// The archive is refused.
    #[error("{path}: {why}")]
    Archive {
        /// The archive.
        path: PathBuf,
        /// Why, and what to do.
        why: String,
    },
    /// `--format` names none.
    #[error("there is no format `{name}`; the formats are: {known}")]
    UnknownFormat {
        /// As asked.
        name: String,
        /// Those there are.
        known: String,
    },
    /// The column map cannot be used.
    #[error("{path}: {why}")]
    Map {
        /// The map.
        path: PathBuf,
        /// What is wrong and what to write instead.
        why: String,
    },
    /// The lake said no.
    #[error(transparent)]
    Lake(#[from] lake::LakeError),
    /// Arrow said no.
    #[error("the rows could not be put into columns: {0}")]
    Columns(#[from] arrow::error::ArrowError),
    /// A record was lost on the way: a defect of the program, never of the file.
    #[error(
        "{path}: {read} records were read, but {counted} are accounted for (new + known + quarantined); nothing was \
         imported. This is a defect of the program: please report it with the file's format"
    )]
    Accounting {
        /// The file.
        path: String,
        /// Records the reader counted.
        read: u64,
        /// Records the sink counted.
        counted: u64,
    },
    /// An import that the lake does not have, or more than one.
    #[error("no single import is called `{asked}`; the latest are {known}")]
    UnknownImport {
        /// What was asked for.
        asked: String,
        /// The latest imports.
        known: String,
    },
    /// Files of later imports do not say which rows they stated again.
    #[error(
        "{import} cannot be taken back: these files were imported later by a program that did not note which rows they state \
         too, so rows of theirs would be lost: {files}. Take those imports back first, then this one, and import their originals \
         again"
    )]
    CannotUndo {
        /// The import.
        import: String,
        /// The files and their imports.
        files: String,
    },
    /// An account that the lake does not have.
    #[error("there is no account `{0}`")]
    UnknownAccount(String),
    /// A merge that cannot be.
    #[error("{0}")]
    Merge(String),
    /// A row that cannot be traced.
    #[error("{0}")]
    Trace(String),
    /// A table of mended rows that cannot be used.
    #[error("{path}: {why}")]
    Mended {
        /// The table.
        path: PathBuf,
        /// Why, and what to do.
        why: String,
    },
    /// Media files cannot be read here at all, or one that was asked about cannot.
    #[error(transparent)]
    Footage(media::MediaError),
    /// A worker ended without an answer.
    #[error("reading {path} ended without an answer: {message}; nothing was imported")]
    Worker {
        /// The file.
        path: String,
        /// What is known.
        message: String,
    },
}
