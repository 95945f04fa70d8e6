//! What is already in the lake, loaded as far as the files at hand need it.

use std::collections::{BTreeSet, HashMap};

use arrow::array::{Array, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray};
use futures::TryStreamExt;
use lake::{Lake, LakeVersion};
use model::{Platform, TableDef, tables};

use super::known::{KeySet, KnownPosts, NO_ACCOUNT, pack};
use super::state::ImportState;
use crate::error::ImportError;
use crate::identity::resolver::AccountIndex;

/// Tables whose keys are needed whenever accounts are: every format names accounts.
const ALWAYS: [&str; 6] =
    ["accounts", "account_aliases", "account_snapshots", "features_accounts", "collections", "units"];

/// Loads what the formats that fill `tables` need.
///
/// # Errors
/// When the lake cannot be read.
pub async fn load(
    lake: &Lake,
    version: &LakeVersion,
    fills: &BTreeSet<&'static str>,
    state: &mut ImportState,
) -> Result<(), ImportError> {
    load_accounts(lake, version, state).await?;
    let wanted: BTreeSet<&str> = fills.iter().copied().chain(ALWAYS).chain(["quarantine"]).collect();
    for table in tables::ALL.iter().filter(|table| wanted.contains(table.name)) {
        match table.name {
            "posts" => load_posts(lake, version, state).await?,
            _ => load_keys(lake, version, table, state).await?,
        }
    }
    if wanted.contains("comments") && !wanted.contains("posts") {
        load_posts(lake, version, state).await?;
    }
    Ok(())
}

/// The hashes of files read before.
///
/// # Errors
/// When the lake cannot be read.
pub async fn load_files(lake: &Lake, version: &LakeVersion, state: &mut ImportState) -> Result<(), ImportError> {
    let mut batches = lake.scan(version, "imported_files", &["file_hash", "rows_read"])?;
    while let Some(batch) = batches.try_next().await? {
        let rows = batch.column(1).as_any().downcast_ref::<Int64Array>().cloned();
        for (row, hash) in texts(&batch, 0).enumerate() {
            if let Some(hash) = hash {
                let read = rows.as_ref().filter(|rows| rows.is_valid(row)).map_or(0, |rows| rows.value(row));
                state.files.insert(hash, u64::try_from(read).unwrap_or(0));
            }
        }
    }
    Ok(())
}

fn texts(batch: &RecordBatch, column: usize) -> impl Iterator<Item = Option<String>> {
    let array = batch.column(column).as_any().downcast_ref::<StringArray>().cloned();
    let rows = batch.num_rows();
    (0..rows).map(move |row| {
        let array = array.as_ref()?;
        array.is_valid(row).then(|| array.value(row).to_owned())
    })
}

async fn load_keys(
    lake: &Lake,
    version: &LakeVersion,
    table: &'static TableDef,
    state: &mut ImportState,
) -> Result<(), ImportError> {
    let mut keys = Vec::new();
    let mut batches = lake.scan(version, table.name, &[table.key])?;
    while let Some(batch) = batches.try_next().await? {
        if let Some(array) = batch.column(0).as_any().downcast_ref::<StringArray>() {
            keys.extend(array.iter().flatten().filter_map(pack));
        }
    }
    state.keys.insert(table.name, KeySet::new(keys));
    Ok(())
}

async fn load_posts(lake: &Lake, version: &LakeVersion, state: &mut ImportState) -> Result<(), ImportError> {
    let mut posts = Vec::new();
    let mut batches = lake.scan(version, "posts", &["post_id", "account_id"])?;
    while let Some(batch) = batches.try_next().await? {
        let (Some(ids), Some(accounts)) = (
            batch.column(0).as_any().downcast_ref::<StringArray>(),
            batch.column(1).as_any().downcast_ref::<StringArray>(),
        ) else {
            continue;
        };
        for (id, account) in ids.iter().zip(accounts) {
            if let Some(key) = id.and_then(pack) {
                let account = account.and_then(|account| state.resolver.index_of(account));
                posts.push((key, account.unwrap_or(NO_ACCOUNT)));
            }
        }
    }
    state.posts = KnownPosts::new(posts);
    Ok(())
}

