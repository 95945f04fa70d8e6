//! Writing a version: one SQL transaction over all tables.

use std::collections::BTreeMap;

use model::{Micros, TableDef, tables};

use super::schema::{self, ColumnIds, LakeTable};
use super::{Head, damaged, ddl, head, table_stats};
use crate::database::{Database, NULL_TEXT, Value};
use crate::error::LakeError;
use crate::scalar::render_time;
use crate::stats::FileStats;
use crate::version::Version;

/// A file that is safely stored and waits to become part of the lake.
#[derive(Debug)]
pub struct NewFile {
    /// Its table.
    pub table: &'static TableDef,
    /// Where it is, relative to the lake's data.
    pub path: String,
    /// Rows in it.
    pub rows: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// Size of Parquet's own description at its end.
    pub footer: u64,
    /// The quarter its rows lie in.
    pub quarter: Option<String>,
    /// Its columns.
    pub stats: FileStats,
}

/// A file that leaves the lake with this version.
#[derive(Debug, Clone)]
pub struct EndedFile {
    /// Its table.
    pub table: &'static TableDef,
    /// Its number.
    pub id: i64,
    /// Rows that were visible in it.
    pub rows: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// Rows in it that were deleted.
    pub deleted: u64,
}

/// Everything one version changes.
#[derive(Debug)]
pub struct Change {
    /// Files that come.
    pub added: Vec<NewFile>,
    /// Files that go; their rows are among those that come, unless rows are removed.
    pub ended: Vec<EndedFile>,
    /// Rows of files that go are not among those that come: whoever rested on them must look again.
    pub removes: bool,
    /// The numbers of columns the files were written with.
    pub columns: BTreeMap<&'static str, ColumnIds>,
    /// Refuse if rows were added after this version.
    pub based_on: Option<Version>,
    /// The lease of the writer.
    pub lease: String,
    /// Who wrote it.
    pub author: String,
    /// What for.
    pub message: String,
    /// When.
    pub at: Micros,
}

/// Writes the version and says its number. To be called inside a write transaction, which the caller ends.
pub async fn write(db: &mut Database, data_path: &str, change: &Change) -> Result<Version, LakeError> {
    ddl::create(db, data_path, change.at).await?;
    db.lock_snapshots().await?;
    crate::lease::check(db, &change.lease).await?;
    follow_data(db, data_path).await?;
    let head = head(db).await?;
    if let Some(based_on) = change.based_on {
        check_not_overtaken(db, based_on, head.version).await?;
    }
    let found = schema::read(db, head.version).await?;
    let mut next = Head { version: head.version.saturating_add(1), ..head };
    let mut words = Vec::new();
    let ids = bring_up_schema(db, &found, &mut next, &mut words).await?;
    check_columns(&found, &change.columns)?;
    if change.added.is_empty() && change.ended.is_empty() && words.is_empty() {
        return Ok(head.version);
    }
    for file in &change.ended {
        end_file(db, file, next.version).await?;
    }
    add_files(db, change, &ids, &mut next).await?;
    table_stats::update(db, change, &ids).await?;
    words.extend(data_words(change, &ids));
    let time = Value::Time(render_time(change.at).unwrap_or_else(|| "1970-01-01 00:00:00+00".to_owned()));
    db.insert(
        "ducklake_snapshot",
        &["snapshot_id", "snapshot_time", "schema_version", "next_catalog_id", "next_file_id"],
        &[vec![
            next.version.into(),
            time,
            next.schema_version.into(),
            next.next_catalog_id.into(),
            next.next_file_id.into(),
        ]],
    )
    .await?;
    db.insert(
        "ducklake_snapshot_changes",
        &["snapshot_id", "changes_made", "author", "commit_message"],
        &[vec![
            next.version.into(),
            words.join(",").into(),
            change.author.clone().into(),
            change.message.clone().into(),
        ]],
    )
    .await?;
    Ok(next.version)
}

/// Notes where the data are now: the folder may have been moved or copied with its catalogue.
async fn follow_data(db: &mut Database, data_path: &str) -> Result<(), LakeError> {
    let sql = "UPDATE ducklake_metadata SET value = $1 WHERE key = 'data_path' AND scope IS NULL AND value <> $1";
    db.execute("writing the settings", sql, &[data_path.into()]).await.map(drop)
}

