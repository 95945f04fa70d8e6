//! One Parquet file on its way into the lake.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::{Field, Schema, SchemaRef};
use model::TableDef;
use object_store::buffered::BufWriter;
use object_store::path::Path;
use parquet::arrow::PARQUET_FIELD_ID_META_KEY;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::arrow::async_writer::AsyncArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::{ParquetMetaData, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use crate::catalog::commit::NewFile;
use crate::catalog::schema::ColumnIds;
use crate::error::LakeError;
use crate::stats::FileStats;
use crate::storage::Storage;

/// Rows of a row group. An audit streams whole files; a look-up of one account reads a single group, and in it only
/// the pages that hold the account.
pub const ROW_GROUP_ROWS: usize = 128 << 10;
/// Rows of a page.
const PAGE_ROWS: usize = 8 << 10;
/// Longer texts are cut in Parquet's own statistics.
const STATISTICS_BYTES: usize = 64;

/// Where files of a table go, and the numbers of its columns.
#[derive(Debug, Clone)]
pub struct Target {
    /// The table.
    pub table: &'static TableDef,
    /// Its folder, relative to the lake's data, ending with `/`.
    pub folder: String,
    /// The numbers of its columns.
    pub ids: ColumnIds,
    schema: SchemaRef,
}

impl Target {
    /// Of a table with these column numbers.
    pub fn new(table: &'static TableDef, folder: String, ids: ColumnIds) -> Self {
        // DuckLake finds the columns of a file by the number in the field, not by name.
        let field = |column: &model::ColumnDef| {
            let id = ids.get(column.name).copied().unwrap_or_default();
            let metadata = HashMap::from([(PARQUET_FIELD_ID_META_KEY.to_owned(), id.to_string())]);
            Field::new(column.name, column.kind.arrow(), true).with_metadata(metadata)
        };
        let schema = Arc::new(Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()));
        Self { table, folder, ids, schema }
    }
}

fn properties(table: &'static TableDef) -> WriterProperties {
    let sorting = table.order.iter().filter_map(|name| {
        let place = table.columns.iter().position(|column| column.name == *name)?;
        Some(SortingColumn { column_idx: i32::try_from(place).ok()?, descending: false, nulls_first: false })
    });
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_statistics_truncate_length(Some(STATISTICS_BYTES))
        .set_column_index_truncate_length(Some(STATISTICS_BYTES))
        .set_sorting_columns(Some(sorting.collect()))
        .set_created_by(concat!("mingjian ", env!("CARGO_PKG_VERSION")).to_owned());
    if !table.order.contains(&table.key) {
        // Every key is another: a dictionary would be built only to be thrown away.
        properties = properties.set_column_dictionary_enabled(table.key.into(), false);
    }
    properties.build()
}

/// A file that is being written.
pub struct FileWriter {
    table: &'static TableDef,
    schema: SchemaRef,
    path: Path,
    quarter: Option<String>,
    writer: AsyncArrowWriter<BufWriter>,
    stats: FileStats,
    rows: u64,
}

impl FileWriter {
    /// A new file of a table.
    pub fn create(storage: &Storage, target: &Target, quarter: Option<String>) -> Result<Self, LakeError> {
        let table = target.table;
        let label = match (&quarter, table.partition) {
            (Some(quarter), _) => quarter.as_str(),
            (None, Some(_)) => "undated",
            (None, None) => "all",
        };
        let path = Path::from(format!("{}{label}-{}.parquet", target.folder, uuid::Uuid::now_v7()));
        let sink = BufWriter::new(storage.store(), path.clone());
        let options = ArrowWriterOptions::new().with_properties(properties(table)).with_skip_arrow_metadata(true);
        let writer = AsyncArrowWriter::try_new_with_options(sink, Arc::clone(&target.schema), options)
            .map_err(|error| LakeError::parquet(path.as_ref(), error))?;
        let schema = Arc::clone(&target.schema);
        Ok(Self { table, schema, path, quarter, writer, stats: FileStats::new(table), rows: 0 })
    }

    /// Rows so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Adds rows. They come sorted.
    pub async fn write(&mut self, batch: &RecordBatch) -> Result<(), LakeError> {
        self.stats.add(batch);
        self.rows += batch.num_rows() as u64;
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), batch.columns().to_vec())
            .map_err(|source| LakeError::Arrow { table: self.table.name.to_owned(), source })?;
        self.writer.write(&batch).await.map_err(|error| LakeError::parquet(self.path.as_ref(), error))
    }

    /// Ends the file.
    pub async fn finish(mut self, storage: &Storage) -> Result<NewFile, LakeError> {
        let path = self.path.to_string();
        let metadata = self.writer.close().await.map_err(|error| LakeError::parquet(&path, error))?;
        column_bytes(&mut self.stats, &metadata);
        let bytes = storage.size(&self.path).await?;
        // A Parquet file ends with the size of its description and four letters.
        let tail = storage.tail(&self.path, 8, bytes).await?;
        let footer = tail.first_chunk::<4>().map_or(0, |size| u64::from(u32::from_le_bytes(*size)));
        Ok(NewFile {
            table: self.table,
            path,
            rows: self.rows,
            bytes,
            footer,
            quarter: self.quarter,
            stats: self.stats,
        })
    }
}

fn column_bytes(stats: &mut FileStats, metadata: &ParquetMetaData) {
    for group in metadata.row_groups() {
        for (summary, column) in stats.0.iter_mut().zip(group.columns()) {
            summary.bytes += u64::try_from(column.compressed_size()).unwrap_or(0);
        }
    }
}
