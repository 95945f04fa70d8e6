//! Going through the tables of a file: text, workbooks, databases, and JSON whose objects are flat records.

use std::sync::Arc;

use model::Day;

use super::{Context, Kind, citizens, day_in_name, kind_of};
use crate::error::ReadError;
use crate::format::{Detection, Sink};
use crate::probe::{Container, Probe};
use crate::readers::delimited::{Record, Records};
use crate::readers::encoding::{self, TextEncoding};
use crate::readers::{Item, json, sqlite, workbook};
use crate::reject::{Reason, Reject};
use crate::row::{Cell, Header, Position, Row};
use crate::source::Source;

/// A header stands in one of the first rows: titles may stand above it.
const HEADER_ROWS: u64 = 5;

/// The kind of record in a file that comes first, where one of its tables or objects is of any.
fn stage_of(probe: &Probe, kinds: &[Kind]) -> Option<u8> {
    let of_names = |names: &[String]| {
        let header = Header::new(names);
        kind_of(kinds, &|field| header.has(field)).map(|kind| kind.stage)
    };
    match probe.container {
        Container::JsonArray | Container::JsonLines => probe
            .objects
            .iter()
            .find_map(|object| kind_of(kinds, &|field| object.contains_key(field)))
            .map(|kind| kind.stage),
        Container::Text(_) | Container::Xlsx | Container::Xls => probe
            .sheets
            .iter()
            .filter_map(|sheet| sheet.rows.iter().take(5).find_map(|(_, cells)| of_names(cells)))
            .min(),
        Container::Sqlite => probe.tables.values().filter_map(|columns| of_names(columns)).min(),
        _ => None,
    }
}

/// So much confidence where a table of the file has a header of one of these kinds.
#[must_use]
pub fn detect(probe: &Probe, kinds: &[Kind], confidence: u8) -> Detection {
    stage_of(probe, kinds).map_or(Detection::NO, |stage| Detection::yes(confidence, stage))
}

/// Reads every table of a file; returns how many records there were.
///
/// # Errors
/// When the file cannot be read, or has no table of these kinds.
pub fn read(source: &Source, kinds: &[Kind], sink: &mut dyn Sink) -> Result<u64, ReadError> {
    let mut tables = Tables { source, kinds, sink, records: 0, day: day_in_name(source), around: nothing_around() };
    match source.probe.container {
        Container::JsonLines | Container::JsonArray => tables.json()?,
        Container::Text(encoding) => tables.text(encoding)?,
        Container::Xlsx | Container::Xls => tables.workbook()?,
        Container::Sqlite => tables.sqlite(true)?,
        _ => return Err(ReadError::NoHeader("this container does not hold such an export".to_owned())),
    }
    Ok(tables.records)
}

/// Reads the tables of a database that are of these kinds, among others that somebody else reads.
///
/// # Errors
/// When the file cannot be read.
pub fn read_among(source: &Source, kinds: &[Kind], sink: &mut dyn Sink) -> Result<u64, ReadError> {
    let mut tables = Tables { source, kinds, sink, records: 0, day: day_in_name(source), around: nothing_around() };
    tables.sqlite(false)?;
    Ok(tables.records)
}

/// Gives one record to the sink, with its warnings; citizens' ids stay out of quarantine.
///
/// # Errors
/// When the import has ended.
pub fn give(
    at: &Position,
    row: &Row,
    kind: &Kind,
    context: &mut Context<'_>,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    let outcome = (kind.read)(row, context);
    for warning in context.take_warnings() {
        sink.warn(&warning);
    }
    match outcome {
        Ok(entries) => sink.row(at, entries),
        Err(reject) if kind.is_about_citizens => sink.quarantine(at, citizens::row_without_ids(reject, row)),
        Err(reject) => sink.quarantine(at, reject),
    }
}

struct Tables<'a> {
    source: &'a Source,
    kinds: &'a [Kind],
    sink: &'a mut dyn Sink,
    records: u64,
    /// The day in the file's name, looked for once.
    day: Option<Day>,
    /// A row of a table has nothing around it.
    around: Row,
}

fn nothing_around() -> Row {
    Row::Object(serde_json::Map::new())
}

