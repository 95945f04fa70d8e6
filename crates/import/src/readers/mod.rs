//! Readers of containers: each turns a file into records and rejects, in constant memory over the file.

pub mod delimited;
pub mod encoding;
pub mod json;
pub mod lines;
pub mod sqlite;
pub mod workbook;

use crate::error::ReadError;
use crate::reject::Reject;
use crate::row::{Position, Row};

/// What a reader hands on: one data record each.
#[derive(Debug)]
pub enum Item {
    /// A record.
    Row(Row),
    /// What should have been one.
    Bad(Reject),
}

/// Where readers hand their records.
pub type OnItem<'a> = dyn FnMut(&Position, Item) -> Result<(), ReadError> + 'a;
