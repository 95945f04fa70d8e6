//! What a text shows as a whole: its short stretches of characters and the tags found in it. The weights of `manner` are learnt
//! over these and nothing else.

use super::features::{Feature, Features};
use super::view::{View, closes_quote, opens_quote};
use crate::lexicon::ends_sentence;

/// Most characters of a stretch.
const LONGEST: usize = 3;
/// Bits of a character in a key.
const BITS: u32 = 21;

/// The stretches of one to three characters of title and text as numbers, each once, in order. Digits are all alike, and so are
/// blanks.
pub(super) fn grams(view: &View<'_>) -> Vec<u64> {
    let mut keys = Vec::with_capacity(view.text.hard.text.len());
    for reading in view.title.into_iter().chain([view.text]) {
        let mut window = [0_u64; LONGEST];
        for c in unquoted(&reading.hard.text) {
            window.rotate_left(1);
            window[LONGEST - 1] = u64::from(u32::from(alike(c)));
            let mut key = 0;
            for (place, code) in window.iter().rev().enumerate() {
                if *code == 0 {
                    break;
                }
                key |= code << (BITS * u32::try_from(place).unwrap_or(0));
                keys.push(key);
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The characters of a text that it says itself: what stands in quotation marks or 《》 is only named, unless all of it does.
fn unquoted(text: &str) -> impl Iterator<Item = char> + '_ {
    let bare = text.trim_end_matches(ends_sentence);
    let whole = bare.starts_with(opens_quote) && bare.ends_with(closes_quote);
    let (mut depth, mut straight) = (0_u32, false);
    text.chars().filter(move |c| {
        let inside = depth > 0 || straight;
        match *c {
            _ if whole => {}
            '"' => straight = !straight,
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            '\n' => (depth, straight) = (0, false),
            c if opens_quote(c) => depth += 1,
            c if closes_quote(c) => depth = depth.saturating_sub(1),
            _ => {}
        }
        // The marks themselves stay: that something is quoted says something.
        whole || !(inside && (depth > 0 || straight))
    })
}

fn alike(c: char) -> char {
    match c {
        '0'..='9' => '0',
        _ if c.is_whitespace() || c.is_control() => ' ',
        _ => c,
    }
}

/// The key of a stretch as it is written in the list of weights.
pub(super) fn key(gram: &str) -> Option<u64> {
    let mut key = 0;
    for (place, c) in gram.chars().enumerate() {
        if place == LONGEST {
            return None;
        }
        key = (key << BITS) | u64::from(u32::from(alike(c)));
    }
    Some(key)
}

/// A key as it is written.
pub(super) fn gram(key: u64) -> String {
    let code = |place: u32| u32::try_from((key >> (BITS * place)) & ((1 << BITS) - 1)).unwrap_or(0);
    (0..3).rev().map(code).filter(|code| *code != 0).filter_map(char::from_u32).collect()
}

/// Tags found with nothing speaking against them, and tags that are only found: `+list.tag`, `-list.tag`.
pub(super) fn tags(free: Features, all: Features) -> impl Iterator<Item = String> {
    Feature::ALL.iter().filter_map(move |(feature, list, tag)| {
        let sign = if free.has(*feature) { '+' } else { '-' };
        all.has(*feature).then(|| format!("{sign}{list}.{tag}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_left_out() {
        let said = |text| unquoted(text).collect::<String>();
        assert_eq!(said("说“求关注”的人"), "说“”的人");
        assert_eq!(said("《点赞》是歌,\"赞\"也是"), "《》是歌,\"\"也是");
        assert_eq!(said("“求关注”。"), "“求关注”。");
        assert_eq!(said("“开着\n求关注"), "“\n求关注");
    }

    #[test]
    fn a_stretch_is_written_and_read_back() {
        for text in ["求", "求关", "求关注", "😀a0"] {
            assert_eq!(key(text).map(gram).as_deref(), Some(text));
        }
        assert_eq!(key("求9"), key("求0"));
        assert_eq!(key("求关注吧"), None);
    }
}
