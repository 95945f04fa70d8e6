//! Rows in quarantine, out to people and back: as they stood in their files, and, mended, in again under the place of the
//! original row.

mod table;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Write as _;
use std::sync::Arc;

use arrow::array::{Array, BooleanArray, StringArray};
use arrow::compute::filter_record_batch;
use futures::TryStreamExt;
use lake::{CommitInfo, Lake, LakeVersion, Workspace, WriterOptions};
use model::tables::QuarantinedRow;
use model::{BatchBuilder, Micros, Record};
use serde::Serialize;
use tokio::sync::mpsc;

use crate::entry::Entry;
use crate::error::{ImportError, ReadError};
use crate::format::Sink;
use crate::lake_rows::each_row;
use crate::original::{Original, Place, locate, originals};
use crate::pipeline::assemble::{Assembler, TableBatch};
use crate::pipeline::people::People;
use crate::pipeline::state::ImportState;
use crate::pipeline::{load, privacy};
use crate::plan::forced_format;
use crate::probe::{Container, Probe};
use crate::readers::encoding::TextEncoding;
use crate::reject::Reject;
use crate::row::Position;
use crate::source::Source;
use crate::trace::{Files, files};

use table::table_of;

/// Mended rows beside those they mend, by file hash and sheet.
type Groups = BTreeMap<(String, Option<String>), Vec<(Quarantined, Mended)>>;
pub use table::{ABOUT, ESCAPED, ID, LINE, read_mended};

/// A row in quarantine as a person gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quarantined {
    /// Key of the row.
    pub quarantine_id: String,
    /// SHA-256 of the file.
    pub file_hash: String,
    /// Path as handed in.
    pub path: String,
    /// Format that read it.
    pub format: String,
    /// Sheet or table.
    pub sheet: Option<String>,
    /// Line, row or element, from 1.
    pub row: u64,
    /// Column to blame.
    pub column: Option<String>,
    /// Reason id.
    pub reason: String,
    /// What is wrong, in words.
    pub detail: String,
    /// The row as it stood, unmasked, where the original is at hand: columns and cells.
    #[serde(skip)]
    pub original: Option<Original>,
    /// The row as the lake keeps it, masked.
    pub raw: String,
}

/// The rows in quarantine with their originals.
///
/// # Errors
/// When the lake cannot be read.
pub async fn quarantined(workspace: &Workspace, lake: &Lake) -> Result<Vec<Quarantined>, ImportError> {
    let version = lake.at(None).await?;
    let mut rows = list(lake, &version).await?;
    let files = files(lake, &version).await?;
    let raw = workspace.raw();
    let read = tokio::task::spawn_blocking(move || {
        let mut wanted: BTreeMap<String, BTreeSet<Place>> = BTreeMap::new();
        for row in &rows {
            wanted.entry(row.file_hash.clone()).or_default().insert((row.sheet.clone(), row.row));
        }
        for (hash, places) in wanted {
            let hash16: String = hash.chars().take(16).collect();
            let Some((_, file)) = files.get(&hash16) else { continue };
            let Some(located) = locate(&raw, file)? else { continue };
            // A file that cannot be read any more leaves the row as the lake keeps it.
            let mut found = originals(&located.file, &file.path, &places).unwrap_or_default();
            for row in rows.iter_mut().filter(|row| row.file_hash == hash) {
                row.original = found.remove(&(row.sheet.clone(), row.row));
            }
        }
        Ok(rows)
    });
    read.await.map_err(|error| ImportError::Worker { path: "quarantine".to_owned(), message: error.to_string() })?
}

async fn list(lake: &Lake, version: &LakeVersion) -> Result<Vec<Quarantined>, ImportError> {
    let columns = ["quarantine_id", "file_hash", "path", "format", "sheet", "row", "column", "reason", "detail", "raw"];
    let mut rows = Vec::new();
    each_row(lake, version, "quarantine", &columns, |cells| {
        let text = |place: usize| cells.get(place).copied().flatten().unwrap_or_default().to_owned();
        let some = |place: usize| cells.get(place).copied().flatten().map(str::to_owned);
        rows.push(Quarantined {
            quarantine_id: text(0),
            file_hash: text(1),
            path: text(2),
            format: text(3),
            sheet: some(4).filter(|sheet| !sheet.is_empty()),
            row: text(5).parse().unwrap_or(0),
            column: some(6),
            reason: text(7),
            detail: text(8),
            original: None,
            raw: text(9),
        });
    })
    .await?;
    rows.sort_by(|a, b| (&a.path, &a.sheet, a.row, &a.reason).cmp(&(&b.path, &b.sheet, b.row, &b.reason)));
    Ok(rows)
}

