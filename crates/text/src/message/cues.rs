//! What the wording of a message speaks for, added up.

use std::sync::LazyLock;

use crate::normalise::{PieceKind, Reading};
use crate::weighted::{Found, LabelId, Weighted};

const LIST: &str = "messages";

macro_rules! cues {
    ($($name:ident)*) => {
        /// Weight of every kind of cue, and how the text is built.
        #[derive(Debug, Clone, Copy, Default, PartialEq)]
        pub(super) struct Cues {
            $(pub(super) $name: f32,)*
            /// It ends with a question mark or a question particle.
            pub(super) ends_as_question: bool,
            /// A question form stands in its last clause: what was told before only leads up to it.
            pub(super) asks_last: bool,
            /// It begins by speaking to somebody (`@name …`).
            pub(super) begins_with_mention: bool,
            /// Chinese characters and letters.
            pub(super) length: usize,
            /// Something stands between quotation marks.
            pub(super) quotes: bool,
            /// How often 没, 不, 无 or 未 occurs.
            pub(super) negations: usize,
            /// How many exclamation marks.
            pub(super) exclamation_marks: usize,
            /// How many marks end a clause.
            pub(super) clauses: usize,
        }

        struct Labels {
            list: u8,
            $($name: LabelId,)*
        }

        static LABELS: LazyLock<Labels> = LazyLock::new(|| {
            let lists = Weighted::embedded();
            let label = |name| lists.label(LIST, name).expect("the list has the label");
            Labels { list: lists.list(LIST).expect("the list is embedded"), $($name: label(stringify!($name)),)* }
        });

        impl Cues {
            fn add(&mut self, label: LabelId, weight: f32) {
                let labels = &*LABELS;
                $(if label == labels.$name { self.$name += weight; })*
            }
        }
    };
}

cues! {
    ask form accuse trouble plea hardship suggest address self_told lasting thanks praise spam joke rhetoric peer general exclaim solved
    danger acute supply lasting_harm calm
}

/// Emoticon codes that laugh, and that praise.
const LAUGHING: [&str; 9] = ["笑", "捂脸", "狗", "偷笑", "泪奔", "呲牙", "坏笑", "机智", "吃瓜"];
const PRAISING: [&str; 8] = ["赞", "强", "鼓掌", "玫瑰", "心", "给力", "比心", "抱拳"];
/// Weight of an emoticon code.
const EMOTICON: f32 = 1.5;

/// What a quoted question at the beginning says against an inquiry.
const QUOTED_QUESTION: f32 = 4.0;

/// Particles that make a sentence a question at its end.
const PARTICLES: [&str; 14] =
    ["?", "吗", "呢", "不", "没", "么", "没有", "不行", "吗。", "呢。", "不?", "嘛", "合理不", "多少"];

impl Cues {
    pub(super) fn of(reading: &Reading<'_>, found: &Found) -> Self {
        let text = &reading.hard.text;
        let mut cues = Self::default();
        let quoted = quoted(text);
        // “怎么办理?”天天有人问: the question is somebody else's.
        let asked_before = quoted
            .iter()
            .any(|(start, end)| *start <= 1 && text.chars().nth((*end as usize).saturating_sub(1)) == Some('?'));
        if asked_before {
            cues.rhetoric += QUOTED_QUESTION;
        }
        let last = last_clause(text);
        for hit in found.of(LABELS.list) {
            cues.asks_last |= hit.start >= last && (hit.label == LABELS.ask || hit.label == LABELS.form);
            let inside = quoted.iter().any(|(start, end)| *start <= hit.start && hit.end <= *end);
            if !inside {
                cues.add(hit.label, hit.weight);
            }
        }
        for code in reading.pieces_of(PieceKind::Emoticon) {
            if LAUGHING.iter().any(|word| code.contains(word)) {
                cues.joke += EMOTICON;
            } else if PRAISING.iter().any(|word| code.contains(word)) {
                cues.praise += EMOTICON;
            }
        }
        let end = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?');
        cues.ends_as_question = PARTICLES.iter().any(|particle| end.ends_with(particle));
        cues.begins_with_mention =
            reading.original.trim_start().starts_with(['@', '＠']) || text.trim_start().starts_with("回复@");
        cues.quotes = !quoted.is_empty();
        for c in text.chars() {
            cues.length += usize::from(c.is_alphanumeric());
            cues.negations += usize::from(matches!(c, '没' | '不' | '无' | '未'));
            cues.exclamation_marks += usize::from(c == '!');
            cues.clauses += usize::from(ends_clause(c));
        }
        cues
    }
}

/// The clauses in which something is asked, complained of or proposed, as spans of characters.
pub(super) fn asking_clauses(text: &str, found: &Found) -> Vec<(u32, u32)> {
    let labels = &*LABELS;
    let asks = [labels.ask, labels.form, labels.suggest, labels.plea, labels.accuse];
    let asked: Vec<u32> =
        found.of(labels.list).iter().filter(|hit| asks.contains(&hit.label)).map(|hit| hit.start).collect();
    let mut clauses = Vec::new();
    let mut start = 0;
    for (position, c) in (0u32..).zip(text.chars().chain(['\n'])) {
        if ends_clause(c) {
            if asked.iter().any(|at| (start..=position).contains(at)) {
                clauses.push((start, position));
            }
            start = position + 1;
        }
    }
    clauses
}

fn ends_clause(c: char) -> bool {
    matches!(c, ',' | '。' | '!' | '?' | ';' | '\n')
}

/// Where the last clause with words in it begins, in characters.
fn last_clause(text: &str) -> u32 {
    let (mut start, mut next) = (0, 0);
    for (position, c) in (0u32..).zip(text.chars()) {
        if ends_clause(c) {
            next = position + 1;
        } else if c.is_alphanumeric() {
            start = next;
        }
    }
    start
}

/// Spans of characters between quotation marks. Straight marks open and close in turn.
fn quoted(text: &str) -> Vec<(u32, u32)> {
    if !text.contains(['"', '“', '「', '『']) {
        return Vec::new();
    }
    let mut spans = Vec::new();
    let mut open: Option<(u32, char)> = None;
    for (position, c) in (0u32..).zip(text.chars()) {
        match (open, c) {
            (None, '"' | '“' | '「' | '『') => open = Some((position, closing(c))),
            (Some((start, close)), c) if c == close => {
                spans.push((start, position));
                open = None;
            }
            _ => {}
        }
    }
    spans
}

fn closing(open: char) -> char {
    match open {
        '“' => '”',
        '「' => '」',
        '『' => '』',
        other => other,
    }
}
