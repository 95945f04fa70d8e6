//! The words around names of places: `lexicon/place_words.toml`, what the lists for names of accounts know already, how
//! often words occur (`lexicon/common_words.tsv`), nicknames and places abroad.

use std::collections::BTreeSet;

use super::names::{Entry, Foreign};
use crate::data;
use crate::fold;
use crate::lexicon::{self, Lexicon, LexiconError};
use crate::names;
use crate::prefix_table::PrefixTable;

/// What a word says about the place beside it, several together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tags(u32);

impl Tags {
    /// A place's short name that is an ordinary word as well.
    pub(super) const ORDINARY: Self = Self(1);
    /// Contains a place's name and is no place.
    pub(super) const NOT_PLACE: Self = Self(1 << 1);
    /// Behind its city a sight as much as a district.
    pub(super) const SCENIC: Self = Self(1 << 2);
    /// What is named after the place before it.
    pub(super) const FOLLOWER: Self = Self(1 << 3);
    /// A kind of school.
    pub(super) const SCHOOL: Self = Self(1 << 4);
    /// May stand between a place and the kind of school.
    pub(super) const SCHOOL_PART: Self = Self(1 << 5);
    /// Speaks for the place before it.
    pub(super) const ORGAN: Self = Self(1 << 6);
    /// Keeps its characters together.
    pub(super) const WORD: Self = Self(1 << 7);
    /// A surname.
    pub(super) const SURNAME: Self = Self(1 << 8);
    /// A surname that is an ordinary word as well.
    pub(super) const SURNAME_WEAK: Self = Self(1 << 9);
    /// Stands before a person's name.
    pub(super) const TITLE: Self = Self(1 << 10);
    /// Stands behind a person's name.
    pub(super) const PERSON_AFTER: Self = Self(1 << 11);
    /// A kind of act.
    pub(super) const LAW: Self = Self(1 << 12);
    /// Stands between a name and 路 or 街.
    pub(super) const ROAD_PART: Self = Self(1 << 13);
    /// Stands before a place.
    pub(super) const LOCATIVE: Self = Self(1 << 14);
    /// As [`Self::FOLLOWER`], unless the place is part of a chain or a works or a market follows.
    pub(super) const PRODUCT: Self = Self(1 << 15);
    /// As [`Self::FOLLOWER`], behind the short names of counties.
    pub(super) const FEATURE: Self = Self(1 << 16);
    /// Ends words for what has a place: people, offices, sites, events, figures.
    pub(super) const SITUATED: Self = Self(1 << 17);
    /// Ends words for what is made, grown or performed.
    pub(super) const THING: Self = Self(1 << 18);

    /// A mountain, a lake or a river as much as a division.
    pub(super) const NATURE: Self = Self(1 << 19);

    const ALL: [(&str, Self); 20] = [
        ("ordinary", Self::ORDINARY),
        ("not_place", Self::NOT_PLACE),
        ("scenic", Self::SCENIC),
        ("nature", Self::NATURE),
        ("follower", Self::FOLLOWER),
        ("product", Self::PRODUCT),
        ("feature", Self::FEATURE),
        ("situated", Self::SITUATED),
        ("thing", Self::THING),
        ("school", Self::SCHOOL),
        ("school_part", Self::SCHOOL_PART),
        ("organ", Self::ORGAN),
        ("word", Self::WORD),
        ("surname", Self::SURNAME),
        ("surname_weak", Self::SURNAME_WEAK),
        ("title", Self::TITLE),
        ("person_after", Self::PERSON_AFTER),
        ("law", Self::LAW),
        ("road_part", Self::ROAD_PART),
        ("locative", Self::LOCATIVE),
    ];

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// What a single character says as a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Single {
    pub(super) tags: Tags,
    /// As [`Entry::frequency`].
    pub(super) frequency: u8,
    /// As [`Entry::noun`].
    pub(super) noun: bool,
}

/// Single characters of the main block.
#[derive(Debug)]
pub(super) struct Singles(Vec<Single>);

const FIRST_HAN: u32 = 0x4e00;
const LAST_HAN: u32 = 0x9fff;
/// The frequency of words the list of common words does not have.
const RARE_WORD: u8 = 9;
/// The frequency of a listed word that should win over a place's name and one character.
const KEPT_WORD: u8 = 16;

impl Singles {
    fn slot(c: char) -> Option<usize> {
        let code = u32::from(c);
        (FIRST_HAN..=LAST_HAN).contains(&code).then(|| (code - FIRST_HAN) as usize)
    }

    pub(super) fn get(&self, c: char) -> Single {
        Self::slot(c).and_then(|slot| self.0.get(slot)).copied().unwrap_or_default()
    }

    fn get_mut(&mut self, c: char) -> Option<&mut Single> {
        Self::slot(c).and_then(|slot| self.0.get_mut(slot))
    }
}

