//! Wording that must not be used (C07), by an office's own list: one wording an entry, the right one behind `=` where there is one
//! (`错词=正词`). Quoted or denied, it stands there all the same.
//!
//! Texts and wording are compared by their skeletons: another script or width, look-alike characters and signs put between do not
//! hide a word.

use crate::fold;
use crate::lexicon::look_alikes::LookAlikes;
use crate::normalise::Normalised;
use crate::unicode;

/// A list of wording, ready to be looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WrongWords {
    words: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    shown: String,
    skeleton: String,
    meant: String,
}

/// A listed wording that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongWord<'w> {
    /// The wording as listed, and what it should be where the list says so.
    pub shown: &'w str,
    /// Where it stands: characters before it, and how many it takes.
    pub places: Vec<(u32, u32)>,
}

impl WrongWords {
    /// Reads a list. An entry in which nothing is left to look for is passed over.
    pub fn new<E: AsRef<str>>(entries: impl IntoIterator<Item = E>) -> Self {
        let words = entries.into_iter().filter_map(|entry| {
            let (word, meant) = entry.as_ref().split_once('=').unwrap_or((entry.as_ref(), ""));
            let (word, meant) = (word.trim(), meant.trim());
            let skeleton = fold::skeleton(word);
            let shown = if meant.is_empty() { word.to_owned() } else { format!("{word}，应为{meant}") };
            (!skeleton.is_empty()).then(|| Word { shown, skeleton, meant: fold::skeleton(meant) })
        });
        Self { words: words.collect() }
    }

    /// Nothing is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The listed wording that stands in a text, in the order of the list. What stands only inside the right wording is not found.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<WrongWord<'_>> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let tables = LookAlikes::embedded();
        let folded = unicode::normalised_with(text, char::is_alphanumeric, |c| tables.unified(c));
        let skeleton = Normalised::from_placed(folded);
        let found = self.words.iter().filter_map(|word| {
            let places = word.places(&skeleton.text);
            let original = |(start, end): (u32, u32)| skeleton.original_chars(text, start, end);
            (!places.is_empty())
                .then(|| WrongWord { shown: &word.shown, places: places.into_iter().map(original).collect() })
        });
        found.collect()
    }
}

impl Word {
    /// Where it stands in a skeleton and not inside the right wording, in characters.
    fn places(&self, skeleton: &str) -> Vec<(u32, u32)> {
        // Nearly all texts hold none: nothing is counted before one does.
        if !skeleton.contains(&self.skeleton) {
            return Vec::new();
        }
        let right: Vec<(usize, usize)> = if self.meant.is_empty() {
            Vec::new()
        } else {
            skeleton.match_indices(&self.meant).map(|(start, piece)| (start, start + piece.len())).collect()
        };
        let chars = |bytes: usize| {
            let before = skeleton.get(..bytes).map_or(0, |before| before.chars().count());
            u32::try_from(before).unwrap_or(u32::MAX)
        };
        skeleton
            .match_indices(&self.skeleton)
            .map(|(start, piece)| (start, start + piece.len()))
            .filter(|(start, end)| !right.iter().any(|(from, to)| from <= start && end <= to))
            .map(|(start, end)| (chars(start), chars(end)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(list: &[&str], text: &str) -> Vec<(String, Vec<String>)> {
        let words = WrongWords::new(list);
        let piece = |(start, chars): (u32, u32)| text.chars().skip(start as usize).take(chars as usize).collect();
        let found = words.find(text);
        found.into_iter().map(|word| (word.shown.to_owned(), word.places.into_iter().map(piece).collect())).collect()
    }

    #[test]
    fn listed_wording_is_found_in_any_dress_and_marked_as_published() {
        let shown = "临岚市政府，应为临岚县人民政府".to_owned();
        let list = ["临岚市政府=临岚县人民政府", " ", "=", "·=甲"];
        assert_eq!(found(&list, "昨天臨嵐市·政府召開會議"), [(shown, vec!["臨嵐市·政府".to_owned()])]);
        assert_eq!(found(&list, "临岚县人民政府召开会议"), []);
        assert_eq!(found(&[], "临岚市政府"), []);
        assert!(WrongWords::new([" ", "=", "·=甲"]).is_empty());
    }

    #[test]
    fn the_right_wording_may_hold_the_wrong_one() {
        let list = ["文旅局=文旅局筹备组"];
        assert_eq!(found(&list, "样例县文旅局筹备组今天挂牌"), []);
        let both = found(&list, "文旅局筹备组和文旅局");
        assert_eq!(both[0].1, ["文旅局"]);
        assert_eq!(WrongWords::new(list).find("文旅局筹备组和文旅局")[0].places, [(7, 3)]);
    }
}
