//! From what a rule returned to findings: id, names, evidence, wording.

use std::collections::BTreeMap;

use model::{Finding, RuleClass, id};
use rulebook::{FoundRow, Rule};

use crate::evidence::Evidence;
use crate::people::AccountFacts;

/// A rule together with what it weighs under the profile.
#[derive(Clone, Copy)]
pub(crate) struct Weighed<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) class: RuleClass,
}

/// The findings of one rule.
pub(crate) fn findings(
    weighed: Weighed<'_>,
    found: &[FoundRow],
    accounts: &BTreeMap<String, AccountFacts>,
    evidence: &Evidence,
) -> Vec<Finding> {
    found.iter().map(|row| finding(weighed, row, accounts, evidence)).collect()
}

fn finding(
    Weighed { rule, class }: Weighed<'_>,
    row: &FoundRow,
    accounts: &BTreeMap<String, AccountFacts>,
    evidence: &Evidence,
) -> Finding {
    let facts = row.account_id.as_ref().and_then(|account_id| accounts.get(account_id));
    Finding {
        finding_id: id::finding_id(rule.code(), &row.subject_id, &row.incident_key),
        rule: rule.code().to_owned(),
        title: rule.title().to_owned(),
        class,
        rule_version: rule.version.clone(),
        subject: rule.front.subject,
        subject_id: row.subject_id.clone(),
        account_id: row.account_id.clone(),
        account_name: facts.and_then(|facts| facts.name.clone()),
        platform: facts.map(|facts| facts.platform.clone()),
        incident_key: row.incident_key.clone(),
        value: row.value,
        threshold: row.threshold,
        unit: row.unit.clone(),
        first_seen: row.first_seen,
        evidence: evidence.of(&row.evidence),
        explanation: row.explanation.clone(),
    }
}

/// The order findings are listed in.
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (&a.rule, &a.platform, &a.subject_id, &a.finding_id).cmp(&(&b.rule, &b.platform, &b.subject_id, &b.finding_id))
    });
}
