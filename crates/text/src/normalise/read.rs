//! A text as published, read once: hashtags, mentions, links, emoticon codes and the platform's "展开全文" told apart, and
//! what is left normalised hard. Every function that reads wording takes this form.

use std::ops::Range;

use super::{Normalised, hard, quick};
use crate::unicode::{self, Placed};

/// Most characters of a mention, an emoticon code and a hashtag. Longer ones are text.
const LONGEST_MENTION: usize = 24;
const LONGEST_CODE: usize = 8;
const LONGEST_HASHTAG: usize = 40;
/// What platforms put at the end of a shortened text.
const TAILS: [&str; 6] = ["展开全文", "收起全文", "查看全文", "阅读全文", "...全文", "...展开"];

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PieceKind {
    /// `#…#`, or `#…` up to a blank. Its words stay in the text.
    Hashtag,
    /// `@…` up to a blank. The sign stays in the text.
    Mention,
    /// `https://…`. Taken out.
    Link,
    /// `[…]` as platforms write their own emoticons. Taken out.
    Emoticon,
    /// 展开全文 and the like at the end. Taken out.
    Tail,
}

/// A piece of a text, in characters of the text as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Characters before it.
    pub start: u32,
    /// Characters it takes, signs included.
    pub chars: u32,
}

/// A text read once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading<'t> {
    /// The text as published.
    pub original: &'t str,
    /// Its words, normalised hard.
    pub hard: Normalised,
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

/// Reads a text.
#[must_use]
pub fn read(original: &str) -> Reading<'_> {
    if let Some(hard) = quick::read(original)
        && !TAILS.iter().any(|tail| hard.text.trim_end().ends_with(tail))
    {
        return Reading { original, hard, pieces: Vec::new() };
    }
    let mut placed = unicode::normalised(original, |_| true);
    let found = find(&placed);
    let pieces = published(&found, &placed, original);
    if found.iter().any(|found| found.cut().is_some()) {
        let mut cuts = found.iter().filter_map(Found::cut).peekable();
        let mut at = 0;
        placed.retain(|_| {
            while cuts.peek().is_some_and(|cut| cut.end <= at) {
                cuts.next();
            }
            let keep = cuts.peek().is_none_or(|cut| !cut.contains(&at));
            at += 1;
            keep
        });
    }
    Reading { original, hard: Normalised::from_placed(hard::harden(placed)), pieces }
}

/// A piece by characters of the light normal form.
struct Found {
    kind: PieceKind,
    start: usize,
    length: usize,
}

impl Found {
    /// What it takes out of the text.
    fn cut(&self) -> Option<Range<usize>> {
        match self.kind {
            PieceKind::Hashtag => None,
            PieceKind::Mention => Some(self.start + 1..self.start + self.length),
            _ => Some(self.start..self.start + self.length),
        }
    }
}

/// The pieces in characters of the text as published.
fn published(found: &[Found], placed: &[Placed], original: &str) -> Vec<Piece> {
    let (mut byte, mut chars) = (0, 0u32);
    let mut count_to = |to: usize| {
        let between = original.get(byte..to).map_or(0, |text| text.chars().count());
        chars += u32::try_from(between).unwrap_or(0);
        byte = byte.max(to);
        chars
    };
    let begins = |at: usize| placed.get(at).map_or(original.len(), |(_, offset)| *offset as usize);
    let mut pieces = Vec::with_capacity(found.len());
    for found in found {
        let start = count_to(begins(found.start));
        let end = count_to(begins(found.start + found.length));
        if end > start {
            pieces.push(Piece { kind: found.kind, start, chars: end - start });
        }
    }
    pieces
}

impl Reading<'_> {
    /// Start and number of characters, in the text as published, of characters `start..end` of the normalised text.
    #[must_use]
    pub fn original_chars(&self, start: u32, end: u32) -> (u32, u32) {
        self.hard.original_chars(self.original, start, end)
    }

    /// The pieces of one kind as published.
    pub fn pieces_of(&self, kind: PieceKind) -> impl Iterator<Item = String> + '_ {
        self.pieces
            .iter()
            .filter(move |piece| piece.kind == kind)
            .map(|piece| self.original.chars().skip(piece.start as usize).take(piece.chars as usize).collect())
    }
}

fn find(chars: &[Placed]) -> Vec<Found> {
    let mut pieces: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let found = match chars[at].0 {
            '#' => hashtag(chars, at).map(|length| (PieceKind::Hashtag, length)),
            '@' => mention(chars, at).map(|length| (PieceKind::Mention, length)),
            '[' => emoticon(chars, at).map(|length| (PieceKind::Emoticon, length)),
            'h' | 'w' => link(chars, at).map(|length| (PieceKind::Link, length)),
            _ => None,
        };
        match found {
            Some((kind, length)) => {
                pieces.push(Found { kind, start: at, length });
                at += length;
            }
            None => at += 1,
        }
    }
    let end = chars.len() - chars.iter().rev().take_while(|(c, _)| c.is_whitespace()).count();
    if let Some(length) = TAILS.iter().find_map(|tail| ends_with(&chars[..end], tail)) {
        let free = pieces.last().is_none_or(|last| last.start + last.length + length <= end);
        pieces.extend(free.then_some(Found { kind: PieceKind::Tail, start: end - length, length }));
    }
    pieces
}

