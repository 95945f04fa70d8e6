//! How many accounts there are of each kind.

use engine::{Params, Session};
use serde_json::{Value, json};
use text::gazetteer::Gazetteer;

use super::{level_words, total, unit_type_words};
use crate::args::Format;
use crate::args::census::Dimension;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::{self, Column, Sheet, cells};
use crate::words::{Words, count};

impl Dimension {
    /// Field, and how it is computed.
    fn field(self) -> (&'static str, &'static str) {
        match self {
            Self::Platform => ("platform", "platform"),
            Self::Level => ("level", "level"),
            Self::UnitType => ("unit_type", "unit_type"),
            Self::Province => {
                ("province", "CASE WHEN char_length(region_code) >= 2 THEN substr(region_code, 1, 2) END")
            }
            Self::City => ("city", "CASE WHEN char_length(region_code) >= 4 THEN substr(region_code, 1, 4) END"),
            Self::County => ("county", "CASE WHEN char_length(region_code) >= 6 THEN substr(region_code, 1, 6) END"),
            Self::Registered => ("registered", "registered"),
            Self::Verified => ("verified", "verified"),
        }
    }

    /// A value as people call it.
    fn words(self, words: &Words, value: &Value) -> Value {
        match (self, value.as_str()) {
            (Self::Platform, Some(id)) => words.platform(id).into(),
            (Self::Level, _) => level_words(words, value),
            (Self::UnitType, _) => unit_type_words(words, value),
            (Self::Province | Self::City | Self::County, Some(code)) => {
                Gazetteer::embedded().division(code).map_or(code, |division| division.name).into()
            }
            _ => value.clone(),
        }
    }
}

/// Counts the hits.
pub async fn write(context: &Context, by: &[Dimension], session: &Session) -> Result<(), Failure> {
    let mut dimensions: Vec<Dimension> = Vec::new();
    for dimension in by {
        if !dimensions.contains(dimension) {
            dimensions.push(*dimension);
        }
    }
    let selected: Vec<String> =
        dimensions.iter().map(|dimension| dimension.field()).map(|(name, sql)| format!("{sql} AS {name}")).collect();
    let places: Vec<String> = (1..=dimensions.len()).map(|place| place.to_string()).collect();
    let sql = format!(
        "SELECT {}, count(*) AS accounts, count(*) FILTER (WHERE registered) AS registered_accounts \
         FROM census_hits GROUP BY {} ORDER BY accounts DESC, {}",
        selected.join(", "),
        places.join(", "),
        places.iter().map(|place| format!("{place} NULLS LAST")).collect::<Vec<_>>().join(", "),
    );
    let rows = cells::sheet(&session.sql(&sql, &Params::new()).await?).rows;
    let mut columns: Vec<Column> =
        dimensions.iter().map(|dimension| Column::text(dimension.field().0).or_unknown()).collect();
    columns.extend(["accounts", "registered_accounts"].map(Column::number));
    let mut sheet = Sheet { columns, rows };
    if context.format == Format::Table {
        for row in &mut sheet.rows {
            for (dimension, cell) in dimensions.iter().zip(row.iter_mut()) {
                *cell = dimension.words(&context.words, cell);
            }
        }
        output::write(context, &sheet)?;
        let values = [("total", count(total(session).await?).into())];
        output::print(&context.words.say("census-total", &values))
    } else {
        with_names(&dimensions, &mut sheet);
        output::write(context, &sheet)
    }
}

/// Places get their names beside their codes.
fn with_names(dimensions: &[Dimension], sheet: &mut Sheet) {
    for (place, dimension) in dimensions.iter().enumerate().rev() {
        let (Dimension::Province | Dimension::City | Dimension::County) = dimension else { continue };
        let (name, _) = dimension.field();
        sheet.columns.insert(place + 1, Column::text(&format!("{name}_name")));
        for row in &mut sheet.rows {
            let division = row.get(place).and_then(Value::as_str).and_then(|code| Gazetteer::embedded().division(code));
            row.insert(place + 1, json!(division.map(|division| division.name)));
        }
    }
}
