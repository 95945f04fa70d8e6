//! Columns, tables and the records that fill them: one declaration gives the Rust struct, the Arrow schema,
//! the entry of the data dictionary and the way into a batch.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, RecordBatch, StringBuilder,
    TimestampMicrosecondBuilder,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use arrow::error::ArrowError;

use crate::{Day, Micros};

/// What a column holds. Every column may be NULL: unknown is NULL, never 0 and never the empty string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// UTF-8 text.
    Text,
    /// 64-bit integer.
    Int,
    /// 64-bit float.
    Float,
    /// True, false or unknown.
    Bool,
    /// An instant in UTC microseconds.
    Time,
    /// A day in UTC+8.
    Day,
}

impl ColumnType {
    /// The Arrow type of the column in memory and in Parquet.
    #[must_use]
    pub fn arrow(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Int => DataType::Int64,
            Self::Float => DataType::Float64,
            Self::Bool => DataType::Boolean,
            Self::Time => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Self::Day => DataType::Date32,
        }
    }

    /// The name of the type in the data dictionary.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Int => "integer",
            Self::Float => "number",
            Self::Bool => "yes/no",
            Self::Time => "instant (UTC)",
            Self::Day => "day (UTC+8)",
        }
    }
}

/// One column of a table.
#[derive(Debug)]
pub struct ColumnDef {
    /// Name in SQL, JSON and CSV.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnType,
    /// What it means, with unit and closed list where it has one.
    pub doc: &'static str,
}

/// One table of the lake.
#[derive(Debug)]
pub struct TableDef {
    /// Name in SQL and in the catalogue.
    pub name: &'static str,
    /// The name people read.
    pub chinese: &'static str,
    /// What one row is.
    pub doc: &'static str,
    /// The column that names a row: two rows with one key are the same row.
    pub key: &'static str,
    /// The columns files are sorted by.
    pub order: &'static [&'static str],
    /// The `Time` column whose quarter (UTC+8) partitions the files, where the table is partitioned.
    pub partition: Option<&'static str>,
    /// Its columns, in order.
    pub columns: &'static [ColumnDef],
}

impl TableDef {
    /// The Arrow schema of the table.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        let fields: Vec<Field> =
            self.columns.iter().map(|column| Field::new(column.name, column.kind.arrow(), true)).collect();
        Arc::new(Schema::new(fields))
    }

    /// The column with this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static ColumnDef> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// A value on its way into a column.
pub trait Cell {
    /// Appends the value, or NULL, to the builder of its column.
    fn append_to(&self, builder: &mut ColumnBuilder);

    /// Appends the value as [`crate::content`] writes it; nothing for NULL.
    fn write_to(&self, name: &str, content: &mut String);
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
        }
    }
}

macro_rules! cells {
    ($($rust:ty => $variant:ident |$value:ident| $convert:expr, $shown:expr;)*) => {$(
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
        }
    )*};
}

cells! {
    String => Text |value| value.as_str(), value;
    i64 => Int |value| *value, value;
    f64 => Float |value| *value, value;
    bool => Bool |value| *value, value;
    Micros => Time |value| value.0, value.0;
    Day => Day |value| value.0, value.0;
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

/// Declares the tables of the lake. See `tables.rs` for the form.
macro_rules! tables {
    ($(
        $(#[doc = $doc:literal])+
        $record:ident = $name:ident $chinese:literal
            key $key:ident order [$($order:ident),*] $(quarter $partition:ident)?
        {
            $( $(#[doc = $column_doc:literal])+ $column:ident: $kind:ident; )*
        }
    )*) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, Default, PartialEq)]
            pub struct $record {
                $( $(#[doc = $column_doc])+ pub $column: Option<tables!(@rust $kind)>, )*
            }

            impl $crate::columns::Record for $record {
                const TABLE: &'static $crate::columns::TableDef = &$crate::columns::TableDef {
                    name: stringify!($name),
                    chinese: $chinese,
                    doc: concat!($($doc,)+),
                    key: stringify!($key),
                    order: &[$(stringify!($order)),*],
                    partition: tables!(@option $($partition)?),
                    columns: &[$($crate::columns::ColumnDef {
                        name: stringify!($column),
                        kind: $crate::columns::ColumnType::$kind,
                        doc: concat!($($column_doc,)+),
                    },)*],
                };

                fn append_to(&self, builders: &mut [$crate::columns::ColumnBuilder]) {
                    let mut builders = builders.iter_mut();
                    $( if let Some(builder) = builders.next() {
                        $crate::columns::Cell::append_to(&self.$column, builder);
                    } )*
                }

                fn write_to(&self, content: &mut String) {
                    $( $crate::columns::Cell::write_to(&self.$column, stringify!($column), content); )*
                }

                fn key(&self) -> Option<&str> {
                    self.$key.as_deref()
                }
            }
        )*

        /// Every table of the lake, in the order the data flows.
        pub static ALL: &[&$crate::columns::TableDef] = &[$(<$record as $crate::columns::Record>::TABLE,)*];
    };
    (@option) => { None };
    (@option $partition:ident) => { Some(stringify!($partition)) };
    (@rust Text) => { String };
    (@rust Int) => { i64 };
    (@rust Float) => { f64 };
    (@rust Bool) => { bool };
    (@rust Time) => { $crate::time::Micros };
    (@rust Day) => { $crate::time::Day };
}
pub(crate) use tables;
