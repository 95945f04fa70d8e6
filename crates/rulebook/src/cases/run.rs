//! Runs a case and tells in which way the answers differ.

use std::collections::{BTreeMap, BTreeSet};

use engine::{Engine, EngineError, Params, Session};
use serde_json::{Map, Value as Json};

use super::{Case, ExpectedFinding, rows};
use crate::evaluate::{EvaluateError, FoundRow, RuleOutcome, evaluate};
use crate::load::Rulebook;
use crate::profile::RuleParams;
use crate::rule::Rule;

/// Why a case does not hold.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// Its rows or parameters cannot be read.
    #[error("{0}")]
    Written(String),
    /// The engine could not open its tables.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The rule could not be run on it.
    #[error(transparent)]
    Evaluate(#[from] EvaluateError),
    /// The answers are other ones.
    #[error("{}", .0.join("\n"))]
    Differs(Vec<String>),
}

/// Runs one case of a rule.
///
/// # Errors
/// [`CaseError::Differs`] with every difference, or why it could not be run.
pub async fn run_case(engine: &Engine, rulebook: &Rulebook, rule: &Rule, case: &Case) -> Result<(), CaseError> {
    let settings = settings(rulebook, rule, case).map_err(CaseError::Written)?;
    let (tables, divisions) = rows::batches(&case.tables, case.as_of).map_err(CaseError::Written)?;
    let mut session = engine.session_in_memory(tables, Some(case.as_of)).await?;
    define_divisions(&mut session, &divisions).await?;
    let outcome = evaluate(&session, rule, &settings).await?;
    let differences = compare(case, &outcome);
    if differences.is_empty() { Ok(()) } else { Err(CaseError::Differs(differences)) }
}

fn settings(rulebook: &Rulebook, rule: &Rule, case: &Case) -> Result<RuleParams, String> {
    let profile = rulebook.profile(&case.profile).map_err(|error| error.to_string())?;
    let mut settings = profile.rule(rule.code()).cloned().ok_or("the profile does not know the rule")?;
    for (name, value) in &case.params {
        let def = rule.front.params.get(name).ok_or_else(|| {
            let known = crate::problem::listed(rule.front.params.keys());
            format!("{} has no parameter `{name}`; write one of {known}", rule.code())
        })?;
        let value = def.read(value).map_err(|message| format!("{name}: {message}"))?;
        settings.params.insert(name.clone(), value);
    }
    Ok(settings)
}

const DIVISION_COLUMNS: [&str; 5] = ["code", "name", "short_name", "level", "parent"];

/// Replaces the divisions of the gazetteer by those of the case, so that cases need no real place.
async fn define_divisions(session: &mut Session, divisions: &[Map<String, Json>]) -> Result<(), CaseError> {
    let mut rows = Vec::new();
    for division in divisions {
        if let Some(key) = division.keys().find(|key| !DIVISION_COLUMNS.contains(&key.as_str())) {
            let known = crate::problem::listed(DIVISION_COLUMNS);
            return Err(CaseError::Written(format!("divisions: `{key}` is no column; write one of {known}")));
        }
        let cell = |column: &&str| match division.get(*column) {
            Some(Json::String(text)) => format!("'{}'", text.replace('\'', "''")),
            Some(Json::Number(number)) => format!("'{number}'"),
            _ => "CAST(NULL AS VARCHAR)".to_owned(),
        };
        rows.push(format!("({})", DIVISION_COLUMNS.iter().map(cell).collect::<Vec<_>>().join(", ")));
    }
    if rows.is_empty() {
        return Ok(());
    }
    let columns = DIVISION_COLUMNS.join(", ");
    let sql = format!("SELECT * FROM (VALUES {}) AS d ({columns})", rows.join(", "));
    Ok(session.view("divisions", &sql, &Params::new()).await?)
}

