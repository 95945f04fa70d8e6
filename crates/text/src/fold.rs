//! Folding for search: two spellings a person would call the same become equal.

use crate::lexicon::look_alikes::LookAlikes;
use crate::unicode;

/// Width, case, traditional characters unified; blanks, punctuation, signs and emoji dropped. What is left are letters,
/// digits and Chinese characters.
#[must_use]
pub fn search(text: &str) -> String {
    unicode::normalised(text, char::is_alphanumeric).into_iter().map(|(c, _)| c).collect()
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
