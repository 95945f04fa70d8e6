//! Whether an account's answer answers.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use model::ReplyKind;

use crate::duty;
use crate::normalise::{self, Reading};
use crate::weighted::{Found, LabelId, Weighted};

const LIST: &str = "replies";
/// Fewest characters of its own beside courtesy for an answer to be about something else than the question.
const PASTE_CHARS: usize = 16;

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

macro_rules! labels {
    ($($name:ident)*) => {
        struct Labels { list: u8, $($name: LabelId,)* }

        static LABELS: LazyLock<Labels> = LazyLock::new(|| {
            let lists = Weighted::embedded();
            let label = |name| lists.label(LIST, name).expect("the list has the label");
            Labels { list: lists.list(LIST).expect("the list is embedded"), $($name: label(stringify!($name)),)* }
        });
    };
}

labels! { greet ack thanks slogan refer action follow fact robot }

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
    let substance = Substance::of(reply, &found);
    let verdict = |kind, confidence: f32, why| ReplyReading { kind, confidence: confidence.clamp(0.5, 0.95), why };
    if substance.robot >= 4.0 && substance.action < 3.0 {
        return verdict(ReplyKind::Empty, 0.8, ReplyReason::Robot);
    }
    let another = question.is_some_and(|question| {
        substance.own_chars >= PASTE_CHARS && is_another_matter(reply, &found, question, &lists.scan(&question.hard))
    });
    if another {
        return verdict(ReplyKind::Empty, 0.6, ReplyReason::AnotherMatter);
    }
    let done = substance.action + substance.follow;
    let told = substance.fact + 0.5 * substance.digits;
    let answer = 0.8 * done + 0.5 * told + 0.06 * substance.own();
    if substance.refer > 0.0 {
        if done >= 6.0 {
            return verdict(ReplyKind::Substantive, 0.5 + done / 30.0, ReplyReason::Transfer);
        }
        if answer < 4.5 {
            return verdict(ReplyKind::Referral, 0.7, ReplyReason::PointsElsewhere);
        }
        return verdict(ReplyKind::Substantive, 0.6, ReplyReason::Fact);
    }
    if answer >= 2.2 {
        let why = if done >= told { ReplyReason::Action } else { ReplyReason::Fact };
        return verdict(ReplyKind::Substantive, 0.5 + answer / 20.0, why);
    }
    if substance.promise >= 4.0 || (substance.promise >= 2.0 && substance.chars > 14) {
        return verdict(ReplyKind::Template, 0.7, ReplyReason::AnyQuestion);
    }
    verdict(ReplyKind::Empty, 0.7, ReplyReason::Nothing)
}

/// What is in an answer.
struct Substance {
    action: f32,
    follow: f32,
    fact: f32,
    refer: f32,
    robot: f32,
    /// Courtesy, promises and slogans.
    promise: f32,
    /// Groups of digits.
    digits: f32,
    /// Letters and Chinese characters.
    chars: usize,
    /// Those that no courtesy takes.
    own_chars: usize,
}

impl Substance {
    fn of(reading: &Reading<'_>, found: &Found) -> Self {
        let labels = &*LABELS;
        let hits = found.of(labels.list);
        let courtesy = [labels.greet, labels.ack, labels.thanks, labels.slogan];
        let mut covered = vec![false; reading.hard.offsets.len()];
        for hit in hits.iter().filter(|hit| courtesy.contains(&hit.label) || hit.label == labels.refer) {
            if let Some(span) = covered.get_mut(hit.start as usize..hit.end as usize) {
                span.fill(true);
            }
        }
        let (mut chars, mut own_chars, mut digits, mut in_digits) = (0, 0, 0.0, false);
        for (c, covered) in reading.hard.text.chars().zip(covered) {
            chars += usize::from(c.is_alphanumeric());
            own_chars += usize::from(c.is_alphanumeric() && !covered);
            digits += if c.is_ascii_digit() && !in_digits { 1.0 } else { 0.0 };
            in_digits = c.is_ascii_digit();
        }
        let sum = |label| found.sum(labels.list, label);
        Self {
            action: sum(labels.action),
            follow: sum(labels.follow),
            fact: sum(labels.fact),
            refer: sum(labels.refer),
            robot: sum(labels.robot),
            promise: sum(labels.ack) + sum(labels.thanks) + sum(labels.slogan),
            digits,
            chars,
            own_chars,
        }
    }

    /// Own characters as a number to weigh with; very long ones say no more.
    fn own(&self) -> f32 {
        f32::from(u16::try_from(self.own_chars.min(60)).unwrap_or(60))
    }
}

/// Both are about something, and about nothing in common: no body whose duty both touch, no two characters together.
fn is_another_matter(reply: &Reading<'_>, found: &Found, question: &Reading<'_>, asked: &Found) -> bool {
    let (answered, wanted) = (duty::scores(found), duty::scores(asked));
    let strong = |scores: &duty::Scores| scores.iter().any(|score| *score >= 2.0);
    let shared = answered.iter().zip(wanted).any(|(one, two)| *one > 0.0 && two > 0.0);
    if !strong(&answered) || !strong(&wanted) || shared {
        return false;
    }
    let (one, two) = (bigrams(&reply.hard.text), bigrams(&question.hard.text));
    one.intersection(&two).count() < 2
}

fn bigrams(text: &str) -> BTreeSet<(char, char)> {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(2).filter(|pair| pair.iter().all(|c| c.is_alphanumeric())).map(|pair| (pair[0], pair[1])).collect()
}
