//! Words in names: kinds of unit (`lexicon/unit_types.toml`) and everything else (`lexicon/account_words.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::{Level, UnitType};

use super::chain::PlaceReading;
use crate::data;
use crate::lexicon::{Lexicon, LexiconError};
use crate::prefix_table::PrefixTable;

/// The tag of words that mean a kind of unit only when nothing else stands there; names are not searched for them.
const ALONE: &str = "alone";

const UNIT_WORD_TAGS: [&str; 8] =
    [ALONE, "organ", "brand", "general", "national", "province_level", "township_level", "official"];
const ACCOUNT_WORD_TAGS: [&str; 6] = ["filler", "private", "follower", "not_place", "zone", "official"];

/// What one word says.
#[derive(Debug, Default, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "a word may carry any of the list's tags together")]
pub(super) struct Word {
    /// The kind of unit it names.
    pub(super) unit_type: Option<UnitType>,
    /// The level such a body stands at.
    pub(super) level: Option<Level>,
    /// The name of a body.
    pub(super) organ: bool,
    /// Stands before the place.
    pub(super) brand: bool,
    /// Gives way to any other word.
    pub(super) general: bool,
    /// Says nothing about who it is.
    pub(super) filler: bool,
    /// Speaks against a public body.
    pub(super) private: bool,
    /// Makes the place before it a mere name.
    pub(super) follower: bool,
    /// Is no place.
    pub(super) not_place: bool,
    /// A development zone.
    pub(super) zone: bool,
}

/// A word found, by bytes of the folded name.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordHit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: &'static Word,
}

impl WordHit {
    /// More than one Chinese character.
    pub(super) fn is_long(&self) -> bool {
        self.end - self.start > '区'.len_utf8()
    }

    /// Lies inside a longer word.
    fn within(&self, other: &Self) -> bool {
        other.start <= self.start && self.end <= other.end && other.end - other.start > self.end - self.start
    }
}

struct Words {
    /// The terms, folded, in the order of `by_term`.
    terms: Vec<String>,
    by_term: Vec<Word>,
    /// Numbers the terms as they stand here.
    table: PrefixTable,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words = load().expect("the embedded word lists are checked by tests");
    let mut table = PrefixTable::for_names(words.len());
    for term in words.keys() {
        table.insert(term);
    }
    let (terms, by_term) = words.into_iter().unzip();
    Words { terms, by_term, table }
});

pub(crate) fn unit_tags() -> Vec<&'static str> {
    UnitType::ALL.iter().map(|kind| kind.id()).chain(UNIT_WORD_TAGS).collect()
}

fn load() -> Result<BTreeMap<String, Word>, LexiconError> {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    let lists = [
        Lexicon::parse("lexicon/unit_types.toml", data::UNIT_TYPES, &unit_tags())?,
        Lexicon::parse("lexicon/account_words.toml", data::ACCOUNT_WORDS, &ACCOUNT_WORD_TAGS)?,
    ];
    let entries = lists.into_iter().flat_map(|list| list.entries);
    for entry in entries.filter(|entry| !entry.tags.iter().any(|tag| tag == ALONE)) {
        let word = words.entry(crate::fold::search(&entry.term)).or_default();
        for tag in &entry.tags {
            match tag.as_str() {
                "organ" => word.organ = true,
                "brand" => word.brand = true,
                "general" => word.general = true,
                "national" => word.level = Some(Level::National),
                "province_level" => word.level = Some(Level::Province),
                "township_level" => word.level = Some(Level::Township),
                "filler" => word.filler = true,
                "private" => word.private = true,
                "follower" => word.follower = true,
                "not_place" => word.not_place = true,
                "zone" => word.zone = true,
                kind => word.unit_type = UnitType::from_id(kind).or(word.unit_type),
            }
        }
    }
    Ok(words)
}

/// Words of the lists that say something about a place's name before them in any text, each with what it says: `organ`,
/// `follower` or `not_place`, as `lexicon/place_words.toml` has it.
pub(crate) fn words_beside_places() -> Vec<(&'static str, &'static str)> {
    let is_body = |word: &Word| {
        let school = matches!(word.unit_type, Some(UnitType::School | UnitType::Village | UnitType::Township));
        !word.brand && !word.private && !school && (word.organ || word.general || word.unit_type.is_some())
    };
    WORDS
        .terms
        .iter()
        .zip(&WORDS.by_term)
        .filter(|(term, _)| term.chars().nth(1).is_some())
        .filter_map(|(term, word)| match word {
            word if word.not_place => Some((term.as_str(), "not_place")),
            word if word.follower => Some((term.as_str(), "follower")),
            word if is_body(word) => Some((term.as_str(), "organ")),
            _ => None,
        })
        .collect()
}

/// Every word in a folded name, also inside one another.
pub(super) fn hits(folded: &str) -> Vec<WordHit> {
    let words = &*WORDS;
    let hits = words.table.hits(folded);
    hits.into_iter()
        .filter_map(|(start, end, number)| {
            let word = words.by_term.get(number as usize)?;
            Some(WordHit { start, end, word })
        })
        .collect()
}

/// The word that decides what kind of unit it is: the last one that is neither general nor part of a longer word or a
/// place's name; of the general ones, the last.
pub(super) fn deciding(hits: &[WordHit], places: &PlaceReading) -> Option<WordHit> {
    let candidates = || {
        hits.iter().filter(|hit| {
            hit.word.unit_type.is_some()
                && !places.contains(hit.start, hit.end)
                && !hits.iter().any(|other| hit.within(other) && (other.word.unit_type.is_some() || other.word.private))
        })
    };
    let last = |general: bool| {
        candidates().filter(|hit| hit.word.general == general).max_by_key(|hit| (hit.end, hit.end - hit.start)).copied()
    };
    last(false).or_else(|| last(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::read_name;

    #[test]
    fn every_kind_of_unit_has_words() {
        let words = load().expect("the embedded word lists");
        for kind in UnitType::ALL.iter().filter(|kind| **kind != UnitType::Unknown) {
            assert!(words.values().any(|word| word.unit_type == Some(*kind)), "{} has no word", kind.id());
        }
    }

    #[test]
    fn examples_of_the_lists_hold() {
        for (path, text, tags) in [
            ("lexicon/unit_types.toml", data::UNIT_TYPES, unit_tags()),
            ("lexicon/account_words.toml", data::ACCOUNT_WORDS, ACCOUNT_WORD_TAGS.to_vec()),
        ] {
            let list = Lexicon::parse(path, text, &tags).expect(path);
            assert!(!list.pass.is_empty() && !list.fail.is_empty(), "{path} needs examples of both kinds");
            let mut wrong = Vec::new();
            for (examples, expected) in [(&list.pass, true), (&list.fail, false)] {
                for example in examples {
                    let reading = read_name(&example.text, None, None);
                    for tag in &example.tags {
                        let holds = if tag == "official" {
                            reading.official_looking
                        } else {
                            reading.unit_type.id() == tag || reading.level.id() == tag
                        };
                        if holds != expected {
                            wrong.push(format!("{} as {tag}: {reading:?}", example.text));
                        }
                    }
                }
            }
            assert!(wrong.is_empty(), "{path}: {wrong:#?}");
        }
    }
}
