//! A record as it stood in its file: read again from the original, by the place that its rows name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::discover::discover;
use crate::error::{ImportError, ReadError};
use crate::formats::registry::table;
use crate::imports::FileImported;
use crate::pipeline::raw;
use crate::probe::{Container, Probe};
use crate::readers::delimited::{Record, Records};
use crate::readers::encoding::{self, TextEncoding};
use crate::readers::lines::{Line, Lines};
use crate::readers::{Item, json, sqlite, workbook};
use crate::row::{Cell, Row};

/// A record as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Original {
    /// The names of its columns; none where the record has no header above it (JSON).
    pub columns: Vec<String>,
    /// Its cells, in the order of the columns; there may be more or fewer.
    pub cells: Vec<String>,
    /// The line, element or row as text.
    pub line: String,
}

/// Sheet (none in files without sheets) and row.
pub type Place = (Option<String>, u64);

/// Where the bytes of a file lie now.
pub struct Located {
    /// The file.
    pub file: PathBuf,
    /// Holds what was unpacked for it.
    _unpacked: Option<tempfile::TempDir>,
}

/// Finds the bytes of an imported file: among the originals that were kept, else where it was handed in, if it is still the
/// same. `None`: it is gone, or was changed since.
///
/// # Errors
/// When a folder cannot be written that archives are unpacked into.
pub fn locate(raw_folder: &Path, file: &FileImported) -> Result<Option<Located>, ImportError> {
    let kept = raw_folder.join(&file.file_hash);
    if kept.is_file() {
        return Ok(Some(Located { file: kept, _unpacked: None }));
    }
    let is_it = |path: &Path| path.is_file() && raw::hash_file(path).is_ok_and(|hash| hash == file.file_hash);
    let outer = PathBuf::from(file.path.split_once('!').map_or(file.path.as_str(), |(archive, _)| archive));
    if is_it(&outer) {
        return Ok(Some(Located { file: outer, _unpacked: None }));
    }
    let archives = file.archive_hash.iter().map(|hash| raw_folder.join(hash)).chain([outer]);
    for archive in archives.filter(|archive| archive.is_file()) {
        let io = |source| ImportError::Io { path: raw_folder.to_owned(), source };
        let scratch = tempfile::Builder::new().prefix("unpacking-").tempdir_in(raw_folder).map_err(io)?;
        let found = discover(&[archive], scratch.path())?;
        if let Some(found) = found.into_iter().find(|found| is_it(&found.file)) {
            return Ok(Some(Located { file: found.file, _unpacked: Some(scratch) }));
        }
    }
    Ok(None)
}

/// Reads the records at these places. A place where nothing stands is left out.
///
/// # Errors
/// When the file cannot be read.
pub fn originals(file: &Path, path: &str, places: &BTreeSet<Place>) -> Result<BTreeMap<Place, Original>, ReadError> {
    let probe = Probe::look(file, path)?;
    let mut found = BTreeMap::new();
    match probe.container {
        Container::Text(encoding) => text(file, encoding, probe.delimiter, places, &mut found)?,
        Container::JsonLines => lines(file, places, &mut found)?,
        Container::JsonArray => {
            let reader = encoding::open(file, TextEncoding::Utf8)?;
            json::read_array(file, reader, &mut |at, item| {
                let place = (None, at.row);
                if places.contains(&place) {
                    let line = match item {
                        Item::Row(row) => row.raw(),
                        Item::Bad(reject) => reject.raw,
                    };
                    found.insert(place, Original { line, ..Original::default() });
                } else if let Item::Row(Row::Object(object)) = item
                    && holds_places(at.row, places)
                {
                    nested(&Value::Object(object), &at.row.to_string(), places, &mut found);
                }
                Ok(())
            })?;
        }
        Container::JsonObject => {
            for object in &probe.objects {
                elements(&Value::Object(object.clone()), places, &mut found);
            }
        }
        Container::Xlsx | Container::Xls | Container::Docx | Container::Ods => {
            sheets(file, probe.container, places, &mut found)?;
        }
        Container::Sqlite => {
            for sheet in places.iter().filter_map(|(sheet, _)| sheet.clone()).collect::<BTreeSet<_>>() {
                if !probe.tables.contains_key(&sheet) {
                    continue;
                }
                sqlite::read_table(file, &sheet, &mut |row, header, cells| {
                    let place = (Some(sheet.clone()), row);
                    if places.contains(&place) {
                        found.insert(place, of_cells(header.names().to_vec(), &cells));
                    }
                    Ok(())
                })?;
            }
        }
        _ => {}
    }
    Ok(found)
}

