//! The state kept per account and quarter, over the works that stay.

use std::collections::BTreeSet;

use futures::TryStreamExt;
use lake::{Lake, LakeVersion};
use model::tables::{AccountQuarter, Post};
use model::{Record, records};

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
        for post in records::<Post>(&batch) {
            let is_leaving = post.source_id.as_deref().is_some_and(|source| gone.contains(file_of(source)));
            let source = post.post_id.as_ref().and_then(|id| stays.get(id)).filter(|_| is_leaving);
            if let (Some(account), Some(source)) = (post.account_id.clone(), source) {
                quarters.add(account, &Post { source_id: Some(source.clone()), ..post });
            }
        }
    }
    Ok(quarters.rows(Some))
}
