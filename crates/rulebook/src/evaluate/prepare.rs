//! The way to a rule's SQL: who is there, to whom it applies, who cannot be judged.

use std::collections::{BTreeMap, BTreeSet};

use engine::{EngineError, Params, Session};

use super::sufficiency::{Reason, reasons};
use super::{EvaluateError, Insufficient};
use crate::rule::Rule;
use crate::value::{Value, read_column};

/// Everybody of the universe.
const UNIVERSE: &str = "rule_universe";
/// Those the rule applies to.
const APPLICABLE: &str = "rule_applicable";
/// Those of them that cannot be judged, with the place of the reason in the list of reasons.
const INSUFFICIENT: &str = "rule_insufficient";
/// What the rule reads: those it applies to and that can be judged.
const SUBJECTS: &str = "subjects";

/// A part of the rule on the way to its SQL, for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Universe,
    AppliesWhen,
    Reason(String),
    Subjects,
}

impl Step {
    fn place(&self) -> String {
        match self {
            Self::Universe => "universe".to_owned(),
            Self::AppliesWhen => "applies_when".to_owned(),
            Self::Reason(place) => place.clone(),
            Self::Subjects => "subjects".to_owned(),
        }
    }
}

/// Who is there and who can be judged.
#[derive(Debug, Default)]
pub(crate) struct Universe {
    pub(crate) insufficient: Vec<Insufficient>,
    pub(crate) judged: Vec<String>,
    pub(crate) not_applicable: Vec<String>,
}

impl Universe {
    /// Whether the rule may speak about this subject.
    pub(crate) fn is_judged(&self, subject_id: &str) -> bool {
        self.judged.binary_search_by(|judged| judged.as_str().cmp(subject_id)).is_ok()
    }

    /// Whether the subject is there but set aside.
    pub(crate) fn is_set_aside(&self, subject_id: &str) -> bool {
        self.not_applicable.binary_search_by(|other| other.as_str().cmp(subject_id)).is_ok()
            || self.insufficient.binary_search_by(|other| other.subject_id.as_str().cmp(subject_id)).is_ok()
    }
}

/// A session of the rule's own in which `subjects` holds whom its SQL may speak about.
pub(crate) async fn prepare(
    session: &Session,
    rule: &Rule,
    params: &Params,
) -> Result<(Session, Universe), EvaluateError> {
    let mut fork = session.fork();
    let key = rule.subject_key();
    let failed = |step: Step| {
        move |source: EngineError| EvaluateError::Engine {
            rule: rule.code().to_owned(),
            place: step.place(),
            source: Box::new(source),
        }
    };

    fork.view(UNIVERSE, &rule.universe_sql(), params).await.map_err(failed(Step::Universe))?;
    let columns = fork.table_columns(UNIVERSE).unwrap_or_default();
    if !columns.iter().any(|column| column == key) {
        let message = format!("it has no column {key}, which names the subjects; add it to the SELECT");
        return Err(EvaluateError::Universe { rule: rule.code().to_owned(), message });
    }
    let everybody = ids(&fork, UNIVERSE, key, &columns, rule).await?;

    let applies = rule.front.applies_when.as_deref().unwrap_or("true");
    let sql = format!("SELECT a.* FROM {UNIVERSE} a WHERE ({applies}\n)");
    fork.view(APPLICABLE, &sql, params).await.map_err(failed(Step::AppliesWhen))?;
    let applicable = ids(&fork, APPLICABLE, key, &columns, rule).await?;

    let reasons =
        reasons(rule, &columns).map_err(|message| EvaluateError::Need { rule: rule.code().to_owned(), message })?;
    let first_reason = first_reasons(&mut fork, rule, &reasons, params).await?;
    narrow(&mut fork, rule, &first_reason, params).await.map_err(failed(Step::Subjects))?;
    let insufficient = first_reason
        .iter()
        .filter_map(|(subject, place)| {
            let reason = reasons.get(*place)?;
            Some(Insufficient {
                subject_id: subject.clone(),
                account_id: applicable.get(subject).cloned().flatten(),
                because: reason.because.clone(),
                why: reason.why.clone(),
            })
        })
        .collect();
    let judged = applicable.keys().filter(|subject| !first_reason.contains_key(*subject)).cloned().collect();
    let not_applicable = everybody.keys().filter(|subject| !applicable.contains_key(*subject)).cloned().collect();
    Ok((fork, Universe { insufficient, judged, not_applicable }))
}

