//! Taking an import back: a new version without the rows it brought. What a later import states too stays, under that
//! import's name; older versions keep everything.
//!
//! A work or comment that stays keeps the text it had when it was first seen, as always; who states it now is the other file.

mod accounts;
mod quarters;
mod rewrite;
mod stays;

use std::collections::{BTreeMap, BTreeSet};

use lake::{CommitInfo, Lake, WriterOptions};
use model::{Micros, tables};
use serde::Serialize;

use crate::error::ImportError;
use crate::imports::{self, ImportDone};
use rewrite::Rewrite;
use stays::Stays;

/// What taking an import back did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UndoReport {
    /// The import that was taken back.
    pub import_id: String,
    /// The version of the lake after it.
    pub lake_version: i64,
    /// Files that count as never imported now.
    pub files: Vec<String>,
    /// Rows gone, by table.
    pub removed: BTreeMap<String, u64>,
    /// Rows that other imports state too and that stayed, by table.
    pub kept: BTreeMap<String, u64>,
}

/// Takes an import back as a new version.
///
/// # Errors
/// When there is no such import; when files imported later by an older program do not say which rows they stated again;
/// when the lake cannot be read or written. Nothing is changed then.
pub async fn undo(
    lake: &Lake,
    asked: &str,
    jurisdiction: Option<&str>,
    author: &str,
    now: Micros,
) -> Result<UndoReport, ImportError> {
    let version = lake.at(None).await?;
    let all = imports::imports(lake, &version).await?;
    let import = imports::find(&all, asked)?;
    refuse_where_unknown(&all, import)?;
    let gone: BTreeSet<String> =
        import.files.iter().map(|file| file.file_hash.chars().take(16).collect::<String>()).collect();

    let stays = Stays::find(lake, &version, &gone).await?;
    let (stays, features) = accounts::settle(lake, &version, &gone, stays, jurisdiction).await?;
    let options = WriterOptions {
        based_on: Some(version.version),
        purpose: "import --undo".to_owned(),
        ..WriterOptions::default()
    };
    let mut rewrite = Rewrite { lake, version: &version, gone: &gone, writer: lake.writer(options).await? };
    let (mut removed, mut kept) = (BTreeMap::new(), BTreeMap::new());
    for table in tables::ALL.iter().copied() {
        let rules = (stays.of(table.name), features.stale(table.name));
        let (gone, stayed) = match rewrite.table(table, rules).await {
            Ok(counts) => counts,
            Err(error) => {
                // Nothing was committed; what cannot be cleaned up now, `vacuum` will.
                let _ = rewrite.writer.abort().await;
                return Err(error);
            }
        };
        for (counts, rows) in [(&mut removed, gone), (&mut kept, stayed)] {
            if rows > 0 {
                counts.insert(table.name.to_owned(), rows);
            }
        }
    }
    let quarters = quarters::of_posts_that_stay(lake, &version, &gone, stays.of("posts")).await?;
    rewrite.append(&quarters).await?;
    rewrite.append(&features.fresh(now)).await?;
    let message = format!("undo {}: {} files taken back", import.import_id, import.files.len());
    let info = CommitInfo { message, author: author.to_owned(), at: now };
    let lake_version = rewrite.writer.commit(info).await?;
    let files = import.files.iter().map(|file| file.path.clone()).collect();
    Ok(UndoReport { import_id: import.import_id.clone(), lake_version, files, removed, kept })
}

/// A file that was imported later, whose known records stated who knows what again: it would lose rows without anybody noticing.
fn refuse_where_unknown(all: &[ImportDone], import: &ImportDone) -> Result<(), ImportError> {
    let later = all.iter().filter(|other| other.at > import.at);
    let unknown: Vec<String> = later
        .flat_map(|other| other.files.iter().map(move |file| (other, file)))
        .filter(|(_, file)| file.rows_known > 0 && !file.restatements_known)
        .map(|(other, file)| format!("{} ({})", file.path, other.import_id))
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(ImportError::CannotUndo { import: import.import_id.clone(), files: unknown.join(", ") })
}
