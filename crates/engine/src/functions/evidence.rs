//! Row references gathered into a finding's evidence.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, ListArray, ListBuilder, StringBuilder};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field};
use datafusion::common::cast::as_string_array;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};

/// `make_evidence(ref, …)`.
pub(super) fn make_evidence() -> ScalarUDF {
    ScalarUDF::from(MakeEvidence { signature: Signature::variadic_any(Volatility::Immutable) })
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct MakeEvidence {
    signature: Signature,
}

/// One argument: a text or a list of texts per row.
enum References {
    One(ArrayRef),
    Many(ListArray),
}

impl References {
    fn from(array: &ArrayRef) -> Result<Self> {
        let list_of_text = DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)));
        Ok(match array.data_type() {
            DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(_, _) | DataType::ListView(_) => {
                let list = cast(array, &list_of_text)?;
                Self::Many(datafusion::common::cast::as_list_array(&list)?.clone())
            }
            _ => Self::One(cast(array, &DataType::Utf8)?),
        })
    }

    fn gather(&self, row: usize, into: &mut BTreeSet<String>) -> Result<()> {
        match self {
            Self::One(texts) => {
                let texts = as_string_array(texts)?;
                if !texts.is_null(row) {
                    into.insert(texts.value(row).to_owned());
                }
            }
            Self::Many(lists) => {
                if !lists.is_null(row) {
                    let list = lists.value(row);
                    into.extend(as_string_array(&list)?.iter().flatten().map(str::to_owned));
                }
            }
        }
        Ok(())
    }
}

impl ScalarUDFImpl for MakeEvidence {
    fn name(&self) -> &'static str {
        "make_evidence"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))))
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays =
            arguments.args.iter().map(|value| value.to_array(arguments.number_rows)).collect::<Result<Vec<_>>>()?;
        let columns = arrays.iter().map(References::from).collect::<Result<Vec<_>>>()?;
        let mut lists = ListBuilder::new(StringBuilder::new());
        let mut row_references = BTreeSet::new();
        for row in 0..arguments.number_rows {
            row_references.clear();
            for column in &columns {
                column.gather(row, &mut row_references)?;
            }
            for reference in &row_references {
                lists.values().append_value(reference);
            }
            lists.append(true);
        }
        Ok(ColumnarValue::Array(Arc::new(lists.finish())))
    }
}
