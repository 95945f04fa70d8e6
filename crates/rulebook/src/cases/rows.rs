//! From the rows of a case to tables of the lake.
//!
//! A key `K` of a row means the column `K`, else `K_at`, else `K_on`. A row of `accounts` may also set what the registry or
//! the profile says, under the names of the view `all_accounts`; it becomes rows of those tables.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray,
};
use model::{ColumnDef, ColumnType, Day, Micros, TableDef, tables};
use serde_json::{Map, Value as Json};

use crate::problem::listed;

/// A row on its way: column to value.
type Row = Map<String, Json>;
/// The tables of a case, and its divisions.
type Tables = (BTreeMap<String, Vec<RecordBatch>>, Vec<Row>);

/// Keys of an `accounts` row that go to the registry, with the column there.
const FILED: [(&str, &str); 5] = [
    ("registry_state", "state"),
    ("filed_name", "account_name"),
    ("filed_verified", "verified"),
    ("filed_verified_entity", "verified_entity"),
    ("filed_works", "works"),
];
/// Keys of an `accounts` row that go to the profile although the registry has a column of that name too.
const SEEN: [(&str, &str); 9] = [
    ("platform_state", "state"),
    ("profile_name", "name"),
    ("profile", "observed_at"),
    ("verified", "verified"),
    ("verified_entity", "verified_entity"),
    ("verification_kind", "verification_kind"),
    ("works", "works"),
    ("followers", "followers"),
    ("shop", "shop"),
];
/// Keys that every generated row would carry anyway.
const NEVER: [&str; 3] = ["state", "source_id", "observed_at"];

/// The tables of a case as Arrow batches, by name; `divisions` apart, which is no table of the lake.
pub(super) fn batches(tables_of_case: &BTreeMap<String, Json>, as_of: Day) -> Result<Tables, String> {
    let mut rows: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    let mut divisions = Vec::new();
    for (name, value) in tables_of_case {
        for (number, row) in rows_of(name, value)?.into_iter().enumerate() {
            let place = format!("{name}, row {}", number + 1);
            if name == "divisions" {
                divisions.push(row);
                continue;
            }
            let table = tables::by_name(name).ok_or_else(|| {
                let known = tables::ALL.iter().map(|table| table.name).chain(["divisions"]);
                format!("there is no table `{name}`; write one of {}", listed(known))
            })?;
            if name == "accounts" {
                split_account(&row, &place, &mut rows)?;
            } else {
                rows.entry(table.name).or_default().push(named(table, row, &place)?);
            }
        }
    }
    let mut batches = BTreeMap::new();
    for (name, rows) in rows {
        let Some(table) = tables::by_name(name) else { continue };
        batches.insert(name.to_owned(), vec![batch(table, rows, as_of)?]);
    }
    Ok((batches, divisions))
}

fn rows_of(name: &str, value: &Json) -> Result<Vec<Row>, String> {
    let wrong = || format!("`{name}` must be a list of rows such as [{{account_id: a1, platform: douyin}}]");
    let rows = value.as_array().ok_or_else(wrong)?;
    rows.iter().map(|row| row.as_object().cloned().ok_or_else(wrong)).collect()
}

/// The row with full column names.
fn named(table: &'static TableDef, row: Row, place: &str) -> Result<Row, String> {
    let mut out = Row::new();
    for (key, value) in row {
        let column = column_for(table, &key).ok_or_else(|| {
            let columns = listed(table.columns.iter().map(|column| column.name));
            format!("{place}: `{key}` is no column of {}; write one of {columns}", table.name)
        })?;
        out.insert(column.name.to_owned(), value);
    }
    Ok(out)
}

