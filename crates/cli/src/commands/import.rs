//! `mingjian import`: files into the lake, and a summary in words.

use std::collections::BTreeMap;
use std::io::Write;

use import::{ImportOptions, ImportReport};
use lake::{CreateOptions, Workspace, WorkspaceError};
use serde_json::json;

use super::imports;
use super::quarantine::reason_words;
use crate::args::Format;
use crate::args::import::Import;
use crate::context::Context;
use crate::errors;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, json, table};
use crate::progress::{ImportProgress, until_interrupted};
use crate::words::{Words, count};

/// So many of the commonest reasons are told.
const REASONS: usize = 5;

/// Rows handed on at once.
const BATCH_ROWS: usize = 8_192;

/// Imports.
pub async fn run(context: &Context, arguments: &Import) -> Result<Exit, Failure> {
    if arguments.list {
        return imports::list(context).await;
    }
    if let Some(import) = &arguments.undo {
        return imports::undo(context, import).await;
    }
    if let Some(table) = &arguments.propose_map {
        output::print(&import::propose_map(table)?)?;
        return Ok(Exit::Done);
    }
    for path in &arguments.paths {
        // Asked before a workspace is made: a slip of the finger leaves no folder behind.
        std::fs::metadata(path).map_err(|error| errors::io(path, &error))?;
    }
    let workspace = workspace(context, arguments)?;
    let options = ImportOptions {
        now: context.now(),
        observed: arguments.observed,
        keep_raw: !arguments.no_raw,
        map: arguments.map.clone(),
        format: arguments.as_format.clone(),
        jurisdiction: arguments.jurisdiction.clone(),
        author: context.author(),
        batch_rows: BATCH_ROWS,
    };
    let progress = ImportProgress::new(context);
    let done = until_interrupted(import::import(&workspace, &arguments.paths, &options, &progress)).await;
    progress.end();
    let report = done.ok_or_else(|| Failure::not_done("error-interrupted"))??;
    let mut out = output::out();
    match context.format {
        Format::Json => json::value(&mut out, &for_scripts(&report))?,
        Format::Csv => output::csv::sheet(&mut out, &files(&report))?,
        Format::Table | Format::Xlsx => out.write_all(summary(&context.words, &report).as_bytes())?,
    }
    out.flush()?;
    let unreadable = report.files.iter().any(|file| file.format.is_none());
    let quarantined = report.files.iter().any(|file| file.rows_quarantined > 0);
    context.talk("import-next", &[]);
    Ok(if unreadable || quarantined { Exit::PartlyUnreadable } else { Exit::Done })
}

/// The workspace named, or the nearest one; a missing one is made where `--workspace` points, or here.
fn workspace(context: &Context, arguments: &Import) -> Result<Workspace, Failure> {
    let options = CreateOptions { jurisdiction: arguments.jurisdiction.clone(), ..CreateOptions::default() };
    match context.workspace_or_error() {
        Ok(workspace) => Ok(workspace),
        Err(WorkspaceError::NotAWorkspace { .. } | WorkspaceError::NoneAbove { .. }) => {
            let folder = context.start_folder();
            let workspace = Workspace::open_or_create(&folder, &options)?;
            let shown = std::path::absolute(&folder).unwrap_or(folder);
            context.talk("import-created", &[("folder", shown.display().to_string().into())]);
            Ok(workspace)
        }
        Err(error) => Err(error.into()),
    }
}

/// Exactly what scripts were promised; what went wrong with a file is added where something did.
fn for_scripts(report: &ImportReport) -> serde_json::Value {
    let files: Vec<serde_json::Value> = report
        .files
        .iter()
        .map(|file| {
            let mut fields = json!({
                "path": file.path,
                "format": file.format,
                "rows_read": file.rows_read,
                "rows_new": file.rows_new,
                "rows_known": file.rows_known,
                "rows_quarantined": file.rows_quarantined,
            });
            if let (Some(fields), Some(message)) = (fields.as_object_mut(), &file.message) {
                fields.insert("message".to_owned(), json!(message));
            }
            fields
        })
        .collect();
    json!({"lake_version": report.lake_version, "files": files})
}

