//! A progress bar for long work: rows a second and time left, on a terminal only.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::context::Context;
use crate::words::{Words, count};

/// A bar over so many units of work (0: unknown). Without a terminal it draws nothing.
pub fn bar(context: &Context, total: u64, template: &str) -> ProgressBar {
    if !context.shows_progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(8));
    let template = context.words.plain(template);
    // A template of the catalogue that indicatif does not understand falls back to its own.
    let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style.progress_chars("##-"));
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

/// The progress of an import: which file, how many rows a second, and how long still.
pub struct ImportProgress<'a> {
    words: &'a Words,
    bar: ProgressBar,
    rows: AtomicU64,
    state: Mutex<Reading>,
}

/// How far the files are read. Bytes say how long it still takes; rows are what people count.
#[derive(Default)]
struct Reading {
    bytes_before: u64,
    bytes_of_file: u64,
}

impl<'a> ImportProgress<'a> {
    /// A bar that waits for the first file.
    pub fn new(context: &'a Context) -> Self {
        Self {
            words: &context.words,
            bar: bar(context, 0, "progress-import"),
            rows: AtomicU64::new(0),
            state: Mutex::new(Reading::default()),
        }
    }

    /// Nothing more comes.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl import::Progress for ImportProgress<'_> {
    fn found(&self, _files: usize, bytes: u64) {
        self.bar.set_length(bytes);
    }

    fn file(&self, path: &str, bytes: u64) {
        // A poisoned lock only means that a bar stands still.
        if let Ok(mut state) = self.state.lock() {
            state.bytes_before = state.bytes_before.saturating_add(state.bytes_of_file);
            state.bytes_of_file = bytes;
            self.bar.set_position(state.bytes_before);
        }
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        self.bar.set_message(name.chars().take(40).collect::<String>());
    }

    fn rows(&self, rows: u64) {
        let rows = self.rows.fetch_add(rows, Ordering::Relaxed).saturating_add(rows);
        let seconds = self.bar.elapsed().as_millis().max(1);
        let per_second = u128::from(rows).saturating_mul(1000) / seconds;
        let rate = u64::try_from(per_second).unwrap_or(u64::MAX);
        let values = [("rows", count(rows).into()), ("rate", count(rate).into())];
        self.bar.set_prefix(self.words.say("progress-rate", &values));
    }

    fn storing(&self) {
        self.bar.set_message(self.words.plain("progress-storing"));
    }
}

/// What a long work gave, or nothing where Ctrl-C came first. The work is dropped then: it must leave the lake as it was, or
/// whole parts of what it does; half-written files are nobody's, and `lake vacuum` removes them.
pub fn until_interrupted<T>(work: impl Future<Output = T>) -> impl Future<Output = Option<T>> {
    // Boxed, for a future that is handed on by value is held twice.
    let work = Box::pin(work);
    async move {
        tokio::select! {
            done = work => Some(done),
            _ = tokio::signal::ctrl_c() => None,
        }
    }
}
