//! Sorting the rows of a run by their table's order.

use arrow::array::{ArrayRef, RecordBatch};
use arrow::compute::{SortOptions, interleave_record_batch};
use arrow::error::ArrowError;
use arrow::row::{RowConverter, Rows, SortField};
use model::TableDef;

use crate::error::LakeError;

/// Rows handed on at once.
pub const CHUNK_ROWS: usize = 8_192;

/// Makes values comparable that stand in the order's columns: ascending, NULL last.
pub struct Order {
    table: &'static TableDef,
    converter: RowConverter,
}

impl Order {
    /// The order of a table.
    pub fn new(table: &'static TableDef) -> Result<Self, LakeError> {
        let options = SortOptions { descending: false, nulls_first: false };
        let columns = table.order.iter().filter_map(|name| table.column(name));
        let fields = columns.map(|column| SortField::new_with_options(column.kind.arrow(), options)).collect();
        let converter = RowConverter::new(fields).map_err(|error| failed(table, error))?;
        Ok(Self { table, converter })
    }

    /// The rows of a batch, comparable with all others of this order.
    pub fn rows(&self, batch: &RecordBatch) -> Result<Rows, LakeError> {
        let columns: Vec<ArrayRef> =
            self.table.order.iter().filter_map(|name| batch.column_by_name(name).cloned()).collect();
        self.converter.convert_columns(&columns).map_err(|error| failed(self.table, error))
    }
}

fn failed(table: &'static TableDef, source: ArrowError) -> LakeError {
    LakeError::Arrow { table: table.name.to_owned(), source }
}

/// Rows of several batches in their sorted sequence.
pub struct Sorted {
    table: &'static TableDef,
    batches: Vec<RecordBatch>,
    sequence: Vec<(usize, usize)>,
}

impl Sorted {
    /// Sorts the rows; equal ones keep the sequence they came in.
    pub fn new(table: &'static TableDef, batches: Vec<RecordBatch>) -> Result<Self, LakeError> {
        let order = Order::new(table)?;
        let keys: Vec<Rows> = batches.iter().map(|batch| order.rows(batch)).collect::<Result<_, _>>()?;
        let mut sequence: Vec<(usize, usize)> = keys
            .iter()
            .enumerate()
            .flat_map(|(batch, rows)| (0..rows.num_rows()).map(move |row| (batch, row)))
            .collect();
        sequence.sort_unstable_by(|a, b| keys[a.0].row(a.1).cmp(&keys[b.0].row(b.1)).then(a.cmp(b)));
        Ok(Self { table, batches, sequence })
    }

    /// The sorted rows, some at a time.
    pub fn chunks(&self) -> impl Iterator<Item = Result<RecordBatch, LakeError>> {
        let batches: Vec<&RecordBatch> = self.batches.iter().collect();
        self.sequence
            .chunks(CHUNK_ROWS)
            .map(move |chunk| interleave_record_batch(&batches, chunk).map_err(|error| failed(self.table, error)))
    }
}
