//! Rows of a version as text, for the few places that look at single rows instead of counting millions.

use arrow::array::{Array, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use futures::TryStreamExt;
use lake::{Lake, LakeVersion};

use crate::error::ImportError;

/// The cells of one row, in the order the columns were asked for; `None` is NULL. Instants are microseconds.
pub type Cells<'a> = [Option<&'a str>];

/// Hands the rows of a table to `take`, column by column as text.
///
/// # Errors
/// When the lake cannot be read.
pub async fn each_row(
    lake: &Lake,
    version: &LakeVersion,
    table: &str,
    columns: &[&str],
    mut take: impl FnMut(&Cells<'_>),
) -> Result<(), ImportError> {
    let mut batches = lake.scan(version, table, columns)?;
    while let Some(batch) = batches.try_next().await? {
        rows_of(&batch, &mut take)?;
    }
    Ok(())
}

/// The rows of a batch.
///
/// # Errors
/// When a column is of a type no table of the lake has.
pub fn rows_of(batch: &RecordBatch, take: &mut impl FnMut(&Cells<'_>)) -> Result<(), ImportError> {
    let columns = batch.columns().iter().map(|column| as_text(column.as_ref())).collect::<Result<Vec<_>, _>>()?;
    let mut cells = Vec::with_capacity(columns.len());
    for row in 0..batch.num_rows() {
        cells.clear();
        cells.extend(columns.iter().map(|column| column.is_valid(row).then(|| column.value(row))));
        take(&cells);
    }
    Ok(())
}

fn as_text(column: &dyn Array) -> Result<StringArray, ImportError> {
    let numbers = match column.data_type() {
        DataType::Timestamp(..) => Some(cast(column, &DataType::Int64)?),
        _ => None,
    };
    let text = cast(numbers.as_deref().unwrap_or(column), &DataType::Utf8)?;
    Ok(text.as_any().downcast_ref::<StringArray>().cloned().unwrap_or_else(|| StringArray::new_null(column.len())))
}

/// The file a row came from: the first 16 hex of its hash, from the row's `source_id`.
#[must_use]
pub fn file_of(source_id: &str) -> &str {
    source_id.split('/').next().unwrap_or(source_id)
}

/// A `source_id` taken apart: file, sheet, row. Sheets may hold slashes, files and rows do not.
#[must_use]
pub fn place_of(source_id: &str) -> Option<(&str, Option<&str>, u64)> {
    let (file, rest) = source_id.split_once('/')?;
    let (sheet, row) = rest.rsplit_once('/')?;
    Some((file, Some(sheet).filter(|sheet| !sheet.is_empty()), row.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_may_hold_a_slash() {
        assert_eq!(place_of("0123456789abcdef/一/二/7"), Some(("0123456789abcdef", Some("一/二"), 7)));
        assert_eq!(place_of("0123456789abcdef//0"), Some(("0123456789abcdef", None, 0)));
        assert_eq!(place_of("nothing"), None);
        assert_eq!(file_of("0123456789abcdef//0"), "0123456789abcdef");
    }
}
