//! `mingjian trace`: from a row to the lines that state it, as they stood.

use import::{Missing, Statement, Traced};
use serde_json::json;

use crate::args::Format;
use crate::args::trace::Trace;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::table::plain_text;
use crate::output::{self, Column, Sheet};
use crate::words::Words;

/// Shows them.
pub async fn run(context: &Context, arguments: &Trace) -> Result<Exit, Failure> {
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let traced = import::trace(&workspace, &lake, &arguments.row).await?;
    match context.format {
        Format::Json => output::json::value(&mut output::out(), &for_scripts(&traced))?,
        Format::Csv => output::write(context, &lines(&traced))?,
        Format::Table | Format::Xlsx => output::print(&page(&context.words, &traced))?,
    }
    if traced.sources.iter().any(|source| source.original.is_some()) {
        context.talk("trace-unmasked", &[]);
    }
    Ok(Exit::Done)
}

fn for_scripts(traced: &Traced) -> serde_json::Value {
    let values: serde_json::Map<String, serde_json::Value> =
        traced.values.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    json!({"table": traced.table, "key": traced.key, "values": values, "sources": traced.sources})
}

fn lines(traced: &Traced) -> Sheet {
    let texts = ["source_id", "import_id", "path", "file_hash", "archive_hash", "sheet"].map(Column::text);
    let rest = [Column::number("row"), Column::text("original"), Column::text("missing")];
    let mut sheet = Sheet::new(texts.into_iter().chain(rest).collect());
    for source in &traced.sources {
        sheet.push(vec![
            json!(source.source_id),
            json!(source.import_id),
            json!(source.path),
            json!(source.file_hash),
            json!(source.archive_hash),
            json!(source.sheet),
            json!(source.row),
            json!(source.original),
            json!(source.missing),
        ]);
    }
    sheet
}

fn page(words: &Words, traced: &Traced) -> String {
    let table = model::tables::by_name(&traced.table).map_or(traced.table.as_str(), |table| table.chinese);
    let head = [("table", words.term(table, &traced.table).into()), ("key", traced.key.clone().into())];
    let mut parts = vec![words.say("trace-head", &head)];
    for (name, value) in &traced.values {
        let title = words.field(name);
        parts.push(format!("  {title}  {}", plain_text(value).replace('\n', " ")));
    }
    let count = traced.sources.len().to_string();
    parts.push(words.say("trace-sources", &[("count", count.into())]));
    for source in &traced.sources {
        parts.extend(statement(words, source));
    }
    parts.join("\n")
}

fn statement(words: &Words, source: &Statement) -> Vec<String> {
    let mut parts = Vec::new();
    match &source.path {
        Some(path) => {
            let place = source.row.filter(|row| *row > 0);
            let row = place.map(|row| words.say("place-row", &[("row", row.to_string().into())]));
            let sheet = source.sheet.clone().unwrap_or_default();
            let place = [sheet, row.unwrap_or_default()].join(" ");
            parts.push(
                words.say("trace-file", &[("path", path.clone().into()), ("place", place.trim().to_owned().into())]),
            );
            let values = [
                ("hash", source.file_hash.clone().unwrap_or_default().into()),
                ("import", source.import_id.clone().unwrap_or_default().into()),
                ("at", source.imported_at.clone().unwrap_or_default().into()),
            ];
            parts.push(words.say("trace-import", &values));
        }
        None => parts.push(words.say("trace-person", &[("source", source.source_id.clone().into())])),
    }
    if let Some(original) = &source.original {
        if source.columns.is_empty() {
            parts.push(format!("    {}", plain_text(original)));
        } else {
            let cells = source.columns.iter().map(Some).chain(std::iter::repeat(None)).zip(&source.cells);
            for (name, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
                let name = name.cloned().unwrap_or_else(|| words.plain("trace-no-column"));
                parts.push(format!("    {name}  {}", plain_text(cell).replace('\n', " ")));
            }
        }
    }
    let missing = match source.missing {
        Some(Missing::FileGone) => Some("trace-gone"),
        Some(Missing::WholeFile) => Some("trace-whole-file"),
        Some(Missing::NotFound) => Some("trace-not-found"),
        Some(Missing::Person) | None => None,
    };
    parts.extend(missing.map(|id| format!("    {}", words.plain(id))));
    parts
}
