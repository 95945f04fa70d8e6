//! Word lists (`lexicon/*.toml`): every term with its tags, where it was learnt and since when, and the list's own
//! examples, which run as tests.

mod check;
pub(crate) mod look_alikes;
mod pattern;
mod scan;
mod set;

pub(crate) use scan::ends_sentence;
pub use scan::{Hit, Hits};
pub use set::{Lexicons, TagId};

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use thiserror::Error;

/// Why a word list was refused.
#[derive(Debug, Error)]
pub enum LexiconError {
    /// Not TOML, or not of the form of a word list.
    #[error("{path}: not a word list: {message}")]
    Form {
        /// The file.
        path: String,
        /// What the reader said, with line and column.
        message: String,
    },
    /// A term stands twice.
    #[error("{path}: the term \"{term}\" stands twice: put all its tags on one entry")]
    Duplicate {
        /// The file.
        path: String,
        /// The term.
        term: String,
    },
    /// A tag nobody reads.
    #[error("{path}: the tag \"{tag}\" of \"{term}\" is not known here: use one of {known}")]
    UnknownTag {
        /// The file.
        path: String,
        /// The term or example.
        term: String,
        /// The tag.
        tag: String,
        /// What may stand there.
        known: String,
    },
    /// A field every entry needs is empty.
    #[error("{path}: \"{term}\" has no {field}: give it one, or a default at the head of the file")]
    Missing {
        /// The file.
        path: String,
        /// The term.
        term: String,
        /// What is missing.
        field: &'static str,
    },
    /// A term that is no pattern.
    #[error("{path}: \"{term}\" cannot be matched: {what}")]
    Pattern {
        /// The file.
        path: String,
        /// The term.
        term: String,
        /// What is wrong and what to write instead.
        what: String,
    },
    /// A term that another one already matches.
    #[error(
        "{path}: \"{term}\" adds nothing, \"{by}\" already gives the same tags wherever it stands: remove \"{term}\", or give it a tag of its own"
    )]
    Shadowed {
        /// The file.
        path: String,
        /// The term.
        term: String,
        /// The shorter term.
        by: String,
    },
    /// A tag declared at the head of the file that no entry has.
    #[error("{path}: no entry has the tag \"{tag}\": give it to one, or take it out of the [tags] of the file")]
    UnusedTag {
        /// The file.
        path: String,
        /// The tag.
        tag: String,
    },
    /// An example that does not come out as the list says.
    #[error("{path}: the example \"{text}\" should {should} the tag \"{tag}\": change the entries or the example")]
    Example {
        /// The file.
        path: String,
        /// The example's text.
        text: String,
        /// `get` or `not get`.
        should: &'static str,
        /// The tag.
        tag: String,
    },
    /// The automaton over all terms could not be built.
    #[error("the word lists cannot be searched together: {message}")]
    Automaton {
        /// What its builder said.
        message: String,
    },
}

/// One term of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The wording, as it is matched: folded for search.
    pub term: String,
    /// What it says.
    pub tags: Vec<String>,
    /// What it stands for, in lists that replace.
    pub to: Option<String>,
    /// Where it was learnt.
    pub source: String,
    /// Since when it is in the list, as a day.
    pub added: String,
    /// Anything a reader should know.
    pub note: Option<String>,
    /// Most characters that `…` in the term stands for; a default when not given.
    pub gap: Option<usize>,
    /// Words that must not stand directly before a match.
    pub not_before: Vec<String>,
    /// Words that must not stand directly after a match.
    pub not_after: Vec<String>,
}

/// A text and tags that the list must give it, or must not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The tags.
    pub tags: Vec<String>,
}

/// A checked word list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexicon {
    /// What the list is for.
    pub title: String,
    /// The tags the file declares, with what they mean. Lists whose tags are closed elsewhere declare none.
    pub tags: BTreeMap<String, String>,
    /// Its terms, in the file's order.
    pub entries: Vec<Entry>,
    /// Texts that get the tags.
    pub pass: Vec<Example>,
    /// Texts that must not get them.
    pub fail: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    source: Option<String>,
    added: Option<String>,
    #[serde(default)]
    tags: BTreeMap<String, String>,
    entries: Vec<FileEntry>,
    #[serde(default)]
    pass: Vec<Example>,
    #[serde(default)]
    fail: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileEntry {
    term: String,
    tags: Vec<String>,
    to: Option<String>,
    source: Option<String>,
    added: Option<String>,
    note: Option<String>,
    gap: Option<usize>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
}

