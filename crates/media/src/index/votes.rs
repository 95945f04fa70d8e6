//! From agreements of single hashes or pieces of sound to candidates: what many of them say of one shift in time.

use std::collections::BTreeMap;

use crate::index::Candidate;

/// Votes by work and half the shift in seconds.
pub(super) type Votes = BTreeMap<(u32, i32), u32>;

/// The best shift of every work that has at least so many votes for it, counting those of the next shift with it; most votes first, `most` at most.
pub(super) fn candidates(votes: &Votes, least: u32, most: usize) -> Vec<Candidate> {
    let mut best: BTreeMap<u32, Candidate> = BTreeMap::new();
    for (&(work, shift), &count) in votes {
        let beside = votes.get(&(work, shift + 1)).copied().unwrap_or_default();
        let candidate = Candidate { work, votes: count + beside, shift: shift as f32 * 2.0 };
        let slot = best.entry(work).or_insert(candidate);
        if candidate.votes > slot.votes {
            *slot = candidate;
        }
    }
    let mut found: Vec<Candidate> = best.into_values().filter(|candidate| candidate.votes >= least).collect();
    found.sort_by(|one, two| two.votes.cmp(&one.votes).then(one.work.cmp(&two.work)));
    found.truncate(most);
    found
}
