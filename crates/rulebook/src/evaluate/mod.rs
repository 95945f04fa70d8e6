//! Judging: one rule over one session, with three answers.
//!
//! A subject the rule does not apply to is set aside; one that lacks something needed is *insufficient* with the
//! reason; only the others reach the rule's SQL, which finds something about them or does not.

mod findings;
mod prepare;
mod steps;
mod sufficiency;

use std::collections::BTreeMap;

use engine::{EngineError, Params, Session};
use model::Micros;

use crate::profile::RuleParams;
use crate::rule::Rule;
use crate::value::Value;
use crate::wording::WordingError;

pub(crate) use findings::FIXED_COLUMNS;
pub(crate) use prepare::{Universe, prepare};

/// What a rule found about one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundRow {
    /// The subject.
    pub subject_id: String,
    /// The account concerned, where there is one.
    pub account_id: Option<String>,
    /// What makes it the same incident next quarter.
    pub incident_key: String,
    /// What was measured.
    pub value: Option<f64>,
    /// The limit it was held against.
    pub threshold: Option<f64>,
    /// Unit of both.
    pub unit: Option<String>,
    /// When it first held.
    pub first_seen: Option<Micros>,
    /// Row references `table:key`, sorted.
    pub evidence: Vec<String>,
    /// Every column of the answer by name.
    pub values: BTreeMap<String, Value>,
    /// The sentence for the circular.
    pub explanation: String,
}

/// A subject that cannot be judged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Insufficient {
    /// The subject.
    pub subject_id: String,
    /// The account concerned, where there is one.
    pub account_id: Option<String>,
    /// The missing field, collection or table: `posts.posted_at`, `collections.posts`, `registry`.
    pub because: String,
    /// In words.
    pub why: String,
}

/// The answers of one rule.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RuleOutcome {
    /// What was found, by subject and incident.
    pub found: Vec<FoundRow>,
    /// Who could not be judged and why, by subject; the first reason in the order of the front matter.
    pub insufficient: Vec<Insufficient>,
    /// Who was judged, by id: found or not found.
    pub judged: Vec<String>,
    /// Whom the rule does not apply to, by id.
    pub not_applicable: Vec<String>,
}

/// A rule could not be run, or answered something that is not an answer. The mistake is the rule's.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// The engine refused or failed.
    #[error("{rule}, {place}: {source}")]
    Engine {
        /// Code of the rule.
        rule: String,
        /// `rule.sql`, `applies_when` …
        place: String,
        /// What the engine said.
        source: Box<EngineError>,
    },
    /// An entry of `needs` that cannot be looked up.
    #[error("{rule}, needs: {message}")]
    Need {
        /// Code of the rule.
        rule: String,
        /// What to write instead.
        message: String,
    },
    /// The universe has a subject without id or twice.
    #[error("{rule}, universe: {message}")]
    Universe {
        /// Code of the rule.
        rule: String,
        /// What is wrong.
        message: String,
    },
    /// A row of the answer lacks something a finding must have.
    #[error("{rule}, rule.sql: {message}")]
    Answer {
        /// Code of the rule.
        rule: String,
        /// What is wrong and what to write.
        message: String,
    },
    /// The sentence could not be written.
    #[error("{rule}, 通报用语, subject {subject_id}: {source}")]
    Wording {
        /// Code of the rule.
        rule: String,
        /// The subject of the row.
        subject_id: String,
        /// Which column.
        source: WordingError,
    },
}

/// Judges every subject of the session by one rule.
///
/// # Errors
/// If the rule is wrong (see [`EvaluateError`]); data never makes it fail.
pub async fn evaluate(session: &Session, rule: &Rule, settings: &RuleParams) -> Result<RuleOutcome, EvaluateError> {
    let (mut fork, universe) = prepare(session, rule, &settings.params).await?;
    let failed = |place: String| {
        move |source: EngineError| EvaluateError::Engine {
            rule: rule.code().to_owned(),
            place,
            source: Box::new(source),
        }
    };
    let sql =
        take_steps(&mut fork, &rule.sql, &settings.params).await.map_err(|(place, source)| failed(place)(source))?;
    let batches = fork.sql(&sql, &settings.params).await.map_err(failed("rule.sql".to_owned()))?;
    let found = findings::read(rule, &universe, &batches)?;
    let Universe { insufficient, judged, not_applicable, .. } = universe;
    Ok(RuleOutcome { found, insufficient, judged, not_applicable })
}

/// Computes the steps of a rule's SQL and returns the SELECT that is left.
///
/// # Errors
/// The step that failed, for messages, with what the engine said.
pub(crate) async fn take_steps(
    session: &mut Session,
    sql: &str,
    params: &Params,
) -> Result<String, (String, EngineError)> {
    let (steps, rest) = steps::split(sql);
    for step in &steps {
        let place = || format!("rule.sql, step {}", step.name);
        session.view(&step.name, &step.sql, params).await.map_err(|source| (place(), source))?;
    }
    Ok(rest)
}
