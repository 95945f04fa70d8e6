//! Spreadsheets: xlsx row by row in constant memory; all kinds as whole grids with merged regions, for forms made by hand.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use calamine::{Reader, SheetType, Xlsx};

use super::grid::{Grid, MOST_GRID_CELLS, broken, from_ref, guarded, is_blank, place, region, too_large};
use super::{docx, hidden, ods, xls};
use crate::archive;
use crate::error::ReadError;
use crate::probe::Container;
use crate::row::Cell;

type XlsxFile = Xlsx<BufReader<File>>;

fn open_xlsx(path: &Path) -> Result<XlsxFile, ReadError> {
    archive::check(path).map_err(|message| ReadError::Container { container: "xlsx", message })?;
    calamine::open_workbook(path).map_err(|error: calamine::XlsxError| broken("xlsx", &error))
}

/// Where rows go: sheet, row number from 1, cells.
pub type OnSheetRow<'a> = dyn FnMut(&Arc<str>, u64, Vec<Cell>) -> Result<(), ReadError> + 'a;

/// The rows of every sheet, in order: sheet, row number from 1, cells. Empty rows are left out.
///
/// # Errors
/// When the file cannot be read, or the receiver says so.
pub fn read_rows(path: &Path, container: Container, on_row: &mut OnSheetRow<'_>) -> Result<(), ReadError> {
    if container != Container::Xlsx {
        for grid in read_grids(path, container, u32::MAX)? {
            for (row, cells) in grid.rows {
                on_row(&grid.sheet, row, cells)?;
            }
        }
        return Ok(());
    }
    guarded("xlsx", || {
        let mut workbook = open_xlsx(path)?;
        for sheet in worksheets(&workbook) {
            let name: Arc<str> = Arc::from(sheet.as_str());
            stream_sheet(&mut workbook, &sheet, &mut |row, cells| on_row(&name, row, cells).map(|()| true))?;
        }
        Ok(())
    })
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

/// The sheets as grids, each with its first `rows` rows at most.
///
/// # Errors
/// When the file cannot be read or is too large to be a form.
pub fn read_grids(path: &Path, container: Container, rows: u32) -> Result<Vec<Grid>, ReadError> {
    match container {
        Container::Xls => xls::read_grids(path, rows),
        Container::Docx => docx::read_grids(path, rows),
        Container::Ods => ods::read_grids(path, rows),
        _ => guarded("xlsx", || read_xlsx(path, rows)),
    }
}

fn read_xlsx(path: &Path, rows: u32) -> Result<Vec<Grid>, ReadError> {
    let mut workbook = open_xlsx(path)?;
    let mut grids = Vec::new();
    let mut held = 0;
    for sheet in worksheets(&workbook) {
        let mut grid = Grid::new(Arc::from(sheet.as_str()));
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
    if rows == u32::MAX {
        tell_hidden(path, &mut grids);
    }
    Ok(grids)
}

/// Writes down what is hidden; a workbook whose parts cannot be looked at so is read all the same.
fn tell_hidden(path: &Path, grids: &mut [Grid]) {
    let Ok(mut sheets) = hidden::hidden(path) else { return };
    for grid in grids {
        if let Some(hidden) = sheets.remove(&*grid.sheet) {
            let width = grid.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
            grid.hidden = hidden.sheet;
            grid.hidden_rows = hidden.rows;
            grid.hidden_columns = hidden.columns_within(width);
        }
    }
}
