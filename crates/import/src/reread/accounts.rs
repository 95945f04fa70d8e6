//! What the names of accounts say. There are few of them, so they are held in memory.

use std::collections::BTreeSet;

use futures::TryStreamExt;
use lake::{DataFile, Lake, LakeVersion, Writer};
use model::tables::AccountFeature;
use model::{BatchBuilder, Record, records};

use crate::error::ImportError;
use crate::pipeline::features::account_feature;

/// Features of names that another version computed, and what becomes of the files that hold them.
#[derive(Debug, Default)]
pub struct Names {
    /// Rows that another version computed.
    pub stale: u64,
    /// Places of the files that hold them.
    files: BTreeSet<usize>,
    /// The rows of these files as they will be.
    rows: Vec<AccountFeature>,
}

impl Names {
    /// Reads stale names again.
    ///
    /// # Errors
    /// When the lake cannot be read.
    pub async fn find(lake: &Lake, version: &LakeVersion, jurisdiction: Option<&str>) -> Result<Self, ImportError> {
        let mut names = Self::default();
        let files = version.files(AccountFeature::TABLE.name);
        let mut touched: Vec<AccountFeature> = Vec::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        for (place, file) in files.iter().enumerate() {
            let rows = rows_of(lake, file).await?;
            if rows.iter().any(is_stale) {
                names.files.insert(place);
                touched.extend(rows);
            } else {
                known.extend(rows.into_iter().filter_map(|row| row.feature_id));
            }
        }
        // A name that a later import stated too was read then: its row stays, and the stale one is not needed.
        known.extend(touched.iter().filter(|row| !is_stale(row)).filter_map(|row| row.feature_id.clone()));
        for row in touched {
            if !is_stale(&row) {
                names.rows.push(row);
                continue;
            }
            names.stale += 1;
            let (Some(account), Some(name)) = (&row.account_id, &row.name) else { continue };
            let fresh = AccountFeature {
                source_id: row.source_id.clone(),
                observed_at: row.observed_at,
                ..account_feature(account, name, row.unit_name.as_deref(), jurisdiction)
            };
            if fresh.feature_id.as_ref().is_some_and(|id| known.insert(id.clone())) {
                names.rows.push(fresh);
            }
        }
        Ok(names)
    }

    /// Replaces them.
    ///
    /// # Errors
    /// When the lake cannot be written.
    pub async fn replace(&self, version: &LakeVersion, writer: &mut Writer) -> Result<(), ImportError> {
        for (place, file) in version.files(AccountFeature::TABLE.name).iter().enumerate() {
            if self.files.contains(&place) {
                drop(writer.take_out(AccountFeature::TABLE, file).await?);
            }
        }
        let mut batch = BatchBuilder::new(AccountFeature::TABLE);
        for row in &self.rows {
            batch.push(row);
        }
        if batch.rows() > 0 {
            writer.append(AccountFeature::TABLE, batch.finish()?).await?;
        }
        Ok(())
    }
}

fn is_stale(row: &AccountFeature) -> bool {
    row.computed_by.as_deref() != Some(text::COMPUTED_BY)
}

async fn rows_of(lake: &Lake, file: &DataFile) -> Result<Vec<AccountFeature>, ImportError> {
    let columns: Vec<&str> = AccountFeature::TABLE.columns.iter().map(|column| column.name).collect();
    let mut batches = lake.scan_file(AccountFeature::TABLE.name, file, &columns).await?;
    let mut rows = Vec::new();
    while let Some(batch) = batches.try_next().await? {
        rows.extend(records::<AccountFeature>(&batch));
    }
    Ok(rows)
}
