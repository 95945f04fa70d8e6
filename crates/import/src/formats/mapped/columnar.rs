//! JSON that is written column by column: `{"date": […], "text": […]}`.

use serde_json::{Map, Value};

use super::map::ColumnMap;
use crate::error::ReadError;
use crate::formats::registry::columns::normal;

/// The rows of an object whose mapped columns are all arrays of plain values; `None` where it is a record of its own.
///
/// # Errors
/// When the columns are of different lengths: which values belong together cannot be told then.
pub fn rows(object: &Map<String, Value>, map: &ColumnMap) -> Result<Option<Vec<Map<String, Value>>>, ReadError> {
    let mut columns: Vec<(&String, &Vec<Value>)> = Vec::new();
    for (name, value) in object.iter().filter(|(name, _)| map.columns.contains_key(&normal(name))) {
        match value {
            Value::Array(values) if !values.iter().any(|value| value.is_array() || value.is_object()) => {
                columns.push((name, values));
            }
            _ => return Ok(None),
        }
    }
    let Some((first, values)) = columns.first() else { return Ok(None) };
    if let Some((other, more)) = columns.iter().find(|(_, more)| more.len() != values.len()) {
        return Err(ReadError::Map(format!(
            "column `{first}` has {} values and column `{other}` has {}; which belong together cannot be told",
            values.len(),
            more.len()
        )));
    }
    let row = |index: usize| {
        columns.iter().filter_map(|(name, values)| Some(((*name).clone(), values.get(index)?.clone()))).collect()
    };
    Ok(Some((0..values.len()).map(row).collect()))
}
