//! `cases.yml`: small tables in, expected answers out, in words a clerk can write.

mod rows;
mod run;

use std::collections::BTreeMap;

use model::Day;
use serde::Deserialize;
use serde_json::Value as Json;

pub use run::{CaseError, run_case};

/// One case.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    /// What it shows; the name of its test.
    pub name: String,
    /// The monitoring day.
    pub as_of: Day,
    /// The profile it is judged under.
    #[serde(default = "national")]
    pub profile: String,
    /// Parameters that differ from the profile.
    #[serde(default)]
    pub params: BTreeMap<String, Json>,
    /// The answers expected. Subjects it does not name must be *not found*.
    #[serde(default)]
    pub expect: Expectation,
    /// The rows by table.
    #[serde(flatten)]
    pub tables: BTreeMap<String, Json>,
}

fn national() -> String {
    "national".to_owned()
}

/// The answers a case expects.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// Who is found, with what.
    #[serde(default)]
    pub found: Vec<ExpectedFinding>,
    /// Who cannot be judged, and for lack of what.
    #[serde(default)]
    pub insufficient: Vec<ExpectedInsufficient>,
    /// Who must be judged and not found. Whoever is not named at all must be so too.
    #[serde(default)]
    pub not_found: Vec<String>,
    /// Whom the rule does not apply to.
    #[serde(default)]
    pub not_applicable: Vec<String>,
}

/// A finding expected; what is not named is not compared.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedFinding {
    /// The subject.
    pub subject: String,
    /// What was measured.
    #[serde(default)]
    pub value: Option<f64>,
    /// The limit.
    #[serde(default)]
    pub threshold: Option<f64>,
    /// The incident key.
    #[serde(default)]
    pub incident: Option<String>,
    /// The first day on which it held.
    #[serde(default)]
    pub first_seen: Option<Day>,
    /// A part of the sentence for the circular.
    #[serde(default)]
    pub says: Option<String>,
    /// Row references that must be among the evidence.
    #[serde(default)]
    pub evidence: Vec<String>,
}

/// An *insufficient* expected.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedInsufficient {
    /// The subject.
    pub subject: String,
    /// What is missing.
    pub because: String,
}

/// Reads the cases of a rule.
///
/// # Errors
/// What is wrong and in which line of `cases.yml`.
pub fn read_cases(text: &str) -> Result<Vec<Case>, (Option<usize>, String)> {
    serde_saphyr::from_str(text).map_err(|error| {
        let line = error.location().and_then(|at| usize::try_from(at.line()).ok());
        (line, crate::rule::first_line(&error.to_string()))
    })
}

impl Case {
    /// Whether the case shows a *found*, a *not found*, an *insufficient*.
    #[must_use]
    pub fn shows(&self) -> [bool; 3] {
        let expect = &self.expect;
        let found = !expect.found.is_empty();
        let insufficient = !expect.insufficient.is_empty();
        let nothing_else = !found && !insufficient && expect.not_applicable.is_empty();
        [found, !expect.not_found.is_empty() || nothing_else, insufficient]
    }
}
