//! What the lake knows of media files already.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{Array, AsArray};
use futures::TryStreamExt;
use lake::{Lake, LakeVersion};
use media::Fingerprint;
use media::hash::Hash;

use crate::error::ImportError;
use crate::lake_rows::each_row;

/// A known fingerprint, without its data.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownFile {
    /// It could be read.
    pub(super) is_read: bool,
    /// Read thoroughly enough to be compared.
    pub(super) is_dense: bool,
    /// Seconds of video.
    pub(super) seconds: Option<f64>,
    /// Why it could not be read.
    pub(super) trouble: Option<String>,
    /// When the row was written: the newest counts.
    observed_at: i64,
}

/// Fingerprints, media rows and comparisons of a version.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By SHA-256 of the content.
    pub(super) files: BTreeMap<String, KnownFile>,
    /// Keys of the table `media`.
    pub(super) media: BTreeSet<String>,
    /// Keys of the table `media_matches`.
    pub(super) matches: BTreeSet<String>,
}

impl Known {
    pub(super) async fn read(lake: &Lake, version: &LakeVersion) -> Result<Self, ImportError> {
        let mut known = Self::default();
        let columns = ["sha256", "tier", "state", "duration_seconds", "trouble", "observed_at"];
        each_row(lake, version, "fingerprints", &columns, |cells| {
            let [Some(sha256), tier, state, seconds, trouble, at] = cells else { return };
            let file = KnownFile {
                is_read: *state == Some("read"),
                is_dense: *tier == Some("dense"),
                seconds: seconds.and_then(|seconds| seconds.parse().ok()),
                trouble: trouble.map(str::to_owned),
                observed_at: at.and_then(|at| at.parse().ok()).unwrap_or(i64::MIN),
            };
            let slot = known.files.entry((*sha256).to_owned()).or_insert_with(|| file.clone());
            if file.observed_at > slot.observed_at {
                *slot = file;
            }
        })
        .await?;
        for (table, column, keys) in
            [("media", "media_id", &mut known.media), ("media_matches", "match_id", &mut known.matches)]
        {
            each_row(lake, version, table, &[column], |cells| {
                if let [Some(key)] = cells {
                    keys.insert((*key).to_owned());
                }
            })
            .await?;
        }
        Ok(known)
    }
}

/// The hashes of every fingerprint of a version, by the file's hash.
pub(super) async fn hashes(
    lake: &Lake,
    version: &LakeVersion,
) -> Result<BTreeMap<String, Vec<(f32, Hash)>>, ImportError> {
    let mut found = BTreeMap::new();
    let mut batches = lake.scan(version, "fingerprints", &["sha256", "hashes"])?;
    while let Some(batch) = batches.try_next().await? {
        let (files, hashes) = (batch.column(0).as_string::<i32>(), batch.column(1).as_binary::<i32>());
        for row in 0..batch.num_rows() {
            if files.is_valid(row) && hashes.is_valid(row) {
                found.insert(files.value(row).to_owned(), media::index::read(hashes.value(row)));
            }
        }
    }
    Ok(found)
}

/// The fingerprints of these files. One that another version of the program wrote is left out: it cannot be compared.
pub(super) async fn fingerprints(
    lake: &Lake,
    version: &LakeVersion,
    wanted: &BTreeSet<&str>,
) -> Result<BTreeMap<String, Fingerprint>, ImportError> {
    let mut found = BTreeMap::new();
    if wanted.is_empty() {
        return Ok(found);
    }
    let mut batches = lake.scan(version, "fingerprints", &["sha256", "data"])?;
    while let Some(batch) = batches.try_next().await? {
        let (files, data) = (batch.column(0).as_string::<i32>(), batch.column(1).as_binary::<i32>());
        for row in 0..batch.num_rows() {
            if files.is_null(row) || data.is_null(row) || !wanted.contains(files.value(row)) {
                continue;
            }
            if let Ok(fingerprint) = Fingerprint::from_bytes(data.value(row)) {
                found.insert(files.value(row).to_owned(), fingerprint);
            }
        }
    }
    Ok(found)
}
