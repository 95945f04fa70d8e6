//! DuckLake's summary of every table: rows, bytes, and the range of every column.

use std::collections::BTreeMap;

use super::commit::{Change, TableIds, signed};
use crate::database::{Database, NULL_TEXT, Value};
use crate::error::LakeError;
use crate::scalar::Scalar;
use crate::stats::{ColumnSummary, merge};

/// The next free row number of every table.
pub async fn next_rows(db: &mut Database) -> Result<BTreeMap<i64, i64>, LakeError> {
    let rows =
        db.fetch("reading the row counts", "SELECT table_id, next_row_id FROM ducklake_table_stats", &[]).await?;
    Ok(rows.iter().filter_map(|row| Some((row.int(0)?, row.int(1).unwrap_or(0)))).collect())
}

/// Takes the change into account.
pub async fn update(
    db: &mut Database,
    change: &Change,
    ids: &BTreeMap<&'static str, TableIds>,
) -> Result<(), LakeError> {
    for (name, table) in ids {
        let added: Vec<_> = change.added.iter().filter(|file| file.table.name == *name).collect();
        let ended: Vec<_> = change.ended.iter().filter(|file| file.table.name == *name).collect();
        if added.is_empty() && ended.is_empty() {
            continue;
        }
        let new_rows = signed(added.iter().map(|file| file.rows).sum());
        let old_rows = signed(ended.iter().map(|file| file.rows + file.deleted).sum());
        let new_bytes = signed(added.iter().map(|file| file.bytes).sum());
        let old_bytes = signed(ended.iter().map(|file| file.bytes).sum());
        let sql = "UPDATE ducklake_table_stats SET record_count = record_count + $1, \
                   next_row_id = next_row_id + $2, file_size_bytes = file_size_bytes + $3 WHERE table_id = $4";
        let values = [
            new_rows.saturating_sub(old_rows).into(),
            new_rows.into(),
            new_bytes.saturating_sub(old_bytes).into(),
            table.id.into(),
        ];
        if db.execute("counting rows", sql, &values).await? == 0 {
            let row = vec![table.id.into(), new_rows.into(), new_rows.into(), new_bytes.into()];
            let columns = ["table_id", "record_count", "next_row_id", "file_size_bytes"];
            db.insert("ducklake_table_stats", &columns, &[row]).await?;
        }
        if !added.is_empty() {
            let mut rows = Vec::new();
            let before = read_columns(db, table.id).await?;
            for (column, id) in &table.columns {
                let files = added.iter().filter_map(|file| file.stats.0.iter().find(|stats| stats.name == *column));
                let files: Vec<&ColumnSummary> = files.collect();
                rows.extend(joined(table.id, *id, before.get(id), &files));
            }
            let sql = "DELETE FROM ducklake_table_column_stats WHERE table_id = $1";
            db.execute("counting rows", sql, &[table.id.into()]).await?;
            rows.extend(before.into_iter().filter_map(|(id, before)| {
                // Columns of another program stay as they were.
                (!table.columns.values().any(|known| *known == id)).then(|| before.row(table.id, id))
            }));
            let columns =
                ["table_id", "column_id", "contains_null", "contains_nan", "min_value", "max_value", "extra_stats"];
            db.insert("ducklake_table_column_stats", &columns, &rows).await?;
        }
    }
    Ok(())
}

/// A column's summary as stored.
struct Stored {
    has_null: Option<bool>,
    has_nan: Option<bool>,
    min: Option<String>,
    max: Option<String>,
    extra: Option<String>,
}

impl Stored {
    fn row(&self, table: i64, column: i64) -> Vec<Value> {
        vec![
            table.into(),
            column.into(),
            Value::Bool(self.has_null),
            Value::Bool(self.has_nan),
            self.min.clone().into(),
            self.max.clone().into(),
            self.extra.clone().into(),
        ]
    }
}

async fn read_columns(db: &mut Database, table: i64) -> Result<BTreeMap<i64, Stored>, LakeError> {
    let sql = "SELECT column_id, CAST(CASE WHEN contains_null THEN 1 WHEN contains_null IS NOT NULL THEN 0 END AS BIGINT), \
               CAST(CASE WHEN contains_nan THEN 1 WHEN contains_nan IS NOT NULL THEN 0 END AS BIGINT), \
               min_value, max_value, extra_stats FROM ducklake_table_column_stats WHERE table_id = $1";
    let rows = db.fetch("reading the statistics", sql, &[table.into()]).await?;
    let stored = |row: &crate::database::Row| {
        let text = |place| row.text(place).map(str::to_owned);
        let flag = |place| row.int(place).map(|flag| flag != 0);
        Some((row.int(0)?, Stored { has_null: flag(1), has_nan: flag(2), min: text(3), max: text(4), extra: text(5) }))
    };
    Ok(rows.iter().filter_map(stored).collect())
}

/// The range of a column over what was there and what comes. The range only ever grows: older versions use it too.
fn joined(table: i64, id: i64, before: Option<&Stored>, files: &[&ColumnSummary]) -> Option<Vec<Value>> {
    let kind = files.first()?.kind;
    let bound = |text: Option<&String>| text.and_then(|text| Scalar::parse(kind, text));
    let (mut min, mut max) = (bound(before.and_then(|b| b.min.as_ref())), bound(before.and_then(|b| b.max.as_ref())));
    // A range of which one part is not known is not known.
    let mut known = before.is_none_or(|before| before.min.is_none() == min.is_none());
    for file in files {
        let (low, high) = (file.min_text(), file.max_text());
        let (low, high) = (bound(low.as_ref()), bound(high.as_ref()));
        known &= file.values == 0 || (low.is_some() && high.is_some());
        min = merge(min, low, Scalar::min);
        max = merge(max, high, Scalar::max);
    }
    let text = |value: Option<Scalar>| if known { value.as_ref().and_then(Scalar::render) } else { None };
    let any = |a: Option<bool>, b: bool| a.unwrap_or(false) || b;
    let has_null = any(before.and_then(|b| b.has_null), files.iter().any(|file| file.nulls > 0));
    let nan = files.iter().any(|file| file.nan == Some(true));
    let has_nan = files.iter().any(|file| file.nan.is_some()).then(|| any(before.and_then(|b| b.has_nan), nan));
    Some(vec![
        table.into(),
        id.into(),
        has_null.into(),
        Value::Bool(has_nan),
        text(min).into(),
        text(max).into(),
        NULL_TEXT,
    ])
}
