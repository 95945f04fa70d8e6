//! One automaton over the wordings of all weighted lists.

use std::collections::HashMap;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use super::read::{List, WeightedError, Wording};
use super::{LabelId, Pair, Use, Weighted};
use crate::normalise::hard;

/// Builds the automaton. Wordings are normalised as the texts are.
pub(super) fn build(files: &[List]) -> Result<Weighted, WeightedError> {
    let mut labels: Vec<(String, String)> = Vec::new();
    let mut list_of: Vec<u8> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut uses = Uses::default();
    let mut term = 0u32;
    for (list, file) in (0u8..).zip(files) {
        let before = labels.len();
        labels.extend(file.labels.iter().map(|label| (file.name.clone(), label.clone())));
        list_of.resize(labels.len(), list);
        for entry in &file.entries {
            // A list has a few dozen labels.
            let label = LabelId(u16::try_from(before + entry.label).unwrap_or(u16::MAX));
            match &entry.what {
                Wording::Term(wording) => uses.add(wording, Use::Term { term, label, weight: entry.weight }),
                Wording::Pair { first, second, window, ordered } => {
                    let pair = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
                    pairs.push(Pair { term, label, weight: entry.weight, window: *window, ordered: *ordered });
                    for (side, second) in [(first, false), (second, true)] {
                        for wording in side {
                            uses.add(wording, Use::Side { pair, second });
                        }
                    }
                }
            }
            term += 1;
        }
    }
    let automaton = CharwiseDoubleArrayAhoCorasick::with_values(uses.wordings.iter().zip(0u32..))
        .map_err(|error| WeightedError::Automaton { message: error.to_string() })?;
    let length = |wording: &String| u32::try_from(wording.chars().count()).unwrap_or(u32::MAX);
    let wordings = uses.wordings.iter().map(length).zip(uses.by_wording).collect();
    let lists = files.iter().map(|file| file.name.clone()).collect();
    Ok(Weighted { labels, list_of, lists, pairs, wordings, automaton })
}

/// Wordings with what each does, in the order in which they were first met.
#[derive(Default)]
struct Uses {
    wordings: Vec<String>,
    by_wording: Vec<Vec<Use>>,
    numbers: HashMap<String, usize>,
}

impl Uses {
    fn add(&mut self, wording: &str, new: Use) {
        let wording = hard(wording).text;
        if wording.is_empty() {
            return;
        }
        if let Some(uses) = self.numbers.get(&wording).and_then(|number| self.by_wording.get_mut(*number)) {
            uses.push(new);
            return;
        }
        self.numbers.insert(wording.clone(), self.wordings.len());
        self.wordings.push(wording);
        self.by_wording.push(vec![new]);
    }
}
