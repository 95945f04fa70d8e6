//! Clean-up: removes files that no version uses, left by crashes, failed imports and expired versions.

use std::collections::BTreeSet;
use std::path::{Path as FilePath, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use futures::TryStreamExt as _;
use model::Micros;
use object_store::path::Path;

use crate::catalog::ddl;
use crate::clock;
use crate::database::{Access, Database};
use crate::error::LakeError;
use crate::lake::Lake;
use crate::lease;
use crate::scalar::parse_time;

/// What a clean-up did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vacuumed {
    /// Files removed.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Unused files that are too young, or that a running writer may still need.
    pub kept: u64,
}

impl Lake {
    /// Removes unused files older than `grace`. Files of running writers stay whatever their age; the grace period
    /// is for other programs, such as DuckDB, which do not say that they are writing, and for readers of a version
    /// that has just expired. A day is a good choice.
    ///
    /// # Errors
    /// When the catalogue or the data cannot be read or written.
    pub async fn vacuum(&self, grace: Duration) -> Result<Vacuumed, LakeError> {
        self.vacuum_at(clock::now(), grace).await
    }

    /// As [`Lake::vacuum`], as if it were `now`.
    ///
    /// # Errors
    /// As [`Lake::vacuum`].
    pub async fn vacuum_at(&self, now: Micros, grace: Duration) -> Result<Vacuumed, LakeError> {
        let grace = i64::try_from(grace.as_micros()).unwrap_or(i64::MAX);
        let aged = Micros(now.0.saturating_sub(grace));
        // The order matters: first the dead writers lose their leases, and with them the right to commit; then the
        // used files are read; then the unused ones removed.
        let mut db = self.connect(Access::Write).await?;
        db.begin_write().await?;
        let read = self.read_used(&mut db, now, aged).await;
        let (used, oldest_writer) = Self::finish(db, read).await?;
        let cutoff = oldest_writer.map_or(aged, |started| aged.min(started));

        let mut done = Vacuumed::default();
        let mut removed = BTreeSet::new();
        let store = self.storage().store();
        let mut files = store.list(None);
        let failed = |error| LakeError::store(self.storage().name(), error);
        let mut unused = Vec::new();
        while let Some(file) = files.try_next().await.map_err(failed)? {
            let name = file.location.filename().unwrap_or_default();
            if name.ends_with(".parquet") && !used.contains(name) {
                unused.push((file.location, file.last_modified.timestamp_micros(), file.size));
            }
        }
        drop(files);
        for (path, modified, bytes) in unused {
            if modified >= cutoff.0 {
                done.kept += 1;
                continue;
            }
            self.storage().remove(&path).await?;
            done.files += 1;
            done.bytes += bytes;
            removed.insert(path);
        }
        self.remove_drafts(cutoff, &mut done).await?;
        self.unschedule(&removed).await?;
        Ok(done)
    }

    /// Names of files that some version uses or that expired too recently, and since when the oldest writer runs.
    /// Names are unique, so folders need not be compared.
    async fn read_used(
        &self,
        db: &mut Database,
        now: Micros,
        aged: Micros,
    ) -> Result<(BTreeSet<String>, Option<Micros>), LakeError> {
        ddl::create(db, self.storage().name(), now).await?;
        let oldest_writer = lease::bury(db, now).await?;
        let mut used = BTreeSet::new();
        let mut add = |path: &str| used.insert(path.rsplit('/').next().unwrap_or(path).to_owned());
        for table in ["ducklake_data_file", "ducklake_delete_file"] {
            for row in db.fetch("reading the used files", &format!("SELECT path FROM {table}"), &[]).await? {
                row.text(0).map(&mut add);
            }
        }
        let sql = "SELECT path, CAST(schedule_start AS VARCHAR) FROM ducklake_files_scheduled_for_deletion";
        for row in db.fetch("reading the expired files", sql, &[]).await? {
            if row.text(1).and_then(parse_time).is_none_or(|start| start >= aged) {
                row.text(0).map(&mut add);
            }
        }
        Ok((used, oldest_writer))
    }

    /// What was noted for removal and is removed now need not be noted any longer.
    async fn unschedule(&self, removed: &BTreeSet<Path>) -> Result<(), LakeError> {
        if removed.is_empty() {
            return Ok(());
        }
        let mut db = self.connect(Access::Write).await?;
        db.begin_write().await?;
        let mut done = Ok(());
        for path in removed {
            let sql = "DELETE FROM ducklake_files_scheduled_for_deletion WHERE path = $1";
            done = db.execute("noting removed files", sql, &[path.as_ref().into()]).await.map(drop);
            if done.is_err() {
                break;
            }
        }
        Self::finish(db, done).await
    }

    /// A folder also holds files that were being written when the power went (`….parquet#1`), which the store does
    /// not list.
    async fn remove_drafts(&self, cutoff: Micros, done: &mut Vacuumed) -> Result<(), LakeError> {
        let Some(folder) = self.storage().folder().map(FilePath::to_owned) else { return Ok(()) };
        let walked = tokio::task::spawn_blocking(move || {
            let mut drafts = Vec::new();
            find_drafts(&folder, &mut drafts).map(|()| drafts)
        });
        let drafts = walked.await.unwrap_or_else(|error| {
            Err(LakeError::Io { path: self.storage().name().to_owned(), source: std::io::Error::other(error) })
        })?;
        for (path, modified, bytes) in drafts {
            if modified >= cutoff {
                done.kept += 1;
                continue;
            }
            std::fs::remove_file(&path).map_err(|error| LakeError::io(&path, error))?;
            done.files += 1;
            done.bytes += bytes;
        }
        Ok(())
    }
}

fn find_drafts(folder: &FilePath, found: &mut Vec<(PathBuf, Micros, u64)>) -> Result<(), LakeError> {
    let failed = |error| LakeError::io(folder, error);
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            find_drafts(&path, found)?;
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_draft = name
            .rsplit_once('#')
            .is_some_and(|(file, number)| file.ends_with(".parquet") && number.chars().all(|c| c.is_ascii_digit()));
        if kind.is_file() && is_draft {
            let meta = entry.metadata().map_err(failed)?;
            let since = meta.modified().map_err(failed)?.duration_since(UNIX_EPOCH).unwrap_or_default();
            let modified = Micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX));
            found.push((path, modified, meta.len()));
        }
    }
    Ok(())
}
