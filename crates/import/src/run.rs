//! One import: find the files, tell their formats, read them in the order in which they lean on each other, commit once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use lake::{CommitInfo, Lake, Workspace, Writer, WriterOptions};
use model::tables::ImportedFile;
use model::{BatchBuilder, Day, Micros, Record};
use tokio::sync::{mpsc, oneshot};

use crate::error::{ImportError, ReadError};
use crate::formats::mapped::ColumnMap;
use crate::pipeline::assemble::{Assembler, Counts, TableBatch};
use crate::pipeline::load;
use crate::pipeline::people::People;
use crate::pipeline::reading::{self, Desk, Event, Reading};
use crate::pipeline::state::ImportState;
use crate::plan::{Planned, Reports, forced_format, load_maps, plan};
use crate::reject::Reason;
use crate::report::{FileReport, ImportReport, ReasonCount};
use crate::source::Source;

/// Batches on their way from reading to writing: enough to keep both busy, few enough to keep memory constant.
const BATCHES_UNDER_WAY: usize = 4;

/// How an import is done.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The moment of the import.
    pub now: Micros,
    /// When the content of the files was true, for records that do not say it.
    pub observed: Option<Day>,
    /// Keep the originals in `lake/raw/`.
    pub keep_raw: bool,
    /// A column map for tables of no known format.
    pub map: Option<PathBuf>,
    /// Read every file as this format.
    pub format: Option<String>,
    /// Division code of the jurisdiction; the workspace's where none is given.
    pub jurisdiction: Option<String>,
    /// Who imports, for the history of the lake.
    pub author: String,
    /// Rows handed on at once.
    pub batch_rows: usize,
}

/// Hears how far an import is.
pub trait Progress: Send + Sync {
    /// The files were found: how many, and their bytes.
    fn found(&self, _files: usize, _bytes: u64) {}
    /// A file is being read.
    fn file(&self, _path: &str, _bytes: u64) {}
    /// So many more records were read.
    fn rows(&self, _rows: u64) {}
    /// The rows are being stored.
    fn storing(&self) {}
}

/// Hears nothing.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {}

/// Imports files, folders and archives into the workspace's lake as one version.
///
/// # Errors
/// When the import as a whole cannot be done; nothing of it is in the lake then. A file that cannot be read is no error:
/// the report says so.
pub async fn import(
    workspace: &Workspace,
    paths: &[PathBuf],
    options: &ImportOptions,
    progress: &dyn Progress,
) -> Result<ImportReport, ImportError> {
    let forced = forced_format(options.format.as_deref())?;
    let given_map = options.map.as_deref().map(ColumnMap::load).transpose()?.map(Arc::new);
    let known_maps = Arc::new(load_maps(&workspace.root().join("maps"))?);
    // Members of archives are unpacked beside the originals: that folder is for the owner alone.
    let scratch_parent = workspace.raw();
    std::fs::create_dir_all(&scratch_parent)
        .map_err(|source| ImportError::Io { path: scratch_parent.clone(), source })?;
    let scratch = tempfile::Builder::new()
        .prefix("unpacking-")
        .tempdir_in(&scratch_parent)
        .map_err(|source| ImportError::Io { path: scratch_parent.clone(), source })?;

    let (paths, folder) = (paths.to_vec(), scratch.path().to_owned());
    let (maps, given) = (known_maps.clone(), given_map.clone());
    let (mut planned, mut reports) =
        blocking("the folders", move || plan(&paths, &folder, forced, given.as_ref(), &maps)).await??;
    planned.sort_by_key(|file| (file.stage, file.order));
    progress.found(planned.len(), planned.iter().map(|file| file.found.bytes).sum());

    let lake = Lake::open_or_create(workspace).await?;
    let version = lake.latest().await?;
    let known = lake.at(Some(version)).await?;
    let jurisdiction = options.jurisdiction.clone().or_else(|| workspace.config().jurisdiction.clone());
    let people = People::new(&workspace.person_key().map_err(lake::LakeError::from)?);
    let mut state = ImportState::new(people, jurisdiction);
    load::load_files(&lake, &known, &mut state).await?;
    let filled_tables: BTreeSet<&'static str> =
        planned.iter().flat_map(|file| file.format.manifest().fills.iter().copied()).collect();
    load::load(&lake, &known, &filled_tables, &mut state).await?;

    let desk = Arc::new(Desk {
        raw: options.keep_raw.then(|| workspace.raw()),
        observed: options.observed,
        now: options.now,
        jurisdiction: state.jurisdiction.clone(),
        known: state.files.clone(),
        archives: Mutex::default(),
    });
    let writer = lake.writer(WriterOptions { based_on: Some(version), ..WriterOptions::default() }).await?;
    let mut run = Run { workspace, options, progress, writer, state, reasons: BTreeMap::new() };
    match run.files(&desk, planned).await {
        Ok(read) => reports.extend(read),
        Err(error) => {
            // What was written so far is not wanted; a failing abort leaves files that vacuum removes.
            let _ = run.writer.abort().await;
            return Err(error);
        }
    }
    reports.sort_by_key(|(order, _)| *order);
    let files: Vec<FileReport> = reports.into_iter().map(|(_, report)| report).collect();
    progress.storing();
    let reasons = reasons_of(&run.reasons);
    let lake_version = run.commit(&files).await?;
    Ok(ImportReport { lake_version, files, reasons })
}