/// Adds every word to the table of names.
pub(super) fn add_words(list: &Lexicon, table: &mut PrefixTable, entries: &mut Vec<Entry>) -> Singles {
    let mut singles = Singles(vec![Single::default(); (LAST_HAN - FIRST_HAN + 1) as usize]);
    for (word, frequency, noun) in common_words() {
        with_word(table, entries, &mut singles, word, |word| {
            *word.frequency = (*word.frequency).max(frequency);
            *word.noun |= noun;
        });
    }
    for (term, tag) in names::words_beside_places() {
        let tag = Tags::ALL.iter().find(|(name, _)| *name == tag).map_or(Tags::WORD, |(_, tag)| *tag);
        // 雄安新区 is nothing an account's level can be read from, and a place all the same.
        let number = table.insert(term).unwrap_or(u32::MAX) as usize;
        if tag != Tags::NOT_PLACE || !entries.get(number).is_some_and(Entry::is_place) {
            with_word(table, entries, &mut singles, term, |word| *word.tags = word.tags.with(tag));
        }
    }
    for entry in &list.entries {
        let listed = entry.tags.iter().filter_map(|tag| Tags::ALL.iter().find(|(name, _)| name == tag));
        let given = listed.fold(Tags::default(), |tags, (_, tag)| tags.with(*tag));
        with_word(table, entries, &mut singles, &fold::plain(&entry.term), |Word { tags, frequency, .. }| {
            // This list knows texts; it has the last word over the list for names.
            if given.has(Tags::ORGAN.with(Tags::WORD).with(Tags::PRODUCT).with(Tags::FEATURE)) {
                *tags = tags.without(Tags::FOLLOWER);
            }
            *tags = tags.with(given);
            if given.has(Tags::WORD) {
                *frequency = (*frequency).max(KEPT_WORD);
            } else if !given
                .has(Tags::ORDINARY.with(Tags::SCENIC).with(Tags::NATURE).with(Tags::SITUATED).with(Tags::THING))
            {
                *frequency = (*frequency).max(RARE_WORD);
            }
        });
    }
    singles
}

/// What is known about a word, to be added to.
struct Word<'a> {
    tags: &'a mut Tags,
    frequency: &'a mut u8,
    noun: &'a mut bool,
}

fn with_word(
    table: &mut PrefixTable,
    entries: &mut Vec<Entry>,
    singles: &mut Singles,
    word: &str,
    change: impl FnOnce(Word<'_>),
) {
    let mut chars = word.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        if let Some(single) = singles.get_mut(only) {
            change(Word { tags: &mut single.tags, frequency: &mut single.frequency, noun: &mut single.noun });
        }
    } else if let Some(number) = table.insert(word) {
        let number = number as usize;
        if entries.len() <= number {
            entries.resize(number + 1, Entry::default());
        }
        if let Some(entry) = entries.get_mut(number) {
            change(Word { tags: &mut entry.tags, frequency: &mut entry.frequency, noun: &mut entry.noun });
        }
    }
}

/// The list of words beside places.
pub(super) fn list() -> Lexicon {
    // The embedded list is read by the tests of this module; a broken one never reaches a build.
    place_words().expect("the embedded word lists are checked by tests")
}

/// Short names that are ordinary words as well.
pub(super) fn ordinary(list: &Lexicon) -> BTreeSet<&str> {
    let is_ordinary = |entry: &&lexicon::Entry| entry.tags.iter().any(|tag| tag == "ordinary");
    list.entries.iter().filter(is_ordinary).map(|entry| entry.term.as_str()).collect()
}

fn place_words() -> Result<Lexicon, LexiconError> {
    // The examples of the list say `place`: a text with a place in it.
    let known: Vec<&str> = Tags::ALL.iter().map(|(name, _)| *name).chain(["place"]).collect();
    Lexicon::parse("lexicon/place_words.toml", data::PLACE_WORDS, &known)
}

fn lines(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// Words with their frequency, and whether they are nouns.
fn common_words() -> impl Iterator<Item = (&'static str, u8, bool)> {
    lines(data::COMMON_WORDS).flat_map(|fields| {
        let frequency = fields.first().and_then(|field| field.parse().ok()).unwrap_or(0);
        let noun = fields.get(1) == Some(&"noun");
        fields.get(2).copied().unwrap_or("").split(' ').map(move |word| (word, frequency, noun))
    })
}

/// Nicknames, each with the code of the place and how surely it is that place.
pub(super) fn nicknames() -> impl Iterator<Item = (&'static str, &'static str, f32)> {
    lines(data::NICKNAMES).filter_map(|fields| match fields.as_slice() {
        [name, code, confidence] => Some((*name, *code, confidence.parse().ok()?)),
        _ => None,
    })
}

/// Countries and places in them.
pub(super) fn foreign() -> Vec<Foreign> {
    lines(data::FOREIGN_PLACES)
        .filter_map(|fields| {
            let name = fields.first().copied().filter(|name| !name.is_empty())?;
            Some(Foreign { name, country: fields.get(1).copied().unwrap_or("") })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    #[test]
    fn the_lists_are_whole() {
        let list = place_words().expect("the list of words beside places");
        for (tag, _) in Tags::ALL {
            assert!(list.entries.iter().any(|entry| entry.tags.iter().any(|own| own == tag)), "{tag} has no word");
        }
        assert!(common_words().count() > 20_000);
        assert!(common_words().filter(|(_, _, noun)| *noun).count() > 10_000);
        assert!(common_words().all(|(word, frequency, _)| !word.is_empty() && (1..=20).contains(&frequency)));
        assert!(nicknames().count() > 100);
        for (name, code, confidence) in nicknames() {
            assert!(Gazetteer::embedded().division(code).is_some(), "{name}: there is no division {code}");
            assert!(confidence > 0.0 && confidence <= 1.0, "{name}");
        }
        let foreign = foreign();
        assert!(foreign.len() > 500);
        for place in &foreign {
            let known = foreign.iter().any(|country| country.name == place.country && country.country.is_empty());
            assert!(place.country.is_empty() || known, "{} lies in {}", place.name, place.country);
        }
    }

    #[test]
    fn examples_of_the_list_hold() {
        let list = place_words().expect("the list of words beside places");
        assert!(!list.pass.is_empty() && !list.fail.is_empty());
        for (examples, expected) in [(&list.pass, true), (&list.fail, false)] {
            for example in examples {
                let places = crate::places::find(&example.text, None);
                assert_eq!(!places.is_empty(), expected, "{}: {places:?}", example.text);
            }
        }
    }
}