fn files(report: &ImportReport) -> Sheet {
    let texts = ["path", "format"].map(Column::text);
    let numbers = ["rows_read", "rows_new", "rows_known", "rows_quarantined"].map(Column::number);
    let mut sheet = Sheet::new(texts.into_iter().chain(numbers).collect());
    for file in &report.files {
        sheet.push(vec![
            json!(file.path),
            json!(file.format),
            json!(file.rows_read),
            json!(file.rows_new),
            json!(file.rows_known),
            json!(file.rows_quarantined),
        ]);
    }
    sheet
}

/// What a reader said of a file, in the language of the words where it is one of the common troubles.
pub fn told(words: &Words, message: &str) -> String {
    match message {
        text if text.starts_with("the file is empty") => words.plain("import-empty-file"),
        text if text.starts_with("this could be `") => {
            let names: Vec<&str> = text.split('`').skip(1).step_by(2).take(2).collect();
            let name = |place: usize| names.get(place).copied().unwrap_or_default().to_owned();
            words.say("import-undecided", &[("one", name(0).into()), ("other", name(1).into())])
        }
        text if text.starts_with("the file changed while") => words.plain("import-changed"),
        text if text.starts_with("the text is neither UTF-8") => words.plain("import-wrong-encoding"),
        text => text.to_owned(),
    }
}

/// Format by format: a folder may hold hundreds of files.
fn by_format(words: &Words, report: &ImportReport) -> Sheet {
    let mut totals: BTreeMap<&str, [u64; 5]> = BTreeMap::new();
    for file in &report.files {
        let Some(format) = &file.format else { continue };
        let total = totals.entry(format).or_default();
        let rows = [1, file.rows_read, file.rows_new, file.rows_known, file.rows_quarantined];
        for (sum, rows) in total.iter_mut().zip(rows) {
            *sum = sum.saturating_add(rows);
        }
    }
    let numbers = ["files", "rows_read", "rows_new", "rows_known", "rows_quarantined"].map(Column::number);
    let mut sheet = Sheet::new([Column::text("format")].into_iter().chain(numbers).collect());
    for (name, total) in totals {
        let manifest = import::formats().iter().map(|format| format.manifest()).find(|manifest| manifest.name == name);
        let title = manifest.map_or(name, |manifest| words.term(manifest.title_zh, name));
        sheet.push([json!(title)].into_iter().chain(total.map(|sum| json!(sum))).collect());
    }
    sheet
}

fn summary(words: &Words, report: &ImportReport) -> String {
    let mut text = String::new();
    let sheet = by_format(words, report);
    if !sheet.rows.is_empty() {
        text.push_str(&table::render(words, &sheet));
        text.push('\n');
    }
    let total = |rows: fn(&import::FileReport) -> u64| count(report.files.iter().map(rows).sum());
    let values = [
        ("read", total(|file| file.rows_read).into()),
        ("new", total(|file| file.rows_new).into()),
        ("known", total(|file| file.rows_known).into()),
        ("quarantined", total(|file| file.rows_quarantined).into()),
        ("version", report.lake_version.to_string().into()),
    ];
    let mut lines = vec![words.say("import-summary", &values)];
    if !report.reasons.is_empty() {
        lines.push(words.plain("import-reasons"));
        for reason in report.reasons.iter().take(REASONS) {
            let values = [("reason", reason_words(words, &reason.reason).into()), ("rows", count(reason.rows).into())];
            lines.push(words.say("import-reason", &values));
        }
        lines.push(words.plain("import-see-quarantine"));
    }
    let unreadable: Vec<&import::FileReport> = report.files.iter().filter(|file| file.format.is_none()).collect();
    if !unreadable.is_empty() {
        lines.push(words.say("import-unreadable", &[("count", count(unreadable.len() as u64).into())]));
        for file in unreadable {
            let message =
                file.message.as_deref().map_or_else(|| words.plain("import-unrecognised"), |text| told(words, text));
            lines.push(
                words.say("import-unreadable-file", &[("path", file.path.clone().into()), ("message", message.into())]),
            );
        }
    }
    let noted = report
        .files
        .iter()
        .filter(|file| file.format.is_some())
        .filter_map(|file| Some((file, file.message.as_ref()?)));
    for (place, (file, message)) in noted.enumerate() {
        if place == 0 {
            lines.push(words.plain("import-noted"));
        }
        let values = [("path", file.path.clone().into()), ("message", message.clone().into())];
        lines.push(words.say("import-unreadable-file", &values));
    }
    text.push_str(&lines.join("\n"));
    text.push('\n');
    text
}
