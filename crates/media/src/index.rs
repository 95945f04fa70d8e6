//! Who has this footage: hashes of many works in memory, found by bands of equal bits, voted on in time.
//!
//! The lower frequencies of a hash are cut into twelve bands of sixteen bits; two hashes of one scene nearly always agree in at least one. Lists of a band that
//! are too long (black pictures, title cards) are passed over.

use std::collections::BTreeMap;

use crate::compare::{Commonness, Prepared};
use crate::fingerprint::Fingerprint;
use crate::hash::{Hash, Hasher};
use crate::picture::{Area, Sums};

/// Bands of a hash and values a band can have.
const BANDS: usize = 12;
const VALUES: usize = 1 << 16;
/// The longest list of a band that is read.
const LONGEST_LIST: usize = 20_000;
/// Bits within which two hashes show the same scene.
const NEAR_BITS: u32 = 72;
/// Seconds between two hashes of one work that are kept.
const KEPT_GAP: f32 = 2.0;
/// Threads of one search at most.
const MOST_THREADS: usize = 8;
/// A work, half the shift in seconds, and the second of the asked work that fits it.
type Hit = (u32, i32, i32);
/// Contrast below which a picture is not kept.
const LEAST_CONTRAST: f32 = 7.0;

/// Hashes of a work as the index keeps them: of the whole picture and of its middle.
#[must_use]
pub fn hashes(work: &Fingerprint) -> Vec<(f32, Hash)> {
    let mut hasher = Hasher::default();
    let mut kept = Vec::new();
    let mut next = f32::MIN;
    for (still, picture) in work.stills.iter().zip(work.pictures()) {
        let time = still.time as f32 / 1000.0;
        if time < next {
            continue;
        }
        next = time + KEPT_GAP - 0.01;
        let sums = Sums::of(&picture);
        for area in [Area::WHOLE, Area::new(0.1, 0.1, 0.8, 0.8)] {
            let (hash, contrast) = hasher.hash(&sums, &area);
            if contrast >= LEAST_CONTRAST {
                kept.push((time, hash));
            }
        }
    }
    kept
}

/// The tenths of a second that the time of a hash is kept in.
fn tenths(seconds: f32) -> u32 {
    (seconds * 10.0).round() as u32
}

/// Bytes of one hash with its time.
const HASH_BYTES: usize = 36;

/// Hashes of a work as they are kept: for each the tenths of a second (u32, little-endian) and its 32 bytes.
#[must_use]
pub fn write(hashes: &[(f32, Hash)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(hashes.len() * HASH_BYTES);
    for (seconds, hash) in hashes {
        bytes.extend(tenths(*seconds).to_le_bytes());
        bytes.extend(hash.to_bytes());
    }
    bytes
}

/// The reverse of [`write`]. Any bytes are taken; a last piece that is too short is left.
#[must_use]
pub fn read(bytes: &[u8]) -> Vec<(f32, Hash)> {
    let hash = |piece: &[u8]| {
        let (time, bits) = piece.split_first_chunk::<4>()?;
        Some((u32::from_le_bytes(*time) as f32 / 10.0, Hash::from_bytes(bits.try_into().ok()?)))
    };
    bytes.chunks_exact(HASH_BYTES).filter_map(hash).collect()
}

/// Numbers of the bands of a hash: two works that may share footage have at least one in common, whichever of them is mirrored.
#[must_use]
pub fn bands(hash: &Hash) -> [i64; BANDS] {
    std::array::from_fn(|band| (band << 16 | value(hash, band)) as i64)
}

/// A work that may share footage with the one asked for.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Candidate {
    /// The number the work was added with.
    pub work: u32,
    /// Pictures of the asked work, at different times, that fit one shift in time.
    pub votes: u32,
    /// `time in the candidate − time in the asked work`, in seconds.
    pub shift: f32,
}

/// One kept hash.
#[derive(Debug, Clone, Copy)]
struct Entry {
    work: u32,
    /// Tenths of a second.
    time: u32,
    hash: Hash,
}

/// Collects works for an [`Index`].
#[derive(Debug, Default)]
pub struct IndexBuilder {
    entries: Vec<Entry>,
}

impl IndexBuilder {
    /// Adds a work under a number of the caller's, by what [`hashes`] gave.
    pub fn add(&mut self, work: u32, hashes: &[(f32, Hash)]) {
        self.entries.extend(hashes.iter().map(|&(time, hash)| Entry { work, time: tenths(time), hash }));
    }

    /// The index over all works added.
    #[must_use]
    pub fn build(mut self) -> Index {
        self.entries.shrink_to_fit();
        let mut lists = Vec::with_capacity(BANDS);
        for band in 0..BANDS {
            let mut starts = vec![0_u32; VALUES + 1];
            for entry in &self.entries {
                starts[value(&entry.hash, band) + 1] += 1;
            }
            for index in 0..VALUES {
                starts[index + 1] += starts[index];
            }
            let mut places = starts.clone();
            let mut members = vec![0_u32; self.entries.len()];
            for (index, entry) in self.entries.iter().enumerate() {
                let place = &mut places[value(&entry.hash, band)];
                members[*place as usize] = index as u32;
                *place += 1;
            }
            lists.push((starts, members));
        }
        Index { entries: self.entries, lists }
    }
}