/// A mended row: which one, and what it says now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mended {
    /// Key of the row in quarantine.
    pub quarantine_id: String,
    /// Names of its columns and their cells, for rows of tables.
    pub cells: Vec<(String, String)>,
    /// The line or element as text, for rows without columns (JSON). Where it is not empty, the cells do not count.
    pub line: String,
}

/// What became of mended rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MendReport {
    /// The version of the lake after it.
    pub lake_version: i64,
    /// Rows in the table.
    pub rows_read: u64,
    /// Rows that added something.
    pub rows_new: u64,
    /// Rows that say what was known.
    pub rows_known: u64,
    /// Rows that stay in quarantine: place, reason id, what is wrong.
    pub still: Vec<Still>,
    /// Keys in the table that are not, or no longer, in quarantine.
    pub unknown: Vec<String>,
}

/// A row that stays in quarantine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Still {
    /// The file.
    pub path: String,
    /// Sheet or table.
    pub sheet: Option<String>,
    /// Line or row.
    pub row: u64,
    /// Reason id.
    pub reason: String,
    /// What is wrong, in words.
    pub detail: String,
}

/// Who mends and when.
#[derive(Debug, Clone)]
pub struct MendOptions {
    /// The moment.
    pub now: Micros,
    /// Who, for the history of the lake.
    pub author: String,
}

/// Imports mended rows as one new version. What goes in leaves the quarantine; the rest stays with its new reason.
///
/// # Errors
/// When the lake cannot be read or written; nothing is changed then.
pub async fn mend(
    workspace: &Workspace,
    lake: &Lake,
    mended: Vec<Mended>,
    options: &MendOptions,
) -> Result<MendReport, ImportError> {
    let version = lake.at(None).await?;
    let known: BTreeMap<String, Quarantined> =
        list(lake, &version).await?.into_iter().map(|row| (row.quarantine_id.clone(), row)).collect();
    let mut report =
        MendReport { rows_read: mended.len() as u64, lake_version: version.version, ..MendReport::default() };
    let mut groups: Groups = BTreeMap::new();
    let mut seen = HashSet::new();
    for row in mended {
        match known.get(&row.quarantine_id) {
            Some(old) if seen.insert(row.quarantine_id.clone()) => {
                groups.entry((old.file_hash.clone(), old.sheet.clone())).or_default().push((old.clone(), row));
            }
            _ => report.unknown.push(row.quarantine_id),
        }
    }
    let files = files(lake, &version).await?;
    let people = People::new(&workspace.person_key().map_err(lake::LakeError::from)?);
    let mut state = ImportState::new(people, workspace.config().jurisdiction.clone());
    let formats = groups.values().flatten().filter_map(|(old, _)| forced_format(Some(&old.format)).ok().flatten());
    let filled: BTreeSet<&'static str> = formats.flat_map(|format| format.manifest().fills.iter().copied()).collect();
    load::load(lake, &version, &filled, &mut state).await?;

    let based_on = Some(version.version);
    let options_of = WriterOptions { based_on, purpose: "quarantine retry".to_owned(), ..WriterOptions::default() };
    let mut writer = lake.writer(options_of).await?;
    let (out, mut batches) = mpsc::channel::<TableBatch>(8);
    let moment = options.now;
    let work = tokio::task::spawn_blocking(move || {
        let mut outcomes = Vec::new();
        for rows in groups.into_values() {
            outcomes.push(again(&mut state, &files, rows, moment, &out));
        }
        (state, outcomes)
    });
    while let Some((table, batch)) = batches.recv().await {
        writer.append(table, batch).await?;
    }
    let (state, outcomes) = work
        .await
        .map_err(|error| ImportError::Worker { path: "quarantine".to_owned(), message: error.to_string() })?;
    let (mut leaving, mut staying) = (HashSet::new(), BatchBuilder::new(QuarantinedRow::TABLE));
    for outcome in outcomes {
        let outcome = outcome?;
        report.rows_new += outcome.new;
        report.rows_known += outcome.known;
        leaving.extend(outcome.judged);
        for row in outcome.still {
            report.still.push(Still {
                path: row.path.clone().unwrap_or_default(),
                sheet: row.sheet.clone(),
                row: row.row.and_then(|row| u64::try_from(row).ok()).unwrap_or(0),
                reason: row.reason.clone().unwrap_or_default(),
                detail: row.detail.clone().unwrap_or_default(),
            });
            staying.push(&row);
        }
    }
    let accounted = report.rows_new + report.rows_known + report.still.len() as u64 + report.unknown.len() as u64;
    if accounted != report.rows_read {
        // Nothing was committed; what cannot be cleaned up now, `vacuum` will.
        let _ = writer.abort().await;
        let path = "quarantine".to_owned();
        return Err(ImportError::Accounting { path, read: report.rows_read, counted: accounted });
    }
    take_out(&mut writer, &version, &leaving).await?;
    if staying.rows() > 0 {
        writer.append(QuarantinedRow::TABLE, staying.finish()?).await?;
    }
    let mut quarters = BatchBuilder::new(model::tables::AccountQuarter::TABLE);
    let ImportState { quarters: counted, resolver, .. } = state;
    for row in counted.rows(|account| resolver.account(account).map(|account| account.id.clone())) {
        quarters.push(&row);
    }
    if quarters.rows() > 0 {
        writer.append(model::tables::AccountQuarter::TABLE, quarters.finish()?).await?;
    }
    let message =
        format!("quarantine retry: {} rows in, {} stay", report.rows_new + report.rows_known, report.still.len());
    let info = CommitInfo { message, author: options.author.clone(), at: options.now };
    report.lake_version = writer.commit(info).await?;
    Ok(report)
}

