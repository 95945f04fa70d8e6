//! The coverage ledger: accounts known, reachable and checked, and the checks that could not be made.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use engine::{ParamValue, Params, Session};

use crate::AuditError;
use crate::evidence::text;
use crate::people::AccountFacts;
use crate::result::{Coverage, MissingCheck, OtherReadings, Unjudged};

/// The ledger of an audit. `missing` holds what could not be judged by the rules of the result.
pub(crate) async fn ledger(
    session: &Session,
    max_age_days: i64,
    accounts: &BTreeMap<String, AccountFacts>,
    missing: &[Unjudged],
) -> Result<Coverage, AuditError> {
    let seen = reachable(session, max_age_days).await?;
    let open: BTreeSet<&str> = missing.iter().filter_map(|gap| gap.account_id.as_deref()).collect();
    let read_by_others = OtherReadings {
        posts: read_by_others(session, "posts").await?,
        comments: read_by_others(session, "comments").await?,
    };
    let mut coverage = Coverage { missing: summary(missing), read_by_others, ..Coverage::default() };
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

/// Rows of a table whose features another version computed, or nobody did.
async fn read_by_others(session: &Session, table: &str) -> Result<u64, AuditError> {
    // A session that computes features itself does so with the present version.
    let sql = format!(
        "SELECT (SELECT count(*) FROM features_{table} \
                 WHERE computed_by IS NULL OR (computed_by <> $computed_by AND computed_by <> 'session')) \
              + greatest(CAST(0 AS BIGINT), \
                         (SELECT count(*) FROM {table}) - (SELECT count(*) FROM features_{table})) AS others"
    );
    let params = Params::from([("computed_by".to_owned(), ParamValue::Text(::text::COMPUTED_BY.to_owned()))]);
    let mut others = 0;
    for batch in session.sql(&sql, &params).await? {
        let counts = batch.column(0).as_primitive_opt::<Int64Type>();
        others += counts.and_then(arrow::compute::sum).and_then(|sum| u64::try_from(sum).ok()).unwrap_or(0);
    }
    Ok(others)
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
