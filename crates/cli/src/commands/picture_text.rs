//! `mingjian picture-text`: words in the pictures of works that share footage.

use import::footage::{self, PictureTextOptions};
use serde_json::json;

use super::fingerprint::{FootageBar, jobs, limits};
use crate::args::Format;
use crate::args::footage::PictureText;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, json};
use crate::progress::until_interrupted;
use crate::words::count;

/// Files read before they are written: reading one takes some seconds.
const PART_FILES: usize = 50;

/// Reads them.
pub async fn run(context: &Context, arguments: &PictureText) -> Result<Exit, Failure> {
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let options = PictureTextOptions {
        now: context.now(),
        author: context.author(),
        limits: limits(&arguments.decoding),
        tesseract: arguments.tesseract.clone(),
        jobs: arguments.jobs.unwrap_or_else(jobs),
        again: arguments.again,
        part_files: PART_FILES,
    };
    let progress = FootageBar::new(context);
    let done = until_interrupted(footage::picture_text(&lake, &options, &progress)).await;
    progress.bar.finish_and_clear();
    let report = done.ok_or_else(|| Failure::not_done(progress.interrupted()))??;
    match context.format {
        Format::Json => json::value(&mut output::out(), &json!(report))?,
        Format::Csv | Format::Table | Format::Xlsx => {
            let number = |value: usize| count(value as u64).into();
            output::print(&context.words.say(
                "picture-text-summary",
                &[
                    ("files", number(report.files)),
                    ("read", number(report.read)),
                    ("words", number(report.with_words)),
                    ("unreadable", number(report.unreadable)),
                    ("missing", number(report.missing)),
                    ("version", report.lake_version.to_string().into()),
                ],
            ))?;
        }
    }
    Ok(if report.unreadable + report.missing > 0 { Exit::PartlyUnreadable } else { Exit::Done })
}
