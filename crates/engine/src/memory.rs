//! Tables from rows in memory: for cases, and for tables a version of the lake does not have.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow::array::{RecordBatch, StringViewArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use datafusion::catalog::TableProvider;
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use model::TableDef;

use crate::EngineError;

/// The schema the engine reads a table with: text as string views, as the Parquet reader gives it.
pub(crate) fn engine_schema(table: &TableDef) -> SchemaRef {
    let fields = table.schema().fields().iter().map(|field| viewed(field)).collect::<Vec<_>>();
    Arc::new(Schema::new(fields))
}

fn viewed(field: &Field) -> Field {
    match field.data_type() {
        DataType::Utf8 => field.clone().with_data_type(DataType::Utf8View),
        _ => field.clone(),
    }
}

/// The schema with every column nullable: a planner's guess that a column is never NULL does not bind the rows.
pub(crate) fn nullable(schema: &SchemaRef) -> SchemaRef {
    let fields = schema.fields().iter().map(|field| field.as_ref().clone().with_nullable(true)).collect::<Vec<_>>();
    Arc::new(Schema::new(fields))
}

/// A table over batches in partitions, columns by place; text is cast between its Arrow forms where needed.
pub(crate) fn table(schema: &SchemaRef, partitions: &[Vec<RecordBatch>]) -> Result<MemTable, DataFusionError> {
    let partitions = partitions.iter().map(|batches| fit(schema, batches)).collect::<Result<Vec<_>, ArrowError>>()?;
    MemTable::try_new(Arc::clone(schema), partitions)
}

/// Batches with exactly the columns of the schema, by place.
pub(crate) fn fit(schema: &SchemaRef, batches: &[RecordBatch]) -> Result<Vec<RecordBatch>, ArrowError> {
    let fit = |batch: &RecordBatch| {
        let columns =
            batch.columns().iter().zip(schema.fields()).map(|(column, field)| cast(column, field.data_type()));
        RecordBatch::try_new(Arc::clone(schema), columns.collect::<Result<Vec<_>, ArrowError>>()?)
    };
    batches.iter().map(fit).collect()
}

/// A table with the one column `key`.
pub(crate) fn keys(keys: &BTreeSet<String>) -> Result<MemTable, DataFusionError> {
    let schema = Arc::new(Schema::new(vec![Field::new("key", DataType::Utf8View, false)]));
    let column: StringViewArray = keys.iter().map(|key| Some(key.as_str())).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), vec![Arc::new(column)])?;
    MemTable::try_new(schema, vec![vec![batch]])
}

/// A table over batches of the table's columns (by name; a column that is absent is NULL).
pub(crate) fn provider(table: &TableDef, batches: &[RecordBatch]) -> Result<Arc<dyn TableProvider>, EngineError> {
    let schema = engine_schema(table);
    let fail = |message: String| EngineError::Run(format!("table {}: {message}", table.name));
    let mut rows = Vec::with_capacity(batches.len());
    for batch in batches {
        for field in batch.schema().fields() {
            if schema.index_of(field.name()).is_err() {
                return Err(fail(format!("has no column {}", field.name())));
            }
        }
        let columns = schema
            .fields()
            .iter()
            .map(|field| match batch.column_by_name(field.name()) {
                Some(column) => cast(column, field.data_type()),
                None => Ok(arrow::array::new_null_array(field.data_type(), batch.num_rows())),
            })
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| fail(error.to_string()))?;
        rows.push(RecordBatch::try_new(Arc::clone(&schema), columns).map_err(|error| fail(error.to_string()))?);
    }
    let table = MemTable::try_new(schema, vec![rows]).map_err(|error| fail(error.to_string()))?;
    Ok(Arc::new(table))
}