/// Characters of `text` if `chars` end with it.
fn ends_with(chars: &[Placed], text: &str) -> Option<usize> {
    let mut rest = chars.iter().rev();
    let mut wanted = text.chars().rev();
    wanted.all(|wanted| rest.next().is_some_and(|(c, _)| *c == wanted)).then(|| text.chars().count())
}

/// Characters from `at` on that `belongs` takes.
fn run(chars: &[Placed], at: usize, belongs: impl Fn(char) -> bool) -> usize {
    chars.get(at..).unwrap_or_default().iter().take_while(|(c, _)| belongs(*c)).count()
}

fn hashtag(chars: &[Placed], at: usize) -> Option<usize> {
    let is_sign = |c: char| c == '#';
    let length = run(chars, at + 1, |c| !is_sign(c) && !matches!(c, '\n' | '\r'));
    let closed = chars.get(at + 1 + length).is_some_and(|(c, _)| is_sign(*c));
    if (1..=LONGEST_HASHTAG).contains(&length) && closed {
        // `#one #two` are two open hashtags: the sign after a blank opens the next one.
        let opens_next = chars.get(at + length).is_some_and(|(c, _)| c.is_whitespace());
        if !opens_next {
            return Some(length + 2);
        }
    }
    let open = run(chars, at + 1, |c| c.is_alphanumeric() || c == '_');
    (1..=LONGEST_HASHTAG).contains(&open).then_some(open + 1)
}

/// Platforms end a mention with a blank; without one nobody can tell where the name ends.
fn mention(chars: &[Placed], at: usize) -> Option<usize> {
    let inside_address =
        at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(|(c, _)| c.is_ascii_alphanumeric());
    if inside_address {
        return None;
    }
    let length = run(chars, at + 1, |c| c.is_alphanumeric() || matches!(c, '_' | '-' | '·' | '.'));
    let ends = chars.get(at + 1 + length).is_none_or(|(c, _)| c.is_whitespace() || matches!(c, '@' | '#'));
    ((1..=LONGEST_MENTION).contains(&length) && ends).then_some(length + 1)
}

fn emoticon(chars: &[Placed], at: usize) -> Option<usize> {
    let length = run(chars, at + 1, char::is_alphanumeric);
    let closed = chars.get(at + 1 + length).is_some_and(|(c, _)| *c == ']');
    let words = chars.get(at + 1..at + 1 + length).unwrap_or_default().iter().any(|(c, _)| c.is_alphabetic());
    ((1..=LONGEST_CODE).contains(&length) && closed && words).then_some(length + 2)
}

fn link(chars: &[Placed], at: usize) -> Option<usize> {
    let begins = |text: &str| {
        let mut rest = chars[at..].iter();
        text.chars().all(|wanted| rest.next().is_some_and(|(c, _)| *c == wanted))
    };
    let inside_word =
        at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(|(c, _)| c.is_ascii_alphanumeric());
    let is_link = !inside_word && (begins("http://") || begins("https://") || begins("www."));
    is_link.then(|| run(chars, at, |c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\'')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        read(text).hard.text
    }

    fn kinds(text: &str) -> Vec<(PieceKind, String)> {
        let reading = read(text);
        [PieceKind::Hashtag, PieceKind::Mention, PieceKind::Link, PieceKind::Emoticon, PieceKind::Tail]
            .into_iter()
            .flat_map(|kind| reading.pieces_of(kind).map(move |text| (kind, text)).collect::<Vec<_>>())
            .collect()
    }

    #[test]
    fn pieces_are_kept_as_fields() {
        assert_eq!(
            kinds("#求关注#来看 @临岚发布 [玫瑰]https://example.com/a?b=1 好#一 #二 三...展开全文"),
            [
                (PieceKind::Hashtag, "#求关注#".to_owned()),
                (PieceKind::Hashtag, "#一".to_owned()),
                (PieceKind::Hashtag, "#二".to_owned()),
                (PieceKind::Mention, "@临岚发布".to_owned()),
                (PieceKind::Link, "https://example.com/a?b=1".to_owned()),
                (PieceKind::Emoticon, "[玫瑰]".to_owned()),
                (PieceKind::Tail, "展开全文".to_owned()),
            ]
        );
        assert_eq!(kinds("[2021]1号文件 a@b.com 共3#楼"), [(PieceKind::Hashtag, "#楼".to_owned())]);
    }

    #[test]
    fn a_hashtag_is_text_and_a_code_is_none() {
        assert_eq!(words("#求关注#"), "#求关注#");
        assert_eq!(words("求[心]关[心]注"), "求关注");
        assert_eq!(words("今天＠临岚发布 求关注"), "今天@ 求关注");
        assert_eq!(words("详见www.example.com/x。谢谢"), "详见。谢谢");
        assert_eq!(words("今日天气晴展开全文"), "今日天气晴");
    }

    #[test]
    fn spans_are_characters_of_the_text_as_published() {
        let reading = read("😀求[心]关[心]注!");
        assert_eq!(reading.hard.text, "😀求关注!");
        assert_eq!(reading.original_chars(1, 4), (1, 9));
        assert_eq!(reading.original_chars(9, 9), (11, 0));
    }
}
