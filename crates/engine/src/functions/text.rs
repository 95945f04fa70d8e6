//! What the `text` crate offers, as SQL functions. Features are computed once at import; these serve names,
//! small tables and people who ask by hand.

use std::sync::Arc;

use arrow::array::{Array, BooleanArray, Int64Array, StringViewBuilder};
use arrow::datatypes::DataType;
use datafusion::logical_expr::ScalarUDF;
use text::{contact, copies, fold, normalise};

use super::scalar::{function, text_at, texts};

fn text_to_text(name: &'static str, convert: fn(&str) -> String) -> ScalarUDF {
    function(name, vec![DataType::Utf8View], DataType::Utf8View, move |arguments| {
        let texts = texts(arguments, 0)?;
        let mut out = StringViewBuilder::with_capacity(texts.len());
        for row in 0..texts.len() {
            out.append_option(text_at(texts, row).map(convert));
        }
        Ok(Arc::new(out.finish()))
    })
}

/// `text_fold(text)`.
pub(super) fn fold() -> ScalarUDF {
    text_to_text("text_fold", fold::search)
}

/// `text_skeleton(text)`.
pub(super) fn skeleton() -> ScalarUDF {
    text_to_text("text_skeleton", fold::skeleton)
}

/// `text_key(title, content)`.
pub(super) fn key() -> ScalarUDF {
    function("text_key", vec![DataType::Utf8View, DataType::Utf8View], DataType::Int64, |arguments| {
        let (titles, contents) = (texts(arguments, 0)?, texts(arguments, 1)?);
        let keys: Int64Array = (0..titles.len())
            .map(|row| copies::text_key(text_at(titles, row), text_at(contents, row)).map(|key| key.key))
            .collect();
        Ok(Arc::new(keys))
    })
}

/// `text_chars(text)`.
pub(super) fn chars() -> ScalarUDF {
    function("text_chars", vec![DataType::Utf8View], DataType::Int64, |arguments| {
        let texts = texts(arguments, 0)?;
        let counts: Int64Array = (0..texts.len())
            .map(|row| {
                let kept = normalise::hard(text_at(texts, row)?).text.chars().count();
                i64::try_from(kept).ok()
            })
            .collect();
        Ok(Arc::new(counts))
    })
}

/// `text_has_contact(text)`.
pub(super) fn has_contact() -> ScalarUDF {
    function("text_has_contact", vec![DataType::Utf8View], DataType::Boolean, |arguments| {
        let texts = texts(arguments, 0)?;
        let answers: BooleanArray =
            (0..texts.len()).map(|row| text_at(texts, row).map(contact::mentions_contact)).collect();
        Ok(Arc::new(answers))
    })
}
