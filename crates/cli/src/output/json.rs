//! JSON for scripts.

use std::io::Write;

use serde::Serialize;
use serde_json::{Map, Value};

use super::sheet::Sheet;
use crate::failure::Failure;

/// A sheet as an array of objects, one a line.
pub fn sheet(out: &mut dyn Write, sheet: &Sheet) -> Result<(), Failure> {
    array(out, sheet.rows.iter().map(|row| object(sheet.columns.iter().map(|column| column.name.as_str()), row)))
}

/// A row as an object with these names.
pub fn object<'n>(names: impl IntoIterator<Item = &'n str>, row: &[Value]) -> Value {
    let fields = names.into_iter().zip(row).map(|(name, cell)| (name.to_owned(), cell.clone()));
    Value::Object(fields.collect::<Map<_, _>>())
}

/// An array, one element a line.
pub fn array(out: &mut dyn Write, values: impl IntoIterator<Item = Value>) -> Result<(), Failure> {
    out.write_all(b"[")?;
    for (place, value) in values.into_iter().enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        out.write_all(value.to_string().as_bytes())?;
    }
    out.write_all(b"\n]\n")?;
    Ok(())
}

/// One value, indented.
pub fn value<T: Serialize>(out: &mut dyn Write, value: &T) -> Result<(), Failure> {
    let text =
        serde_json::to_string_pretty(value).map_err(|error| Failure::not_done("error-unexpected").detail(error))?;
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")?;
    Ok(())
}
