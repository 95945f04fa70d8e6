//! Names of units.

use std::sync::Arc;

use arrow::array::{Array, BooleanArray};
use arrow::datatypes::DataType;
use datafusion::logical_expr::ScalarUDF;
use text::unit_names;

use super::scalar::{function, text_at, texts};

/// `unit_same(a, b)`.
pub(super) fn unit_same() -> ScalarUDF {
    function("unit_same", vec![DataType::Utf8View, DataType::Utf8View], DataType::Boolean, |arguments| {
        let (left, right) = (texts(arguments, 0)?, texts(arguments, 1)?);
        let answers: BooleanArray =
            (0..left.len()).map(|row| Some(unit_names::same_unit(text_at(left, row)?, text_at(right, row)?))).collect();
        Ok(Arc::new(answers))
    })
}
