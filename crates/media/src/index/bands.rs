//! Lists of the hashes that share a band of bits, each with some more bits, so that most of a list is refused without a look at the hashes.

use crate::hash::Hash;
use crate::index::Entry;

/// Bands of a hash and values a band can have.
pub(super) const COUNT: usize = 12;
pub(super) const VALUES: usize = 1 << 16;
/// The longest list of a band that is read.
pub(super) const LONGEST_LIST: usize = 20_000;
/// Bits in which the check of two hashes of one scene differ at most: chance lets one in forty through.
const MOST_CHECK_BITS: u32 = 10;

/// One hash in a list.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Member {
    /// Place among the entries.
    pub(super) entry: u32,
    check: u32,
}

impl Member {
    /// Whether the hash may be near one with this check.
    pub(super) fn may_be(self, check: u32) -> bool {
        (self.check ^ check).count_ones() <= MOST_CHECK_BITS
    }
}

/// For each band: where the list of each value begins, and the members of all lists.
#[derive(Debug)]
pub(super) struct Bands(Vec<(Vec<u32>, Vec<Member>)>);

impl Bands {
    pub(super) fn of(entries: &[Entry]) -> Self {
        // One band is a third of a second for a million hashes: the bands are made side by side.
        let build = |band: usize| {
            let mut starts = vec![0_u32; VALUES + 1];
            for entry in entries {
                starts[value(&entry.hash, band) + 1] += 1;
            }
            for index in 0..VALUES {
                starts[index + 1] += starts[index];
            }
            let mut places = starts.clone();
            let mut members = vec![Member::default(); entries.len()];
            for (index, entry) in entries.iter().enumerate() {
                let place = &mut places[value(&entry.hash, band)];
                members[*place as usize] = Member { entry: index as u32, check: check(&entry.hash) };
                *place += 1;
            }
            (starts, members)
        };
        Self(crate::side_by_side::map(&(0..COUNT).collect::<Vec<_>>(), |&band| build(band)))
    }

    /// The list of a hash in a band; none where it is too long to say anything.
    pub(super) fn list(&self, hash: &Hash, band: usize) -> Option<&[Member]> {
        self.list_of(value(hash, band), band)
    }

    pub(super) fn list_of(&self, value: usize, band: usize) -> Option<&[Member]> {
        let (starts, members) = &self.0[band];
        let list = &members[starts[value] as usize..starts[value + 1] as usize];
        (list.len() <= LONGEST_LIST).then_some(list)
    }
}

/// Numbers of the bands of a hash: two works that may share footage have at least one in common, whichever of them is mirrored.
#[must_use]
pub fn bands(hash: &Hash) -> [i64; COUNT] {
    std::array::from_fn(|band| (band << 16 | value(hash, band)) as i64)
}

/// The bits of a hash that make one band.
fn value(hash: &Hash, band: usize) -> usize {
    (hash.0[band / 4] >> (band % 4 * 16) & 0xFFFF) as usize
}

/// 32 of the lowest frequencies, most of them outside any one band.
pub(super) fn check(hash: &Hash) -> u32 {
    const TAKEN: [(u32, u32); 6] = [(1, 5), (0, 6), (0, 6), (0, 6), (0, 5), (0, 4)];
    let mut check = 0_u32;
    for (row, (first, count)) in TAKEN.into_iter().enumerate() {
        let bits = (hash.0[row / 4] >> (row % 4 * 16) >> first) as u32 & ((1 << count) - 1);
        check = check << count | bits;
    }
    check
}
