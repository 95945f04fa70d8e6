//! Reading rows of a version without an engine.

use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions, new_null_array};
use arrow::compute::cast;
use arrow::datatypes::{Field, Schema, SchemaRef};
use futures::stream::BoxStream;
use futures::{StreamExt as _, TryStreamExt as _};
use model::{ColumnDef, TableDef, tables};
use object_store::ObjectStore;
use object_store::path::Path;
use parquet::arrow::{ParquetRecordBatchStreamBuilder, ProjectionMask};

use crate::error::LakeError;
use crate::lake::Lake;
use crate::storage::StoredFile;
use crate::version::{DataFile, LakeVersion};

/// Rows, batch by batch.
pub type BatchStream = BoxStream<'static, Result<RecordBatch, LakeError>>;

/// Rows in a batch read from a file.
pub const READ_ROWS: usize = 8_192;

impl Lake {
    /// The rows of a table at a version, file by file, with these columns in this order. A column that the lake, or a
    /// file, does not have reads as NULL.
    ///
    /// # Errors
    /// When the program knows no such table or column; the stream fails when a file cannot be read.
    pub fn scan(&self, version: &LakeVersion, table: &str, columns: &[&str]) -> Result<BatchStream, LakeError> {
        let (table, columns) = known_columns(table, columns)?;
        let files = version.files(table.name).to_vec();
        let store = self.storage().store();
        let streams = futures::stream::iter(files).then(move |file| {
            let (store, columns) = (Arc::clone(&store), columns.clone());
            async move { read_file(store, table, file, columns).await }
        });
        Ok(streams.try_flatten().boxed())
    }
}

impl Lake {
    /// The rows of one file of a version with these columns in this order, as [`Lake::scan`] gives them.
    ///
    /// # Errors
    /// As [`Lake::scan`].
    pub async fn scan_file(&self, table: &str, file: &DataFile, columns: &[&str]) -> Result<BatchStream, LakeError> {
        let (table, columns) = known_columns(table, columns)?;
        read_file(self.storage().store(), table, file.clone(), columns).await
    }
}

/// A table and its columns by name.
fn known_columns(table: &str, columns: &[&str]) -> Result<(&'static TableDef, Vec<&'static ColumnDef>), LakeError> {
    let unknown = |what, name: &str| LakeError::Unknown { what, name: name.to_owned() };
    let table = tables::by_name(table).ok_or_else(|| unknown("table", table))?;
    let columns = columns
        .iter()
        .map(|name| table.column(name).ok_or_else(|| unknown("column", &format!("{}.{name}", table.name))))
        .collect::<Result<_, _>>()?;
    Ok((table, columns))
}

/// The rows of one file with these columns.
pub async fn read_file(
    store: Arc<dyn ObjectStore>,
    table: &'static TableDef,
    file: DataFile,
    columns: Vec<&'static ColumnDef>,
) -> Result<BatchStream, LakeError> {
    let path = file.path;
    let reader = StoredFile { store, path: Path::from(path.as_str()), bytes: file.bytes };
    let failed = |error| LakeError::parquet(&path, error);
    let builder = ParquetRecordBatchStreamBuilder::new(reader).await.map_err(failed)?;
    let present: Vec<&str> =
        columns.iter().map(|column| column.name).filter(|name| builder.schema().index_of(name).is_ok()).collect();
    let mask = ProjectionMask::columns(builder.parquet_schema(), present);
    let stream = builder.with_projection(mask).with_batch_size(READ_ROWS).build().map_err(failed)?;
    let schema = schema_of(&columns);
    let batches = stream.map(move |batch| {
        let batch = batch.map_err(|error| LakeError::parquet(&path, error))?;
        conform(table, &columns, &schema, &batch)
    });
    Ok(batches.boxed())
}

fn schema_of(columns: &[&'static ColumnDef]) -> SchemaRef {
    let fields: Vec<Field> = columns.iter().map(|column| Field::new(column.name, column.kind.arrow(), true)).collect();
    Arc::new(Schema::new(fields))
}

/// The columns as the program knows them: types aligned, absent ones NULL.
fn conform(
    table: &'static TableDef,
    columns: &[&'static ColumnDef],
    schema: &SchemaRef,
    batch: &RecordBatch,
) -> Result<RecordBatch, LakeError> {
    let failed = |source| LakeError::Arrow { table: table.name.to_owned(), source };
    let arrays: Vec<ArrayRef> = columns
        .iter()
        .map(|column| match batch.column_by_name(column.name) {
            Some(array) if *array.data_type() == column.kind.arrow() => Ok(Arc::clone(array)),
            Some(array) => cast(array, &column.kind.arrow()),
            None => Ok(new_null_array(&column.kind.arrow(), batch.num_rows())),
        })
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(Arc::clone(schema), arrays, &options).map_err(failed)
}
