//! Where most accounts cannot be judged because collections end too early: which monitoring point would work.

use audit::AuditResult;
use engine::Params;
use model::Day;

use super::Setting;
use crate::failure::Failure;
use crate::output::cells;

/// A monitoring point that the collections reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    /// The day.
    pub as_of: Day,
    /// Accounts whose works were collected completely up to it.
    pub accounts: u64,
    /// Accounts whose works could not be judged now.
    pub unreached: u64,
}

/// The advice, where it is needed and there is any.
pub async fn as_of(setting: &Setting, result: &AuditResult) -> Result<Option<Advice>, Failure> {
    let unreached = result
        .coverage
        .missing
        .iter()
        .filter(|missing| missing.because == "collections.posts")
        .map(|missing| missing.subjects)
        .max()
        .unwrap_or(0);
    if unreached * 2 <= result.coverage.total.known {
        return Ok(None);
    }
    let session = setting.engine.session(&setting.lake, &setting.version, Some(result.identity.as_of)).await?;
    let sql = "SELECT c.complete_to_day AS day, count(*) AS accounts \
               FROM account_collections c JOIN accounts a ON a.account_id = c.account_id \
               WHERE c.kind = 'posts' AND c.complete_to_day IS NOT NULL \
               GROUP BY c.complete_to_day ORDER BY day DESC";
    let rows = cells::sheet(&session.sql(sql, &Params::new()).await?).rows;
    let days: Vec<(Day, u64)> =
        rows.iter().filter_map(|row| Some((row.first()?.as_str()?.parse().ok()?, row.get(1)?.as_u64()?))).collect();
    Ok(best(&days).filter(|(day, _)| *day < result.identity.as_of).map(|(as_of, accounts)| Advice {
        as_of,
        accounts,
        unreached,
    }))
}

/// Lines of registries that are all dated after the monitoring point and so do not count: a file that does not say its
/// day is dated by its import.
pub async fn late_registry(setting: &Setting, result: &AuditResult) -> Result<Option<u64>, Failure> {
    if result.coverage.total.registered > 0 {
        return Ok(None);
    }
    let session = setting.engine.session(&setting.lake, &setting.version, Some(result.identity.as_of)).await?;
    let sql = "SELECT count(*) AS filed FROM lake.registry";
    let rows = cells::sheet(&session.sql(sql, &Params::new()).await?).rows;
    Ok(rows.first().and_then(|row| row.first()?.as_u64()).filter(|lines| *lines > 0))
}

/// The latest day that at least half of the collected accounts reach. `days` is sorted from the latest back.
fn best(days: &[(Day, u64)]) -> Option<(Day, u64)> {
    let total: u64 = days.iter().map(|(_, accounts)| accounts).sum();
    let mut reached = 0;
    days.iter().find_map(|(day, accounts)| {
        reached += accounts;
        (reached * 2 >= total).then_some((*day, reached))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_day_that_half_the_accounts_reach_is_advised() {
        assert_eq!(best(&[]), None);
        assert_eq!(best(&[(Day(30), 1), (Day(20), 8), (Day(10), 1)]), Some((Day(20), 9)));
        assert_eq!(best(&[(Day(30), 5), (Day(20), 5)]), Some((Day(30), 5)));
    }
}
