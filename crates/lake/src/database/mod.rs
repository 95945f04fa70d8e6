//! The two databases a catalogue can live in, behind the few calls the catalogue needs.
//!
//! The statements are the common subset of SQLite and PostgreSQL. What differs is kept here: how a transaction takes
//! the write lock, and that PostgreSQL has types for instants and UUIDs where SQLite has text.

mod postgres;
mod sqlite;

use sqlx::Connection as _;

use crate::error::LakeError;
use crate::location::{CatalogLocation, LakeLocation};

/// A value on its way into a statement or out of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An integer or NULL.
    Int(Option<i64>),
    /// Text or NULL.
    Text(Option<String>),
    /// Yes, no or NULL.
    Bool(Option<bool>),
    /// An instant as text.
    Time(String),
    /// A UUID as text.
    Uuid(String),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(Some(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

/// NULL in a column of text.
pub const NULL_TEXT: Value = Value::Text(None);
/// NULL in a column of integers.
pub const NULL_INT: Value = Value::Int(None);

/// One row of an answer.
#[derive(Debug)]
pub struct Row(Vec<Value>);

impl Row {
    /// The integer in this place, if there is one.
    pub fn int(&self, place: usize) -> Option<i64> {
        match self.0.get(place) {
            Some(Value::Int(value)) => *value,
            _ => None,
        }
    }

    /// The text in this place, if there is one.
    pub fn text(&self, place: usize) -> Option<&str> {
        match self.0.get(place) {
            Some(Value::Text(Some(value))) => Some(value),
            _ => None,
        }
    }
}

enum Handle {
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

/// An open connection to the catalogue.
pub struct Database {
    handle: Handle,
    place: String,
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading an existing catalogue; works on a read-only folder.
    Read,
    /// Writing to an existing catalogue.
    Write,
    /// Writing; the SQLite file is made if it is absent.
    Create,
}

impl Database {
    /// Connects to the catalogue.
    pub async fn connect(location: &LakeLocation, access: Access) -> Result<Self, LakeError> {
        let place = location.name();
        let handle = match &location.catalog {
            CatalogLocation::Sqlite(path) => sqlite::connect(path, location.busy_timeout, access).await?,
            CatalogLocation::Postgres(url) => postgres::connect(url, &place, location.busy_timeout).await?,
        };
        Ok(Self { handle, place })
    }

    /// What the catalogue is called in messages.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Closes the connection in good order.
    pub async fn close(self) {
        // What had to be kept was committed before; a failure to say goodbye changes nothing.
        let _ = match self.handle {
            Handle::Sqlite(connection) => connection.close().await,
            Handle::Postgres(connection) => connection.close().await,
        };
    }

    /// Runs a statement; the number of rows it touched.
    pub async fn execute(&mut self, doing: &'static str, sql: &str, values: &[Value]) -> Result<u64, LakeError> {
        let result = match &mut self.handle {
            Handle::Sqlite(connection) => sqlite::execute(connection, sql, values).await,
            Handle::Postgres(connection) => postgres::execute(connection, sql, values).await,
        };
        result.map_err(|error| LakeError::catalogue(&self.place, doing, error))
    }

    /// Runs a query; all its rows. Columns must be integers or text.
    pub async fn fetch(&mut self, doing: &'static str, sql: &str, values: &[Value]) -> Result<Vec<Row>, LakeError> {
        let result = match &mut self.handle {
            Handle::Sqlite(connection) => sqlite::fetch(connection, sql, values).await,
            Handle::Postgres(connection) => postgres::fetch(connection, sql, values).await,
        };
        result.map_err(|error| LakeError::catalogue(&self.place, doing, error))
    }

    /// Inserts rows, many at a time. All rows have the values of `columns`, in order.
    pub async fn insert(&mut self, table: &str, columns: &[&str], rows: &[Vec<Value>]) -> Result<(), LakeError> {
        // SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
        let rows_at_once = (30_000 / columns.len().max(1)).clamp(1, 500);
        for chunk in rows.chunks(rows_at_once) {
            let mut sql = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
            let mut values = Vec::with_capacity(chunk.len() * columns.len());
            for (place, row) in chunk.iter().enumerate() {
                sql.push_str(if place == 0 { "(" } else { ", (" });
                for (column, value) in row.iter().enumerate() {
                    if column > 0 {
                        sql.push_str(", ");
                    }
                    values.push(value.clone());
                    sql.push_str(&self.placeholder(values.len(), value));
                }
                sql.push(')');
            }
            self.execute("writing to the catalogue", &sql, &values).await?;
        }
        Ok(())
    }

    fn placeholder(&self, number: usize, value: &Value) -> String {
        match (&self.handle, value) {
            (Handle::Postgres(_), Value::Time(_)) => format!("CAST(${number} AS TIMESTAMPTZ)"),
            (Handle::Postgres(_), Value::Uuid(_)) => format!("CAST(${number} AS UUID)"),
            _ => format!("${number}"),
        }
    }

    /// The type of a column in this database's own words.
    pub fn column_type(&self, common: &'static str) -> &'static str {
        match (&self.handle, common) {
            (Handle::Sqlite(_), "BOOLEAN") => "BIGINT",
            (Handle::Sqlite(_), "TIMESTAMPTZ" | "UUID") => "VARCHAR",
            (_, other) => other,
        }
    }

    /// Begins a transaction that sees one state of the catalogue.
    pub async fn begin_read(&mut self) -> Result<(), LakeError> {
        let sql = match self.handle {
            Handle::Sqlite(_) => "BEGIN",
            Handle::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.execute("beginning to read", sql, &[]).await.map(drop)
    }

    /// Begins a transaction that no other writer can enter.
    pub async fn begin_write(&mut self) -> Result<(), LakeError> {
        match self.handle {
            Handle::Sqlite(_) => self.execute("waiting for other writers", "BEGIN IMMEDIATE", &[]).await.map(drop),
            Handle::Postgres(_) => {
                self.execute("beginning to write", "BEGIN", &[]).await?;
                // A key of our own: it also serialises the very first writers, when there is no table to lock yet.
                let sql = "SELECT CAST(1 AS BIGINT) FROM pg_advisory_xact_lock(5629504872346)";
                self.fetch("waiting for other writers", sql, &[]).await.map(drop)
            }
        }
    }

    /// Keeps DuckDB's writers out until the transaction ends. SQLite's transaction does so already.
    pub async fn lock_snapshots(&mut self) -> Result<(), LakeError> {
        if matches!(self.handle, Handle::Postgres(_)) {
            let sql = "LOCK TABLE ducklake_snapshot IN SHARE ROW EXCLUSIVE MODE";
            self.execute("waiting for other writers", sql, &[]).await?;
        }
        Ok(())
    }

    /// Ends the transaction, keeping its changes.
    pub async fn commit(&mut self) -> Result<(), LakeError> {
        self.execute("committing", "COMMIT", &[]).await.map(drop)
    }

    /// Ends the transaction, dropping its changes. A failure is ignored: closing the connection does the same.
    pub async fn rollback(&mut self) {
        let _ = self.execute("taking back", "ROLLBACK", &[]).await;
    }

    /// Names of the catalogue's tables that begin like this.
    pub async fn tables_beginning(&mut self, beginning: &str) -> Result<Vec<String>, LakeError> {
        let sql = match self.handle {
            Handle::Sqlite(_) => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, length($1)) = $1 ORDER BY name"
            }
            Handle::Postgres(_) => {
                "SELECT CAST(table_name AS VARCHAR) FROM information_schema.tables \
                 WHERE table_schema = current_schema() AND substr(table_name, 1, length($1)) = $1 ORDER BY table_name"
            }
        };
        let rows = self.fetch("looking for tables", sql, &[beginning.into()]).await?;
        Ok(rows.iter().filter_map(|row| row.text(0).map(str::to_owned)).collect())
    }

    /// Whether the catalogue has this table.
    pub async fn has_table(&mut self, table: &str) -> Result<bool, LakeError> {
        let sql = match self.handle {
            Handle::Sqlite(_) => "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $1",
            Handle::Postgres(_) => {
                "SELECT count(*) FROM information_schema.tables \
                 WHERE table_schema = current_schema() AND table_name = $1"
            }
        };
        let rows = self.fetch("looking for tables", sql, &[table.into()]).await?;
        Ok(rows.first().and_then(|row| row.int(0)).unwrap_or(0) > 0)
    }
}
