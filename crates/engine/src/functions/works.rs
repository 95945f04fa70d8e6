//! What detectors say about works and comments, as SQL functions.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, Float64Array, StringViewArray, StringViewBuilder};
use arrow::datatypes::DataType;
use datafusion::error::Result;
use datafusion::logical_expr::ScalarUDF;
use model::{Outside, UnitType};
use text::detect::{self, Field, Found, Input, TextKind};
use text::features;
use text::normalise::Reading;

use super::scalar::{function, text_at, texts};

/// `text_signals(title, content)`.
pub(super) fn signals() -> ScalarUDF {
    of_work("text_signals", |read| features::column(read.signals.iter().copied()))
}

/// `text_content_kind(title, content)`.
pub(super) fn content_kind() -> ScalarUDF {
    of_work("text_content_kind", |read| Some(read.content_kind.id().to_owned()))
}

/// `text_duty_of(title, content)`.
pub(super) fn duty_of() -> ScalarUDF {
    of_work("text_duty_of", |read| features::column(read.duty_of.iter().map(|unit| unit.id())))
}

fn of_work(name: &'static str, answer: fn(&features::PostReading) -> Option<String>) -> ScalarUDF {
    function(name, vec![DataType::Utf8View; 2], DataType::Utf8View, move |arguments| {
        let (titles, contents) = (texts(arguments, 0)?, texts(arguments, 1)?);
        let mut out = StringViewBuilder::with_capacity(titles.len());
        for row in 0..titles.len() {
            let read = features::post(text_at(titles, row), text_at(contents, row));
            out.append_option(read.as_ref().and_then(answer));
        }
        Ok(Arc::new(out.finish()))
    })
}

/// `text_duty(text, unit_type)`.
pub(super) fn duty() -> ScalarUDF {
    function("text_duty", vec![DataType::Utf8View; 2], DataType::Float64, |arguments| {
        let (works, units) = (texts(arguments, 0)?, texts(arguments, 1)?);
        let shares: Float64Array = (0..works.len())
            .map(|row| {
                let unit = UnitType::from_id(text_at(units, row)?)?;
                Some(f64::from(text::duty::share(text_at(works, row)?, unit).share))
            })
            .collect();
        Ok(Arc::new(shares))
    })
}

/// `text_found(rule, title, content, unit_type, outside, kind)`.
pub(super) fn found() -> ScalarUDF {
    function("text_found", vec![DataType::Utf8View; 6], DataType::Float64, |arguments| {
        let asked = Asked::from(arguments)?;
        let confidences: Float64Array = (0..asked.rows())
            // Two decimals: a confidence is no measurement, and 0.9 in single precision is no 0.9 in double.
            .map(|row| asked.answer(row, |found, _, _| Some((f64::from(found.confidence) * 100.0).round() / 100.0)))
            .collect();
        Ok(Arc::new(confidences))
    })
}

/// `text_found_words(rule, title, content, unit_type, outside, kind)`.
pub(super) fn found_words() -> ScalarUDF {
    function("text_found_words", vec![DataType::Utf8View; 6], DataType::Utf8View, |arguments| {
        let asked = Asked::from(arguments)?;
        let mut out = StringViewBuilder::with_capacity(asked.rows());
        for row in 0..asked.rows() {
            out.append_option(asked.answer(row, words));
        }
        Ok(Arc::new(out.finish()))
    })
}

/// The stretches a finding rests on, as published, each once.
#[expect(clippy::unnecessary_wraps, reason = "an answer of a row may be NULL")]
fn words(found: &Found, title: Option<&Reading<'_>>, text: &Reading<'_>) -> Option<String> {
    let mut pieces: Vec<String> = Vec::new();
    for span in &found.spans {
        let original = match span.field {
            Field::Title => title.map_or(text.original, |title| title.original),
            Field::Text => text.original,
        };
        let piece: String = original.chars().skip(span.start as usize).take(span.chars as usize).collect();
        if !piece.trim().is_empty() && !pieces.contains(&piece) {
            pieces.push(piece);
        }
    }
    Some(pieces.join("、"))
}

/// The arguments of a question to one detector.
struct Asked<'a> {
    rules: &'a StringViewArray,
    titles: &'a StringViewArray,
    contents: &'a StringViewArray,
    units: &'a StringViewArray,
    outsides: &'a StringViewArray,
    kinds: &'a StringViewArray,
}

impl<'a> Asked<'a> {
    fn from(arguments: &'a [ArrayRef]) -> Result<Self> {
        Ok(Self {
            rules: texts(arguments, 0)?,
            titles: texts(arguments, 1)?,
            contents: texts(arguments, 2)?,
            units: texts(arguments, 3)?,
            outsides: texts(arguments, 4)?,
            kinds: texts(arguments, 5)?,
        })
    }

    fn rows(&self) -> usize {
        self.rules.len()
    }

    /// What is made of the finding of the rule asked for; nothing where it is not found.
    fn answer<T>(
        &self,
        row: usize,
        make: impl Fn(&Found, Option<&Reading<'_>>, &Reading<'_>) -> Option<T>,
    ) -> Option<T> {
        let rule = text_at(self.rules, row)?;
        let (title, text) = features::parts(text_at(self.titles, row), text_at(self.contents, row))?;
        let report = detect::detect(&Input {
            title: title.as_ref(),
            text: &text,
            unit_type: text_at(self.units, row).and_then(UnitType::from_id).unwrap_or(UnitType::Unknown),
            outside: text_at(self.outsides, row).and_then(Outside::from_id).unwrap_or(Outside::Unsure),
            kind: text_at(self.kinds, row).and_then(TextKind::from_id).unwrap_or(TextKind::Post),
        });
        make(report.found(rule)?, title.as_ref(), &text)
    }
}
