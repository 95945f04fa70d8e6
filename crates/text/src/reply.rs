//! Whether an account's answer answers.

mod substance;

use model::ReplyKind;

use crate::duty;
use crate::normalise::{self, Reading};
use crate::weighted::{Found, Weighted};
use substance::Substance;

/// Fewest characters of words that could stand under any question; fewer are no answer at all.
const TEMPLATE_CHARS: usize = 8;
/// Most characters of an answer that does no more than name who to ask.
const BARE_REFERRAL_CHARS: usize = 16;
/// Most characters of an answer that only says that something was done.
const RECEIPT_CHARS: usize = 5;
/// What question and answer have to be about, surely, before an answer counts as pasted from elsewhere.
const SURE_QUESTION: f32 = 1.5;
const SURE_ANSWER: f32 = 2.4;

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReplyReading {
    /// What it is.
    pub kind: ReplyKind,
    /// Between 0 and 1.
    pub confidence: f32,
    /// What decided it.
    pub why: ReplyReason,
}

/// What decided what an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReplyReason {
    /// Says what was or will be done.
    Action,
    /// Says what holds.
    Fact,
    /// Sends the matter on and says what follows.
    Transfer,
    /// Only names who else to ask.
    PointsElsewhere,
    /// Courtesy and promises that could stand under any question.
    AnyQuestion,
    /// Nothing beside courtesy.
    Nothing,
    /// A machine that did not understand.
    Robot,
    /// About something else than the question.
    AnotherMatter,
}

impl ReplyReason {
    /// The id used in tables and JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Fact => "fact",
            Self::Transfer => "transfer",
            Self::PointsElsewhere => "points_elsewhere",
            Self::AnyQuestion => "any_question",
            Self::Nothing => "nothing",
            Self::Robot => "robot",
            Self::AnotherMatter => "another_matter",
        }
    }
}

/// Reads an answer, with the question it answers where that is known.
#[must_use]
pub fn read(reply: &str, question: Option<&str>) -> ReplyReading {
    let question = question.map(normalise::read);
    read_of(&normalise::read(reply), question.as_ref())
}

/// As [`read`], of texts that were read before.
#[must_use]
pub fn read_of(reply: &Reading<'_>, question: Option<&Reading<'_>>) -> ReplyReading {
    let lists = Weighted::embedded();
    let found = lists.scan(&reply.hard);
    let mut substance = Substance::of(reply, &found);
    substance.answers_at_once &= question.is_none_or(|question| substance::asks_yes_or_no(&question.hard.text));
    let echo = question.is_some_and(|question| substance::echoes(&reply.hard.text, &question.hard.text));
    let asks_figure = question.is_none_or(|question| substance::asks_figure(&question.hard.text));
    let (kind, confidence, why) = decide(&substance, echo, asks_figure);
    let doubtful = kind == ReplyKind::Substantive
        && !substance.answers_at_once
        && substance.action < 6.0
        // Who says what is done and when speaks of this matter.
        && !(substance.when > 0.0 && substance.action >= 3.0);
    let pasted = doubtful
        && question.is_some_and(|question| is_another_matter(reply, &found, question, &lists.scan(&question.hard)));
    if pasted {
        return ReplyReading { kind: ReplyKind::Empty, confidence: 0.6, why: ReplyReason::AnotherMatter };
    }
    ReplyReading { kind, confidence: confidence.clamp(0.5, 0.95), why }
}

