//! Compaction: many small files of a table and quarter become few large ones, sorted by account. Rows stay the same,
//! and so do old versions: they go on using the old files.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{AsArray as _, BooleanArray, RecordBatch};
use arrow::compute::filter_record_batch;
use arrow::datatypes::Int64Type;
use futures::TryStreamExt as _;
use model::TableDef;
use object_store::path::Path;
use parquet::arrow::ParquetRecordBatchStreamBuilder;

use crate::catalog::commit::EndedFile;
use crate::catalog::read::DeletedRows;
use crate::catalog::schema;
use crate::database::Access;
use crate::error::LakeError;
use crate::lake::Lake;
use crate::scan::read_file;
use crate::storage::StoredFile;
use crate::version::{DataFile, Version};
use crate::writer::{CommitInfo, Writer, WriterOptions};

/// What a compaction did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compacted {
    /// The newest version now; unchanged where there was nothing to do.
    pub version: Version,
    /// Files that were replaced.
    pub files_before: usize,
    /// Files that took their place.
    pub files_after: usize,
}

impl Lake {
    /// Merges small files, sorts those of other programs, and drops rows that DuckDB marked as deleted.
    ///
    /// # Errors
    /// When files or the catalogue cannot be read or written, or a table has columns this program does not know;
    /// the lake stays as it was.
    pub async fn compact(&self, info: CommitInfo) -> Result<Compacted, LakeError> {
        self.compact_with(WriterOptions { purpose: "compact".to_owned(), ..WriterOptions::default() }, info).await
    }

    /// As [`Lake::compact`], with other sizes of buffer and files.
    ///
    /// # Errors
    /// As [`Lake::compact`].
    pub async fn compact_with(&self, options: WriterOptions, info: CommitInfo) -> Result<Compacted, LakeError> {
        let stored = self.stored(None).await?;
        let mut writer = self.writer(options.clone()).await?;
        for table in stored.version.tables.values() {
            let plan = Plan::new(table.table, &table.files, &stored.deleted, options.file_rows);
            if plan.is_empty() {
                continue;
            }
            self.check_no_foreign_columns(table.table).await?;
            for file in plan.loose {
                let gone = stored.deleted.get(&file.id);
                self.copy_rows(&mut writer, table.table, file, gone).await?;
                writer.end(ended(table.table, file, gone.map_or(0, |gone| gone.rows)));
            }
            for file in plan.sorted {
                writer.merge_in(table.table, file);
                writer.end(ended(table.table, file, 0));
            }
        }
        let prepared = writer.prepare().await?;
        let (files_before, files_after) = prepared.files();
        let version = prepared.commit(info).await?;
        Ok(Compacted { version, files_before, files_after })
    }

    /// Rewriting a file keeps only the columns this program knows.
    pub(crate) async fn check_no_foreign_columns(&self, table: &'static TableDef) -> Result<(), LakeError> {
        let mut db = self.connect(Access::Read).await?;
        let sql = "SELECT c.column_name FROM ducklake_column c JOIN ducklake_table t ON t.table_id = c.table_id \
                   WHERE t.table_name = $1 AND t.end_snapshot IS NULL AND c.end_snapshot IS NULL";
        let rows = db.fetch("reading the columns", sql, &[table.name.into()]).await;
        db.close().await;
        match rows?.iter().filter_map(|row| row.text(0)).find(|name| table.column(name).is_none()) {
            None => Ok(()),
            Some(name) => Err(schema::foreign(
                table.name,
                &format!("it has a column `{name}` that this program does not know and would lose"),
                "Compact with a newer mingjian, or in DuckDB with CALL ducklake_rewrite_data_files('lake')",
            )),
        }
    }

    async fn copy_rows(
        &self,
        writer: &mut Writer,
        table: &'static TableDef,
        file: &DataFile,
        gone: Option<&DeletedRows>,
    ) -> Result<(), LakeError> {
        let gone = match gone {
            Some(gone) => self.deleted_rows(table, gone).await?,
            None => BTreeSet::new(),
        };
        let columns = table.columns.iter().collect();
        let mut rows = read_file(self.storage().store(), table, file.clone(), columns).await?;
        let mut first = 0_u64;
        while let Some(batch) = rows.try_next().await? {
            let next = first + batch.num_rows() as u64;
            writer.append(table, without(table, batch, first, &gone)?).await?;
            first = next;
        }
        Ok(())
    }

