//! Detectors: reaching for followers (E01–E03), alarming, stigmatising and selling (C04–C06, C08, C11) and personal data (C09).
//!
//! Wording is the smallest part of it. A detector asks which tags of the word lists stand together in a sentence, and what
//! speaks against them: negation, prohibition, quotation, reporting about the practice, the unit's own remit. What kept a
//! detector silent is returned too.

mod advertising;
mod alarming;
mod begging;
mod display;
mod features;
mod forced;
mod manner;
mod personal;
mod sensational;
mod signs;
mod stigma;
mod view;
mod votes;

use std::sync::LazyLock;

use model::{Outside, UnitType};
use serde::Serialize;

use crate::lexicon::Lexicons;
use crate::normalise::Reading;
use features::Features;
use view::View;

/// Where a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// A work of an account.
    Post,
    /// A comment.
    Comment,
    /// A private message, or one in a group.
    Message,
    /// An official notice.
    Notice,
}

impl TextKind {
    /// The kind with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "post" => Some(Self::Post),
            "comment" => Some(Self::Comment),
            "message" => Some(Self::Message),
            "notice" => Some(Self::Notice),
            _ => None,
        }
    }
}

/// A text with what is known about it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'r> {
    /// Its title, where it has one.
    pub title: Option<&'r Reading<'r>>,
    /// The text.
    pub text: &'r Reading<'r>,
    /// What the publishing unit is for.
    pub unit_type: UnitType,
    /// Whether what it speaks of lies outside the unit's area.
    pub outside: Outside,
    /// Where it was written.
    pub kind: TextKind,
}

/// Which of the two fields a span lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The title.
    Title,
    /// The text.
    Text,
}

/// A stretch of the text as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// In which field.
    pub field: Field,
    /// Characters before it.
    pub start: u32,
    /// Characters it takes.
    pub chars: u32,
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A person should look at it.
    Suspected,
    /// Several independent signs agree.
    Likely,
}

/// Why a rule was found or kept silent: the rule's own word for it, closed per rule, in English; `locale` says it in Chinese.
pub type Reason = &'static str;

/// One rule found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// The rule's code.
    pub rule: &'static str,
    /// Between 0 and 1: how much speaks for it.
    pub confidence: f32,
    /// How sure it is.
    pub level: Level,
    /// The evidence, in order.
    pub spans: Vec<Span>,
    /// A guard that weakened it without silencing it.
    pub guard: Option<&'static str>,
    /// What it rests on.
    pub reasons: Vec<Reason>,
}

/// A guard that kept a rule silent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GuardFired {
    /// The rule's code.
    pub rule: &'static str,
    /// Which guard: `negation`, `quotation`, `title`, `report`, `warning`, …
    pub guard: &'static str,
    /// Where it stands, if at one place.
    pub span: Option<Span>,
}

/// What the detectors say about one text.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// Rules found, by code.
    pub findings: Vec<Found>,
    /// Guards that kept rules silent.
    pub guards: Vec<GuardFired>,
}

impl Report {
    /// The finding of a rule.
    #[must_use]
    pub fn found(&self, rule: &str) -> Option<&Found> {
        self.findings.iter().find(|found| found.rule == rule)
    }

    fn add(&mut self, rule: &'static str, confidence: f32, spans: Vec<Span>, reasons: Vec<Reason>) {
        let level = if confidence >= LIKELY { Level::Likely } else { Level::Suspected };
        self.findings.push(Found { rule, confidence, level, spans, guard: None, reasons });
    }

    fn guard(&mut self, rule: &'static str, guard: &'static str, span: Option<Span>) {
        if !self.guards.iter().any(|fired| fired.rule == rule && fired.guard == guard) {
            self.guards.push(GuardFired { rule, guard, span });
        }
    }
}

/// From here on something is found at all.
const SUSPECTED: f32 = 0.5;
/// From here on a finding is likely, not only suspected.
const LIKELY: f32 = 0.8;

/// How much speaks for a rule, what, and in which sentences.
type Scored = (f32, Vec<Reason>, std::ops::Range<usize>);

/// The stretch of `length` sentences that most speaks for a rule, if enough does.
fn best(view: &View<'_>, length: usize, score: impl Fn(Features) -> (f32, Vec<Reason>)) -> Option<Scored> {
    let mut best: Option<Scored> = None;
    for first in 0..view.sentences.len() {
        let window = first..(first + length).min(view.sentences.len());
        let (confidence, reasons) = score(view.free_in(window.clone()));
        if confidence >= SUSPECTED && best.as_ref().is_none_or(|(highest, ..)| confidence > *highest) {
            best = Some((confidence, reasons, window));
        }
    }
    best
}

/// All features of a stretch of sentences and of those beside it, whatever speaks against them.
fn near(view: &View<'_>, window: &std::ops::Range<usize>) -> Features {
    let from = window.start.saturating_sub(1);
    let mut all = Features::NONE;
    for sentence in view.sentences.iter().take(window.end + 1).skip(from) {
        all.add(sentence.all);
    }
    all
}

/// Detectors over a set of word lists.
#[derive(Debug)]
pub struct Detector<'l> {
    lexicons: &'l Lexicons,
    by_entry: Vec<Features>,
}

static EMBEDDED: LazyLock<Detector<'static>> = LazyLock::new(|| Detector::new(Lexicons::embedded()));

impl<'l> Detector<'l> {
    /// Detectors over these lists: the embedded ones, or those with a user's own.
    #[must_use]
    pub fn new(lexicons: &'l Lexicons) -> Self {
        Self { lexicons, by_entry: features::by_entry(lexicons) }
    }

    /// The signs of a text that weights are learnt over: stretches of one to three characters, and tags as `+list.tag` (found, and
    /// nothing speaks against it) or `-list.tag`.
    #[must_use]
    pub fn signs(&self, input: &Input<'_>) -> Vec<String> {
        let view = View::new(self.lexicons, &self.by_entry, input.title, input.text);
        signs::grams(&view).into_iter().map(signs::gram).chain(signs::tags(view.free, view.all)).collect()
    }

    /// What every detector says about a text.
    #[must_use]
    pub fn detect(&self, input: &Input<'_>) -> Report {
        let view = View::new(self.lexicons, &self.by_entry, input.title, input.text);
        let mut report = conditions(&view, input);
        manner::weigh(&view, input.outside == Outside::Yes, &mut report);
        report.findings.sort_by_key(|found| found.rule);
        report
    }

    /// What the hand-written conditions alone say, the manner of the text left out: to measure what each of the two adds.
    #[must_use]
    pub fn conditions(&self, input: &Input<'_>) -> Report {
        conditions(&View::new(self.lexicons, &self.by_entry, input.title, input.text), input)
    }
}

fn conditions(view: &View<'_>, input: &Input<'_>) -> Report {
    let mut report = Report::default();
    begging::detect(view, input, &mut report);
    votes::detect(view, input, &mut report);
    forced::detect(view, input, &mut report);
    sensational::detect(view, input, &mut report);
    alarming::detect(view, input, &mut report);
    stigma::detect(view, input, &mut report);
    personal::detect(view, &mut report);
    advertising::detect(view, input, &mut report);
    display::detect(view, input, &mut report);
    report.findings.sort_by_key(|found| found.rule);
    report
}

/// What every detector says about a text, with the embedded lists.
#[must_use]
pub fn detect(input: &Input<'_>) -> Report {
    EMBEDDED.detect(input)
}
