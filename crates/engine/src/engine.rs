//! The engine: threads, memory and spilling, shared by the sessions it opens.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};
use lake::{Lake, LakeVersion};
use model::Day;

use crate::session::Session;
use crate::{EngineError, functions, kept, lake_table, memory, views};

/// How much of the machine the engine may use.
#[derive(Debug, Clone)]
pub struct EngineOptions {
    /// Threads (partitions) of a query; results do not depend on it.
    pub threads: usize,
    /// Memory of the operators in bytes; beyond it they spill. Buffers outside the pool come on top.
    pub memory_bytes: usize,
    /// Where to spill; the system's temporary folder by default.
    pub spill_dir: Option<PathBuf>,
}

impl Default for EngineOptions {
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Self { threads, memory_bytes: 1024 * 1024 * 1024, spill_dir: None }
    }
}

/// Opens sessions.
#[derive(Debug, Clone)]
pub struct Engine {
    runtime: Arc<RuntimeEnv>,
    config: SessionConfig,
    memory_bytes: usize,
}

impl Engine {
    /// An engine with these limits.
    ///
    /// # Errors
    /// If the folder to spill into cannot be used.
    pub fn new(options: &EngineOptions) -> Result<Self, EngineError> {
        let mut disk = DiskManagerBuilder::default();
        if let Some(dir) = &options.spill_dir {
            disk = disk.with_mode(DiskManagerMode::Directories(vec![dir.clone()]));
        }
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(FairSpillPool::new(options.memory_bytes)))
            .with_disk_manager_builder(disk)
            .build_arc()
            .map_err(|error| EngineError::from_datafusion(&error, options.memory_bytes))?;
        let mut config = SessionConfig::new()
            .with_target_partitions(options.threads.max(1))
            .with_information_schema(true)
            .with_default_catalog_and_schema("mingjian", "now");
        let settings = config.options_mut();
        settings.execution.split_file_groups_by_statistics = true;
        settings.optimizer.prefer_existing_sort = true;
        // With it DataFusion 55 sometimes passes over the files that hold the least value: `SELECT min(posted_at)` over a lake of
        // three quarters gave the second or third in one run of four.
        settings.optimizer.enable_aggregate_dynamic_filter_pushdown = false;
        settings.execution.parquet.pushdown_filters = true;
        settings.execution.parquet.reorder_filters = true;
        settings.sql_parser.enable_ident_normalization = true;
        Ok(Self { runtime, config, memory_bytes: options.memory_bytes })
    }

    /// An empty context with every function of the registry.
    pub(crate) fn context(&self) -> SessionContext {
        let state = SessionStateBuilder::new()
            .with_config(self.config.clone())
            .with_runtime_env(Arc::clone(&self.runtime))
            .with_default_features()
            .build();
        let context = SessionContext::new_with_state(state);
        functions::register(&context);
        context
    }

    /// An error of `DataFusion` as ours.
    #[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
    pub(crate) fn fail(&self, error: DataFusionError) -> EngineError {
        EngineError::from_datafusion(&error, self.memory_bytes)
    }

    /// A session over one version of the lake, cut at the end of `as_of`; without it nothing is cut.
    ///
    /// # Errors
    /// If the lake's files cannot be reached.
    pub async fn session(
        &self,
        lake: &Lake,
        version: &LakeVersion,
        as_of: Option<Day>,
    ) -> Result<Session, EngineError> {
        let (url, store) = lake.store();
        let url = ObjectStoreUrl::parse(url).map_err(|error| self.fail(error))?;
        self.runtime.register_object_store(url.as_ref(), store);
        let mut session = Session::new(self.clone(), as_of);
        for table in model::tables::ALL {
            session.add_raw(table, lake_table::provider(table, version, &url)?);
        }
        views::define(&mut session).await?;
        Ok(session)
    }

    /// A session with nothing but a table kept by [`Session::keep_in`]; nothing where the file is not there or cannot be
    /// read. Opens in a few milliseconds, because no lake is looked at.
    #[must_use]
    pub fn kept_session(&self, file: &Path, name: &str) -> Option<Session> {
        let (schema, batches) = kept::read(file)?;
        let mut session = Session::new(self.clone(), None);
        session.add_kept(name, &schema, batches).ok()?;
        Some(session)
    }

    /// A session over rows handed in; tables that are not named are empty.
    ///
    /// # Errors
    /// If a batch does not have the columns of its table.
    pub async fn session_in_memory(
        &self,
        tables: BTreeMap<String, Vec<RecordBatch>>,
        as_of: Option<Day>,
    ) -> Result<Session, EngineError> {
        let mut session = Session::new(self.clone(), as_of);
        for table in model::tables::ALL {
            let batches = tables.get(table.name).map(Vec::as_slice).unwrap_or_default();
            session.add_raw(table, memory::provider(table, batches)?);
        }
        session.derive_features();
        views::define(&mut session).await?;
        views::keep(&mut session).await?;
        Ok(session)
    }
}
