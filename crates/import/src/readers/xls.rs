//! Old workbooks (BIFF, .xls, and .et saved as such): read by `calamine` after a check that their sizes are believable, since a few
//! bytes can claim a sheet of four thousand million cells.

use std::path::Path;
use std::sync::Arc;

use calamine::{Reader, Xls};

use super::compound::{Compound, u16_at, u32_at};
use super::grid::{Grid, MOST_GRID_CELLS, broken, from_owned, guarded, is_blank, place, region};
use crate::error::ReadError;

/// The most cells a sheet may claim to reach over: all that the format has.
const WHOLE_SHEET: u64 = 65_536 * 256;

/// What a look through the records of one sheet shows.
#[derive(Debug, Default)]
struct SheetFacts {
    hidden: bool,
    hidden_rows: u64,
    hidden_columns: u64,
}

/// The sheets as grids, each with its rows up to number `rows`.
///
/// # Errors
/// When the file is locked, broken, or too large.
pub fn read_grids(path: &Path, rows: u32) -> Result<Vec<Grid>, ReadError> {
    let facts = check(path)?;
    guarded("xls", || {
        let mut workbook: Xls<_> =
            calamine::open_workbook(path).map_err(|error: calamine::XlsError| broken("xls", &error))?;
        let mut grids = Vec::new();
        for (index, sheet) in workbook.sheet_names().into_iter().enumerate() {
            let range = workbook.worksheet_range(&sheet).map_err(|error| broken("xls", &error))?;
            let mut grid = Grid::new(Arc::from(sheet.as_str()));
            if let Some(facts) = facts.get(index) {
                grid.hidden = facts.hidden;
                grid.hidden_rows = facts.hidden_rows;
                grid.hidden_columns = facts.hidden_columns;
            }
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
    })
}

/// Looks through the records: is the file locked, are the sizes believable, what is hidden.
fn check(path: &Path) -> Result<Vec<SheetFacts>, ReadError> {
    let compound = Compound::open(path)?;
    let stream = ["Workbook", "Book"].iter().find_map(|name| compound.stream(name));
    let Some(stream) = stream else { return Err(broken("xls", &"there is no workbook in it")) };
    drop(compound);
    let too_large = || broken("xls", &"its sheets are too large, or damaged so that they seem to be; save it as .xlsx");
    let mut sheets = Vec::new();
    for (kind, data) in Records(stream.as_slice()) {
        match kind {
            0x000a => break,
            0x002f => return Err(ReadError::Locked),
            0x0085 => {
                let (Some(at), Some(flags)) = (u32_at(data, 0), data.get(4)) else { continue };
                sheets.push((at as usize, flags & 3 != 0));
            }
            _ => {}
        }
    }
    let mut facts = Vec::with_capacity(sheets.len());
    let mut cells = 0_u64;
    for (at, hidden) in sheets {
        let Some(records) = stream.get(at..) else { return Err(broken("xls", &"a sheet lies outside the file")) };
        let mut sheet = SheetFacts { hidden, ..SheetFacts::default() };
        cells = cells.saturating_add(walk(records, &mut sheet).ok_or_else(too_large)?);
        if cells > MOST_GRID_CELLS as u64 {
            return Err(too_large());
        }
        facts.push(sheet);
    }
    Ok(facts)
}

/// The cells a sheet's rectangle has; `None` where it claims more than the format allows.
fn walk(records: &[u8], facts: &mut SheetFacts) -> Option<u64> {
    let mut bounds: Option<(u16, u16, u16, u16)> = None;
    let mut depth = 0_usize;
    for (kind, data) in Records(records) {
        match kind {
            0x0809 => depth += 1,
            0x000a if depth <= 1 => break,
            0x000a => depth -= 1,
            // A chart inside the sheet holds records that look like cells.
            _ if depth > 1 => {}
            0x0200 => {
                let wide = data.len() >= 14;
                let number = |at: usize| {
                    if wide { u32_at(data, at * 4) } else { u16_at(data, at * 2).map(u32::from) }
                };
                let (first, last) = (number(0)?, number(1)?);
                let (left, right) =
                    if wide { (u16_at(data, 8)?, u16_at(data, 10)?) } else { (u16_at(data, 4)?, u16_at(data, 6)?) };
                let rows = u64::from(last.max(first)) + 1;
                let columns = u64::from(right.max(left)) + 1;
                // Writers give either the last row or the one behind it; a first row behind the last is damage.
                if rows.saturating_mul(columns) > WHOLE_SHEET * 2 || (last >= 1 && first > last) {
                    return None;
                }
            }
            0x0208 if data.get(12).is_some_and(|flags| flags & 0x20 != 0) => facts.hidden_rows += 1,
            0x007d if data.get(8).is_some_and(|flags| flags & 1 != 0) => {
                let (first, last) = (u16_at(data, 0)?, u16_at(data, 2)?);
                // The last column of a sheet stands for all behind it; only those people see are counted.
                facts.hidden_columns += u64::from(last.min(255).saturating_sub(first)) + 1;
            }
            0x0006 | 0x00bd | 0x00d6 | 0x00fd | 0x0203 | 0x0204 | 0x0205 | 0x027e => {
                let (row, mut last) = (u16_at(data, 0)?, u16_at(data, 2)?);
                let first = last;
                if kind == 0x00bd {
                    last = u16_at(data, data.len().checked_sub(2)?)?.max(first);
                }
                let (top, left, bottom, right) = bounds.unwrap_or((row, first, row, last));
                bounds = Some((top.min(row), left.min(first), bottom.max(row), right.max(last)));
            }
            _ => {}
        }
    }
    let Some((top, left, bottom, right)) = bounds else { return Some(0) };
    let area = (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1);
    (area <= WHOLE_SHEET).then_some(area)
}

/// The records of a stream: kind and data.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (u16_at(self.0, 0)?, u16_at(self.0, 2)? as usize);
        let data = self.0.get(4..4 + length)?;
        self.0 = self.0.get(4 + length..)?;
        Some((kind, data))
    }
}
