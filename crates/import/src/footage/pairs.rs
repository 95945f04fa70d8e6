//! Which files share footage: candidates from the index of all hashes, then a comparison of the two fingerprints.

use std::collections::{BTreeMap, BTreeSet};

use lake::{Lake, LakeVersion};
use media::compare::{Prepared, compare_prepared};
use media::index::{Index, IndexBuilder, hashes};
use media::side_by_side::map_on;
use media::{Commonness, Comparison, Fingerprint, Verdict};

use super::known::{self, Known};
use super::make::Read;
use super::{FootageOptions, FootageProgress, aside};
use crate::error::ImportError;

/// Candidates looked at for one file at most: the best by their votes.
pub(super) const MOST_CANDIDATES: usize = 40;
/// Pictures that must agree in time for two files to be compared.
pub(super) const LEAST_VOTES: u32 = 2;
/// A picture in works of so many files is an intro, a title card or a backdrop.
const COMMON_IN: usize = 6;
/// Files among which each is compared with each, whatever the index says: sound alone is not in the index.
const COMPARED_ALL: usize = 60;

/// Two files that share something. The first is the one whose hash comes first.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) one: String,
    pub(super) other: String,
    pub(super) comparison: Comparison,
}

/// The index over files, with what each number stands for.
pub(super) struct Works {
    pub(super) names: Vec<String>,
    pub(super) index: Index,
    pub(super) common: Commonness,
}

impl Works {
    /// Over the hashes of files.
    pub(super) fn new(all: &BTreeMap<String, Vec<(f32, media::hash::Hash)>>) -> Self {
        let mut builder = IndexBuilder::default();
        let mut names = Vec::with_capacity(all.len());
        for (sha256, hashes) in all {
            let number = u32::try_from(names.len()).unwrap_or(u32::MAX);
            builder.add(number, hashes);
            names.push(sha256.clone());
        }
        let index = builder.build();
        let common = index.commonness(COMMON_IN, &|one, other| one != other);
        Self { names, index, common }
    }
}

/// Compares every new file with all others.
pub(super) async fn find(
    lake: &Lake,
    version: &LakeVersion,
    known: &Known,
    read: &Read,
    options: &FootageOptions,
    progress: &dyn FootageProgress,
) -> Result<Vec<Pair>, ImportError> {
    let new: BTreeMap<&str, &Fingerprint> = read.fingerprints().collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    progress.comparing(new.len());
    let mut all = known::hashes(lake, version).await?;
    all.extend(new.iter().map(|(sha256, fingerprint)| ((*sha256).to_owned(), hashes(fingerprint))));
    let (works, asked) = aside(|| {
        let works = Works::new(&all);
        let candidates = map_on(options.jobs, &new.iter().collect::<Vec<_>>(), |(sha256, fingerprint)| {
            let found = candidates(&works, sha256, &Prepared::new(fingerprint));
            progress.compared();
            found
        });
        (works, new.keys().copied().zip(candidates).collect::<Vec<_>>())
    })
    .await;
    // Each pair once, the smaller hash first, so that the answer does not depend on which file came when.
    let mut pairs: BTreeSet<(String, String)> = BTreeSet::new();
    for (sha256, candidates) in asked {
        pairs.extend(candidates.into_iter().map(|other| ordered(sha256, &other)));
    }
    if works.names.len() <= COMPARED_ALL {
        for sha256 in new.keys() {
            pairs.extend(works.names.iter().filter(|other| other != sha256).map(|other| ordered(sha256, other)));
        }
    }
    let missing: BTreeSet<&str> = pairs
        .iter()
        .flat_map(|(one, other)| [one.as_str(), other.as_str()])
        .filter(|sha256| !new.contains_key(sha256))
        .collect();
    let stored = known::fingerprints(lake, version, &missing).await?;
    let fingerprint = |sha256: &str| new.get(sha256).copied().or_else(|| stored.get(sha256));
    aside(|| {
        // Pairs of one file stand together, so that it is made ready once.
        let mut by_one: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (one, other) in &pairs {
            by_one.entry(one).or_default().push(other);
        }
        let groups: Vec<(&str, Vec<&str>)> = by_one.into_iter().collect();
        let found = map_on(options.jobs, &groups, |(one, others)| {
            let Some(first) = fingerprint(one) else { return Vec::new() };
            let first = Prepared::new(first);
            let compared = others.iter().filter_map(|other| {
                let comparison = compare_prepared(&first, &Prepared::new(fingerprint(other)?), &works.common);
                matches!(comparison.verdict, Verdict::Reused | Verdict::SharedSegment).then(|| Pair {
                    one: (*one).to_owned(),
                    other: (*other).to_owned(),
                    comparison,
                })
            });
            compared.collect()
        });
        let is_new = |pair: &Pair| options.again || !known.matches.contains(&super::rows::match_id(pair));
        Ok(found.into_iter().flatten().filter(is_new).collect())
    })
    .await
}

fn ordered(one: &str, other: &str) -> (String, String) {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    (first.to_owned(), second.to_owned())
}

/// Files that may share footage with this one.
pub(super) fn candidates(works: &Works, itself: &str, asked: &Prepared<'_>) -> Vec<String> {
    let found = works.index.search(asked, MOST_CANDIDATES);
    let enough = found.iter().filter(|candidate| candidate.votes >= LEAST_VOTES);
    enough
        .filter_map(|candidate| works.names.get(usize::try_from(candidate.work).ok()?))
        .filter(|name| *name != itself)
        .cloned()
        .collect()
}
