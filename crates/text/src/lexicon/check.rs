//! What a list must keep to, beyond its form: no entry that adds nothing, no tag without entries, examples that hold.

use std::collections::BTreeMap;

use super::pattern::Pattern;
use super::set::{Lexicons, NEUTRAL};
use super::{Lexicon, LexiconError};
use crate::normalise::hard;

/// Path, name and content of a list.
type Named = (String, String, Lexicon);

/// Checks `lists`; `before` are lists already in use, which those of the same name add to.
pub(super) fn all(lists: &[Named], before: &[Named]) -> Result<(), LexiconError> {
    for (path, name, list) in lists {
        unused_tags(path, list)?;
        let earlier = before.iter().filter(|(_, other, _)| other == name).flat_map(|(_, _, list)| &list.entries);
        let entries: Vec<&super::Entry> = earlier.chain(&list.entries).collect();
        shadowed(path, &entries)?;
    }
    Ok(())
}

fn unused_tags(path: &str, list: &Lexicon) -> Result<(), LexiconError> {
    let used = |tag: &String| list.entries.iter().any(|entry| entry.tags.contains(tag));
    match list.tags.keys().find(|tag| !list.entries.is_empty() && !used(tag)) {
        None => Ok(()),
        Some(tag) => Err(LexiconError::UnusedTag { path: path.to_owned(), tag: tag.clone() }),
    }
}

/// A wording that holds a shorter one with the same tags never says more.
fn shadowed(path: &str, entries: &[&super::Entry]) -> Result<(), LexiconError> {
    let mut plain: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut wordings: Vec<Vec<String>> = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let pattern = Pattern::parse(&entry.term, entry.gap).map_err(|what| LexiconError::Pattern {
            path: path.to_owned(),
            term: entry.term.clone(),
            what,
        })?;
        let simple = pattern.links.is_empty() && !pattern.number_before && !pattern.number_after;
        let all = if simple { pattern.parts.into_iter().flatten().collect() } else { Vec::new() };
        if entry.not_before.is_empty() && entry.not_after.is_empty() {
            for wording in &all {
                plain.entry(wording.clone()).or_default().push(number);
            }
        }
        wordings.push(all);
    }
    for (number, entry) in entries.iter().enumerate() {
        let by = |wording: &String| {
            let chars: Vec<char> = wording.chars().collect();
            let pieces = (0..chars.len()).flat_map(|start| (start + 1..=chars.len()).map(move |end| (start, end)));
            pieces
                .filter_map(|(start, end)| plain.get(&chars[start..end].iter().collect::<String>()))
                .flatten()
                .copied()
                .find(|other| *other != number && entry.tags.iter().all(|tag| entries[*other].tags.contains(tag)))
        };
        let shadows: Vec<usize> = wordings[number].iter().filter_map(by).collect();
        if let Some(by) = shadows.first()
            && shadows.len() == wordings[number].len()
            && !entry.tags.iter().any(|tag| tag == NEUTRAL)
        {
            return Err(LexiconError::Shadowed {
                path: path.to_owned(),
                term: entry.term.clone(),
                by: entries[*by].term.clone(),
            });
        }
    }
    Ok(())
}

/// Every text under `pass` gets the tags it names, none under `fail` does.
pub(super) fn examples(lexicons: &Lexicons, lists: &[Named]) -> Result<(), LexiconError> {
    for (path, name, list) in lists {
        for (examples, wanted, should) in [(&list.pass, true, "get"), (&list.fail, false, "not get")] {
            for example in examples {
                let normalised = hard(&example.text);
                let hits = lexicons.scan(&normalised);
                for tag in &example.tags {
                    let got = lexicons.tag(name, tag).is_some_and(|tag| hits.with_tag(tag).next().is_some());
                    if got != wanted {
                        return Err(LexiconError::Example {
                            path: path.clone(),
                            text: example.text.clone(),
                            should,
                            tag: tag.clone(),
                        });
                    }
                }
            }
        }
    }
    Ok(())
}
