//! `mingjian features`: reads works, comments and names again that another version of the lexicon read.

use std::io::Write;

use import::{Reread, RereadReport, Stale};
use serde_json::json;

use crate::args::Format;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, json};
use crate::progress;
use crate::words::count;

/// Reads them again.
pub async fn run(context: &Context) -> Result<Exit, Failure> {
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let author = context.author();
    let looking = progress::bar(context, 0, "progress-features-looking");
    let reread = Reread::find(&lake, workspace.config().jurisdiction.as_deref()).await;
    looking.finish_and_clear();
    let reread = reread?;
    let bar = progress::bar(context, reread.rows(), "progress-features");
    let on_rows = |rows: u64| bar.inc(rows);
    let done = progress::until_interrupted(reread.run(&lake, &author, context.now(), &on_rows)).await;
    bar.finish_and_clear();
    let report = done.ok_or_else(|| Failure::not_done("error-features-interrupted"))??;
    match context.format {
        Format::Json => {
            let mut out = output::out();
            json::value(&mut out, &report)?;
            out.flush()?;
        }
        Format::Csv => output::write(context, &sheet(&report))?,
        Format::Table | Format::Xlsx => output::print(&summary(context, &report))?,
    }
    Ok(Exit::Done)
}

fn summary(context: &Context, report: &RereadReport) -> String {
    let stale = report.stale;
    let values = [
        ("computed_by", report.computed_by.into()),
        ("version", report.lake_version.to_string().into()),
        ("works", count(stale.posts + stale.posts_missing).into()),
        ("comments", count(stale.comments + stale.comments_missing).into()),
        ("names", count(stale.names).into()),
        ("works_read", count(report.posts_read).into()),
        ("comments_read", count(report.comments_read).into()),
    ];
    context.words.say(if stale == Stale::default() { "features-nothing" } else { "features-done" }, &values)
}

/// One row for each kind of text.
fn sheet(report: &RereadReport) -> Sheet {
    let stale = report.stale;
    let mut sheet = Sheet::new(["table", "stale", "missing", "read"].map(Column::text).to_vec());
    for (table, others, missing, read) in [
        ("features_posts", stale.posts, stale.posts_missing, report.posts_read),
        ("features_comments", stale.comments, stale.comments_missing, report.comments_read),
        ("features_accounts", stale.names, 0, stale.names),
    ] {
        sheet.push(vec![json!(table), json!(others), json!(missing), json!(read)]);
    }
    sheet
}
