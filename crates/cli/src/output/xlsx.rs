//! A workbook clerks can filter and print. Same rows, same bytes: its times come from the monitoring point.

use model::Day;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use serde_json::Value;

use super::defused;
use super::sheet::Sheet;
use super::table::{show, title};
use crate::failure::Failure;
use crate::words::Words;

/// One sheet of a workbook.
pub struct Page<'a> {
    /// Its tab.
    pub name: String,
    /// Widths of the columns in characters.
    pub widths: &'a [f64],
    /// What it holds.
    pub sheet: &'a Sheet,
}

/// The workbook as bytes.
pub fn workbook(words: &Words, pages: &[Page<'_>], day: Day) -> Result<Vec<u8>, Failure> {
    build(words, pages, day).map_err(|error| Failure::not_done("error-output").detail(error))
}

fn build(words: &Words, pages: &[Page<'_>], day: Day) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&day.to_string())?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Center);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for page in pages {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&page.name)?;
        worksheet.set_freeze_panes(1, 0)?;
        for (place, column) in (0u16..).zip(&page.sheet.columns) {
            worksheet.write_string_with_format(0, place, title(words, column), &head)?;
            let width = page.widths.get(usize::from(place)).copied().unwrap_or(14.0);
            worksheet.set_column_width(place, width)?;
        }
        for (line, row) in (1u32..).zip(&page.sheet.rows) {
            for ((place, column), cell) in (0u16..).zip(&page.sheet.columns).zip(row) {
                match cell {
                    Value::Null => {}
                    Value::Number(number) => {
                        let number = number.as_f64().unwrap_or_default();
                        worksheet.write_number_with_format(line, place, number, &wrapped)?;
                    }
                    // Written as text, never as a formula; whoever saves the sheet as CSV later is safe too.
                    _ => {
                        let text: String = defused(&show(words, column, cell)).chars().take(32_000).collect();
                        worksheet.write_string_with_format(line, place, text, &wrapped)?;
                    }
                }
            }
        }
        let last_row = u32::try_from(page.sheet.rows.len()).unwrap_or(u32::MAX);
        let last_column = u16::try_from(page.sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        worksheet.autofilter(0, 0, last_row, last_column)?;
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Column;
    use crate::words::Language;
    use serde_json::json;

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let words = Words::new(Language::Chinese);
        let mut sheet = Sheet::new(vec![Column::text("account_name"), Column::number("value")]);
        sheet.push(vec![json!("=cmd|样例"), json!(15)]);
        let make = || {
            let page = Page { name: "线索".into(), widths: &[], sheet: &sheet };
            workbook(&words, &[page], "2021-02-25".parse().unwrap()).unwrap()
        };
        let first = make();
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(first, make());
    }
}
