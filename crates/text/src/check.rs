//! Everything that is read of one text, for a check before it is published: what `mingjian check` says.
//!
//! Spans count characters of the text as given. A title that comes with the text is a field of its own.

use model::{MessageKind, Outside, ReplyKind, UnitType, Urgency};
use serde::Serialize;

use crate::detect::{self, Field, Found, GuardFired, Input, Level, Span, TextKind};
use crate::message::{self, MessageContext};
use crate::normalise;
use crate::places::{self, Home, Place};
use crate::reply;
use crate::wording::WrongWords;

/// The rule of wording that must not be used.
const WRONG_WORDING: &str = "C07";

/// A text with what is known about it.
#[derive(Debug, Clone, Copy)]
pub struct Text<'t> {
    /// Its title, where it comes apart from the text.
    pub title: Option<&'t str>,
    /// The text.
    pub text: &'t str,
    /// What the unit is for.
    pub unit_type: UnitType,
    /// The unit's area.
    pub home: Option<Home>,
    /// Where it is to be published.
    pub kind: TextKind,
    /// The citizen's question it answers.
    pub question: Option<&'t str>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Check {
    /// Rules it may break, by code.
    pub findings: Vec<Finding>,
    /// What kept rules silent.
    pub guards: Vec<GuardFired>,
    /// Places it names, each with the best of its candidates.
    pub places: Vec<PlaceNamed>,
    /// Whether they lie outside home; unsure without a place or a home.
    pub outside: Outside,
    /// What a citizen's comment or message is; none for other texts.
    pub message_kind: Option<MessageKind>,
    /// Whether a public body should answer it; none for other texts.
    pub needs_answer: Option<bool>,
    /// Which kind of unit should; none for other texts.
    pub department: Option<UnitType>,
    /// Which other kind might have to.
    pub department_next: Option<UnitType>,
    /// How soon; none for other texts.
    pub urgency: Option<Urgency>,
    /// What an answer is; none for texts that answer nothing.
    pub reply_kind: Option<ReplyKind>,
}

/// A rule the text may break.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The rule's code.
    pub rule: &'static str,
    /// From 0 to 1.
    pub confidence: f64,
    /// suspected | likely.
    pub level: Level,
    /// Where it shows.
    pub spans: Vec<Marked>,
    /// A guard that weakened it.
    pub guard: Option<&'static str>,
    /// What it rests on.
    pub reasons: Vec<&'static str>,
}

/// A stretch of the text with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// title | text.
    pub field: Field,
    /// Characters before it.
    pub start: u32,
    /// Characters up to its end.
    pub end: u32,
    /// Its words as given.
    pub text: String,
}

/// A place the text names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceNamed {
    /// As written.
    pub name: String,
    /// Code of the place it most probably is; none abroad.
    pub code: Option<String>,
    /// Characters before it, in the text (or title and text, one after the other).
    pub start: u32,
    /// How sure.
    pub confidence: f64,
    /// Everything it may be, the surest first.
    pub candidates: Vec<PlaceCandidate>,
}

/// What a place may be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceCandidate {
    /// Code; none abroad.
    pub code: Option<String>,
    /// With everything it lies in.
    pub name: String,
    /// How sure.
    pub confidence: f64,
}

/// Reads a text, and looks for the wording an office must not use.
#[must_use]
pub fn check(given: &Text<'_>, wrong_words: &WrongWords) -> Check {
    let text = normalise::read(given.text);
    let title = given.title.map(normalise::read);
    let home = given.home.as_ref();
    let places = match given.title {
        // A title's places count with those of the text; its characters stand before the text's.
        Some(title) => places::find(&format!("{title}{}", given.text), home),
        None => places::find(given.text, home),
    };
    let outside = home.map_or(Outside::Unsure, |home| places::outside(&places, home));
    let report = detect::detect(&Input {
        title: title.as_ref(),
        text: &text,
        unit_type: given.unit_type,
        outside,
        kind: given.kind,
    });
    let asks = matches!(given.kind, TextKind::Comment | TextKind::Message) && given.question.is_none();
    let unit_type = Some(given.unit_type).filter(|unit| *unit != UnitType::Unknown);
    let asked = asks.then(|| message::read_of(&text, MessageContext { unit_type, answers_citizen: false }));
    let question = given.question.map(normalise::read);
    let mut findings: Vec<Finding> = report.findings.iter().map(|found| finding(found, given)).collect();
    findings.extend(wrong_wording(given, wrong_words));
    findings.sort_by_key(|finding| finding.rule);
    Check {
        findings,
        guards: report.guards,
        places: places.iter().filter_map(named).collect(),
        outside,
        message_kind: asked.map(|read| read.kind),
        needs_answer: asked.map(|read| read.needs_answer),
        department: asked.map(|read| read.department),
        department_next: asked.and_then(|read| read.runner_up),
        urgency: asked.map(|read| read.urgency),
        reply_kind: question.as_ref().map(|question| reply::read_of(&text, Some(question)).kind),
    }
}

