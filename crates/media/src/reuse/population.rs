//! The works that a pair stands among: what many of them have proves nothing.

use std::collections::BTreeSet;

use super::Options;
use crate::compare::{Commonness, Comparison, Prepared, compare_prepared};
use crate::index::{Index, hashes, sounds};

/// Works that are looked at for one sound at most.
const MOST_WORKS: usize = 60;
/// Share of the pieces of a stretch of sound, and number of them, that a work has at least which has that sound.
const LEAST_SHARE: f32 = 0.25;
const LEAST_PIECES: u32 = 4;
/// Pictures at different times that agree where two works show the same.
const SAME_PICTURES: u32 = 2;

/// Works of an index, and what is common among them.
pub struct Population<'a> {
    pub(super) index: &'a Index,
    pub(super) options: &'a Options,
    unrelated: &'a (dyn Fn(u32, u32) -> bool + Sync),
    common: Commonness,
}

impl std::fmt::Debug for Population<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Population").field("options", self.options).finish_non_exhaustive()
    }
}

/// One of two works that are compared.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    number: Option<u32>,
    work: &'a Prepared<'a>,
}

impl<'a> Member<'a> {
    /// A work of the index.
    #[must_use]
    pub fn known(number: u32, work: &'a Prepared<'a>) -> Self {
        Self { number: Some(number), work }
    }

    /// A work that is not in the index.
    #[must_use]
    pub fn strange(work: &'a Prepared<'a>) -> Self {
        Self { number: None, work }
    }
}

/// A work with a sound, and the works that show what it shows.
struct Source {
    number: Option<u32>,
    shows: BTreeSet<u32>,
}

impl<'a> Population<'a> {
    /// The works of an index; `unrelated` says whether two of them have different owners.
    #[must_use]
    pub fn new(index: &'a Index, options: &'a Options, unrelated: &'a (dyn Fn(u32, u32) -> bool + Sync)) -> Self {
        let common = index.commonness(options.common_works, unrelated);
        Self { index, options, unrelated, common }
    }

    /// Compares two works. Where only their sound is the same, the works that have it are counted: a sound under many pictures is music that everybody uses.
    #[must_use]
    pub fn compare(&self, a: Member<'_>, b: Member<'_>) -> Comparison {
        let mut comparison = compare_prepared(a.work, b.work, &self.common);
        if comparison.is_by_sound_alone()
            && let Some(segment) = comparison.segments.first()
        {
            let span = segment.a_start..segment.a_end;
            let mut pieces = sounds(a.work.fingerprint);
            pieces.retain(|(time, _)| span.contains(time));
            let works = self.sources(&pieces, [a, b]);
            comparison.heard_in(works, self.options.common_sounds);
        }
        comparison
    }

    /// Works of different owners and with different pictures that have a sound, the two that are compared among them. Counting stops where it is enough to be common.
    fn sources(&self, pieces: &[(f32, u32)], compared: [Member<'_>; 2]) -> usize {
        let mut sources: Vec<Source> = compared
            .iter()
            .map(|one| Source { number: one.number, shows: self.showing(&hashes(one.work.fingerprint)) })
            .collect();
        let least = LEAST_PIECES.max((LEAST_SHARE * pieces.len() as f32) as u32);
        let found = self.index.search_sounds(pieces, MOST_WORKS);
        for candidate in found.iter().filter(|candidate| candidate.votes >= least) {
            if sources.len() >= self.options.common_sounds {
                break;
            }
            let work = candidate.work;
            let is_of = |source: &Source| {
                source.number.is_some_and(|number| !(self.unrelated)(number, work)) || source.shows.contains(&work)
            };
            if sources.iter().any(is_of) {
                continue;
            }
            let shows = self.showing(&self.index.hashes_of(work));
            if sources.iter().all(|source| source.number.is_none_or(|number| !shows.contains(&number))) {
                sources.push(Source { number: Some(work), shows });
            }
        }
        sources.len()
    }

    /// Works that show the same pictures, mirrored or not.
    fn showing(&self, hashes: &[(f32, crate::hash::Hash)]) -> BTreeSet<u32> {
        let both: Vec<_> = hashes.iter().flat_map(|&(time, hash)| [(time, hash), (time, hash.mirrored())]).collect();
        let found = self.index.search_hashes(&both, MOST_WORKS);
        found.iter().filter(|candidate| candidate.votes >= SAME_PICTURES).map(|candidate| candidate.work).collect()
    }
}
