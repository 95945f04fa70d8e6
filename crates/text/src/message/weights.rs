//! How much every sign says for every reading: `lexicon/message_weights.tsv`.

use std::sync::LazyLock;

use model::MessageKind;

use super::signs::{NAMES, Signs};
use crate::data;
use crate::linear::Linear;

static WEIGHTS: LazyLock<Linear> =
    LazyLock::new(|| Linear::read(data::MESSAGE_WEIGHTS, &NAMES).expect("the embedded table is checked by tests"));

/// How much speaks for an inquiry; 0 or less is none.
pub(super) fn need(signs: &Signs) -> f32 {
    WEIGHTS.sum("needs_answer", signs)
}

/// How much speaks for haste; 0 or less is none.
pub(super) fn haste(signs: &Signs) -> f32 {
    WEIGHTS.sum("urgent", signs)
}

/// The likeliest of some kinds, the earlier among equals.
pub(super) fn likeliest(kinds: &[MessageKind], signs: &Signs) -> Option<MessageKind> {
    let scores = kinds.iter().map(|kind| (*kind, WEIGHTS.sum(kind.id(), signs)));
    scores.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(kind, _)| kind)
}
