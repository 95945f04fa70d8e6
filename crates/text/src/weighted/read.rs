//! Reading and checking one weighted list.

use std::collections::HashSet;

use model::UnitType;
use serde::Deserialize;
use thiserror::Error;

/// Characters a `…` inside a term stands for at most.
const GAP_CHARS: u32 = 10;
/// Widest window of a pair: a wider one joins what does not belong together.
const WIDEST_WINDOW: u32 = 30;

/// What the name of a body weighs.
const BODY_WEIGHT: f32 = 2.0;

/// Why a weighted list was refused.
#[derive(Debug, Error)]
pub(crate) enum WeightedError {
    /// Not TOML, or not of the form of a weighted list.
    #[error("{path}: not a weighted list: {message}")]
    Form {
        /// The file.
        path: String,
        /// What the reader said, with line and column.
        message: String,
    },
    /// A term stands twice under one label.
    #[error("{path}: \"{term}\" stands twice under \"{label}\": keep the one with the right weight")]
    Twice {
        /// The file.
        path: String,
        /// The term.
        term: String,
        /// The label.
        label: String,
    },
    /// A term or group that cannot be used.
    #[error("{path}: \"{what}\": {problem}")]
    Entry {
        /// The file.
        path: String,
        /// The term or label.
        what: String,
        /// What is wrong, and what to write instead.
        problem: &'static str,
    },
    /// The automaton could not be built.
    #[error("the weighted lists make no automaton: {message}")]
    Automaton {
        /// What its builder said.
        message: String,
    },
}

/// A checked list.
#[derive(Debug)]
pub(super) struct List {
    /// Its file's name without folder and ending.
    pub(super) name: String,
    /// Its labels in the order of their first groups.
    pub(super) labels: Vec<String>,
    pub(super) entries: Vec<Entry>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests of the lists"))]
    pub(super) pass: Vec<Example>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests of the lists"))]
    pub(super) fail: Vec<Example>,
}

/// One term, or the two sides of a pair.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its position in [`List::labels`].
    pub(super) label: usize,
    pub(super) weight: f32,
    pub(super) what: Wording,
}

#[derive(Debug)]
pub(super) enum Wording {
    Term(String),
    Pair { first: Vec<String>, second: Vec<String>, window: u32, ordered: bool },
}

/// A text and labels that the list must give it, or must not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests of the lists"))]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) labels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    source: String,
    added: String,
    #[serde(default)]
    groups: Vec<Group>,
    #[serde(default)]
    pairs: Vec<PairGroup>,
    #[serde(default)]
    pass: Vec<Example>,
    #[serde(default)]
    fail: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    label: String,
    weight: f32,
    /// Separated by blanks.
    terms: String,
    // Provenance; the head of the file holds what a group does not say.
    #[serde(rename = "source")]
    _source: Option<String>,
    #[serde(rename = "added")]
    _added: Option<String>,
    #[serde(rename = "note")]
    _note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairGroup {
    label: String,
    weight: f32,
    window: u32,
    first: String,
    second: String,
    #[serde(rename = "source")]
    _source: Option<String>,
    #[serde(rename = "added")]
    _added: Option<String>,
    #[serde(rename = "note")]
    _note: Option<String>,
}

/// What this needs of the list of bodies; `names` reads all of it.
#[derive(Deserialize)]
struct Bodies {
    entries: Vec<Body>,
}

#[derive(Deserialize)]
struct Body {
    term: String,
    tags: Vec<String>,
}

/// Reads and checks one list.
pub(super) fn list(path: &str, text: &str) -> Result<List, WeightedError> {
    let file: File =
        toml::from_str(text).map_err(|error| WeightedError::Form { path: path.into(), message: error.to_string() })?;
    let refuse = |what: &str, problem| WeightedError::Entry { path: path.into(), what: what.into(), problem };
    if [&file.title, &file.source, &file.added].iter().any(|field| field.trim().is_empty()) {
        return Err(refuse(path, "give the file a title, a source and the day it was added"));
    }
    let check_weight = |label: &str, weight: f32| {
        let sound = weight.is_finite() && weight > 0.0;
        if sound { Ok(()) } else { Err(refuse(label, "a weight must be above 0: leave the group out instead")) }
    };
    let mut labels: Vec<String> = Vec::new();
    let mut seen: HashSet<(usize, &str)> = HashSet::new();
    let mut entries = Vec::new();
    for group in &file.groups {
        check_weight(&group.label, group.weight)?;
        let label = position(&mut labels, &group.label);
        let before = entries.len();
        for term in group.terms.split_whitespace() {
            if !seen.insert((label, term)) {
                let label = group.label.clone();
                return Err(WeightedError::Twice { path: path.into(), term: term.into(), label });
            }
            let what = match term.split_once('…') {
                None => Wording::Term(term.to_owned()),
                Some((first, second)) if !first.is_empty() && !second.is_empty() && !second.contains('…') => {
                    let (first, second) = (vec![first.to_owned()], vec![second.to_owned()]);
                    Wording::Pair { first, second, window: GAP_CHARS, ordered: true }
                }
                Some(_) => return Err(refuse(term, "put words on both sides of one …")),
            };
            entries.push(Entry { label, weight: group.weight, what });
        }
        if entries.len() == before {
            return Err(refuse(&group.label, "the group has no terms: write some or leave it out"));
        }
    }
    for pair in &file.pairs {
        check_weight(&pair.label, pair.weight)?;
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let (first, second) = (words(&pair.first), words(&pair.second));
        if first.is_empty() || second.is_empty() {
            return Err(refuse(&pair.label, "a side of the pair has no terms: write some or leave it out"));
        }
        if pair.window > WIDEST_WINDOW {
            return Err(refuse(&pair.label, "the window is too wide: use at most 30 characters"));
        }
        let what = Wording::Pair { first, second, window: pair.window, ordered: false };
        entries.push(Entry { label: position(&mut labels, &pair.label), weight: pair.weight, what });
    }
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let name = name.strip_suffix(".toml").unwrap_or(name).to_owned();
    Ok(List { name, labels, entries, pass: file.pass, fail: file.fail })
}

/// The position of a label, which is added where it is new.
fn position(labels: &mut Vec<String>, label: &str) -> usize {
    labels.iter().position(|known| known == label).unwrap_or_else(|| {
        labels.push(label.to_owned());
        labels.len() - 1
    })
}

/// The names of bodies (`lexicon/unit_types.toml`) as a weighted list: each speaks for its kind of unit.
pub(super) fn bodies(unit_types: &str) -> Result<List, WeightedError> {
    let path = "lexicon/unit_types.toml";
    let file: Bodies = toml::from_str(unit_types)
        .map_err(|error| WeightedError::Form { path: path.into(), message: error.to_string() })?;
    let organs = file.entries.into_iter().filter(|entry| entry.tags.iter().any(|tag| tag == "organ"));
    let mut labels = Vec::new();
    let mut entries = Vec::new();
    for entry in organs {
        for kind in entry.tags.iter().filter(|tag| UnitType::from_id(tag).is_some()) {
            let label = position(&mut labels, kind);
            entries.push(Entry { label, weight: BODY_WEIGHT, what: Wording::Term(entry.term.clone()) });
        }
    }
    Ok(List { name: "bodies".into(), labels, entries, pass: Vec::new(), fail: Vec::new() })
}
