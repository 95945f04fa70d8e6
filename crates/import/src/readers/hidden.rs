//! What is hidden in an xlsx workbook: sheets, rows, columns. `calamine` reads hidden parts like others and does not say so.

use std::collections::BTreeMap;
use std::path::Path;

use super::package::PackageFile;
use super::xml::{Go, Part, attribute, walk};
use crate::error::ReadError;

/// What is hidden in one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The sheet itself.
    pub sheet: bool,
    /// Rows that hold cells.
    pub rows: u64,
    /// Columns, from 1: first and last.
    pub columns: Vec<(u64, u64)>,
}

impl Hidden {
    /// How many of the first `width` columns are hidden.
    #[must_use]
    pub fn columns_within(&self, width: usize) -> u64 {
        let width = width as u64;
        self.columns.iter().map(|(first, last)| (*last).min(width).saturating_sub(first.saturating_sub(1))).sum()
    }
}

/// What is hidden, by the sheets' names.
///
/// # Errors
/// When the file is broken.
pub fn hidden(path: &Path) -> Result<BTreeMap<String, Hidden>, ReadError> {
    let mut package = PackageFile::open(path, "xlsx")?;
    let mut sheets: Vec<(String, String, bool)> = Vec::new();
    walk("xlsx", package.part("xl/workbook.xml")?, &mut |part| {
        if let Part::Open("sheet", start) = part {
            let text = |name| attribute(start, name).unwrap_or_default();
            sheets.push((text("name"), text("id"), text("state").to_lowercase().contains("hidden")));
        }
        Ok(Go::On)
    })?;
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    walk("xlsx", package.part("xl/_rels/workbook.xml.rels")?, &mut |part| {
        if let Part::Open("Relationship", start) = part
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            targets.insert(id, target);
        }
        Ok(Go::On)
    })?;
    let mut found = BTreeMap::new();
    for (name, id, is_hidden) in sheets {
        let mut hidden = Hidden { sheet: is_hidden, ..Hidden::default() };
        if let Some(target) = targets.get(&id) {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            walk("xlsx", package.part(&part)?, &mut |part| Ok(look(&part, &mut hidden)))?;
        }
        found.insert(name, hidden);
    }
    Ok(found)
}

fn look(part: &Part<'_>, hidden: &mut Hidden) -> Go {
    let is_hidden = |start| attribute(start, "hidden").is_some_and(|value| value == "1" || value == "true");
    match part {
        Part::Close("sheetData") => return Go::Stop,
        Part::Open("row", start) if is_hidden(start) => hidden.rows += 1,
        Part::Open("col", start) if is_hidden(start) => {
            let number = |name| attribute(start, name).and_then(|value| value.parse::<u64>().ok());
            if let (Some(first), Some(last)) = (number("min"), number("max")) {
                hidden.columns.push((first, last));
            }
        }
        _ => {}
    }
    Go::On
}
