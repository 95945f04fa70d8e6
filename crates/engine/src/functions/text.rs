//! What the `text` crate offers, as SQL functions. Features are computed once at import; these serve names,
//! small tables and people who ask by hand.

use std::sync::Arc;

use arrow::array::{Array, BooleanArray, Float64Array, Int64Array, Int64Builder, ListBuilder, StringViewBuilder};
use arrow::datatypes::{DataType, Field};
use datafusion::logical_expr::ScalarUDF;
use text::{contact, copies, credit, features, fold, near, normalise, topics};

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

/// `text_without_hashtags(text)`.
pub(super) fn without_hashtags() -> ScalarUDF {
    text_to_text("text_without_hashtags", |text| topics::without_hashtags(text).into_owned())
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

/// `text_whole(title, content)`.
pub(super) fn whole() -> ScalarUDF {
    function("text_whole", vec![DataType::Utf8View; 2], DataType::Utf8View, |arguments| {
        let (titles, contents) = (texts(arguments, 0)?, texts(arguments, 1)?);
        let mut out = StringViewBuilder::with_capacity(titles.len());
        for row in 0..titles.len() {
            out.append_option(features::whole(text_at(titles, row), text_at(contents, row)));
        }
        Ok(Arc::new(out.finish()))
    })
}

/// `text_names_source(text)`.
pub(super) fn names_source() -> ScalarUDF {
    function("text_names_source", vec![DataType::Utf8View], DataType::Boolean, |arguments| {
        let texts = texts(arguments, 0)?;
        let answers: BooleanArray =
            (0..texts.len()).map(|row| text_at(texts, row).map(|text| credit::read(text).is_some())).collect();
        Ok(Arc::new(answers))
    })
}

/// `text_bands(text)`.
pub(super) fn bands() -> ScalarUDF {
    let item = Arc::new(Field::new_list_field(DataType::Int64, true));
    function("text_bands", vec![DataType::Utf8View], DataType::List(item), |arguments| {
        let texts = texts(arguments, 0)?;
        let mut lists = ListBuilder::new(Int64Builder::new());
        for row in 0..texts.len() {
            let bands = text_at(texts, row).and_then(|text| near::bands(&normalise::hard(text)));
            if let Some(bands) = bands {
                lists.values().append_slice(&bands);
            }
            lists.append(bands.is_some());
        }
        Ok(Arc::new(lists.finish()))
    })
}

/// `text_similarity(a, b)`.
pub(super) fn similarity() -> ScalarUDF {
    function("text_similarity", vec![DataType::Utf8View; 2], DataType::Float64, |arguments| {
        let (left, right) = (texts(arguments, 0)?, texts(arguments, 1)?);
        let shares: Float64Array = (0..left.len())
            .map(|row| {
                let (a, b) = (text_at(left, row)?, text_at(right, row)?);
                Some(near::similarity(&normalise::hard(a), &normalise::hard(b)))
            })
            .collect();
        Ok(Arc::new(shares))
    })
}
