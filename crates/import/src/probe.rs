//! A first look at a file: its container by magic bytes, and the names and first rows it shows. Cheap, whatever the size.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde_json::{Map, Value};

use crate::archive::{self, Package};
use crate::error::ReadError;
use crate::readers::compound::Compound;
use crate::readers::delimited::{Record, Records, guess_delimiter};
use crate::readers::encoding::{self, TextEncoding};
use crate::readers::lines::LONGEST_LINE;
use crate::readers::{Item, json, sqlite, workbook};
use crate::row::Row;

/// How much of a file's beginning is looked at.
pub const HEAD_BYTES: usize = 256 << 10;
/// Rows of a table that are shown to the formats.
const SHOWN_ROWS: u32 = 30;
/// A single JSON object is read as a whole up to this size.
pub const WHOLE_OBJECT_BYTES: u64 = 64 << 20;

/// What holds the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// Nothing at all.
    Empty,
    /// A spreadsheet of 2007 and later.
    Xlsx,
    /// A spreadsheet of before 2007.
    Xls,
    /// A Word document of 2007 and later.
    Docx,
    /// A spreadsheet in `OpenDocument` form.
    Ods,
    /// An office file locked with a password.
    Locked,
    /// A Word document of before 2007.
    OldDocument,
    /// A SQLite database.
    Sqlite,
    /// One JSON array.
    JsonArray,
    /// One JSON object.
    JsonObject,
    /// One JSON object a line.
    JsonLines,
    /// Delimited text.
    Text(TextEncoding),
    /// A web page, whatever its name says.
    Html,
    /// Something else.
    Unknown,
}

/// A sheet as a first look shows it.
#[derive(Debug, Default)]
pub struct SheetLook {
    /// Name; empty for text files.
    pub name: String,
    /// Row number from 1 and the text of its cells.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// A file as a first look shows it.
#[derive(Debug)]
pub struct Probe {
    /// The path as handed in.
    pub path: String,
    /// What holds the data.
    pub container: Container,
    /// JSON: the first objects.
    pub objects: Vec<Map<String, Value>>,
    /// SQLite: tables and their columns.
    pub tables: BTreeMap<String, Vec<String>>,
    /// Spreadsheets and delimited text: the first rows.
    pub sheets: Vec<SheetLook>,
    /// Delimited text: the delimiter.
    pub delimiter: u8,
}

/// The last part of a path, also inside an archive.
#[must_use]
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\', '!']).next().unwrap_or(path)
}

fn head(path: &Path, bytes: usize) -> Result<Vec<u8>, ReadError> {
    let file = File::open(path).map_err(|error| ReadError::io(path, error))?;
    let mut head = Vec::with_capacity(4096);
    file.take(bytes as u64).read_to_end(&mut head).map_err(|error| ReadError::io(path, error))?;
    Ok(head)
}

impl Probe {
    /// Nothing seen of a file yet.
    #[must_use]
    pub fn nothing(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            container: Container::Unknown,
            objects: Vec::new(),
            tables: BTreeMap::new(),
            sheets: Vec::new(),
            delimiter: b',',
        }
    }

    /// Looks at the file `file`, which was handed in as `path`.
    ///
    /// # Errors
    /// When it cannot be opened, or its container is broken.
    pub fn look(file: &Path, path: &str) -> Result<Self, ReadError> {
        let mut head = head(file, HEAD_BYTES)?;
        let mut probe = Self { container: container(file, &head), ..Self::nothing(path) };
        match probe.container {
            Container::Xlsx | Container::Xls | Container::Docx | Container::Ods => {
                for grid in workbook::read_grids(file, probe.container, SHOWN_ROWS)? {
                    let rows = grid
                        .rows
                        .into_iter()
                        .map(|(row, cells)| (row, cells.iter().map(|cell| cell.text().into_owned()).collect()))
                        .collect();
                    probe.sheets.push(SheetLook { name: grid.sheet.to_string(), rows });
                }
            }
            Container::Sqlite => probe.tables = sqlite::tables(file)?,
            Container::JsonArray | Container::JsonLines => {
                let array = probe.container == Container::JsonArray;
                probe.objects = first_objects(&head, array);
                if probe.objects.is_empty() && head.len() >= HEAD_BYTES {
                    // The first record is longer than the look.
                    head = self::head(file, LONGEST_LINE + HEAD_BYTES)?;
                    probe.objects = first_objects(&head, array);
                }
            }
            Container::JsonObject => probe.objects = whole_object(file)?.into_iter().collect(),
            Container::Text(encoding) => {
                let text = encoding::head_text(&head, encoding);
                probe.delimiter = guess_delimiter(&text);
                probe.sheets.push(SheetLook { name: String::new(), rows: first_records(&text, probe.delimiter) });
            }
            Container::Empty | Container::Html | Container::Locked | Container::OldDocument | Container::Unknown => {}
        }
        Ok(probe)
    }

    /// The last part of the path.
    #[must_use]
    pub fn name(&self) -> &str {
        file_name(&self.path)
    }

    /// The path in lower case, for words in it.
    #[must_use]
    pub fn lower_path(&self) -> String {
        self.path.to_lowercase()
    }
}

