//! Synthetic data of national scale, straight to the lake, for measuring. The same options give the same rows.
//!
//! Names, units and texts are put together from syllables and phrases; where one happens to be the name of a real place, nothing said of it
//! is true. Accounts are written in the order of their ids, so ten million works need little memory.

mod account;
mod plan;
mod random;
mod rows;
mod text;
mod topics;
mod works;

use arrow::error::ArrowError;
use lake::{CommitInfo, Lake, LakeError, WriterOptions};
use model::Day;

use self::rows::Tables;

/// What to make.
#[derive(Debug, Clone)]
pub struct SyntheticOptions {
    /// Accounts.
    pub accounts: u64,
    /// Works of all accounts together.
    pub posts: u64,
    /// Another seed gives other data of the same shape.
    pub seed: u64,
    /// The monitoring point; works reach three years back from it.
    pub as_of: Day,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct SyntheticReport {
    /// The lake's version that holds it.
    pub lake_version: i64,
    /// Accounts.
    pub accounts: u64,
    /// Works.
    pub posts: u64,
}

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum SyntheticError {
    /// The lake refused.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// Rows did not form a batch; a mistake of the program.
    #[error("synthetic rows do not fit their table: {0}")]
    Batch(#[from] ArrowError),
}

/// Fills the lake with one new version of synthetic data.
///
/// # Errors
/// When the lake cannot be written; it stays as it was.
pub async fn generate(lake: &Lake, options: &SyntheticOptions) -> Result<SyntheticReport, SyntheticError> {
    let plans = plan::all(options);
    let writer =
        lake.writer(WriterOptions { purpose: "synthetic data".to_owned(), ..WriterOptions::default() }).await?;
    let mut tables = Tables::new(writer);
    let mut posts = 0;
    for plan in &plans {
        let account = account::Account::of(plan, options);
        account.write(&mut tables, options);
        posts += works::write(&account, &mut tables, options).await?;
        tables.flush_full().await?;
    }
    topics::write(&mut tables, options);
    let lake_version = tables
        .commit(CommitInfo {
            message: format!("synthetic data: {} accounts, {posts} works, seed {}", plans.len(), options.seed),
            author: "mingjian bench generate".to_owned(),
            at: options.as_of.end(),
        })
        .await?;
    Ok(SyntheticReport { lake_version, accounts: options.accounts, posts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Array, Int64Array, RecordBatch};
    use futures::TryStreamExt as _;
    use lake::{CreateOptions, Workspace};

    fn options() -> SyntheticOptions {
        SyntheticOptions { accounts: 300, posts: 9_000, seed: 7, as_of: Day::from_ymd(2021, 2, 25).unwrap() }
    }

    async fn made(options: &SyntheticOptions) -> (tempfile::TempDir, Lake) {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open_or_create(folder.path(), &CreateOptions::default()).unwrap();
        let lake = Lake::open_or_create(&workspace).await.unwrap();
        let report = generate(&lake, options).await.unwrap();
        assert_eq!((report.accounts, report.posts), (300, 9_000));
        (folder, lake)
    }

    async fn rows(lake: &Lake, table: &str) -> Vec<RecordBatch> {
        let columns: Vec<&str> =
            model::tables::by_name(table).unwrap().columns.iter().map(|column| column.name).collect();
        let version = lake.at(None).await.unwrap();
        lake.scan(&version, table, &columns).unwrap().try_collect().await.unwrap()
    }

    #[tokio::test]
    async fn the_same_options_give_the_same_rows() {
        let ((_first_folder, first), (_second_folder, second)) = (made(&options()).await, made(&options()).await);
        for table in [
            "accounts",
            "registry",
            "account_snapshots",
            "collections",
            "posts",
            "features_posts",
            "lists",
            "hot_topics",
        ] {
            let (one, other) = (rows(&first, table).await, rows(&second, table).await);
            assert!(one.iter().map(RecordBatch::num_rows).sum::<usize>() > 0, "{table}");
            assert!(one == other, "{table}");
        }
    }

    #[tokio::test]
    async fn the_kept_state_adds_up_to_the_works() {
        let (_folder, lake) = made(&options()).await;
        let mut sum = 0;
        for batch in rows(&lake, "features_account_quarters").await {
            let posts = batch.column_by_name("posts").unwrap().as_any().downcast_ref::<Int64Array>().unwrap().clone();
            sum += posts.iter().flatten().sum::<i64>();
        }
        assert_eq!(sum, 9_000);
    }
}
