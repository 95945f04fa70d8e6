//! Searching a normalised text for the entries of all lists in one pass.

use super::pattern::{LONGEST_NUMBER, Link, is_number};
use super::set::{Compiled, Lexicons, TagId};
use crate::normalise::Normalised;

/// An entry found in a text. Positions are characters of the normalised text; [`Normalised::original_chars`] leads back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First character.
    pub start: u32,
    /// Character after the last.
    pub end: u32,
    pub(crate) entry: u32,
}

/// What was found in one text, in the order of where it ends.
#[derive(Debug)]
pub struct Hits<'l> {
    lexicons: &'l Lexicons,
    hits: Vec<Hit>,
}

/// A wording found, before gaps and neighbours are looked at.
#[derive(Debug, Clone, Copy)]
struct Raw {
    start: u32,
    end: u32,
    wording: u32,
}

impl Lexicons {
    /// Finds the entries of all lists.
    #[must_use]
    pub fn scan(&self, normalised: &Normalised) -> Hits<'_> {
        let raw = self.raw(&normalised.text);
        let mut hits = Vec::new();
        if !raw.is_empty() {
            let mut text = Text { source: &normalised.text, chars: Vec::new() };
            for (at, found) in raw.iter().enumerate() {
                for used in &self.wordings[found.wording as usize].1 {
                    let Some(entry) = self.entries.get(used.entry as usize) else { continue };
                    if usize::from(used.part) != entry.links.len() {
                        continue;
                    }
                    let start = if entry.is_plain() {
                        Some(found.start)
                    } else {
                        self.start_of(entry, used.entry, &raw[..at], *found, text.chars())
                            .filter(|start| fits(entry, *start, found.end, text.chars()))
                    };
                    hits.extend(start.map(|start| Hit { start, end: found.end, entry: used.entry }));
                }
            }
            self.drop_inside_neutral(&mut hits);
        }
        Hits { lexicons: self, hits }
    }

    fn raw(&self, text: &str) -> Vec<Raw> {
        let bytes = text.as_bytes();
        let mut raw = Vec::new();
        let (mut at, mut chars) = (0, 0u32);
        for found in self.automaton.find_overlapping_iter(text) {
            // Characters begin at every byte that does not continue one.
            let begun =
                bytes.get(at..found.end()).unwrap_or_default().iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
            chars += u32::try_from(begun).unwrap_or(0);
            at = found.end();
            let wording = found.value();
            let length = self.wordings.get(wording as usize).map_or(0, |(length, _)| *length);
            raw.push(Raw { start: chars.saturating_sub(length), end: chars, wording });
        }
        raw
    }

    /// Where a match begins whose last part is `last`: the nearest earlier parts that fit.
    fn start_of(&self, entry: &Compiled, number: u32, before: &[Raw], last: Raw, chars: &[char]) -> Option<u32> {
        let Some(part) = entry.links.len().checked_sub(1) else { return Some(last.start) };
        self.previous(entry, number, part, before, last.start, chars)
    }

    fn previous(
        &self,
        entry: &Compiled,
        number: u32,
        part: usize,
        before: &[Raw],
        next_start: u32,
        chars: &[char],
    ) -> Option<u32> {
        let link = *entry.links.get(part)?;
        let widest = u32::try_from(link.widest()).unwrap_or(u32::MAX);
        let near = before.iter().enumerate().rev().take_while(|(_, raw)| raw.end.saturating_add(widest) >= next_start);
        for (at, raw) in near {
            let belongs = self.wordings[raw.wording as usize]
                .1
                .iter()
                .any(|used| used.entry == number && usize::from(used.part) == part);
            let between = chars.get(raw.end as usize..next_start as usize);
            if !belongs || !between.is_some_and(|between| joins(link, between)) {
                continue;
            }
            let start = match part.checked_sub(1) {
                None => Some(raw.start),
                Some(part) => self.previous(entry, number, part, &before[..at], raw.start, chars),
            };
            if start.is_some() {
                return start;
            }
        }
        None
    }

    /// A word in which another is only spelt by chance (求 in 要求) keeps it from counting, also when they overlap.
    fn drop_inside_neutral(&self, hits: &mut Vec<Hit>) {
        let is_neutral = |hit: &Hit| self.entries.get(hit.entry as usize).is_some_and(|entry| entry.neutral);
        let neutral: Vec<(u32, u32)> =
            hits.iter().filter(|hit| is_neutral(hit)).map(|hit| (hit.start, hit.end)).collect();
        if !neutral.is_empty() {
            hits.retain(|hit| {
                is_neutral(hit)
                    || neutral.iter().all(|(start, end)| {
                        hit.end <= *start
                            || *end <= hit.start
                            || (hit.start <= *start && *end <= hit.end && hit.end - hit.start > end - start)
                    })
            });
        }
    }
}

/// The characters of a text, taken apart only when an entry asks for more than its wording.
struct Text<'t> {
    source: &'t str,
    chars: Vec<char>,
}

impl Text<'_> {
    fn chars(&mut self) -> &[char] {
        if self.chars.is_empty() {
            self.chars.extend(self.source.chars());
        }
        &self.chars
    }
}

fn joins(link: Link, between: &[char]) -> bool {
    match link {
        Link::Gap(widest) => between.len() <= widest && !between.iter().any(|c| ends_sentence(*c)),
        Link::Number => !between.is_empty() && between.len() <= LONGEST_NUMBER && between.iter().all(|c| is_number(*c)),
        Link::NumberThen(widest) => {
            let number = between.iter().take_while(|c| is_number(**c)).count();
            (1..=LONGEST_NUMBER).contains(&number) && joins(Link::Gap(widest), &between[number..])
        }
        Link::ThenNumber(widest) => {
            let number = between.iter().rev().take_while(|c| is_number(**c)).count();
            (1..=LONGEST_NUMBER).contains(&number) && joins(Link::Gap(widest), &between[..between.len() - number])
        }
    }
}

pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '\n' | '\r' | ';')
}

/// Numbers and forbidden words directly beside a match.
fn fits(entry: &Compiled, start: u32, end: u32, chars: &[char]) -> bool {
    let before = chars.get(..start as usize).unwrap_or_default();
    let after = chars.get(end as usize..).unwrap_or_default();
    let preceded = |word: &String| {
        let length = word.chars().count();
        before.len() >= length && before[before.len() - length..].iter().copied().eq(word.chars())
    };
    let followed =
        |word: &String| after.len() >= word.chars().count() && word.chars().zip(after).all(|(c, at)| c == *at);
    (!entry.number_before || before.last().is_some_and(|c| is_number(*c)))
        && (!entry.number_after || after.first().is_some_and(|c| is_number(*c)))
        && !entry.not_before.iter().any(preceded)
        && !entry.not_after.iter().any(followed)
}

impl<'l> Hits<'l> {
    /// Everything found.
    #[must_use]
    pub fn all(&self) -> &[Hit] {
        &self.hits
    }

    /// The finds of one tag.
    pub fn with_tag(&self, tag: TagId) -> impl Iterator<Item = &Hit> + '_ {
        self.hits.iter().filter(move |hit| self.lexicons.tags_of(hit.entry as usize).contains(&tag))
    }

    /// The name of the list a find belongs to.
    #[must_use]
    pub fn list(&self, hit: &Hit) -> &'l str {
        let list = self.lexicons.entries.get(hit.entry as usize).map(|entry| usize::from(entry.list));
        list.and_then(|list| self.lexicons.lists.get(list)).map_or("", String::as_str)
    }

    /// The names of a find's tags.
    pub fn tags(&self, hit: &Hit) -> impl Iterator<Item = &'l str> + use<'l> {
        let lexicons = self.lexicons;
        lexicons
            .tags_of(hit.entry as usize)
            .iter()
            .filter_map(move |tag| lexicons.tags.get(usize::from(tag.0)).map(|(_, name)| name.as_str()))
    }

    /// The entry as it is written in its list.
    #[must_use]
    pub fn term(&self, hit: &Hit) -> &'l str {
        self.lexicons.entries.get(hit.entry as usize).map_or("", |entry| entry.term.as_str())
    }

    /// What the entry's wording should be instead, in lists that say so.
    #[must_use]
    pub fn replacement(&self, hit: &Hit) -> Option<&'l str> {
        self.lexicons.entries.get(hit.entry as usize).and_then(|entry| entry.to.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::hard;

    fn spans(entries: &str, text: &str) -> Vec<(u32, u32)> {
        let content = format!(
            "title = \"t\"\nsource = \"s\"\nadded = \"2026-01-01\"\ntags = {{ t = \"t\" }}\nentries = [{entries}, {{ term = \"〆\", tags = [\"t\"] }}]"
        );
        let lexicons = Lexicons::with(&[("own.toml".into(), content)]).unwrap_or_else(|error| panic!("{error}"));
        let tag = lexicons.tag("own", "t").expect("the tag");
        let normalised = hard(text);
        lexicons.scan(&normalised).with_tag(tag).map(|hit| (hit.start, hit.end)).collect()
    }

    #[test]
    fn gaps_stay_in_their_width_and_sentence() {
        let entry = "{ term = \"求…鼋鼍\", gap = 3, tags = [\"t\"] }";
        assert_eq!(spans(entry, "求你给鼋鼍"), [(0, 5)]);
        assert_eq!(spans(entry, "求你们给个鼋鼍"), []);
        assert_eq!(spans(entry, "求。鼋鼍"), []);
        assert_eq!(spans(entry, "求求鼋鼍"), [(1, 4)]);
    }

    #[test]
    fn numbers_stand_where_the_pattern_wants_them() {
        let entry = "{ term = \"鼋#{个|位}鼍\", tags = [\"t\"] }, { term = \"鼍破#\", tags = [\"t\"] }, { term = \"#鼋币\", tags = [\"t\"] }";
        assert_eq!(spans(entry, "鼋三百多位鼍"), [(0, 6)]);
        assert_eq!(spans(entry, "鼋１,０００个鼍"), [(0, 8)]);
        assert_eq!(spans(entry, "鼋这个鼍"), []);
        assert_eq!(spans(entry, "鼍破10万"), [(0, 2)]);
        assert_eq!(spans(entry, "鼍破了"), []);
        assert_eq!(spans(entry, "9鼋币"), [(1, 3)]);
    }

    #[test]
    fn neighbours_and_neutral_words_keep_a_term_from_counting() {
        let entry = "{ term = \"鼋鼍\", not_before = [\"不\"], not_after = [\"度\"], tags = [\"t\"] }, { term = \"大鼋鼍鱼\", tags = [\"neutral\"] }";
        assert_eq!(spans(entry, "鼋鼍不鼋鼍鼋鼍度"), [(0, 2)]);
        assert_eq!(spans(entry, "大鼋鼍鱼鼋鼍"), [(4, 6)]);
    }

    #[test]
    fn finds_name_their_list() {
        let normalised = hard("跪求关注");
        let hits = Lexicons::embedded().scan(&normalised);
        let hit = hits.all().iter().find(|hit| hits.list(hit) == "follow_begging").expect("a find");
        assert!(hits.tags(hit).next().is_some() && !hits.term(hit).is_empty());
    }
}
