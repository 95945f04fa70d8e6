//! Going through JSON whose records stand in lists inside a reply: one reply a file, a line or an element of an array.
//!
//! The place of a record is the path of its list (`/data/aweme_list`) as sheet and its number from 1 as row; where a file holds many
//! replies, the number of the reply stands before the path (`3/data/aweme_list`).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::tables::give;
use super::{Context, Kind, citizens, day_in_name};
use crate::error::ReadError;
use crate::format::Sink;
use crate::probe::Container;
use crate::readers::encoding::{self, TextEncoding};
use crate::readers::{Item, json};
use crate::reject::{Reason, Reject};
use crate::row::{Position, Row};
use crate::source::Source;

/// A list of records inside a reply, or the reply itself as one record (with an empty path).
pub struct Part<'a> {
    /// Path of the list, or of the record.
    pub path: String,
    /// The records.
    pub records: Vec<&'a Value>,
    /// What they are.
    pub kind: &'static Kind,
    /// The reply, or the object at the path, is itself the record.
    pub itself: Option<&'a Map<String, Value>>,
}

/// Takes a reply apart; `None` where it is none of the format. Parts come in the order in which they lean on each other.
pub type Split = for<'a> fn(&'a Map<String, Value>) -> Option<Vec<Part<'a>>>;

/// Reads every reply of a file; returns how many records there were.
///
/// # Errors
/// When the file cannot be read.
pub fn read(source: &Source, split: Split, sink: &mut dyn Sink) -> Result<u64, ReadError> {
    let mut records = 0;
    match source.probe.container {
        Container::JsonObject => {
            let Some(object) = source.probe.objects.first() else { return Err(ReadError::Empty) };
            records += reply(source, split, None, object, sink)?;
        }
        Container::JsonLines | Container::JsonArray => {
            let reader = encoding::open(&source.file, TextEncoding::Utf8)?;
            let array = source.probe.container == Container::JsonArray;
            let mut take = |at: &Position, item: Item| {
                records += match item {
                    Item::Row(Row::Object(object)) => reply(source, split, Some(at.row), &object, sink)?,
                    Item::Row(row) => {
                        let reject = Reject::new(Reason::NotAnObject, "the record is not a JSON object", row.raw());
                        sink.quarantine(at, citizens::without_ids(reject))?;
                        1
                    }
                    Item::Bad(reject) => {
                        sink.quarantine(at, citizens::without_ids(reject))?;
                        1
                    }
                };
                Ok(())
            };
            if array {
                json::read_array(&source.file, reader, &mut take)?;
            } else {
                json::read_lines(&source.file, reader, &mut take)?;
            }
        }
        _ => return Err(ReadError::NoHeader("this container does not hold such an export".to_owned())),
    }
    Ok(records)
}

/// Reads one reply. One that cannot be taken apart is a record that cannot be used.
fn reply(
    source: &Source,
    split: Split,
    number: Option<u64>,
    object: &Map<String, Value>,
    sink: &mut dyn Sink,
) -> Result<u64, ReadError> {
    let Some(parts) = split(object) else {
        let detail = "the record is no reply of this kind (a failed request saves its error instead of data)";
        let reject = Reject::new(Reason::NothingUsable, detail, Value::Object(object.clone()).to_string());
        sink.quarantine(&Position::line(number.unwrap_or(1)), citizens::without_ids(reject))?;
        return Ok(1);
    };
    // A reply that is itself the record has nothing around it.
    let has_lists = parts.iter().any(|part| part.itself.is_none());
    let around = Row::Object(if has_lists { without_lists(object) } else { Map::new() });
    let mut records = 0;
    for part in parts {
        // The record itself may stand where the reply stands.
        let is_reply = part.path.is_empty();
        let path = match number {
            Some(number) if !is_reply => format!("{number}{}", part.path),
            _ => part.path.clone(),
        };
        let sheet: Arc<str> = Arc::from(path.as_str());
        let mut context = Context::new(source, day_in_name(source), &sheet, &around);
        if let Some(record) = part.itself {
            records += 1;
            let row = if is_reply { number.unwrap_or(1) } else { 1 };
            let at = Position { sheet: (!is_reply).then(|| sheet.clone()), row };
            give(&at, &Row::Object(record.clone()), part.kind, &mut context, sink)?;
        }
        for (row, record) in (1..).zip(part.records) {
            records += 1;
            let at = Position { sheet: Some(sheet.clone()), row };
            match record {
                Value::Object(record) => give(&at, &Row::Object(record.clone()), part.kind, &mut context, sink)?,
                other => {
                    let reject =
                        Reject::new(Reason::NotAnObject, "the element is not a JSON object", other.to_string());
                    sink.quarantine(&at, citizens::without_ids(reject))?;
                }
            }
        }
    }
    Ok(records)
}

/// The reply's own small fields: what a record needs of its reply stands in them, and copying the lists would double the memory.
fn without_lists(object: &Map<String, Value>) -> Map<String, Value> {
    fn small(value: &Value, depth: u8) -> Option<Value> {
        match value {
            Value::Array(_) => None,
            Value::Object(_) if depth == 0 => None,
            Value::Object(inner) => Some(Value::Object(
                inner.iter().filter_map(|(key, value)| Some((key.clone(), small(value, depth - 1)?))).collect(),
            )),
            other => Some(other.clone()),
        }
    }
    object.iter().filter_map(|(key, value)| Some((key.clone(), small(value, 3)?))).collect()
}
