//! How much every sign says for every reading: `lexicon/message_weights.tsv`, fitted by `examples/train_messages.rs`.

use std::sync::LazyLock;

use model::MessageKind;

use super::signs::{COUNT, NAMES, Signs};
use crate::data;

/// What the signs are weighed for. The columns of the table are called so.
const OUTPUTS: [&str; 10] =
    ["needs_answer", "question", "complaint", "plea", "suggestion", "thanks", "praise", "chatter", "spam", "urgent"];

/// Weights by output, then by sign.
struct Weights([Signs; OUTPUTS.len()]);

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(data::MESSAGE_WEIGHTS).expect("the embedded table is checked by tests"));

impl Weights {
    /// Reads the table; `None` where a sign or an output is missing or no number.
    fn read(table: &str) -> Option<Self> {
        let mut lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let head: Vec<&str> = lines.next()?.split('\t').skip(1).collect();
        if head != OUTPUTS {
            return None;
        }
        let mut weights = Self([[0.0; COUNT]; OUTPUTS.len()]);
        let mut seen = [false; COUNT];
        for line in lines {
            let mut cells = line.split('\t');
            let name = cells.next()?;
            let sign = NAMES.iter().position(|known| *known == name)?;
            *seen.get_mut(sign)? = true;
            for output in &mut weights.0 {
                *output.get_mut(sign)? = cells.next()?.parse().ok()?;
            }
        }
        seen.iter().all(|seen| *seen).then_some(weights)
    }

    fn sum(&self, output: &str, signs: &Signs) -> f32 {
        let position = OUTPUTS.iter().position(|known| *known == output);
        let weights = position.and_then(|position| self.0.get(position));
        weights.map_or(0.0, |weights| weights.iter().zip(signs).map(|(weight, sign)| weight * sign).sum())
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_sign_and_output() {
        assert!(Weights::read(data::MESSAGE_WEIGHTS).is_some());
        assert!(Weights::read("").is_none());
        assert!(Weights::read("sign\tneeds_answer\nask\t1\n").is_none());
    }
}
