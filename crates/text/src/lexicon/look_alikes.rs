//! Characters and spellings used to disguise others (`lexicon/look_alikes.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Lexicon, LexiconError};
use crate::data;
use crate::unicode::Placed;

/// A disguised spelling and what it stands for.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) disguised: Vec<char>,
    pub(crate) plain: Vec<char>,
}

/// The list, ready for use.
#[derive(Debug, Default)]
pub(crate) struct LookAlikes {
    signs: BTreeMap<char, char>,
    unified: BTreeMap<char, char>,
    /// By first character, longest first.
    phrases: BTreeMap<char, Vec<Phrase>>,
}

static EMBEDDED: LazyLock<LookAlikes> = LazyLock::new(|| {
    // The embedded list is checked by a test of this module; a broken list never reaches a build.
    LookAlikes::parse(data::LOOK_ALIKES).unwrap_or_default()
});

impl LookAlikes {
    pub(crate) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    fn parse(text: &str) -> Result<Self, LexiconError> {
        let list = Lexicon::parse("lexicon/look_alikes.toml", text, &["sign", "phrase", "same"])?;
        let mut tables = Self::default();
        for entry in list.entries {
            let plain: Vec<char> = entry.to.as_deref().unwrap_or_default().chars().collect();
            let disguised: Vec<char> = entry.term.chars().collect();
            let (Some(first), Some(target)) = (disguised.first().copied(), plain.first().copied()) else { continue };
            for tag in &entry.tags {
                match tag.as_str() {
                    "sign" => drop(tables.signs.insert(first, target)),
                    "same" => tables.unified.extend(disguised.iter().map(|c| (*c, target))),
                    _ => tables
                        .phrases
                        .entry(first)
                        .or_default()
                        .push(Phrase { disguised: disguised.clone(), plain: plain.clone() }),
                }
            }
        }
        for phrases in tables.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.disguised.len()));
        }
        Ok(tables)
    }

    /// The character a sign is used for.
    pub(crate) fn sign(&self, c: char) -> Option<char> {
        self.signs.get(&c).copied()
    }

    /// The one character that stands for all that look like this one.
    pub(crate) fn unified(&self, c: char) -> char {
        self.unified.get(&c).copied().unwrap_or(c)
    }

    /// A disguised spelling may begin with this character.
    pub(crate) fn begins_phrase(&self, c: char) -> bool {
        self.phrases.contains_key(&c)
    }

    /// A disguised spelling may begin with these two characters.
    pub(crate) fn begins_with(&self, first: char, second: char) -> bool {
        let phrases = self.phrases.get(&first).map_or(&[] as &[Phrase], Vec::as_slice);
        phrases.iter().any(|phrase| phrase.disguised.get(1).is_none_or(|wanted| *wanted == second))
    }

    /// The longest disguised spelling that `chars` begin with. One that ends in a Latin letter must end a word.
    pub(crate) fn phrase_at(&self, chars: &[Placed]) -> Option<&Phrase> {
        let (first, _) = chars.first()?;
        self.phrases.get(first)?.iter().find(|phrase| {
            let length = phrase.disguised.len();
            let same = chars.len() >= length && chars.iter().zip(&phrase.disguised).all(|((c, _), wanted)| c == wanted);
            let ends_in_letter = phrase.disguised.last().is_some_and(char::is_ascii_alphabetic);
            same && !(ends_in_letter && chars.get(length).is_some_and(|(next, _)| next.is_ascii_alphabetic()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fold, normalise};

    #[test]
    fn the_embedded_list_is_sound() {
        let tables = LookAlikes::parse(data::LOOK_ALIKES).expect("lexicon/look_alikes.toml");
        for (from, to) in &tables.unified {
            assert_eq!(tables.unified(*to), *to, "{from}: the target must not be replaced again");
            assert_eq!(fold::search(&to.to_string()), to.to_string(), "{to} must be folded");
        }
        for phrase in tables.phrases.values().flatten() {
            let plain: String = phrase.plain.iter().collect();
            assert_eq!(normalise::hard(&plain).text, plain, "{plain} must not be replaced again");
        }
    }

    #[test]
    fn examples_of_the_list_hold() {
        let list = Lexicon::parse("lexicon/look_alikes.toml", data::LOOK_ALIKES, &["sign", "phrase", "same"])
            .expect("lexicon/look_alikes.toml");
        assert!(!list.pass.is_empty() && !list.fail.is_empty());
        let changed = |text: &str, tag: &str| match tag {
            "same" => fold::skeleton(text) != fold::search(text),
            _ => normalise::hard(text).text != normalise::light(text).text,
        };
        for (examples, expected) in [(&list.pass, true), (&list.fail, false)] {
            for example in examples {
                for tag in &example.tags {
                    assert_eq!(changed(&example.text, tag), expected, "{}: {tag}", example.text);
                }
            }
        }
    }
}
