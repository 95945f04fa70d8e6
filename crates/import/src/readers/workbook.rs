//! Spreadsheets: xlsx row by row in constant memory, whole grids with merged regions for forms made by hand, old xls.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, Xls, Xlsx};

use crate::archive;
use crate::error::ReadError;
use crate::probe::Container;
use crate::reject::Reject;
use crate::row::Cell;

/// Columns beyond this are not read: no form and no export has so many.
pub const MOST_COLUMNS: usize = 512;
/// The most cells a grid may hold in memory.
const MOST_GRID_CELLS: usize = 8_000_000;

type XlsxFile = Xlsx<BufReader<File>>;

fn open_xlsx(path: &Path) -> Result<XlsxFile, ReadError> {
    archive::check(path).map_err(|message| ReadError::Container { container: "xlsx", message })?;
    calamine::open_workbook(path).map_err(|error: calamine::XlsxError| broken("xlsx", &error))
}

fn open_xls(path: &Path) -> Result<Xls<BufReader<File>>, ReadError> {
    calamine::open_workbook(path).map_err(|error: calamine::XlsError| broken("xls", &error))
}

fn broken(container: &'static str, error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Container { container, message: error.to_string() }
}

/// Where rows go: sheet, row number from 1, cells.
pub type OnSheetRow<'a> = dyn FnMut(&Arc<str>, u64, Vec<Cell>) -> Result<(), ReadError> + 'a;

/// The rows of every sheet, in order: sheet, row number from 1, cells. Empty rows are left out.
///
/// # Errors
/// When the file cannot be read, or the receiver says so.
pub fn read_rows(path: &Path, container: Container, on_row: &mut OnSheetRow<'_>) -> Result<(), ReadError> {
    if container == Container::Xls {
        for grid in read_grids(path, container, u32::MAX)? {
            for (row, cells) in grid.rows {
                on_row(&grid.sheet, row, cells)?;
            }
        }
        return Ok(());
    }
    let mut workbook = open_xlsx(path)?;
    for sheet in worksheets(&workbook) {
        let name: Arc<str> = Arc::from(sheet.as_str());
        stream_sheet(&mut workbook, &sheet, &mut |row, cells| on_row(&name, row, cells).map(|()| true))?;
    }
    Ok(())
}

fn worksheets(workbook: &XlsxFile) -> Vec<String> {
    workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect()
}

/// Rows of one xlsx sheet until the receiver answers `false`.
fn stream_sheet(
    workbook: &mut XlsxFile,
    sheet: &str,
    on_row: &mut dyn FnMut(u64, Vec<Cell>) -> Result<bool, ReadError>,
) -> Result<(), ReadError> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| broken("xlsx", &error))?;
    let mut current: Option<u32> = None;
    let mut cells: Vec<Cell> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|error| broken("xlsx", &error))? {
        let (row, column) = cell.get_position();
        if current != Some(row) {
            if let Some(current) = current
                && !is_blank(&cells)
                && !on_row(u64::from(current) + 1, std::mem::take(&mut cells))?
            {
                return Ok(());
            }
            cells.clear();
            current = Some(row);
        }
        place(&mut cells, column as usize, from_ref(cell.get_value()));
    }
    if let Some(current) = current
        && !is_blank(&cells)
    {
        on_row(u64::from(current) + 1, cells)?;
    }
    Ok(())
}

fn place(cells: &mut Vec<Cell>, column: usize, cell: Cell) {
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

fn is_blank(cells: &[Cell]) -> bool {
    cells.iter().all(|cell| match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.trim().is_empty(),
        _ => false,
    })
}

/// A sheet as a whole, with its merged regions.
#[derive(Debug)]
pub struct Grid {
    /// The sheet's name; empty for a text file.
    pub sheet: Arc<str>,
    /// Row number from 1, and its cells.
    pub rows: Vec<(u64, Vec<Cell>)>,
    /// Merged regions: first row, first column, last row, last column; rows from 1, columns from 0.
    pub merged: Vec<(u64, usize, u64, usize)>,
    /// Lines of a text file that are no records.
    pub broken: Vec<(u64, Reject)>,
}

/// The sheets as grids, each with its first `rows` rows at most.
///
/// # Errors
/// When the file cannot be read or is too large to be a form.
pub fn read_grids(path: &Path, container: Container, rows: u32) -> Result<Vec<Grid>, ReadError> {
    if container == Container::Xls {
        return read_xls(path, rows);
    }
    let mut workbook = open_xlsx(path)?;
    let mut grids = Vec::new();
    for sheet in worksheets(&workbook) {
        let mut grid =
            Grid { sheet: Arc::from(sheet.as_str()), rows: Vec::new(), merged: Vec::new(), broken: Vec::new() };
        let mut held = 0;
        stream_sheet(&mut workbook, &sheet, &mut |row, cells| {
            if row > u64::from(rows) {
                return Ok(false);
            }
            held += cells.len();
            grid.rows.push((row, cells));
            if held > MOST_GRID_CELLS { Err(too_large("xlsx")) } else { Ok(true) }
        })?;
        // Merged regions stand behind the cells, so a short look does not need to fail for want of them.
        let merged = workbook.merge_cells_by_sheet_name(&sheet).unwrap_or_default();
        grid.merged = merged.iter().map(region).collect();
        grids.push(grid);
    }
    Ok(grids)
}

fn too_large(container: &'static str) -> ReadError {
    ReadError::Container {
        container,
        message: "the sheet is too large to be a registry or a list; split it".to_owned(),
    }
}

fn region(dimensions: &Dimensions) -> (u64, usize, u64, usize) {
    let ((first_row, first_column), (last_row, last_column)) = (dimensions.start, dimensions.end);
    (u64::from(first_row) + 1, first_column as usize, u64::from(last_row) + 1, last_column as usize)
}

fn read_xls(path: &Path, rows: u32) -> Result<Vec<Grid>, ReadError> {
    let mut workbook = open_xls(path)?;
    let mut grids = Vec::new();
    for sheet in workbook.sheet_names() {
        let range = workbook.worksheet_range(&sheet).map_err(|error| broken("xls", &error))?;
        let mut grid =
            Grid { sheet: Arc::from(sheet.as_str()), rows: Vec::new(), merged: Vec::new(), broken: Vec::new() };
        let (top, left) = range.start().unwrap_or((0, 0));
        for (offset, row) in range.rows().enumerate() {
            let number = u64::from(top) + offset as u64 + 1;
            if number > u64::from(rows) {
                break;
            }
            let mut cells = Vec::new();
            for (column, value) in row.iter().enumerate() {
                place(&mut cells, left as usize + column, from_owned(value));
            }
            if !is_blank(&cells) {
                grid.rows.push((number, cells));
            }
        }
        let merged = workbook.merge_cells_by_sheet_name(&sheet).unwrap_or_default();
        grid.merged = merged.iter().map(region).collect();
        grids.push(grid);
    }
    Ok(grids)
}

fn from_ref(value: &DataRef<'_>) -> Cell {
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

fn from_owned(value: &Data) -> Cell {
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
