//! Rows on their way to the lake: gathered into batches of each table.

use std::collections::{BTreeMap, BTreeSet};

use lake::{CommitInfo, Version, Writer};
use model::tables::Unit;
use model::{BatchBuilder, Record};

use super::SyntheticError;

/// Rows of one batch.
const BATCH: usize = 32_768;

/// Growing batches of all tables, and the writer that takes them.
#[derive(Debug)]
pub struct Tables {
    writer: Writer,
    batches: BTreeMap<&'static str, (&'static model::TableDef, BatchBuilder)>,
    full: bool,
    units: BTreeSet<String>,
}

impl Tables {
    /// Nothing yet.
    pub fn new(writer: Writer) -> Self {
        Self { writer, batches: BTreeMap::new(), full: false, units: BTreeSet::new() }
    }

    /// Adds a row.
    pub fn push<R: Record>(&mut self, row: &R) {
        let (_, batch) = self.batches.entry(R::TABLE.name).or_insert_with(|| (R::TABLE, BatchBuilder::new(R::TABLE)));
        batch.push(row);
        self.full |= batch.rows() >= BATCH;
    }

    /// Adds a unit once, however many accounts it has.
    pub fn push_unit(&mut self, unit: &Unit) {
        if unit.unit_id.as_ref().is_some_and(|id| self.units.insert(id.clone())) {
            self.push(unit);
        }
    }

    /// Hands full batches to the lake.
    pub async fn flush_full(&mut self) -> Result<(), SyntheticError> {
        if std::mem::take(&mut self.full) { self.flush(BATCH).await } else { Ok(()) }
    }

    async fn flush(&mut self, at_least: usize) -> Result<(), SyntheticError> {
        for (table, batch) in self.batches.values_mut() {
            if batch.rows() >= at_least {
                self.writer.append(table, batch.finish()?).await?;
            }
        }
        Ok(())
    }

    /// Hands over the rest and makes everything one version.
    pub async fn commit(mut self, info: CommitInfo) -> Result<Version, SyntheticError> {
        self.flush(1).await?;
        Ok(self.writer.commit(info).await?)
    }
}
