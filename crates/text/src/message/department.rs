//! Which department should answer.

use model::{MessageKind, UnitType};

use super::MessageContext;
use crate::duty;
use crate::weighted::Found;

/// Departments with what speaks for them, the strongest first.
pub(super) struct Ranked(Vec<(UnitType, f32)>);

impl Ranked {
    /// What speaks for the strongest.
    pub(super) fn strength(&self) -> f32 {
        self.0.first().map_or(0.0, |(_, score)| *score)
    }
}

/// Least weight on which a department is named.
const LEAST: f32 = 0.9;
/// What the account's own duty weighs where the message names several.
const OWN_ACCOUNT: f32 = 4.0;
/// A runner-up weighs at least this much of the first.
const RUNNER_UP: f32 = 0.25;

/// What a word weighs in the clause that asks, complains or proposes: what stands around it only tells how it came about.
const ASKING_CLAUSE: f32 = 1.4;

/// Ranks the departments by what was found. Among equals the order of the list decides.
pub(super) fn ranked(found: &Found, asking: &[(u32, u32)]) -> Ranked {
    let scores = duty::scores_where(found, |hit| {
        let asks = asking.iter().any(|(start, end)| *start <= hit.start && hit.end <= *end);
        if asks { ASKING_CLAUSE } else { 1.0 }
    });
    let mut ranked: Vec<(UnitType, f32)> =
        UnitType::ALL.iter().copied().zip(scores).filter(|(_, score)| *score > 0.0).collect();
    ranked.sort_by(|one, two| two.1.total_cmp(&one.1));
    Ranked(ranked)
}

/// The department and its runner-up.
pub(super) fn decide(ranked: &Ranked, kind: MessageKind, context: MessageContext) -> (UnitType, Option<UnitType>) {
    if matches!(kind, MessageKind::Chatter | MessageKind::Spam) {
        return (UnitType::Unknown, None);
    }
    let mut ranked: Vec<(UnitType, f32)> = ranked.0.clone();
    if let Some(own) = context.unit_type {
        match ranked.iter_mut().find(|(unit, _)| *unit == own) {
            Some((_, score)) => *score += OWN_ACCOUNT,
            None => ranked.push((own, OWN_ACCOUNT)),
        }
        ranked.sort_by(|one, two| two.1.total_cmp(&one.1));
    }
    ranked.retain(|(_, score)| *score >= LEAST);
    let Some((department, first)) = ranked.first().copied() else { return (UnitType::Unknown, None) };
    let runner_up = ranked.get(1).filter(|(_, score)| *score >= first * RUNNER_UP).map(|(unit, _)| *unit);
    (department, runner_up)
}
