//! The tables and columns a lake has, and what it takes to bring it up to the program's.

use std::collections::BTreeMap;

use model::{ColumnDef, ColumnType, TableDef, tables};

use crate::database::Database;
use crate::error::LakeError;
use crate::version::Version;

/// A table of the program as the lake has it.
#[derive(Debug, Clone)]
pub struct LakeTable {
    /// Its number.
    pub id: i64,
    /// Its folder, relative to the data, ending with `/`.
    pub folder: String,
    /// Numbers of the program's columns it has.
    pub columns: BTreeMap<&'static str, i64>,
    /// The next number of a column, above all it ever had.
    pub next_column: i64,
    /// The next place of a column.
    pub next_order: i64,
}

/// Numbers of all columns of a table, those it has and those the next write adds.
pub type ColumnIds = BTreeMap<&'static str, i64>;

/// DuckLake's name for a type.
pub fn type_name(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Text => "varchar",
        ColumnType::Int => "int64",
        ColumnType::Float => "float64",
        ColumnType::Bool => "boolean",
        ColumnType::Time => "timestamptz",
        ColumnType::Day => "date",
        ColumnType::Bytes => "blob",
    }
}

/// The program's tables that the lake has at this version. Tables and columns the program does not know are left out.
pub async fn read(db: &mut Database, version: Version) -> Result<BTreeMap<&'static str, LakeTable>, LakeError> {
    let sql = "SELECT t.table_id, t.table_name, s.path, t.path, \
               CAST(CASE WHEN s.path_is_relative AND t.path_is_relative THEN 1 ELSE 0 END AS BIGINT) \
               FROM ducklake_table t JOIN ducklake_schema s ON s.schema_id = t.schema_id \
               WHERE s.schema_name = 'main' AND s.end_snapshot IS NULL \
               AND t.begin_snapshot <= $1 AND (t.end_snapshot IS NULL OR t.end_snapshot > $1)";
    let rows = db.fetch("reading the tables", sql, &[version.into()]).await?;
    let mut found = BTreeMap::new();
    for row in &rows {
        let (Some(id), Some(name)) = (row.int(0), row.text(1)) else { continue };
        let Some(table) = tables::by_name(name) else { continue };
        if row.int(4) != Some(1) {
            return Err(foreign(name, "its files lie outside the lake's data folder", "Move the table back in DuckDB"));
        }
        let folder = format!("{}{}", row.text(2).unwrap_or_default(), row.text(3).unwrap_or_default());
        let mut lake_table = LakeTable { id, folder, columns: BTreeMap::new(), next_column: 1, next_order: 1 };
        read_columns(db, version, table, &mut lake_table).await?;
        found.insert(table.name, lake_table);
    }
    Ok(found)
}

/// All columns the table ever had: files are read by column names, so a name must mean one column throughout.
async fn read_columns(
    db: &mut Database,
    version: Version,
    table: &'static TableDef,
    found: &mut LakeTable,
) -> Result<(), LakeError> {
    let sql = "SELECT column_id, column_name, column_type, column_order, begin_snapshot, end_snapshot, \
               initial_default \
               FROM ducklake_column WHERE table_id = $1 AND parent_column IS NULL ORDER BY begin_snapshot, column_id";
    let rows = db.fetch("reading the columns", sql, &[found.id.into()]).await?;
    let mut ids: BTreeMap<String, i64> = BTreeMap::new();
    let mut names: BTreeMap<i64, String> = BTreeMap::new();
    for row in &rows {
        let (Some(id), Some(name)) = (row.int(0), row.text(1)) else { continue };
        found.next_column = found.next_column.max(id.saturating_add(1));
        found.next_order = found.next_order.max(row.int(3).unwrap_or(0).saturating_add(1));
        if row.int(4).is_some_and(|begin| begin > version) {
            continue;
        }
        let known = table.column(name);
        let same_id = *ids.entry(name.to_owned()).or_insert(id) == id;
        let same_name = *names.entry(id).or_insert_with(|| name.to_owned()) == name;
        if (!same_id || !same_name) && (known.is_some() || names.get(&id).is_some_and(|n| table.column(n).is_some())) {
            let what = format!("column `{name}` was renamed, or dropped and added again, by another program");
            return Err(foreign(table.name, &what, "Open an earlier version, or restore the lake from a backup"));
        }
        let Some(column) = known else { continue };
        if row.int(5).is_some_and(|end| end <= version) {
            found.columns.remove(column.name);
            continue;
        }
        let kind = row.text(2).unwrap_or_default();
        if !kind.eq_ignore_ascii_case(type_name(column.kind)) {
            let what = format!("column `{name}` is of type {kind}, not {}", type_name(column.kind));
            return Err(foreign(table.name, &what, "Change the type back in DuckDB (ALTER TABLE … ALTER … TYPE)"));
        }
        if row.text(6).is_some_and(|default| default != "NULL") {
            let what = format!("column `{name}` was added with a default for the rows before it");
            return Err(foreign(table.name, &what, "In DuckDB run CALL ducklake_rewrite_data_files('lake')"));
        }
        found.columns.insert(column.name, id);
    }
    Ok(())
}

/// The error about a change another program made.
pub fn foreign(table: &str, what: &str, advice: &str) -> LakeError {
    LakeError::Foreign { table: table.to_owned(), what: what.to_owned(), advice: advice.to_owned() }
}

/// The columns of a table that the lake lacks, with the numbers they will get.
pub fn missing(table: &'static TableDef, found: Option<&LakeTable>) -> Vec<(&'static ColumnDef, i64)> {
    let mut next = found.map_or(1, |found| found.next_column);
    let mut missing = Vec::new();
    for column in table.columns {
        if found.is_none_or(|found| !found.columns.contains_key(column.name)) {
            missing.push((column, next));
            next = next.saturating_add(1);
        }
    }
    missing
}

/// The numbers of all columns of a table once the lake is brought up to the program's.
pub fn column_ids(table: &'static TableDef, found: Option<&LakeTable>) -> ColumnIds {
    let mut ids: ColumnIds = found.map(|found| found.columns.clone()).unwrap_or_default();
    ids.extend(missing(table, found).into_iter().map(|(column, id)| (column.name, id)));
    ids
}

/// The folder of a table, relative to the data.
pub fn folder(table: &'static TableDef, found: Option<&LakeTable>) -> String {
    found.map_or_else(|| format!("main/{}/", table.name), |found| found.folder.clone())
}
