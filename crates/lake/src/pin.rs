//! Pins: versions that somebody rests on and that must stay readable.

use model::Micros;

use crate::catalog::{damaged, ddl, read};
use crate::database::{Access, Database};
use crate::error::LakeError;
use crate::lake::Lake;
use crate::version::Version;

/// One reason to keep a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The version.
    pub version: Version,
    /// Why, for example the id of an audit.
    pub why: String,
    /// Since when.
    pub at: Micros,
}

impl Lake {
    /// Keeps a version readable, for example because an audit used it. Pinning twice for one reason is pinning once.
    ///
    /// # Errors
    /// When there is no such version or the catalogue cannot be written.
    pub async fn pin(&self, version: Version, why: &str, at: Micros) -> Result<(), LakeError> {
        let mut db = self.connect(Access::Write).await?;
        db.begin_write().await?;
        let done = insert(&mut db, self.storage().name(), version, why, at).await;
        Self::finish(db, done).await
    }

    /// Takes back a pin; one that is not there is no error.
    ///
    /// # Errors
    /// When the catalogue cannot be written.
    pub async fn unpin(&self, version: Version, why: &str) -> Result<(), LakeError> {
        let mut db = self.connect(Access::Write).await?;
        db.begin_write().await?;
        let sql = "DELETE FROM mingjian_pin WHERE version = $1 AND reason = $2";
        let done = db.execute("unpinning", sql, &[version.into(), why.into()]).await.map(drop);
        Self::finish(db, done).await
    }

    /// All pins, by version.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub async fn pins(&self) -> Result<Vec<Pin>, LakeError> {
        let mut db = self.connect(Access::Read).await?;
        let sql = "SELECT version, reason, pinned_at FROM mingjian_pin ORDER BY version, pinned_at, reason";
        let rows = match db.has_table("mingjian_pin").await {
            Ok(true) => db.fetch("reading the pins", sql, &[]).await,
            Ok(false) => Ok(Vec::new()),
            Err(error) => Err(error),
        };
        let wrong = damaged(&db, "a pin has no version");
        db.close().await;
        let pin = |row: &crate::database::Row| {
            Some(Pin { version: row.int(0)?, why: row.text(1)?.to_owned(), at: Micros(row.int(2)?) })
        };
        rows?.iter().map(pin).collect::<Option<_>>().ok_or(wrong)
    }
}

async fn insert(db: &mut Database, data: &str, version: Version, why: &str, at: Micros) -> Result<(), LakeError> {
    ddl::create(db, data, at).await?;
    read::check_version(db, version).await?;
    let sql = "INSERT INTO mingjian_pin (version, reason, pinned_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    db.execute("pinning", sql, &[version.into(), why.into(), at.0.into()]).await.map(drop)
}
