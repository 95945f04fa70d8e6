//! The gazetteer as a table: every administrative division, for rules about places.

use std::sync::{Arc, OnceLock};

use arrow::array::{ArrayRef, BooleanArray, RecordBatch, StringViewArray};
use arrow::datatypes::{DataType, Field, Schema};
use arrow::error::ArrowError;
use datafusion::catalog::TableProvider;
use text::gazetteer::{Division, Gazetteer};

use crate::{EngineError, memory};

/// Name of the table in SQL.
pub(crate) const NAME: &str = "divisions";

const TEXT_COLUMNS: [&str; 5] = ["code", "name", "short_name", "level", "parent"];

/// The table over the embedded gazetteer.
pub(crate) fn provider() -> Result<Arc<dyn TableProvider>, EngineError> {
    let fail = |error: &dyn std::fmt::Display| EngineError::Run(format!("table {NAME}: {error}"));
    let fields: Vec<Field> = TEXT_COLUMNS
        .iter()
        .map(|name| Field::new(*name, DataType::Utf8View, true))
        .chain([Field::new("fictional", DataType::Boolean, true)])
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let rows = embedded(&schema).map_err(|error| fail(&error))?;
    let table = memory::table(&schema, &[vec![rows]]).map_err(|error| fail(&error))?;
    Ok(Arc::new(table))
}

/// The embedded gazetteer, built once per process.
fn embedded(schema: &Arc<Schema>) -> Result<RecordBatch, ArrowError> {
    static BATCH: OnceLock<RecordBatch> = OnceLock::new();
    if let Some(batch) = BATCH.get() {
        return Ok(batch.clone());
    }
    let divisions = Gazetteer::embedded().divisions();
    let texts = |get: fn(&Division) -> Option<&'static str>| -> ArrayRef {
        Arc::new(divisions.iter().map(get).collect::<StringViewArray>())
    };
    let columns: Vec<ArrayRef> = vec![
        texts(|division| Some(division.code)),
        texts(|division| Some(division.name)),
        texts(|division| Some(division.short_name)),
        texts(|division| Some(division.level.id())),
        texts(|division| division.parent),
        Arc::new(divisions.iter().map(|division| Some(division.fictional)).collect::<BooleanArray>()),
    ];
    let batch = RecordBatch::try_new(Arc::clone(schema), columns)?;
    Ok(BATCH.get_or_init(|| batch).clone())
}
