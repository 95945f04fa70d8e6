//! CSV for spreadsheets and scripts: UTF-8, a header, and no cell that a spreadsheet would run as a formula.

use std::io::Write;

use serde_json::Value;

use super::sheet::Sheet;
use crate::failure::Failure;

/// A sheet with its header.
pub fn sheet(out: &mut dyn Write, sheet: &Sheet) -> Result<(), Failure> {
    let mut rows = Rows::new(out);
    rows.header(sheet.columns.iter().map(|column| column.name.as_str()))?;
    for row in &sheet.rows {
        rows.row(row)?;
    }
    rows.end()
}

/// Rows as they come.
pub struct Rows<'a> {
    writer: ::csv::Writer<&'a mut dyn Write>,
}

impl<'a> Rows<'a> {
    /// Into this.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { writer: ::csv::Writer::from_writer(out) }
    }

    /// The names of the columns.
    pub fn header<'b>(&mut self, names: impl IntoIterator<Item = &'b str>) -> Result<(), Failure> {
        self.writer.write_record(names).map_err(failed)
    }

    /// One row.
    pub fn row(&mut self, cells: &[Value]) -> Result<(), Failure> {
        self.writer.write_record(cells.iter().map(cell)).map_err(failed)
    }

    /// Nothing more comes.
    pub fn end(mut self) -> Result<(), Failure> {
        Ok(self.writer.flush()?)
    }
}

/// A cell: empty for NULL; text that a spreadsheet would take for a formula gets a leading `'`.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => super::defused(text),
        other => other.to_string(),
    }
}

fn failed(error: ::csv::Error) -> Failure {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error.into(),
        other => Failure::not_done("error-output").detail(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Column;
    use serde_json::json;

    #[test]
    fn formulas_are_defused_and_numbers_stay_numbers() {
        let mut table = Sheet::new(vec![Column::text("name"), Column::number("value")]);
        for name in ["=1+1", "+86", "-x", "@y", "\tz", "＝1", "镇, \"政府\""] {
            table.push(vec![json!(name), json!(-5)]);
        }
        table.push(vec![Value::Null, Value::Null]);
        let mut out = Vec::new();
        sheet(&mut out, &table).unwrap();
        let text = String::from_utf8(out).unwrap();
        insta::assert_snapshot!(text, @r#"
        name,value
        '=1+1,-5
        '+86,-5
        '-x,-5
        '@y,-5
        '	z,-5
        '＝1,-5
        "镇, ""政府""",-5
        ,
        "#);
    }
}