fn of_cells(columns: Vec<String>, cells: &[Cell]) -> Original {
    let cells: Vec<String> = cells.iter().map(|cell| cell.text().into_owned()).collect();
    Original { columns, line: cells.join("\t"), cells }
}

fn lines(file: &Path, places: &BTreeSet<Place>, found: &mut BTreeMap<Place, Original>) -> Result<(), ReadError> {
    let mut lines = Lines::new(encoding::open(file, TextEncoding::Utf8)?);
    while let Some((number, line)) = lines.next_line().map_err(|error| ReadError::io(file, error))? {
        let place = (None, number);
        if let Line::Whole(bytes) = &line
            && holds_places(number, places)
            && let Ok(value) = serde_json::from_slice::<Value>(bytes)
        {
            nested(&value, &number.to_string(), places, found);
        }
        if places.contains(&place) {
            let (Line::Whole(bytes) | Line::TooLong(bytes)) = line;
            let line = String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned();
            found.insert(place, Original { line, ..Original::default() });
        }
    }
    Ok(())
}

/// Delimited text: the record's cells under the header, and the lines it spans as they stand.
fn text(
    file: &Path,
    encoding: TextEncoding,
    delimiter: u8,
    places: &BTreeSet<Place>,
    found: &mut BTreeMap<Place, Original>,
) -> Result<(), ReadError> {
    let mut records = Records::new(encoding::open(file, encoding)?, delimiter);
    let mut first: Vec<(u64, Vec<String>)> = Vec::new();
    let mut starts: BTreeMap<u64, Option<Vec<String>>> = BTreeMap::new();
    let mut ends: BTreeMap<u64, u64> = BTreeMap::new();
    let mut open: Option<u64> = None;
    while let Some((line, record)) = records.next_record(file)? {
        if let Some(start) = open.take() {
            ends.insert(start, line);
        }
        let cells = match record {
            Record::Cells(cells) => Some(cells),
            Record::Bad(_) => None,
        };
        if let Some(cells) = cells.as_ref().filter(|_| first.len() < HEADER_ROWS) {
            first.push((line, cells.clone()));
        }
        if places.contains(&(None, line)) {
            starts.insert(line, cells);
            open = Some(line);
        }
    }
    let columns = header(&first);
    let mut lines = Lines::new(encoding::open(file, encoding)?);
    let mut raw: BTreeMap<u64, String> = BTreeMap::new();
    while let Some((number, line)) = lines.next_line().map_err(|error| ReadError::io(file, error))? {
        let Some((start, _)) = starts.range(..=number).next_back() else { continue };
        if ends.get(start).is_some_and(|end| number >= *end) {
            continue;
        }
        let (Line::Whole(bytes) | Line::TooLong(bytes)) = line;
        raw.entry(*start).or_default().push_str(&String::from_utf8_lossy(&bytes));
    }
    for (start, cells) in starts {
        let line = raw.remove(&start).unwrap_or_default().trim_end_matches(['\r', '\n']).to_owned();
        let cells = cells.unwrap_or_else(|| split(&line, delimiter));
        found.insert((None, start), Original { columns: columns.clone(), cells, line });
    }
    Ok(())
}

/// The cells of a line that is no record: cut where the delimiter stands, so that a person sees what is there.
fn split(line: &str, delimiter: u8) -> Vec<String> {
    line.split(char::from(delimiter)).map(|cell| cell.trim_matches('"').to_owned()).collect()
}

/// Rows among which a header is looked for.
const HEADER_ROWS: usize = 12;

