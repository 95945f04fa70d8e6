//! NFKC, case and simplified characters in one pass, remembering where every character came from.
//!
//! Ignorable characters are dropped and case and script are changed *between* decomposing and composing. So what is left
//! can be normalised again without changing: dropping or changing afterwards could bring a letter and an accent together.

use std::sync::LazyLock;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible};

use crate::han::simplified;

/// A character of the normalised text and the byte in the original at which it begins.
pub(crate) type Placed = (char, u32);

/// Normalises `text`, keeping the decomposed characters that `keep` wants (combining marks follow their letter).
pub(crate) fn normalised(text: &str, keep: impl Fn(char) -> bool) -> Vec<Placed> {
    normalised_with(text, keep, |c| c)
}

/// As [`normalised`], with a further change of the characters kept.
pub(crate) fn normalised_with(text: &str, keep: impl Fn(char) -> bool, change: impl Fn(char) -> char) -> Vec<Placed> {
    let table: &[u16] = &QUICK;
    let mut out: Vec<Placed> = Vec::with_capacity(text.len() / 3 + 8);
    let mut plain = true;
    for (offset, c) in text.char_indices() {
        // Texts longer than 4 GiB do not reach this: a cell of a file is far smaller.
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        match quick(table, c) {
            Quick::One(c) => {
                if keep(c) {
                    out.push((change(c), offset));
                }
            }
            Quick::Nothing => {}
            Quick::Slow => {
                plain = false;
                slow(c, &mut |part| {
                    if keep(part) || canonical_combining_class(part) != 0 {
                        out.push((change(part), offset));
                    }
                });
            }
        }
    }
    if plain { out } else { composed(out) }
}

/// What becomes of a character, looked at alone.
pub(crate) enum Quick {
    One(char),
    Nothing,
    /// Several characters, or it may go together with its neighbour.
    Slow,
}

/// Entries of the table that are no characters: both are surrogates, which no character is.
const NOTHING: u16 = 0xd800;
const SLOW: u16 = 0xd801;

/// For every character of the basic plane what it becomes, if that is one character whatever stands beside it.
static QUICK: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let entry = |code: u16| {
        let Some(c) = char::from_u32(u32::from(code)).filter(|c| stands_alone(*c)) else { return SLOW };
        let mut parts = Vec::new();
        slow(c, &mut |part| parts.push(part));
        match parts.as_slice() {
            [] => NOTHING,
            [one] if stands_alone(*one) => u16::try_from(u32::from(*one)).unwrap_or(SLOW),
            _ => SLOW,
        }
    };
    (0..=u16::MAX).map(entry).collect()
});

/// What becomes of a character, looked at alone.
pub(crate) fn alone(c: char) -> Quick {
    quick(&QUICK, c)
}

/// Combines with nothing before it: ASCII, Chinese, signs of writing, full-width forms, invisible characters.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\0'..='\x7f' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{2000}'..='\u{206f}' | '\u{2190}'..='\u{27bf}'
        | '\u{3000}'..='\u{3029}' | '\u{3030}'..='\u{303f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ff01}'..='\u{ff5e}' | '\u{ffe0}'..='\u{ffe6}')
}

fn quick(table: &[u16], c: char) -> Quick {
    let code = u32::from(c);
    if c.is_ascii() {
        return Quick::One(c.to_ascii_lowercase());
    }
    match table.get(code as usize) {
        Some(&SLOW) => Quick::Slow,
        Some(&NOTHING) => Quick::Nothing,
        Some(&to) => char::from_u32(u32::from(to)).map_or(Quick::Slow, Quick::One),
        // Emoji.
        None if matches!(c, '\u{1f300}'..='\u{1faff}') => Quick::One(c),
        None => Quick::Slow,
    }
}

/// Decomposes, lowers and simplifies a character; ignorable parts are dropped.
fn slow(c: char, emit: &mut dyn FnMut(char)) {
    decompose_compatible(c, |part| {
        lower(part, &mut |part| {
            let part = simplified(part);
            if !is_ignorable(part) {
                emit(part);
            }
        });
    });
}

fn lower(c: char, emit: &mut dyn FnMut(char)) {
    for lowered in c.to_lowercase() {
        if lowered == c {
            emit(c);
        } else {
            // A lower-case letter may itself be composed (İ → i̇).
            decompose_compatible(lowered, &mut *emit);
        }
    }
}

/// Zero-width characters, variation selectors, soft hyphens, direction marks, tags.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Canonical ordering and composition. Offsets stay in order even where marks change places.
fn composed(mut chars: Vec<Placed>) -> Vec<Placed> {
    order_marks(&mut chars);
    let mut out: Vec<Placed> = Vec::with_capacity(chars.len());
    let mut starter: Option<usize> = None;
    let mut last_class = 0;
    for (c, offset) in chars {
        let class = canonical_combining_class(c);
        if let Some(at) = starter
            && let Some((base, _)) = out.get(at).copied()
        {
            let adjacent = out.len() == at + 1;
            if (adjacent || last_class < class)
                && let Some(joined) = compose(base, c)
            {
                out[at].0 = joined;
                continue;
            }
        }
        if class == 0 {
            starter = Some(out.len());
        }
        last_class = class;
        out.push((c, offset));
    }
    out
}

fn order_marks(chars: &mut [Placed]) {
    let mut start = 0;
    while start < chars.len() {
        let length = chars[start..].iter().take_while(|(c, _)| canonical_combining_class(*c) != 0).count();
        if length > 1 {
            let run = &mut chars[start..start + length];
            let offsets: Vec<u32> = run.iter().map(|(_, offset)| *offset).collect();
            run.sort_by_key(|(c, _)| canonical_combining_class(*c));
            for (placed, offset) in run.iter_mut().zip(offsets) {
                placed.1 = offset;
            }
        }
        start += length.max(1);
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    fn text(of: &str) -> String {
        normalised(of, |_| true).into_iter().map(|(c, _)| c).collect()
    }

    #[test]
    fn agrees_with_nfkc_where_case_and_script_do_not_matter() {
        for sample in ["ｱﾞ ﾊﾟ", "e\u{301}\u{323}", "ﬁ①㎡Ⅷ", "\u{1100}\u{1161}\u{11a8}", "１２３，。！", "a\u{323}\u{307}"]
        {
            let expected: String = sample.nfkc().collect::<String>().to_lowercase();
            assert_eq!(text(sample), expected, "{sample}");
        }
    }

    #[test]
    fn ignorable_characters_go() {
        assert_eq!(text("临\u{200b}岚\u{fe0f}县\u{feff}"), "临岚县");
        assert_eq!(text("a\u{200d}\u{301}"), "á");
    }
}
