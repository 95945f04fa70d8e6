//! Readers of containers: each turns a file into records and rejects, in constant memory over the file.

pub mod compound;
pub mod delimited;
mod docx;
pub mod encoding;
pub mod grid;
mod hidden;
pub mod json;
pub mod lines;
mod ods;
mod package;
pub mod sqlite;
pub mod workbook;
mod xls;
pub mod xml;

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