/// Lets times through that are a gap apart, and everything else of those times.
struct Sieve {
    gap: f32,
    last: f32,
}

impl Sieve {
    fn new(gap: f32) -> Self {
        Self { gap, last: f32::MIN }
    }

    fn passes(&mut self, time: f32) -> bool {
        if time - self.last >= self.gap {
            self.last = time;
        }
        (time - self.last).abs() < 0.001
    }
}

/// The bits of a hash that make one band.
fn value(hash: &Hash, band: usize) -> usize {
    (hash.0[band / 4] >> (band % 4 * 16) & 0xFFFF) as usize
}

/// Hashes of many works, ready to be asked. About 88 bytes a hash.
#[derive(Debug)]
pub struct Index {
    entries: Vec<Entry>,
    /// For each band: where the list of each value begins, and the entries of all lists.
    lists: Vec<(Vec<u32>, Vec<u32>)>,
}

impl Index {
    /// Works with footage of this one, most votes first; `most` at most. Mirrored footage is found too.
    #[must_use]
    pub fn search(&self, asked: &Prepared<'_>, most: usize) -> Vec<Candidate> {
        // A second of whole pictures, and the many parts now and then, are enough to find a candidate.
        let seconds = asked.fingerprint.seconds();
        let mut few = Sieve::new((seconds / 60.0).max(0.9));
        let mut many = Sieve::new((seconds / 15.0).max(2.9));
        let whole = asked.few.iter().filter(|look| few.passes(look.time));
        let parts = asked.many.iter().filter(|look| many.passes(look.time));
        let asked: Vec<(f32, Hash)> =
            whole.chain(parts).flat_map(|look| [(look.time, look.hash), (look.time, look.hash.mirrored())]).collect();
        self.search_hashes(&asked, most)
    }

    /// Like [`Self::search`], for bare hashes with their seconds.
    #[must_use]
    pub fn search_hashes(&self, asked: &[(f32, Hash)], most: usize) -> Vec<Candidate> {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(MOST_THREADS);
        let part = asked.len().div_ceil(threads).max(1);
        // The order of the parts does not matter: hits are sorted.
        let mut hits: Vec<Hit> = std::thread::scope(|scope| {
            let running: Vec<_> = asked.chunks(part).map(|part| scope.spawn(|| self.hits(part))).collect();
            running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
        });
        hits.sort_unstable();
        hits.dedup();
        let mut votes: BTreeMap<(u32, i32), u32> = BTreeMap::new();
        for (work, shift, _) in hits {
            *votes.entry((work, shift)).or_default() += 1;
        }
        let mut best: BTreeMap<u32, Candidate> = BTreeMap::new();
        for (&(work, shift), &count) in &votes {
            let beside = votes.get(&(work, shift + 1)).copied().unwrap_or_default();
            let candidate = Candidate { work, votes: count + beside, shift: shift as f32 * 2.0 };
            let slot = best.entry(work).or_insert(candidate);
            if candidate.votes > slot.votes {
                *slot = candidate;
            }
        }
        let mut found: Vec<Candidate> = best.into_values().collect();
        found.sort_by(|one, two| two.votes.cmp(&one.votes).then(one.work.cmp(&two.work)));
        found.truncate(most);
        found
    }

    fn hits(&self, asked: &[(f32, Hash)]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (time, hash) in asked {
            for (band, (starts, members)) in self.lists.iter().enumerate() {
                let value = value(hash, band);
                let list = &members[starts[value] as usize..starts[value + 1] as usize];
                if list.len() > LONGEST_LIST {
                    continue;
                }
                for &member in list {
                    let entry = &self.entries[member as usize];
                    if entry.hash.distance(hash) <= NEAR_BITS {
                        let shift = entry.time as f32 / 10.0 - time;
                        hits.push((entry.work, (shift / 2.0).round() as i32, time.round() as i32));
                    }
                }
            }
        }
        hits
    }

    /// Hashes that occur in at least `works` works: intros, title cards, backdrops. `unrelated` says whether two works have
    /// different owners.
    #[must_use]
    pub fn commonness(&self, works: usize, unrelated: &dyn Fn(u32, u32) -> bool) -> Commonness {
        let mut common = Vec::new();
        let (starts, members) = &self.lists[0];
        for value in 0..VALUES {
            let list = &members[starts[value] as usize..starts[value + 1] as usize];
            if list.len() < works || list.len() > LONGEST_LIST {
                continue;
            }
            for &member in list {
                let entry = &self.entries[member as usize];
                let mut owners: Vec<u32> = vec![entry.work];
                for &other in list {
                    let other = &self.entries[other as usize];
                    if other.hash.distance(&entry.hash) <= 40
                        && owners.iter().all(|&owner| unrelated(owner, other.work))
                    {
                        owners.push(other.work);
                        if owners.len() >= works {
                            break;
                        }
                    }
                }
                if owners.len() >= works {
                    common.push(entry.hash);
                }
            }
        }
        Commonness::of(common)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_hashes_come_back() {
        let hashes = vec![(0.0, Hash([1, 2, 3, u64::MAX])), (12.5, Hash([0; 4]))];
        let mut bytes = write(&hashes);
        assert_eq!(read(&bytes), hashes);
        bytes.push(7);
        assert_eq!(read(&bytes), hashes);
    }
}
