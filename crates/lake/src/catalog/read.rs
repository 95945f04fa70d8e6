//! Reading a version: which files make up which table.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::datatypes::{Field, Schema};
use model::{TableDef, tables};

use super::schema::{self, LakeTable, foreign};
use crate::database::{Database, Row};
use crate::error::LakeError;
use crate::scalar::{Scalar, TEXT_BOUND_CHARS};
use crate::version::{ColumnStats, DataFile, LakeVersion, TableFiles, Version};

/// A file that another program deleted rows from.
#[derive(Debug, Clone)]
pub struct DeletedRows {
    /// The list of rows, relative to the lake's data.
    pub path: String,
    /// Its format.
    pub format: String,
    /// How many rows.
    pub rows: u64,
}

/// A version as stored, before it is known whether it can be read as it is.
pub struct Stored {
    /// The tables and files, those with deleted rows included.
    pub version: LakeVersion,
    /// Deleted rows by file number.
    pub deleted: BTreeMap<i64, DeletedRows>,
}

impl Stored {
    /// The version, if all its rows are simply those of its files.
    pub fn plain(self) -> Result<LakeVersion, LakeError> {
        for table in self.version.tables.values() {
            if let Some(file) = table.files.iter().find(|file| self.deleted.contains_key(&file.id)) {
                let what = format!(
                    "version {} has rows that DuckDB deleted from {} without rewriting the file",
                    self.version.version, file.path
                );
                return Err(foreign(table.table.name, &what, "Run `mingjian lake compact`, then use the new version"));
            }
        }
        Ok(self.version)
    }
}