/// Rewriting files changes no rows, so only other changes since `based_on` count.
async fn check_not_overtaken(db: &mut Database, based_on: Version, latest: Version) -> Result<(), LakeError> {
    let sql = "SELECT changes_made FROM ducklake_snapshot_changes WHERE snapshot_id > $1";
    let rows = db.fetch("looking for other imports", sql, &[based_on.into()]).await?;
    let harmless =
        |word: &str| ["compacted_table:", "merge_adjacent:", "rewrite_delete:"].iter().any(|h| word.starts_with(h));
    let overtaken = rows.iter().filter_map(|row| row.text(0)).any(|words| !words.split(',').all(harmless));
    // What an expired version changed is no longer known, so it counts as well.
    let overtaken = overtaken || signed(rows.len() as u64) < latest.saturating_sub(based_on);
    if overtaken { Err(LakeError::Overtaken { based_on, latest }) } else { Ok(()) }
}

/// Table and column numbers as of this version, by table.
pub struct TableIds {
    /// The table's number.
    pub id: i64,
    /// The numbers of its columns.
    pub columns: ColumnIds,
}

async fn bring_up_schema(
    db: &mut Database,
    found: &BTreeMap<&'static str, LakeTable>,
    next: &mut Head,
    words: &mut Vec<String>,
) -> Result<BTreeMap<&'static str, TableIds>, LakeError> {
    let mut ids = BTreeMap::new();
    let mut changed = Vec::new();
    for table in tables::ALL.iter().copied() {
        let known = found.get(table.name);
        let missing = schema::missing(table, known);
        let id = if let Some(known) = known {
            known.id
        } else {
            let id = next.next_catalog_id;
            next.next_catalog_id = id.saturating_add(1);
            create_table(db, table, id, next).await?;
            words.push(format!("created_table:\"main\".\"{}\"", table.name));
            id
        };
        let mut order = known.map_or(1, |known| known.next_order);
        let mut rows = Vec::with_capacity(missing.len());
        for (column, column_id) in &missing {
            rows.push(vec![
                (*column_id).into(),
                next.version.into(),
                id.into(),
                order.into(),
                column.name.into(),
                schema::type_name(column.kind).into(),
                "NULL".into(),
                true.into(),
                "literal".into(),
                "duckdb".into(),
            ]);
            order = order.saturating_add(1);
        }
        let columns = [
            "column_id",
            "begin_snapshot",
            "table_id",
            "column_order",
            "column_name",
            "column_type",
            "default_value",
            "nulls_allowed",
            "default_value_type",
            "default_value_dialect",
        ];
        db.insert("ducklake_column", &columns, &rows).await?;
        if !missing.is_empty() {
            changed.push(id);
            if known.is_some() {
                words.push(format!("altered_table:{id}"));
            }
        }
        ids.insert(table.name, TableIds { id, columns: schema::column_ids(table, known) });
    }
    if !changed.is_empty() {
        next.schema_version = next.schema_version.saturating_add(1);
        let rows: Vec<Vec<Value>> =
            changed.iter().map(|id| vec![next.version.into(), next.schema_version.into(), (*id).into()]).collect();
        db.insert("ducklake_schema_versions", &["begin_snapshot", "schema_version", "table_id"], &rows).await?;
    }
    Ok(ids)
}

/// A new table, with its order declared so that DuckDB keeps it when it rewrites files.
async fn create_table(db: &mut Database, table: &'static TableDef, id: i64, next: &mut Head) -> Result<(), LakeError> {
    let schema = db
        .fetch(
            "reading the schema",
            "SELECT schema_id FROM ducklake_schema WHERE schema_name = 'main' AND end_snapshot IS NULL",
            &[],
        )
        .await?;
    let Some(schema_id) = schema.first().and_then(|row| row.int(0)) else {
        return Err(damaged(db, "it has no schema `main`"));
    };
    db.insert(
        "ducklake_table",
        &["table_id", "table_uuid", "begin_snapshot", "schema_id", "table_name", "path", "path_is_relative"],
        &[vec![
            id.into(),
            Value::Uuid(uuid::Uuid::now_v7().to_string()),
            next.version.into(),
            schema_id.into(),
            table.name.into(),
            format!("{}/", table.name).into(),
            true.into(),
        ]],
    )
    .await?;
    let sort_id = next.next_catalog_id;
    next.next_catalog_id = sort_id.saturating_add(1);
    db.insert(
        "ducklake_sort_info",
        &["sort_id", "table_id", "begin_snapshot"],
        &[vec![sort_id.into(), id.into(), next.version.into()]],
    )
    .await?;
    let mut rows = Vec::with_capacity(table.order.len());
    for (place, column) in (0_i64..).zip(table.order) {
        rows.push(vec![
            sort_id.into(),
            id.into(),
            place.into(),
            (*column).into(),
            "duckdb".into(),
            "ASC".into(),
            "NULLS_LAST".into(),
        ]);
    }
    let columns = ["sort_id", "table_id", "sort_key_index", "expression", "dialect", "sort_direction", "null_order"];
    db.insert("ducklake_sort_expression", &columns, &rows).await
}

