//! The coverage ledger: accounts known, reachable and checked, and the checks that could not be made.

use std::collections::{BTreeMap, BTreeSet};

use engine::{ParamValue, Params, Session};

use crate::AuditError;
use crate::evidence::text;
use crate::people::AccountFacts;
use crate::result::{Coverage, MissingCheck, Unjudged};

/// The ledger of an audit. `missing` holds what could not be judged by the rules of the result.
pub(crate) async fn ledger(
    session: &Session,
    max_age_days: i64,
    accounts: &BTreeMap<String, AccountFacts>,
    missing: &[Unjudged],
) -> Result<Coverage, AuditError> {
    let seen = reachable(session, max_age_days).await?;
    let open: BTreeSet<&str> = missing.iter().filter_map(|gap| gap.account_id.as_deref()).collect();
    let mut coverage = Coverage { missing: summary(missing), ..Coverage::default() };
    for (account_id, facts) in accounts {
        if !facts.audited {
            coverage.other_accounts += 1;
            continue;
        }
        let platform = coverage.by_platform.entry(facts.platform.clone()).or_default();
        for reach in [&mut coverage.total, platform] {
            reach.known += 1;
            reach.registered += u64::from(facts.registered);
            reach.reachable += u64::from(seen.contains(account_id));
            reach.fully_checked += u64::from(!open.contains(account_id.as_str()));
        }
    }
    Ok(coverage)
}

/// Accounts somebody looked at near the monitoring point: a profile or works, unless the attempt failed.
async fn reachable(session: &Session, max_age_days: i64) -> Result<BTreeSet<String>, AuditError> {
    let sql = "SELECT DISTINCT account_id FROM collections \
               WHERE state <> 'failed' AND to_at IS NOT NULL \
                 AND day_of(to_at - INTERVAL '1 second') >= days_after($as_of, -$max_age_days) \
               UNION \
               SELECT account_id FROM account_snapshots \
               WHERE day_of(observed_at) >= days_after($as_of, -$max_age_days)";
    let params = Params::from([("max_age_days".to_owned(), ParamValue::Int(max_age_days))]);
    let mut seen = BTreeSet::new();
    for batch in session.sql(sql, &params).await? {
        seen.extend((0..batch.num_rows()).filter_map(|row| text(&batch, "account_id", row)));
    }
    Ok(seen)
}

/// How many subjects lack what, rule by rule, the commonest first within a rule.
fn summary(missing: &[Unjudged]) -> Vec<MissingCheck> {
    let mut counts: BTreeMap<(&str, &str), (&str, u64)> = BTreeMap::new();
    for gap in missing {
        counts.entry((&gap.rule, &gap.because)).or_insert((&gap.why, 0)).1 += 1;
    }
    let mut checks: Vec<MissingCheck> = counts
        .into_iter()
        .map(|((rule, because), (why, subjects))| MissingCheck {
            rule: rule.to_owned(),
            because: because.to_owned(),
            why: why.to_owned(),
            subjects,
        })
        .collect();
    checks.sort_by(|a, b| (&a.rule, b.subjects, &a.because).cmp(&(&b.rule, a.subjects, &b.because)));
    checks
}
