//! Places in texts, as SQL functions.

use std::sync::Arc;

use arrow::array::{Array, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StringViewBuilder, StructBuilder};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::logical_expr::ScalarUDF;
use model::Outside;
use text::places::{self, Home, Place};

use super::scalar::{function, text_at, texts};

/// One candidate of one mention.
fn candidate_fields() -> Fields {
    Fields::from(vec![
        Field::new("name", DataType::Utf8, true),
        Field::new("code", DataType::Utf8, true),
        Field::new("path", DataType::Utf8, true),
        Field::new("start", DataType::Int64, true),
        Field::new("chars", DataType::Int64, true),
        Field::new("confidence", DataType::Float64, true),
    ])
}

/// `text_places(text, home)`.
pub(super) fn places() -> ScalarUDF {
    let item = Arc::new(Field::new_list_field(DataType::Struct(candidate_fields()), true));
    function("text_places", vec![DataType::Utf8View; 2], DataType::List(item), |arguments| {
        let (works, homes) = (texts(arguments, 0)?, texts(arguments, 1)?);
        let mut lists = ListBuilder::new(StructBuilder::from_fields(candidate_fields(), 0));
        for row in 0..works.len() {
            let Some(text) = text_at(works, row) else {
                lists.append(false);
                continue;
            };
            for place in places::find(text, home(text_at(homes, row)).as_ref()) {
                for candidate in &place.candidates {
                    append(lists.values(), &place, candidate);
                }
            }
            lists.append(true);
        }
        Ok(Arc::new(lists.finish()))
    })
}

fn append(row: &mut StructBuilder, place: &Place, candidate: &places::Candidate) {
    let texts = [Some(place.name.as_str()), candidate.code.as_deref(), Some(candidate.name.as_str())];
    for (column, text) in texts.into_iter().enumerate() {
        if let Some(builder) = row.field_builder::<StringBuilder>(column) {
            builder.append_option(text);
        }
    }
    for (column, number) in [(3, place.start), (4, place.chars)] {
        if let Some(builder) = row.field_builder::<Int64Builder>(column) {
            builder.append_value(i64::from(number));
        }
    }
    if let Some(builder) = row.field_builder::<Float64Builder>(5) {
        builder.append_value((f64::from(candidate.confidence) * 1000.0).round() / 1000.0);
    }
    row.append(true);
}

/// `text_place_names(text, home)`.
pub(super) fn place_names() -> ScalarUDF {
    function("text_place_names", vec![DataType::Utf8View; 2], DataType::Utf8View, |arguments| {
        let (works, homes) = (texts(arguments, 0)?, texts(arguments, 1)?);
        let mut out = StringViewBuilder::with_capacity(works.len());
        for row in 0..works.len() {
            let names = text_at(works, row).map(|text| {
                let mut names: Vec<String> = Vec::new();
                for place in places::find(text, home(text_at(homes, row)).as_ref()) {
                    if !names.contains(&place.name) {
                        names.push(place.name);
                    }
                }
                names.join("、")
            });
            out.append_option(names.filter(|names| !names.is_empty()));
        }
        Ok(Arc::new(out.finish()))
    })
}

/// `text_outside(text, home)`.
pub(super) fn outside() -> ScalarUDF {
    function("text_outside", vec![DataType::Utf8View; 2], DataType::Utf8View, |arguments| {
        let (works, homes) = (texts(arguments, 0)?, texts(arguments, 1)?);
        let mut out = StringViewBuilder::with_capacity(works.len());
        for row in 0..works.len() {
            let answer = text_at(works, row).map(|text| match home(text_at(homes, row)) {
                Some(home) => places::outside(&places::find(text, Some(&home)), &home),
                None => Outside::Unsure,
            });
            out.append_option(answer.map(Outside::id));
        }
        Ok(Arc::new(out.finish()))
    })
}

/// A code, or an area as people write it.
fn home(text: Option<&str>) -> Option<Home> {
    let text = text?;
    if text.bytes().all(|byte| byte.is_ascii_digit()) { Home::from_code(text) } else { Home::read(text) }
}
