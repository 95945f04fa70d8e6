//! Who has this footage: one clip against all fingerprints of a version.

use std::collections::{BTreeMap, BTreeSet};

use lake::{Lake, LakeVersion};
use media::compare::Prepared;
use media::index::{IndexBuilder, Kept};
use media::reuse::Population;
use media::{Comparison, Fingerprint, Verdict, reuse};
use serde::Serialize;

use super::pairs::Accounts;
use super::shelf::Shelf;
use super::{aside, known};
use crate::error::ImportError;

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
    let (names, kept): (Vec<String>, Vec<Option<Kept>>) = known::kept(lake, version).await?.into_iter().unzip();
    let unkept: BTreeSet<&str> =
        names.iter().zip(&kept).filter(|(_, kept)| kept.is_none()).map(|(sha256, _)| sha256.as_str()).collect();
    let owners = known::owners(lake, version).await?;
    let accounts = Accounts::of(names.iter().map(|sha256| {
        owners.get(sha256).into_iter().flatten().filter_map(|owner| owner.account_id.as_deref()).collect()
    }));
    let options = super::pairs::options(jobs);
    let (mut builder, older) = (IndexBuilder::default(), Shelf::fill(lake, version, |one| unkept.contains(one)).await?);
    for (number, (sha256, kept)) in (0..).zip(names.iter().zip(kept)) {
        let kept = match kept {
            Some(kept) => kept,
            None => older.take(sha256)?.map(|work| Kept::of(&work)).unwrap_or_default(),
        };
        builder.add_kept(number, &kept);
    }
    let unrelated = |one: u32, other: u32| accounts.differ(one, other);
    let (prepared, index) = aside(|| (Prepared::new(clip), builder.build())).await;
    let candidates = aside(|| reuse::candidates_of(&prepared, &index, &options)).await;
    let name = |number: u32| usize::try_from(number).ok().and_then(|place| names.get(place)).map_or("", String::as_str);
    let wanted: BTreeSet<&str> = candidates.iter().map(|&number| name(number)).collect();
    let shelf = Shelf::fill(lake, version, |sha256| wanted.contains(sha256)).await?;
    let load = |number: u32| shelf.take(name(number));
    let compare = || reuse::search(&prepared, &candidates, &load, &Population::new(&index, &options, &unrelated));
    let found = aside(compare).await?;
    let itself = model::id::hex(&clip.file_sha256);
    let mut sightings: Vec<Sighting> =
        found.iter().filter_map(|(number, found)| sighting(name(*number), found, &owners)).collect();
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
