//! Results on standard output: as a table for people, as JSON, CSV or a workbook for everything else.

pub mod cells;
pub mod csv;
pub mod json;
pub mod sheet;
pub mod table;
pub mod xlsx;

use std::io::{BufWriter, StdoutLock, Write};

use crate::args::{Arguments, Command, Format};
use crate::context::Context;
use crate::failure::Failure;

pub use sheet::{Column, Sheet};

/// Standard output, for data only.
pub fn out() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(std::io::stdout().lock())
}

/// Writes a sheet in the format asked for.
pub fn write(context: &Context, sheet: &Sheet) -> Result<(), Failure> {
    let mut out = out();
    match context.format {
        Format::Table | Format::Xlsx => out.write_all(table::render(&context.words, sheet).as_bytes())?,
        Format::Json => json::sheet(&mut out, sheet)?,
        Format::Csv => csv::sheet(&mut out, sheet)?,
    }
    out.flush()?;
    Ok(())
}

/// Text that no spreadsheet takes for a formula: what begins like one gets a leading `'`. Spreadsheets in Chinese read the
/// wide forms of the signs too.
pub fn defused(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A time for people in UTC+8: 16 characters for minutes, 19 for seconds.
pub fn short_time(at: model::Micros, characters: usize) -> String {
    short_text(&at.to_string(), characters)
}

/// The same of an instant that is written already.
pub fn short_text(time: &str, characters: usize) -> String {
    time.chars().take(characters).map(|c| if c == 'T' { ' ' } else { c }).collect()
}

/// Prints text for people.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = out();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// A workbook can only be made of findings; a document has one form.
pub fn check_format(arguments: &Arguments) -> Result<(), Failure> {
    let is_findings = matches!(arguments.command, Command::Findings(_));
    if arguments.global.format == Format::Xlsx && !is_findings {
        return Err(Failure::wrong_use("error-xlsx-for-findings"));
    }
    Ok(())
}
