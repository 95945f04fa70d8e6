//! `mingjian fingerprint`: what media files look and sound like, kept in the lake and compared with all others.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use import::footage::{self, FootageOptions, FootageProgress, FootageReport};
use indicatif::ProgressBar;
use media::read::Limits;
use serde_json::json;

use crate::args::Format;
use crate::args::footage::{Decoding, Fingerprint, Tier};
use crate::context::Context;
use crate::errors;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, json};
use crate::progress;
use crate::words::{Words, count};

/// Fingerprints.
pub async fn run(context: &Context, arguments: &Fingerprint) -> Result<Exit, Failure> {
    for path in &arguments.paths {
        std::fs::metadata(path).map_err(|error| errors::io(path, &error))?;
    }
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let options = FootageOptions {
        now: context.now(),
        author: context.author(),
        limits: limits(&arguments.decoding),
        tier: match arguments.tier {
            Tier::Dense => media::Tier::Dense,
            Tier::Key => media::Tier::Key,
        },
        jobs: arguments.jobs.unwrap_or_else(jobs),
        again: arguments.again,
        part_files: arguments.part.unwrap_or(footage::PART_FILES),
    };
    let progress = FootageBar::new(context);
    // What is written is whole: a part is read, compared and committed, or not there.
    let done = progress::until_interrupted(footage::fingerprint(&lake, &arguments.paths, &options, &progress)).await;
    progress.bar.finish_and_clear();
    let report = done.ok_or_else(|| Failure::not_done(progress.interrupted()))??;
    match context.format {
        Format::Json => json::value(&mut output::out(), &json!(report))?,
        Format::Csv => output::write(context, &files(&report))?,
        Format::Table | Format::Xlsx => {
            let mut unreadable = files(&report);
            unreadable.rows.retain(|row| row.get(2) == Some(&json!("unreadable")));
            if !unreadable.rows.is_empty() {
                output::write(context, &unreadable)?;
            }
            output::print(&summary(&context.words, &report))?;
        }
    }
    let unreadable = report.files.iter().any(|file| file.state == "unreadable");
    Ok(if unreadable { Exit::PartlyUnreadable } else { Exit::Done })
}

/// Files read at once where nobody says.
pub fn jobs() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The limits of reading, as the command line sets them.
pub fn limits(decoding: &Decoding) -> Limits {
    Limits {
        threads: decoding.threads.max(1),
        hardware: decoding.hardware.clone(),
        ffmpeg: decoding.ffmpeg.clone(),
        ..Limits::default()
    }
}

fn files(report: &FootageReport) -> Sheet {
    let mut sheet = Sheet::new(vec![
        Column::text("path"),
        Column::text("post_id"),
        Column::text("state"),
        Column::number("seconds"),
        Column::text("trouble"),
    ]);
    for file in &report.files {
        sheet.push(vec![
            json!(file.path),
            json!(file.post_id),
            json!(file.state),
            json!(file.seconds),
            json!(file.trouble),
        ]);
    }
    sheet
}

fn summary(words: &Words, report: &FootageReport) -> String {
    let of = |state: &str| count(report.files.iter().filter(|file| file.state == state).count() as u64);
    let tied = report.files.iter().filter(|file| file.post_id.is_some()).count() as u64;
    words.say(
        "fingerprint-summary",
        &[
            ("files", count(report.files.len() as u64).into()),
            ("read", of("read").into()),
            ("known", of("known").into()),
            ("unreadable", of("unreadable").into()),
            ("tied", count(tied).into()),
            ("matches", count(report.matches as u64).into()),
            ("version", report.lake_version.to_string().into()),
        ],
    )
}

/// Files a second and hours of video a minute.
pub struct FootageBar<'a> {
    words: &'a Words,
    /// The bar.
    pub bar: ProgressBar,
    files: AtomicU64,
    done: AtomicU64,
    milliseconds: AtomicU64,
    has_written: AtomicBool,
}

impl<'a> FootageBar<'a> {
    /// With nothing done.
    pub fn new(context: &'a Context) -> Self {
        Self {
            words: &context.words,
            bar: progress::bar(context, 0, "progress-footage"),
            files: AtomicU64::new(0),
            done: AtomicU64::new(0),
            milliseconds: AtomicU64::new(0),
            has_written: AtomicBool::new(false),
        }
    }

    /// What is said of a run that was interrupted.
    pub fn interrupted(&self) -> &'static str {
        if self.has_written.load(Ordering::Relaxed) { "error-interrupted-parts" } else { "error-interrupted" }
    }
}

impl FootageProgress for FootageBar<'_> {
    fn found(&self, files: usize) {
        self.files.store(files as u64, Ordering::Relaxed);
        self.bar.set_length(files as u64);
    }

    fn read(&self, path: &Path, seconds: Option<f64>) {
        let name = path.file_name().map(|name| name.to_string_lossy().chars().take(40).collect::<String>());
        self.bar.set_message(name.unwrap_or_default());
        self.bar.set_position(self.done.fetch_add(1, Ordering::Relaxed) + 1);
        let read = std::time::Duration::try_from_secs_f64(seconds.unwrap_or_default()).unwrap_or_default();
        let read = u64::try_from(read.as_millis()).unwrap_or_default();
        let total = self.milliseconds.fetch_add(read, Ordering::Relaxed).saturating_add(read);
        let elapsed = u64::try_from(self.bar.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
        // Hours of video in a minute, to the tenth.
        let tenths = total / 60_000 * 10 / 60 * 60_000 / elapsed;
        let speed = format!("{}.{}", tenths / 10, tenths % 10);
        self.bar.set_prefix(self.words.say("progress-footage-rate", &[("hours", speed.into())]));
    }

    fn comparing(&self, works: usize) {
        self.bar.set_length(works as u64);
        self.bar.set_position(0);
        self.bar.set_message(self.words.plain("progress-comparing"));
    }

    fn compared(&self) {
        self.bar.inc(1);
    }

    fn written(&self) {
        self.has_written.store(true, Ordering::Relaxed);
        self.bar.set_length(self.files.load(Ordering::Relaxed));
        self.bar.set_position(self.done.load(Ordering::Relaxed));
    }
}