fn column_for(table: &'static TableDef, key: &str) -> Option<&'static ColumnDef> {
    [key.to_owned(), format!("{key}_at"), format!("{key}_on")].iter().find_map(|name| table.column(name))
}

fn split_account(row: &Row, place: &str, rows: &mut BTreeMap<&str, Vec<Row>>) -> Result<(), String> {
    let table = |name: &str| tables::by_name(name).ok_or_else(|| format!("{place}: no table {name}"));
    let (accounts, registry, snapshots) = (table("accounts")?, table("registry")?, table("account_snapshots")?);
    let features = table("features_accounts")?;
    let mut parts: BTreeMap<&str, Row> = BTreeMap::from([("accounts", Row::new()), ("features_accounts", Row::new())]);
    let mut registered = None;
    for (key, value) in row {
        let mut put = |table: &'static str, column: &str| {
            parts.entry(table).or_default().insert(column.to_owned(), value.clone());
        };
        let filed = FILED.iter().find(|(name, _)| name == key);
        let seen = SEEN.iter().find(|(name, _)| name == key);
        if key == "registered" {
            registered = value.as_bool();
        } else if let Some((_, column)) = filed {
            put("registry", column);
        } else if let Some((_, column)) = seen {
            put("account_snapshots", column);
        } else if let Some(column) = accounts.column(key) {
            put("accounts", column.name);
        } else if let Some(column) = features.column(key).filter(|column| column.name != "unit_name") {
            put("features_accounts", column.name);
        } else if NEVER.contains(&key.as_str()) {
            return Err(format!(
                "{place}: `{key}` could mean two things; write registry_state or platform_state, or give the table its own rows"
            ));
        } else if let Some(column) = column_for(registry, key) {
            put("registry", column.name);
        } else if let Some(column) = column_for(snapshots, key) {
            put("account_snapshots", column.name);
        } else {
            return Err(format!(
                "{place}: `{key}` is no column of accounts, registry, account_snapshots or features_accounts"
            ));
        }
    }
    match registered {
        Some(true) => drop(parts.entry("registry").or_default()),
        Some(false) if parts.contains_key("registry") => {
            return Err(format!("{place}: registered: false does not go with columns of the registry"));
        }
        _ => {}
    }
    let id = row.get("account_id").cloned().unwrap_or(Json::Null);
    let (platform, name) = (row.get("platform").cloned(), row.get("name").cloned());
    for (table, mut part) in parts {
        part.insert("account_id".to_owned(), id.clone());
        let name_column = if table == "registry" { "account_name" } else { "name" };
        if let Some(name) = &name {
            part.entry(name_column).or_insert_with(|| name.clone());
        }
        match table {
            "features_accounts" => {
                part.entry("official_looking").or_insert(Json::Bool(true));
            }
            "registry" => {
                if let Some(platform) = &platform {
                    part.entry("platform").or_insert_with(|| platform.clone());
                }
            }
            _ => {}
        }
        rows.entry(table).or_default().push(part);
    }
    Ok(())
}

fn batch(table: &'static TableDef, mut rows: Vec<Row>, as_of: Day) -> Result<RecordBatch, String> {
    let mut keys = BTreeSet::new();
    for (number, row) in rows.iter_mut().enumerate() {
        let place = || format!("{}, row {}", table.name, number + 1);
        row.entry(table.key).or_insert_with(|| Json::String(format!("{}-{}", table.name, number + 1)));
        row.entry("observed_at").or_insert_with(|| Json::String(as_of.to_string()));
        if let Some(key) = row.get(table.key).and_then(Json::as_str)
            && !keys.insert(key.to_owned())
        {
            return Err(format!("{}: {} `{key}` stands twice", place(), table.key));
        }
        if let Some(precision) = row.get("posted_at").and_then(Json::as_str).map(precision)
            && table.column("posted_precision").is_some()
        {
            row.entry("posted_precision").or_insert_with(|| Json::String(precision.to_owned()));
        }
    }
    let columns = table.columns.iter().map(|column| array(table, column, &rows)).collect::<Result<Vec<_>, _>>()?;
    RecordBatch::try_new(table.schema(), columns).map_err(|error| format!("{}: {error}", table.name))
}

fn precision(text: &str) -> &'static str {
    if text.trim().len() > 10 { "second" } else { "day" }
}

fn array(table: &TableDef, column: &ColumnDef, rows: &[Row]) -> Result<ArrayRef, String> {
    let cell = |(number, row): (usize, &Row)| {
        let value = row.get(column.name).unwrap_or(&Json::Null);
        (format!("{}, row {}, {}", table.name, number + 1, column.name), value.clone())
    };
    let cells = rows.iter().enumerate().map(cell);
    Ok(match column.kind {
        ColumnType::Text => Arc::new(StringArray::from(read(cells, text)?)),
        ColumnType::Int => Arc::new(Int64Array::from(read(cells, |value| value.as_i64().ok_or("a whole number"))?)),
        ColumnType::Float => Arc::new(Float64Array::from(read(cells, |value| value.as_f64().ok_or("a number"))?)),
        ColumnType::Bool => Arc::new(BooleanArray::from(read(cells, |value| value.as_bool().ok_or("true or false"))?)),
        ColumnType::Day => Arc::new(Date32Array::from(read(cells, |value| day(value).map(|day| day.0))?)),
        ColumnType::Bytes => {
            let bytes = read(cells, |value| text(value).map(String::into_bytes))?;
            Arc::new(bytes.iter().map(Option::as_deref).collect::<BinaryArray>())
        }
        ColumnType::Time => {
            // A collection to a day looked at the whole of it.
            let end = column.name == "to_at";
            let times = read(cells, |value| time(value, end).map(|time| time.0))?;
            Arc::new(TimestampMicrosecondArray::from(times).with_timezone("UTC"))
        }
    })
}

