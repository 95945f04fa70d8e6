//! Rows and columns, before it is decided how they are written.

use serde_json::Value;

/// What an empty cell says to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// Nothing to say.
    Blank,
    /// The fact is not known.
    Unknown,
}

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The field, named like the lake's columns.
    pub name: String,
    /// What people read above it; the catalogue's `column-NAME` where absent.
    pub title: Option<String>,
    /// Numbers stand to the right.
    pub is_number: bool,
    /// What an empty cell says.
    pub empty: Empty,
}

impl Column {
    /// A column of text.
    pub fn text(name: &str) -> Self {
        Self { name: name.to_owned(), title: None, is_number: false, empty: Empty::Blank }
    }

    /// A column of numbers.
    pub fn number(name: &str) -> Self {
        Self { is_number: true, ..Self::text(name) }
    }

    /// The same, where an empty cell means that the fact is not known.
    pub fn or_unknown(mut self) -> Self {
        self.empty = Empty::Unknown;
        self
    }

    /// The same, with its own title.
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }
}

/// Rows under columns. A cell is NULL where nothing is known.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with one cell for each column.
    pub rows: Vec<Vec<Value>>,
}

impl Sheet {
    /// A sheet without rows.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Value>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }
}
