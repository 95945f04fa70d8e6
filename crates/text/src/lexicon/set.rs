//! All word lists together: one automaton over every wording, each tagged with the entries it belongs to.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use super::pattern::{Link, Pattern};
use super::{Lexicon, LexiconError, check};
use crate::data;
use crate::normalise::hard;

/// The tag of words that only keep others from matching: 要求 is no 求. Any list may use it without declaring it.
pub(crate) const NEUTRAL: &str = "neutral";

/// A tag of one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub(crate) u16);

/// One entry as it is matched.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) term: String,
    pub(super) to: Option<String>,
    pub(super) list: u16,
    pub(super) tags: Vec<TagId>,
    pub(super) neutral: bool,
    pub(super) links: Vec<Link>,
    pub(super) number_before: bool,
    pub(super) number_after: bool,
    pub(super) not_before: Vec<String>,
    pub(super) not_after: Vec<String>,
}

impl Compiled {
    /// Nothing but the wording decides.
    pub(super) fn is_plain(&self) -> bool {
        self.links.is_empty()
            && !self.number_before
            && !self.number_after
            && self.not_before.is_empty()
            && self.not_after.is_empty()
    }
}

/// Where a wording is used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    pub(super) entry: u32,
    pub(super) part: u8,
}

/// Word lists ready to be searched for in one pass.
pub struct Lexicons {
    pub(super) lists: Vec<String>,
    pub(super) tags: Vec<(u16, String)>,
    pub(super) entries: Vec<Compiled>,
    /// By number of the wording: its length in characters and its uses.
    pub(super) wordings: Vec<(u32, Vec<Use>)>,
    pub(super) automaton: CharwiseDoubleArrayAhoCorasick<u32>,
}

impl std::fmt::Debug for Lexicons {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (lists, entries, wordings) = (&self.lists, self.entries.len(), self.wordings.len());
        write!(formatter, "Lexicons {{ {lists:?}, {entries} entries, {wordings} wordings }}")
    }
}

static EMBEDDED: LazyLock<Lexicons> = LazyLock::new(|| {
    // The embedded lists are checked by a test; here they are only read, so that the program starts fast.
    build(&embedded_lists().expect("the embedded word lists are checked by tests"))
        .expect("the embedded word lists are checked by tests")
});

fn embedded_lists() -> Result<Vec<(String, String, Lexicon)>, LexiconError> {
    let mut lists = Vec::new();
    for (path, text) in data::MATCHED_LISTS {
        lists.push(((*path).to_owned(), stem(path), Lexicon::parse(path, text, &[NEUTRAL])?));
    }
    Ok(lists)
}

/// The name of a list: its file's without folder and ending.
fn stem(path: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.strip_suffix(".toml").unwrap_or(file).to_owned()
}

impl Lexicons {
    /// The lists that ship with the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The embedded lists and a user's own, given as path and content. A file with the name of an embedded list adds to
    /// it and uses its tags; any other is a list of its own.
    ///
    /// # Errors
    /// A list is not well-formed, holds a term twice or one that adds nothing, declares a tag without using it, or fails
    /// its own examples. See [`LexiconError`].
    pub fn with(files: &[(String, String)]) -> Result<Self, LexiconError> {
        let mut lists = embedded_lists()?;
        let own = lists.len();
        for (path, text) in files {
            let name = stem(path);
            let known: Vec<String> = lists
                .iter()
                .filter(|(_, other, _)| *other == name)
                .flat_map(|(_, _, list)| list.tags.keys().cloned())
                .collect();
            let known: Vec<&str> = known.iter().map(String::as_str).chain([NEUTRAL]).collect();
            let list = Lexicon::parse(path, text, &known)?;
            lists.push((path.clone(), name, list));
        }
        check::all(&lists[own..], &lists[..own])?;
        let lexicons = build(&lists)?;
        check::examples(&lexicons, &lists[own..])?;
        Ok(lexicons)
    }

    /// The id of a tag of a list; `None` when there is no such list or tag.
    #[must_use]
    pub fn tag(&self, list: &str, tag: &str) -> Option<TagId> {
        let list = self.lists.iter().position(|name| name == list)?;
        let found = self.tags.iter().position(|(of, name)| usize::from(*of) == list && name == tag)?;
        u16::try_from(found).ok().map(TagId)
    }

    /// Names of the lists, in the order of their files.
    #[must_use]
    pub fn lists(&self) -> &[String] {
        &self.lists
    }

    /// How many entries there are over all lists.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// How many different wordings the automaton looks for.
    #[must_use]
    pub fn wordings(&self) -> usize {
        self.wordings.len()
    }

    /// Tags of an entry, by its number.
    pub(crate) fn tags_of(&self, entry: usize) -> &[TagId] {
        self.entries.get(entry).map_or(&[], |entry| entry.tags.as_slice())
    }
}

