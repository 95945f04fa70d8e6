//! `mingjian match`: whether one video re-uses the other, what was done to it, and where.

use std::path::Path;

use media::read::Limits;
use media::{Commonness, Comparison, Fingerprint, Tier, Verdict};
use serde_json::{Value, json};

use super::fingerprint::limits;
use crate::args::Format;
use crate::args::footage::Match;
use crate::context::Context;
use crate::errors;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, json as json_output};

/// Compares two files. A file that cannot be read gives *cannot be judged* with its reason, never "different".
pub fn run(context: &Context, arguments: &Match) -> Result<Exit, Failure> {
    let limits = limits(&arguments.decoding);
    let (a, b) = (read(&arguments.a, &limits)?, read(&arguments.b, &limits)?);
    let comparison = media::compare(&a, &b, &Commonness::none());
    if let Some(file) = &arguments.page {
        let label = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let labels = (label(&arguments.a), label(&arguments.b));
        let (one, other) = (
            media::evidence::Work { path: &arguments.a, label: &labels.0 },
            media::evidence::Work { path: &arguments.b, label: &labels.1 },
        );
        write_page(context, file, one, other, &comparison, &limits)?;
    }
    match context.format {
        Format::Json => json_output::value(&mut output::out(), &comparison)?,
        Format::Csv => output::write(context, &segments(&comparison))?,
        Format::Table | Format::Xlsx => page(context, &comparison)?,
    }
    Ok(Exit::Done)
}

/// Writes the evidence as an HTML page.
pub fn write_page(
    context: &Context,
    file: &Path,
    one: media::evidence::Work<'_>,
    other: media::evidence::Work<'_>,
    comparison: &Comparison,
    limits: &Limits,
) -> Result<(), Failure> {
    let html = media::evidence::page(one, other, comparison, limits)
        .map_err(|error| Failure::not_done("error-video").with("path", one.path.display()).detail(error))?;
    std::fs::write(file, html).map_err(|error| errors::io(file, &error))?;
    context.talk("match-page", &[("path", file.display().to_string().into())]);
    Ok(())
}

fn read(path: &Path, limits: &Limits) -> Result<Fingerprint, Failure> {
    media::fingerprint(path, limits, Tier::Dense)
        .map_err(|error| Failure::not_done("error-video").with("path", path.display()).detail(error))
}

fn segments(comparison: &Comparison) -> Sheet {
    let mut sheet =
        Sheet::new(["a_start", "a_end", "b_start", "b_end", "speed", "matched_share"].map(Column::number).to_vec());
    sheet.columns.push(Column::text("mirrored"));
    for segment in &comparison.segments {
        let number = |value: f32| json!(media::compare::hundredths(value));
        let mut row: Vec<Value> =
            [segment.a_start, segment.a_end, segment.b_start, segment.b_end, segment.speed, segment.matched_share]
                .map(number)
                .to_vec();
        row.push(json!(segment.mirrored));
        sheet.push(row);
    }
    sheet
}

fn page(context: &Context, comparison: &Comparison) -> Result<(), Failure> {
    let words = &context.words;
    let verdict = words.plain(match comparison.verdict {
        Verdict::Reused => "match-reused",
        Verdict::SharedSegment => "match-shared-segment",
        Verdict::Different => "match-different",
        Verdict::CannotJudge => "match-cannot-judge",
    });
    let confidence = format!("{:.2}", comparison.confidence);
    output::print(&words.say("match-verdict", &[("verdict", verdict.into()), ("confidence", confidence.into())]))?;
    output::print(&comparison.why)?;
    if !comparison.edits.is_empty() {
        let edits = comparison.edits.iter().map(|edit| format!("{}（{:.2}）", edit.kind.chinese(), edit.confidence));
        output::print(&words.say("match-edits", &[("edits", words.list(edits).into())]))?;
    }
    if !comparison.segments.is_empty() {
        output::write(context, &segments(comparison))?;
    }
    Ok(())
}