/// Reads a version. To be called inside a transaction.
pub async fn read(db: &mut Database, version: Version) -> Result<Stored, LakeError> {
    check_version(db, version).await?;
    let lake_tables = schema::read(db, version).await?;
    check_inlined(db, version, &lake_tables).await?;
    let by_id: BTreeMap<i64, (&'static TableDef, &LakeTable)> = lake_tables
        .iter()
        .filter_map(|(name, found)| tables::by_name(name).map(|table| (found.id, (table, found))))
        .collect();
    let mut result = BTreeMap::new();
    for (table, found) in by_id.values() {
        let fields: Vec<Field> = table
            .columns
            .iter()
            .filter(|column| found.columns.contains_key(column.name))
            .map(|column| Field::new(column.name, column.kind.arrow(), true))
            .collect();
        let files = TableFiles { table, schema: Arc::new(Schema::new(fields)), files: Vec::new() };
        result.insert(table.name.to_owned(), files);
    }
    let quarters = quarters(db, version).await?;
    let mut stats = file_stats(db, version, &by_id).await?;
    let mut deleted = BTreeMap::new();
    for row in data_files(db, version).await? {
        let Some((table, found)) = row.int(1).and_then(|id| by_id.get(&id)) else { continue };
        let (file, gone) = data_file(&row, version, table, found)?;
        let quarter = quarters.get(&file.id);
        let file = DataFile {
            stats: stats.remove(&file.id).unwrap_or_default(),
            sorted: quarter.is_some(),
            quarter: quarter.cloned().flatten(),
            ..file
        };
        if let Some(gone) = gone {
            deleted.insert(file.id, gone);
        }
        if let Some(entry) = result.get_mut(table.name) {
            entry.files.push(file);
        }
    }
    for table in result.values_mut() {
        let order = table.table.order;
        table.files.sort_by(|a, b| place(a, b, order));
    }
    Ok(Stored { version: LakeVersion { version, tables: result }, deleted })
}

/// Where files of one table stand to each other: by quarter, then by the table's order, then by number. A file's
/// bounds in a later column say something about its place only while all its rows agree in the columns before.
fn place(a: &DataFile, b: &DataFile, order: &[&str]) -> Ordering {
    let by_quarter = a.quarter.cmp(&b.quarter);
    if by_quarter.is_ne() {
        return by_quarter;
    }
    for column in order {
        let (Some(a), Some(b)) = (a.stats.get(*column), b.stats.get(*column)) else { break };
        let has_null = |stats: &ColumnStats| stats.null_count != Some(0);
        // NULL is last, so a file that also holds NULL comes after one that does not.
        let by_column = bound(a.min.as_ref(), b.min.as_ref())
            .then(has_null(a).cmp(&has_null(b)))
            .then_with(|| bound(a.max.as_ref(), b.max.as_ref()));
        if by_column.is_ne() {
            return by_column;
        }
        if has_null(a) || a.min != a.max {
            break;
        }
    }
    a.id.cmp(&b.id)
}

/// Compares two bounds; none (all NULL) is last.
fn bound(a: Option<&Scalar>, b: Option<&Scalar>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.compare(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

/// Refuses a version that is not in the lake.
pub async fn check_version(db: &mut Database, version: Version) -> Result<(), LakeError> {
    let sql = "SELECT count(CASE WHEN snapshot_id = $1 THEN 1 END), min(snapshot_id), max(snapshot_id) \
               FROM ducklake_snapshot";
    let rows = db.fetch("looking for the version", sql, &[version.into()]).await?;
    let number = |place| rows.first().and_then(|row| row.int(place)).unwrap_or(0);
    if number(0) == 1 {
        Ok(())
    } else {
        Err(LakeError::UnknownVersion { version, oldest: number(1), latest: number(2) })
    }
}

/// Rows, and deletions of rows, kept inside the catalogue, which a DuckDB session with other settings may have written:
/// in tables `ducklake_inlined_data_TABLE_SCHEMA` and `ducklake_inlined_delete_TABLE`.
async fn check_inlined(
    db: &mut Database,
    version: Version,
    found: &BTreeMap<&'static str, LakeTable>,
) -> Result<(), LakeError> {
    for inlined in db.tables_beginning("ducklake_inlined_").await? {
        let mut words = inlined.split('_').skip(2);
        let visible = match words.next() {
            Some("data") => "begin_snapshot <= $1 AND (end_snapshot IS NULL OR end_snapshot > $1)",
            Some("delete") => "begin_snapshot <= $1",
            _ => continue,
        };
        let Some(id) = words.next().and_then(|id| id.parse::<i64>().ok()) else { continue };
        let Some((name, _)) = found.iter().find(|(_, table)| table.id == id) else { continue };
        if words.any(|word| word.parse::<i64>().is_err()) {
            continue;
        }
        let sql = format!("SELECT count(*) FROM {inlined} WHERE {visible}");
        let count = db.fetch("counting inlined rows", &sql, &[version.into()]).await?;
        if count.first().and_then(|row| row.int(0)).unwrap_or(0) > 0 {
            return Err(foreign(
                name,
                "DuckDB kept rows or deletions inside the catalogue instead of in files",
                "In DuckDB run CALL ducklake_flush_inlined_data('lake') and set data_inlining_row_limit back to 0",
            ));
        }
    }
    Ok(())
}

/// A version's files as SQL: alive at `$1`.
const ALIVE: &str = "f.begin_snapshot <= $1 AND (f.end_snapshot IS NULL OR f.end_snapshot > $1)";

async fn data_files(db: &mut Database, version: Version) -> Result<Vec<Row>, LakeError> {
    let sql = format!(
        "SELECT f.data_file_id, f.table_id, f.path, \
         CAST(CASE WHEN f.path_is_relative THEN 1 ELSE 0 END AS BIGINT), f.file_format, f.record_count, \
         f.file_size_bytes, f.encryption_key, f.mapping_id, f.partial_max, d.path, \
         CAST(CASE WHEN d.path_is_relative THEN 1 ELSE 0 END AS BIGINT), d.format, d.delete_count, d.partial_max \
         FROM ducklake_data_file f \
         LEFT JOIN ducklake_delete_file d ON d.data_file_id = f.data_file_id AND d.begin_snapshot <= $1 \
         AND (d.end_snapshot IS NULL OR d.end_snapshot > $1) \
         WHERE {ALIVE} ORDER BY f.data_file_id"
    );
    db.fetch("reading the files", &sql, &[version.into()]).await
}

/// One row of [`data_files`].
fn data_file(
    row: &Row,
    version: Version,
    table: &TableDef,
    found: &LakeTable,
) -> Result<(DataFile, Option<DeletedRows>), LakeError> {
    let (Some(id), Some(path)) = (row.int(0), row.text(2)) else {
        return Err(foreign(table.name, "a file has no path", "Restore the lake from a backup"));
    };
    let refuse = |what: &str, advice: &str| Err(foreign(table.name, &format!("{path} {what}"), advice));
    if row.int(3) != Some(1) {
        return refuse("lies outside the lake's data folder", "Insert its rows with INSERT … SELECT instead");
    }
    if row.text(7).is_some() {
        return refuse("is encrypted", "Write to the lake without encryption");
    }
    if row.int(8).is_some() {
        return refuse("was added with its own column names", "Insert its rows with INSERT … SELECT instead");
    }
    if row.text(4).is_some_and(|format| !format.eq_ignore_ascii_case("parquet")) {
        return refuse("is not a Parquet file", "Insert its rows with INSERT … SELECT instead");
    }
    let newest = row.int(9).into_iter().chain(row.int(14)).max();
    if newest.is_some_and(|newest| newest > version) {
        return refuse("was merged by DuckDB with files of later versions", "Use a later version");
    }
    let count = |place| row.int(place).and_then(|count| u64::try_from(count).ok()).unwrap_or(0);
    let gone = row.text(10).map(|path| DeletedRows {
        path: if row.int(11) == Some(1) { format!("{}{path}", found.folder) } else { path.to_owned() },
        format: row.text(12).unwrap_or("parquet").to_owned(),
        rows: count(13),
    });
    let file = DataFile {
        id,
        path: format!("{}{path}", found.folder),
        rows: count(5),
        bytes: count(6),
        stats: BTreeMap::new(),
        sorted: false,
        quarter: None,
    };
    Ok((file, gone))
}

/// Our own files with their quarters.
async fn quarters(db: &mut Database, version: Version) -> Result<BTreeMap<i64, Option<String>>, LakeError> {
    if !db.has_table("mingjian_file").await? {
        return Ok(BTreeMap::new());
    }
    let sql = format!(
        "SELECT f.data_file_id, o.quarter FROM ducklake_data_file f \
         JOIN mingjian_file o ON o.data_file_id = f.data_file_id WHERE {ALIVE}"
    );
    let rows = db.fetch("reading the files", &sql, &[version.into()]).await?;
    Ok(rows.iter().filter_map(|row| Some((row.int(0)?, row.text(1).map(str::to_owned)))).collect())
}

type StatsByFile = BTreeMap<i64, BTreeMap<String, ColumnStats>>;

async fn file_stats(
    db: &mut Database,
    version: Version,
    by_id: &BTreeMap<i64, (&'static TableDef, &LakeTable)>,
) -> Result<StatsByFile, LakeError> {
    let sql = format!(
        "SELECT s.data_file_id, s.table_id, s.column_id, s.null_count, s.min_value, s.max_value \
         FROM ducklake_file_column_stats s JOIN ducklake_data_file f ON f.data_file_id = s.data_file_id \
         WHERE {ALIVE}"
    );
    let rows = db.fetch("reading the statistics", &sql, &[version.into()]).await?;
    let mut stats = StatsByFile::new();
    for row in &rows {
        let Some((table, found)) = row.int(1).and_then(|id| by_id.get(&id)) else { continue };
        let column = found.columns.iter().find(|(_, id)| Some(**id) == row.int(2)).map(|(name, _)| *name);
        let (Some(file), Some(column)) = (row.int(0), column.and_then(|name| table.column(name))) else { continue };
        let value = |place| row.text(place).and_then(|text| Scalar::parse(column.kind, text));
        let (min, max) = (value(4), value(5));
        let short = |value: &Option<Scalar>| match value {
            Some(Scalar::Text(text)) => text.chars().count() < TEXT_BOUND_CHARS,
            other => other.is_some(),
        };
        let exact = short(&min) && short(&max);
        let null_count = row.int(3).and_then(|count| u64::try_from(count).ok());
        stats.entry(file).or_default().insert(column.name.to_owned(), ColumnStats { min, max, null_count, exact });
    }
    Ok(stats)
}