async fn load_accounts(lake: &Lake, version: &LakeVersion, state: &mut ImportState) -> Result<(), ImportError> {
    let mut batches = lake.scan(version, "accounts", &["account_id", "platform", "name"])?;
    while let Some(batch) = batches.try_next().await? {
        for ((id, platform), name) in texts(&batch, 0).zip(texts(&batch, 1)).zip(texts(&batch, 2)) {
            if let (Some(id), Some(platform)) = (id, platform.as_deref().and_then(Platform::from_id)) {
                state.resolver.load_account(&id, platform, name.as_deref());
            }
        }
    }
    let mut batches = lake.scan(version, "account_aliases", &["account_id", "kind", "value", "evidence"])?;
    while let Some(batch) = batches.try_next().await? {
        for (((id, kind), value), evidence) in
            texts(&batch, 0).zip(texts(&batch, 1)).zip(texts(&batch, 2)).zip(texts(&batch, 3))
        {
            if let (Some(account), Some(kind), Some(value)) =
                (id.and_then(|id| state.resolver.index_of(&id)), kind, value)
            {
                state.resolver.load_alias(account, &kind, &value, evidence.as_deref().unwrap_or(""));
            }
        }
    }
    let mut batches = lake.scan(version, "account_snapshots", &["account_id", "name", "verification_kind"])?;
    while let Some(batch) = batches.try_next().await? {
        for ((id, name), verification) in texts(&batch, 0).zip(texts(&batch, 1)).zip(texts(&batch, 2)) {
            let Some(index) = id.and_then(|id| state.resolver.index_of(&id)) else { continue };
            if let (Some(name), Some(platform)) = (name, state.resolver.account(index).map(|account| account.platform))
            {
                state.resolver.note_name(index, platform, &name);
            }
            if verification.as_deref().is_some_and(is_public_verification) {
                state.resolver.set_public(index);
            }
        }
    }
    let mut batches = lake.scan(version, "features_accounts", &["account_id", "official_looking"])?;
    while let Some(batch) = batches.try_next().await? {
        let official = batch.column(1).as_any().downcast_ref::<BooleanArray>().cloned();
        for (row, id) in texts(&batch, 0).enumerate() {
            let is_official = official.as_ref().is_some_and(|flags| flags.is_valid(row) && flags.value(row));
            if let Some(index) = id.and_then(|id| state.resolver.index_of(&id)).filter(|_| is_official) {
                state.resolver.set_public(index);
            }
        }
    }
    load_registry(lake, version, state).await
}

/// Who was filed, and under which unit at the latest.
async fn load_registry(lake: &Lake, version: &LakeVersion, state: &mut ImportState) -> Result<(), ImportError> {
    let mut latest: HashMap<AccountIndex, Option<i32>> = HashMap::new();
    let mut batches = lake.scan(version, "registry", &["account_id", "unit_name", "filed_on"])?;
    while let Some(batch) = batches.try_next().await? {
        let days = batch.column(2).as_any().downcast_ref::<Date32Array>().cloned();
        for (row, (id, unit)) in texts(&batch, 0).zip(texts(&batch, 1)).enumerate() {
            let Some(index) = id.and_then(|id| state.resolver.index_of(&id)) else { continue };
            state.resolver.set_public(index);
            let day = days.as_ref().filter(|days| days.is_valid(row)).map(|days| days.value(row));
            if let Some(unit) = unit.filter(|_| latest.get(&index).is_none_or(|known| *known <= day)) {
                latest.insert(index, day);
                state.units.insert(index, unit);
            }
        }
    }
    Ok(())
}

/// Verified as a public body or medium, as opposed to a person or a company.
#[must_use]
pub fn is_public_verification(kind: &str) -> bool {
    matches!(kind, "government" | "media" | "organisation")
}
