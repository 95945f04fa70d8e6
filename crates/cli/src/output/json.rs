//! JSON for scripts.

use std::io::Write;

use serde::Serialize;
use serde_json::{Map, Value};

use super::sheet::Sheet;
use crate::failure::Failure;

/// A sheet as an array of objects, one a line.
pub fn sheet(out: &mut dyn Write, sheet: &Sheet) -> Result<(), Failure> {
    let objects = sheet.rows.iter().map(|row| {
        let fields = sheet.columns.iter().zip(row).map(|(column, cell)| (column.name.clone(), cell.clone()));
        Value::Object(fields.collect::<Map<_, _>>())
    });
    array(out, objects)
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
