//! A session: the tables of one lake version as they were at the monitoring point, and the way to ask them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use datafusion::catalog::{CatalogProvider, MemoryCatalogProvider, MemorySchemaProvider, TableProvider};
use datafusion::error::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::context::SQLOptions;
use datafusion::prelude::{DataFrame, SessionContext};
use model::{Day, TableDef};

use crate::params::{self, ParamValue, Params};
use crate::{Engine, EngineError, kept, memory, views};

/// Catalogue and schemas of a session: `lake.posts` is a table as stored, plain `posts` the same cut at as-of.
const CATALOG: &str = "mingjian";
const NOW: &str = "now";
const LAKE: &str = "lake";

/// The last day there is: the as-of of a session that was opened without one.
pub(crate) const NEVER_CUT: Day = Day(2_932_896);

/// A SQL session. Cloning the handle is cheap; see [`Session::fork`].
pub struct Session {
    engine: Engine,
    context: SessionContext,
    as_of: Option<Day>,
    raw: BTreeMap<String, Arc<dyn TableProvider>>,
    now: BTreeMap<String, Arc<dyn TableProvider>>,
    derives_features: bool,
}

impl Session {
    pub(crate) fn new(engine: Engine, as_of: Option<Day>) -> Self {
        let context = engine.context();
        let session =
            Self { engine, context, as_of, raw: BTreeMap::new(), now: BTreeMap::new(), derives_features: false };
        session.install_schemas();
        session
    }

    /// Registers fresh, empty schemas, so that no two sessions share one.
    fn install_schemas(&self) {
        let catalog = MemoryCatalogProvider::new();
        for schema in [NOW, LAKE] {
            // Registering a schema under a new name in a new catalogue cannot collide.
            let _ = catalog.register_schema(schema, Arc::new(MemorySchemaProvider::new()));
        }
        self.context.register_catalog(CATALOG, Arc::new(catalog));
    }

    /// The monitoring day the session is cut at.
    #[must_use]
    pub fn as_of(&self) -> Option<Day> {
        self.as_of
    }

    /// Features are computed from the works instead of read: for rows in memory, which no import prepared.
    pub(crate) fn derive_features(&mut self) {
        self.derives_features = true;
    }

    pub(crate) fn derives_features(&self) -> bool {
        self.derives_features
    }

    pub(crate) fn add_raw(&mut self, table: &TableDef, provider: Arc<dyn TableProvider>) {
        self.register(LAKE, table.name, &provider);
        self.raw.insert(table.name.to_owned(), provider);
    }

    pub(crate) fn add_now(&mut self, name: &str, provider: Arc<dyn TableProvider>) {
        self.register(NOW, name, &provider);
        self.now.insert(name.to_owned(), provider);
    }

    fn register(&self, schema: &str, name: &str, provider: &Arc<dyn TableProvider>) {
        let registered = self.context.catalog(CATALOG).and_then(|catalog| catalog.schema(schema));
        if let Some(schema) = registered {
            // A table of that name is replaced: that is how a rule's own view hides the wider one.
            let _ = schema.deregister_table(name);
            let _ = schema.register_table(name.to_owned(), Arc::clone(provider));
        }
    }

    /// A session with the same tables whose later views do not show in this one.
    #[must_use]
    pub fn fork(&self) -> Self {
        let mut fork = Self::new(self.engine.clone(), self.as_of);
        for (name, provider) in &self.raw {
            fork.register(LAKE, name, provider);
        }
        for (name, provider) in &self.now {
            fork.register(NOW, name, provider);
        }
        fork.raw.clone_from(&self.raw);
        fork.now.clone_from(&self.now);
        fork
    }

    /// Runs one SELECT and returns its rows. `$name` stands for a parameter; `$as_of` is always there.
    ///
    /// # Errors
    /// If the SQL is wrong, is not a plain query, uses an unknown parameter, or cannot be run.
    pub async fn sql(&self, sql: &str, params: &Params) -> Result<Vec<RecordBatch>, EngineError> {
        let frame = self.plan(sql, params).await?;
        frame.collect().await.map_err(|error| self.fail(error))
    }

    /// Like [`Session::sql`], row batches as they come, for results of any size.
    ///
    /// # Errors
    /// As [`Session::sql`].
    pub async fn stream(&self, sql: &str, params: &Params) -> Result<SendableRecordBatchStream, EngineError> {
        let frame = self.plan(sql, params).await?;
        frame.execute_stream().await.map_err(|error| self.fail(error))
    }

