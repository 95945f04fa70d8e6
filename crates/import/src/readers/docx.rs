//! Word documents (.docx): their tables as grids. Cells that span columns or rows become merged regions; a table inside a cell is a
//! table of its own; what stands above a table comes with it. Deleted text, field codes and fallback drawings are not read.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::grid::{Grid, MOST_GRID_CELLS, is_blank, place, too_large};
use super::package::PackageFile;
use super::xml::{Go, Part, attribute, times, walk};
use crate::error::ReadError;
use crate::row::Cell;

/// Paragraphs above a table that are kept with it: title, filing unit, day.
const ABOVE: usize = 6;
/// The most columns a cell may span.
const WIDEST_SPAN: usize = 1_000;

/// The tables of a document in the order in which they begin, named 表1, 表2 …, each with its rows up to number `rows`.
///
/// # Errors
/// When the file is broken, refused or too large.
pub fn read_grids(path: &Path, rows: u32) -> Result<Vec<Grid>, ReadError> {
    let mut package = PackageFile::open(path, "docx")?;
    let mut document = Document { rows_wanted: u64::from(rows), ..Document::default() };
    walk("docx", package.held_part("word/document.xml")?, &mut |part| document.part(&part))?;
    let mut grids = document.done;
    grids.sort_by_key(|(number, _)| *number);
    Ok(grids.into_iter().map(|(_, grid)| grid).collect())
}

#[derive(Default)]
struct Document {
    rows_wanted: u64,
    open: Vec<Table>,
    done: Vec<(usize, Grid)>,
    tables: usize,
    cells: usize,
    /// Texts since the last table.
    above: Vec<String>,
    /// The paragraph outside of tables that is being read.
    paragraph: String,
    in_text: bool,
    /// Inside something that is not read.
    skipped: usize,
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    number: usize,
    above: Vec<String>,
    rows: Vec<(u64, Vec<Cell>)>,
    merged: Vec<(u64, usize, u64, usize)>,
    row: u64,
    column: usize,
    cells: Vec<Cell>,
    text: String,
    span: usize,
    down: Down,
    /// Regions that may go on in the next row: by their first column the first row, the last row and the width.
    regions: BTreeMap<usize, (u64, u64, usize)>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Down {
    #[default]
    No,
    Begins,
    GoesOn,
}

impl Document {
    fn part(&mut self, part: &Part<'_>) -> Result<Go, ReadError> {
        match part {
            Part::Open("Fallback" | "moveFrom" | "del", _) => self.skipped += 1,
            Part::Close("Fallback" | "moveFrom" | "del") => self.skipped = self.skipped.saturating_sub(1),
            _ if self.skipped > 0 => {}
            Part::Open(name, start) => self.open(name, start),
            Part::Close(name) => self.close(name)?,
            Part::Text(text) if self.in_text => self.text().push_str(text),
            Part::Text(_) => {}
        }
        Ok(Go::On)
    }

    /// Where text belongs at this place.
    fn text(&mut self) -> &mut String {
        self.open.last_mut().map_or(&mut self.paragraph, |table| &mut table.text)
    }

    fn open(&mut self, name: &str, start: &BytesStart<'_>) {
        let table = self.open.last_mut();
        match (name, table) {
            ("tbl", _) => {
                self.tables += 1;
                let above = if self.open.is_empty() { std::mem::take(&mut self.above) } else { Vec::new() };
                self.open.push(Table { number: self.tables, above, ..Table::default() });
            }
            ("tr", Some(table)) => {
                table.row += 1;
                table.column = 0;
                table.cells.clear();
            }
            ("tc", Some(table)) => {
                table.text.clear();
                table.span = 1;
                table.down = Down::No;
            }
            ("gridBefore", Some(table)) => table.column += times(start, "val").min(WIDEST_SPAN),
            ("gridSpan", Some(table)) => table.span = times(start, "val").clamp(1, WIDEST_SPAN),
            ("vMerge", Some(table)) => {
                let begins = attribute(start, "val").is_some_and(|value| value == "restart");
                table.down = if begins { Down::Begins } else { Down::GoesOn };
            }
            ("t", _) => self.in_text = true,
            ("tab", _) => self.text().push(' '),
            ("br" | "cr", _) => self.text().push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match (name, self.open.last_mut()) {
            ("t", _) => self.in_text = false,
            ("p", Some(table)) if !table.text.is_empty() && !table.text.ends_with('\n') => table.text.push('\n'),
            ("p", None) => {
                let text = std::mem::take(&mut self.paragraph);
                if !text.trim().is_empty() {
                    if self.above.len() >= ABOVE {
                        self.above.remove(0);
                    }
                    self.above.push(text.trim().to_owned());
                }
            }
            ("tc", Some(table)) => table.end_cell(),
            ("tr", Some(table)) => {
                self.cells += table.cells.len();
                if self.cells > MOST_GRID_CELLS {
                    return Err(too_large("docx"));
                }
                let cells = std::mem::take(&mut table.cells);
                if !is_blank(&cells) && table.row <= self.rows_wanted {
                    table.rows.push((table.row, cells));
                }
            }
            ("tbl", Some(_)) => {
                if let Some(table) = self.open.pop() {
                    self.done.push((table.number, table.grid()));
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Table {
    fn end_cell(&mut self) {
        let (column, span) = (self.column, self.span.max(1));
        let text = self.text.trim().to_owned();
        self.text.clear();
        match self.down {
            Down::GoesOn if self.regions.contains_key(&column) => {
                if let Some(region) = self.regions.get_mut(&column) {
                    region.1 = self.row;
                }
            }
            down => {
                if let Some((first, last, width)) = self.regions.remove(&column) {
                    self.merge(column, first, last, width);
                }
                if down == Down::Begins {
                    self.regions.insert(column, (self.row, self.row, span));
                } else if span > 1 {
                    self.merge(column, self.row, self.row, span);
                }
                if !text.is_empty() {
                    place(&mut self.cells, column, Cell::Text(text));
                }
            }
        }
        self.column = column.saturating_add(span);
    }

    fn merge(&mut self, column: usize, first: u64, last: u64, width: usize) {
        if last > first || width > 1 {
            self.merged.push((first, column, last, column + width - 1));
        }
    }

    fn grid(mut self) -> Grid {
        for (column, (first, last, width)) in std::mem::take(&mut self.regions) {
            self.merge(column, first, last, width);
        }
        let mut grid = Grid::new(Arc::from(format!("表{}", self.number)));
        grid.rows = self.above.into_iter().map(|text| (0, vec![Cell::Text(text)])).collect();
        grid.rows.append(&mut self.rows);
        grid.merged = self.merged;
        grid
    }
}
