//! Who has whose footage among many works: candidates from the index, every pair of them compared once.

mod population;

pub use population::{Member, Population};

use std::collections::BTreeSet;

use crate::compare::{Comparison, Prepared};
use crate::fingerprint::Fingerprint;
use crate::index::{Index, IndexBuilder, Kept, Question};
use crate::side_by_side;

/// How thoroughly works are paired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Candidates of one work that are compared at most, by pictures and as many by sound.
    pub most_candidates: usize,
    /// Pictures (or pieces of sound) that must agree on one shift in time for two works to be compared.
    pub least_votes: u32,
    /// A picture of this many unrelated works is common (an intro, a title card) and proves nothing.
    pub common_works: usize,
    /// A sound under this many different pictures of unrelated works is common (a popular piece of music) and proves nothing.
    pub common_sounds: usize,
    /// Works that are held in memory at a time.
    pub block: usize,
    /// Threads.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            most_candidates: 12,
            least_votes: 2,
            common_works: 4,
            common_sounds: 3,
            block: 64,
            threads: side_by_side::processors(),
        }
    }
}

/// One of the works that are paired.
#[derive(Debug, Clone)]
pub struct Work<L> {
    /// A number of the caller's; no two works have the same.
    pub number: u32,
    /// Whether it has yet to be compared. Two works that are not new are not compared with each other.
    pub is_new: bool,
    /// What an index keeps of it, where the caller has kept it; otherwise it is made from the fingerprint.
    pub kept: Option<Kept>,
    /// Hands over its fingerprint, none where that cannot be compared. Called several times.
    pub load: L,
}

impl<L> Work<L> {
    /// A new work.
    pub fn new(number: u32, load: L) -> Self {
        Self { number, is_new: true, kept: None, load }
    }
}

/// Two works and what they have to do with each other; A of the comparison is `first`.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Pair {
    /// Number of the one work, the smaller.
    pub first: u32,
    /// Number of the other.
    pub second: u32,
    /// A is the first, B the second.
    pub comparison: Comparison,
}

/// Compares all works that may share footage or sound, as far as one of them is new. An older work is asked about parts of itself in new ones: an index finds the
/// whole of a work in a part of another only the one way round. `unrelated` says whether two works have different owners, for telling common pictures and sounds; `asked` hears of
/// every work that was looked for. Every pair that was a candidate goes to `sink`, whatever the verdict, in order of its numbers; nothing depends on the order of
/// `works` or on threads.
///
/// # Errors
/// What a loader says; nothing more is handed over then.
pub fn pairs<L, E>(
    works: impl IntoIterator<Item = Work<L>>,
    options: &Options,
    unrelated: &(dyn Fn(u32, u32) -> bool + Sync),
    asked: &(dyn Fn() + Sync),
    sink: &mut dyn FnMut(Pair),
) -> Result<(), E>
where
    L: Fn() -> Result<Option<Fingerprint>, E> + Sync,
    E: Send,
{
    let mut works: Vec<Work<L>> = works.into_iter().collect();
    works.sort_by_key(|work| work.number);
    if works.iter().all(|work| !work.is_new) {
        return Ok(());
    }
    keep(&mut works, options)?;
    let all = index(works.iter());
    let has_older = works.iter().any(|work| !work.is_new);
    let new = has_older.then(|| index(works.iter().filter(|work| work.is_new)));
    for work in &mut works {
        work.kept = None;
    }
    let population = Population::new(&all, options, unrelated);
    let wanted = candidates(&works, &all, new.as_ref(), options, asked)?;
    let load = |number: u32| match works.binary_search_by_key(&number, |work| work.number) {
        Ok(place) => (works[place].load)(),
        Err(_) => Ok(None),
    };
    let groups: Vec<&[(u32, u32)]> = wanted.chunk_by(|one, two| one.0 == two.0).collect();
    for block in groups.chunks(options.block.max(1)) {
        let found = side_by_side::map_on(options.threads, block, |group| {
            let Some(first) = load(group[0].0)? else { return Ok(Vec::new()) };
            let first = Prepared::new(&first);
            let mut pairs = Vec::new();
            for &(one, two) in *group {
                let Some(second) = load(two)? else { continue };
                let comparison =
                    population.compare(Member::known(one, &first), Member::known(two, &Prepared::new(&second)));
                pairs.push(Pair { first: one, second: two, comparison });
            }
            Ok(pairs)
        });
        for pairs in found {
            pairs?.into_iter().for_each(&mut *sink);
        }
    }
    Ok(())
}

