//! Who has this footage: one clip against all fingerprints of a version.

use std::collections::{BTreeMap, BTreeSet};

use lake::{Lake, LakeVersion};
use media::compare::{Prepared, compare_prepared};
use media::side_by_side::map_on;
use media::{Comparison, Fingerprint, Verdict};
use serde::Serialize;

use super::pairs::{Works, candidates};
use super::{aside, known};
use crate::error::ImportError;
use crate::lake_rows::each_row;

/// A file that a clip shares footage with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sighting {
    /// SHA-256 of the file.
    pub sha256: String,
    /// reused | `shared_segment`.
    pub verdict: &'static str,
    /// Seconds of the clip that the file has.
    pub seconds: f64,
    /// 0 to 1.
    pub confidence: f64,
    /// Ids of what was done, the surest first.
    pub edits: Vec<&'static str>,
    /// One Chinese sentence.
    pub why: String,
    /// The works that carry the file.
    pub owners: Vec<Owner>,
}

/// A work that carries a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Owner {
    /// The work; `None` for a file whose work is not known.
    pub post_id: Option<String>,
    /// Its account.
    pub account_id: Option<String>,
    /// The file.
    pub path: Option<String>,
}

/// Files with footage of the clip, the surest first.
///
/// # Errors
/// When the lake cannot be read.
pub async fn search(
    lake: &Lake,
    version: &LakeVersion,
    clip: &Fingerprint,
    jobs: usize,
) -> Result<Vec<Sighting>, ImportError> {
    let all = known::hashes(lake, version).await?;
    let (prepared, works, names) = aside(|| {
        let (prepared, works) = (Prepared::new(clip), Works::new(&all));
        let mut names = candidates(&works, "", &prepared);
        names.sort();
        (prepared, works, names)
    })
    .await;
    let wanted: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let stored = known::fingerprints(lake, version, &wanted).await?;
    let stored: Vec<(String, Fingerprint)> = stored.into_iter().collect();
    let comparisons =
        aside(|| map_on(jobs, &stored, |(_, found)| compare_prepared(&prepared, &Prepared::new(found), &works.common)))
            .await;
    let owners = owners(lake, version).await?;
    let itself = model::id::hex(&clip.file_sha256);
    let mut sightings: Vec<Sighting> =
        stored.iter().zip(&comparisons).filter_map(|((sha256, _), found)| sighting(sha256, found, &owners)).collect();
    for same in sightings.iter_mut().filter(|one| one.sha256 == itself) {
        same.edits.clear();
        "两个文件逐字节相同".clone_into(&mut same.why);
    }
    sightings.sort_by(|one, two| {
        (two.verdict == "reused")
            .cmp(&(one.verdict == "reused"))
            .then(two.confidence.total_cmp(&one.confidence))
            .then(two.seconds.total_cmp(&one.seconds))
            .then_with(|| one.sha256.cmp(&two.sha256))
    });
    Ok(sightings)
}

fn sighting(sha256: &str, found: &Comparison, owners: &BTreeMap<String, BTreeSet<Owner>>) -> Option<Sighting> {
    matches!(found.verdict, Verdict::Reused | Verdict::SharedSegment).then(|| Sighting {
        sha256: sha256.to_owned(),
        verdict: found.verdict.id(),
        seconds: found.shared_seconds(),
        confidence: found.stated_confidence(),
        edits: found.edits.iter().map(|edit| edit.kind.id()).collect(),
        why: found.why.clone(),
        owners: owners.get(sha256).map(|owners| owners.iter().cloned().collect()).unwrap_or_default(),
    })
}

/// The works of each content.
async fn owners(lake: &Lake, version: &LakeVersion) -> Result<BTreeMap<String, BTreeSet<Owner>>, ImportError> {
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
