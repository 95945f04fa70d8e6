//! Expiry: old versions that nobody rests on are forgotten, and with them files that only they used.

use model::Micros;

use crate::catalog::{self, log};
use crate::clock;
use crate::database::{Access, Database, Value};
use crate::error::LakeError;
use crate::lake::Lake;
use crate::scalar::render_time;
use crate::version::Version;

/// What an expiry did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expired {
    /// Versions that are gone.
    pub versions: Vec<Version>,
    /// Versions that are old enough but pinned.
    pub pinned: Vec<Version>,
    /// Files that the next [`Lake::vacuum`] after the grace period removes.
    pub files: usize,
}

impl Lake {
    /// Forgets versions written before this moment, except the newest and those that are pinned.
    ///
    /// # Errors
    /// When the catalogue cannot be read or written.
    pub async fn expire(&self, before: Micros) -> Result<Expired, LakeError> {
        let mut db = self.connect(Access::Write).await?;
        db.begin_write().await?;
        let done = expire(&mut db, before).await;
        Self::finish(db, done).await
    }
}

async fn expire(db: &mut Database, before: Micros) -> Result<Expired, LakeError> {
    db.lock_snapshots().await?;
    let newest = catalog::head(db).await?.version;
    let mut expired = Expired::default();
    for entry in log::read(db).await? {
        if entry.version == newest || entry.at.is_none_or(|at| at >= before) {
            continue;
        }
        if entry.pinned.is_empty() { &mut expired.versions } else { &mut expired.pinned }.push(entry.version);
    }
    for version in &expired.versions {
        for table in ["ducklake_snapshot", "ducklake_snapshot_changes"] {
            let sql = format!("DELETE FROM {table} WHERE snapshot_id = $1");
            db.execute("forgetting versions", &sql, &[(*version).into()]).await?;
        }
    }
    for kind in ["data", "delete"] {
        expired.files += forget_files(db, kind).await?;
    }
    Ok(expired)
}

/// Takes files out of the catalogue that no version uses any more, and notes them for removal as DuckDB does.
async fn forget_files(db: &mut Database, kind: &str) -> Result<usize, LakeError> {
    let sql = format!(
        "SELECT f.{kind}_file_id, \
         CASE WHEN f.path_is_relative THEN \
         COALESCE((SELECT max(s.path) || max(t.path) FROM ducklake_table t \
         JOIN ducklake_schema s ON s.schema_id = t.schema_id WHERE t.table_id = f.table_id), '') || f.path \
         ELSE f.path END, \
         CAST(CASE WHEN f.path_is_relative THEN 1 ELSE 0 END AS BIGINT) \
         FROM ducklake_{kind}_file f WHERE f.end_snapshot IS NOT NULL AND NOT EXISTS \
         (SELECT 1 FROM ducklake_snapshot v WHERE v.snapshot_id >= f.begin_snapshot AND v.snapshot_id < f.end_snapshot)"
    );
    let files = db.fetch("looking for unused files", &sql, &[]).await?;
    let now = render_time(clock::now()).unwrap_or_else(|| "1970-01-01 00:00:00+00".to_owned());
    let mut scheduled = Vec::with_capacity(files.len());
    for row in &files {
        let (Some(id), Some(path)) = (row.int(0), row.text(1)) else { continue };
        let relative = row.int(2) == Some(1);
        scheduled.push(vec![id.into(), path.into(), relative.into(), Value::Time(now.clone())]);
        let mut tables = vec![(format!("ducklake_{kind}_file"), format!("{kind}_file_id"))];
        if kind == "data" {
            for table in ["ducklake_file_column_stats", "ducklake_file_partition_value", "mingjian_file"] {
                tables.push((table.to_owned(), "data_file_id".to_owned()));
            }
        }
        for (table, column) in tables {
            let sql = format!("DELETE FROM {table} WHERE {column} = $1");
            db.execute("forgetting files", &sql, &[id.into()]).await?;
        }
    }
    let columns = ["data_file_id", "path", "path_is_relative", "schedule_start"];
    db.insert("ducklake_files_scheduled_for_deletion", &columns, &scheduled).await?;
    Ok(scheduled.len())
}
