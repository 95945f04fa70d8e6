//! Which rows the lake already has: keys as ten bytes each, so that ten million of them take a hundred megabytes.

/// A key of the form letter + hex, without its letter. Keys are the first 64 or 80 bits of a SHA-256, so nothing is lost.
pub type PackedKey = [u8; 10];

/// Packs a key of the lake; `None` for a text that is none.
#[must_use]
pub fn pack(key: &str) -> Option<PackedKey> {
    let hex = key.get(1..)?.as_bytes();
    if hex.len() > 20 || hex.is_empty() {
        return None;
    }
    let mut packed = [0_u8; 10];
    for (position, byte) in hex.iter().enumerate() {
        let nibble = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            _ => return None,
        };
        if let Some(slot) = packed.get_mut(position / 2) {
            *slot |= if position % 2 == 0 { nibble << 4 } else { nibble };
        }
    }
    Some(packed)
}

/// Keys are spread over so many sorted lists by their first bits, so that adding one moves little.
const SHARDS: usize = 4_096;
/// Keys that wait in a second, short list before they are put among the others: a sixteenth of those, and at least so many.
const FEWEST_RECENT: usize = 64;

/// Keys, each with a value; sorted lists without gaps, for a hash table of as many keys takes twice the room, and three times
/// while it grows.
#[derive(Debug)]
struct Keys<V> {
    shards: Vec<Shard<V>>,
}

#[derive(Debug, Clone)]
struct Shard<V> {
    settled: Vec<(PackedKey, V)>,
    recent: Vec<(PackedKey, V)>,
}

impl<V> Default for Keys<V> {
    fn default() -> Self {
        Self { shards: Vec::new() }
    }
}

impl<V: Copy + Ord> Keys<V> {
    /// Takes keys in any order.
    fn new(mut stored: Vec<(PackedKey, V)>) -> Self {
        stored.sort_unstable();
        let mut keys = Self::default();
        for of_shard in stored.chunk_by(|(one, _), (other, _)| shard_of(one) == shard_of(other)) {
            if let Some((first, _)) = of_shard.first()
                && let Some(shard) = keys.shard(first)
            {
                shard.settled = of_shard.to_vec();
            }
        }
        keys
    }

    fn shard(&mut self, key: &PackedKey) -> Option<&mut Shard<V>> {
        if self.shards.is_empty() {
            self.shards = vec![Shard { settled: Vec::new(), recent: Vec::new() }; SHARDS];
        }
        self.shards.get_mut(shard_of(key))
    }

    fn get(&self, key: &PackedKey) -> Option<V> {
        let shard = self.shards.get(shard_of(key))?;
        [&shard.settled, &shard.recent].into_iter().find_map(|list| {
            let place = list.binary_search_by(|(known, _)| known.cmp(key)).ok()?;
            list.get(place).map(|(_, value)| *value)
        })
    }

    /// Adds a key; `true` when it was not there.
    fn insert(&mut self, key: PackedKey, value: V) -> bool {
        let Some(shard) = self.shard(&key) else { return false };
        if shard.settled.binary_search_by(|(known, _)| known.cmp(&key)).is_ok() {
            return false;
        }
        let Err(place) = shard.recent.binary_search_by(|(known, _)| known.cmp(&key)) else { return false };
        shard.recent.insert(place, (key, value));
        if shard.recent.len() >= FEWEST_RECENT.max(shard.settled.len() / 16) {
            shard.settled.reserve_exact(shard.recent.len());
            shard.settled.append(&mut shard.recent);
            // Two sorted lists one after the other are merged in one pass.
            shard.settled.sort();
        }
        true
    }
}

/// The first twelve bits.
fn shard_of(key: &PackedKey) -> usize {
    usize::from(u16::from_be_bytes([key[0], key[1]])) * SHARDS / (1 << 16)
}

/// The keys of one table: those of the lake and those of this import.
#[derive(Debug, Default)]
pub struct KeySet(Keys<()>);

impl KeySet {
    /// Takes the keys of the lake, in any order.
    #[must_use]
    pub fn new(stored: Vec<PackedKey>) -> Self {
        Self(Keys::new(stored.into_iter().map(|key| (key, ())).collect()))
    }

    /// Adds a key; `true` when nobody had it before. A text that is no key counts as new.
    pub fn insert(&mut self, key: &str) -> bool {
        pack(key).is_none_or(|key| self.0.insert(key, ()))
    }
}

/// The works: their keys and the accounts they belong to, as bytes, which need no gaps between them.
#[derive(Debug, Default)]
pub struct KnownPosts(Keys<[u8; 4]>);

/// Stands for "no account known".
pub const NO_ACCOUNT: u32 = u32::MAX;

impl KnownPosts {
    /// Takes the works of the lake, in any order.
    #[must_use]
    pub fn new(stored: Vec<(PackedKey, u32)>) -> Self {
        Self(Keys::new(stored.into_iter().map(|(key, account)| (key, account.to_le_bytes())).collect()))
    }

    /// The account of a work; `None` where the work or its account is not known.
    #[must_use]
    pub fn account_of(&self, post_id: &str) -> Option<u32> {
        let account = u32::from_le_bytes(self.0.get(&pack(post_id)?)?);
        (account != NO_ACCOUNT).then_some(account)
    }

    /// Adds a work; `true` when nobody had it before.
    pub fn insert(&mut self, post_id: &str, account: Option<u32>) -> bool {
        pack(post_id).is_none_or(|key| self.0.insert(key, account.unwrap_or(NO_ACCOUNT).to_le_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_apart_to_their_last_hex() {
        let mut keys = KeySet::new(vec![pack("p0123456789abcdef0123").unwrap()]);
        assert!(!keys.insert("p0123456789abcdef0123"));
        assert!(keys.insert("p0123456789abcdef0124"));
        assert!(!keys.insert("p0123456789abcdef0124"));
        assert_eq!(pack("a0123456789abcdeg"), None);
        assert_eq!(pack(""), None);
    }

    #[test]
    fn every_key_of_many_is_new_once() {
        let key = |number: u64| format!("p{:020x}", u128::from((number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)) << 16);
        let stored = (0..5_000).filter_map(|number| pack(&key(number))).collect();
        let mut keys = KeySet::new(stored);
        assert!((0..5_000).all(|number| !keys.insert(&key(number))));
        // Many more than fit the short lists, most of them in one shard.
        let close = |number: u32| format!("p0{number:019x}");
        assert!((0..5_000).all(|number| keys.insert(&close(number * 7 % 5_000))));
        assert!((0..5_000).all(|number| !keys.insert(&close(number))));
        assert!((5_000..9_000).all(|number| keys.insert(&key(number))));
        assert!((0..9_000).all(|number| !keys.insert(&key(number))));
    }

    #[test]
    fn a_work_knows_its_account() {
        let mut posts = KnownPosts::new(vec![(pack("p01").unwrap(), 7), (pack("p02").unwrap(), NO_ACCOUNT)]);
        assert_eq!(posts.account_of("p01"), Some(7));
        assert_eq!(posts.account_of("p02"), None);
        assert_eq!(posts.account_of("p03"), None);
        assert!(posts.insert("p03", Some(1)));
        assert!(!posts.insert("p03", Some(2)));
        assert_eq!(posts.account_of("p03"), Some(1));
    }
}
