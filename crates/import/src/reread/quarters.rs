//! The features of works or comments, quarter by quarter.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZero;

use arrow::array::RecordBatch;
use futures::{StreamExt, TryStreamExt};
use lake::{DataFile, Lake, LakeVersion, Writer};
use model::tables::{Comment, CommentFeature, Post, PostFeature};
use model::{BatchBuilder, Record, records};

use crate::error::ImportError;
use crate::lake_rows::rows_of;
use crate::pipeline::features::{comment_feature, post_feature};

/// A row whose text has features of its own.
pub trait Read: Record {
    /// The features, under the same key, in the same quarter.
    type Feature: Record;
    /// The columns they are computed from.
    const COLUMNS: &'static [&'static str];

    /// Reads it.
    fn read_text(&self) -> Self::Feature;
}

impl Read for Post {
    type Feature = PostFeature;
    const COLUMNS: &'static [&'static str] = &[
        "post_id",
        "account_id",
        "title",
        "content",
        "posted_at",
        "posted_precision",
        "is_repost",
        "source_id",
        "observed_at",
    ];

    fn read_text(&self) -> PostFeature {
        post_feature(self)
    }
}

impl Read for Comment {
    type Feature = CommentFeature;
    const COLUMNS: &'static [&'static str] = &[
        "comment_id",
        "post_id",
        "account_id",
        "parent_id",
        "author_account_id",
        "content",
        "commented_at",
        "source_id",
        "observed_at",
    ];

    fn read_text(&self) -> CommentFeature {
        comment_feature(self)
    }
}

/// The quarter of a file; `None` for rows without a time.
type Quarter = Option<String>;

/// Keys counted and added up: two tables with equal sums hold the same keys, whatever their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Keys {
    rows: u64,
    sum: u64,
}

impl Keys {
    fn add(&mut self, key: &str) {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        self.rows += 1;
        self.sum = self.sum.wrapping_add(hasher.finish());
    }

    fn of_all<'k>(parts: impl Iterator<Item = &'k Self>) -> Self {
        parts
            .fold(Self::default(), |all, part| Self { rows: all.rows + part.rows, sum: all.sum.wrapping_add(part.sum) })
    }
}

/// The quarters of one table whose features have to be computed anew.
#[derive(Debug)]
pub struct Part<R> {
    /// Rows whose features another version computed.
    pub stale: u64,
    /// Rows without features.
    pub missing: u64,
    quarters: BTreeMap<Quarter, u64>,
    of: PhantomData<R>,
}

impl<R: Read> Part<R> {
    /// Compares the keys of rows and features, and asks who computed them.
    ///
    /// # Errors
    /// When the lake cannot be read.
    pub async fn find(lake: &Lake, version: &LakeVersion) -> Result<Self, ImportError> {
        let mut texts: BTreeMap<Quarter, Keys> = BTreeMap::new();
        let mut read: BTreeMap<Quarter, Keys> = BTreeMap::new();
        let mut stale: BTreeMap<Quarter, u64> = BTreeMap::new();
        for file in version.files(R::TABLE.name) {
            let keys = texts.entry(file.quarter.clone()).or_default();
            each_row_of(lake, R::TABLE.name, file, &[R::TABLE.key], |key, _| keys.add(key)).await?;
        }
        for file in version.files(R::Feature::TABLE.name) {
            let keys = read.entry(file.quarter.clone()).or_default();
            let stale = stale.entry(file.quarter.clone()).or_default();
            each_row_of(lake, R::Feature::TABLE.name, file, &[R::Feature::TABLE.key, "computed_by"], |key, by| {
                keys.add(key);
                *stale += u64::from(by != Some(text::COMPUTED_BY));
            })
            .await?;
        }
        let (all_texts, all_read) = (Keys::of_all(texts.values()), Keys::of_all(read.values()));
        let all_stale: u64 = stale.values().sum();
        let quarters: BTreeSet<&Quarter> = texts.keys().chain(read.keys()).collect();
        let mut part = Self {
            stale: all_stale,
            missing: all_texts.rows.saturating_sub(all_read.rows),
            quarters: BTreeMap::new(),
            of: PhantomData,
        };
        // Files of other programs name no quarter: where the whole agrees, it does not matter which file holds what.
        if all_stale == 0 && all_texts == all_read {
            return Ok(part);
        }
        for quarter in quarters {
            let keys = texts.get(quarter).copied().unwrap_or_default();
            let agrees = read.get(quarter).copied().unwrap_or_default() == keys;
            if !agrees || stale.get(quarter).is_some_and(|stale| *stale > 0) {
                part.quarters.insert(quarter.clone(), keys.rows);
            }
        }
        // Keys that differ in equal numbers: some rows have none of their own.
        if part.stale == 0 && part.missing == 0 {
            part.missing = 1;
        }
        Ok(part)
    }

    /// How many rows will be read.
    pub fn rows(&self) -> u64 {
        self.quarters.values().sum()
    }

    /// Computes the features of the quarters anew, in place of those that are there. Says how many rows were read.
    ///
    /// # Errors
    /// When the lake cannot be read or written.
    pub async fn replace(
        &self,
        lake: &Lake,
        version: &LakeVersion,
        writer: &mut Writer,
        on_rows: &(dyn Fn(u64) + Sync),
    ) -> Result<u64, ImportError> {
        let is_ours = |file: &&DataFile| self.quarters.contains_key(&file.quarter);
        for file in version.files(R::Feature::TABLE.name).iter().filter(is_ours) {
            // Its rows are not asked for: every one of them is computed anew.
            drop(writer.take_out(R::Feature::TABLE, file).await?);
        }
        let mut rows = 0;
        let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
        for file in version.files(R::TABLE.name).iter().filter(is_ours) {
            let batches = lake.scan_file(R::TABLE.name, file, R::COLUMNS).await?;
            let path = file.path.as_str();
            let mut features = batches.map(|batch| read_batch::<R>(path, batch)).buffered(workers);
            while let Some((count, batch)) = features.try_next().await? {
                writer.append(R::Feature::TABLE, batch).await?;
                rows += count;
                on_rows(count);
            }
        }
        Ok(rows)
    }
}

/// The features of a batch, computed on a thread of its own.
async fn read_batch<R: Read>(
    path: &str,
    batch: Result<RecordBatch, lake::LakeError>,
) -> Result<(u64, RecordBatch), ImportError> {
    let batch = batch?;
    let work = tokio::task::spawn_blocking(move || {
        let mut features = BatchBuilder::new(R::Feature::TABLE);
        for row in records::<R>(&batch) {
            features.push(&row.read_text());
        }
        features.finish().map(|features| (features.num_rows() as u64, features))
    });
    let done = work.await;
    Ok(done.map_err(|error| ImportError::Worker { path: path.to_owned(), message: error.to_string() })??)
}

/// Hands every key of a file to `take`, with the second column where one is asked for.
async fn each_row_of(
    lake: &Lake,
    table: &str,
    file: &DataFile,
    columns: &[&str],
    mut take: impl FnMut(&str, Option<&str>),
) -> Result<(), ImportError> {
    let mut batches = lake.scan_file(table, file, columns).await?;
    while let Some(batch) = batches.try_next().await? {
        rows_of(&batch, &mut |cells| {
            let key = cells.first().copied().flatten().unwrap_or_default();
            take(key, cells.get(1).copied().flatten());
        })?;
    }
    Ok(())
}
