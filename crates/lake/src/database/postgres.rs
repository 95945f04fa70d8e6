//! The catalogue in a PostgreSQL database. Which schema it uses is the URL's business
//! (`?options=-csearch_path%3Dlake`).

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgRow};
use sqlx::{AssertSqlSafe, ConnectOptions as _, PgConnection, Row as _, TypeInfo as _, ValueRef as _};

use super::sqlite::bound;
use super::{Handle, Row, Value};
use crate::error::LakeError;

pub(super) async fn connect(url: &str, place: &str, busy_timeout: Duration) -> Result<Handle, LakeError> {
    let failed = |error| LakeError::catalogue(place, "connecting to it", error);
    let options = PgConnectOptions::from_str(url).map_err(failed)?;
    let mut connection = options.application_name("mingjian").connect().await.map_err(failed)?;
    let settings = [
        // Instants are compared and shown as text, so everybody must write them in one zone.
        "SET TIME ZONE 'UTC'".to_owned(),
        format!("SET lock_timeout = {}", busy_timeout.as_millis().min(2_000_000_000)),
    ];
    for sql in &settings {
        execute(&mut connection, sql, &[]).await.map_err(failed)?;
    }
    Ok(Handle::Postgres(connection))
}

pub(super) async fn execute(connection: &mut PgConnection, sql: &str, values: &[Value]) -> Result<u64, sqlx::Error> {
    bound!(sql, values).execute(connection).await.map(|done| done.rows_affected())
}

pub(super) async fn fetch(connection: &mut PgConnection, sql: &str, values: &[Value]) -> Result<Vec<Row>, sqlx::Error> {
    let rows: Vec<PgRow> = bound!(sql, values).fetch_all(connection).await?;
    rows.iter().map(read_row).collect()
}

fn read_row(row: &PgRow) -> Result<Row, sqlx::Error> {
    let mut values = Vec::with_capacity(row.len());
    for place in 0..row.len() {
        let raw = row.try_get_raw(place)?;
        let is_integer = raw.type_info().name() == "INT8";
        values.push(if raw.is_null() {
            Value::Text(None)
        } else if is_integer {
            Value::Int(Some(row.try_get(place)?))
        } else {
            Value::Text(Some(row.try_get(place)?))
        });
    }
    Ok(Row(values))
}
