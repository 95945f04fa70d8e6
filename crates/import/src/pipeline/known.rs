//! Which rows the lake already has: keys as ten bytes each, so that ten million of them take a hundred megabytes.

use std::collections::{HashMap, HashSet};

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

/// The keys of one table: those of the lake and those of this import.
#[derive(Debug, Default)]
pub struct KeySet {
    stored: Vec<PackedKey>,
    added: HashSet<PackedKey>,
}

impl KeySet {
    /// Takes the keys of the lake, in any order.
    #[must_use]
    pub fn new(mut stored: Vec<PackedKey>) -> Self {
        stored.sort_unstable();
        stored.shrink_to_fit();
        Self { stored, added: HashSet::new() }
    }

    /// Adds a key; `true` when nobody had it before. A text that is no key counts as new.
    pub fn insert(&mut self, key: &str) -> bool {
        pack(key).is_none_or(|key| self.stored.binary_search(&key).is_err() && self.added.insert(key))
    }
}

/// The works: their keys and the accounts they belong to.
#[derive(Debug, Default)]
pub struct KnownPosts {
    stored: Vec<(PackedKey, u32)>,
    added: HashMap<PackedKey, u32>,
}

/// Stands for "no account known".
pub const NO_ACCOUNT: u32 = u32::MAX;

impl KnownPosts {
    /// Takes the works of the lake, in any order.
    #[must_use]
    pub fn new(mut stored: Vec<(PackedKey, u32)>) -> Self {
        stored.sort_unstable();
        stored.shrink_to_fit();
        Self { stored, added: HashMap::new() }
    }

    /// The account of a work; `None` where the work or its account is not known.
    #[must_use]
    pub fn account_of(&self, post_id: &str) -> Option<u32> {
        let key = pack(post_id)?;
        let stored = self.stored.binary_search_by(|(known, _)| known.cmp(&key)).ok();
        let account = match stored.and_then(|index| self.stored.get(index)) {
            Some((_, account)) => *account,
            None => *self.added.get(&key)?,
        };
        (account != NO_ACCOUNT).then_some(account)
    }

    /// Adds a work; `true` when nobody had it before.
    pub fn insert(&mut self, post_id: &str, account: Option<u32>) -> bool {
        let Some(key) = pack(post_id) else { return true };
        if self.stored.binary_search_by(|(known, _)| known.cmp(&key)).is_ok() || self.added.contains_key(&key) {
            return false;
        }
        self.added.insert(key, account.unwrap_or(NO_ACCOUNT));
        true
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
