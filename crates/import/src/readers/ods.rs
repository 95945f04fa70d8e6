//! `OpenDocument` spreadsheets (.ods): sheets as grids. Values are those that were saved; formulas are never evaluated. Repeats, by which a
//! few bytes can claim a whole sheet, are bounded.

use std::path::Path;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::grid::{Grid, MOST_COLUMNS, MOST_GRID_CELLS, is_blank, place, too_large};
use super::package::PackageFile;
use super::xml::{Go, Part, attribute, times, walk};
use crate::error::ReadError;
use crate::row::Cell;

/// The sheets, each with its rows up to number `rows`.
///
/// # Errors
/// When the file is broken, refused or too large.
pub fn read_grids(path: &Path, rows: u32) -> Result<Vec<Grid>, ReadError> {
    let mut package = PackageFile::open(path, "ods")?;
    let mut book = Book { rows_wanted: u64::from(rows), ..Book::default() };
    walk("ods", package.held_part("content.xml")?, &mut |part| book.part(&part))?;
    Ok(book.done)
}

#[derive(Default)]
struct Book {
    rows_wanted: u64,
    done: Vec<Grid>,
    sheet: Option<Sheet>,
    held: usize,
    /// Inside a remark, a drawing or recorded changes: not read.
    skipped: usize,
}

struct Sheet {
    grid: Grid,
    row: u64,
    row_times: usize,
    row_hidden: bool,
    cells: Vec<Cell>,
    column: usize,
    cell: Option<OpenCell>,
}

struct OpenCell {
    value: Option<Cell>,
    text: String,
    times: usize,
    right: usize,
    down: usize,
}

impl Book {
    fn part(&mut self, part: &Part<'_>) -> Result<Go, ReadError> {
        match part {
            Part::Open("annotation" | "shapes" | "tracked-changes" | "frame", _) => self.skipped += 1,
            Part::Close("annotation" | "shapes" | "tracked-changes" | "frame") => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            _ if self.skipped > 0 => {}
            Part::Open("table", start) => {
                let name = attribute(start, "name").unwrap_or_default();
                self.sheet = Some(Sheet {
                    grid: Grid::new(Arc::from(name)),
                    row: 0,
                    row_times: 1,
                    row_hidden: false,
                    cells: Vec::new(),
                    column: 0,
                    cell: None,
                });
            }
            Part::Close("table") => self.done.extend(self.sheet.take().map(|sheet| sheet.grid)),
            Part::Open(name, start) => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.open(name, start);
                }
            }
            Part::Close("table-row") => {
                let wanted = self.rows_wanted;
                if let Some(sheet) = &mut self.sheet {
                    self.held += sheet.end_row(wanted, MOST_GRID_CELLS.saturating_sub(self.held))?;
                }
            }
            Part::Close(name) => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.close(name);
                }
            }
            Part::Text(text) => {
                if let Some(cell) = self.sheet.as_mut().and_then(|sheet| sheet.cell.as_mut()) {
                    cell.text.push_str(text);
                }
            }
        }
        Ok(Go::On)
    }
}

fn hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "visibility").is_some_and(|value| value == "collapse" || value == "filter")
}

impl Sheet {
    fn open(&mut self, name: &str, start: &BytesStart<'_>) {
        match (name, &mut self.cell) {
            ("table-column", _) if hidden(start) => {
                self.grid.hidden_columns += times(start, "number-columns-repeated").min(MOST_COLUMNS) as u64;
            }
            ("table-row", _) => {
                self.row_times = times(start, "number-rows-repeated").max(1);
                self.row_hidden = hidden(start);
                self.cells.clear();
                self.column = 0;
            }
            ("table-cell" | "covered-table-cell", _) => {
                self.cell = Some(OpenCell {
                    value: value(start),
                    text: String::new(),
                    times: times(start, "number-columns-repeated").clamp(1, MOST_COLUMNS),
                    right: times(start, "number-columns-spanned").clamp(1, MOST_COLUMNS),
                    down: times(start, "number-rows-spanned").max(1),
                });
            }
            ("s", Some(cell)) => cell.text.extend(std::iter::repeat_n(' ', times(start, "c").min(1_000))),
            ("tab", Some(cell)) => cell.text.push(' '),
            ("line-break", Some(cell)) => cell.text.push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match (name, &mut self.cell) {
            ("p", Some(cell)) => cell.text.push('\n'),
            ("table-cell" | "covered-table-cell", _) => {
                let Some(cell) = self.cell.take() else { return };
                let text = cell.text.trim();
                let value = cell
                    .value
                    .unwrap_or_else(|| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) });
                if value != Cell::Empty {
                    for column in self.column..self.column.saturating_add(cell.times).min(MOST_COLUMNS) {
                        place(&mut self.cells, column, value.clone());
                    }
                }
                if cell.right > 1 || cell.down > 1 {
                    let top = self.row + 1;
                    let bottom = self.row.saturating_add(cell.down as u64);
                    self.grid.merged.push((top, self.column, bottom, self.column + cell.right - 1));
                }
                self.column = self.column.saturating_add(cell.times);
            }
            _ => {}
        }
    }

    /// Ends a row and says how many cells it takes.
    fn end_row(&mut self, wanted: u64, room: usize) -> Result<usize, ReadError> {
        let first = self.row + 1;
        self.row = self.row.saturating_add(self.row_times as u64);
        if is_blank(&self.cells) {
            return Ok(0);
        }
        if self.row_hidden {
            self.grid.hidden_rows += self.row_times as u64;
        }
        let mut held = 0_usize;
        for number in first..=self.row.min(wanted) {
            held += self.cells.len();
            if held > room {
                return Err(too_large("ods"));
            }
            self.grid.rows.push((number, self.cells.clone()));
        }
        Ok(held)
    }
}

/// The value saved with a cell, where it is no text.
fn value(start: &BytesStart<'_>) -> Option<Cell> {
    let kind = attribute(start, "value-type")?;
    match kind.as_str() {
        "float" | "percentage" | "currency" => {
            attribute(start, "value").and_then(|value| value.trim().parse().ok()).map(Cell::Float)
        }
        "date" => attribute(start, "date-value").map(Cell::Text),
        "boolean" => attribute(start, "boolean-value").map(|value| Cell::Bool(value == "true")),
        _ => attribute(start, "string-value").map(Cell::Text),
    }
}
