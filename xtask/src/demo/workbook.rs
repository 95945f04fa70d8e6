//! Workbooks whose bytes depend on their content alone.

use anyhow::Context;
use model::Day;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

/// An empty workbook that says it was made on the given day.
pub fn new(title: &str, on: Day) -> anyhow::Result<Workbook> {
    let date = on.to_string();
    let made = ExcelDateTime::parse_from_str(&date).context("the day of a demo workbook")?;
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new().set_title(title).set_comment("虚构数据 · fictional").set_creation_datetime(&made),
    );
    Ok(book)
}

/// Writes a row of texts.
pub fn row(sheet: &mut Worksheet, row: u32, cells: &[&str]) -> anyhow::Result<()> {
    for (column, text) in cells.iter().enumerate() {
        sheet.write_string(row, u16::try_from(column)?, *text)?;
    }
    Ok(())
}

/// The finished file.
pub fn bytes(book: &mut Workbook) -> anyhow::Result<Vec<u8>> {
    Ok(book.save_to_buffer()?)
}
