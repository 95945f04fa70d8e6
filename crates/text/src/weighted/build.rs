//! One automaton over the wordings of all weighted lists.

use std::collections::BTreeMap;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use super::read::{List, WeightedError, Wording};
use super::{LabelId, Pair, Use, Weighted};
use crate::normalise::hard;

/// Builds the automaton. Wordings are normalised as the texts are.
pub(super) fn build(files: &[List]) -> Result<Weighted, WeightedError> {
    let mut labels: Vec<(String, String)> = Vec::new();
    let mut list_of: Vec<u8> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut uses: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    let mut term = 0u32;
    for (list, file) in (0u8..).zip(files) {
        for entry in &file.entries {
            let label = labels.iter().position(|(of, name)| *of == file.name && *name == entry.label);
            let label = label.unwrap_or_else(|| {
                labels.push((file.name.clone(), entry.label.clone()));
                list_of.push(list);
                labels.len() - 1
            });
            // A list has a few dozen labels.
            let label = LabelId(u16::try_from(label).unwrap_or(u16::MAX));
            match &entry.what {
                Wording::Term(wording) => add(&mut uses, wording, Use::Term { term, label, weight: entry.weight }),
                Wording::Pair { first, second, window, ordered } => {
                    let pair = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
                    pairs.push(Pair { term, label, weight: entry.weight, window: *window, ordered: *ordered });
                    for (side, second) in [(first, false), (second, true)] {
                        for wording in side {
                            add(&mut uses, wording, Use::Side { pair, second });
                        }
                    }
                }
            }
            term += 1;
        }
    }
    let automaton = CharwiseDoubleArrayAhoCorasick::with_values(uses.keys().zip(0u32..))
        .map_err(|error| WeightedError::Automaton { message: error.to_string() })?;
    let wordings = uses
        .into_iter()
        .map(|(wording, uses)| (u32::try_from(wording.chars().count()).unwrap_or(u32::MAX), uses))
        .collect();
    let lists = files.iter().map(|file| file.name.clone()).collect();
    Ok(Weighted { labels, list_of, lists, pairs, wordings, automaton })
}

fn add(uses: &mut BTreeMap<String, Vec<Use>>, wording: &str, new: Use) {
    let wording = hard(wording).text;
    if !wording.is_empty() {
        uses.entry(wording).or_default().push(new);
    }
}