/// Works of an index that may share footage or sound with one, the likeliest first.
#[must_use]
pub fn candidates_of(asked: &Prepared<'_>, index: &Index, options: &Options) -> Vec<u32> {
    let found = index.answer(&Question::of_prepared(asked), options.most_candidates);
    let enough = found.into_iter().filter(|candidate| candidate.votes >= options.least_votes);
    enough.map(|candidate| candidate.work).collect()
}

/// A work compared with works of the population, in their order; A of each comparison is the work asked for.
///
/// # Errors
/// What the loader says.
pub fn search<E: Send>(
    asked: &Prepared<'_>,
    candidates: &[u32],
    load: &(dyn Fn(u32) -> Result<Option<Fingerprint>, E> + Sync),
    population: &Population<'_>,
) -> Result<Vec<(u32, Comparison)>, E> {
    let compared = side_by_side::map_on(population.options.threads, candidates, |&number| {
        let work = load(number)?;
        let compare = |work: Fingerprint| {
            let prepared = Prepared::new(&work);
            (number, population.compare(Member::strange(asked), Member::known(number, &prepared)))
        };
        Ok(work.map(compare))
    });
    compared.into_iter().filter_map(Result::transpose).collect()
}

/// Makes what an index keeps of the works for which nobody kept it.
fn keep<L, E>(works: &mut [Work<L>], options: &Options) -> Result<(), E>
where
    L: Fn() -> Result<Option<Fingerprint>, E> + Sync,
    E: Send,
{
    let missing: Vec<usize> = (0..works.len()).filter(|&place| works[place].kept.is_none()).collect();
    for block in missing.chunks(options.block.max(1)) {
        let made = side_by_side::map_on(options.threads, block, |&place| {
            Ok((works[place].load)()?.map(|work| Kept::of(&work)).unwrap_or_default())
        });
        for (&place, kept) in block.iter().zip(made) {
            works[place].kept = Some(kept?);
        }
    }
    Ok(())
}

fn index<'a, L: 'a>(works: impl Iterator<Item = &'a Work<L>>) -> Index {
    let mut builder = IndexBuilder::default();
    for work in works {
        if let Some(kept) = &work.kept {
            builder.add_kept(work.number, kept);
        }
    }
    builder.build()
}

/// Pairs that may have something in common, in order, the smaller number first.
fn candidates<L, E>(
    works: &[Work<L>],
    all: &Index,
    new: Option<&Index>,
    options: &Options,
    asked: &(dyn Fn() + Sync),
) -> Result<Vec<(u32, u32)>, E>
where
    L: Fn() -> Result<Option<Fingerprint>, E> + Sync,
    E: Send,
{
    let mut wanted = BTreeSet::new();
    for block in works.chunks(options.block.max(1)) {
        let made = side_by_side::map_on(options.threads, block, |work| {
            let index = new.filter(|_| !work.is_new).unwrap_or(all);
            // The work itself is its own best candidate.
            let found = (work.load)()?.map(|found| index.answer(&Question::of(&found), options.most_candidates + 1));
            asked();
            Ok((work.number, found.unwrap_or_default()))
        });
        for one in made {
            let (number, found) = one?;
            let enough = found.iter().filter(|candidate| candidate.votes >= options.least_votes);
            let others = enough.map(|candidate| candidate.work).filter(|&other| other != number);
            wanted.extend(others.map(|other| (number.min(other), number.max(other))));
        }
    }
    Ok(wanted.into_iter().collect())
}
