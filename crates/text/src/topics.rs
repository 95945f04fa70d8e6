//! Hot topics: whether a work is about a topic of a dated list, and which topics nobody is blamed for.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::fold;
use crate::normalise::{self, PieceKind};
use crate::weighted::{LabelId, Weighted};

const LIST: &str = "official_topics";
/// Fewest characters a topic needs to be looked for inside a title.
const LEAST_CHARS: usize = 4;
/// What a hashtag may begin with, in any width.
const HASHTAG_SIGNS: [char; 3] = ['#', '＃', '﹟'];

/// How a title meets a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TopicMatch {
    /// One of its hashtags is the topic.
    Hashtag,
    /// The topic's words, at least four characters of them, stand in it.
    Words,
}

impl TopicMatch {
    /// The id used in tables and JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Hashtag => "hashtag",
            Self::Words => "words",
        }
    }
}

/// Why a topic counts as carried on duty, not chased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exemption {
    /// What every account is told to carry.
    Pinned,
    /// An announcement of a public body.
    Official,
    /// A holiday or solar term.
    Season,
}

impl Exemption {
    /// The id used in tables and JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Pinned => "pinned",
            Self::Official => "official",
            Self::Season => "season",
        }
    }
}

struct Labels {
    list: u8,
    labels: Vec<(LabelId, Exemption)>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let lists = Weighted::embedded();
    let labels = [Exemption::Pinned, Exemption::Official, Exemption::Season]
        .into_iter()
        .filter_map(|exemption| Some((lists.label(LIST, exemption.id())?, exemption)))
        .collect();
    Labels { list: lists.list(LIST).expect("the list is embedded"), labels }
});

/// Whether a title (with its hashtags) is about a topic as a list writes it: with or without `#`, percent-encoded as in links,
/// in any width or script. Whether the work came after the topic is the caller's to ask.
#[must_use]
pub fn matches(title: &str, topic: &str) -> Option<TopicMatch> {
    let topic = key(topic);
    if topic.is_empty() {
        return None;
    }
    let hashtags = normalise::read(title).pieces_of(PieceKind::Hashtag).any(|hashtag| key(&hashtag) == topic);
    if hashtags {
        return Some(TopicMatch::Hashtag);
    }
    (topic.chars().count() >= LEAST_CHARS && fold::search(title).contains(&topic)).then_some(TopicMatch::Words)
}

/// A text with a blank in place of each of its hashtags: the name of a topic is not the publisher's own wording.
#[must_use]
pub fn without_hashtags(text: &str) -> Cow<'_, str> {
    if !text.contains(HASHTAG_SIGNS) {
        return Cow::Borrowed(text);
    }
    let read = normalise::read(text);
    let mut hashtags = read.pieces.iter().filter(|piece| piece.kind == PieceKind::Hashtag).peekable();
    let mut kept = String::with_capacity(text.len());
    for (at, c) in (0_u32..).zip(text.chars()) {
        while hashtags.next_if(|piece| piece.start.saturating_add(piece.chars) <= at).is_some() {}
        match hashtags.peek().filter(|piece| piece.start <= at) {
            Some(piece) if piece.start == at => kept.push(' '),
            Some(_) => {}
            None => kept.push(c),
        }
    }
    Cow::Owned(kept)
}

/// What two spellings of a topic share: percent-decoded, without `#`, folded for search.
#[must_use]
pub fn key(topic: &str) -> String {
    fold::search(&percent_decoded(topic))
}

/// Why nobody is blamed for carrying this topic; `None` where it may be chased.
#[must_use]
pub fn exemption(topic: &str) -> Option<Exemption> {
    let decoded = percent_decoded(topic);
    let found = Weighted::embedded().scan(&normalise::hard(&decoded));
    let labels = &*LABELS;
    labels.labels.iter().find(|(label, _)| found.sum(labels.list, *label) > 0.0).map(|(_, exemption)| *exemption)
}

/// `%E5%8C%97` read as UTF-8; what is not stays as it is written.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).filter(|_| *byte == b'%');
        let value = pair.and_then(|pair| Some(hex(*pair.first()?)? * 16 + hex(*pair.get(1)?)?));
        decoded.push(value.unwrap_or(*byte));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_topic_meet() {
        assert_eq!(matches("看看#岚灯节开幕# 真热闹", "岚灯节开幕"), Some(TopicMatch::Hashtag));
        assert_eq!(matches("#岚灯节 来了", "#岚灯节#"), Some(TopicMatch::Hashtag));
        assert_eq!(matches("今晚嵐燈節開幕", "岚灯节开幕"), Some(TopicMatch::Words));
        assert_eq!(matches("岚灯节", "%E5%B2%9A%E7%81%AF%E8%8A%82"), None, "three characters are too few");
        assert_eq!(matches("#岚灯节#", "%E5%B2%9A%E7%81%AF%E8%8A%82"), Some(TopicMatch::Hashtag));
        assert_eq!(matches("岚灯节", ""), None);
        assert_eq!(matches("", "岚灯节开幕"), None);
        assert_eq!(key("100%"), "100");
        assert_eq!(key("%FF%"), "ff");
    }

    #[test]
    fn nothing_else_reads_as_the_sign_of_a_hashtag() {
        for c in (char::MIN..=char::MAX).filter(|c| !HASHTAG_SIGNS.contains(c)) {
            assert!(!normalise::light(c.encode_utf8(&mut [0; 4])).text.contains('#'), "{c}");
        }
    }

    #[test]
    fn hashtags_are_taken_out_however_they_are_written() {
        for (text, kept) in [
            ("没有话题", "没有话题"),
            ("#有人看过吗# 真热闹", "  真热闹"),
            ("开幕了#岚灯节 #有人看过吗 快来", "开幕了    快来"),
            ("＃岚灯节＃#二#😀", "  😀"),
            ("# 空的", "# 空的"),
            ("#", "#"),
        ] {
            assert_eq!(without_hashtags(text), kept, "{text}");
        }
    }

    #[test]
    fn what_everybody_carries_is_exempt() {
        assert_eq!(exemption("#全国两会#"), Some(Exemption::Pinned));
        assert_eq!(exemption("2026年放假安排公布"), Some(Exemption::Official));
        assert_eq!(exemption("中秋节快乐"), Some(Exemption::Season));
        assert_eq!(exemption("某歌手演唱会门票"), None);
    }
}
