//! Columns, tables and the records that fill them: one declaration gives the Rust struct, the Arrow schema,
//! the entry of the data dictionary and the way into a batch.

mod rows;

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};

pub use rows::{BatchBuilder, Cell, ColumnBuilder, Record, records};

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
    /// Bytes whose format the column says.
    Bytes,
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
            Self::Bytes => DataType::Binary,
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
            Self::Bytes => "bytes",
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

                fn read(columns: &[Option<::arrow::array::ArrayRef>], row: usize) -> Self {
                    let mut columns = columns.iter();
                    Self {
                        $( $column: $crate::columns::Cell::read(columns.next().and_then(Option::as_deref), row), )*
                    }
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
    (@rust Bytes) => { Vec<u8> };
}
pub(crate) use tables;
