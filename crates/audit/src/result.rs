//! What an audit says, as values: the ledger first, then findings, standings and rates.

use std::collections::BTreeMap;

use model::unit::Level;
use model::{Finding, RuleClass};
use serde::{Deserialize, Serialize};

use crate::identity::Identity;
use crate::interval::Share;

/// One check that could not be made on one subject.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unjudged {
    /// Code of the rule.
    pub rule: String,
    /// The subject.
    pub subject_id: String,
    /// The account concerned, if one is.
    pub account_id: Option<String>,
    /// What is missing: `table.column`, `collections.kind` or a reason of the rule's own.
    pub because: String,
    /// The same in words.
    pub why: String,
}

/// One line of "what could not be checked, and why".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingCheck {
    /// Code of the rule.
    pub rule: String,
    /// What is missing.
    pub because: String,
    /// The same in words.
    pub why: String,
    /// On how many subjects.
    pub subjects: u64,
}

/// Accounts known, reachable and checked on one platform (or on all).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Accounts the audit speaks about.
    pub known: u64,
    /// Of these, filed in a registry.
    pub registered: u64,
    /// Of these, looked at near the monitoring point: a profile or a collection that did not fail.
    pub reachable: u64,
    /// Of these, judged by every rule of the profile that applies to them.
    pub fully_checked: u64,
}

/// Texts that the present version of `text` did not read. They are judged all the same: what a signal points at is read again by
/// the rule itself, so no finding rests on an older list. What an older list overlooked does not show, which is why they are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherReadings {
    /// Works whose features another version computed, or nobody did.
    pub posts: u64,
    /// Comments likewise.
    pub comments: u64,
}

/// The coverage ledger every report opens with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Over all platforms.
    pub total: Reach,
    /// By platform id.
    pub by_platform: BTreeMap<String, Reach>,
    /// Accounts in the lake that the audit does not speak about: neither filed nor official-looking.
    pub other_accounts: u64,
    /// Checks that could not be made, and why.
    pub missing: Vec<MissingCheck>,
    /// Works and comments that another version of the lexicon read.
    #[serde(default)]
    pub read_by_others: OtherReadings,
}

/// How one rule went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    /// Code of the rule.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// What it weighs under this profile.
    pub class: RuleClass,
    /// Only counted, not part of the result.
    pub shadow: bool,
    /// Findings.
    pub found: u64,
    /// Subjects judged without a finding.
    pub not_found: u64,
    /// Subjects that cannot be judged.
    pub insufficient: u64,
    /// Findings by platform id (accounts only).
    pub found_by_platform: BTreeMap<String, u64>,
}

/// Where an account stands under the profile's veto rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Every veto rule that applies was judged and none found.
    Pass,
    /// A veto was found.
    Fail,
    /// No veto was found, but a veto rule that applies could not be judged.
    NotJudged,
}

/// One account under the profile's veto rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountStanding {
    /// The account.
    pub account_id: String,
    /// Its name at the monitoring point.
    pub name: Option<String>,
    /// Platform id.
    pub platform: String,
    /// Division code, where known.
    pub region_code: Option<String>,
    /// Level of its unit.
    pub level: Level,
    /// Where it stands.
    pub standing: Standing,
    /// Codes of the veto rules found.
    pub vetoes: Vec<String>,
    /// Codes of the veto rules that could not be judged.
    pub unjudged: Vec<String>,
}

/// The pass rate of a group of accounts. Provisional (初步) until people have confirmed the findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PassRate {
    /// Platform id; `all` for every platform.
    pub platform: String,
    /// Accounts to which a veto rule applies.
    pub accounts: u64,
    /// Passed, failed, not judged.
    pub passed: u64,
    /// See `passed`.
    pub failed: u64,
    /// See `passed`.
    pub not_judged: u64,
    /// Passed among judged, with its interval; nothing where nobody was judged.
    pub rate: Option<Share>,
    /// The rate if every unjudged account failed.
    pub lowest: Option<f64>,
    /// The rate if every unjudged account passed.
    pub highest: Option<f64>,
    /// Share of accounts judged.
    pub judged_share: Option<f64>,
}

/// Everything an audit says. A pure function of its identity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditResult {
    /// What was audited with what.
    pub identity: Identity,
    /// Title of the profile.
    pub profile_title: String,
    /// The coverage ledger.
    pub coverage: Coverage,
    /// Rule by rule.
    pub rules: Vec<RuleCount>,
    /// Pass rates: all platforms first; empty where the profile has no veto rule.
    pub pass_rates: Vec<PassRate>,
    /// Findings of live rules, by rule, platform, subject.
    #[serde(skip)]
    pub findings: Vec<Finding>,
    /// Findings of shadow rules, apart from the result.
    #[serde(skip)]
    pub shadow_findings: Vec<Finding>,
    /// Checks that could not be made, subject by subject.
    #[serde(skip)]
    pub unjudged: Vec<Unjudged>,
    /// Standing of each account.
    #[serde(skip)]
    pub standings: Vec<AccountStanding>,
}