async fn take_out(
    writer: &mut lake::Writer,
    version: &LakeVersion,
    leaving: &HashSet<String>,
) -> Result<(), ImportError> {
    if leaving.is_empty() {
        return Ok(());
    }
    for file in version.files(QuarantinedRow::TABLE.name) {
        let mut rows = writer.take_out(QuarantinedRow::TABLE, file).await?;
        while let Some(batch) = rows.try_next().await? {
            let Some(keys) = batch.column(0).as_any().downcast_ref::<StringArray>() else { continue };
            let keep: BooleanArray =
                (0..keys.len()).map(|row| Some(keys.is_null(row) || !leaving.contains(keys.value(row)))).collect();
            let batch = filter_record_batch(&batch, &keep)?;
            if batch.num_rows() > 0 {
                writer.append(QuarantinedRow::TABLE, batch).await?;
            }
        }
    }
    Ok(())
}

/// What became of the rows of one file and sheet.
#[derive(Default)]
struct Outcome {
    new: u64,
    known: u64,
    /// Keys of the rows that were judged anew.
    judged: Vec<String>,
    still: Vec<QuarantinedRow>,
}

/// Reads the mended rows of one file and sheet with the format that had read them.
fn again(
    state: &mut ImportState,
    files: &Files,
    rows: Vec<(Quarantined, Mended)>,
    now: Micros,
    out: &mpsc::Sender<TableBatch>,
) -> Result<Outcome, ImportError> {
    let Some((old, _)) = rows.first().cloned() else { return Ok(Outcome::default()) };
    let format = forced_format(Some(&old.format))?;
    let Some(format) = format else { return Ok(Outcome::default()) };
    let io = |source| ImportError::Io { path: std::env::temp_dir(), source };
    let mut table = tempfile::NamedTempFile::new().map_err(io)?;
    let (text, places) = table_of(&rows);
    table.write_all(text.as_bytes()).and_then(|()| table.flush()).map_err(io)?;
    let imported = files.get(&old.file_hash.chars().take(16).collect::<String>());
    let mut judged: BTreeMap<u64, Verdict> = BTreeMap::new();
    let mut counts = None;
    let mut trouble = None;
    match Probe::look(table.path(), &old.path) {
        Err(error) => trouble = Some(error.to_string()),
        Ok(mut probe) => {
            // What was written is known; a single torn line must not pass for something else.
            let of_lines = rows.iter().all(|(_, mended)| !mended.line.is_empty());
            probe.container = if of_lines { Container::JsonLines } else { Container::Text(TextEncoding::Utf8) };
            probe.delimiter = b',';
            let source = Source {
                file: table.path().to_owned(),
                path: old.path.clone(),
                file_hash: old.file_hash.clone(),
                probe: Arc::new(probe),
                observed: None,
                modified_at: imported.map(|(at, _)| *at),
                now,
                jurisdiction: state.jurisdiction.clone(),
                map: None,
            };
            let mut on_rows = |_| {};
            let mut assembler = Assembler::new(state, &source, format.manifest().name, 1_024, out, &mut on_rows);
            let sheet: Option<Arc<str>> = old.sheet.as_deref().map(Arc::from);
            let mut sink = Mending { inner: &mut assembler, places: &places, sheet, judged: &mut judged };
            if let Err(error) = format.read(&source, &mut sink) {
                trouble = Some(error.to_string());
            }
            // A few rows of a file prove nothing complete.
            counts = assembler.finish(false).ok();
        }
    }
    let mut outcome = Outcome::default();
    if let Some(counts) = counts {
        (outcome.new, outcome.known) = (counts.new, counts.known);
    }
    for (old, mended) in rows {
        match judged.remove(&old.row) {
            Some(Verdict::Taken) => outcome.judged.push(old.quarantine_id),
            Some(Verdict::Refused(reject)) => {
                outcome.still.push(refused(&old, &reject, now));
                outcome.judged.push(old.quarantine_id);
            }
            None => {
                // The format did not take it for a record at all: a note, an empty row, a table it does not know.
                let detail = trouble.clone().unwrap_or_else(|| old.detail.clone());
                let raw = if mended.line.is_empty() { joined(&mended) } else { mended.line.clone() };
                let reject = Reject { reason: reason_of(&old), column: old.column.clone(), detail, raw };
                outcome.still.push(refused(&old, &reject, now));
                outcome.judged.push(old.quarantine_id);
            }
        }
    }
    Ok(outcome)
}