fn container(file: &Path, head: &[u8]) -> Container {
    if head.is_empty() {
        return Container::Empty;
    }
    if head.starts_with(b"PK\x03\x04") {
        return match archive::package(file) {
            Package::Workbook => Container::Xlsx,
            Package::Document => Container::Docx,
            Package::OpenSheet => Container::Ods,
            Package::Archive => Container::Unknown,
        };
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return compound_container(file);
    }
    if head.starts_with(b"SQLite format 3\0") {
        return Container::Sqlite;
    }
    let text = head.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(head).trim_ascii_start();
    match text.first() {
        None => return Container::Empty,
        Some(b'[')
            if text.get(1..).unwrap_or(&[]).trim_ascii_start().first().is_none_or(|b| matches!(b, b'{' | b']')) =>
        {
            return Container::JsonArray;
        }
        Some(b'{') => return if looks_like_lines(text) { Container::JsonLines } else { Container::JsonObject },
        Some(b'<') => return Container::Html,
        _ => {}
    }
    encoding::detect(head).map_or(Container::Unknown, Container::Text)
}

/// A compound file is an old workbook, unless its streams say something else.
fn compound_container(file: &Path) -> Container {
    match Compound::open(file) {
        Ok(compound) if compound.has("EncryptedPackage") => Container::Locked,
        Ok(compound) if compound.has("WordDocument") => Container::OldDocument,
        _ => Container::Xls,
    }
}

/// Whether one of the first lines is an object of its own, with other lines beside it or as the whole file.
fn looks_like_lines(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let whole = |line: &[u8]| matches!(serde_json::from_slice::<Value>(line), Ok(Value::Object(_)));
    let first = lines.next().unwrap_or(&[]);
    // One line that fills the look is a record of lines longer than the look, or a large single object: both read as lines.
    whole(first) || lines.by_ref().take(3).any(whole) || (first.len() == text.len() && text.len() >= HEAD_BYTES - 4)
}

fn first_objects(head: &[u8], array: bool) -> Vec<Map<String, Value>> {
    let mut objects = Vec::new();
    let mut take = |_: &crate::row::Position, item: Item| {
        if let Item::Row(Row::Object(object)) = item
            && objects.len() < 5
        {
            objects.push(object);
        }
        Ok(())
    };
    let path = Path::new("");
    // Reading from memory cannot fail, and what is cut off at the end of the look is no object.
    let _ = if array { json::read_array(path, head, &mut take) } else { json::read_lines(path, head, &mut take) };
    objects
}

fn whole_object(file: &Path) -> Result<Option<Map<String, Value>>, ReadError> {
    let mut bytes = Vec::new();
    let reader = File::open(file).map_err(|error| ReadError::io(file, error))?;
    reader.take(WHOLE_OBJECT_BYTES).read_to_end(&mut bytes).map_err(|error| ReadError::io(file, error))?;
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(&bytes);
    if json::too_many_values(bytes) {
        return Ok(None);
    }
    Ok(match serde_json::from_slice(bytes) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    })
}

fn first_records(text: &str, delimiter: u8) -> Vec<(u64, Vec<String>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut records = Records::new(text.as_bytes(), delimiter);
    let mut rows = Vec::new();
    while let Ok(Some((line, record))) = records.next_record(Path::new("")) {
        if let Record::Cells(cells) = record {
            rows.push((line, cells));
        }
        if rows.len() >= SHOWN_ROWS as usize {
            break;
        }
    }
    rows
}
