//! JSON lines, and JSON arrays object by object: a file of ten gigabytes needs the memory of one record.

use std::io::BufRead;
use std::path::Path;

use serde_json::Value;

use super::lines::{LONGEST_LINE, Line, Lines};
use super::{Item, OnItem};
use crate::error::ReadError;
use crate::reject::{Reason, Reject};
use crate::row::{Position, Row};

/// Reads one object a line. Empty lines are no records.
///
/// # Errors
/// What the file system says, or the receiver.
pub fn read_lines(path: &Path, reader: impl BufRead, on_item: &mut OnItem) -> Result<(), ReadError> {
    let mut lines = Lines::new(reader);
    while let Some((number, line)) = lines.next_line().map_err(|error| ReadError::io(path, error))? {
        let item = match line {
            Line::TooLong(beginning) => Item::Bad(too_long(&beginning)),
            Line::Whole(line) => {
                let line = line.trim_ascii();
                if line.is_empty() {
                    continue;
                }
                parse(line)
            }
        };
        on_item(&Position::line(number), item)?;
    }
    Ok(())
}

fn too_long(beginning: &[u8]) -> Reject {
    Reject::new(
        Reason::TooLong,
        format!("the record is longer than {} MB; only its beginning is kept", LONGEST_LINE >> 20),
        String::from_utf8_lossy(beginning),
    )
}

/// The most values a record may hold: a value takes forty times the room in memory that `0,` takes in the file.
const MOST_VALUES: usize = 2_000_000;

/// Whether JSON holds more values than can be held; commas are counted, also those in texts.
#[must_use]
#[expect(clippy::naive_bytecount, reason = "large records only; a crate for it is not worth it")]
pub fn too_many_values(bytes: &[u8]) -> bool {
    bytes.len() > MOST_VALUES && bytes.iter().filter(|byte| **byte == b',').count() > MOST_VALUES
}

/// One record's bytes as an object.
fn parse(bytes: &[u8]) -> Item {
    if too_many_values(bytes) {
        let beginning = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
        let detail = format!("the record holds more than {MOST_VALUES} values; only its beginning is kept");
        return Item::Bad(Reject::new(Reason::TooLong, detail, String::from_utf8_lossy(beginning)));
    }
    // A byte-order mark inside the file: two exports were put together.
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    match serde_json::from_slice::<Value>(bytes) {
        Ok(Value::Object(object)) => Item::Row(Row::Object(object)),
        Ok(_) => Item::Bad(Reject::new(
            Reason::NotAnObject,
            "the record is not a JSON object; export the file again",
            String::from_utf8_lossy(bytes),
        )),
        Err(_) if std::str::from_utf8(bytes).is_err() => Item::Bad(Reject::new(
            Reason::BadEncoding,
            "the record holds bytes that are not UTF-8",
            String::from_utf8_lossy(bytes),
        )),
        Err(error) if error.is_eof() => Item::Bad(Reject::new(
            Reason::TornRow,
            "the record is cut off; the collector was probably stopped while writing",
            String::from_utf8_lossy(bytes),
        )),
        Err(error) => Item::Bad(Reject::new(
            Reason::BadJson,
            format!("the record is not valid JSON (column {}): {error}", error.column()),
            String::from_utf8_lossy(bytes),
        )),
    }
}

/// Reads the elements of the array a file consists of, one after the other.
///
/// # Errors
/// What the file system says, or the receiver.
pub fn read_array(path: &Path, mut reader: impl BufRead, on_item: &mut OnItem) -> Result<(), ReadError> {
    let mut splitter = Splitter::default();
    let mut number = 0_u64;
    let mut emit = |element: Element, on_item: &mut OnItem| -> Result<(), ReadError> {
        let item = match element {
            Element::Whole(bytes) => {
                let bytes = bytes.trim_ascii();
                if bytes.is_empty() {
                    return Ok(());
                }
                parse(bytes)
            }
            Element::TooLong(beginning) => Item::Bad(too_long(&beginning)),
        };
        number += 1;
        on_item(&Position::line(number), item)
    };
    loop {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(ReadError::io(path, error)),
        };
        if chunk.is_empty() {
            break;
        }
        let used = chunk.len();
        for byte in chunk {
            if let Some(element) = splitter.push(*byte) {
                emit(element, on_item)?;
            }
        }
        reader.consume(used);
    }
    if let Some(element) = splitter.rest() {
        emit(element, on_item)?;
    }
    Ok(())
}

