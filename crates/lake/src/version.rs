//! What a version of the lake consists of.

use std::collections::BTreeMap;

use arrow::datatypes::SchemaRef;
use model::TableDef;

use crate::scalar::Scalar;

/// The number of a version: a DuckLake snapshot over all tables.
pub type Version = i64;

/// One version: every table with its files.
#[derive(Debug, Clone)]
pub struct LakeVersion {
    /// Its number.
    pub version: Version,
    /// The tables the lake had at this version. A table that is absent here has no rows.
    pub tables: BTreeMap<String, TableFiles>,
}

impl LakeVersion {
    /// The files of a table, quarter by quarter in the table's order; none where the table is absent.
    #[must_use]
    pub fn files(&self, table: &str) -> &[DataFile] {
        self.tables.get(table).map_or(&[], |table| &table.files)
    }

    /// The rows of a table.
    #[must_use]
    pub fn rows(&self, table: &str) -> u64 {
        self.files(table).iter().map(|file| file.rows).sum()
    }
}

/// One table at one version.
#[derive(Debug, Clone)]
pub struct TableFiles {
    /// The table as the program knows it.
    pub table: &'static TableDef,
    /// Its columns in the program's order; a column this version lacks is absent.
    pub schema: SchemaRef,
    /// Its files, quarter by quarter, in the table's order as far as they do not overlap.
    pub files: Vec<DataFile>,
}

/// One Parquet file.
#[derive(Debug, Clone, PartialEq)]
pub struct DataFile {
    /// Its number in the catalogue.
    pub id: i64,
    /// Where it is, relative to the lake's data, with `/`.
    pub path: String,
    /// Rows in it.
    pub rows: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// What is known of its columns. A column that is absent here is either not in the file (it reads as NULL
    /// throughout) or not described.
    pub stats: BTreeMap<String, ColumnStats>,
    /// Its rows are sorted by the table's order, ascending, NULL last. Files of other programs are not.
    pub sorted: bool,
    /// The quarter (`2021Q1`, in UTC+8) all its rows lie in; `None` where the table is not partitioned, the rows have
    /// no time, or another program wrote the file.
    pub quarter: Option<String>,
}

/// What is known of one column of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnStats {
    /// No value is below; `None` where unknown or every value is NULL.
    pub min: Option<Scalar>,
    /// No value is above; `None` where unknown or every value is NULL.
    pub max: Option<Scalar>,
    /// How many values are NULL.
    pub null_count: Option<u64>,
    /// `min` and `max` are values of the column; otherwise they are only bounds (long text is cut).
    pub exact: bool,
}
