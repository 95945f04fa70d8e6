//! Writing the files of a table anew without the rows that go.

use std::collections::BTreeSet;

use arrow::array::{Array, BooleanArray, RecordBatch, StringArray};
use arrow::compute::filter_record_batch;
use futures::TryStreamExt;
use lake::{DataFile, Lake, LakeVersion, Writer};
use model::{BatchBuilder, Record, TableDef};

use super::stays::NewSources;
use crate::error::ImportError;
use crate::lake_rows::file_of;

/// A version on its way to the next.
pub struct Rewrite<'a> {
    pub lake: &'a Lake,
    pub version: &'a LakeVersion,
    /// Files whose rows go, by the first 16 hex of their hash.
    pub gone: &'a BTreeSet<String>,
    pub writer: Writer,
}

/// Rows that stay under another source, and keys of rows that go whoever states them.
pub type Rules<'a> = (&'a NewSources, &'a BTreeSet<String>);

impl Rewrite<'_> {
    /// Rewrites those files of a table that hold rows which go. Says how many rows went and how many stayed under another
    /// source.
    ///
    /// # Errors
    /// When the lake cannot be read or written.
    pub async fn table(&mut self, table: &'static TableDef, rules: Rules<'_>) -> Result<(u64, u64), ImportError> {
        let (mut removed, mut kept) = (0, 0);
        for file in self.version.files(table.name) {
            if !self.is_touched(table, file, rules).await? {
                continue;
            }
            let mut rows = self.writer.take_out(table, file).await?;
            while let Some(batch) = rows.try_next().await? {
                let (batch, gone, stayed) = self.without(table, &batch, rules)?;
                removed += gone;
                kept += stayed;
                if batch.num_rows() > 0 {
                    self.writer.append(table, batch).await?;
                }
            }
        }
        Ok((removed, kept))
    }

    /// Adds rows.
    ///
    /// # Errors
    /// When they cannot be written.
    pub async fn append<R: Record>(&mut self, rows: &[R]) -> Result<(), ImportError> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut batch = BatchBuilder::new(R::TABLE);
        for row in rows {
            batch.push(row);
        }
        Ok(self.writer.append(R::TABLE, batch.finish()?).await?)
    }

    async fn is_touched(&self, table: &TableDef, file: &DataFile, rules: Rules<'_>) -> Result<bool, ImportError> {
        let mut batches = self.lake.scan_file(table.name, file, &[table.key, "source_id"]).await?;
        while let Some(batch) = batches.try_next().await? {
            let (keys, sources) = (texts(&batch, 0), texts(&batch, 1));
            let touched = |row: usize| {
                is_of(sources.as_ref(), row, self.gone)
                    || value(keys.as_ref(), row).is_some_and(|key| rules.1.contains(key))
            };
            if (0..batch.num_rows()).any(touched) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn without(
        &self,
        table: &TableDef,
        batch: &RecordBatch,
        (stays, stale): Rules<'_>,
    ) -> Result<(RecordBatch, u64, u64), ImportError> {
        let column = |name: &str| table.columns.iter().position(|column| column.name == name).unwrap_or(0);
        let (key_at, source_at) = (column(table.key), column("source_id"));
        let (keys, sources) = (texts(batch, key_at), texts(batch, source_at));
        let (mut gone, mut stayed) = (0, 0);
        let mut keep = Vec::with_capacity(batch.num_rows());
        let mut new_sources: Vec<Option<&str>> = Vec::with_capacity(batch.num_rows());
        for row in 0..batch.num_rows() {
            let key = value(keys.as_ref(), row).unwrap_or("");
            let mut source = value(sources.as_ref(), row);
            let mut stay = !stale.contains(key);
            if stay && is_of(sources.as_ref(), row, self.gone) {
                source = stays.get(key).map(String::as_str);
                stay = source.is_some();
                stayed += u64::from(stay);
            }
            gone += u64::from(!stay);
            keep.push(stay);
            new_sources.push(source);
        }
        let mut columns = batch.columns().to_vec();
        if let Some(slot) = columns.get_mut(source_at) {
            *slot = std::sync::Arc::new(StringArray::from(new_sources));
        }
        let batch = RecordBatch::try_new(batch.schema(), columns)?;
        Ok((filter_record_batch(&batch, &BooleanArray::from(keep))?, gone, stayed))
    }
}

fn texts(batch: &RecordBatch, column: usize) -> Option<StringArray> {
    batch.columns().get(column)?.as_any().downcast_ref::<StringArray>().cloned()
}

fn value(texts: Option<&StringArray>, row: usize) -> Option<&str> {
    texts.filter(|texts| texts.is_valid(row)).map(|texts| texts.value(row))
}

fn is_of(sources: Option<&StringArray>, row: usize, files: &BTreeSet<String>) -> bool {
    value(sources, row).is_some_and(|source| files.contains(file_of(source)))
}