enum Element {
    Whole(Vec<u8>),
    TooLong(Vec<u8>),
}

/// Where in the file a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    /// Before the first array, between two (exports put together) or after the last.
    #[default]
    Outside,
    Element,
    Text,
    Escape,
}

/// Cuts an array into its elements by following texts and brackets only.
#[derive(Default)]
struct Splitter {
    element: Vec<u8>,
    place: Place,
    depth: u32,
    too_long: bool,
}

impl Splitter {
    fn push(&mut self, byte: u8) -> Option<Element> {
        self.place = match (self.place, byte) {
            (Place::Outside, b'[') => {
                self.place = Place::Element;
                // What stood outside an array is no record of one; it is told, not lost.
                return self.take();
            }
            (Place::Outside, 0xef | 0xbb | 0xbf) if self.element.is_empty() => return None,
            (Place::Outside, _) => Place::Outside,
            (Place::Text, b'\\') => Place::Escape,
            (Place::Text, b'"') => Place::Element,
            (Place::Text | Place::Escape, _) | (Place::Element, b'"') => Place::Text,
            (Place::Element, b'{' | b'[') => {
                self.depth = self.depth.saturating_add(1);
                Place::Element
            }
            (Place::Element, b'}' | b']') if self.depth > 0 => {
                self.depth -= 1;
                Place::Element
            }
            (Place::Element, b']') => {
                self.place = Place::Outside;
                return self.take();
            }
            (Place::Element, b',') if self.depth == 0 => return self.take(),
            (Place::Element, _) => Place::Element,
        };
        if self.element.len() < LONGEST_LINE {
            self.element.push(byte);
        } else {
            self.too_long = true;
        }
        None
    }

    fn take(&mut self) -> Option<Element> {
        let mut element = std::mem::take(&mut self.element);
        if std::mem::take(&mut self.too_long) {
            element.truncate(4096);
            return Some(Element::TooLong(element));
        }
        (!element.trim_ascii().is_empty()).then_some(Element::Whole(element))
    }

    /// What stands after the last comma when the file ends before its bracket.
    fn rest(&mut self) -> Option<Element> {
        self.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn array(text: &str) -> Vec<Result<String, Reason>> {
        let mut seen = Vec::new();
        read_array(Path::new("x"), text.as_bytes(), &mut |_, item| {
            seen.push(match item {
                Item::Row(row) => Ok(row.raw()),
                Item::Bad(reject) => Err(reject.reason),
            });
            Ok(())
        })
        .unwrap();
        seen
    }

    #[test]
    fn an_array_is_read_object_by_object() {
        assert_eq!(
            array(r#" [{"a":"],{\"","b":[1,{"c":2}]}, {"a":1} ]"#),
            vec![Ok(r#"{"a":"],{\"","b":[1,{"c":2}]}"#.to_owned()), Ok(r#"{"a":1}"#.to_owned())]
        );
        assert_eq!(array("[]"), vec![]);
        assert_eq!(array("[{\"a\":1}]\n[{\"a\":2}]"), vec![Ok("{\"a\":1}".into()), Ok("{\"a\":2}".into())]);
        assert_eq!(array("[{\"a\":1}] rest"), vec![Ok("{\"a\":1}".into()), Err(Reason::BadJson)]);
        assert_eq!(
            array("[{\"a\":1}, 5, {\"a\""),
            vec![Ok("{\"a\":1}".into()), Err(Reason::NotAnObject), Err(Reason::TornRow)]
        );
    }

    #[test]
    fn broken_lines_do_not_take_their_neighbours_along() {
        let mut seen = Vec::new();
        let text = b"{\"a\":1}\n\n{\"a\":\n\xef\xbb\xbf{\"a\":2}\n{\"a\":\"\xff\"}\nx\n";
        read_lines(Path::new("x"), &text[..], &mut |at, item| {
            seen.push((
                at.row,
                match item {
                    Item::Row(_) => None,
                    Item::Bad(reject) => Some(reject.reason),
                },
            ));
            Ok(())
        })
        .unwrap();
        let expected = [
            (1, None),
            (3, Some(Reason::TornRow)),
            (4, None),
            (5, Some(Reason::BadEncoding)),
            (6, Some(Reason::BadJson)),
        ];
        assert_eq!(seen, expected);
    }
}
