//! `mingjian lake …`: the versions and files of the store, and its upkeep.

use std::io::Write;
use std::time::Duration;

use lake::CommitInfo;
use model::Micros;
use serde_json::{Value, json};

use crate::args::Format;
use crate::args::lake::{Files, LakeCommand, Vacuum};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::nearest::nearest;
use crate::output::{self, Column, Sheet, json};
use crate::progress;
use crate::words::{Argument, count};

/// Does it.
pub async fn run(context: &Context, command: &LakeCommand) -> Result<Exit, Failure> {
    match command {
        LakeCommand::Log => log(context).await,
        LakeCommand::Files(arguments) => files(context, arguments).await,
        LakeCommand::Compact => compact(context).await,
        LakeCommand::Vacuum(arguments) => vacuum(context, arguments).await,
    }
}

async fn log(context: &Context) -> Result<Exit, Failure> {
    let lake = context.lake(&context.workspace()?).await?;
    let mut sheet = Sheet::new(vec![
        Column::text("version"),
        Column::text("at"),
        Column::text("author"),
        Column::text("message"),
        Column::number("rows"),
        Column::number("files"),
        Column::number("pinned"),
    ]);
    let people = context.format == Format::Table;
    for entry in lake.log().await? {
        let at = entry.at.map(|at| if people { output::short_time(at, 16) } else { at.to_string() });
        sheet.push(vec![
            json!(entry.version),
            json!(at),
            json!(entry.author),
            json!(entry.message),
            json!(entry.rows),
            json!(entry.files),
            if people { json!(entry.pinned.len()) } else { json!(entry.pinned) },
        ]);
    }
    output::write(context, &sheet)?;
    Ok(Exit::Done)
}

async fn files(context: &Context, arguments: &Files) -> Result<Exit, Failure> {
    if model::tables::by_name(&arguments.table).is_none() {
        let known = nearest(&arguments.table, model::tables::ALL.iter().map(|table| table.name)).join(", ");
        return Err(Failure::wrong_use("error-unknown-table").with("name", &arguments.table).with("known", known));
    }
    let lake = context.lake(&context.workspace()?).await?;
    let mut sheet = Sheet::new(vec![
        Column::text("path"),
        Column::text("quarter"),
        Column::number("rows"),
        Column::number("bytes"),
        Column::text("sorted"),
    ]);
    for file in lake.files(&arguments.table, arguments.version).await? {
        let path = if context.format == Format::Table { file.path.clone() } else { lake.full_path(&file) };
        sheet.push(vec![json!(path), json!(file.quarter), json!(file.rows), json!(file.bytes), json!(file.sorted)]);
    }
    output::write(context, &sheet)?;
    Ok(Exit::Done)
}

async fn compact(context: &Context) -> Result<Exit, Failure> {
    let lake = context.lake(&context.workspace()?).await?;
    let bar = progress::bar(context, 0, "progress-compact");
    let info = CommitInfo { message: "compact".to_owned(), author: context.author(), at: context.now() };
    let done = lake.compact(info).await;
    bar.finish_and_clear();
    let done = done?;
    let report = json!({
        "lake_version": done.version,
        "files_before": done.files_before,
        "files_after": done.files_after,
    });
    let values = [
        ("before", count(done.files_before as u64).into()),
        ("after", count(done.files_after as u64).into()),
        ("version", done.version.to_string().into()),
    ];
    say(context, &report, if done.files_before == 0 { "lake-compact-nothing" } else { "lake-compacted" }, &values)
}

async fn vacuum(context: &Context, arguments: &Vacuum) -> Result<Exit, Failure> {
    let lake = context.lake(&context.workspace()?).await?;
    let mut expired = lake::Expired::default();
    if let Some(days) = arguments.expire_days {
        let micros = i64::from(days).saturating_mul(model::time::MICROS_PER_DAY);
        expired = lake.expire(Micros(context.now().0.saturating_sub(micros))).await?;
    }
    let grace = Duration::from_secs(u64::from(arguments.grace).saturating_mul(3600));
    let done = lake.vacuum_at(context.now(), grace).await?;
    let report = json!({
        "versions_expired": expired.versions,
        "versions_pinned": expired.pinned,
        "files_removed": done.files,
        "bytes_removed": done.bytes,
        "files_kept": done.kept,
    });
    let values = [
        ("files", count(done.files).into()),
        ("mib", count(done.bytes >> 20).into()),
        ("kept", count(done.kept).into()),
        ("versions", count(expired.versions.len() as u64).into()),
        ("pinned", count(expired.pinned.len() as u64).into()),
    ];
    say(context, &report, "lake-vacuumed", &values)
}

/// A report: as JSON, or in words.
fn say(context: &Context, report: &Value, id: &str, values: &[Argument<'_>]) -> Result<Exit, Failure> {
    if context.format == Format::Json {
        let mut out = output::out();
        json::value(&mut out, report)?;
        out.flush()?;
    } else {
        output::print(&context.words.say(id, values))?;
    }
    Ok(Exit::Done)
}
