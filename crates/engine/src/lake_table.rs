//! A table of the lake as `DataFusion` reads it: the exact files of one version, with their statistics and order.

use std::sync::Arc;

use arrow::compute::SortOptions;
use arrow::datatypes::SchemaRef;
use async_trait::async_trait;
use datafusion::catalog::{Session as CatalogSession, TableProvider};
use datafusion::common::stats::Precision;
use datafusion::common::{ColumnStatistics, ScalarValue, Statistics};
use datafusion::datasource::TableType;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfig, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::datasource::table_schema::TableSchema;
use datafusion::error::Result;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::logical_expr::utils::conjunction;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown};
use datafusion::physical_expr::{LexOrdering, PhysicalSortExpr, expressions::col};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::empty::EmptyExec;
use lake::{DataFile, LakeVersion, Scalar};
use model::TableDef;

use crate::{EngineError, memory};

/// The provider of a table at a version. A table the version does not have yet is empty.
pub(crate) fn provider(
    table: &'static TableDef,
    version: &LakeVersion,
    url: &ObjectStoreUrl,
) -> std::result::Result<Arc<dyn TableProvider>, EngineError> {
    let files = version.files(table.name);
    if files.is_empty() {
        return memory::provider(table, &[]);
    }
    let schema = memory::engine_schema(table);
    let sorted = files.iter().all(|file| file.sorted);
    let files = files.iter().map(|file| partitioned(file, &schema)).collect();
    Ok(Arc::new(LakeTable { table, schema, files, sorted, url: url.clone() }))
}

#[derive(Debug)]
struct LakeTable {
    table: &'static TableDef,
    schema: SchemaRef,
    files: Vec<PartitionedFile>,
    sorted: bool,
    url: ObjectStoreUrl,
}

impl LakeTable {
    /// The order every file of the table is sorted in; none where another program wrote one of them.
    fn ordering(&self) -> Result<Option<LexOrdering>> {
        if !self.sorted {
            return Ok(None);
        }
        let ascending = SortOptions { descending: false, nulls_first: false };
        let keys = self
            .table
            .order
            .iter()
            .map(|name| Ok(PhysicalSortExpr::new(col(name, &self.schema)?, ascending)))
            .collect::<Result<Vec<_>>>()?;
        Ok(LexOrdering::new(keys))
    }

    /// Files in groups that can be read side by side, each group in order where the files' ranges allow it.
    fn groups(&self, ordering: Option<&LexOrdering>, threads: usize) -> Vec<FileGroup> {
        let all = vec![FileGroup::new(self.files.clone())];
        if let Some(ordering) = ordering {
            let ordered = FileScanConfig::split_groups_by_statistics_with_target_partitions(
                &self.schema,
                &all,
                ordering,
                threads,
            );
            if let Ok(groups) = ordered {
                return groups;
            }
        }
        self.files.iter().map(|file| FileGroup::new(vec![file.clone()])).collect()
    }
}

#[async_trait]
impl TableProvider for LakeTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    fn supports_filters_pushdown(&self, filters: &[&Expr]) -> Result<Vec<TableProviderFilterPushDown>> {
        // Statistics prune files, row groups and pages; what is left is filtered again above.
        Ok(vec![TableProviderFilterPushDown::Inexact; filters.len()])
    }

    async fn scan(
        &self,
        state: &dyn CatalogSession,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let mut source = ParquetSource::new(TableSchema::from(Arc::clone(&self.schema)))
            .with_table_parquet_options(state.default_table_options().parquet)
            .with_pushdown_filters(state.config_options().execution.parquet.pushdown_filters);
        if let Some(predicate) = conjunction(filters.to_vec()) {
            let schema = datafusion::common::DFSchema::try_from(Arc::clone(&self.schema))?;
            source = source.with_predicate(state.create_physical_expr(predicate, &schema)?);
        }
        let ordering = self.ordering()?;
        let groups = self.groups(ordering.as_ref(), state.config().target_partitions());
        if groups.is_empty() {
            return Ok(Arc::new(EmptyExec::new(Arc::clone(&self.schema))));
        }
        let config = FileScanConfigBuilder::new(self.url.clone(), Arc::new(source))
            .with_file_groups(groups)
            .with_projection_indices(projection.cloned())?
            .with_limit(limit)
            .with_output_ordering(ordering.into_iter().collect())
            .build();
        Ok(DataSourceExec::from_data_source(config))
    }

    fn statistics(&self) -> Option<Statistics> {
        None
    }
}

/// A file with what the catalogue knows about it.
fn partitioned(file: &DataFile, schema: &SchemaRef) -> PartitionedFile {
    let columns = schema
        .fields()
        .iter()
        .map(|field| {
            let mut statistics = ColumnStatistics::new_unknown();
            if let Some(known) = file.stats.get(field.name()) {
                if let Some(nulls) = known.null_count {
                    statistics.null_count = Precision::Exact(usize::try_from(nulls).unwrap_or(usize::MAX));
                }
                statistics.min_value = bound(known.min.as_ref(), known.exact);
                statistics.max_value = bound(known.max.as_ref(), known.exact);
            }
            statistics
        })
        .collect();
    let statistics = Statistics {
        num_rows: Precision::Exact(usize::try_from(file.rows).unwrap_or(usize::MAX)),
        total_byte_size: Precision::Absent,
        column_statistics: columns,
    };
    PartitionedFile::new(file.path.clone(), file.bytes).with_statistics(Arc::new(statistics))
}

/// A bound as the catalogue has it; unknown where it is absent. A cut-off bound still prunes.
fn bound(value: Option<&Scalar>, exact: bool) -> Precision<ScalarValue> {
    let Some(value) = value else { return Precision::Absent };
    let value = match value {
        Scalar::Text(text) => ScalarValue::Utf8View(Some(text.clone())),
        Scalar::Int(value) => ScalarValue::Int64(Some(*value)),
        Scalar::Float(value) => ScalarValue::Float64(Some(*value)),
        Scalar::Bool(value) => ScalarValue::Boolean(Some(*value)),
        Scalar::Time(value) => ScalarValue::TimestampMicrosecond(Some(value.0), Some("UTC".into())),
        Scalar::Day(value) => ScalarValue::Date32(Some(value.0)),
    };
    if exact { Precision::Exact(value) } else { Precision::Inexact(value) }
}