fn read<T>(
    cells: impl Iterator<Item = (String, Json)>,
    convert: impl Fn(&Json) -> Result<T, &'static str>,
) -> Result<Vec<Option<T>>, String> {
    cells
        .map(|(place, value)| match value {
            Json::Null => Ok(None),
            value => {
                convert(&value).map(Some).map_err(|wanted| format!("{place}: {value} does not fit; write {wanted}"))
            }
        })
        .collect()
}

fn text(value: &Json) -> Result<String, &'static str> {
    match value {
        Json::String(text) => Ok(text.clone()),
        Json::Number(number) => Ok(number.to_string()),
        Json::Bool(yes) => Ok(yes.to_string()),
        _ => Err("a text"),
    }
}

fn day(value: &Json) -> Result<Day, &'static str> {
    let wanted = "a day such as 2021-02-10";
    value.as_str().and_then(|text| text.parse().ok()).ok_or(wanted)
}

/// A day, or a day with a time of day in UTC+8 (`2021-02-10 08:30`).
fn time(value: &Json, end_of_day: bool) -> Result<Micros, &'static str> {
    let wanted = "a day such as 2021-02-10, or a time such as 2021-02-10 08:30";
    let text = value.as_str().ok_or(wanted)?.trim();
    let Some((date, clock)) = text.split_once([' ', 'T']) else {
        let day: Day = text.parse().map_err(|_| wanted)?;
        return Ok(if end_of_day { day.end() } else { day.start() });
    };
    let day: Day = date.parse().map_err(|_| wanted)?;
    let (hour, minute) = clock.trim().split_once(':').ok_or(wanted)?;
    let hour: i64 = hour.parse().ok().filter(|hour| (0..24).contains(hour)).ok_or(wanted)?;
    let minute: i64 = minute.parse().ok().filter(|minute| (0..60).contains(minute)).ok_or(wanted)?;
    Ok(Micros(day.start().0 + (hour * 60 + minute) * 60_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn as_of() -> Day {
        "2021-02-25".parse().unwrap()
    }

    #[test]
    fn an_account_row_spreads_over_the_tables_it_speaks_of() {
        let case = BTreeMap::from([(
            "accounts".to_owned(),
            json!([{"account_id": "a1", "platform": "douyin", "name": "样例镇发布", "opened": "2020-01-01", "works": 0}]),
        )]);
        let (tables, _) = batches(&case, as_of()).unwrap();
        let names: Vec<&String> = tables.keys().collect();
        assert_eq!(names, ["account_snapshots", "accounts", "features_accounts", "registry"]);
        assert_eq!(tables["registry"][0].column_by_name("opened_on").unwrap().null_count(), 0);
        assert_eq!(tables["registry"][0].column_by_name("works").unwrap().null_count(), 1);
    }

    #[test]
    fn an_account_nobody_filed_has_no_registry_row() {
        let case = BTreeMap::from([("accounts".to_owned(), json!([{"account_id": "a1", "platform": "douyin"}]))]);
        assert!(!batches(&case, as_of()).unwrap().0.contains_key("registry"));
    }

    #[test]
    fn short_keys_find_their_column_and_a_collection_reaches_the_end_of_its_day() {
        let case = BTreeMap::from([(
            "collections".to_owned(),
            json!([{"account_id": "a1", "kind": "posts", "to": "2021-02-25"}]),
        )]);
        let (tables, _) = batches(&case, as_of()).unwrap();
        let to = tables["collections"][0].column_by_name("to_at").unwrap().clone();
        let to = to.as_any().downcast_ref::<TimestampMicrosecondArray>().unwrap();
        assert_eq!(Micros(to.value(0)), as_of().end());
    }

    #[test]
    fn mistakes_are_told_with_what_to_write() {
        let case = |table: &str, rows: Json| batches(&BTreeMap::from([(table.to_owned(), rows)]), as_of()).unwrap_err();
        assert!(case("post", json!([{"post_id": "p1"}])).contains("`posts`"));
        assert!(case("posts", json!([{"post": 1}])).contains("`post_id`"));
        assert!(case("posts", json!([{"posted": "gestern"}])).contains("2021-02-10"));
        assert!(case("accounts", json!([{"account_id": "a1", "state": "closed"}])).contains("registry_state"));
    }
}
