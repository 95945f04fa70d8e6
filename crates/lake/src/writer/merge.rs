//! Merging sorted files of one table and quarter into few large ones, in constant memory.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::compute::interleave_record_batch;
use arrow::row::Rows;
use futures::TryStreamExt as _;
use model::TableDef;
use object_store::path::Path;

use super::file::{FileWriter, ROW_GROUP_ROWS, Target};
use super::sort::{CHUNK_ROWS, Order};
use crate::catalog::commit::NewFile;
use crate::error::LakeError;
use crate::scan::{BatchStream, read_file};
use crate::storage::Storage;
use crate::version::DataFile;

/// Files merged at once, at most and at least. Every open file keeps a row group in memory, as it is stored; files are
/// taken up to [`OPEN_BYTES`] of them.
const FAN_IN: usize = 16;
const FEWEST: usize = 4;
const OPEN_BYTES: u64 = 32 << 20;

/// A sorted file to be merged.
#[derive(Debug, Clone)]
pub struct Source {
    file: DataFile,
    /// Nobody needs the file after the merge.
    temporary: bool,
}

impl Source {
    /// A run of this writer, which is removed after the merge.
    pub fn of_run(run: &NewFile) -> Self {
        let file = DataFile {
            id: 0,
            path: run.path.clone(),
            rows: run.rows,
            bytes: run.bytes,
            stats: BTreeMap::new(),
            sorted: true,
            quarter: run.quarter.clone(),
        };
        Self { file, temporary: true }
    }

    /// A file of the lake, which stays.
    pub fn of_lake(file: DataFile) -> Self {
        Self { file, temporary: false }
    }
}

/// Merges the sources into files of at most `file_rows` rows, sorted one after the other.
pub async fn merge(
    storage: &Storage,
    target: &Target,
    quarter: Option<String>,
    mut sources: Vec<Source>,
    file_rows: u64,
) -> Result<Vec<NewFile>, LakeError> {
    loop {
        let at_once = at_once(&sources);
        if sources.len() <= at_once {
            break;
        }
        let rest = sources.split_off(at_once);
        let merged = merge_once(storage, target, quarter.as_ref(), sources, u64::MAX).await?;
        // At the end, so that every file is read about equally often.
        sources = rest;
        sources.extend(merged.iter().map(Source::of_run));
    }
    merge_once(storage, target, quarter.as_ref(), sources, file_rows).await
}

/// How many of the sources are merged at once.
fn at_once(sources: &[Source]) -> usize {
    let mut open = 0;
    let within = sources.iter().take_while(|source| {
        let file = &source.file;
        open += file.bytes.checked_div(file.rows.div_ceil(ROW_GROUP_ROWS as u64)).unwrap_or(0);
        open <= OPEN_BYTES
    });
    within.count().clamp(FEWEST, FAN_IN)
}

async fn merge_once(
    storage: &Storage,
    target: &Target,
    quarter: Option<&String>,
    sources: Vec<Source>,
    file_rows: u64,
) -> Result<Vec<NewFile>, LakeError> {
    let mut merger = Merger::open(storage, target.table, &sources).await?;
    let mut done = Vec::new();
    let mut current: Option<FileWriter> = None;
    while let Some(batch) = merger.next_batch().await? {
        let mut offset = 0;
        while offset < batch.num_rows() {
            let mut file = match current.take() {
                Some(file) => file,
                None => FileWriter::create(storage, target, quarter.cloned())?,
            };
            let room = usize::try_from(file_rows.saturating_sub(file.rows())).unwrap_or(usize::MAX).max(1);
            let rows = room.min(batch.num_rows() - offset);
            file.write(&batch.slice(offset, rows)).await?;
            offset += rows;
            if file.rows() >= file_rows {
                done.push(file.finish(storage).await?);
            } else {
                current = Some(file);
            }
        }
    }
    if let Some(file) = current {
        done.push(file.finish(storage).await?);
    }
    for source in sources.iter().filter(|source| source.temporary) {
        storage.remove(&Path::from(source.file.path.as_str())).await?;
    }
    Ok(done)
}

/// The first row of a source that has not been handed on.
struct Front {
    rows: Arc<Rows>,
    row: usize,
    source: usize,
    /// Where the batch of the row stands among those held.
    slot: usize,
}

impl Ord for Front {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rows.row(self.row).cmp(&other.rows.row(other.row)).then(self.source.cmp(&other.source))
    }
}

impl PartialOrd for Front {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Front {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Front {}

struct Merger {
    table: &'static TableDef,
    order: Order,
    streams: Vec<BatchStream>,
    fronts: BinaryHeap<Reverse<Front>>,
    /// Batches that rows handed on next may come from.
    held: Vec<RecordBatch>,
}

impl Merger {
    async fn open(storage: &Storage, table: &'static TableDef, sources: &[Source]) -> Result<Self, LakeError> {
        let mut merger =
            Self { table, order: Order::new(table)?, streams: Vec::new(), fronts: BinaryHeap::new(), held: Vec::new() };
        for (place, source) in sources.iter().enumerate() {
            let columns = table.columns.iter().collect();
            merger.streams.push(read_file(storage.store(), table, source.file.clone(), columns).await?);
            merger.advance(place).await?;
        }
        Ok(merger)
    }

    /// Puts the next batch of a source at the front.
    async fn advance(&mut self, source: usize) -> Result<(), LakeError> {
        let Some(stream) = self.streams.get_mut(source) else { return Ok(()) };
        while let Some(batch) = stream.try_next().await? {
            if batch.num_rows() > 0 {
                let rows = Arc::new(self.order.rows(&batch)?);
                self.fronts.push(Reverse(Front { rows, row: 0, source, slot: self.held.len() }));
                self.held.push(batch);
                break;
            }
        }
        Ok(())
    }

    /// The next rows of all sources together.
    async fn next_batch(&mut self) -> Result<Option<RecordBatch>, LakeError> {
        let mut sequence = Vec::with_capacity(CHUNK_ROWS);
        while sequence.len() < CHUNK_ROWS {
            let Some(Reverse(mut front)) = self.fronts.pop() else { break };
            sequence.push((front.slot, front.row));
            front.row += 1;
            if front.row < front.rows.num_rows() {
                self.fronts.push(Reverse(front));
            } else {
                self.advance(front.source).await?;
            }
        }
        if sequence.is_empty() {
            return Ok(None);
        }
        let held: Vec<&RecordBatch> = self.held.iter().collect();
        let batch = interleave_record_batch(&held, &sequence)
            .map_err(|source| LakeError::Arrow { table: self.table.name.to_owned(), source })?;
        self.drop_used();
        Ok(Some(batch))
    }

    /// Keeps only the batches that still have rows to hand on.
    fn drop_used(&mut self) {
        let mut kept = Vec::with_capacity(self.streams.len());
        let fronts = std::mem::take(&mut self.fronts).into_vec();
        for Reverse(mut front) in fronts {
            if let Some(batch) = self.held.get(front.slot) {
                kept.push(batch.clone());
                front.slot = kept.len() - 1;
                self.fronts.push(Reverse(front));
            }
        }
        self.held = kept;
    }
}
