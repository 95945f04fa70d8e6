//! Mended rows as tables: the one that people save, and the one that a format reads again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::{Mended, Quarantined};
use crate::error::{ImportError, ReadError};
use crate::probe::{Container, Probe};
use crate::readers::delimited::{Record, Records};
use crate::readers::{encoding, workbook};

/// The mended rows as a file of their own, and for each line on which one begins the row it had in its file: JSON lines, or
/// CSV under the columns as they were.
pub fn table_of(rows: &[(Quarantined, Mended)]) -> (String, BTreeMap<u64, u64>) {
    let mut text = String::new();
    let mut places = BTreeMap::new();
    let mut line = 1_u64;
    let has_columns = rows.iter().any(|(_, mended)| mended.line.is_empty());
    let mut columns: Vec<&str> = Vec::new();
    if has_columns {
        for (name, _) in rows.iter().flat_map(|(_, mended)| &mended.cells) {
            if !columns.contains(&name.as_str()) {
                columns.push(name);
            }
        }
        push_line(&mut text, columns.iter().copied(), &mut line);
    }
    for (old, mended) in rows {
        places.insert(line, old.row);
        if mended.line.is_empty() {
            let cell = |name: &&str| {
                let found = mended.cells.iter().find(|(column, _)| column == name);
                found.map_or("", |(_, cell)| cell.as_str())
            };
            push_line(&mut text, columns.iter().map(cell), &mut line);
        } else {
            // One line is one record, whatever a person's editor made of it.
            let _ = writeln!(text, "{}", mended.line.replace(['\r', '\n'], " "));
            line += 1;
        }
    }
    (text, places)
}

fn push_line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>, line: &mut u64) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            text.push(',');
        }
        let _ = write!(text, "\"{}\"", cell.replace('"', "\"\""));
        *line += cell.matches('\n').count() as u64;
    }
    text.push('\n');
    *line += 1;
}

/// Reads a table of mended rows that a person saved: `.xlsx` or `.csv` as it was exported.
///
/// # Errors
/// When the file cannot be read or is no such table.
pub fn read_mended(path: &Path) -> Result<Vec<Mended>, ImportError> {
    let wrong = |why: &str| ImportError::Mended { path: path.to_owned(), why: why.to_owned() };
    let look = Probe::look(path, &path.display().to_string());
    let probe = look.map_err(|error| ImportError::Mended { path: path.to_owned(), why: error.to_string() })?;
    let mut header: Vec<String> = Vec::new();
    let mut mended = Vec::new();
    let mut take = |cells: Vec<String>| {
        let cells: Vec<String> = cells.into_iter().map(|cell| plain(&cell)).collect();
        if header.is_empty() {
            header = cells.iter().map(|cell| cell.trim().trim_start_matches('\u{feff}').to_owned()).collect();
            return;
        }
        let mut row = Mended::default();
        for (name, cell) in header.iter().zip(cells) {
            match name.as_str() {
                ID => cell.trim().clone_into(&mut row.quarantine_id),
                LINE => cell.trim().clone_into(&mut row.line),
                name if ABOUT.contains(&name) || name.is_empty() => {}
                name => row.cells.push((name.strip_prefix(ESCAPED).unwrap_or(name).to_owned(), cell)),
            }
        }
        if !row.quarantine_id.is_empty() {
            mended.push(row);
        }
    };
    let read = match probe.container {
        Container::Text(encoding) => (|| {
            let reader = encoding::open(path, encoding)?;
            let mut records = Records::new(reader, probe.delimiter);
            while let Some((_, record)) = records.next_record(path)? {
                if let Record::Cells(cells) = record {
                    take(cells);
                }
            }
            Ok::<(), ReadError>(())
        })(),
        container @ (Container::Xlsx | Container::Xls | Container::Ods) => {
            workbook::read_rows(path, container, &mut |_, _, cells| {
                take(cells.iter().map(|cell| cell.text().into_owned()).collect());
                Ok(())
            })
        }
        _ => {
            return Err(wrong(
                "this is neither a workbook nor a CSV table; use the file that `quarantine export` wrote",
            ));
        }
    };
    read.map_err(|error| ImportError::Mended { path: path.to_owned(), why: error.to_string() })?;
    if !header.iter().any(|name| name == ID) {
        return Err(wrong(
            "the column quarantine_id is missing; mend the file that `quarantine export` wrote, and keep that column",
        ));
    }
    Ok(mended)
}

/// The column that says which row it is.
pub const ID: &str = "quarantine_id";
/// The column with the line of rows that have no columns.
pub const LINE: &str = "原始行";
/// Columns about the row that are for people only.
pub const ABOUT: [&str; 6] = ["原因", "说明", "文件", "工作表", "行号", "出错的列"];
/// Stands before the name of an original column that is called like one of ours.
pub const ESCAPED: &str = "原列：";

/// Without the `'` that keeps a spreadsheet from running the cell as a formula.
fn plain(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}
