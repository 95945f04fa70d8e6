//! Traditional characters to simplified ones, one to one, from `OpenCC`'s table (`lexicon/traditional.tsv`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::data;

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

struct Table {
    /// The simplified form of every character of the main block, by position. Most are themselves.
    main_block: Vec<char>,
    rest: BTreeMap<char, char>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut main_block: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
    let mut rest = BTreeMap::new();
    for line in data::TRADITIONAL.lines().filter(|line| !line.starts_with('#')) {
        let mut chars = line.chars();
        if let (Some(traditional), Some(simplified)) = (chars.next(), chars.next()) {
            match slot(traditional).and_then(|slot| main_block.get_mut(slot)) {
                Some(entry) => *entry = simplified,
                None => drop(rest.insert(traditional, simplified)),
            }
        }
    }
    Table { main_block, rest }
});

fn slot(c: char) -> Option<usize> {
    let code = u32::from(c);
    (FIRST..=LAST).contains(&code).then(|| (code - FIRST) as usize)
}

/// The simplified form of a character; every other character is returned as it is.
pub(crate) fn simplified(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    match slot(c) {
        Some(slot) => TABLE.main_block.get(slot).copied().unwrap_or(c),
        None => TABLE.rest.get(&c).copied().unwrap_or(c),
    }
}

/// A Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4dbf | FIRST..=LAST | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
        || c == '〇'
        || c == '々'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_becomes_simplified_and_stays() {
        let text: String = "鎮人民政府臺灣發佈嵐".chars().map(simplified).collect();
        assert_eq!(text, "镇人民政府台湾发布岚");
        for line in data::TRADITIONAL.lines().filter(|line| !line.starts_with('#')) {
            for c in line.chars() {
                assert_eq!(simplified(simplified(c)), simplified(c), "{c}");
            }
        }
    }
}
