//! A sheet as a whole, with what forms made by hand need: merged regions, what is hidden, the kinds of cells.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{Data, DataRef, Dimensions, ExcelDateTime};

use crate::error::ReadError;
use crate::reject::Reject;
use crate::row::Cell;

/// As many columns as a spreadsheet can have; a cell beyond does not exist.
pub const MOST_COLUMNS: usize = 16_384;
/// The most cells a grid may hold in memory.
pub const MOST_GRID_CELLS: usize = 4_000_000;

/// A sheet or table as a whole.
#[derive(Debug)]
pub struct Grid {
    /// The sheet's name; empty for a text file.
    pub sheet: Arc<str>,
    /// Row number from 1, and its cells. Texts that stand above a table of a document have the number 0.
    pub rows: Vec<(u64, Vec<Cell>)>,
    /// Merged regions: first row, first column, last row, last column; rows from 1, columns from 0.
    pub merged: Vec<(u64, usize, u64, usize)>,
    /// Lines of a text file that are no records.
    pub broken: Vec<(u64, Reject)>,
    /// The sheet itself is hidden.
    pub hidden: bool,
    /// Rows that are hidden. They are read like the others.
    pub hidden_rows: u64,
    /// Columns that are hidden. They are read like the others.
    pub hidden_columns: u64,
}

impl Grid {
    /// An empty sheet.
    #[must_use]
    pub fn new(sheet: Arc<str>) -> Self {
        Self {
            sheet,
            rows: Vec::new(),
            merged: Vec::new(),
            broken: Vec::new(),
            hidden: false,
            hidden_rows: 0,
            hidden_columns: 0,
        }
    }

    /// What to say of its hidden parts, which are read like all others.
    #[must_use]
    pub fn hidden_warning(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.hidden {
            parts.push("is hidden itself".to_owned());
        }
        if self.hidden_rows > 0 {
            parts.push(format!("has {} hidden rows", self.hidden_rows));
        }
        if self.hidden_columns > 0 {
            parts.push(format!("has {} hidden columns", self.hidden_columns));
        }
        (!parts.is_empty())
            .then(|| format!("sheet `{}` {}; hidden parts are read like all others", self.sheet, parts.join(" and ")))
    }
}

/// Runs a reader that is not ours, and turns a panic of it over damaged bytes into an error.
///
/// # Errors
/// What the reader says, or that it gave up.
pub fn guarded<T>(container: &'static str, work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    // The workbook is dropped with the panic, so nothing half-done is seen afterwards.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(broken(container, &"its structure is damaged")))
}

/// An error of the container.
pub fn broken(container: &'static str, error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Container { container, message: error.to_string() }
}

/// Says that a sheet is too large to be held as a whole.
#[must_use]
pub fn too_large(container: &'static str) -> ReadError {
    broken(container, &"the table is too large to be a registry or a list; split it")
}

/// Puts a cell at its column.
pub fn place(cells: &mut Vec<Cell>, column: usize, cell: Cell) {
    if column >= MOST_COLUMNS || cell == Cell::Empty {
        return;
    }
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(slot) = cells.get_mut(column) {
        *slot = cell;
    }
}

/// Whether a row says nothing.
#[must_use]
pub fn is_blank(cells: &[Cell]) -> bool {
    cells.iter().all(|cell| match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.trim().is_empty(),
        _ => false,
    })
}

/// A merged region, rows from 1 and columns from 0.
#[must_use]
pub fn region(dimensions: &Dimensions) -> (u64, usize, u64, usize) {
    let ((first_row, first_column), (last_row, last_column)) = (dimensions.start, dimensions.end);
    (u64::from(first_row) + 1, first_column as usize, u64::from(last_row) + 1, last_column as usize)
}

/// A cell as streamed: of a formula the value that was saved with it; formulas are never evaluated.
#[must_use]
pub fn from_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Int(value) => Cell::Int(*value),
        DataRef::Float(value) => Cell::Float(*value),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(moment) => moment_cell(*moment),
        DataRef::Error(_) | DataRef::Empty => Cell::Empty,
    }
}

/// A cell as held, likewise.
#[must_use]
pub fn from_owned(value: &Data) -> Cell {
    match value {
        Data::Int(value) => Cell::Int(*value),
        Data::Float(value) => Cell::Float(*value),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(moment) => moment_cell(*moment),
        Data::Error(_) | Data::Empty => Cell::Empty,
    }
}

/// A cell formatted as a date reads as text, so that all forms of a date take one way.
fn moment_cell(moment: ExcelDateTime) -> Cell {
    if moment.is_duration() {
        return Cell::Float(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    Cell::Text(if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    })
}
