//! A set of names, looked up at a position of a text by their first two characters.
//!
//! Takes a few milliseconds to fill with a hundred thousand names (an automaton takes a tenth of a second), and looking up is
//! as fast, because at most positions of a text no name begins.

/// Names, numbered from 0 in the order in which they were first inserted.
#[derive(Debug)]
pub(crate) struct PrefixTable {
    /// By hash of the first two characters: one more than the number of the name inserted last; 0 for none.
    heads: Vec<u32>,
    names: Vec<Name>,
    /// Third and further characters of every name.
    rests: Vec<char>,
    /// Some names have only one character.
    has_single: bool,
}

/// Stands for the second character of names that have only one.
const NO_SECOND: char = '\0';

#[derive(Debug, Clone, Copy)]
struct Name {
    first: [char; 2],
    /// Where its rest begins in `rests`, and how long it is.
    rest: u32,
    rest_chars: u32,
    /// As in `heads`.
    next: u32,
}

impl PrefixTable {
    /// An empty table for about `names` names; more make it slower, not wrong.
    pub(crate) fn for_names(names: usize) -> Self {
        let heads = names.saturating_mul(2).next_power_of_two().max(16);
        Self {
            heads: vec![0; heads],
            names: Vec::with_capacity(names),
            rests: Vec::with_capacity(names * 2),
            has_single: false,
        }
    }

    fn slot(&self, first: [char; 2]) -> usize {
        let key = (u64::from(u32::from(first[0])) << 32) | u64::from(u32::from(first[1]));
        let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // The number of heads is a power of two, so the mask keeps the index inside.
        usize::try_from(mixed >> 32).unwrap_or(0) & (self.heads.len() - 1)
    }

    /// The number of `name`, which is added if it is new; `None` for the empty name.
    pub(crate) fn insert(&mut self, name: &str) -> Option<u32> {
        let mut chars = name.chars();
        let first = [chars.next()?, chars.next().unwrap_or(NO_SECOND)];
        self.has_single |= first[1] == NO_SECOND;
        let slot = self.slot(first);
        let mut next = self.heads[slot];
        while let Some(known) = self.get(next) {
            if known.first == first && self.rest(known).iter().copied().eq(chars.clone()) {
                return Some(next - 1);
            }
            next = known.next;
        }
        let number = u32::try_from(self.names.len()).ok()?;
        let rest = u32::try_from(self.rests.len()).ok()?;
        self.rests.extend(chars);
        let rest_chars = u32::try_from(self.rests.len()).ok()? - rest;
        self.names.push(Name { first, rest, rest_chars, next: self.heads[slot] });
        self.heads[slot] = number + 1;
        Some(number)
    }

    /// How many names there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    fn get(&self, head: u32) -> Option<&Name> {
        self.names.get((head as usize).checked_sub(1)?)
    }

    fn rest(&self, name: &Name) -> &[char] {
        let start = name.rest as usize;
        self.rests.get(start..start + name.rest_chars as usize).unwrap_or(&[])
    }

    /// Every name `chars` begins with: its length in characters and its number, in no particular order.
    pub(crate) fn at<'a>(&'a self, chars: &'a [char]) -> impl Iterator<Item = (usize, u32)> + 'a {
        let single = chars.first().filter(|_| self.has_single).map(|first| [*first, NO_SECOND]);
        let single = single.into_iter().flat_map(|first| self.with_first(first, &[]));
        let longer = match chars {
            [first, second, rest @ ..] if *second != NO_SECOND => Some(([*first, *second], rest)),
            _ => None,
        };
        single.chain(longer.into_iter().flat_map(|(first, rest)| self.with_first(first, rest)))
    }

    fn with_first<'a>(&'a self, first: [char; 2], rest: &'a [char]) -> impl Iterator<Item = (usize, u32)> + 'a {
        let mut next = self.heads[self.slot(first)];
        std::iter::from_fn(move || {
            while let Some(name) = self.get(next) {
                let number = next - 1;
                next = name.next;
                if name.first == first && rest.starts_with(self.rest(name)) {
                    let begin = if first[1] == NO_SECOND { 1 } else { 2 };
                    return Some((begin + name.rest_chars as usize, number));
                }
            }
            None
        })
    }

    /// Every name in a text, also inside one another, by the bytes where it begins and ends.
    pub(crate) fn hits(&self, text: &str) -> Vec<(usize, usize, u32)> {
        let chars: Vec<char> = text.chars().collect();
        let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(text.len());
        let mut hits = Vec::new();
        for at in 0..chars.len() {
            hits.extend(self.at(&chars[at..]).map(|(length, number)| (bytes[at], bytes[at + length], number)));
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_at_a_position_is_found() {
        let mut table = PrefixTable::for_names(4);
        let numbers: Vec<Option<u32>> =
            ["临岚", "临岚县", "临岚", "汀澜市", ""].iter().map(|name| table.insert(name)).collect();
        assert_eq!(numbers, [Some(0), Some(1), Some(0), Some(2), None]);
        assert_eq!(table.len(), 3);
        let found = |table: &PrefixTable, text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let mut found: Vec<(usize, u32)> = table.at(&chars).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(found(&table, "临岚县发布"), [(2, 0), (3, 1)]);
        assert_eq!(found(&table, "临岚"), [(2, 0)]);
        assert_eq!(found(&table, "汀澜"), []);
        assert_eq!(found(&table, "临"), []);
        assert_eq!(found(&table, ""), []);
        assert_eq!(table.insert("临"), Some(3));
        assert_eq!(found(&table, "临岚"), [(1, 3), (2, 0)]);
        assert_eq!(found(&table, "临"), [(1, 3)]);
        assert_eq!(table.hits("在临岚"), [(3, 6, 3), (3, 9, 0)]);
    }

    #[test]
    fn more_names_than_announced_are_still_found() {
        let mut table = PrefixTable::for_names(1);
        for number in 0..1_000_u32 {
            assert_eq!(table.insert(&format!("名{number}")), Some(number));
        }
        let chars: Vec<char> = "名999".chars().collect();
        assert!(table.at(&chars).any(|found| found == (4, 999)));
    }
}
