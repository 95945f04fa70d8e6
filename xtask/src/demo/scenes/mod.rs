//! What single accounts of the demo wrote word by word: works, comments under other people's works, and what citizens asked and
//! got for an answer. One file a kind of situation, each found one beside its clean twin.

mod answers;
mod copies;
mod footage;
pub mod popular;
mod reach;
mod selling;
mod topics;
mod visits;
mod wording;

use model::{Platform, Verdict};

use super::account::Account;

pub use topics::DATED as DATED_TOPICS;

/// What the audit must say of one work or comment under one rule.
#[derive(Debug, Clone)]
pub struct Said {
    /// Code of the rule.
    pub rule: &'static str,
    /// The answer.
    pub verdict: Verdict,
    /// Why, in one sentence.
    pub why: &'static str,
}

macro_rules! expected {
    ($kind:ident) => {
        impl $kind {
            /// The audit must find it.
            #[must_use]
            pub fn found(self, rule: &'static str, why: &'static str) -> Self {
                self.said(rule, Verdict::Found, why)
            }

            /// The audit must not find it: the clean twin of something found elsewhere.
            #[must_use]
            pub fn clean(self, rule: &'static str, why: &'static str) -> Self {
                self.said(rule, Verdict::NotFound, why)
            }

            /// The audit must say that it cannot be judged.
            #[must_use]
            pub fn unjudged(self, rule: &'static str, why: &'static str) -> Self {
                self.said(rule, Verdict::Insufficient, why)
            }

            fn said(mut self, rule: &'static str, verdict: Verdict, why: &'static str) -> Self {
                self.said.push(Said { rule, verdict, why });
                self
            }
        }
    };
}

/// A work written out.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Where.
    pub platform: Platform,
    /// By which account.
    pub account: &'static str,
    /// Day it was published.
    pub on: &'static str,
    /// Title.
    pub title: String,
    /// Body.
    pub body: String,
    /// The film it shows, by its name in `demo/videos.sh`.
    pub film: Option<&'static str>,
    /// What the audit must say of it.
    pub said: Vec<Said>,
}

impl Piece {
    fn new(
        platform: Platform,
        account: &'static str,
        on: &'static str,
        title: impl Into<String>,
        body: impl Into<String>,
    ) -> Self {
        Self { platform, account, on, title: title.into(), body: body.into(), film: None, said: Vec::new() }
    }

    /// It shows a film.
    fn shows(mut self, film: &'static str) -> Self {
        self.film = Some(film);
        self
    }
}
expected!(Piece);

/// Who answers a citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The account under whose work the citizen asked.
    Account,
    /// Another citizen.
    Citizen,
}

/// What a citizen wrote under an account's newest work, and what was answered.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// Where.
    pub platform: Platform,
    /// Under whose work.
    pub account: &'static str,
    /// Day it was asked.
    pub on: &'static str,
    /// What was asked.
    pub words: &'static str,
    /// Answers with their days.
    pub answers: Vec<(Voice, &'static str, &'static str)>,
    /// Answers the platform counts and the collector did not fetch.
    pub uncollected: usize,
    /// What the audit must say of it.
    pub said: Vec<Said>,
}

impl Exchange {
    fn new(platform: Platform, account: &'static str, on: &'static str, words: &'static str) -> Self {
        Self { platform, account, on, words, answers: Vec::new(), uncollected: 0, said: Vec::new() }
    }

    /// The account answered.
    fn answered(mut self, on: &'static str, words: &'static str) -> Self {
        self.answers.push((Voice::Account, on, words));
        self
    }

    /// Another citizen answered.
    fn joined(mut self, on: &'static str, words: &'static str) -> Self {
        self.answers.push((Voice::Citizen, on, words));
        self
    }

    /// The platform counts so many answers that nobody collected.
    fn uncollected(mut self, answers: usize) -> Self {
        self.uncollected = answers;
        self
    }
}
expected!(Exchange);

/// Under whose work an account comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A popular work by its number in [`popular::WORKS`].
    Popular(usize),
    /// The newest work of another account of the county.
    Account(&'static str),
    /// A work that nobody collected.
    Unseen,
}

/// A comment an account of the county wrote under somebody else's work on Douyin.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The account that comments.
    pub account: &'static str,
    /// Day.
    pub on: &'static str,
    /// Where.
    pub under: Place,
    /// What it wrote.
    pub words: String,
    /// What the audit must say of it.
    pub said: Vec<Said>,
}

impl Visit {
    fn new(account: &'static str, on: &'static str, under: Place, words: impl Into<String>) -> Self {
        Self { account, on, under, words: words.into(), said: Vec::new() }
    }
}
expected!(Visit);

/// The written works of an account.
#[must_use]
pub fn pieces_of(account: &Account) -> Vec<Piece> {
    let mut all = pieces();
    all.retain(|piece| piece.platform == account.platform && piece.account == account.name);
    all
}

/// Every written work.
#[must_use]
pub fn pieces() -> Vec<Piece> {
    [topics::pieces(), copies::pieces(), wording::pieces(), selling::pieces(), reach::pieces(), footage::pieces()]
        .concat()
}

/// Everything citizens asked in words of their own.
#[must_use]
pub fn exchanges() -> Vec<Exchange> {
    answers::exchanges()
}

/// Every comment under somebody else's work.
#[must_use]
pub fn visits() -> Vec<Visit> {
    visits::visits()
}