/// The header of a table: a registry's, which may stand under titles, else the first row.
fn header(first: &[(u64, Vec<String>)]) -> Vec<String> {
    let trimmed = |cells: &Vec<String>| {
        cells.iter().map(|cell| cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned()).collect()
    };
    let index = table::header_row(first).map_or(0, |(index, _)| index);
    first.get(index).map(|(_, cells)| trimmed(cells)).unwrap_or_default()
}

fn sheets(
    file: &Path,
    container: Container,
    places: &BTreeSet<Place>,
    found: &mut BTreeMap<Place, Original>,
) -> Result<(), ReadError> {
    let mut first: BTreeMap<String, Vec<(u64, Vec<String>)>> = BTreeMap::new();
    let mut wanted: Vec<(Place, Vec<Cell>)> = Vec::new();
    workbook::read_rows(file, container, &mut |sheet, row, cells| {
        let place = (Some(sheet.to_string()).filter(|sheet| !sheet.is_empty()), row);
        let shown = first.entry(sheet.to_string()).or_default();
        if shown.len() < HEADER_ROWS {
            shown.push((row, cells.iter().map(|cell| cell.text().into_owned()).collect()));
        }
        if places.contains(&place) {
            wanted.push((place, cells));
        }
        Ok(())
    })?;
    for (place, cells) in wanted {
        let columns = header(first.get(place.0.as_deref().unwrap_or("")).map_or(&[], Vec::as_slice));
        found.insert(place, of_cells(columns, &cells));
    }
    Ok(())
}

/// Whether one of the places lies inside the reply with this number: its path begins with the number.
fn holds_places(number: u64, places: &BTreeSet<Place>) -> bool {
    let number = number.to_string();
    places.iter().any(|(sheet, _)| sheet.as_deref().is_some_and(|sheet| path_in(sheet, &number).is_some()))
}

/// The path inside a reply, where the place lies in this one: `3/data/aweme_list` in the third.
fn path_in<'a>(sheet: &'a str, number: &str) -> Option<&'a str> {
    sheet.strip_prefix(number).filter(|path| path.starts_with('/'))
}

/// Records inside a reply: elements of the list at a path, or what stands there.
fn nested(value: &Value, number: &str, places: &BTreeSet<Place>, found: &mut BTreeMap<Place, Original>) {
    for (sheet, row) in places {
        let Some(path) = sheet.as_deref().and_then(|sheet| path_in(sheet, number)) else { continue };
        let index = usize::try_from(*row).ok().and_then(|row| row.checked_sub(1));
        let record = match (value.pointer(path), index) {
            (Some(Value::Array(list)), Some(index)) => list.get(index),
            (record, _) => record,
        };
        if let Some(record) = record {
            found.insert((sheet.clone(), *row), Original { line: record.to_string(), ..Original::default() });
        }
    }
}

/// One JSON object: the elements of its longest list, or, where it has none, the object itself.
fn elements(value: &Value, places: &BTreeSet<Place>, found: &mut BTreeMap<Place, Original>) {
    fn longest<'a>(value: &'a Value, best: &mut Option<&'a Vec<Value>>, depth: usize) {
        match value {
            Value::Array(list)
                if list.iter().any(Value::is_object) && best.is_none_or(|known| known.len() < list.len()) =>
            {
                *best = Some(list);
            }
            Value::Object(object) if depth < 5 => object.values().for_each(|value| longest(value, best, depth + 1)),
            _ => {}
        }
    }
    let mut list = None;
    longest(value, &mut list, 0);
    nested(value, "", places, found);
    for (sheet, row) in places.iter().filter(|(sheet, _)| !sheet.as_deref().is_some_and(|sheet| sheet.starts_with('/')))
    {
        let element = match (list, usize::try_from(*row).ok().and_then(|row| row.checked_sub(1))) {
            (Some(list), Some(index)) => list.get(index),
            _ => Some(value),
        };
        if let Some(element) = element {
            found.insert((sheet.clone(), *row), Original { line: element.to_string(), ..Original::default() });
        }
    }
}