/// What the office's own list says: a word stands there or does not, so the finding is as sure as any.
fn wrong_wording(given: &Text<'_>, wrong_words: &WrongWords) -> Option<Finding> {
    let fields = given.title.map(|title| (Field::Title, title)).into_iter().chain([(Field::Text, given.text)]);
    let mut spans = Vec::new();
    for (field, text) in fields {
        for word in wrong_words.find(text) {
            spans.extend(word.places.into_iter().map(|(start, chars)| marked(Span { field, start, chars }, given)));
        }
    }
    spans.sort_by_key(|span| (span.field, span.start, span.end));
    (!spans.is_empty()).then(|| Finding {
        rule: WRONG_WORDING,
        confidence: 0.9,
        level: Level::Likely,
        spans,
        guard: None,
        reasons: vec!["listed_wording"],
    })
}

fn finding(found: &Found, given: &Text<'_>) -> Finding {
    Finding {
        rule: found.rule,
        confidence: rounded(found.confidence),
        level: found.level,
        spans: found.spans.iter().map(|span| marked(*span, given)).collect(),
        guard: found.guard,
        reasons: found.reasons.clone(),
    }
}

fn marked(span: Span, given: &Text<'_>) -> Marked {
    let original = match span.field {
        Field::Title => given.title.unwrap_or(given.text),
        Field::Text => given.text,
    };
    Marked {
        field: span.field,
        start: span.start,
        end: span.start.saturating_add(span.chars),
        text: original.chars().skip(span.start as usize).take(span.chars as usize).collect(),
    }
}

fn named(place: &Place) -> Option<PlaceNamed> {
    let best = place.candidates.first()?;
    let candidate = |candidate: &places::Candidate| PlaceCandidate {
        code: candidate.code.clone(),
        name: candidate.name.clone(),
        confidence: rounded(candidate.confidence),
    };
    Some(PlaceNamed {
        name: place.name.clone(),
        code: best.code.clone(),
        start: place.start,
        confidence: rounded(best.confidence),
        candidates: place.candidates.iter().map(candidate).collect(),
    })
}

/// Two decimals: a confidence is no measurement.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> Text<'_> {
        Text { title: None, text, unit_type: UnitType::Unknown, home: None, kind: TextKind::Post, question: None }
    }

    #[test]
    fn marks_lie_where_the_words_stand() {
        let text = "各位老乡👋求关注！差一千粉就完成任务了，帮帮小编";
        let read = check(&given(text), &WrongWords::default());
        let found = read.findings.iter().find(|finding| finding.rule == "E01").unwrap();
        for span in &found.spans {
            let piece: String = text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect();
            assert_eq!(piece, span.text);
        }
        assert_eq!(read.message_kind, None);
    }

    #[test]
    fn a_comment_is_read_as_a_message_and_an_answer_as_an_answer() {
        let asked = Text { kind: TextKind::Comment, ..given("请问居民医保怎么缴费？") };
        assert_eq!(check(&asked, &WrongWords::default()).needs_answer, Some(true));
        let answer = Text { question: Some("居民医保怎么缴费？"), ..given("收到") };
        let read = check(&answer, &WrongWords::default());
        assert_eq!((read.reply_kind, read.needs_answer), (Some(ReplyKind::Empty), None));
    }

    #[test]
    fn an_office_forbids_wording_of_its_own() {
        let list = WrongWords::new(["临岚县委书计=临岚县委书记"]);
        let titled =
            Text { title: Some("临岚县委书计出席"), ..given("临岚县委书记和临岚县委书计") };
        let read = check(&titled, &list);
        let found = read.findings.iter().find(|finding| finding.rule == "C07").unwrap();
        let places: Vec<_> = found.spans.iter().map(|span| (span.field, span.start, span.text.as_str())).collect();
        assert_eq!(places, [(Field::Title, 0, "临岚县委书计"), (Field::Text, 7, "临岚县委书计")]);
        assert!(check(&titled, &WrongWords::default()).findings.iter().all(|finding| finding.rule != "C07"));
    }
}
