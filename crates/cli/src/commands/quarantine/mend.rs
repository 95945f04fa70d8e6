//! `mingjian quarantine export|retry`: a table to mend rows in, and the mended table imported again.

use std::fs;
use std::io::Write;
use std::path::Path;

use import::{MendOptions, Quarantined};
use serde_json::{Value, json};

use super::reason_words;
use crate::args::Format;
use crate::context::Context;
use crate::errors;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, csv, xlsx};
use crate::words::{Words, count};

/// The cells every line has, and those of its own columns by place.
type Line = (Vec<Value>, Vec<(usize, String)>);

/// Writes the table.
pub async fn export(context: &Context, path: &Path) -> Result<Exit, Failure> {
    let as_csv = match path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase).as_deref() {
        Some("csv") => true,
        Some("xlsx") => false,
        _ => return Err(Failure::wrong_use("error-mend-ending").with("path", path.display())),
    };
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let rows = import::quarantined(&workspace, &lake).await?;
    let sheet = sheet(&context.words, &rows);
    let bytes = if as_csv {
        // Spreadsheets take a file without the mark for GBK.
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        csv::sheet(&mut bytes, &sheet)?;
        bytes
    } else {
        let page =
            xlsx::Page { name: context.words.plain("quarantine-page"), widths: &[24.0, 18.0, 40.0], sheet: &sheet };
        xlsx::workbook(&context.words, &[page], context.today())?
    };
    write_private(path, &bytes)?;
    let masked = rows.iter().filter(|row| row.original.is_none()).count() as u64;
    if context.format == Format::Json {
        let report = json!({"path": path, "rows": rows.len(), "rows_masked": masked});
        output::json::value(&mut output::out(), &report)?;
    } else {
        let values = [("rows", count(rows.len() as u64).into()), ("path", path.display().to_string().into())];
        output::print(&context.words.say("quarantine-exported", &values))?;
    }
    context.talk("quarantine-unmasked", &[]);
    if masked > 0 {
        context.talk("quarantine-masked", &[("rows", count(masked).into())]);
    }
    Ok(Exit::Done)
}

/// The rows are not masked, so the file is for its owner alone.
fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| errors::io(path, &error))?;
    file.write_all(bytes).map_err(|error| errors::io(path, &error))
}

/// One row for each row in quarantine: what is wrong, where it stood, and its own columns as they were.
fn sheet(words: &Words, rows: &[Quarantined]) -> Sheet {
    let about = [import::ID].into_iter().chain(import::ABOUT);
    let titled = |name: &str| Column::text(name).titled(name);
    let mut columns: Vec<Column> = about.chain([import::LINE]).map(titled).collect();
    let own = columns.len();
    let reserved = |name: &str| name == import::ID || name == import::LINE || import::ABOUT.contains(&name);
    let shown = |name: &String| if reserved(name) { format!("{}{name}", import::ESCAPED) } else { name.clone() };
    let place = |columns: &mut Vec<Column>, name: String| {
        columns.iter().skip(own).position(|column| column.name == name).unwrap_or_else(|| {
            columns.push(titled(&name));
            columns.len() - own - 1
        })
    };
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        let has_columns = row.original.as_ref().is_some_and(|original| !original.columns.is_empty());
        let line = match &row.original {
            Some(_) if has_columns => Value::Null,
            Some(original) => json!(original.line),
            None => json!(row.raw),
        };
        let detail = words.try_say(&format!("advice-{}", row.reason), &[]).unwrap_or_else(|| row.detail.clone());
        let head = vec![
            json!(row.quarantine_id),
            json!(reason_words(words, &row.reason)),
            json!(detail),
            json!(row.path),
            json!(row.sheet),
            json!(row.row),
            json!(row.column),
            line,
        ];
        let mut cells = Vec::new();
        if let Some(original) = row.original.as_ref().filter(|_| has_columns) {
            for (at, cell) in original.cells.iter().enumerate() {
                // A cell beyond the header is shown so that it can be put where it belongs.
                let name = original.columns.get(at).filter(|name| !name.is_empty()).map_or_else(
                    || words.say("quarantine-extra-column", &[("place", (at + 1).to_string().into())]),
                    shown,
                );
                cells.push((place(&mut columns, name), cell.clone()));
            }
            for name in original.columns.iter().filter(|name| !name.is_empty()) {
                place(&mut columns, shown(name));
            }
        }
        lines.push((head, cells));
    }
    let width = columns.len() - own;
    let mut sheet = Sheet::new(columns);
    for (mut head, cells) in lines {
        let mut rest = vec![Value::Null; width];
        for (at, cell) in cells {
            if let Some(slot) = rest.get_mut(at).filter(|_| !cell.is_empty()) {
                *slot = json!(cell);
            }
        }
        head.extend(rest);
        sheet.push(head);
    }
    sheet
}

/// Imports the mended table.
pub async fn retry(context: &Context, path: &Path) -> Result<Exit, Failure> {
    fs::metadata(path).map_err(|error| errors::io(path, &error))?;
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let table = path.to_owned();
    let read = tokio::task::spawn_blocking(move || import::read_mended(&table)).await;
    let mended = read.map_err(|error| Failure::not_done("error-unexpected").detail(error))??;
    let options = MendOptions { now: context.now(), author: context.author() };
    let report = import::mend(&workspace, &lake, mended, &options).await?;
    if context.format == Format::Json {
        output::json::value(&mut output::out(), &report)?;
    } else {
        let names = ["path", "sheet", "row", "reason", "detail"];
        let mut sheet = Sheet::new(names.map(Column::text).to_vec());
        let for_people = context.format == Format::Table;
        for row in &report.still {
            let (reason, detail) = if for_people {
                let advice = context.words.try_say(&format!("advice-{}", row.reason), &[]);
                (reason_words(&context.words, &row.reason), advice.unwrap_or_else(|| row.detail.clone()))
            } else {
                (row.reason.clone(), row.detail.clone())
            };
            sheet.push(vec![json!(row.path), json!(row.sheet), json!(row.row), json!(reason), json!(detail)]);
        }
        if !for_people || !report.still.is_empty() {
            output::write(context, &sheet)?;
        }
        let values = [
            ("read", count(report.rows_read).into()),
            ("new", count(report.rows_new).into()),
            ("known", count(report.rows_known).into()),
            ("still", count(report.still.len() as u64).into()),
            ("version", report.lake_version.to_string().into()),
        ];
        context.talk("quarantine-retried", &values);
    }
    if !report.unknown.is_empty() {
        context.talk("quarantine-unknown", &[("rows", count(report.unknown.len() as u64).into())]);
    }
    let all_in = report.still.is_empty() && report.unknown.is_empty();
    Ok(if all_in { Exit::Done } else { Exit::PartlyUnreadable })
}