/// Fills [`INSUFFICIENT`]: each subject that cannot be judged with the place of its first reason.
async fn first_reasons(
    fork: &mut Session,
    rule: &Rule,
    reasons: &[Reason],
    params: &Params,
) -> Result<BTreeMap<String, usize>, EvaluateError> {
    if reasons.is_empty() {
        return Ok(BTreeMap::new());
    }
    let parts: Vec<String> =
        reasons.iter().enumerate().map(|(place, reason)| reason_sql(rule, reason, place)).collect();
    let union = format!(
        "SELECT subject_id, min(place) AS place FROM ({}) GROUP BY subject_id ORDER BY subject_id",
        parts.join("\nUNION ALL ")
    );
    let failed =
        |place: String, source| EvaluateError::Engine { rule: rule.code().to_owned(), place, source: Box::new(source) };
    if let Err(error) = fork.view(INSUFFICIENT, &union, params).await {
        // Only now is it worth planning each reason by itself, to name the one that is wrong.
        for (sql, reason) in parts.iter().zip(reasons) {
            fork.columns(sql, params)
                .await
                .map_err(|source| failed(Step::Reason(reason.place.clone()).place(), source))?;
        }
        return Err(failed("insufficient_when".to_owned(), error));
    }
    let sql = format!("SELECT subject_id, place FROM {INSUFFICIENT}");
    let batches = fork.sql(&sql, params).await.map_err(|source| failed("insufficient_when".to_owned(), source))?;
    let mut first = BTreeMap::new();
    for batch in &batches {
        let read = |column: usize| {
            read_column(batch.column(column))
                .map_err(|error| EvaluateError::Universe { rule: rule.code().to_owned(), message: error.to_string() })
        };
        for (subject, place) in read(0)?.into_iter().zip(read(1)?) {
            if let (Value::Text(subject), Value::Int(place)) = (subject, place) {
                first.insert(subject, usize::try_from(place).unwrap_or(usize::MAX));
            }
        }
    }
    Ok(first)
}

/// Whom a reason holds for, unless the answer is settled anyway.
fn reason_sql(rule: &Rule, reason: &Reason, place: usize) -> String {
    let key = rule.subject_key();
    let condition = &reason.condition;
    let mut sql = format!("SELECT a.{key} AS subject_id, {place} AS place FROM {APPLICABLE} a WHERE ({condition}\n)");
    for settled in &rule.front.settled_when {
        sql.push_str(" AND (");
        sql.push_str(&settled.when);
        sql.push_str("\n) IS NOT TRUE");
    }
    sql
}

/// Defines what the rule's SQL sees: `subjects`, and its universe and `accounts` without those that cannot be judged.
async fn narrow(
    fork: &mut Session,
    rule: &Rule,
    first_reason: &BTreeMap<String, usize>,
    params: &Params,
) -> Result<(), EngineError> {
    let key = rule.subject_key();
    if first_reason.is_empty() {
        return fork.lazy_view(SUBJECTS, &format!("SELECT * FROM {APPLICABLE}"), params).await;
    }
    let without =
        |view: &str| format!("SELECT a.* FROM {view} a LEFT ANTI JOIN {INSUFFICIENT} i ON a.{key} = i.subject_id");
    fork.view(SUBJECTS, &without(APPLICABLE), params).await?;
    let mut hidden: BTreeSet<&str> = rule.universe_view().into_iter().collect();
    if key == "account_id" {
        hidden.insert("accounts");
    }
    for view in hidden {
        fork.lazy_view(view, &without(view), params).await?;
    }
    Ok(())
}

/// The ids in a view, each with its account.
async fn ids(
    fork: &Session,
    view: &str,
    key: &str,
    columns: &[String],
    rule: &Rule,
) -> Result<BTreeMap<String, Option<String>>, EvaluateError> {
    let account = if columns.iter().any(|column| column == "account_id") { "account_id" } else { "NULL" };
    let sql = format!("SELECT {key} AS subject_id, {account} AS account_id FROM {view}");
    let batches = fork.sql(&sql, &Params::new()).await.map_err(|source| EvaluateError::Engine {
        rule: rule.code().to_owned(),
        place: "universe".to_owned(),
        source: Box::new(source),
    })?;
    let mut subjects = BTreeMap::new();
    let wrong = |message: String| EvaluateError::Universe { rule: rule.code().to_owned(), message };
    for batch in &batches {
        let accounts = read_column(batch.column(1)).map_err(|error| wrong(error.to_string()))?;
        let keys = read_column(batch.column(0)).map_err(|error| wrong(error.to_string()))?;
        for (subject, account) in keys.iter().zip(accounts) {
            let Some(subject) = subject.as_text() else {
                return Err(wrong(format!("a subject has no {key}; leave such rows out (WHERE {key} IS NOT NULL)")));
            };
            if subjects.insert(subject.to_owned(), account.as_text().map(str::to_owned)).is_some() {
                return Err(wrong(format!(
                    "{subject} stands in it twice; a join multiplies rows, group the joined table first"
                )));
            }
        }
    }
    Ok(subjects)
}