fn reasons_of(reasons: &BTreeMap<Reason, u64>) -> Vec<ReasonCount> {
    let mut counted: Vec<ReasonCount> =
        reasons.iter().map(|(reason, rows)| ReasonCount { reason: reason.id().to_owned(), rows: *rows }).collect();
    counted.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.reason.cmp(&b.reason)));
    counted
}

/// Runs work that waits for files on a thread of its own.
async fn blocking<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ImportError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| ImportError::Worker { path: what.to_owned(), message: error.to_string() })
}

/// A reading thread ended without a word: it panicked.
fn silent(path: &str) -> ImportError {
    ImportError::Worker { path: path.to_owned(), message: "its reader stopped unexpectedly".to_owned() }
}

/// An import under way.
struct Run<'a> {
    workspace: &'a Workspace,
    options: &'a ImportOptions,
    progress: &'a dyn Progress,
    writer: Writer,
    state: ImportState,
    reasons: BTreeMap<Reason, u64>,
}

impl Run<'_> {
    /// Reads the files: some ahead, each in its turn.
    async fn files(&mut self, desk: &Arc<Desk>, planned: Vec<Planned>) -> Result<Reports, ImportError> {
        let mut reports = Vec::with_capacity(planned.len());
        let mut coming = planned.into_iter();
        let mut ahead = VecDeque::new();
        loop {
            while ahead.len() < reading::files_at_once()
                && let Some(file) = coming.next()
            {
                ahead.push_back((reading::start(desk, &file), file));
            }
            let Some((reading, file)) = ahead.pop_front() else { return Ok(reports) };
            let order = file.order;
            reports.push((order, self.file(file, reading).await?));
        }
    }

    /// Takes in one file.
    async fn file(&mut self, file: Planned, reading: Reading) -> Result<FileReport, ImportError> {
        self.progress.file(&file.found.path, file.found.bytes);
        let (path, format) = (file.found.path.clone(), file.format.manifest().name);
        let begun = reading.begun.await.map_err(|_| silent(&path))??;
        if let Some(rows) = self.state.files.get(&begun.source.file_hash).copied() {
            self.progress.rows(rows);
            return Ok(FileReport {
                path,
                format: Some(format.to_owned()),
                rows_read: rows,
                rows_new: 0,
                rows_known: rows,
                rows_quarantined: 0,
                message: None,
            });
        }
        let hash = begun.source.file_hash.clone();
        let (counts, outcome) = self.take_in(begun.source, format, reading.events, reading.outcome).await?;
        for (reason, rows) in &counts.reasons {
            *self.reasons.entry(*reason).or_default() += rows;
        }
        let mut messages: Vec<String> =
            counts.warnings.iter().map(|(warning, times)| format!("{warning} (×{times})")).collect();
        let read = outcome.is_ok();
        match outcome {
            Err(error) => messages.insert(0, error.to_string()),
            Ok(records) if records != counts.read() => {
                return Err(ImportError::Accounting { path, read: records, counted: counts.read() });
            }
            Ok(_) => {
                self.remember_file(&file, &hash, begun.archive_hash, &counts).await?;
                self.remember_map(&file)?;
            }
        }
        Ok(FileReport {
            path,
            format: read.then(|| format.to_owned()),
            rows_read: counts.read(),
            rows_new: counts.new,
            rows_known: counts.known,
            rows_quarantined: counts.quarantined,
            message: (!messages.is_empty()).then(|| messages.join("; ")),
        })
    }

    /// Makes rows of what a file says, on a thread of its own, while this task hands them to the lake.
    async fn take_in(
        &mut self,
        source: Source,
        format: &'static str,
        events: std::sync::mpsc::Receiver<Vec<Event>>,
        outcome: oneshot::Receiver<Result<u64, ReadError>>,
    ) -> Result<(Counts, Result<u64, ReadError>), ImportError> {
        let (out, mut batches) = mpsc::channel::<TableBatch>(BATCHES_UNDER_WAY);
        let (tick, mut ticks) = mpsc::unbounded_channel::<u64>();
        let batch_rows = self.options.batch_rows;
        let path = source.path.clone();
        // The state moves to the thread and comes back with the answer.
        let people = self.state.people.clone();
        let mut state = std::mem::replace(&mut self.state, ImportState::new(people, None));
        let work = tokio::task::spawn_blocking(move || {
            let mut pending = 0;
            let mut on_rows = |rows: u64| {
                pending += rows;
                if pending >= 1_000 {
                    // Nobody listening is no reason to stop.
                    let _ = tick.send(std::mem::take(&mut pending));
                }
            };
            let mut assembler = Assembler::new(&mut state, &source, format, batch_rows, &out, &mut on_rows);
            let mut told = Ok(());
            while let Ok(said) = events.recv() {
                told = said.into_iter().try_for_each(|event| event.tell(&mut assembler));
                if told.is_err() {
                    break;
                }
            }
            // The reader must not wait for somebody who has gone.
            drop(events);
            let outcome = outcome.blocking_recv();
            let read_whole = told.is_ok() && matches!(outcome, Ok(Ok(_)));
            let counts = told.and_then(|()| assembler.finish(read_whole));
            let _ = tick.send(pending);
            // The rows told last go out before the batches end, so that nobody misses them.
            drop(out);
            (state, counts, outcome)
        });
        let written = self.write(&mut batches, &mut ticks).await;
        let (state, counts, outcome) =
            work.await.map_err(|error| ImportError::Worker { path: path.clone(), message: error.to_string() })?;
        self.state = state;
        written?;
        let outcome = outcome.map_err(|_| silent(&path))?;
        match counts {
            Ok(counts) => Ok((counts, outcome)),
            Err(error) => Err(ImportError::Worker { path, message: error.to_string() }),
        }
    }

    /// Stores batches as they come and tells how far the reading is.
    async fn write(
        &mut self,
        batches: &mut mpsc::Receiver<TableBatch>,
        ticks: &mut mpsc::UnboundedReceiver<u64>,
    ) -> Result<(), ImportError> {
        loop {
            let next = tokio::select! {
                batch = batches.recv() => batch,
                Some(rows) = ticks.recv() => {
                    self.progress.rows(rows);
                    continue;
                }
            };
            let Some((table, batch)) = next else { break };
            if let Err(error) = self.writer.append(table, batch).await {
                // The reader must not wait for somebody who has gone.
                batches.close();
                return Err(error.into());
            }
        }
        while let Ok(rows) = ticks.try_recv() {
            self.progress.rows(rows);
        }
        Ok(())
    }

    async fn append<R: Record>(&mut self, rows: &[R]) -> Result<(), ImportError> {
        for chunk in rows.chunks(self.options.batch_rows.max(1)) {
            let mut batch = BatchBuilder::new(R::TABLE);
            for row in chunk {
                batch.push(row);
            }
            self.writer.append(R::TABLE, batch.finish()?).await?;
        }
        Ok(())
    }

    async fn remember_file(
        &mut self,
        file: &Planned,
        hash: &str,
        archive_hash: Option<String>,
        counts: &Counts,
    ) -> Result<(), ImportError> {
        self.state.files.insert(hash.to_owned(), counts.read());
        let number = |rows: u64| i64::try_from(rows).ok();
        let hash16: String = hash.chars().take(16).collect();
        self.append(&[ImportedFile {
            file_hash: Some(hash.to_owned()),
            path: Some(file.found.path.clone()),
            format: Some(file.format.manifest().name.to_owned()),
            bytes: number(file.found.bytes),
            rows_read: number(counts.read()),
            rows_new: number(counts.new),
            rows_known: number(counts.known),
            rows_quarantined: number(counts.quarantined),
            rows_restated: number(counts.restated),
            archive_hash,
            source_id: Some(format!("{hash16}//0")),
            observed_at: Some(self.options.now),
        }])
        .await
    }

    /// Remembers a map that was given and fitted, under the header it fitted.
    fn remember_map(&self, file: &Planned) -> Result<(), ImportError> {
        let Some((hash, map)) = &file.map else { return Ok(()) };
        let folder = self.workspace.root().join("maps");
        let path = folder.join(format!("{hash}.toml"));
        let io = |source| ImportError::Io { path: path.clone(), source };
        if std::fs::read_to_string(&path).is_ok_and(|known| known == map.source) {
            return Ok(());
        }
        std::fs::create_dir_all(&folder).map_err(io)?;
        std::fs::write(&path, &map.source).map_err(io)
    }

    /// Adds the state per account and quarter and makes everything one version.
    async fn commit(mut self, files: &[FileReport]) -> Result<i64, ImportError> {
        let resolver = &self.state.resolver;
        let id_of = |account| resolver.account(account).map(|account| account.id.clone());
        let quarters = std::mem::take(&mut self.state.quarters).rows(id_of);
        self.append(&quarters).await?;
        let Self { options, writer, state, .. } = self;
        // What is known takes room that the merging of the rows needs.
        drop(state);
        let read = files.iter().filter(|file| file.format.is_some()).count();
        let rows: u64 = files.iter().map(|file| file.rows_new).sum();
        let message = format!("import: {read} files, {rows} rows new");
        let info = CommitInfo { message, author: options.author.clone(), at: options.now };
        Ok(writer.commit(info).await?)
    }
}
