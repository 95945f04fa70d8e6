//! What changed since the audit before.

use std::collections::BTreeSet;

use model::{Day, Finding};
use serde::Serialize;

use crate::result::Unjudged;

/// An earlier audit of the same profile, as far as a comparison needs it.
#[derive(Debug, Clone)]
pub struct EarlierAudit {
    /// Its id.
    pub audit_id: String,
    /// Its monitoring day.
    pub as_of: Day,
    /// Its findings: id, rule and subject.
    pub findings: Vec<FindingKey>,
}

/// What names a finding over quarters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FindingKey {
    /// Id of the finding.
    pub finding_id: String,
    /// Code of the rule.
    pub rule: String,
    /// The subject.
    pub subject_id: String,
}

impl FindingKey {
    /// The key of a finding.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        Self {
            finding_id: finding.finding_id.clone(),
            rule: finding.rule.clone(),
            subject_id: finding.subject_id.clone(),
        }
    }
}

/// The findings of an audit held against those before it. Each list is sorted by finding id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The audit before.
    pub previous_audit: String,
    /// Its monitoring day.
    pub previous_as_of: Day,
    /// Found now for the first time.
    pub new: Vec<FindingKey>,
    /// Found in the audit before and now.
    pub persisting: Vec<FindingKey>,
    /// Found before, judged now and no longer found.
    pub gone: Vec<FindingKey>,
    /// Found before, and now the check cannot be made: neither gone nor persisting.
    pub unjudged: Vec<FindingKey>,
    /// Not found in the audit before, but in an earlier one: the same incident again.
    pub relapsed: Vec<FindingKey>,
}

/// Compares with earlier audits, given in any order; nothing where there is none.
#[must_use]
pub fn compare(findings: &[Finding], unjudged: &[Unjudged], earlier: &[EarlierAudit]) -> Option<Changes> {
    let mut earlier: Vec<&EarlierAudit> = earlier.iter().collect();
    earlier.sort_by(|a, b| (a.as_of, &a.audit_id).cmp(&(b.as_of, &b.audit_id)));
    let (previous, older) = earlier.split_last()?;
    let now: BTreeSet<FindingKey> = findings.iter().map(FindingKey::of).collect();
    let before: BTreeSet<FindingKey> = previous.findings.iter().cloned().collect();
    let long_ago: BTreeSet<&FindingKey> = older.iter().flat_map(|audit| &audit.findings).collect();
    let open: BTreeSet<(&str, &str)> =
        unjudged.iter().map(|gap| (gap.rule.as_str(), gap.subject_id.as_str())).collect();
    let (unjudged, gone) =
        before.difference(&now).cloned().partition(|key| open.contains(&(key.rule.as_str(), key.subject_id.as_str())));
    let (relapsed, new) = now.difference(&before).cloned().partition(|key| long_ago.contains(key));
    Some(Changes {
        previous_audit: previous.audit_id.clone(),
        previous_as_of: previous.as_of,
        new,
        persisting: now.intersection(&before).cloned().collect(),
        gone,
        unjudged,
        relapsed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: &str) -> FindingKey {
        FindingKey { finding_id: id.into(), rule: "Z02".into(), subject_id: format!("a{id}") }
    }

    fn finding(id: &str) -> Finding {
        Finding {
            finding_id: id.into(),
            rule: "Z02".into(),
            title: String::new(),
            class: model::RuleClass::Veto,
            rule_version: String::new(),
            subject: model::Subject::Account,
            subject_id: format!("a{id}"),
            account_id: None,
            account_name: None,
            platform: None,
            incident_key: String::new(),
            value: None,
            threshold: None,
            unit: None,
            first_seen: None,
            evidence: Vec::new(),
            explanation: String::new(),
        }
    }

    #[test]
    fn every_finding_lands_in_exactly_one_list() {
        let audit = |day: i32, ids: &[&str]| EarlierAudit {
            audit_id: format!("q{day}"),
            as_of: Day(day),
            findings: ids.iter().map(|id| key(id)).collect(),
        };
        let open = Unjudged {
            rule: "Z02".into(),
            subject_id: "aunjudged".into(),
            account_id: None,
            because: "collections.posts".into(),
            why: String::new(),
        };
        let now = [finding("stays"), finding("again"), finding("fresh")];
        let earlier = [audit(2, &["stays", "over", "unjudged"]), audit(1, &["again", "stays"])];
        let changes = compare(&now, &[open], &earlier).unwrap();
        assert_eq!(changes.previous_audit, "q2");
        assert_eq!(changes.new, [key("fresh")]);
        assert_eq!(changes.persisting, [key("stays")]);
        assert_eq!(changes.gone, [key("over")]);
        assert_eq!(changes.unjudged, [key("unjudged")]);
        assert_eq!(changes.relapsed, [key("again")]);
    }

    #[test]
    fn without_an_earlier_audit_there_is_nothing_to_compare() {
        assert_eq!(compare(&[finding("x")], &[], &[]), None);
    }
}
