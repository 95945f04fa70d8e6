//! Comparing footage, as SQL functions: candidates by a join of bands, proof by comparing two fingerprints.

use std::sync::Arc;

use arrow::array::{
    Array, BinaryArray, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StringViewBuilder, StructBuilder,
};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::cast::as_binary_array;
use datafusion::logical_expr::ScalarUDF;
use media::{Commonness, EditKind, Fingerprint};

use super::scalar::{function, text_at, texts};

fn comparison_fields() -> Fields {
    Fields::from(vec![
        Field::new("verdict", DataType::Utf8, true),
        Field::new("seconds", DataType::Float64, true),
        Field::new("confidence", DataType::Float64, true),
        Field::new("edits", DataType::Utf8, true),
        Field::new("why", DataType::Utf8, true),
    ])
}

/// `media_bands(hashes)`.
pub(super) fn bands() -> ScalarUDF {
    let item = Arc::new(Field::new_list_field(DataType::Int64, true));
    function("media_bands", vec![DataType::Binary], DataType::List(item), |arguments| {
        let works = as_binary_array(&arguments[0])?;
        let mut lists = ListBuilder::new(Int64Builder::new());
        for row in 0..works.len() {
            if works.is_null(row) {
                lists.append(false);
                continue;
            }
            let hashes = media::index::read(works.value(row));
            let mut bands: Vec<i64> = hashes.iter().flat_map(|(_, hash)| media::index::bands(hash)).collect();
            bands.sort_unstable();
            bands.dedup();
            lists.values().append_slice(&bands);
            lists.append(true);
        }
        Ok(Arc::new(lists.finish()))
    })
}

/// `media_compare(one, other)`.
pub(super) fn compare() -> ScalarUDF {
    let returns = DataType::Struct(comparison_fields());
    function("media_compare", vec![DataType::Binary; 2], returns, |arguments| {
        let (ones, others) = (as_binary_array(&arguments[0])?, as_binary_array(&arguments[1])?);
        let mut rows = StructBuilder::from_fields(comparison_fields(), ones.len());
        for row in 0..ones.len() {
            let pair = fingerprint(ones, row).zip(fingerprint(others, row));
            let found = pair.map(|(one, other)| media::compare(&one, &other, &Commonness::none()));
            let texts = [
                (0, found.as_ref().map(|found| found.verdict.id().to_owned())),
                (3, found.as_ref().and_then(media::Comparison::edit_ids)),
                (4, found.as_ref().map(|found| found.why.clone())),
            ];
            for (column, text) in texts {
                if let Some(builder) = rows.field_builder::<StringBuilder>(column) {
                    builder.append_option(text);
                }
            }
            let numbers = [
                (1, found.as_ref().map(media::Comparison::shared_seconds)),
                (2, found.as_ref().map(media::Comparison::stated_confidence)),
            ];
            for (column, number) in numbers {
                if let Some(builder) = rows.field_builder::<Float64Builder>(column) {
                    builder.append_option(number);
                }
            }
            rows.append(found.is_some());
        }
        Ok(Arc::new(rows.finish()))
    })
}

fn fingerprint(works: &BinaryArray, row: usize) -> Option<Fingerprint> {
    (!works.is_null(row)).then(|| Fingerprint::from_bytes(works.value(row)).ok()).flatten()
}

/// `media_edit_words(edits)`.
pub(super) fn edit_words() -> ScalarUDF {
    function("media_edit_words", vec![DataType::Utf8View], DataType::Utf8View, |arguments| {
        let edits = texts(arguments, 0)?;
        let mut out = StringViewBuilder::with_capacity(edits.len());
        for row in 0..edits.len() {
            let words = text_at(edits, row).map(|edits| {
                let kinds = edits.split_whitespace().filter_map(EditKind::from_id);
                kinds.map(EditKind::chinese).collect::<Vec<_>>().join("、")
            });
            out.append_option(words.filter(|words| !words.is_empty()));
        }
        Ok(Arc::new(out.finish()))
    })
}
