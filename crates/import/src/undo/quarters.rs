//! The state kept per account and quarter, over the works that stay.

use std::collections::BTreeSet;

use arrow::array::{Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use futures::TryStreamExt;
use lake::{Lake, LakeVersion};
use model::tables::{AccountQuarter, Post};
use model::{Micros, Record};

use super::stays::NewSources;
use crate::error::ImportError;
use crate::lake_rows::file_of;
use crate::pipeline::features::Quarters;

/// The rows over the works of the import that stay: the rows that counted them go with the import.
///
/// # Errors
/// When the lake cannot be read.
pub async fn of_posts_that_stay(
    lake: &Lake,
    version: &LakeVersion,
    gone: &BTreeSet<String>,
    stays: &NewSources,
) -> Result<Vec<AccountQuarter>, ImportError> {
    if stays.is_empty() {
        return Ok(Vec::new());
    }
    let mut quarters = Quarters::default();
    let columns: Vec<&str> = Post::TABLE.columns.iter().map(|column| column.name).collect();
    let mut batches = lake.scan(version, Post::TABLE.name, &columns)?;
    while let Some(batch) = batches.try_next().await? {
        for row in 0..batch.num_rows() {
            let post = post(&batch, row);
            let is_leaving = post.source_id.as_deref().is_some_and(|source| gone.contains(file_of(source)));
            let source = post.post_id.as_ref().and_then(|id| stays.get(id)).filter(|_| is_leaving);
            if let (Some(account), Some(source)) = (post.account_id.clone(), source) {
                quarters.add(account, &Post { source_id: Some(source.clone()), ..post });
            }
        }
    }
    Ok(quarters.rows(Some))
}

/// A row of `posts` as a record.
fn post(batch: &RecordBatch, row: usize) -> Post {
    let column = |name: &str| batch.column_by_name(name).filter(|column| column.is_valid(row));
    let text = |name: &str| Some(column(name)?.as_any().downcast_ref::<StringArray>()?.value(row).to_owned());
    let time =
        |name: &str| Some(Micros(column(name)?.as_any().downcast_ref::<TimestampMicrosecondArray>()?.value(row)));
    let flag = |name: &str| Some(column(name)?.as_any().downcast_ref::<arrow::array::BooleanArray>()?.value(row));
    let number = |name: &str| Some(column(name)?.as_any().downcast_ref::<Int64Array>()?.value(row));
    Post {
        post_id: text("post_id"),
        platform: text("platform"),
        native_id: text("native_id"),
        account_id: text("account_id"),
        kind: text("kind"),
        title: text("title"),
        content: text("content"),
        posted_at: time("posted_at"),
        posted_precision: text("posted_precision"),
        posted_from: text("posted_from"),
        url: text("url"),
        is_repost: flag("is_repost"),
        pinned: flag("pinned"),
        tags: text("tags"),
        duration_ms: number("duration_ms"),
        music: text("music"),
        ip_region: text("ip_region"),
        search_keyword: text("search_keyword"),
        personal_data: text("personal_data"),
        source_id: text("source_id"),
        observed_at: time("observed_at"),
    }
}
