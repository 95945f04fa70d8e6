//! From Arrow columns to cells.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{
    DataType, Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimeUnit,
    TimestampMicrosecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use model::{Day, Micros};
use serde_json::Value;

use super::sheet::{Column, Sheet};

/// The batches as a sheet.
pub fn sheet(batches: &[RecordBatch]) -> Sheet {
    let columns = batches.first().map(columns).unwrap_or_default();
    Sheet { columns, rows: batches.iter().flat_map(rows).collect() }
}

/// The columns of a batch.
pub fn columns(batch: &RecordBatch) -> Vec<Column> {
    let column = |field: &std::sync::Arc<arrow::datatypes::Field>| {
        let is_number = field.data_type().is_numeric();
        if is_number { Column::number(field.name()) } else { Column::text(field.name()) }
    };
    batch.schema().fields().iter().map(column).collect()
}

/// The rows of a batch.
pub fn rows(batch: &RecordBatch) -> Vec<Vec<Value>> {
    (0..batch.num_rows()).map(|row| batch.columns().iter().map(|column| cell(column.as_ref(), row)).collect()).collect()
}

/// One cell: NULL stays NULL, days read `2021-02-25`, instants `2021-02-25T18:00:00+08:00`.
pub fn cell(column: &dyn Array, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).into(),
        DataType::Utf8View => column.as_string_view().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::Int8 => column.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => column.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::UInt8 => column.as_primitive::<UInt8Type>().value(row).into(),
        DataType::UInt16 => column.as_primitive::<UInt16Type>().value(row).into(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row).into(),
        DataType::Float32 => f64::from(column.as_primitive::<Float32Type>().value(row)).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into(),
        DataType::Date32 => Day(column.as_primitive::<Date32Type>().value(row)).to_string().into(),
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            Micros(column.as_primitive::<TimestampMicrosecondType>().value(row)).to_string().into()
        }
        DataType::List(_) => {
            let values = column.as_list::<i32>().value(row);
            (0..values.len()).map(|place| cell(values.as_ref(), place)).collect()
        }
        // What SQL can make beyond the lake's own types is shown as Arrow shows it.
        _ => ArrayFormatter::try_new(column, &FormatOptions::default())
            .map_or(Value::Null, |shown| shown.value(row).to_string().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Date32Array, Int64Array, StringArray, TimestampMicrosecondArray};
    use serde_json::json;

    #[test]
    fn null_stays_null_and_times_are_told_in_china() {
        let time = TimestampMicrosecondArray::from(vec![Some(0)]).with_timezone("UTC");
        assert_eq!(cell(&time, 0), json!("1970-01-01T08:00:00+08:00"));
        assert_eq!(cell(&Date32Array::from(vec![0]), 0), json!("1970-01-01"));
        assert_eq!(cell(&Int64Array::from(vec![None, Some(3)]), 0), Value::Null);
        assert_eq!(cell(&StringArray::from(vec!["镇"]), 0), json!("镇"));
    }
}
