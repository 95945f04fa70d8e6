//! What kind of message it is, and whether it needs an answer.

use model::MessageKind;

use super::MessageContext;
use super::cues::Cues;
use super::department::Ranked;

/// What has to speak for an inquiry before it is one.
const THRESHOLD: f32 = 2.0;

/// What every character says, up to so many.
const LENGTH: f32 = 0.04;
const LONG: usize = 30;

/// Below this sign of a wish, a grievance or a question, what is said about a public body's work is mere talk.
const LEAST_SIGN: f32 = 0.45;
const MERE_TALK: f32 = 1.0;

/// What a question in the last clause says for a question as against a complaint.
const ASKS_LAST: f32 = 1.0;

/// Who writes this much without a joke, a thank or a word to other commenters, on what some body does, wants something.
const PLAIN_LENGTH: usize = 10;
const PLAIN: f32 = 0.8;

/// Less than this is a single word of advertising.
const LEAST_SPAM: f32 = 2.0;

/// How much more speaks for an inquiry than the threshold asks; 0 or less is none.
pub(super) fn need(cues: &Cues, departments: &Ranked, context: MessageContext) -> f32 {
    // One strong sign is enough; ten do not say ten times as much.
    let wish =
        0.9 * cues.ask.min(4.5) + 0.8 * cues.accuse.min(5.0) + 0.7 * cues.plea.min(6.0) + 0.75 * cues.suggest.min(5.0);
    let state = 0.6 * cues.trouble.min(5.0)
        + 0.5 * cues.supply.min(4.0)
        + 0.5 * cues.danger.min(6.0)
        + 0.4 * cues.lasting.min(3.0);
    let question = if cues.ends_as_question { 0.8 } else { 0.0 } + 0.5 * cues.form.min(3.0);
    // Whom it concerns, and whether it is about something a public body does.
    let matter = 0.35 * departments.strength().min(6.0) + 0.3 * cues.address.min(3.0) + 0.3 * cues.self_told.min(3.0);
    // A word that advertisers use (二手车, 链接) is no advertisement where something is asked or complained of.
    let asks = cues.ask + cues.accuse + cues.plea + cues.suggest > 0.0;
    let spam = if asks && cues.spam < LEAST_SPAM { 0.0 } else { cues.spam.min(6.0) };
    let against = spam
        + 0.9 * cues.joke.min(5.0)
        + 0.8 * cues.rhetoric.min(5.0)
        + 0.9 * cues.peer.min(6.0)
        + 0.5 * cues.general.min(4.0)
        + 0.7 * cues.thanks.min(5.0)
        + 0.7 * cues.praise.min(5.0)
        + 0.3 * cues.exclaim.min(4.0)
        + 0.3 * cues.solved.min(4.0)
        + if cues.begins_with_mention { 2.5 } else { 0.0 }
        + if context.answers_citizen { 1.5 } else { 0.0 };
    let plain = against <= 0.0 && departments.strength() >= 1.0 && cues.length >= PLAIN_LENGTH;
    let plain = if plain { PLAIN } else { 0.0 };
    // Who takes the trouble to write at length wants something.
    let length = LENGTH * f32::from(u16::try_from(cues.length.min(LONG)).unwrap_or(0));
    let mere_talk = if wish + state + question < LEAST_SIGN { MERE_TALK } else { 0.0 };
    wish + state + question + matter + plain + length - against - mere_talk - THRESHOLD
}

/// Kinds that a public body owes an answer.
pub(super) fn wants_answer(kind: MessageKind) -> bool {
    matches!(kind, MessageKind::Question | MessageKind::Complaint | MessageKind::Plea | MessageKind::Suggestion)
}

/// The kind, given how much speaks for an inquiry.
pub(super) fn kind(cues: &Cues, need: f32) -> MessageKind {
    if need > 0.0 { inquiry(cues) } else { talk(cues) }
}

fn inquiry(cues: &Cues) -> MessageKind {
    let question = cues.ask
        + 0.7 * cues.form.min(4.0)
        + if cues.ends_as_question { 1.0 } else { 0.0 }
        + if cues.asks_last { ASKS_LAST } else { 0.0 }
        - 0.3 * cues.trouble.min(4.0);
    let complaint = cues.accuse + 0.9 * cues.trouble + 0.5 * cues.lasting;
    let plea = 1.4 * cues.plea
        + if cues.plea > 0.0 { 0.7 } else { 0.3 } * cues.hardship.min(4.5)
        + 0.3 * cues.danger.min(6.0)
        + 0.2 * cues.acute.min(4.0);
    let suggestion = 1.5 * cues.suggest;
    let ranked = [
        (MessageKind::Plea, plea),
        (MessageKind::Suggestion, suggestion),
        (MessageKind::Complaint, complaint),
        (MessageKind::Question, question),
    ];
    strongest(&ranked).unwrap_or(MessageKind::Question)
}

fn talk(cues: &Cues) -> MessageKind {
    let chatter = cues.joke + cues.rhetoric + cues.peer + cues.general + 0.5 * cues.form;
    let ranked = [
        (MessageKind::Spam, cues.spam),
        (MessageKind::Thanks, 1.2 * cues.thanks),
        (MessageKind::Praise, cues.praise + 0.7 * cues.exclaim.min(4.0)),
        (MessageKind::Chatter, chatter),
    ];
    strongest(&ranked).unwrap_or(MessageKind::Chatter)
}

/// The strongest of some kinds, the earlier among equals; `None` where nothing speaks for any.
fn strongest(ranked: &[(MessageKind, f32)]) -> Option<MessageKind> {
    let best = ranked.iter().copied().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    (best.1 > 0.0).then_some(best.0)
}