fn decide(reply: &Substance, echo: bool, asks_figure: bool) -> (ReplyKind, f32, ReplyReason) {
    let specific = reply.numbers + 0.5 * (reply.when + reply.who);
    let told = reply.fact + reply.how;
    if (reply.robot > 0.0 || reply.artefact > 0.0) && reply.action < 6.0 {
        return (ReplyKind::Empty, 0.8, ReplyReason::Robot);
    }
    if reply.paste > 0.0 && reply.action < 6.0 {
        return (ReplyKind::Empty, 0.7, ReplyReason::AnotherMatter);
    }
    if echo && reply.numbers < 1.0 {
        return (ReplyKind::Empty, 0.7, ReplyReason::Nothing);
    }
    if reply.own_letters < 2
        && reply.promise + reply.slogan <= 0.0
        && reply.refer <= 0.0
        && !reply.answers_at_once
        && !(asks_figure && (reply.numbers >= 1.0 || reply.when > 0.0))
    {
        return (ReplyKind::Empty, 0.7, ReplyReason::Nothing);
    }
    if reply.answers_at_once {
        return (ReplyKind::Substantive, 0.8, ReplyReason::Fact);
    }
    // 我们将加强沟通 points nowhere.
    let hollow = reply.refer <= 2.0 && reply.promise + reply.slogan > 0.0 && !reply.bodies;
    if reply.refer > 0.0 && !hollow {
        // So short, without a figure or a day, it does no more than point.
        if reply.chars <= BARE_REFERRAL_CHARS && reply.numbers < 1.0 && reply.when <= 0.0 && reply.action < 3.0 {
            return (ReplyKind::Referral, 0.65, ReplyReason::PointsElsewhere);
        }
        // A transfer answers when it says who does what by when; a way to go when it says what to bring or where.
        if reply.action >= 3.0 && specific >= 1.0 {
            return (ReplyKind::Substantive, 0.55 + specific / 20.0, ReplyReason::Transfer);
        }
        if told >= 6.0
            || (reply.action + told >= 8.0 && specific >= 1.0)
            || specific >= 3.5
            || (specific >= 2.0 && told >= 2.0)
            || reply.action >= 9.0
        {
            return (ReplyKind::Substantive, 0.55, ReplyReason::Fact);
        }
        return (ReplyKind::Referral, 0.7, ReplyReason::PointsElsewhere);
    }
    // Somebody unnamed and no day: that could be said of anything.
    let anybody = (reply.vague > 0.0 || reply.promise > 0.0 || (reply.only_will && told <= 2.0)) && specific < 1.0;
    let weight = reply.action + told + 2.0 * specific;
    let least = if anybody { 8.0 } else { 2.0 };
    // 已处理 alone is a receipt, not an answer.
    let receipt = reply.own_chars <= RECEIPT_CHARS && specific < 0.5 && told <= 0.0;
    if weight >= least && reply.own_chars >= 1 && !receipt {
        let why = if reply.action >= told { ReplyReason::Action } else { ReplyReason::Fact };
        return (ReplyKind::Substantive, 0.5 + weight / 30.0, why);
    }
    if reply.bodies && reply.promise + reply.slogan <= 0.0 && reply.chars <= BARE_REFERRAL_CHARS {
        return (ReplyKind::Referral, 0.55, ReplyReason::PointsElsewhere);
    }
    let says_something = reply.promise + reply.slogan + reply.vague > 0.0 || reply.own_chars >= TEMPLATE_CHARS / 2;
    if says_something && reply.chars >= TEMPLATE_CHARS || reply.chars >= 2 * TEMPLATE_CHARS {
        return (ReplyKind::Template, 0.7, ReplyReason::AnyQuestion);
    }
    (ReplyKind::Empty, 0.7, ReplyReason::Nothing)
}

/// Both are surely about something, and about nothing in common: no body whose duty both touch, no character they share.
fn is_another_matter(reply: &Reading<'_>, found: &Found, question: &Reading<'_>, asked: &Found) -> bool {
    let (answered, wanted) = (duty::scores(found), duty::scores(asked));
    let sure = |scores: &duty::Scores, least: f32| scores.iter().any(|score| *score >= least);
    sure(&answered, SURE_ANSWER)
        && sure(&wanted, SURE_QUESTION)
        && !duty::touch(&answered, &wanted)
        && !substance::share_words(&reply.hard.text, &question.hard.text)
}
