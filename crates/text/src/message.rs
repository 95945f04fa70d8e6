//! What a citizen's comment or message is: its kind, whether a public body owes it an answer, how soon, and which one.
//!
//! Wording is added up from `lexicon/messages.toml` and `lexicon/duties.toml`; what stands inside quotation marks is somebody
//! else's wish. What is found becomes a few dozen signs ([`signs`]), which a linear model weighs (`lexicon/message_weights.tsv`).

mod cues;
mod department;
mod kind;
mod signs;
mod weights;

use model::{MessageKind, UnitType, Urgency};

use crate::normalise::{self, Reading};
use crate::weighted::Weighted;
use cues::Cues;

/// What is known about a message besides its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MessageContext {
    /// What the account is for, under which the message stands: it answers what names no other body.
    pub unit_type: Option<UnitType>,
    /// The message answers another citizen's comment.
    pub answers_citizen: bool,
}

/// What a message says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MessageReading {
    /// What it is.
    pub kind: MessageKind,
    /// A citizen wants something done or answered by a public body.
    pub needs_answer: bool,
    /// How soon.
    pub urgency: Urgency,
    /// Who should answer; `Unknown` where nobody can tell.
    pub department: UnitType,
    /// Who else might have to.
    pub runner_up: Option<UnitType>,
    /// Between 0 and 1: how far from the border between needing an answer and not.
    pub confidence: f32,
}

/// Reads a message.
#[must_use]
pub fn read(text: &str, context: MessageContext) -> MessageReading {
    read_of(&normalise::read(text), context)
}

/// As [`read`], of a text that was read before.
#[must_use]
pub fn read_of(reading: &Reading<'_>, context: MessageContext) -> MessageReading {
    let found = Weighted::embedded().scan(&reading.hard);
    let cues = Cues::of(reading, &found);
    let departments = department::ranked(&found, &cues::asking_clauses(&reading.hard.text, &found));
    let signs = signs::of(&cues, &departments);
    let need = kind::need(&signs, context);
    let kind = kind::kind(&signs, need);
    let needs_answer = need > 0.0;
    let (department, runner_up) = department::decide(&departments, kind, context);
    let urgent = needs_answer && weights::haste(&signs) > 0.0;
    let urgency = if urgent { Urgency::High } else { Urgency::Normal };
    // The model gives logarithms of odds.
    let confidence = (1.0 / (1.0 + (-need.abs()).exp())).clamp(0.5, 0.99);
    MessageReading { kind, needs_answer, urgency, department, runner_up, confidence }
}

/// What speaks in a message, as (name, number): the row that the model of `lexicon/message_weights.tsv` weighs and is fitted to.
#[must_use]
pub fn signs_of(text: &str) -> Vec<(&'static str, f32)> {
    let reading = normalise::read(text);
    let found = Weighted::embedded().scan(&reading.hard);
    let departments = department::ranked(&found, &cues::asking_clauses(&reading.hard.text, &found));
    signs::NAMES.into_iter().zip(signs::of(&Cues::of(&reading, &found), &departments)).collect()
}
