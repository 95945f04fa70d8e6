//! Works that share footage, as `search` and `reuse` write them.

use media::EditKind;
use serde_json::Value;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::{self, Column, Sheet};

/// Writes rows of these fields: all of them for scripts, those at `shown` for people, or the message `nothing` where there are none.
pub fn write(
    context: &Context,
    fields: &[&str],
    shown: &[usize],
    rows: Vec<Vec<Value>>,
    nothing: &str,
) -> Result<(), Failure> {
    match context.format {
        Format::Json | Format::Csv => output::write(context, &sheet(fields.iter().copied(), rows)),
        Format::Table | Format::Xlsx if rows.is_empty() => output::print(&context.words.plain(nothing)),
        Format::Table | Format::Xlsx => {
            let cells = |row: &Vec<Value>| shown.iter().map(|&at| for_people(context, fields[at], &row[at])).collect();
            output::write(context, &sheet(shown.iter().map(|&at| fields[at]), rows.iter().map(cells).collect()))
        }
    }
}

fn sheet<'a>(names: impl Iterator<Item = &'a str>, rows: Vec<Vec<Value>>) -> Sheet {
    let column = |name: &str| match name {
        "group" | "place" | "seconds" | "confidence" => Column::number(name),
        "names_source" => Column::text(name).or_unknown(),
        name => Column::text(name),
    };
    Sheet { columns: names.map(column).collect(), rows }
}

/// A cell as people read it.
pub fn for_people(context: &Context, field: &str, value: &Value) -> Value {
    match (field, value.as_str()) {
        ("verdict", Some("reused")) => context.words.plain("match-reused").into(),
        ("verdict", Some("shared_segment")) => context.words.plain("match-shared-segment").into(),
        ("platform", Some(id)) => context.words.platform(id).into(),
        ("posted_at", Some(time)) => output::short_text(time, 16).into(),
        ("edits", Some(ids)) => {
            let kinds = ids.split_whitespace().filter_map(EditKind::from_id);
            context.words.list(kinds.map(|kind| context.words.term(kind.chinese(), kind.id()))).into()
        }
        _ => value.clone(),
    }
}
