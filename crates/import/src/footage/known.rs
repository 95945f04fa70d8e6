//! What the lake knows of media files already.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{Array, AsArray};
use arrow::datatypes::TimestampMicrosecondType;
use futures::TryStreamExt;
use lake::{Lake, LakeVersion};
use media::index::Kept;

use super::search::Owner;
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

/// What an index keeps of every file of a version, none where only the fingerprint tells, by the file's hash.
pub(super) async fn kept(lake: &Lake, version: &LakeVersion) -> Result<BTreeMap<String, Option<Kept>>, ImportError> {
    let mut found: BTreeMap<String, (i64, Option<Kept>)> = BTreeMap::new();
    let mut batches = lake.scan(version, "fingerprints", &["sha256", "observed_at", "hashes", "sounds"])?;
    while let Some(batch) = batches.try_next().await? {
        let files = batch.column(0).as_string::<i32>();
        let times = batch.column(1).as_primitive_opt::<TimestampMicrosecondType>();
        let (hashes, sounds) = (batch.column(2).as_binary::<i32>(), batch.column(3).as_binary::<i32>());
        for row in 0..batch.num_rows() {
            if files.is_null(row) || hashes.is_null(row) {
                continue;
            }
            let at = times.filter(|times| times.is_valid(row)).map_or(i64::MIN, |times| times.value(row));
            let kept = sounds.is_valid(row).then(|| Kept {
                hashes: media::index::read(hashes.value(row)),
                sounds: media::index::read_sounds(sounds.value(row)),
            });
            let newest = found.get(files.value(row)).is_none_or(|known| known.0 < at);
            if newest {
                found.insert(files.value(row).to_owned(), (at, kept));
            }
        }
    }
    Ok(found.into_iter().map(|(sha256, (_, kept))| (sha256, kept)).collect())
}

/// The works that carry each content.
pub(super) async fn owners(
    lake: &Lake,
    version: &LakeVersion,
) -> Result<BTreeMap<String, BTreeSet<Owner>>, ImportError> {
    let mut owners: BTreeMap<String, BTreeSet<Owner>> = BTreeMap::new();
    each_row(lake, version, "media", &["sha256", "post_id", "account_id", "path"], |cells| {
        let [Some(sha256), post, account, path] = cells else { return };
        owners.entry((*sha256).to_owned()).or_default().insert(Owner {
            post_id: post.map(str::to_owned),
            account_id: account.map(str::to_owned),
            path: path.map(str::to_owned),
        });
    })
    .await?;
    Ok(owners)
}
