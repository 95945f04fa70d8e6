//! The catalogue in a SQLite file.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteRow, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _, SqliteConnection, TypeInfo as _, ValueRef as _};

use super::{Access, Handle, Row, Value};
use crate::error::LakeError;

pub(super) async fn connect(path: &Path, busy_timeout: Duration, access: Access) -> Result<Handle, LakeError> {
    let place = path.display().to_string();
    match access {
        Access::Create => {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(|error| LakeError::io(folder, error))?;
            }
        }
        Access::Read | Access::Write if !path.is_file() => return Err(LakeError::NoLake { place }),
        Access::Read | Access::Write => {}
    }
    // A reader opens the file for writing too, where it may: after a crash the first to come, reader or not, has to take
    // back what the dead writer left half-done. Where it may not, SQLite opens the file for reading by itself.
    let mut options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(access == Access::Create)
        .busy_timeout(busy_timeout);
    if access != Access::Read {
        // The rollback journal, not the write-ahead log: a reader then needs no write permission, and DuckDB and
        // backups find one plain file. `Extra` also syncs the folder, so a commit survives a loss of power.
        options = options.journal_mode(SqliteJournalMode::Delete).synchronous(SqliteSynchronous::Extra);
    }
    match options.connect().await {
        Ok(connection) => Ok(Handle::Sqlite(connection)),
        Err(error) => {
            let code =
                error.as_database_error().and_then(sqlx::error::DatabaseError::code).map(std::borrow::Cow::into_owned);
            // 14: the file cannot be opened, which for a writer means that it may not write there.
            if access != Access::Read && code.as_deref() == Some("14") {
                return Err(LakeError::ReadOnly { place });
            }
            Err(LakeError::catalogue(&place, "opening it", error))
        }
    }
}

macro_rules! bound {
    ($sql:ident, $values:ident) => {{
        let mut query = sqlx::query(AssertSqlSafe($sql.to_owned()));
        for value in $values {
            query = match value {
                Value::Int(value) => query.bind(*value),
                Value::Text(value) => query.bind(value.clone()),
                Value::Bool(value) => query.bind(*value),
                Value::Time(value) | Value::Uuid(value) => query.bind(value.clone()),
            };
        }
        query
    }};
}
pub(super) use bound;

pub(super) async fn execute(
    connection: &mut SqliteConnection,
    sql: &str,
    values: &[Value],
) -> Result<u64, sqlx::Error> {
    bound!(sql, values).execute(connection).await.map(|done| done.rows_affected())
}

pub(super) async fn fetch(
    connection: &mut SqliteConnection,
    sql: &str,
    values: &[Value],
) -> Result<Vec<Row>, sqlx::Error> {
    let rows: Vec<SqliteRow> = bound!(sql, values).fetch_all(connection).await?;
    rows.iter().map(read_row).collect()
}

fn read_row(row: &SqliteRow) -> Result<Row, sqlx::Error> {
    let mut values = Vec::with_capacity(row.len());
    for place in 0..row.len() {
        let raw = row.try_get_raw(place)?;
        let is_integer = raw.type_info().name() == "INTEGER";
        values.push(if raw.is_null() {
            Value::Text(None)
        } else if is_integer {
            Value::Int(Some(row.try_get(place)?))
        } else {
            Value::Text(Some(row.try_get_unchecked(place)?))
        });
    }
    Ok(Row(values))
}
