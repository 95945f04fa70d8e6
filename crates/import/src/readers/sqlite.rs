//! SQLite files of collectors: opened read-only and immutable, streamed row by row.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use futures::TryStreamExt;
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row as _, SqliteConnection, TypeInfo, ValueRef};

use crate::error::ReadError;
use crate::row::{Cell, Header};

fn broken(error: &sqlx::Error) -> ReadError {
    ReadError::Container { container: "sqlite", message: error.to_string() }
}

/// Runs the reading on a small runtime of its own: formats are plain functions, and the caller is a blocking thread.
fn block_on<T>(future: impl Future<Output = Result<T, ReadError>>) -> Result<T, ReadError> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| ReadError::Container { container: "sqlite", message: error.to_string() })?
        .block_on(future)
}

async fn open(path: &Path) -> Result<SqliteConnection, ReadError> {
    // Immutable: no lock, no journal, not a byte beside the file is written.
    SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .immutable(true)
        .create_if_missing(false)
        .connect()
        .await
        .map_err(|error| broken(&error))
}

/// The tables and their columns.
///
/// # Errors
/// When the file is no database or broken.
pub fn tables(path: &Path) -> Result<BTreeMap<String, Vec<String>>, ReadError> {
    block_on(async {
        let mut connection = open(path).await?;
        let rows = sqlx::query(
            "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.name, c.cid",
        )
        .fetch_all(&mut connection)
        .await
        .map_err(|error| broken(&error))?;
        let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in rows {
            let table: String = row.try_get(0).map_err(|error| broken(&error))?;
            let column: String = row.try_get(1).map_err(|error| broken(&error))?;
            tables.entry(table).or_default().push(column);
        }
        // Nothing was written, so a failing close loses nothing.
        let _ = connection.close().await;
        Ok(tables)
    })
}

/// The rows of one table, numbered from 1 in the order of the file.
///
/// # Errors
/// When the file is broken, or the receiver says so.
pub fn read_table(
    path: &Path,
    table: &str,
    on_row: &mut dyn FnMut(u64, Arc<Header>, Vec<Cell>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    block_on(async {
        let mut connection = open(path).await?;
        let statement = format!("SELECT * FROM \"{}\"", table.replace('"', "\"\""));
        let mut rows = sqlx::query(AssertSqlSafe(statement)).fetch(&mut connection);
        let mut header: Option<Arc<Header>> = None;
        let mut number = 0;
        while let Some(row) = rows.try_next().await.map_err(|error| broken(&error))? {
            number += 1;
            let header = header
                .get_or_insert_with(|| Arc::new(Header::new(row.columns().iter().map(sqlx::Column::name))))
                .clone();
            let cells = (0..row.len()).map(|column| cell(&row, column)).collect();
            on_row(number, header, cells)?;
        }
        Ok(())
    })
}

fn cell(row: &SqliteRow, column: usize) -> Cell {
    let Ok(value) = row.try_get_raw(column) else { return Cell::Empty };
    if value.is_null() {
        return Cell::Empty;
    }
    // SQLite types values, not columns, so the value itself is asked.
    match value.type_info().name() {
        "INTEGER" | "INT8" | "BIGINT" => row.try_get_unchecked::<i64, _>(column).map_or(Cell::Empty, Cell::Int),
        "REAL" => row.try_get_unchecked::<f64, _>(column).map_or(Cell::Empty, Cell::Float),
        _ => row
            .try_get_unchecked::<Vec<u8>, _>(column)
            .map_or(Cell::Empty, |bytes| Cell::Text(String::from_utf8_lossy(&bytes).into_owned())),
    }
}
