//! The machine-read head of `rule.md`.

use std::collections::BTreeMap;

use model::{RuleClass, Subject};
use serde::{Deserialize, Serialize};

use crate::params::ParamDef;

/// How far a rule has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleState {
    /// Being written; runs only when asked for.
    Draft,
    /// Runs over past quarters, its findings go to nobody.
    Shadow,
    /// Counts.
    Live,
    /// Kept for old audits.
    Retired,
}

/// How many rows may lack a column, and why that does no harm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// Rows per subject that may lack it.
    pub rows: u32,
    /// Why.
    pub why: String,
}

/// A condition under which a subject cannot be judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incomplete {
    /// SQL predicate over the universe, alias `a`.
    pub when: String,
    /// The missing field (`table.column`), collection (`collections.kind`) or table.
    pub because: String,
    /// In words, for the ledger.
    pub why: String,
}

/// A condition under which the answer is certain whatever else is missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// SQL predicate over the universe, alias `a`.
    pub when: String,
    /// Why it is certain.
    pub why: String,
}

/// One clause a rule rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Title of the document.
    pub document: String,
    /// Its number; empty where it has none.
    #[serde(default)]
    pub number: String,
    /// The clause, in few words.
    pub clause: String,
    /// Whether the wording was read in the original.
    pub basis_checked: bool,
}

/// The front matter of a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// For example `Z02`; the folder's name begins with it.
    pub code: String,
    /// For example `stale`; the folder's name ends with it.
    pub slug: String,
    /// What people read.
    pub title: String,
    /// What a finding weighs.
    pub class: RuleClass,
    /// What it weighs once a person confirmed it, where that differs.
    #[serde(default)]
    pub class_confirmed: Option<RuleClass>,
    /// How far the rule has come.
    pub state: RuleState,
    /// Since when it stands in this form.
    pub since: model::Day,
    /// What it speaks about.
    pub subject: Subject,
    /// The view whose rows are the subjects, or a SELECT that yields them; `accounts` by default.
    #[serde(default)]
    pub universe: Option<String>,
    /// SQL predicate over the universe, alias `a`: to whom the rule applies. Everybody where absent.
    #[serde(default)]
    pub applies_when: Option<String>,
    /// `table.column` or `collections.kind`: what must be there for a subject to be judged.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Exceptions to `needs`, by its entries.
    #[serde(default)]
    pub tolerates: BTreeMap<String, Tolerance>,
    /// Conditions that settle the answer although something of `needs` or `insufficient_when` is missing.
    #[serde(default)]
    pub settled_when: Vec<Settled>,
    /// Further conditions under which a subject cannot be judged.
    #[serde(default)]
    pub insufficient_when: Vec<Incomplete>,
    /// Parameters by name.
    #[serde(default)]
    pub params: BTreeMap<String, ParamDef>,
    /// `table.column` that go into the evidence pack.
    pub evidence: Vec<String>,
    /// Days a unit has to put it right.
    pub deadline_days: u32,
    /// The law.
    pub basis: Vec<Basis>,
    /// Whether a later audit could compute only what changed.
    pub incremental: bool,
    /// Why, where it could not.
    #[serde(default)]
    pub incremental_why: Option<String>,
}

/// The column of the universe that names a subject.
#[must_use]
pub(crate) fn subject_key(subject: Subject) -> &'static str {
    match subject {
        Subject::Account => "account_id",
        Subject::Post => "post_id",
        Subject::Comment => "comment_id",
        Subject::Notice => "notice_id",
        Subject::Unit => "unit_id",
        Subject::Place => "place_id",
    }
}
