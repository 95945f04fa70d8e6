//! Registries (备案台账) as units fill them in: Excel and CSV, header under merged titles, units in headers, merged unit cells,
//! several accounts in a cell, every form of a date, totals and notes under the table.

pub mod above;
pub mod accounts;
pub mod columns;
pub mod kind;
pub mod lines;
pub mod table;

use std::sync::Arc;

use model::id::row_id;

use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::{Container, Probe, SheetLook};
use crate::readers::delimited::{Record, Records};
use crate::readers::encoding;
use crate::readers::grid::{Grid, MOST_GRID_CELLS, too_large};
use crate::readers::workbook;
use crate::reject::{Reason, Reject};
use crate::row::{Cell, Position};
use crate::source::Source;

use above::Filing;
use kind::{RowKind, row_kind};
use lines::{Line, LineContext, state_of};
use table::Table;

/// See the module.
#[derive(Debug)]
pub struct Registry;

static MANIFEST: Manifest = Manifest {
    name: "registry",
    title_zh: "政务新媒体备案台账",
    doc: "Registries in Excel (xlsx, xls, and et saved so), Word tables (docx), OpenDocument (ods) or CSV (UTF-8, GB18030, UTF-16), told by \
          their bytes and not by the ending. The header may stand in rows 1 to 10 under titles and may be two rows deep; a sheet may be \
          named for its platform. Hidden sheets, rows and columns are read like all others, and the report says so. A long number that a \
          spreadsheet rounded is kept as filed and joins nobody. Rows that are no lines of the registry (headings, 合计, notes and signatures under the table) are not \
          data records and are not counted.",
    fills: &["registry", "units", "accounts", "account_aliases"],
    proves: "That these accounts were filed on that day: the date stated in the form, else in its title or file name (a month or \
             quarter counts as its last day), else the day given with --observed, else when the file was written. \
             It proves nothing about works.",
    lacks: &["what the account published", "numbers other than those the unit typed"],
};

impl Format for Registry {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        match best_header(&probe.sheets) {
            Some(score) if score >= 4 => Detection::yes(80, 0),
            Some(score) if score >= 3 => Detection::yes(65, 0),
            Some(_) => Detection::yes(45, 0),
            None => Detection::NO,
        }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        let mut records = 0;
        for table in tables(source, sink)? {
            records += read_table(source, &table, sink)?;
        }
        Ok(records)
    }
}

/// The most header words found in a row of any sheet.
#[must_use]
pub fn best_header(sheets: &[SheetLook]) -> Option<usize> {
    sheets.iter().filter_map(|sheet| table::header_row(&sheet.rows)).map(|(_, score)| score).max()
}

/// The tables of a file, one a sheet. Of a sheet that holds rows but no header that is understood the name is told.
///
/// # Errors
/// When the file cannot be read or holds no table at all.
pub fn tables(source: &Source, sink: &mut dyn Sink) -> Result<Vec<Table>, ReadError> {
    let container = source.probe.container;
    let is_text = matches!(container, Container::Text(_));
    let grids = match container {
        Container::Xlsx | Container::Xls | Container::Docx | Container::Ods => {
            workbook::read_grids(&source.file, container, u32::MAX)?
        }
        Container::Text(_) => vec![text_grid(source)?],
        _ => Vec::new(),
    };
    let mut tables: Vec<Table> = Vec::new();
    for grid in grids {
        let found = table::find(grid, is_text).or_else(|grid| match tables.last() {
            Some(before) if container == Container::Docx => table::continued(grid, before),
            _ => Err(grid),
        });
        match found {
            Ok(table) => {
                if let Some(warning) = &table.warning {
                    sink.warn(warning);
                }
                tables.push(table);
            }
            Err(grid) if grid.rows.iter().filter(|(_, cells)| cells.len() > 1).count() > 1 => {
                sink.warn(&format!("sheet `{}` has no header that is understood; it was not read", grid.sheet));
            }
            Err(_) => {}
        }
    }
    if tables.is_empty() {
        return Err(ReadError::NoHeader(no_header()));
    }
    Ok(tables)
}

/// What to say where no header was found.
#[must_use]
pub fn no_header() -> String {
    format!(
        "no header row was found in the first rows; looked for {}. Name the columns so, or describe them in a column map and \
         import with --map FILE.toml",
        columns::looked_for()
    )
}

fn text_grid(source: &Source) -> Result<Grid, ReadError> {
    let Container::Text(encoding) = source.probe.container else { return Err(ReadError::Encoding) };
    let mut records = Records::new(encoding::open(&source.file, encoding)?, source.probe.delimiter);
    let mut grid = Grid::new(Arc::from(""));
    let mut held = 0;
    while let Some((line, record)) = records.next_record(&source.file)? {
        if let Record::Cells(cells) = &record {
            held += cells.len();
        }
        if held > MOST_GRID_CELLS {
            return Err(too_large("csv"));
        }
        match record {
            Record::Cells(cells) => grid.rows.push((line, cells.into_iter().map(Cell::Text).collect())),
            Record::Bad(reject) => grid.broken.push((line, reject)),
        }
    }
    Ok(grid)
}

/// Gives the broken lines of a text file to quarantine and returns how many there were.
///
/// # Errors
/// When the import has ended.
pub fn quarantine_broken(table: &Table, sink: &mut dyn Sink) -> Result<u64, ReadError> {
    for (row, reject) in &table.broken {
        sink.quarantine(&Position::line(*row), reject.clone())?;
    }
    Ok(table.broken.len() as u64)
}

fn read_table(source: &Source, table: &Table, sink: &mut dyn Sink) -> Result<u64, ReadError> {
    let mut filing = Filing::read(&table.above, &table.sheet, source);
    let mut context = LineContext { filing_id: row_id("filing", &[&source.file_hash]), section_state: None };
    let sheet = Some(table.sheet.clone()).filter(|sheet| !sheet.is_empty());
    let mut records = quarantine_broken(table, sink)?;
    for (row, cells) in &table.rows {
        let at = Position { sheet: sheet.clone(), row: *row };
        let line = Line::new(cells, &table.columns);
        match row_kind(cells, &table.columns, &table.header) {
            RowKind::Heading(text) => {
                if let Some(unit) = above::labelled_value(&text, "填报单位") {
                    filing.unit = Some(unit);
                }
                context.section_state = state_of(&text).filter(|state| *state != "normal");
            }
            RowKind::Total | RowKind::Note | RowKind::Blank => {}
            RowKind::RepeatedHeader => {
                records += 1;
                let detail = "the header again inside the table; nothing is lost";
                sink.quarantine(&at, Reject::new(Reason::RepeatedHeader, detail, line.raw()))?;
            }
            RowKind::Line => {
                records += 1;
                match line.accounts(filing.platform) {
                    Err(reject) => sink.quarantine(&at, reject)?,
                    Ok(accounts) => {
                        let mut entries = Vec::with_capacity(accounts.len());
                        for named in &accounts {
                            if let Some(words) = &named.platform_words {
                                sink.warn(&format!(
                                    "platform `{words}` is not known; its accounts are kept under 其他"
                                ));
                            }
                            let entry = line.entry(named, accounts.len(), &filing, &context, sink);
                            entries.push(Entry::Registry(Box::new(entry)));
                        }
                        sink.row(&at, entries)?;
                    }
                }
            }
        }
    }
    Ok(records)
}
