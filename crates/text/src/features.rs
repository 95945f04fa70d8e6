//! What import keeps of each work and comment, so that an audit reads features and not every text.
//!
//! Nothing here depends on who published: a unit's kind and place may become known later. Signals are therefore the widest
//! answer of the detectors, and a rule asks them again, with the unit's kind and place, for the few texts that have one.

use model::{ContentKind, MessageKind, Outside, UnitType, Urgency};

use crate::detect::{self, Input, TextKind};
use crate::message::{self, MessageContext};
use crate::normalise::{self, Reading};
use crate::weighted::Weighted;
use crate::{content, duty};

/// Least share of a text that makes it the duty of a kind of unit.
const DUTY_SHARE: f32 = 0.5;

/// What is kept of a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostReading {
    /// Codes of the rules whose detectors may find something in it, sorted.
    pub signals: Vec<&'static str>,
    /// What it is about where nobody's duty is asked for.
    pub content_kind: ContentKind,
    /// The kinds of unit whose duty it is, in the order of [`UnitType::ALL`].
    pub duty_of: Vec<UnitType>,
}

/// What is kept of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentReading {
    /// What it is.
    pub kind: MessageKind,
    /// A citizen wants something done or answered by a public body.
    pub needs_answer: bool,
    /// How soon.
    pub urgency: Urgency,
    /// Who should answer; unknown where the text does not say.
    pub department: UnitType,
    /// Who else might have to.
    pub runner_up: Option<UnitType>,
    /// Codes of the rules whose detectors may find something in it, sorted.
    pub signals: Vec<&'static str>,
}

/// Reads a work; nothing where it has no text.
#[must_use]
pub fn post(title: Option<&str>, content: Option<&str>) -> Option<PostReading> {
    let (title, body) = parts(title, content)?;
    let about = joined(title.as_ref(), &body);
    let about = normalise::read(&about);
    let found = Weighted::embedded().scan(&about.hard);
    Some(PostReading {
        signals: signals(title.as_ref(), &body, TextKind::Post),
        content_kind: content::read_found(&about, &found, None).kind,
        duty_of: duty::units_from(&found, DUTY_SHARE),
    })
}

/// Reads a comment; nothing where it has no text.
#[must_use]
pub fn comment(content: Option<&str>, answers_citizen: bool) -> Option<CommentReading> {
    let (_, body) = parts(None, content)?;
    let read = message::read_of(&body, MessageContext { unit_type: None, answers_citizen });
    Some(CommentReading {
        kind: read.kind,
        needs_answer: read.needs_answer,
        urgency: read.urgency,
        department: read.department,
        runner_up: read.runner_up,
        signals: signals(None, &body, TextKind::Comment),
    })
}

/// Codes as they stand in a column, between blanks, so that ` C04 ` can be looked for; nothing where there are none.
#[must_use]
pub fn column(codes: impl IntoIterator<Item = &'static str>) -> Option<String> {
    let mut column = String::new();
    for code in codes {
        column.push(' ');
        column.push_str(code);
    }
    if column.is_empty() {
        return None;
    }
    column.push(' ');
    Some(column)
}

/// The rules whose detectors find something when nothing speaks for the publisher: no duty of its own, every place elsewhere.
fn signals(title: Option<&Reading<'_>>, text: &Reading<'_>, kind: TextKind) -> Vec<&'static str> {
    let input = Input { title, text, unit_type: UnitType::Unknown, outside: Outside::Yes, kind };
    let mut codes: Vec<&'static str> = detect::detect(&input).findings.iter().map(|found| found.rule).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Title and text as one, a title that the text repeats once; nothing where there is neither.
#[must_use]
pub fn whole(title: Option<&str>, content: Option<&str>) -> Option<String> {
    parts(title, content).map(|(title, body)| joined(title.as_ref(), &body))
}

fn joined(title: Option<&Reading<'_>>, body: &Reading<'_>) -> String {
    match title {
        Some(title) => format!("{} {}", title.original, body.original),
        None => body.original.to_owned(),
    }
}

/// Title and text as they are read; a title alone, or one that the text repeats, is the text.
#[must_use]
pub fn parts<'t>(title: Option<&'t str>, content: Option<&'t str>) -> Option<(Option<Reading<'t>>, Reading<'t>)> {
    let kept = |text: Option<&'t str>| text.filter(|text| !text.trim().is_empty());
    match (kept(title), kept(content)) {
        (Some(title), Some(content)) if title.trim() != content.trim() => {
            Some((Some(normalise::read(title)), normalise::read(content)))
        }
        (_, Some(text)) | (Some(text), None) => Some((None, normalise::read(text))),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_is_read_without_knowing_who_published_it() {
        let read = post(Some("求关注！差一千粉就完成任务了，帮帮小编"), None).unwrap();
        assert!(read.signals.contains(&"E01"), "{read:?}");
        let read = post(Some("酒驾醉驾零容忍，今晚继续查"), None).unwrap();
        assert!(read.duty_of.contains(&UnitType::TrafficPolice), "{read:?}");
        assert!(!read.duty_of.contains(&UnitType::Education), "{read:?}");
        assert_eq!(post(Some("  "), None), None);
    }

    #[test]
    fn a_comment_that_asks_needs_an_answer() {
        let read = comment(Some("请问居民医保怎么缴费？"), false).unwrap();
        assert!(read.needs_answer);
        assert_eq!(comment(None, false), None);
    }

    #[test]
    fn codes_are_kept_between_blanks() {
        assert_eq!(column(["C04", "E01"]).as_deref(), Some(" C04 E01 "));
        assert_eq!(column([]), None);
    }
}
