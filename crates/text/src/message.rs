//! What a citizen's comment or message is: its kind, whether a public body owes it an answer, how soon, and which one.
//!
//! Wording is added up from `lexicon/messages.toml` and `lexicon/duties.toml`; what stands inside quotation marks is somebody
//! else's wish. Why each weight is what it is stands beside it in the parts of this module.

mod cues;
mod department;
mod kind;
mod urgency;

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
    let need = kind::need(&cues, &departments, context);
    let kind = kind::kind(&cues, need);
    let needs_answer = need > 0.0 && kind::wants_answer(kind);
    let (department, runner_up) = department::decide(&departments, kind, context);
    let urgency = if needs_answer { urgency::urgency(&cues, kind) } else { Urgency::Normal };
    let confidence = (0.5 + need.abs() / 8.0).clamp(0.5, 0.99);
    MessageReading { kind, needs_answer, urgency, department, runner_up, confidence }
}
