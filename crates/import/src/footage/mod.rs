//! Media files: which work each belongs to, what it looks and sounds like, and which other files share its footage.
//!
//! A run finds the files and goes through them in parts: it makes the fingerprints that the lake does not have yet, compares each new one with all known
//! ones, and commits. A version of the lake never holds fingerprints that were not compared, and a run that is stopped goes on behind its last part.

mod find;
mod groups;
mod known;
mod make;
mod pairs;
mod rows;
mod search;
mod shelf;
mod texts;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use lake::{CommitInfo, Lake, WriterOptions};
use media::Tier;
use media::read::Limits;
use model::{Micros, TableDef};
use serde::Serialize;

use crate::error::ImportError;
pub use find::{MediaFile, Work};
pub use groups::groups;
use known::Known;
pub use search::{Owner, Sighting, search};
pub use texts::{PictureTextOptions, PictureTextReport, picture_text};

/// How files are fingerprinted.
#[derive(Debug, Clone)]
pub struct FootageOptions {
    /// The moment of the run.
    pub now: Micros,
    /// Who runs it, for the history of the lake.
    pub author: String,
    /// Bounds for one file.
    pub limits: Limits,
    /// How thoroughly files are read.
    pub tier: Tier,
    /// Files read at once.
    pub jobs: usize,
    /// Read files again whose fingerprint is known, or which could not be read before.
    pub again: bool,
    /// Files read before they are compared and written as a version of the lake; more where the lake knows many.
    pub part_files: usize,
}

/// Files of a part where nobody says otherwise: some minutes of reading.
pub const PART_FILES: usize = 200;

/// Hears how far a run is.
pub trait FootageProgress: Send + Sync {
    /// So many files were found.
    fn found(&self, _files: usize) {}
    /// A file is done: its seconds of video, none where it was not read.
    fn read(&self, _path: &Path, _seconds: Option<f64>) {}
    /// The new files of a part are being compared: so many works, known and new, are looked for.
    fn comparing(&self, _works: usize) {}
    /// One of them was.
    fn compared(&self) {}
    /// A part is written; the next files are read.
    fn written(&self) {}
}

impl FootageProgress for crate::run::Silent {}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileRead {
    /// The file.
    pub path: String,
    /// The work it belongs to, where that is known.
    pub post_id: Option<String>,
    /// SHA-256 of its content.
    pub sha256: Option<String>,
    /// read | known | unreadable.
    pub state: &'static str,
    /// Seconds of video.
    pub seconds: Option<f64>,
    /// Why it could not be read.
    pub trouble: Option<String>,
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FootageReport {
    /// The version of the lake after it.
    pub lake_version: i64,
    /// The files, in order of their paths.
    pub files: Vec<FileRead>,
    /// Pairs of files found to share footage or sound.
    pub matches: usize,
}

/// Fingerprints the files under the paths, or, without paths, every file that the lake's works name.
///
/// # Errors
/// When a path is not there, or the lake cannot be read or written. A file that cannot be read is no error: the report and
/// the lake say so.
pub async fn fingerprint(
    lake: &Lake,
    paths: &[PathBuf],
    options: &FootageOptions,
    progress: &dyn FootageProgress,
) -> Result<FootageReport, ImportError> {
    let version = lake.at(None).await?;
    let files = find::files(lake, &version, paths).await?;
    progress.found(files.len());
    let mut report = FootageReport { lake_version: version.version, files: Vec::new(), matches: 0 };
    let (mut rest, mut done) = (files.as_slice(), BTreeSet::new());
    while !rest.is_empty() {
        let version = lake.at(None).await?;
        let known = Known::read(lake, &version).await?;
        let read = make::read(rest, &known, &mut done, options, progress).await?;
        let (part, others) = rest.split_at(read.hashes.len());
        let matches = pairs::find(lake, &version, part, &known, &read, options, progress).await?;
        report.files.extend(read.report(part));
        report.matches += matches.len();
        let batches = rows::batches(part, &read, &matches, &known, options.now)?;
        report.lake_version =
            write(lake, version.version, batches, "fingerprint", &options.author, options.now).await?;
        progress.written();
        rest = others;
    }
    Ok(report)
}

/// Commits the rows of a part, where there are any; the version of the lake after it.
async fn write(
    lake: &Lake,
    based_on: i64,
    batches: Vec<(&'static TableDef, RecordBatch)>,
    purpose: &str,
    author: &str,
    now: Micros,
) -> Result<i64, ImportError> {
    if batches.iter().all(|(_, batch)| batch.num_rows() == 0) {
        return Ok(based_on);
    }
    let writer_options =
        WriterOptions { based_on: Some(based_on), purpose: purpose.to_owned(), ..WriterOptions::default() };
    let mut writer = lake.writer(writer_options).await?;
    for (table, batch) in batches {
        if batch.num_rows() > 0 {
            writer.append(table, batch).await?;
        }
    }
    let info = CommitInfo { message: purpose.to_owned(), author: author.to_owned(), at: now };
    Ok(writer.commit(info).await?)
}

/// Runs work of threads without stopping the tasks of others.
async fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    tokio::task::block_in_place(work)
}
