//! Hot topics: whether a work is about a topic of a dated list, and which topics nobody is blamed for.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
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
    if hashtag_keys(title).any(|hashtag| hashtag == topic) {
        return Some(TopicMatch::Hashtag);
    }
    (topic.chars().count() >= LEAST_CHARS && fold::search(title).contains(&topic)).then_some(TopicMatch::Words)
}

/// Many topics, looked for in a text at once: reading it costs the same for one topic as for all of a day's boards.
#[derive(Debug, Clone, Default)]
pub struct Topics {
    /// What tells them apart, each once and in order.
    keys: Vec<String>,
    /// Places of keys that are long enough to be looked for in a text, by their first characters.
    by_start: HashMap<[char; LEAST_CHARS], Vec<usize>>,
}

impl Topics {
    /// From topics as boards write them. One of which nothing is left is passed over.
    pub fn new<T: AsRef<str>>(topics: impl IntoIterator<Item = T>) -> Self {
        let keys: BTreeSet<String> = topics.into_iter().map(|topic| key(topic.as_ref())).collect();
        let keys: Vec<String> = keys.into_iter().filter(|key| !key.is_empty()).collect();
        let mut by_start: HashMap<[char; LEAST_CHARS], Vec<usize>> = HashMap::new();
        for (place, key) in keys.iter().enumerate() {
            if let Some((start, _)) = starts(key).next() {
                by_start.entry(start).or_default().push(place);
            }
        }
        Self { keys, by_start }
    }

    /// The keys of the topics that a text is about, each once and in order: those of which [`matches`] says so.
    #[must_use]
    pub fn met(&self, text: &str) -> Vec<&str> {
        let mut met: BTreeSet<usize> =
            hashtag_keys(text).filter_map(|key| self.keys.binary_search(&key).ok()).collect();
        let folded = fold::search(text);
        for (start, rest) in starts(&folded) {
            let places = self.by_start.get(&start).into_iter().flatten().copied();
            met.extend(places.filter(|place| self.keys.get(*place).is_some_and(|key| rest.starts_with(key.as_str()))));
        }
        met.into_iter().filter_map(|place| self.keys.get(place).map(String::as_str)).collect()
    }
}

/// Every stretch of so many characters as a topic needs at least, each with the text from there on.
fn starts(text: &str) -> impl Iterator<Item = ([char; LEAST_CHARS], &str)> {
    let mut last = ['\0'; LEAST_CHARS];
    let mut begins = [0; LEAST_CHARS];
    text.char_indices().enumerate().filter_map(move |(count, (at, c))| {
        last.rotate_left(1);
        begins.rotate_left(1);
        (last[LEAST_CHARS - 1], begins[LEAST_CHARS - 1]) = (c, at);
        (count + 1 >= LEAST_CHARS).then(|| (last, text.get(begins[0]..).unwrap_or_default()))
    })
}

/// What tells the hashtags of a text apart.
fn hashtag_keys(text: &str) -> impl Iterator<Item = String> {
    let read = text.contains(HASHTAG_SIGNS).then(|| normalise::read(text));
    let hashtags: Vec<String> = read.iter().flat_map(|read| read.pieces_of(PieceKind::Hashtag)).collect();
    hashtags.into_iter().map(|hashtag| key(&hashtag))
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
    fn all_topics_of_a_day_are_met_at_once() {
        let topics =
            Topics::new(["岚灯节开幕", "#岚灯节#", "嵐燈節開幕", "某歌手演唱会", "", "%E5%B2%9A", "灯节开幕式"]);
        assert_eq!(topics.met("今晚岚灯节开幕式 #岚灯节 人山人海"), ["岚灯节", "岚灯节开幕", "灯节开幕式"]);
        assert_eq!(topics.met("#岚# 岚灯节"), ["岚"]);
        assert_eq!(topics.met(""), [""; 0]);
        assert_eq!(Topics::default().met("岚灯节开幕"), [""; 0]);
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