impl Tables<'_> {
    fn record(&mut self, at: &Position, item: Item, kind: Option<&Kind>) -> Result<(), ReadError> {
        self.records += 1;
        let row = match item {
            Item::Row(row) => row,
            Item::Bad(reject) => {
                let seen = self.source.probe.objects.first();
                let seen = seen.and_then(|object| kind_of(self.kinds, &|field| object.contains_key(field)));
                let of_citizens = kind.or(seen).is_none_or(|kind| kind.is_about_citizens);
                return self.sink.quarantine(at, if of_citizens { citizens::without_ids(reject) } else { reject });
            }
        };
        if row.repeats_header() {
            let detail = "a second header inside the data; two exports were put together";
            return self.sink.quarantine(at, Reject::new(Reason::RepeatedHeader, detail, row.raw()));
        }
        let Some(kind) = kind.or_else(|| kind_of(self.kinds, &|field| row.has(field))) else {
            let detail = "the record has none of the fields that tell what it is";
            let reject = citizens::row_without_ids(Reject::new(Reason::NothingUsable, detail, ""), &row);
            return self.sink.quarantine(at, reject);
        };
        let mut context = Context::new(self.source, self.day, at.sheet.as_deref().unwrap_or(""), &self.around);
        give(at, &row, kind, &mut context, self.sink)
    }

    fn json(&mut self) -> Result<(), ReadError> {
        let file = &self.source.file;
        let reader = encoding::open(file, TextEncoding::Utf8)?;
        let array = self.source.probe.container == Container::JsonArray;
        let mut take = |at: &Position, item: Item| self.record(at, item, None);
        if array { json::read_array(file, reader, &mut take) } else { json::read_lines(file, reader, &mut take) }
    }

    fn text(&mut self, encoding: TextEncoding) -> Result<(), ReadError> {
        let file = &self.source.file;
        let mut records = Records::new(encoding::open(file, encoding)?, self.source.probe.delimiter);
        let mut header: Option<(Arc<Header>, &Kind)> = None;
        let mut above = 0;
        while let Some((line, record)) = records.next_record(file)? {
            let at = Position::line(line);
            match (record, &header) {
                (Record::Bad(reject), known) => {
                    let kind = known.as_ref().map(|(_, kind)| *kind);
                    self.record(&at, Item::Bad(reject), kind)?;
                }
                (Record::Cells(cells), Some((header, kind))) => {
                    let row = Row::Cells(header.clone(), cells.into_iter().map(Cell::Text).collect());
                    self.record(&at, Item::Row(row), Some(kind))?;
                }
                (Record::Cells(cells), None) => {
                    let names = Header::new(cells);
                    if let Some(kind) = kind_of(self.kinds, &|field| names.has(field)) {
                        if !kind.is_ragged {
                            records.expect(names.names().len());
                        }
                        header = Some((Arc::new(names), kind));
                    } else {
                        above += 1;
                        if above >= HEADER_ROWS {
                            break;
                        }
                    }
                }
            }
        }
        if header.is_none() { Err(no_header()) } else { Ok(()) }
    }

    fn workbook(&mut self) -> Result<(), ReadError> {
        let source = self.source;
        let mut current: Option<SheetUnderWay<'_>> = None;
        let mut found = false;
        workbook::read_rows(&source.file, source.probe.container, &mut |sheet, row, cells| {
            let under_way = match &mut current {
                Some(under_way) if under_way.sheet == *sheet => under_way,
                _ => {
                    self.announce(current.take());
                    current.insert(SheetUnderWay { sheet: sheet.clone(), header: None, rows_above: 0 })
                }
            };
            if let Some((header, kind)) = &under_way.header {
                let (header, kind) = (header.clone(), *kind);
                let at = Position { sheet: Some(sheet.clone()), row };
                return self.record(&at, Item::Row(Row::Cells(header, cells)), Some(kind));
            }
            if under_way.rows_above < HEADER_ROWS {
                let names = Header::new(cells.iter().map(Cell::text));
                let kind = kind_of(self.kinds, &|field| names.has(field));
                under_way.header = kind.map(|kind| (Arc::new(names), kind));
                found |= under_way.header.is_some();
            }
            under_way.rows_above += 1;
            Ok(())
        })?;
        self.announce(current);
        if found { Ok(()) } else { Err(no_header()) }
    }

    /// Tells of a sheet that was not read.
    fn announce(&mut self, sheet: Option<SheetUnderWay<'_>>) {
        if let Some(sheet) = sheet.filter(|sheet| sheet.header.is_none()) {
            self.sink.warn(&format!("sheet `{}` has none of the headers of this format and was not read", sheet.sheet));
        }
    }

    /// `tells`: of tables that were not read.
    fn sqlite(&mut self, tells: bool) -> Result<(), ReadError> {
        let source = self.source;
        let mut tables: Vec<(&Kind, &String)> = Vec::new();
        for (table, columns) in &source.probe.tables {
            let header = Header::new(columns);
            if let Some(kind) = kind_of(self.kinds, &|field| header.has(field)) {
                tables.push((kind, table));
            } else if tells {
                self.sink.warn(&format!("table `{table}` holds nothing that is imported and was not read"));
            }
        }
        // Profiles and works before the comments that lean on them.
        tables.sort_by_key(|(kind, _)| kind.stage);
        for (kind, table) in tables {
            let sheet: Arc<str> = Arc::from(table.as_str());
            sqlite::read_table(&source.file, table, &mut |row, header, cells| {
                let at = Position { sheet: Some(sheet.clone()), row };
                self.record(&at, Item::Row(Row::Cells(header, cells)), Some(kind))
            })?;
        }
        Ok(())
    }
}

struct SheetUnderWay<'a> {
    sheet: Arc<str>,
    header: Option<(Arc<Header>, &'a Kind)>,
    rows_above: u64,
}

fn no_header() -> ReadError {
    ReadError::NoHeader("none of the first rows is a header of this format; export the file again".to_owned())
}
