//! Adding rows: a [`Writer`] buffers, sorts and stores them; [`Prepared`] makes them a version in one transaction.

mod buffer;
mod file;
pub(crate) mod merge;
mod sort;

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::RecordBatch;
use model::{Micros, TableDef, tables};
use object_store::path::Path;

use self::buffer::Buffer;
pub(crate) use self::file::{FileWriter, Target};
use self::merge::{Source, merge};
use crate::catalog::commit::{self, Change, EndedFile, NewFile};
use crate::catalog::schema::{self, ColumnIds};
use crate::catalog::{ddl, head};
use crate::clock;
use crate::database::{Access, Database};
use crate::error::LakeError;
use crate::lake::Lake;
use crate::lease::{self, Lease};
use crate::scan::{BatchStream, read_file};
use crate::version::{DataFile, Version};

/// How a writer works. The defaults suit an import on a laptop.
#[derive(Debug, Clone)]
pub struct WriterOptions {
    /// Rows kept in memory before they are written as a sorted run.
    pub buffered_rows: usize,
    /// Bytes kept in memory before they are written as a sorted run.
    pub buffered_bytes: usize,
    /// Most rows of one file.
    pub file_rows: u64,
    /// Refuse to commit if another program added or removed rows after this version: for a writer that looked up what
    /// is already known.
    pub based_on: Option<Version>,
    /// What the writer is doing, for whoever wonders about its lease.
    pub purpose: String,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self {
            buffered_rows: 1_000_000,
            buffered_bytes: 96 << 20,
            file_rows: 4 << 20,
            based_on: None,
            purpose: "import".to_owned(),
        }
    }
}

/// What the history says about a version.
#[derive(Debug, Clone)]
pub struct CommitInfo {
    /// What was done.
    pub message: String,
    /// By whom.
    pub author: String,
    /// When.
    pub at: Micros,
}

