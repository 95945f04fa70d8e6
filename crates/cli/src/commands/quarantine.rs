//! `mingjian quarantine`: the rows that could not be imported, with the reason and where they stood; out to be mended, and in
//! again.

mod mend;

use engine::{ParamValue, Params};
use serde_json::Value;

use crate::args::Format;
use crate::args::quarantine::{List, Quarantine, QuarantineCommand};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::nearest::nearest;
use crate::output::{self, Column, Sheet, cells};
use crate::words::{Words, count};

/// Does it.
pub async fn run(context: &Context, arguments: &Quarantine) -> Result<Exit, Failure> {
    match &arguments.command {
        None => list(context, &arguments.list).await,
        Some(QuarantineCommand::Export(table)) => mend::export(context, &table.table).await,
        Some(QuarantineCommand::Retry(table)) => mend::retry(context, &table.table).await,
    }
}

async fn list(context: &Context, arguments: &List) -> Result<Exit, Failure> {
    let reason = arguments.reason.as_deref().map(|reason| reason_id(&context.words, reason)).transpose()?;
    let open = context.session(None, None).await?;
    let mut conditions = vec!["true".to_owned()];
    let mut params = Params::new();
    if let Some(reason) = reason {
        conditions.push("reason = $reason".to_owned());
        params.insert("reason".to_owned(), ParamValue::Text(reason));
    }
    if let Some(file) = &arguments.file {
        conditions.push("strpos(path, $file) > 0".to_owned());
        params.insert("file".to_owned(), ParamValue::Text(file.clone()));
    }
    let conditions = conditions.join(" AND ");
    let total = open.session.sql(&format!("SELECT count(*) FROM lake.quarantine WHERE {conditions}"), &params).await?;
    let total = total.first().map(|batch| cells::cell(batch.column(0).as_ref(), 0)).and_then(|cell| cell.as_u64());
    let sql = format!(
        "SELECT path, sheet, \"row\", \"column\", reason, detail, raw, format, source_id, observed_at \
         FROM lake.quarantine WHERE {conditions} ORDER BY path, sheet, \"row\", quarantine_id LIMIT {}",
        arguments.limit
    );
    let rows = cells::sheet(&open.session.sql(&sql, &params).await?);
    let shown = rows.rows.len() as u64;
    if context.format == Format::Table {
        output::write(context, &for_people(&context.words, &rows))?;
    } else {
        let names = ["path", "sheet", "row", "column", "reason", "detail", "raw", "format", "source_id", "observed_at"];
        output::write(context, &Sheet { columns: names.map(Column::text).to_vec(), rows: rows.rows })?;
    }
    if let Some(total) = total.filter(|total| *total > shown) {
        context.talk("quarantine-more", &[("shown", count(shown).into()), ("total", count(total).into())]);
    }
    Ok(Exit::Done)
}

/// The reason's id, from its id or its words.
fn reason_id(words: &Words, asked: &str) -> Result<String, Failure> {
    let reasons = import::Reason::ALL.iter().map(|reason| reason.id());
    let found = reasons.clone().find(|id| *id == asked || words.plain(&format!("reason-{id}")) == asked);
    found.map(str::to_owned).ok_or_else(|| {
        let known = nearest(asked, reasons).join(", ");
        Failure::wrong_use("error-unknown-reason").with("name", asked).with("known", known)
    })
}

/// A reason as people call it.
pub fn reason_words(words: &Words, id: &str) -> String {
    words.try_say(&format!("reason-{id}"), &[]).unwrap_or_else(|| id.to_owned())
}

fn for_people(words: &Words, rows: &Sheet) -> Sheet {
    let columns = ["file", "where", "reason", "detail", "raw"].map(Column::text).to_vec();
    let mut sheet = Sheet::new(columns);
    for row in &rows.rows {
        let [path, name, line, column, reason, detail, raw, ..] = row.as_slice() else { continue };
        let mut place = vec![];
        if let Some(name) = name.as_str() {
            place.push(name.to_owned());
        }
        if let Some(line) = line.as_i64() {
            place.push(words.say("place-row", &[("row", line.to_string().into())]));
        }
        if let Some(column) = column.as_str() {
            place.push(words.say("place-column", &[("column", column.into())]));
        }
        let advice = reason.as_str().and_then(|id| words.try_say(&format!("advice-{id}"), &[]));
        let reason = reason.as_str().map(|id| reason_words(words, id));
        let raw = raw.as_str().map(|text| shortened(text, 60));
        sheet.push(vec![
            path.clone(),
            place.join(" ").into(),
            reason.map_or(Value::Null, Value::String),
            // What the reader said is English; people get the same advice in their language.
            advice.map_or_else(|| detail.clone(), Value::String),
            raw.map_or(Value::Null, Value::String),
        ]);
    }
    sheet
}

/// The first characters of a text.
pub fn shortened(text: &str, characters: usize) -> String {
    let mut short: String = text.chars().take(characters).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
