//! Reading texts again that another version of the lexicon read: the features of works, comments and names are computed anew and
//! replaced as one new version of the lake. Older versions keep what was computed then.
//!
//! What is replaced is a whole quarter of a table at a time: after a change of the lexicon every row of it is stale, and so no row
//! has to be looked up among millions. Works stream through, read on all processors; memory does not grow with their number.

mod accounts;
mod quarters;

use lake::{CommitInfo, Lake, LakeVersion, Writer, WriterOptions};
use model::Micros;
use model::tables::{Comment, Post};
use serde::Serialize;

use crate::error::ImportError;
use accounts::Names;
use quarters::Part;

/// Rows that another version computed, or that nobody did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Stale {
    /// Works read by another version.
    pub posts: u64,
    /// Works never read.
    pub posts_missing: u64,
    /// Comments read by another version.
    pub comments: u64,
    /// Comments never read.
    pub comments_missing: u64,
    /// Names of accounts read by another version.
    pub names: u64,
}

/// What reading again did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RereadReport {
    /// The version of the lake after it; the same as before where there was nothing to do.
    pub lake_version: i64,
    /// The version that computed every row now.
    pub computed_by: &'static str,
    /// What was found stale.
    pub stale: Stale,
    /// Works read: all of the quarters that held a stale one.
    pub posts_read: u64,
    /// Comments read.
    pub comments_read: u64,
}

/// What is to be read again in one version of the lake.
#[derive(Debug)]
pub struct Reread {
    version: LakeVersion,
    posts: Part<Post>,
    comments: Part<Comment>,
    names: Names,
}

impl Reread {
    /// Looks for stale rows in the newest version.
    ///
    /// # Errors
    /// When the lake cannot be read.
    pub async fn find(lake: &Lake, jurisdiction: Option<&str>) -> Result<Self, ImportError> {
        let version = lake.at(None).await?;
        let posts = Part::find(lake, &version).await?;
        let comments = Part::find(lake, &version).await?;
        let names = Names::find(lake, &version, jurisdiction).await?;
        Ok(Self { version, posts, comments, names })
    }

    /// How much is stale.
    #[must_use]
    pub fn stale(&self) -> Stale {
        Stale {
            posts: self.posts.stale,
            posts_missing: self.posts.missing,
            comments: self.comments.stale,
            comments_missing: self.comments.missing,
            names: self.names.stale,
        }
    }

    /// How many works and comments will be read.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.posts.rows() + self.comments.rows()
    }

    /// Reads them again and replaces their features as one new version. `on_rows` hears how many more were read. Where nothing is
    /// stale no version is made. Stopped or failing half-way, it leaves the lake as it was.
    ///
    /// # Errors
    /// When the lake cannot be read or written, or another program added or removed rows meanwhile.
    pub async fn run(
        self,
        lake: &Lake,
        author: &str,
        now: Micros,
        on_rows: &(dyn Fn(u64) + Sync),
    ) -> Result<RereadReport, ImportError> {
        let stale = self.stale();
        let mut report = RereadReport {
            lake_version: self.version.version,
            computed_by: text::COMPUTED_BY,
            stale,
            posts_read: 0,
            comments_read: 0,
        };
        if stale == Stale::default() {
            return Ok(report);
        }
        let options = WriterOptions {
            based_on: Some(self.version.version),
            purpose: "features".to_owned(),
            ..WriterOptions::default()
        };
        let mut writer = lake.writer(options).await?;
        match self.replace(lake, &mut writer, on_rows).await {
            Ok((posts, comments)) => (report.posts_read, report.comments_read) = (posts, comments),
            Err(error) => {
                // Nothing was committed; what cannot be cleaned up now, `vacuum` will.
                let _ = writer.abort().await;
                return Err(error);
            }
        }
        let message = format!(
            "features by {}: {} works and {} comments read again",
            text::COMPUTED_BY,
            report.posts_read,
            report.comments_read
        );
        report.lake_version = writer.commit(CommitInfo { message, author: author.to_owned(), at: now }).await?;
        Ok(report)
    }

    async fn replace(
        &self,
        lake: &Lake,
        writer: &mut Writer,
        on_rows: &(dyn Fn(u64) + Sync),
    ) -> Result<(u64, u64), ImportError> {
        let posts = self.posts.replace(lake, &self.version, writer, on_rows).await?;
        let comments = self.comments.replace(lake, &self.version, writer, on_rows).await?;
        self.names.replace(&self.version, writer).await?;
        Ok((posts, comments))
    }
}