fn compare(case: &Case, outcome: &RuleOutcome) -> Vec<String> {
    let mut differences = Vec::new();
    let mut found: BTreeMap<&str, Vec<&FoundRow>> = BTreeMap::new();
    for row in &outcome.found {
        found.entry(&row.subject_id).or_default().push(row);
    }
    for expected in &case.expect.found {
        match found.get_mut(expected.subject.as_str()).and_then(|rows| take(rows, expected)) {
            Some(row) => differences.extend(compare_finding(expected, row)),
            None => differences.push(format!(
                "{} should be found, but {}",
                expected.subject,
                answer(outcome, &expected.subject)
            )),
        }
    }
    for row in found.values().flatten() {
        differences
            .push(format!("{} is found but not expected: {} ({})", row.subject_id, row.explanation, row.incident_key));
    }

    let actual: BTreeMap<&str, &str> =
        outcome.insufficient.iter().map(|row| (row.subject_id.as_str(), row.because.as_str())).collect();
    let expected: BTreeMap<&str, &str> =
        case.expect.insufficient.iter().map(|row| (row.subject.as_str(), row.because.as_str())).collect();
    for (subject, because) in &expected {
        match actual.get(subject) {
            Some(reason) if reason == because => {}
            Some(reason) => differences.push(format!("{subject} is insufficient because of {reason}, not {because}")),
            None => differences.push(format!(
                "{subject} should be insufficient because of {because}, but {}",
                answer(outcome, subject)
            )),
        }
    }
    for (subject, because) in actual.iter().filter(|(subject, _)| !expected.contains_key(*subject)) {
        differences.push(format!("{subject} is insufficient because of {because}, which is not expected"));
    }

    let set_aside: BTreeSet<&str> = outcome.not_applicable.iter().map(String::as_str).collect();
    for subject in case.expect.not_applicable.iter().filter(|subject| !set_aside.contains(subject.as_str())) {
        differences.push(format!("the rule should not apply to {subject}, but {}", answer(outcome, subject)));
    }
    for subject in case.expect.not_found.iter().filter(|subject| !outcome.judged.contains(subject)) {
        differences.push(format!("{subject} should be judged and not found, but {}", answer(outcome, subject)));
    }
    differences
}

/// Takes the row the expectation is about: the one with its incident where it names one, else the first.
fn take<'a>(rows: &mut Vec<&'a FoundRow>, expected: &ExpectedFinding) -> Option<&'a FoundRow> {
    let matches = |row: &&FoundRow| expected.incident.as_ref().is_none_or(|incident| *incident == row.incident_key);
    let place = rows.iter().position(matches).or((!rows.is_empty()).then_some(0))?;
    Some(rows.remove(place))
}

fn compare_finding(expected: &ExpectedFinding, row: &FoundRow) -> Vec<String> {
    let mut differences = Vec::new();
    let subject = &expected.subject;
    let mut differ = |what: &str, wanted: String, got: String| {
        differences.push(format!("{subject}: {what} should be {wanted}, but is {got}"));
    };
    let near = |a: f64, b: Option<f64>| b.is_some_and(|b| (a - b).abs() < 1e-9);
    if let Some(value) = expected.value.filter(|value| !near(*value, row.value)) {
        differ("value", value.to_string(), format!("{:?}", row.value));
    }
    if let Some(threshold) = expected.threshold.filter(|threshold| !near(*threshold, row.threshold)) {
        differ("threshold", threshold.to_string(), format!("{:?}", row.threshold));
    }
    if let Some(incident) = expected.incident.as_ref().filter(|incident| **incident != row.incident_key) {
        differ("incident", incident.clone(), row.incident_key.clone());
    }
    let first_seen = row.first_seen.map(model::Micros::day);
    if let Some(day) = expected.first_seen.filter(|day| Some(*day) != first_seen) {
        differ("first_seen", day.to_string(), format!("{:?}", first_seen.map(|day| day.to_string())));
    }
    if let Some(says) = expected.says.as_ref().filter(|says| !row.explanation.contains(says.as_str())) {
        differ("the sentence", format!("with “{says}”"), row.explanation.clone());
    }
    for reference in expected.evidence.iter().filter(|reference| !row.evidence.contains(reference)) {
        differ("the evidence", format!("with {reference}"), row.evidence.join(", "));
    }
    differences
}

/// What the rule said about a subject, in words.
fn answer(outcome: &RuleOutcome, subject: &str) -> String {
    if let Some(row) = outcome.insufficient.iter().find(|row| row.subject_id == subject) {
        return format!("it is insufficient because of {} ({})", row.because, row.why);
    }
    if outcome.not_applicable.iter().any(|other| other == subject) {
        return "the rule does not apply to it".to_owned();
    }
    if outcome.found.iter().any(|row| row.subject_id == subject) {
        return "it is found".to_owned();
    }
    if outcome.judged.iter().any(|other| other == subject) {
        return "it is not found".to_owned();
    }
    "there is no such subject".to_owned()
}
