//! The imports a lake holds: which files came together, when, and what they brought.

use std::collections::BTreeMap;

use lake::{Lake, LakeVersion};
use model::Micros;
use model::id::hash_hex;
use serde::Serialize;

use crate::error::ImportError;
use crate::lake_rows::each_row;

/// One file as it was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileImported {
    /// SHA-256 of the file.
    pub file_hash: String,
    /// Path as handed in.
    pub path: String,
    /// Format that read it.
    pub format: String,
    /// Size in bytes.
    pub bytes: i64,
    /// Records read.
    pub rows_read: i64,
    /// Records that added something.
    pub rows_new: i64,
    /// Records already known.
    pub rows_known: i64,
    /// Records in quarantine when it was imported.
    pub rows_quarantined: i64,
    /// Whether it is known which rows its known records stated again; not so for files imported by older programs.
    pub restatements_known: bool,
    /// SHA-256 of the archive it came out of.
    pub archive_hash: Option<String>,
}

/// One import: the files that were taken in together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportDone {
    /// `i` + 8 hex or more, from the moment of the import.
    pub import_id: String,
    /// When it was done, microseconds.
    #[serde(serialize_with = "as_text")]
    pub at: Micros,
    /// Its files, by path.
    pub files: Vec<FileImported>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
fn as_text<S: serde::Serializer>(at: &Micros, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_string())
}

/// The id of the import done at this moment.
#[must_use]
pub fn import_id(at: Micros) -> String {
    let hash = hash_hex(&["import", &at.0.to_string()]);
    format!("i{}", hash.get(..12).unwrap_or(&hash))
}

/// The imports of a version, oldest first.
///
/// # Errors
/// When the lake cannot be read.
pub async fn imports(lake: &Lake, version: &LakeVersion) -> Result<Vec<ImportDone>, ImportError> {
    let columns = [
        "observed_at",
        "file_hash",
        "path",
        "format",
        "bytes",
        "rows_read",
        "rows_new",
        "rows_known",
        "rows_quarantined",
        "rows_restated",
        "archive_hash",
    ];
    let mut by_time: BTreeMap<i64, Vec<FileImported>> = BTreeMap::new();
    each_row(lake, version, "imported_files", &columns, |cells| {
        let text = |place: usize| cells.get(place).copied().flatten().unwrap_or_default();
        let number = |place: usize| text(place).parse::<i64>().unwrap_or(0);
        by_time.entry(number(0)).or_default().push(FileImported {
            file_hash: text(1).to_owned(),
            path: text(2).to_owned(),
            format: text(3).to_owned(),
            bytes: number(4),
            rows_read: number(5),
            rows_new: number(6),
            rows_known: number(7),
            rows_quarantined: number(8),
            restatements_known: !text(9).is_empty(),
            archive_hash: cells.get(10).copied().flatten().map(str::to_owned),
        });
    })
    .await?;
    let done = by_time.into_iter().map(|(at, mut files)| {
        files.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.file_hash.cmp(&b.file_hash)));
        ImportDone { import_id: import_id(Micros(at)), at: Micros(at), files }
    });
    Ok(done.collect())
}

/// The import whose id begins so.
///
/// # Errors
/// When there is none, or more than one.
pub fn find<'a>(imports: &'a [ImportDone], asked: &str) -> Result<&'a ImportDone, ImportError> {
    let found: Vec<&ImportDone> = imports.iter().filter(|import| import.import_id.starts_with(asked)).collect();
    match found.as_slice() {
        [one] if !asked.is_empty() => Ok(one),
        _ => Err(ImportError::UnknownImport {
            asked: asked.to_owned(),
            known: imports.iter().rev().take(10).map(|import| import.import_id.clone()).collect::<Vec<_>>().join(", "),
        }),
    }
}
