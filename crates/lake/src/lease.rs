//! Leases: a running writer's sign of life, so that a clean-up leaves its files alone.

use std::time::Duration;

use model::Micros;
use tokio::task::JoinHandle;

use crate::clock;
use crate::database::{Access, Database};
use crate::error::LakeError;
use crate::location::LakeLocation;

/// How often a writer says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// After this long without a sign of life a writer is taken for dead. Long, because a laptop may sleep.
pub const DEAD_AFTER: Duration = Duration::from_hours(1);

/// A lease that is kept alive as long as it is held.
#[derive(Debug)]
pub struct Lease {
    /// Its name in the catalogue.
    pub id: String,
    heartbeat: JoinHandle<()>,
}

impl Lease {
    /// Takes a lease. To be called inside a write transaction, which the caller ends.
    pub async fn take(db: &mut Database, location: &LakeLocation, purpose: &str) -> Result<Self, LakeError> {
        let id = uuid::Uuid::now_v7().to_string();
        let now = clock::now().0;
        db.insert(
            "mingjian_lease",
            &["lease_id", "purpose", "started_at", "heartbeat_at"],
            &[vec![id.as_str().into(), purpose.into(), now.into(), now.into()]],
        )
        .await?;
        let heartbeat = tokio::spawn(beat(location.clone(), id.clone()));
        Ok(Self { id, heartbeat })
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.heartbeat.abort();
    }
}

/// A beat that fails is made up for by the next; if all fail, the commit says so.
async fn beat(location: LakeLocation, id: String) {
    loop {
        tokio::time::sleep(HEARTBEAT).await;
        if let Ok(mut db) = Database::connect(&location, Access::Write).await {
            let sql = "UPDATE mingjian_lease SET heartbeat_at = $1 WHERE lease_id = $2";
            let _ = db.execute("giving a sign of life", sql, &[clock::now().0.into(), id.as_str().into()]).await;
            db.close().await;
        }
    }
}

/// Refuses when the lease is gone: a clean-up may have removed the writer's files.
pub async fn check(db: &mut Database, id: &str) -> Result<(), LakeError> {
    let sql = "SELECT count(*) FROM mingjian_lease WHERE lease_id = $1";
    let rows = db.fetch("looking for the lease", sql, &[id.into()]).await?;
    if rows.first().and_then(|row| row.int(0)) == Some(1) { Ok(()) } else { Err(LakeError::LeaseLost) }
}

/// Gives a lease back.
pub async fn release(db: &mut Database, id: &str) -> Result<(), LakeError> {
    db.execute("giving the lease back", "DELETE FROM mingjian_lease WHERE lease_id = $1", &[id.into()]).await.map(drop)
}

/// Removes the leases of dead writers and says since when the oldest live one runs.
pub async fn bury(db: &mut Database, now: Micros) -> Result<Option<Micros>, LakeError> {
    let dead_after = i64::try_from(DEAD_AFTER.as_micros()).unwrap_or(i64::MAX);
    let sql = "DELETE FROM mingjian_lease WHERE heartbeat_at < $1";
    db.execute("removing dead leases", sql, &[now.0.saturating_sub(dead_after).into()]).await?;
    let rows = db.fetch("reading the leases", "SELECT min(started_at) FROM mingjian_lease", &[]).await?;
    Ok(rows.first().and_then(|row| row.int(0)).map(Micros))
}
