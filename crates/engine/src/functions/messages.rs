//! What citizens write and accounts answer, and what topics and services a text deals with, as SQL functions.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{Array, BooleanArray, ListBuilder, StringBuilder, StringViewBuilder};
use arrow::datatypes::{DataType, Field};
use datafusion::common::cast::as_boolean_array;
use datafusion::logical_expr::ScalarUDF;
use text::features::{self, CommentReading};
use text::topics::{self, Topics};
use text::{reply, service};

use super::scalar::{function, text_at, texts};

/// `text_message_kind(text, answers_citizen)`.
pub(super) fn kind() -> ScalarUDF {
    of_message("text_message_kind", |read| Some(read.kind.id().to_owned()))
}

/// `text_urgency(text, answers_citizen)`.
pub(super) fn urgency() -> ScalarUDF {
    of_message("text_urgency", |read| Some(read.urgency.id().to_owned()))
}

/// `text_department(text, answers_citizen)`.
pub(super) fn department() -> ScalarUDF {
    of_message("text_department", |read| Some(read.department.id().to_owned()))
}

/// `text_department_next(text, answers_citizen)`.
pub(super) fn department_next() -> ScalarUDF {
    of_message("text_department_next", |read| read.runner_up.map(|unit| unit.id().to_owned()))
}

/// `text_comment_signals(text)`.
pub(super) fn signals() -> ScalarUDF {
    of_message("text_comment_signals", |read| features::column(read.signals.iter().copied()))
}

fn of_message(name: &'static str, answer: fn(&CommentReading) -> Option<String>) -> ScalarUDF {
    function(name, vec![DataType::Utf8View, DataType::Boolean], DataType::Utf8View, move |arguments| {
        let (messages, answers) = (texts(arguments, 0)?, as_boolean_array(&arguments[1])?);
        let mut out = StringViewBuilder::with_capacity(messages.len());
        for row in 0..messages.len() {
            let to_citizen = !answers.is_null(row) && answers.value(row);
            out.append_option(features::comment(text_at(messages, row), to_citizen).as_ref().and_then(answer));
        }
        Ok(Arc::new(out.finish()))
    })
}

/// `text_needs_answer(text, answers_citizen)`.
pub(super) fn needs_answer() -> ScalarUDF {
    function("text_needs_answer", vec![DataType::Utf8View, DataType::Boolean], DataType::Boolean, |arguments| {
        let (messages, answers) = (texts(arguments, 0)?, as_boolean_array(&arguments[1])?);
        let needs: BooleanArray = (0..messages.len())
            .map(|row| {
                let to_citizen = !answers.is_null(row) && answers.value(row);
                features::comment(text_at(messages, row), to_citizen).map(|read| read.needs_answer)
            })
            .collect();
        Ok(Arc::new(needs))
    })
}

/// `text_reply_kind(reply, question)`.
pub(super) fn reply_kind() -> ScalarUDF {
    two_texts("text_reply_kind", |answer, question| Some(reply::read(answer?, question).kind.id().to_owned()))
}

/// `text_topic_key(topic)`.
pub(super) fn topic_key() -> ScalarUDF {
    one_text("text_topic_key", |topic| Some(topics::key(topic)).filter(|key| !key.is_empty()))
}

/// `text_topic_exemption(topic)`.
pub(super) fn topic_exemption() -> ScalarUDF {
    one_text("text_topic_exemption", |topic| topics::exemption(topic).map(|reason| reason.id().to_owned()))
}

/// `text_topic_match(text, topic)`.
pub(super) fn topic_match() -> ScalarUDF {
    two_texts("text_topic_match", |title, topic| topics::matches(title?, topic?).map(|found| found.id().to_owned()))
}

/// `text_topics_met(text, topics)`.
pub(super) fn topics_met() -> ScalarUDF {
    let item = Arc::new(Field::new_list_field(DataType::Utf8, true));
    function("text_topics_met", vec![DataType::Utf8View; 2], DataType::List(item), |arguments| {
        let (given, boards) = (texts(arguments, 0)?, texts(arguments, 1)?);
        // Works of one day are asked about one list. Equal views of an array are equal texts, so a list is told from the others
        // without looking at it.
        let mut read: BTreeMap<u128, Topics> = BTreeMap::new();
        let mut lists = ListBuilder::new(StringBuilder::new());
        for (row, view) in boards.views().iter().enumerate() {
            let asked = text_at(given, row).zip(text_at(boards, row));
            let met =
                asked.map(|(text, board)| read.entry(*view).or_insert_with(|| Topics::new(board.lines())).met(text));
            let met = met.filter(|met| !met.is_empty());
            for topic in met.iter().flatten() {
                lists.values().append_value(topic);
            }
            lists.append(met.is_some());
        }
        Ok(Arc::new(lists.finish()))
    })
}

fn one_text(name: &'static str, answer: fn(&str) -> Option<String>) -> ScalarUDF {
    function(name, vec![DataType::Utf8View], DataType::Utf8View, move |arguments| {
        let given = texts(arguments, 0)?;
        let mut out = StringViewBuilder::with_capacity(given.len());
        for row in 0..given.len() {
            out.append_option(text_at(given, row).and_then(answer));
        }
        Ok(Arc::new(out.finish()))
    })
}

fn two_texts(name: &'static str, answer: fn(Option<&str>, Option<&str>) -> Option<String>) -> ScalarUDF {
    function(name, vec![DataType::Utf8View; 2], DataType::Utf8View, move |arguments| {
        let (first, second) = (texts(arguments, 0)?, texts(arguments, 1)?);
        let mut out = StringViewBuilder::with_capacity(first.len());
        for row in 0..first.len() {
            out.append_option(answer(text_at(first, row), text_at(second, row)));
        }
        Ok(Arc::new(out.finish()))
    })
}

/// `text_services(text)`.
pub(super) fn services() -> ScalarUDF {
    let item = Arc::new(Field::new_list_field(DataType::Utf8, true));
    function("text_services", vec![DataType::Utf8View], DataType::List(item), |arguments| {
        let given = texts(arguments, 0)?;
        let mut lists = ListBuilder::new(StringBuilder::new());
        for row in 0..given.len() {
            let Some(text) = text_at(given, row) else {
                lists.append(false);
                continue;
            };
            for mention in service::read(text) {
                lists.values().append_value(format!("{}:{}", mention.service.name, mention.kind.id()));
            }
            lists.append(true);
        }
        Ok(Arc::new(lists.finish()))
    })
}