fn joined(mended: &Mended) -> String {
    mended.cells.iter().map(|(_, cell)| cell.as_str()).collect::<Vec<_>>().join("\t")
}

fn reason_of(old: &Quarantined) -> crate::reject::Reason {
    let known = crate::reject::Reason::ALL.iter().find(|reason| reason.id() == old.reason);
    known.copied().unwrap_or(crate::reject::Reason::NothingUsable)
}

fn refused(old: &Quarantined, reject: &Reject, now: Micros) -> QuarantinedRow {
    let sheet = old.sheet.clone().unwrap_or_default();
    let row = old.row.to_string();
    let hash16: String = old.file_hash.chars().take(16).collect();
    let key = model::id::row_id("quarantine", &[&old.file_hash, &sheet, &row, reject.reason.id()]);
    QuarantinedRow {
        quarantine_id: Some(key),
        file_hash: Some(old.file_hash.clone()),
        path: Some(old.path.clone()),
        format: Some(old.format.clone()),
        sheet: old.sheet.clone(),
        row: i64::try_from(old.row).ok(),
        column: reject.column.clone(),
        reason: Some(reject.reason.id().to_owned()),
        detail: Some(reject.detail.clone()),
        raw: Some(privacy::quarantined(&reject.raw)),
        source_id: Some(format!("{hash16}/{sheet}/{row}")),
        observed_at: Some(now),
    }
}

enum Verdict {
    Taken,
    Refused(Reject),
}

/// Hands records on under the place they had in their own file, and keeps back what is refused again.
struct Mending<'a, 'b> {
    inner: &'a mut Assembler<'b>,
    places: &'a BTreeMap<u64, u64>,
    sheet: Option<Arc<str>>,
    judged: &'a mut BTreeMap<u64, Verdict>,
}

impl Mending<'_, '_> {
    fn place(&self, at: &Position) -> Position {
        Position { sheet: self.sheet.clone(), row: self.places.get(&at.row).copied().unwrap_or(at.row) }
    }
}

impl Sink for Mending<'_, '_> {
    fn row(&mut self, at: &Position, entries: Vec<Entry>) -> Result<(), ReadError> {
        let at = self.place(at);
        self.judged.insert(at.row, Verdict::Taken);
        self.inner.row(&at, entries)
    }

    fn quarantine(&mut self, at: &Position, reject: Reject) -> Result<(), ReadError> {
        let at = self.place(at);
        self.judged.insert(at.row, Verdict::Refused(reject));
        Ok(())
    }

    fn warn(&mut self, _warning: &str) {}
}
