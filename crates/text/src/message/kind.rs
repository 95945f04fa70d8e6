//! What kind of message it is, and whether it needs an answer.

use model::MessageKind;

use super::MessageContext;
use super::signs::Signs;
use super::weights;

/// What it says against an inquiry that another citizen is spoken to.
const ANSWERS_CITIZEN: f32 = 1.5;

const INQUIRIES: [MessageKind; 4] =
    [MessageKind::Question, MessageKind::Complaint, MessageKind::Plea, MessageKind::Suggestion];
const TALK: [MessageKind; 4] = [MessageKind::Chatter, MessageKind::Thanks, MessageKind::Praise, MessageKind::Spam];

/// How much more speaks for an inquiry than against it; 0 or less is none.
pub(super) fn need(signs: &Signs, context: MessageContext) -> f32 {
    weights::need(signs) - if context.answers_citizen { ANSWERS_CITIZEN } else { 0.0 }
}

/// The kind, given how much speaks for an inquiry.
pub(super) fn kind(signs: &Signs, need: f32) -> MessageKind {
    let kinds = if need > 0.0 { &INQUIRIES } else { &TALK };
    weights::likeliest(kinds, signs).unwrap_or(MessageKind::Chatter)
}
