//! One data record of a file, whatever container it came in: where it stood and what its fields hold.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};

/// Where a record stands in its file: the line, row or element, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Sheet or table, where the file has several.
    pub sheet: Option<Arc<str>>,
    /// Line, sheet row or array element, from 1.
    pub row: u64,
}

impl Position {
    /// A line or element of a file without sheets.
    #[must_use]
    pub fn line(row: u64) -> Self {
        Self { sheet: None, row }
    }
}

/// The names of a table's columns, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Header {
    names: Vec<String>,
    index: HashMap<String, usize>,
}

impl Header {
    /// A header of these names; blanks and byte-order marks around a name are dropped. The first of two equal names counts.
    #[must_use]
    pub fn new<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        let names: Vec<String> = names
            .into_iter()
            .map(|name| name.as_ref().trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned())
            .collect();
        let mut index = HashMap::with_capacity(names.len());
        for (position, name) in names.iter().enumerate() {
            index.entry(name.clone()).or_insert(position);
        }
        Self { names, index }
    }

    /// The names, in order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether there is a column of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.index.contains_key(name)
    }
}

/// A cell of a sheet or database.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number that was stored as a float; long ids stored so have lost digits.
    Float(f64),
    /// Yes or no.
    Bool(bool),
}

impl Cell {
    /// The cell as a person would read it; empty for nothing.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Int(value) => Cow::Owned(value.to_string()),
            Self::Float(value) => Cow::Owned(float_text(*value)),
            Self::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        }
    }
}

/// Spreadsheets keep 15 digits. Numbers beyond print with an exponent, so that a long id stored as one is seen to be damaged.
fn float_text(value: f64) -> String {
    if value.abs() >= 1e15 { format!("{value:.5e}").replace('e', "E+") } else { value.to_string() }
}

/// The text of a JSON value; `None` for `null`. Numbers come as digits, nested values as JSON.
#[must_use]
pub fn value_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(match (number.as_i64(), number.as_f64()) {
            (None, Some(float)) if !number.is_u64() => float_text(float),
            _ => number.to_string(),
        })),
        other => Some(Cow::Owned(other.to_string())),
    }
}

/// A record: named fields of a JSON object, or the cells of a row under a header.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A JSON object.
    Object(Map<String, Value>),
    /// Cells under a header.
    Cells(Arc<Header>, Vec<Cell>),
}

impl Row {
    /// The text of a field; `None` where the record has no such field or JSON `null`. Numbers come as digits, nested values as JSON.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::Object(object) => value_text(object.get(field)?),
            Self::Cells(header, cells) => match cells.get(*header.index.get(field)?)? {
                Cell::Empty => None,
                cell => Some(cell.text()),
            },
        }
    }

    /// Whether the record has this field at all.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        match self {
            Self::Object(object) => object.contains_key(field),
            Self::Cells(header, _) => header.has(field),
        }
    }

    /// The record as one line, for the quarantine.
    #[must_use]
    pub fn raw(&self) -> String {
        match self {
            Self::Object(object) => Value::Object(object.clone()).to_string(),
            Self::Cells(_, cells) => cells.iter().map(Cell::text).collect::<Vec<_>>().join("\t"),
        }
    }

    /// Whether the cells repeat the header's own names: a second header inside the data.
    #[must_use]
    pub fn repeats_header(&self) -> bool {
        match self {
            Self::Object(_) => false,
            Self::Cells(header, cells) => {
                let filled = cells.iter().filter(|cell| !matches!(cell, Cell::Empty)).count();
                filled > 1
                    && header.names.iter().zip(cells).all(|(name, cell)| {
                        let text = cell.text();
                        text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}') == name
                    })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_ids_stored_as_floats_are_seen_to_be_damaged() {
        let header = Arc::new(Header::new(["id"]));
        let row = Row::Cells(header, vec![Cell::Float(7_301_234_567_890_123_456.0)]);
        assert!(crate::values::platform_id::is_damaged(&row.text("id").unwrap()));
        assert_eq!(Cell::Float(12.0).text(), "12");
        assert_eq!(Cell::Float(1.5).text(), "1.5");
    }

    #[test]
    fn a_second_header_is_seen_even_with_a_byte_order_mark() {
        let header = Arc::new(Header::new(["\u{feff}a", "b"]));
        let cells = vec![Cell::Text("\u{feff}a".into()), Cell::Text("b".into())];
        assert!(Row::Cells(header.clone(), cells).repeats_header());
        assert!(!Row::Cells(header, vec![Cell::Text("a".into()), Cell::Text("c".into())]).repeats_header());
    }
}
