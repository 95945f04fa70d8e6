//! Which files share footage: every new one is compared with its candidates among all, and every older one among the new.

use std::collections::{BTreeMap, BTreeSet};

use lake::{Lake, LakeVersion};
use media::index::Kept;
use media::reuse::{self, Options, Work};
use media::{Comparison, Fingerprint, Verdict};

use super::find::MediaFile;
use super::known::{self, Known};
use super::make::Read;
use super::shelf::Shelf;
use super::{FootageOptions, FootageProgress, aside};
use crate::error::ImportError;

/// Candidates looked at for one file at most, by pictures and as many by sound.
const MOST_CANDIDATES: usize = 40;
/// A picture in works of so many accounts is an intro, a title card or a backdrop.
const COMMON_IN: usize = 6;

/// Two files that share something. The first is the one whose hash comes first.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) one: String,
    pub(super) other: String,
    pub(super) comparison: Comparison,
}

/// How works are paired.
pub(super) fn options(jobs: usize) -> Options {
    Options { most_candidates: MOST_CANDIDATES, common_works: COMMON_IN, threads: jobs, ..Options::default() }
}

/// Who published which file: files without a known account have each an owner of their own.
pub(super) struct Accounts(Vec<BTreeSet<String>>);

impl Accounts {
    /// Of files in the order of their numbers.
    pub(super) fn of<'a>(accounts: impl Iterator<Item = BTreeSet<&'a str>>) -> Self {
        Self(accounts.map(|accounts| accounts.into_iter().map(str::to_owned).collect()).collect())
    }

    /// Whether two files have different owners.
    pub(super) fn differ(&self, one: u32, other: u32) -> bool {
        let of = |number: u32| usize::try_from(number).ok().and_then(|place| self.0.get(place));
        one != other && of(one).zip(of(other)).is_none_or(|(one, other)| one.is_disjoint(other))
    }
}

/// Compares every new file with all others, and looks in it for parts of every known one.
pub(super) async fn find(
    lake: &Lake,
    version: &LakeVersion,
    files: &[MediaFile],
    known: &Known,
    read: &Read,
    options: &FootageOptions,
    progress: &dyn FootageProgress,
) -> Result<Vec<Pair>, ImportError> {
    let new: BTreeMap<&str, (&Fingerprint, &Kept)> = read.fingerprints().collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = known::kept(lake, version).await?;
    all.extend(new.iter().map(|(sha256, (_, kept))| ((*sha256).to_owned(), Some((*kept).clone()))));
    let shelf = Shelf::fill(lake, version, |sha256| !new.contains_key(sha256)).await?;
    let (names, kept): (Vec<String>, Vec<Option<Kept>>) = all.into_iter().unzip();
    let owners = known::owners(lake, version).await?;
    let accounts = Accounts::of(names.iter().map(|sha256| {
        let known = owners.get(sha256).into_iter().flatten().filter_map(|owner| owner.account_id.as_deref());
        known.chain(read.works(files, sha256).filter_map(|work| work.account_id.as_deref())).collect()
    }));
    progress.comparing(names.len());
    aside(|| {
        let works = (0_u32..).zip(names.iter().zip(kept)).map(|(number, (sha256, kept))| {
            let (new, shelf) = (new.get(sha256.as_str()).map(|found| found.0), &shelf);
            let load = move || match new {
                Some(fingerprint) => Ok(Some(fingerprint.clone())),
                None => shelf.take(sha256),
            };
            Work { number, is_new: new.is_some(), kept, load }
        });
        let mut found = Vec::new();
        let name = |number: u32| usize::try_from(number).ok().and_then(|place| names.get(place)).cloned();
        let mut take = |pair: reuse::Pair| {
            let comparison = pair.comparison;
            let shares = matches!(comparison.verdict, Verdict::Reused | Verdict::SharedSegment);
            if let (true, Some(one), Some(other)) = (shares, name(pair.first), name(pair.second)) {
                let pair = Pair { one, other, comparison };
                if options.again || !known.matches.contains(&super::rows::match_id(&pair)) {
                    found.push(pair);
                }
            }
        };
        let unrelated = |one: u32, other: u32| accounts.differ(one, other);
        reuse::pairs(works, &self::options(options.jobs), &unrelated, &|| progress.compared(), &mut take)?;
        Ok(found)
    })
    .await
}