impl Lexicon {
    /// Reads and checks a list; `path` is for messages, `known_tags` is what its user reads besides the tags that the file
    /// itself declares.
    ///
    /// # Errors
    /// See [`LexiconError`].
    pub fn parse(path: &str, text: &str, known_tags: &[&str]) -> Result<Self, LexiconError> {
        let file: File = toml::from_str(text)
            .map_err(|error| LexiconError::Form { path: path.to_owned(), message: error.to_string() })?;
        let known_tags: Vec<&str> = known_tags.iter().copied().chain(file.tags.keys().map(String::as_str)).collect();
        let known_tags = known_tags.as_slice();
        let mut seen = BTreeSet::new();
        let mut entries = Vec::with_capacity(file.entries.len());
        for entry in file.entries {
            let missing = |field| LexiconError::Missing { path: path.to_owned(), term: entry.term.clone(), field };
            if entry.term.trim().is_empty() {
                return Err(missing("term"));
            }
            if entry.tags.is_empty() {
                return Err(missing("tags"));
            }
            check_tags(path, &entry.term, &entry.tags, known_tags)?;
            if !seen.insert(entry.term.clone()) {
                return Err(LexiconError::Duplicate { path: path.to_owned(), term: entry.term });
            }
            let source = entry.source.clone().or_else(|| file.source.clone()).ok_or_else(|| missing("source"))?;
            let added = entry.added.clone().or_else(|| file.added.clone()).ok_or_else(|| missing("added"))?;
            entries.push(Entry {
                term: entry.term,
                tags: entry.tags,
                to: entry.to,
                source,
                added,
                note: entry.note,
                gap: entry.gap,
                not_before: entry.not_before,
                not_after: entry.not_after,
            });
        }
        for example in file.pass.iter().chain(&file.fail) {
            check_tags(path, &example.text, &example.tags, known_tags)?;
        }
        Ok(Self { title: file.title, tags: file.tags, entries, pass: file.pass, fail: file.fail })
    }
}

fn check_tags(path: &str, term: &str, tags: &[String], known: &[&str]) -> Result<(), LexiconError> {
    match tags.iter().find(|tag| !known.contains(&tag.as_str())) {
        None => Ok(()),
        Some(tag) => Err(LexiconError::UnknownTag {
            path: path.to_owned(),
            term: term.to_owned(),
            tag: tag.clone(),
            known: known.join(", "),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "title = \"t\"\nsource = \"s\"\nadded = \"2026-01-01\"\n";

    fn parse(entries: &str) -> Result<Lexicon, LexiconError> {
        Lexicon::parse("lexicon/x.toml", &format!("{HEAD}entries = [{entries}]"), &["one", "two"])
    }

    #[test]
    fn defaults_of_the_file_fill_entries() {
        let list = parse("{ term = \"甲\", tags = [\"one\"], note = \"n\" }").expect("a good list");
        assert_eq!(list.entries[0].source, "s");
        assert_eq!(list.entries[0].note.as_deref(), Some("n"));
    }

    #[test]
    fn mistakes_are_refused_with_what_to_do() {
        let twice = parse("{ term = \"甲\", tags = [\"one\"] }, { term = \"甲\", tags = [\"two\"] }");
        assert!(matches!(twice, Err(LexiconError::Duplicate { .. })));
        let unknown = parse("{ term = \"甲\", tags = [\"three\"] }").expect_err("unknown tag");
        assert!(unknown.to_string().contains("one, two"), "{unknown}");
        assert!(matches!(parse("{ term = \"甲\", tags = [] }"), Err(LexiconError::Missing { .. })));
        assert!(matches!(parse("{ term = \"甲\" }"), Err(LexiconError::Form { .. })));
        let bare = Lexicon::parse("x", "title = \"t\"\nentries = [{ term = \"甲\", tags = [\"one\"] }]", &["one"]);
        assert!(matches!(bare, Err(LexiconError::Missing { field: "source", .. })));
    }
}
