//! The shape most functions share: arrays of one type in, one array out, row by row.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, StringViewArray};
use arrow::datatypes::{DataType, TimeUnit};
use datafusion::common::cast::as_string_view_array;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};

/// An instant as the lake stores it.
pub(super) fn time_type() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

/// A function of arrays. Called with one array per argument, all of one length.
pub(super) fn function<F>(name: &'static str, arguments: Vec<DataType>, returns: DataType, body: F) -> ScalarUDF
where
    F: Fn(&[ArrayRef]) -> Result<ArrayRef> + Send + Sync + 'static,
{
    let call = move |values: &[ColumnarValue]| {
        let all_scalar = values.iter().all(|value| matches!(value, ColumnarValue::Scalar(_)));
        let arrays = ColumnarValue::values_to_arrays(values)?;
        let result = body(&arrays)?;
        if all_scalar {
            let first = datafusion::common::ScalarValue::try_from_array(&result, 0)?;
            return Ok(ColumnarValue::Scalar(first));
        }
        Ok(ColumnarValue::Array(result))
    };
    create_udf(name, arguments, returns, Volatility::Immutable, Arc::new(call))
}

/// The argument at this place as texts.
pub(super) fn texts(arguments: &[ArrayRef], place: usize) -> Result<&StringViewArray> {
    as_string_view_array(&arguments[place])
}

/// The text in a row, or nothing for NULL.
pub(super) fn text_at(texts: &StringViewArray, row: usize) -> Option<&str> {
    (!texts.is_null(row)).then(|| texts.value(row))
}