    /// The columns a SELECT would return, without running it.
    ///
    /// # Errors
    /// As [`Session::sql`].
    pub async fn columns(&self, sql: &str, params: &Params) -> Result<SchemaRef, EngineError> {
        let frame = self.plan(sql, params).await?;
        Ok(Arc::clone(frame.schema().inner()))
    }

    /// Computes a SELECT once and keeps its rows as a table of this session, replacing one of that name.
    ///
    /// # Errors
    /// As [`Session::sql`].
    pub async fn view(&mut self, name: &str, sql: &str, params: &Params) -> Result<(), EngineError> {
        let frame = self.plan(sql, params).await?;
        let schema = memory::nullable(frame.schema().inner());
        let partitions = frame.collect_partitioned().await.map_err(|error| self.fail(error))?;
        let table = memory::table(&schema, &partitions).map_err(|error| self.fail(error))?;
        self.add_now(name, Arc::new(table));
        Ok(())
    }

    /// Like [`Session::view`], and keeps the rows in a file for [`Engine::kept_session`]. The name of the file must hold
    /// everything the rows depend on; other kept files of its folder are forgotten. A folder that cannot be written to
    /// costs only the time.
    ///
    /// # Errors
    /// As [`Session::sql`].
    pub async fn keep_in(&mut self, file: &Path, name: &str, sql: &str, params: &Params) -> Result<(), EngineError> {
        let frame = self.plan(sql, params).await?;
        let schema = memory::nullable(frame.schema().inner());
        let batches = frame.collect().await.map_err(|error| self.fail(error))?;
        let batches = memory::fit(&schema, &batches).map_err(|error| self.fail(error.into()))?;
        if kept::write(file, &schema, &batches).is_ok() {
            kept::forget_others(file);
        }
        self.add_kept(name, &schema, batches)
    }

    /// Shows kept rows as a table.
    pub(crate) fn add_kept(
        &mut self,
        name: &str,
        schema: &SchemaRef,
        batches: Vec<RecordBatch>,
    ) -> Result<(), EngineError> {
        let table = memory::table(schema, &[batches]).map_err(|error| self.fail(error))?;
        self.add_now(name, Arc::new(table));
        Ok(())
    }

    /// Gives a SELECT a name without running it: it is computed anew by every query that uses it.
    ///
    /// # Errors
    /// As [`Session::sql`].
    pub async fn lazy_view(&mut self, name: &str, sql: &str, params: &Params) -> Result<(), EngineError> {
        let view = self.plan(sql, params).await?.into_view();
        self.add_now(name, view);
        Ok(())
    }

    /// Keeps texts as a table of this session with the one column `key`. A join with it finds many rows at once, where a
    /// list of tens of thousands of literals would have to be planned.
    ///
    /// # Errors
    /// If the texts do not fit into one array.
    pub fn keep_keys(&mut self, name: &str, keys: &BTreeSet<String>) -> Result<(), EngineError> {
        let table = memory::keys(keys).map_err(|error| self.fail(error))?;
        self.add_now(name, Arc::new(table));
        Ok(())
    }

    /// Computes the views that many rules use (all accounts, their activity, their collections) once and keeps them.
    /// Worth it before several queries; a single look-up is faster without.
    ///
    /// # Errors
    /// As [`Session::sql`].
    pub async fn keep_views(&mut self) -> Result<(), EngineError> {
        views::keep(self).await
    }

    /// The names of all tables and views of the session.
    #[must_use]
    pub fn tables(&self) -> Vec<String> {
        self.now.keys().cloned().collect()
    }

    /// The columns of a table or view, in order.
    #[must_use]
    pub fn table_columns(&self, name: &str) -> Option<Vec<String>> {
        let schema = self.now.get(name)?.schema();
        Some(schema.fields().iter().map(|field| field.name().clone()).collect())
    }

    async fn plan(&self, sql: &str, params: &Params) -> Result<DataFrame, EngineError> {
        let mut params = params.clone();
        params.entry("as_of".to_owned()).or_insert(ParamValue::Day(self.as_of.unwrap_or(NEVER_CUT)));
        let sql = params::bind(sql, &params)?;
        let read_only = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        self.context.sql_with_options(&sql, read_only).await.map_err(|error| self.fail(error))
    }

    fn fail(&self, error: DataFusionError) -> EngineError {
        self.engine.fail(error)
    }
}