/// Gathers rows of any tables for one version. Memory stays within the options' limits, whatever is added.
/// Nothing is visible to anybody before [`Writer::commit`]; a writer that is dropped leaves only files that
/// [`Lake::vacuum`] removes.
#[derive(Debug)]
pub struct Writer {
    lake: Lake,
    lease: Lease,
    options: WriterOptions,
    targets: BTreeMap<&'static str, Target>,
    buffer: Buffer,
    runs: BTreeMap<(&'static str, Option<String>), Vec<NewFile>>,
    /// Files of the lake whose rows are to be merged with the runs of their quarter.
    merged_in: BTreeMap<(&'static str, Option<String>), Vec<DataFile>>,
    ended: Vec<EndedFile>,
    /// Rows leave the lake with this version.
    removes: bool,
    /// Every file this writer wrote, for when it fails.
    written: Vec<String>,
}

impl Lake {
    /// A writer for one new version.
    ///
    /// # Errors
    /// When the catalogue cannot be written or was changed by another program in a way this one does not read.
    pub async fn writer(&self, options: WriterOptions) -> Result<Writer, LakeError> {
        let mut db = self.connect(Access::Write).await?;
        db.begin_write().await?;
        let begun = self.begin_writer(&mut db, &options.purpose).await;
        let (lease, targets) = Self::finish(db, begun).await?;
        Ok(Writer {
            lake: self.clone(),
            lease,
            options,
            targets,
            buffer: Buffer::default(),
            runs: BTreeMap::new(),
            merged_in: BTreeMap::new(),
            ended: Vec::new(),
            removes: false,
            written: Vec::new(),
        })
    }

    async fn begin_writer(
        &self,
        db: &mut Database,
        purpose: &str,
    ) -> Result<(Lease, BTreeMap<&'static str, Target>), LakeError> {
        ddl::create(db, self.storage().name(), clock::now()).await?;
        let version = head(db).await?.version;
        let found = schema::read(db, version).await?;
        let mut targets = BTreeMap::new();
        for table in tables::ALL.iter().copied() {
            let known = found.get(table.name);
            targets
                .insert(table.name, Target::new(table, schema::folder(table, known), schema::column_ids(table, known)));
        }
        Ok((Lease::take(db, self.location(), purpose).await?, targets))
    }
}

impl Writer {
    /// Adds rows of a table. The batch has exactly the table's columns.
    ///
    /// # Errors
    /// When the columns differ, or the buffer had to be written and could not be.
    pub async fn append(&mut self, table: &'static TableDef, batch: RecordBatch) -> Result<(), LakeError> {
        check_columns(table, &batch)?;
        self.buffer.add(table, &batch)?;
        match self.keep_within_limits().await {
            Ok(()) => Ok(()),
            Err(error) => Err(self.give_up(error).await),
        }
    }

    async fn keep_within_limits(&mut self) -> Result<(), LakeError> {
        while self.buffer.rows() > self.options.buffered_rows || self.buffer.bytes() > self.options.buffered_bytes {
            if !self.flush_largest().await? {
                break;
            }
        }
        Ok(())
    }

    /// Writes the largest part of the buffer as a sorted run; false when there is nothing to write.
    async fn flush_largest(&mut self) -> Result<bool, LakeError> {
        let Some((table, quarter, batches)) = self.buffer.take_largest() else { return Ok(false) };
        let Some(target) = self.targets.get(table.name) else { return Ok(true) };
        let quarter = quarter.map(|quarter| quarter.to_string());
        let mut file = FileWriter::create(self.lake.storage(), target, quarter.clone())?;
        let rows = sort::Sorted::new(table, batches)?;
        for batch in rows.chunks() {
            file.write(&batch?).await?;
        }
        let run = file.finish(self.lake.storage()).await?;
        self.written.push(run.path.clone());
        self.runs.entry((table.name, quarter)).or_default().push(run);
        Ok(true)
    }

    /// Merges the rows of a sorted file of the lake with what is written.
    pub(crate) fn merge_in(&mut self, table: &'static TableDef, file: &DataFile) {
        self.merged_in.entry((table.name, file.quarter.clone())).or_default().push(file.clone());
    }

    /// Takes a file out of the lake with this version. Its rows must be among those written.
    pub(crate) fn end(&mut self, file: EndedFile) {
        self.ended.push(file);
    }

    /// Takes a file out of the lake with this version and hands over its rows, all columns in the table's order. The rows
    /// that are to stay must be appended; the others are gone from this version on, and older versions keep them.
    ///
    /// # Errors
    /// When the table has columns this program does not know and would lose, or the file cannot be read.
    pub async fn take_out(&mut self, table: &'static TableDef, file: &DataFile) -> Result<BatchStream, LakeError> {
        self.lake.check_no_foreign_columns(table).await?;
        let columns = table.columns.iter().collect();
        let rows = read_file(self.lake.storage().store(), table, file.clone(), columns).await?;
        self.ended.push(EndedFile { table, id: file.id, rows: file.rows, bytes: file.bytes, deleted: 0 });
        self.removes = true;
        Ok(rows)
    }

    /// Stores all rows safely, without making them visible yet.
    ///
    /// # Errors
    /// When a file cannot be written; the lake stays as it was.
    pub async fn prepare(mut self) -> Result<Prepared, LakeError> {
        let added = match self.store_all().await {
            Ok(added) => added,
            Err(error) => return Err(self.give_up(error).await),
        };
        let columns: BTreeMap<&'static str, ColumnIds> = added
            .iter()
            .filter_map(|file| Some((file.table.name, self.targets.get(file.table.name)?.ids.clone())))
            .collect();
        Ok(Prepared {
            lake: self.lake,
            lease: self.lease,
            based_on: self.options.based_on,
            added,
            ended: self.ended,
            removes: self.removes,
            columns,
        })
    }

    async fn store_all(&mut self) -> Result<Vec<NewFile>, LakeError> {
        while self.flush_largest().await? {}
        let mut added = Vec::new();
        let mut merged_in = std::mem::take(&mut self.merged_in);
        let mut runs = std::mem::take(&mut self.runs);
        let keys: BTreeSet<_> = runs.keys().chain(merged_in.keys()).cloned().collect();
        for key in keys {
            let (runs, files) = (runs.remove(&key).unwrap_or_default(), merged_in.remove(&key).unwrap_or_default());
            let Some(target) = self.targets.get(key.0) else { continue };
            if files.is_empty() && runs.len() < 2 {
                added.extend(runs);
                continue;
            }
            let sources = files.into_iter().map(Source::of_lake).chain(runs.iter().map(Source::of_run)).collect();
            added.extend(merge(self.lake.storage(), target, key.1, sources, self.options.file_rows).await?);
        }
        let paths: Vec<Path> = added.iter().map(|file| Path::from(file.path.as_str())).collect();
        self.lake.storage().sync(&paths).await?;
        Ok(added)
    }

    /// After a failure: frees the space its files take, if it can, and says what really went wrong.
    async fn give_up(&mut self, error: LakeError) -> LakeError {
        let written: Vec<String> = std::mem::take(&mut self.written);
        let kept = match self.lake.connect(Access::Write).await {
            Ok(mut db) => {
                let kept = lease::check(&mut db, &self.lease.id).await;
                db.close().await;
                kept
            }
            Err(_) => Ok(()),
        };
        // What cannot be removed now, `vacuum` will.
        let _ = drop_files(&self.lake, &self.lease, &written).await;
        match kept {
            // A file that is gone is then no riddle.
            Err(LakeError::LeaseLost) => LakeError::LeaseLost,
            _ => error,
        }
    }

    /// Stores all rows and makes them one new version, which it says. Without a row the newest version stays.
    ///
    /// # Errors
    /// When a file or the catalogue cannot be written, or another program was in the way; the lake stays as it was.
    pub async fn commit(self, info: CommitInfo) -> Result<Version, LakeError> {
        self.prepare().await?.commit(info).await
    }

    /// Drops everything that was added.
    ///
    /// # Errors
    /// When the files or the lease cannot be removed; [`Lake::vacuum`] will.
    pub async fn abort(self) -> Result<(), LakeError> {
        drop_files(&self.lake, &self.lease, &self.written).await
    }
}

/// Rows that are safely stored and wait to become a version.
#[derive(Debug)]
pub struct Prepared {
    lake: Lake,
    lease: Lease,
    based_on: Option<Version>,
    added: Vec<NewFile>,
    ended: Vec<EndedFile>,
    removes: bool,
    columns: BTreeMap<&'static str, ColumnIds>,
}

impl Prepared {
    /// How many files go and how many come.
    #[must_use]
    pub fn files(&self) -> (usize, usize) {
        (self.ended.len(), self.added.len())
    }

    /// Makes the rows one new version, which it says. Without a row the newest version stays.
    ///
    /// # Errors
    /// When the catalogue cannot be written, or another program was in the way; the lake stays as it was.
    pub async fn commit(self, info: CommitInfo) -> Result<Version, LakeError> {
        let Self { lake, lease, based_on, added, ended, removes, columns } = self;
        let CommitInfo { message, author, at } = info;
        let change = Change { added, ended, removes, columns, based_on, lease: lease.id.clone(), author, message, at };
        let mut db = lake.connect(Access::Write).await?;
        db.begin_write().await?;
        let written = commit::write(&mut db, lake.storage().name(), &change).await;
        let written = match written {
            Ok(version) => lease::release(&mut db, &lease.id).await.map(|()| version),
            Err(error) => Err(error),
        };
        let refused = written.is_err();
        let done = Lake::finish(db, written).await;
        if refused {
            // Surely not committed, so nobody can refer to the files. What cannot be removed now, `vacuum` will.
            let _ = drop_files(&lake, &lease, &paths_of(&change.added)).await;
        }
        done
    }

    /// Drops everything.
    ///
    /// # Errors
    /// When the files or the lease cannot be removed; [`Lake::vacuum`] will.
    pub async fn abort(self) -> Result<(), LakeError> {
        drop_files(&self.lake, &self.lease, &paths_of(&self.added)).await
    }
}

fn paths_of(files: &[NewFile]) -> Vec<String> {
    files.iter().map(|file| file.path.clone()).collect()
}

async fn drop_files(lake: &Lake, lease: &Lease, files: &[String]) -> Result<(), LakeError> {
    for file in files {
        lake.storage().remove(&Path::from(file.as_str())).await?;
    }
    let mut db = lake.connect(Access::Write).await?;
    let released = lease::release(&mut db, &lease.id).await;
    db.close().await;
    released
}

fn check_columns(table: &'static TableDef, batch: &RecordBatch) -> Result<(), LakeError> {
    let wrong = |why: String| Err(LakeError::WrongColumns { table: table.name, why });
    let schema = batch.schema();
    if schema.fields().len() != table.columns.len() {
        return wrong(format!("{} columns instead of {}", schema.fields().len(), table.columns.len()));
    }
    for (field, column) in schema.fields().iter().zip(table.columns) {
        if field.name() != column.name {
            return wrong(format!("column `{}` where `{}` belongs", field.name(), column.name));
        }
        if *field.data_type() != column.kind.arrow() {
            return wrong(format!("column `{}` is {}, not {}", column.name, field.data_type(), column.kind.arrow()));
        }
    }
    Ok(())
}
