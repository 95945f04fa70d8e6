//! Rows on their way into Arrow columns: cells, records, and the builder of a batch.

use std::convert::identity;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BinaryArray, BinaryBuilder, BooleanArray, BooleanBuilder, Date32Array, Date32Builder,
    Float64Array, Float64Builder, Int64Array, Int64Builder, RecordBatch, StringArray, StringBuilder,
    TimestampMicrosecondArray, TimestampMicrosecondBuilder,
};
use arrow::error::ArrowError;

use super::{ColumnType, TableDef};
use crate::{Day, Micros};

/// A value on its way into a column.
pub trait Cell {
    /// Appends the value, or NULL, to the builder of its column.
    fn append_to(&self, builder: &mut ColumnBuilder);

    /// Appends the value as [`crate::content`] writes it; nothing for NULL.
    fn write_to(&self, name: &str, content: &mut String);

    /// The value in a row of a column; nothing where it is NULL, or the column is absent or of another type.
    fn read(column: Option<&dyn Array>, row: usize) -> Self;
}

/// The growing column of a batch.
#[derive(Debug)]
pub enum ColumnBuilder {
    /// See [`ColumnType::Text`].
    Text(StringBuilder),
    /// See [`ColumnType::Int`].
    Int(Int64Builder),
    /// See [`ColumnType::Float`].
    Float(Float64Builder),
    /// See [`ColumnType::Bool`].
    Bool(BooleanBuilder),
    /// See [`ColumnType::Time`].
    Time(TimestampMicrosecondBuilder),
    /// See [`ColumnType::Day`].
    Day(Date32Builder),
    /// See [`ColumnType::Bytes`].
    Bytes(BinaryBuilder),
}

impl ColumnBuilder {
    fn new(kind: ColumnType) -> Self {
        match kind {
            ColumnType::Text => Self::Text(StringBuilder::new()),
            ColumnType::Int => Self::Int(Int64Builder::new()),
            ColumnType::Float => Self::Float(Float64Builder::new()),
            ColumnType::Bool => Self::Bool(BooleanBuilder::new()),
            ColumnType::Time => Self::Time(TimestampMicrosecondBuilder::new().with_timezone("UTC")),
            ColumnType::Day => Self::Day(Date32Builder::new()),
            ColumnType::Bytes => Self::Bytes(BinaryBuilder::new()),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Int(builder) => Arc::new(builder.finish()),
            Self::Float(builder) => Arc::new(builder.finish()),
            Self::Bool(builder) => Arc::new(builder.finish()),
            Self::Time(builder) => Arc::new(builder.finish()),
            Self::Day(builder) => Arc::new(builder.finish()),
            Self::Bytes(builder) => Arc::new(builder.finish()),
        }
    }
}

macro_rules! cells {
    ($($rust:ty => $variant:ident |$value:ident| $convert:expr, $shown:expr, $array:ty => $back:expr;)*) => {$(
        impl Cell for Option<$rust> {
            fn append_to(&self, builder: &mut ColumnBuilder) {
                // The declaration of the table pairs field and column, so another variant cannot occur.
                if let ColumnBuilder::$variant(builder) = builder {
                    builder.append_option(self.as_ref().map(|$value| $convert));
                }
            }

            fn write_to(&self, name: &str, content: &mut String) {
                if let Some($value) = self {
                    crate::content::write_value(name, $shown, content);
                }
            }

            fn read(column: Option<&dyn Array>, row: usize) -> Self {
                let column = column?.as_any().downcast_ref::<$array>()?;
                column.is_valid(row).then(|| $back(column.value(row)))
            }
        }
    )*};
}

cells! {
    String => Text |value| value.as_str(), value, StringArray => str::to_owned;
    i64 => Int |value| *value, value, Int64Array => identity;
    f64 => Float |value| *value, value, Float64Array => identity;
    bool => Bool |value| *value, value, BooleanArray => identity;
    Micros => Time |value| value.0, value.0, TimestampMicrosecondArray => Micros;
    Day => Day |value| value.0, value.0, Date32Array => Day;
    Vec<u8> => Bytes |value| value.as_slice(), crate::id::bytes_hash_hex(value), BinaryArray => <[u8]>::to_vec;
}

/// A row of a table as a Rust value; the struct and this impl come from the `tables!` declaration.
pub trait Record: Default + Clone + Send + 'static {
    /// The table it belongs to.
    const TABLE: &'static TableDef;

    /// Appends every column, in the table's order.
    fn append_to(&self, builders: &mut [ColumnBuilder]);

    /// Appends what the row says, as [`crate::content`] writes it.
    fn write_to(&self, content: &mut String);

    /// The value of the key column.
    fn key(&self) -> Option<&str>;

    /// A row of columns that stand in the table's order; an absent one reads as NULL.
    fn read(columns: &[Option<ArrayRef>], row: usize) -> Self;
}

/// The rows of a batch as records. Columns are found by name; those the batch does not have read as NULL.
pub fn records<R: Record>(batch: &RecordBatch) -> impl Iterator<Item = R> + use<R> {
    let columns: Vec<Option<ArrayRef>> =
        R::TABLE.columns.iter().map(|column| batch.column_by_name(column.name).cloned()).collect();
    (0..batch.num_rows()).map(move |row| R::read(&columns, row))
}

/// Gathers records of one table into Arrow batches.
#[derive(Debug)]
pub struct BatchBuilder {
    table: &'static TableDef,
    builders: Vec<ColumnBuilder>,
    rows: usize,
}

impl BatchBuilder {
    /// An empty batch of the table.
    #[must_use]
    pub fn new(table: &'static TableDef) -> Self {
        let builders = table.columns.iter().map(|column| ColumnBuilder::new(column.kind)).collect();
        Self { table, builders, rows: 0 }
    }

    /// Adds a row. A record of another table is a mistake of the caller and is ignored in release builds.
    pub fn push<R: Record>(&mut self, record: &R) {
        debug_assert!(std::ptr::eq(R::TABLE, self.table) || R::TABLE.name == self.table.name);
        record.append_to(&mut self.builders);
        self.rows += 1;
    }

    /// Rows gathered so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The gathered rows as a batch; the builder is empty afterwards.
    ///
    /// # Errors
    /// Only if the columns came out of step, which the `tables!` declaration rules out.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        let columns = self.builders.iter_mut().map(ColumnBuilder::finish).collect();
        RecordBatch::try_new(self.table.schema(), columns)
    }
}