    /// Places of deleted rows in their file.
    async fn deleted_rows(&self, table: &'static TableDef, gone: &DeletedRows) -> Result<BTreeSet<u64>, LakeError> {
        if !gone.format.eq_ignore_ascii_case("parquet") {
            let what = format!("rows were deleted with a list of format {}", gone.format);
            let advice = "In DuckDB run CALL ducklake_rewrite_data_files('lake', delete_threshold => 0)";
            return Err(schema::foreign(table.name, &what, advice));
        }
        let path = Path::from(gone.path.as_str());
        let bytes = self.storage().size(&path).await?;
        let failed = |error| LakeError::parquet(&gone.path, error);
        let file = StoredFile { store: self.storage().store(), path, bytes };
        let builder = ParquetRecordBatchStreamBuilder::new(file).await.map_err(failed)?;
        let batches: Vec<RecordBatch> = builder.build().map_err(failed)?.try_collect().await.map_err(failed)?;
        let mut places = BTreeSet::new();
        for batch in &batches {
            let column = batch.column_by_name("pos").and_then(|column| column.as_primitive_opt::<Int64Type>());
            let Some(column) = column else {
                return Err(schema::foreign(table.name, "a list of deleted rows has no places", "Restore a backup"));
            };
            places.extend(column.iter().flatten().filter_map(|place| u64::try_from(place).ok()));
        }
        Ok(places)
    }
}

fn ended(table: &'static TableDef, file: &DataFile, deleted: u64) -> EndedFile {
    let rows = file.rows.saturating_sub(deleted);
    EndedFile { table, id: file.id, rows, bytes: file.bytes, deleted }
}

/// A batch without the rows whose places in the file are gone.
fn without(
    table: &'static TableDef,
    batch: RecordBatch,
    first: u64,
    gone: &BTreeSet<u64>,
) -> Result<RecordBatch, LakeError> {
    let places = first..first + batch.num_rows() as u64;
    if gone.range(places.clone()).next().is_none() {
        return Ok(batch);
    }
    let keep: BooleanArray = places.map(|place| Some(!gone.contains(&place))).collect();
    filter_record_batch(&batch, &keep).map_err(|source| LakeError::Arrow { table: table.name.to_owned(), source })
}

/// The files of one table that are worth rewriting.
struct Plan<'a> {
    /// Not sorted, or with deleted rows: their rows are sorted anew.
    loose: Vec<&'a DataFile>,
    /// Sorted already: only to be merged.
    sorted: Vec<&'a DataFile>,
}

impl<'a> Plan<'a> {
    fn new(
        table: &'static TableDef,
        files: &'a [DataFile],
        deleted: &BTreeMap<i64, DeletedRows>,
        file_rows: u64,
    ) -> Self {
        let (sorted, loose): (Vec<_>, Vec<_>) =
            files.iter().partition(|file| file.sorted && !deleted.contains_key(&file.id));
        let mut quarters: BTreeMap<Option<&str>, Vec<&DataFile>> = BTreeMap::new();
        for file in sorted {
            quarters.entry(file.quarter.as_deref()).or_default().push(file);
        }
        // Loose rows may belong to any quarter, so with them every quarter is merged; that is rare.
        let all = !loose.is_empty();
        let worth = |files: &Vec<&DataFile>| all || is_scattered(table, files, file_rows);
        let sorted = quarters.into_values().filter(worth).flatten().collect();
        Self { loose, sorted }
    }

    fn is_empty(&self) -> bool {
        self.loose.is_empty() && self.sorted.is_empty()
    }
}

/// More files than needed, or files that share accounts.
fn is_scattered(table: &'static TableDef, files: &[&DataFile], file_rows: u64) -> bool {
    let rows: u64 = files.iter().map(|file| file.rows).sum();
    if files.len() as u64 > rows.div_ceil(file_rows.max(1)) {
        return true;
    }
    let Some(first) = table.order.first() else { return false };
    // The files come in the order of their accounts, NULL last.
    files.windows(2).any(|pair| {
        let (Some(last), Some(next)) = (pair[0].stats.get(*first), pair[1].stats.get(*first)) else { return true };
        match (&last.max, &next.min) {
            (_, None) => next.null_count != Some(pair[1].rows),
            (Some(end), Some(start)) => last.null_count != Some(0) || end.compare(start).is_gt(),
            (None, Some(_)) => true,
        }
    })
}
