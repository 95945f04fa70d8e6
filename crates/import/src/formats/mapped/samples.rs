//! A table as a proposal sees it: its header and some values of each column.

use std::path::Path;

use serde_json::Value;

use super::synonyms::{TABLES, fields};
use crate::error::ReadError;
use crate::probe::{Container, Probe};
use crate::row::value_text;

/// The values of a column that are looked at.
const LOOKED_AT: usize = 50;
/// Rows among which the header is looked for.
const HEADER_WITHIN: usize = 10;

/// A column and some of its values; what says nothing is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Samples {
    /// The header as it stands.
    pub header: String,
    /// Values as text.
    pub values: Vec<String>,
}

/// A table as a first look shows it.
#[derive(Debug)]
pub struct Table {
    /// Name of the sheet; empty for text and JSON.
    pub sheet: String,
    /// The row of the header, where titles stand above it.
    pub header_row: Option<u64>,
    /// The columns.
    pub columns: Vec<Samples>,
}

/// Looks at a file: the sheet and row whose words are known best.
///
/// # Errors
/// When the file cannot be read or holds no table.
pub fn look(path: &Path) -> Result<Table, ReadError> {
    let probe = Probe::look(path, &path.display().to_string())?;
    let table = match probe.container {
        Container::JsonArray | Container::JsonLines | Container::JsonObject => objects(&probe),
        _ => rows(&probe),
    };
    table.ok_or_else(|| {
        ReadError::Map(
            "no table with a header was found in the file; a map is for Excel, Word, CSV and JSON".to_owned(),
        )
    })
}

fn known_words(cells: &[String]) -> usize {
    let known = |cell: &&String| TABLES.iter().any(|table| !fields(*table, cell).is_empty());
    cells.iter().filter(known).count()
}

fn rows(probe: &Probe) -> Option<Table> {
    let mut best: Option<(usize, usize, usize)> = None;
    for (sheet_index, sheet) in probe.sheets.iter().enumerate() {
        for (row_index, (_, cells)) in sheet.rows.iter().take(HEADER_WITHIN).enumerate() {
            let known = known_words(cells);
            if known > 0 && best.is_none_or(|(most, ..)| known > most) {
                best = Some((known, sheet_index, row_index));
            }
        }
    }
    // Without a word that is known, the first row of several cells is the header.
    let (_, sheet_index, row_index) = best.or_else(|| {
        let rows = &probe.sheets.first()?.rows;
        let wide =
            rows.iter().position(|(_, cells)| cells.iter().filter(|cell| !cell.trim().is_empty()).count() > 1)?;
        Some((0, 0, wide))
    })?;
    let sheet = probe.sheets.get(sheet_index)?;
    let (number, header) = sheet.rows.get(row_index)?;
    let columns = header
        .iter()
        .enumerate()
        .filter(|(_, title)| !title.trim().is_empty())
        .map(|(index, title)| {
            let cells = sheet.rows.iter().skip(row_index + 1).filter_map(|(_, cells)| cells.get(index));
            let values =
                cells.filter(|cell| !cell.trim().is_empty()).take(LOOKED_AT).map(|cell| cell.trim().to_owned());
            Samples {
                header: title.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned(),
                values: values.collect(),
            }
        })
        .collect();
    Some(Table { sheet: sheet.name.clone(), header_row: (row_index > 0).then_some(*number), columns })
}

fn objects(probe: &Probe) -> Option<Table> {
    let first = probe.objects.first()?;
    let text =
        |value: &Value| value_text(value).map(std::borrow::Cow::into_owned).filter(|text| !text.trim().is_empty());
    let columns = first
        .keys()
        .map(|key| {
            let values = probe.objects.iter().filter_map(|object| object.get(key)).flat_map(|value| match value {
                // A column of its own: {"date": […], "text": […]}.
                Value::Array(column) => column.iter().take(LOOKED_AT).filter_map(text).collect(),
                other => text(other).into_iter().collect::<Vec<_>>(),
            });
            Samples { header: key.clone(), values: values.take(LOOKED_AT).collect() }
        })
        .collect();
    Some(Table { sheet: String::new(), header_row: None, columns })
}
