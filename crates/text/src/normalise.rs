//! Two levels of normalising, both with a way back: `light` for wording that is quoted, `hard` for matching.

mod hard;
mod quick;
mod read;

pub use read::{Piece, PieceKind, Reading, read};

use crate::unicode::{self, Placed};

/// A normalised text and where each of its characters began in the original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normalised {
    /// The normalised text.
    pub text: String,
    /// For every character of `text`, the byte in the original at which its source begins. Never falls.
    pub offsets: Vec<u32>,
}

impl Normalised {
    pub(crate) fn from_placed(placed: Vec<Placed>) -> Self {
        let text = placed.iter().map(|(c, _)| *c).collect();
        let offsets = placed.into_iter().map(|(_, offset)| offset).collect();
        Self { text, offsets }
    }

    /// The bytes of the original that characters `start..end` of the normalised text came from. `original` is the text
    /// this was made of; a span that does not fit it is empty.
    #[must_use]
    pub fn original_span(&self, original: &str, start: usize, end: usize) -> std::ops::Range<usize> {
        let begin = self.offsets.get(start).map_or(original.len(), |offset| *offset as usize);
        let Some(last) = end.checked_sub(1).filter(|last| *last >= start).and_then(|last| self.offsets.get(last))
        else {
            return begin..begin;
        };
        // The source of the last character ends where the next source character begins.
        let last = *last as usize;
        let length = original.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        begin..last + length
    }

    /// As [`Normalised::original_span`], in characters of the original: where it begins, and how many it takes.
    #[must_use]
    pub fn original_chars(&self, original: &str, start: u32, end: u32) -> (u32, u32) {
        let span = self.original_span(original, start as usize, end as usize);
        let chars =
            |range: Option<&str>| range.map_or(0, |text| u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
        (chars(original.get(..span.start)), chars(original.get(span)))
    }
}

/// Width (NFKC), case, traditional characters, zero-width characters. Punctuation and emoji stay.
#[must_use]
pub fn light(text: &str) -> Normalised {
    Normalised::from_placed(unicode::normalised(text, |_| true))
}

/// As [`light`], and further: look-alikes resolved, signs and emoji pushed between Chinese characters dropped, repeats
/// shortened to two. Sentence punctuation and quotation marks stay, because what is quoted or denied is read from them.
#[must_use]
pub fn hard(text: &str) -> Normalised {
    quick::read(text).unwrap_or_else(|| the_long_way(text))
}

fn the_long_way(text: &str) -> Normalised {
    Normalised::from_placed(hard::harden(unicode::normalised(text, |_| true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_short_way_leads_where_the_long_one_does(
            text in "(求|关注|臨嵐|v|信|十|\\+|，|！|!|~|·|。|a|B|１|2| |\u{200b}|\n|“|”|😀|é|…|Ω|㎡|薇|加|#|\\[笑\\]|展开全文){0,16}"
        ) {
            if let Some(short) = quick::read(&text) {
                proptest::prop_assert_eq!(&short, &the_long_way(&text));
                let reading = read(&text);
                proptest::prop_assert!(reading.pieces.len() <= 1);
            }
        }
    }

    #[test]
    fn light_changes_width_case_and_script_only() {
        let normalised = light("ＡＢ１２，臨嵐縣\u{200b}發佈！");
        assert_eq!(normalised.text, "ab12,临岚县发布!");
        assert_eq!(normalised.offsets.len(), normalised.text.chars().count());
    }

    #[test]
    fn hard_sees_through_disguise() {
        assert_eq!(hard("➕薇·信").text, "加微信");
        assert_eq!(hard("求💕关💕注").text, "求关注");
        assert_eq!(hard("太好了！！！！！").text, "太好了!!");
        assert_eq!(hard("啊啊啊啊啊").text, "啊啊");
        assert_eq!(hard("10000").text, "10000");
        assert_eq!(hard("“求关注”，不可取。").text, "“求关注”,不可取。");
    }

    #[test]
    fn spans_lead_back_to_the_text_as_published() {
        let original = "请➕薇 信";
        let normalised = hard(original);
        assert_eq!(normalised.text, "请加微信");
        assert_eq!(&original[normalised.original_span(original, 2, 4)], "薇 信");
        assert_eq!(normalised.original_span(original, 4, 4), original.len()..original.len());
    }
}
