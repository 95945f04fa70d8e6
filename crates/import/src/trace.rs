//! From a row of the lake back to the lines that state it.

use std::collections::{BTreeMap, BTreeSet};

use lake::{Lake, LakeVersion, Workspace};
use model::{Micros, tables};
use serde::Serialize;

use crate::error::ImportError;
use crate::imports::{FileImported, import_id, imports};
use crate::lake_rows::{each_row, place_of};
use crate::original::{Original, locate, originals};

/// One line that states a row.
#[derive(Debug, Clone, Serialize)]
pub struct Statement {
    /// Where: `HASH16/SHEET/ROW`.
    pub source_id: String,
    /// The import that brought the file; none for statements of persons.
    pub import_id: Option<String>,
    /// When it was imported.
    pub imported_at: Option<String>,
    /// The file as handed in.
    pub path: Option<String>,
    /// SHA-256 of the file.
    pub file_hash: Option<String>,
    /// SHA-256 of the archive it came out of.
    pub archive_hash: Option<String>,
    /// Sheet, table or part of the file.
    pub sheet: Option<String>,
    /// Line, row or element, from 1; 0 is the file as a whole.
    pub row: Option<u64>,
    /// The columns of the record, where it has a header.
    pub columns: Vec<String>,
    /// Its cells.
    pub cells: Vec<String>,
    /// The record as it stood. It is not masked.
    pub original: Option<String>,
    /// Why it cannot be shown.
    pub missing: Option<Missing>,
}

/// Why the original of a row cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// A person said it; there is no file.
    Person,
    /// The file is not among the originals, and not, or not unchanged, where it was.
    FileGone,
    /// It speaks of the file as a whole.
    WholeFile,
    /// The file is there, but such a place could not be found in it.
    NotFound,
}

/// A row and everything that states it.
#[derive(Debug, Clone, Serialize)]
pub struct Traced {
    /// The table.
    pub table: String,
    /// Its key.
    pub key: String,
    /// What the row says, column by column; what is NULL is not there.
    pub values: Vec<(String, String)>,
    /// The lines that state it: first the one it was made from.
    pub sources: Vec<Statement>,
}

/// Traces a row, named `table:key` as findings name their evidence.
///
/// # Errors
/// When there is no such row, or the lake cannot be read.
pub async fn trace(workspace: &Workspace, lake: &Lake, reference: &str) -> Result<Traced, ImportError> {
    let unknown =
        || ImportError::Trace(format!("there is no row `{reference}`; write it like posts:p… as findings show it"));
    let (table, key) = reference.trim().split_once(':').ok_or_else(unknown)?;
    let table = tables::by_name(table).ok_or_else(unknown)?;
    let version = lake.at(None).await?;
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let key_at = columns.iter().position(|column| *column == table.key).unwrap_or(0);
    let mut values: Option<Vec<(String, String)>> = None;
    each_row(lake, &version, table.name, &columns, |cells| {
        if values.is_none() && cells.get(key_at).copied().flatten() == Some(key) {
            let filled =
                columns.iter().zip(cells).filter_map(|(name, cell)| Some(((*name).to_owned(), (*cell)?.to_owned())));
            values = Some(filled.collect());
        }
    })
    .await?;
    let mut values = values.ok_or_else(unknown)?;
    let own = values.iter().find(|(name, _)| name == "source_id").map(|(_, source)| source.clone());
    let mut sources: Vec<String> = own.into_iter().collect();
    for source in others(lake, &version, table.name, key).await? {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    for (name, value) in &mut values {
        if table.column(name).is_some_and(|column| column.kind == model::ColumnType::Time)
            && let Ok(at) = value.parse()
        {
            *value = Micros(at).to_string();
        }
    }
    let files = files(lake, &version).await?;
    let raw = workspace.raw();
    let read = tokio::task::spawn_blocking(move || statements(&raw, &files, &sources)).await;
    let sources =
        read.map_err(|error| ImportError::Worker { path: reference.to_owned(), message: error.to_string() })??;
    Ok(Traced { table: table.name.to_owned(), key: key.to_owned(), values, sources })
}

/// Where else a row is stated: noted restatements, and the counts that other looks at a work brought.
async fn others(lake: &Lake, version: &LakeVersion, table: &str, key: &str) -> Result<BTreeSet<String>, ImportError> {
    let mut found = BTreeSet::new();
    each_row(lake, version, "restatements", &["table_name", "known_id", "source_id"], |cells| {
        if let [Some(of), Some(row), Some(source)] = cells
            && *of == table
            && *row == key
        {
            found.insert((*source).to_owned());
        }
    })
    .await?;
    if table == "posts" {
        each_row(lake, version, "post_snapshots", &["post_id", "source_id"], |cells| {
            if let [Some(post), Some(source)] = cells
                && *post == key
            {
                found.insert((*source).to_owned());
            }
        })
        .await?;
    }
    Ok(found)
}

/// A file by the first 16 hex of its hash, with the moment of its import.
pub type Files = BTreeMap<String, (Micros, FileImported)>;

/// The imported files.
///
/// # Errors
/// When the lake cannot be read.
pub async fn files(lake: &Lake, version: &LakeVersion) -> Result<Files, ImportError> {
    let mut files = Files::new();
    for import in imports(lake, version).await? {
        for file in import.files {
            files.insert(file.file_hash.chars().take(16).collect(), (import.at, file));
        }
    }
    Ok(files)
}

fn statements(raw: &std::path::Path, files: &Files, sources: &[String]) -> Result<Vec<Statement>, ImportError> {
    sources.iter().map(|source| statement(raw, files, source)).collect()
}

fn statement(raw: &std::path::Path, files: &Files, source: &str) -> Result<Statement, ImportError> {
    let mut statement = Statement {
        source_id: source.to_owned(),
        import_id: None,
        imported_at: None,
        path: None,
        file_hash: None,
        archive_hash: None,
        sheet: None,
        row: None,
        columns: Vec::new(),
        cells: Vec::new(),
        original: None,
        missing: Some(Missing::Person),
    };
    let Some((hash, sheet, row)) = place_of(source) else { return Ok(statement) };
    let Some((at, file)) = files.get(hash) else { return Ok(statement) };
    statement.import_id = Some(import_id(*at));
    statement.imported_at = Some(at.to_string());
    statement.path = Some(file.path.clone());
    statement.file_hash = Some(file.file_hash.clone());
    statement.archive_hash.clone_from(&file.archive_hash);
    statement.sheet = sheet.map(str::to_owned);
    statement.row = Some(row);
    if row == 0 {
        statement.missing = Some(Missing::WholeFile);
        return Ok(statement);
    }
    let Some(located) = locate(raw, file)? else {
        statement.missing = Some(Missing::FileGone);
        return Ok(statement);
    };
    let place = (sheet.map(str::to_owned), row);
    // A file that cannot be read any more shows no line; that is said, not a failure of the trace.
    let found =
        originals(&located.file, &file.path, &BTreeSet::from([place.clone()])).unwrap_or_default().remove(&place);
    statement.missing = found.is_none().then_some(Missing::NotFound);
    if let Some(Original { columns, cells, line }) = found {
        statement.columns = columns;
        statement.cells = cells;
        statement.original = Some(line);
    }
    Ok(statement)
}
