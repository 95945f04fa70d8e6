//! The history of the lake.

use std::collections::BTreeMap;

use model::Micros;

use crate::database::Database;
use crate::error::LakeError;
use crate::scalar::parse_time;
use crate::version::Version;

/// One version in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Its number.
    pub version: Version,
    /// When it was written.
    pub at: Option<Micros>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What for.
    pub message: Option<String>,
    /// What was done, in DuckLake's words.
    pub changes: String,
    /// Files that came with it and are in use in some version.
    pub files: u64,
    /// Rows in those files.
    pub rows: u64,
    /// Why it must be kept.
    pub pinned: Vec<String>,
}

/// All versions, oldest first. To be called inside a transaction.
pub async fn read(db: &mut Database) -> Result<Vec<LogEntry>, LakeError> {
    let sql = "SELECT s.snapshot_id, CAST(s.snapshot_time AS VARCHAR), c.author, c.commit_message, c.changes_made, \
               (SELECT count(*) FROM ducklake_data_file f WHERE f.begin_snapshot = s.snapshot_id), \
               (SELECT CAST(COALESCE(sum(f.record_count), 0) AS BIGINT) FROM ducklake_data_file f \
                WHERE f.begin_snapshot = s.snapshot_id) \
               FROM ducklake_snapshot s LEFT JOIN ducklake_snapshot_changes c ON c.snapshot_id = s.snapshot_id \
               ORDER BY s.snapshot_id";
    let rows = db.fetch("reading the history", sql, &[]).await?;
    let mut pinned: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    if db.has_table("mingjian_pin").await? {
        let sql = "SELECT version, reason FROM mingjian_pin ORDER BY version, pinned_at, reason";
        for row in db.fetch("reading the pins", sql, &[]).await? {
            if let (Some(version), Some(reason)) = (row.int(0), row.text(1)) {
                pinned.entry(version).or_default().push(reason.to_owned());
            }
        }
    }
    let entry = |row: &crate::database::Row| {
        let version = row.int(0)?;
        let count = |place| row.int(place).and_then(|count| u64::try_from(count).ok()).unwrap_or(0);
        Some(LogEntry {
            version,
            at: row.text(1).and_then(parse_time),
            author: row.text(2).map(str::to_owned),
            message: row.text(3).map(str::to_owned),
            changes: row.text(4).unwrap_or_default().to_owned(),
            files: count(5),
            rows: count(6),
            pinned: pinned.get(&version).cloned().unwrap_or_default(),
        })
    };
    Ok(rows.iter().filter_map(entry).collect())
}
