//! Who has whose footage among many works: candidates from the index, every pair of them compared once.

use std::collections::BTreeSet;

use crate::compare::{Commonness, Comparison, Prepared, compare_prepared};
use crate::fingerprint::Fingerprint;
use crate::index::{Index, IndexBuilder, Question, hashes, sounds};
use crate::side_by_side;

/// How thoroughly works are paired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Candidates of one work that are compared at most, by pictures and as many by sound.
    pub most_candidates: usize,
    /// A picture of this many unrelated works is common (an intro, a title card) and proves nothing.
    pub common_works: usize,
    /// Works that are held in memory at a time.
    pub block: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { most_candidates: 12, common_works: 4, block: 64 }
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

/// Compares all works that may share footage or sound. `works` are numbers, each once, with a loader, which is called several times for one work;
/// `unrelated` says whether two works have different owners, for telling common pictures. Every pair that was a candidate goes to `sink`, whatever the
/// verdict, in order of its numbers; nothing depends on the order of `works` or on threads.
///
/// # Errors
/// What a loader says; nothing more is handed over then.
pub fn pairs<L, E>(
    works: impl IntoIterator<Item = (u32, L)>,
    options: &Options,
    unrelated: &dyn Fn(u32, u32) -> bool,
    sink: &mut dyn FnMut(Pair),
) -> Result<(), E>
where
    L: Fn() -> Result<Fingerprint, E> + Sync,
    E: Send,
{
    let mut works: Vec<(u32, L)> = works.into_iter().collect();
    works.sort_by_key(|(number, _)| *number);
    let index = index(&works, options)?;
    let common = index.commonness(options.common_works, unrelated);
    let wanted = candidates(&works, &index, options)?;
    let place = |number: u32| works.binary_search_by_key(&number, |(number, _)| *number).ok();
    let groups: Vec<&[(u32, u32)]> = wanted.chunk_by(|one, two| one.0 == two.0).collect();
    for block in groups.chunks(options.block.max(1)) {
        let found = side_by_side::map(block, |group| {
            let load = |number: u32| place(number).map(|place| (works[place].1)()).transpose();
            let Some(first) = load(group[0].0)? else { return Ok(Vec::new()) };
            let first = Prepared::new(&first);
            let mut pairs = Vec::new();
            for &(one, two) in *group {
                let Some(second) = load(two)? else { continue };
                let comparison = compare_prepared(&first, &Prepared::new(&second), &common);
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

/// Works of an index that share footage or sound with one: the candidates, compared. A of each comparison is the work of the index.
///
/// # Errors
/// What the loader says.
pub fn search<E: Send>(
    asked: &Fingerprint,
    index: &Index,
    load: &(dyn Fn(u32) -> Result<Fingerprint, E> + Sync),
    common: &Commonness,
    most: usize,
) -> Result<Vec<(u32, Comparison)>, E> {
    let prepared = Prepared::new(asked);
    let candidates = index.answer(&Question::of_prepared(&prepared), most);
    let compared = side_by_side::map(&candidates, |candidate| {
        let work = load(candidate.work)?;
        Ok((candidate.work, compare_prepared(&Prepared::new(&work), &prepared, common)))
    });
    compared.into_iter().collect()
}

fn index<L, E>(works: &[(u32, L)], options: &Options) -> Result<Index, E>
where
    L: Fn() -> Result<Fingerprint, E> + Sync,
    E: Send,
{
    let mut builder = IndexBuilder::default();
    for block in works.chunks(options.block.max(1)) {
        let made =
            side_by_side::map(block, |(number, load)| load().map(|work| (*number, hashes(&work), sounds(&work))));
        for one in made {
            let (number, hashes, sounds) = one?;
            builder.add(number, &hashes);
            builder.add_sound(number, &sounds);
        }
    }
    Ok(builder.build())
}

/// Pairs that may have something in common, in order, the smaller number first.
fn candidates<L, E>(works: &[(u32, L)], index: &Index, options: &Options) -> Result<Vec<(u32, u32)>, E>
where
    L: Fn() -> Result<Fingerprint, E> + Sync,
    E: Send,
{
    let mut wanted = BTreeSet::new();
    for block in works.chunks(options.block.max(1)) {
        let made = side_by_side::map(block, |(number, load)| {
            // The work itself is its own best candidate.
            load().map(|work| (*number, index.answer(&Question::of(&work), options.most_candidates + 1)))
        });
        for one in made {
            let (number, found) = one?;
            let others = found.iter().map(|candidate| candidate.work).filter(|&other| other != number);
            wanted.extend(others.map(|other| (number.min(other), number.max(other))));
        }
    }
    Ok(wanted.into_iter().collect())
}
