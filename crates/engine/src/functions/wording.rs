//! An office's own list of wording that must not be used, as an SQL function.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::{Array, ListArray, ListBuilder, StringBuilder};
use arrow::datatypes::{DataType, Field};
use datafusion::common::ScalarValue;
use datafusion::common::cast::{as_list_array, as_string_array, as_string_view_array};
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};
use text::wording::WrongWords;

use super::scalar::text_at;

fn list_of_text() -> DataType {
    DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)))
}

/// `text_wrong_words(text, words)`.
pub(super) fn wrong_words() -> ScalarUDF {
    let call = |values: &[ColumnarValue]| {
        // A list that is the same in every row, as a parameter is, is read once.
        let constant = match &values[1] {
            ColumnarValue::Scalar(ScalarValue::List(list)) => Some(read(list, 0)?),
            _ => None,
        };
        let all_scalar = values.iter().all(|value| matches!(value, ColumnarValue::Scalar(_)));
        let rows = values.iter().find_map(|value| match value {
            ColumnarValue::Array(array) => Some(array.len()),
            ColumnarValue::Scalar(_) => None,
        });
        let texts = values[0].clone().into_array(rows.unwrap_or(1))?;
        let texts = as_string_view_array(&texts)?;
        let lists = match (&constant, &values[1]) {
            (None, lists) => Some(lists.clone().into_array(rows.unwrap_or(1))?),
            (Some(_), _) => None,
        };
        let lists = lists.as_ref().map(|lists| as_list_array(lists)).transpose()?;
        let mut out = ListBuilder::new(StringBuilder::new());
        for row in 0..texts.len() {
            let words = match (&constant, lists) {
                (Some(words), _) => Cow::Borrowed(words),
                (None, Some(lists)) => Cow::Owned(read(lists, row)?),
                (None, None) => Cow::Owned(WrongWords::default()),
            };
            let found = text_at(texts, row).map(|text| words.find(text)).filter(|found| !found.is_empty());
            for word in found.iter().flatten() {
                out.values().append_value(word.shown);
            }
            out.append(found.is_some());
        }
        let result: Arc<dyn Array> = Arc::new(out.finish());
        Ok(if all_scalar {
            ColumnarValue::Scalar(ScalarValue::try_from_array(&result, 0)?)
        } else {
            ColumnarValue::Array(result)
        })
    };
    let arguments = vec![DataType::Utf8View, list_of_text()];
    create_udf("text_wrong_words", arguments, list_of_text(), Volatility::Immutable, Arc::new(call))
}

fn read(lists: &ListArray, row: usize) -> Result<WrongWords> {
    if lists.is_null(row) {
        return Ok(WrongWords::default());
    }
    let entries = lists.value(row);
    Ok(WrongWords::new(as_string_array(&entries)?.iter().flatten()))
}
