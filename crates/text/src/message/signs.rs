//! What speaks in a message, as the numbers that are weighed: the wording of every cue, up to where more of it says no more,
//! and how the text is built.

use super::cues::Cues;
use super::department::Ranked;

/// How many signs there are.
pub(super) const COUNT: usize = NAMES.len();

/// Their names, as `lexicon/message_weights.tsv` has them.
pub(super) const NAMES: [&str; 37] = [
    "ask",
    "form",
    "accuse",
    "trouble",
    "plea",
    "hardship",
    "suggest",
    "address",
    "self_told",
    "lasting",
    "thanks",
    "praise",
    "spam",
    "joke",
    "rhetoric",
    "peer",
    "general",
    "exclaim",
    "solved",
    "danger",
    "acute",
    "supply",
    "lasting_harm",
    "calm",
    "danger_now",
    "cut_off_long",
    "asks_last",
    "ends_as_question",
    "begins_with_mention",
    "some_length",
    "great_length",
    "quotes",
    "negations",
    "exclamation_marks",
    "clauses",
    "matter",
    "bias",
];

/// The signs of one message.
pub(super) type Signs = [f32; COUNT];

/// Least weight of `acute` that makes a cut supply pressing.
const PRESSING: f32 = 1.5;

/// Characters from which on a text is no longer short, and long.
const SOME_LENGTH: f32 = 30.0;
const GREAT_LENGTH: f32 = 90.0;

/// The signs of a message. The order is that of [`NAMES`].
pub(super) fn of(cues: &Cues, departments: &Ranked) -> Signs {
    let yes = |holds: bool| if holds { 1.0 } else { 0.0 };
    let count = |number: usize, most: f32| f32::from(u16::try_from(number).unwrap_or(u16::MAX)).min(most);
    let length = |most: f32| count(cues.length, most) / most;
    let pressing = cues.lasting > 0.0 || cues.hardship > 0.0 || cues.acute > PRESSING;
    [
        cues.ask.min(4.5),
        cues.form.min(4.0),
        cues.accuse.min(6.0),
        cues.trouble.min(8.0),
        cues.plea.min(6.0),
        cues.hardship.min(4.5),
        cues.suggest.min(6.0),
        cues.address.min(3.0),
        cues.self_told.min(4.0),
        cues.lasting.min(3.0),
        cues.thanks.min(6.0),
        cues.praise.min(6.0),
        cues.spam.min(6.0),
        cues.joke.min(6.0),
        cues.rhetoric.min(6.0),
        cues.peer.min(6.0),
        cues.general.min(4.0),
        cues.exclaim.min(4.0),
        cues.solved.min(4.0),
        cues.danger.min(8.0),
        cues.acute.min(5.0),
        cues.supply.min(4.0),
        cues.lasting_harm.min(6.0),
        cues.calm.min(5.0),
        yes(cues.danger > 0.0 && cues.acute > 0.0),
        yes(cues.supply > 0.0 && pressing),
        yes(cues.asks_last),
        yes(cues.ends_as_question),
        yes(cues.begins_with_mention),
        length(SOME_LENGTH),
        length(GREAT_LENGTH),
        yes(cues.quotes),
        count(cues.negations, 4.0),
        count(cues.exclamation_marks, 3.0),
        count(cues.clauses, 8.0),
        departments.strength().min(12.0),
        1.0,
    ]
}
