//! Folding for search: two spellings a person would call the same become equal.

use std::borrow::Cow;

use crate::han;
use crate::lexicon::look_alikes::LookAlikes;
use crate::unicode;

/// Width, case, traditional characters unified; blanks, punctuation, signs and emoji dropped. What is left are letters,
/// digits and Chinese characters.
#[must_use]
pub fn search(text: &str) -> String {
    unicode::normalised(text, char::is_alphanumeric).into_iter().map(|(c, _)| c).collect()
}

/// As [`search`], without a copy where the text is folded already, as nearly all names of places are.
pub(crate) fn plain(name: &str) -> Cow<'_, str> {
    let is_plain = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') && han::simplified(c) == c;
    if name.chars().all(is_plain) { Cow::Borrowed(name) } else { Cow::Owned(search(name)) }
}

/// As [`search`], with characters that are easily taken for each other unified (`0` and `o`, 未 and 末): two different
/// names with one skeleton look alike on a screen. Not a reading of the name.
#[must_use]
pub fn skeleton(text: &str) -> String {
    let tables = LookAlikes::embedded();
    let placed = unicode::normalised_with(text, char::is_alphanumeric, |c| tables.unified(c));
    placed.into_iter().map(|(c, _)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_together() {
        for spelling in
            ["临岚县融媒体中心", "臨嵐縣融媒體中心", " 临岚县·融媒体（中心）", "临\u{200b}岚县「融媒体中心」"]
        {
            assert_eq!(search(spelling), "临岚县融媒体中心", "{spelling}");
        }
        assert_eq!(search("ＡＢｃ－１２３ 😀"), "abc123");
        assert_eq!(search("①②"), "12");
    }

    #[test]
    fn look_alikes_share_a_skeleton() {
        assert_eq!(skeleton("临岚公安0"), skeleton("臨嵐公安O"));
        assert_eq!(skeleton("未来"), skeleton("末来"));
        assert_ne!(skeleton("临岚公安"), skeleton("临岚交警"));
    }
}
