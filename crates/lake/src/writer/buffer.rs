//! Rows in memory, by table and quarter.

use std::collections::BTreeMap;

use arrow::array::{AsArray as _, RecordBatch, UInt32Array};
use arrow::compute::take_record_batch;
use arrow::datatypes::TimestampMicrosecondType;
use model::{Micros, Quarter, TableDef};

use crate::error::LakeError;

#[derive(Debug)]
struct Part {
    table: &'static TableDef,
    batches: Vec<RecordBatch>,
    rows: usize,
    bytes: usize,
}

/// Rows that wait to be sorted and written.
#[derive(Debug, Default)]
pub struct Buffer {
    parts: BTreeMap<(&'static str, Option<Quarter>), Part>,
    rows: usize,
    bytes: usize,
}

impl Buffer {
    /// Rows in memory.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes rows, each to its quarter.
    pub fn add(&mut self, table: &'static TableDef, batch: &RecordBatch) -> Result<(), LakeError> {
        for (quarter, batch) in split(table, batch)? {
            let (rows, bytes) = (batch.num_rows(), batch.get_array_memory_size());
            let part = self.parts.entry((table.name, quarter)).or_insert_with(|| Part {
                table,
                batches: Vec::new(),
                rows: 0,
                bytes: 0,
            });
            part.batches.push(batch);
            part.rows += rows;
            part.bytes += bytes;
            self.rows += rows;
            self.bytes += bytes;
        }
        Ok(())
    }

    /// The part that takes the most memory; of equal ones the first. Writing large parts keeps files few.
    pub fn take_largest(&mut self) -> Option<(&'static TableDef, Option<Quarter>, Vec<RecordBatch>)> {
        let key = *self.parts.iter().rev().max_by_key(|(_, part)| (part.bytes, part.rows))?.0;
        let part = self.parts.remove(&key)?;
        self.rows -= part.rows;
        self.bytes -= part.bytes;
        Some((part.table, key.1, part.batches))
    }
}

/// The rows by quarter; those without a time by themselves. A table without a partition column stays whole.
fn split(table: &'static TableDef, batch: &RecordBatch) -> Result<Vec<(Option<Quarter>, RecordBatch)>, LakeError> {
    let column = table.partition.and_then(|name| batch.column_by_name(name));
    let Some(times) = column.and_then(|column| column.as_primitive_opt::<TimestampMicrosecondType>()) else {
        return Ok(if batch.num_rows() == 0 { Vec::new() } else { vec![(None, batch.clone())] });
    };
    let mut rows: BTreeMap<Option<Quarter>, Vec<u32>> = BTreeMap::new();
    let mut last = None;
    for (row, time) in (0_u32..).zip(times) {
        // Neighbours mostly share their day, and the calendar is asked once for it.
        let day = time.map(|time| Micros(time).day());
        let quarter = match last {
            Some((known, quarter)) if known == day => quarter,
            _ => day.map(model::Day::quarter),
        };
        last = Some((day, quarter));
        rows.entry(quarter).or_default().push(row);
    }
    if rows.len() == 1 {
        return Ok(rows.into_keys().map(|quarter| (quarter, batch.clone())).collect());
    }
    rows.into_iter()
        .map(|(quarter, rows)| {
            let part = take_record_batch(batch, &UInt32Array::from(rows));
            part.map(|part| (quarter, part)).map_err(|source| LakeError::Arrow { table: table.name.to_owned(), source })
        })
        .collect()
}