fn position(names: &mut Vec<String>, name: &str) -> u16 {
    let at = names.iter().position(|other| other == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn build(files: &[(String, String, Lexicon)]) -> Result<Lexicons, LexiconError> {
    let mut lists: Vec<String> = Vec::new();
    let mut tags: BTreeMap<(u16, String), u16> = BTreeMap::new();
    let mut entries: Vec<Compiled> = Vec::new();
    let mut uses: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    for (path, name, lexicon) in files {
        let list = position(&mut lists, name);
        // Declared tags exist also where a list is still empty: an office's own file fills it.
        for tag in lexicon.tags.keys() {
            let next = u16::try_from(tags.len()).unwrap_or(u16::MAX);
            tags.entry((list, tag.clone())).or_insert(next);
        }
        for entry in &lexicon.entries {
            let pattern = Pattern::parse(&entry.term, entry.gap).map_err(|what| LexiconError::Pattern {
                path: path.clone(),
                term: entry.term.clone(),
                what,
            })?;
            let number = u32::try_from(entries.len()).unwrap_or(u32::MAX);
            for (part, wordings) in (0..).zip(&pattern.parts) {
                for wording in wordings {
                    uses.entry(wording.clone()).or_default().push(Use { entry: number, part });
                }
            }
            let mut tag_ids: Vec<TagId> = entry
                .tags
                .iter()
                .map(|tag| {
                    let next = u16::try_from(tags.len()).unwrap_or(u16::MAX);
                    TagId(*tags.entry((list, tag.clone())).or_insert(next))
                })
                .collect();
            tag_ids.sort_unstable();
            let folded = |words: &[String]| words.iter().map(|word| hard(word).text).collect();
            entries.push(Compiled {
                term: entry.term.clone(),
                to: entry.to.clone(),
                list,
                tags: tag_ids,
                neutral: entry.tags.iter().any(|tag| tag == NEUTRAL),
                links: pattern.links,
                number_before: pattern.number_before,
                number_after: pattern.number_after,
                not_before: folded(&entry.not_before),
                not_after: folded(&entry.not_after),
            });
        }
    }
    let mut numbered: Vec<((u16, String), u16)> = tags.into_iter().collect();
    numbered.sort_unstable_by_key(|(_, number)| *number);
    let automaton = CharwiseDoubleArrayAhoCorasick::with_values(uses.keys().zip(0u32..))
        .map_err(|error| LexiconError::Automaton { message: error.to_string() })?;
    let wordings = uses
        .into_iter()
        .map(|(wording, uses)| (u32::try_from(wording.chars().count()).unwrap_or(u32::MAX), uses))
        .collect();
    Ok(Lexicons { lists, tags: numbered.into_iter().map(|(tag, _)| tag).collect(), entries, wordings, automaton })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_lists_are_sound() {
        let lists = embedded_lists().unwrap_or_else(|error| panic!("{error}"));
        check::all(&lists, &[]).unwrap_or_else(|error| panic!("{error}"));
    }

    #[test]
    fn the_examples_of_the_embedded_lists_hold() {
        let lists = embedded_lists().unwrap_or_else(|error| panic!("{error}"));
        for (path, _, list) in &lists {
            assert!(
                list.entries.is_empty() || !(list.pass.is_empty() || list.fail.is_empty()),
                "{path}: give examples"
            );
        }
        check::examples(Lexicons::embedded(), &lists).unwrap_or_else(|error| panic!("{error}"));
    }

    fn with(content: &str) -> Result<Lexicons, LexiconError> {
        let head = "title = \"t\"\nsource = \"s\"\nadded = \"2026-01-01\"\n";
        Lexicons::with(&[("words/own.toml".to_owned(), format!("{head}{content}"))])
    }

    #[test]
    fn a_users_list_is_searched_with_the_others() {
        let lexicons =
            with("tags = { wrong = \"w\" }\nentries = [{ term = \"临岚{县长|县委}书计\", tags = [\"wrong\"] }]")
                .unwrap_or_else(|error| panic!("{error}"));
        let wrong = lexicons.tag("own", "wrong").expect("the tag");
        let normalised = hard("请看临嵐縣委書計讲话");
        let hits = lexicons.scan(&normalised);
        assert_eq!(hits.with_tag(wrong).map(|hit| (hit.start, hit.end)).collect::<Vec<_>>(), [(2, 8)]);
    }

    #[test]
    fn mistakes_of_a_users_list_say_what_to_write() {
        for (content, expected) in [
            (
                "tags = { a = \"w\", b = \"w\" }\nentries = [{ term = \"甲乙\", tags = [\"a\"] }]",
                "no entry has the tag \"b\"",
            ),
            (
                "tags = { a = \"w\" }\nentries = [{ term = \"甲乙\", tags = [\"a\"] }, { term = \"甲乙丙\", tags = [\"a\"] }]",
                "adds nothing",
            ),
            (
                "tags = { a = \"w\" }\nentries = [{ term = \"甲{乙|丙}\", tags = [\"a\"] }, { term = \"甲丙\", tags = [\"a\"] }]",
                "adds nothing",
            ),
            ("tags = { a = \"w\" }\nentries = [{ term = \"甲…\", tags = [\"a\"] }]", "cannot be matched"),
            (
                "tags = { a = \"w\" }\nentries = [{ term = \"甲乙\", tags = [\"a\"] }]\npass = [{ text = \"丙\", tags = [\"a\"] }]",
                "should get",
            ),
            (
                "tags = { a = \"w\" }\nentries = [{ term = \"甲乙\", tags = [\"a\"] }]\nfail = [{ text = \"甲乙\", tags = [\"a\"] }]",
                "should not get",
            ),
        ] {
            let error = with(content).expect_err(content).to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