/// The files carry the numbers their columns had, or were going to have, when the writer began.
fn check_columns(
    found: &BTreeMap<&'static str, LakeTable>,
    written: &BTreeMap<&'static str, ColumnIds>,
) -> Result<(), LakeError> {
    for (name, columns) in written {
        let Some(table) = tables::by_name(name) else { continue };
        let now = schema::column_ids(table, found.get(name));
        if let Some((column, _)) = columns.iter().find(|(column, id)| now.get(*column) != Some(id)) {
            let what = format!("column `{column}` was added or replaced");
            return Err(LakeError::Conflict { table: (*name).to_owned(), what });
        }
    }
    Ok(())
}

async fn end_file(db: &mut Database, file: &EndedFile, version: Version) -> Result<(), LakeError> {
    let conflict = || LakeError::Conflict {
        table: file.table.name.to_owned(),
        what: "a file was replaced or rows were deleted".to_owned(),
    };
    let sql = "SELECT CAST(COALESCE(sum(delete_count), 0) AS BIGINT) FROM ducklake_delete_file \
               WHERE data_file_id = $1 AND end_snapshot IS NULL";
    let rows = db.fetch("looking for deleted rows", sql, &[file.id.into()]).await?;
    let deleted = rows.first().and_then(|row| row.int(0)).unwrap_or(0);
    if u64::try_from(deleted).ok() != Some(file.deleted) {
        return Err(conflict());
    }
    let sql = "UPDATE ducklake_data_file SET end_snapshot = $1 WHERE data_file_id = $2 AND end_snapshot IS NULL";
    if db.execute("replacing files", sql, &[version.into(), file.id.into()]).await? != 1 {
        return Err(conflict());
    }
    let sql = "UPDATE ducklake_delete_file SET end_snapshot = $1 WHERE data_file_id = $2 AND end_snapshot IS NULL";
    db.execute("replacing files", sql, &[version.into(), file.id.into()]).await.map(drop)
}

async fn add_files(
    db: &mut Database,
    change: &Change,
    ids: &BTreeMap<&'static str, TableIds>,
    next: &mut Head,
) -> Result<(), LakeError> {
    let mut next_row = table_stats::next_rows(db).await?;
    let (mut files, mut own, mut stats) = (Vec::new(), Vec::new(), Vec::new());
    for file in &change.added {
        let Some(table) = ids.get(file.table.name) else { continue };
        let id = next.next_file_id;
        next.next_file_id = id.saturating_add(1);
        let row_id_start = next_row.entry(table.id).or_insert(0);
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        files.push(vec![
            id.into(),
            table.id.into(),
            next.version.into(),
            name.into(),
            true.into(),
            "parquet".into(),
            signed(file.rows).into(),
            signed(file.bytes).into(),
            signed(file.footer).into(),
            (*row_id_start).into(),
        ]);
        *row_id_start = row_id_start.saturating_add(signed(file.rows));
        own.push(vec![id.into(), file.quarter.clone().into()]);
        for column in &file.stats.0 {
            let Some(column_id) = table.columns.get(column.name) else { continue };
            stats.push(vec![
                id.into(),
                table.id.into(),
                (*column_id).into(),
                signed(column.bytes).into(),
                signed(column.values).into(),
                signed(column.nulls).into(),
                column.min_text().into(),
                column.max_text().into(),
                Value::Bool(column.nan),
                NULL_TEXT,
            ]);
        }
    }
    let columns = [
        "data_file_id",
        "table_id",
        "begin_snapshot",
        "path",
        "path_is_relative",
        "file_format",
        "record_count",
        "file_size_bytes",
        "footer_size",
        "row_id_start",
    ];
    db.insert("ducklake_data_file", &columns, &files).await?;
    db.insert("mingjian_file", &["data_file_id", "quarter"], &own).await?;
    let columns = [
        "data_file_id",
        "table_id",
        "column_id",
        "column_size_bytes",
        "value_count",
        "null_count",
        "min_value",
        "max_value",
        "contains_nan",
        "extra_stats",
    ];
    db.insert("ducklake_file_column_stats", &columns, &stats).await
}

/// What was done to the rows, in DuckLake's words, table by table.
fn data_words(change: &Change, ids: &BTreeMap<&'static str, TableIds>) -> Vec<String> {
    let mut words = BTreeMap::new();
    for file in &change.added {
        words.insert(ids.get(file.table.name).map(|table| table.id), "inserted_into_table");
    }
    for file in &change.ended {
        let word = if change.removes { "deleted_from_table" } else { "rewrite_delete" };
        words.insert(ids.get(file.table.name).map(|table| table.id), word);
    }
    words.into_iter().filter_map(|(id, word)| Some(format!("{word}:{}", id?))).collect()
}

/// As the catalogue counts. Counts beyond it cannot be stored on any disk.
pub fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
