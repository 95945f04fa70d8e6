//! `mingjian import --list` and `--undo`: what was imported, and one of them taken back.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::args::Format;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, short_time};
use crate::words::count;

/// Lists the imports, oldest first; for scripts file by file.
pub async fn list(context: &Context) -> Result<Exit, Failure> {
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let version = lake.at(None).await?;
    let imports = import::imports(&lake, &version).await?;
    let versions: BTreeMap<i64, i64> =
        lake.log().await?.into_iter().filter_map(|entry| Some((entry.at?.0, entry.version))).collect();
    let texts = ["import_id", "at"].map(Column::text);
    let numbers = ["version", "files", "rows_read", "rows_new", "rows_known", "rows_quarantined"].map(Column::number);
    let mut sheet = Sheet::new(texts.into_iter().chain(numbers).collect());
    let mut objects = Vec::new();
    for import in &imports {
        let version = versions.get(&import.at.0);
        let sum = |of: fn(&import::FileImported) -> i64| import.files.iter().map(of).sum::<i64>();
        let at = if context.format == Format::Table { short_time(import.at, 16) } else { import.at.to_string() };
        sheet.push(vec![
            json!(import.import_id),
            json!(at),
            json!(version),
            json!(import.files.len()),
            json!(sum(|file| file.rows_read)),
            json!(sum(|file| file.rows_new)),
            json!(sum(|file| file.rows_known)),
            json!(sum(|file| file.rows_quarantined)),
        ]);
        let mut object = json!(import);
        if let Some(fields) = object.as_object_mut() {
            fields.insert("version".to_owned(), json!(version));
        }
        objects.push(object);
    }
    if context.format == Format::Json {
        output::json::array(&mut output::out(), objects)?;
    } else {
        output::write(context, &sheet)?;
    }
    Ok(Exit::Done)
}

/// Takes one back.
pub async fn undo(context: &Context, asked: &str) -> Result<Exit, Failure> {
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let jurisdiction = workspace.config().jurisdiction.clone();
    let report = import::undo(&lake, asked, jurisdiction.as_deref(), &context.author(), context.now()).await?;
    if context.format == Format::Json {
        output::json::value(&mut output::out(), &report)?;
        return Ok(Exit::Done);
    }
    let mut sheet = Sheet::new(vec![Column::text("table"), Column::number("removed"), Column::number("kept")]);
    for table in model::tables::ALL {
        let rows = |counts: &BTreeMap<String, u64>| counts.get(table.name).copied().unwrap_or(0);
        let (removed, kept) = (rows(&report.removed), rows(&report.kept));
        if removed + kept > 0 {
            let title: Value = match context.format {
                Format::Table => context.words.term(table.chinese, table.name).into(),
                _ => table.name.into(),
            };
            sheet.push(vec![title, removed.into(), kept.into()]);
        }
    }
    output::write(context, &sheet)?;
    let kept: u64 = report.kept.values().sum();
    let values = [
        ("import", report.import_id.clone().into()),
        ("files", count(report.files.len() as u64).into()),
        ("version", report.lake_version.to_string().into()),
    ];
    context.talk("import-undone", &values);
    if kept > 0 {
        context.talk("import-undone-kept", &[("rows", count(kept).into())]);
    }
    Ok(Exit::Done)
}
