//! Pass, fail, not judged: where each account stands under the profile's veto rules, and the pass rates.

use std::collections::{BTreeMap, BTreeSet};

use crate::interval::Share;
use crate::people::AccountFacts;
use crate::result::{AccountStanding, PassRate, Standing};

/// What the veto rules said about one account.
#[derive(Debug, Default, Clone)]
pub(crate) struct VetoRecord {
    /// Codes of the veto rules that apply to it.
    pub(crate) applicable: BTreeSet<String>,
    /// Codes found.
    pub(crate) found: BTreeSet<String>,
    /// Codes that could not be judged.
    pub(crate) unjudged: BTreeSet<String>,
}

/// The standing of every account that a veto rule applies to, sorted by account id.
pub(crate) fn standings(
    accounts: &BTreeMap<String, AccountFacts>,
    records: &BTreeMap<String, VetoRecord>,
) -> Vec<AccountStanding> {
    let stand = |(account_id, record): (&String, &VetoRecord)| {
        let facts = accounts.get(account_id)?;
        if record.applicable.is_empty() && record.found.is_empty() {
            return None;
        }
        let standing = if !record.found.is_empty() {
            Standing::Fail
        } else if record.unjudged.is_empty() {
            Standing::Pass
        } else {
            Standing::NotJudged
        };
        Some(AccountStanding {
            account_id: account_id.clone(),
            name: facts.name.clone(),
            platform: facts.platform.clone(),
            region_code: facts.region_code.clone(),
            level: facts.level,
            standing,
            vetoes: record.found.iter().cloned().collect(),
            unjudged: record.unjudged.iter().cloned().collect(),
        })
    };
    records.iter().filter_map(stand).collect()
}

/// The pass rate over all platforms, then platform by platform; nothing where no veto rule applies to anybody.
pub(crate) fn pass_rates(standings: &[AccountStanding]) -> Vec<PassRate> {
    let mut platforms: BTreeMap<&str, Vec<Standing>> = BTreeMap::new();
    for account in standings {
        platforms.entry(&account.platform).or_default().push(account.standing);
    }
    if platforms.is_empty() {
        return Vec::new();
    }
    let all: Vec<Standing> = standings.iter().map(|account| account.standing).collect();
    std::iter::once(pass_rate("all", &all))
        .chain(platforms.iter().map(|(platform, accounts)| pass_rate(platform, accounts)))
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of accounts are far below 2^52")]
fn pass_rate(platform: &str, accounts: &[Standing]) -> PassRate {
    let count = |wanted: Standing| accounts.iter().filter(|standing| **standing == wanted).count() as u64;
    let total = accounts.len() as u64;
    let (passed, failed, not_judged) = (count(Standing::Pass), count(Standing::Fail), count(Standing::NotJudged));
    let of_total = |part: u64| (total > 0).then(|| part as f64 / total as f64);
    PassRate {
        platform: platform.to_owned(),
        accounts: total,
        passed,
        failed,
        not_judged,
        rate: Share::wilson(passed, passed + failed),
        lowest: of_total(passed),
        highest: of_total(passed + not_judged),
        judged_share: of_total(passed + failed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Level;

    fn facts() -> AccountFacts {
        AccountFacts {
            name: None,
            platform: "douyin".into(),
            region_code: None,
            level: Level::Unknown,
            registered: true,
            audited: true,
        }
    }

    fn record(found: &[&str], unjudged: &[&str]) -> VetoRecord {
        let set = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
        VetoRecord { applicable: set(&["Z01", "Z02"]), found: set(found), unjudged: set(unjudged) }
    }

    #[test]
    fn a_found_veto_fails_even_where_another_rule_could_not_be_judged() {
        let accounts: BTreeMap<String, AccountFacts> =
            ["a1", "a2", "a3"].into_iter().map(|id| (id.to_owned(), facts())).collect();
        let records = BTreeMap::from([
            ("a1".to_owned(), record(&["Z02"], &["Z01"])),
            ("a2".to_owned(), record(&[], &["Z01"])),
            ("a3".to_owned(), record(&[], &[])),
        ]);
        let standings = standings(&accounts, &records);
        let seen: Vec<Standing> = standings.iter().map(|account| account.standing).collect();
        assert_eq!(seen, [Standing::Fail, Standing::NotJudged, Standing::Pass]);
        let rates = pass_rates(&standings);
        assert_eq!(rates[0].platform, "all");
        assert_eq!((rates[0].rate.unwrap().hits, rates[0].rate.unwrap().of), (1, 2));
        assert_eq!((rates[0].lowest, rates[0].highest), (Some(1.0 / 3.0), Some(2.0 / 3.0)));
    }

    #[test]
    fn an_account_no_veto_rule_applies_to_does_not_stand_anywhere() {
        let accounts = BTreeMap::from([("a1".to_owned(), facts())]);
        let records = BTreeMap::from([("a1".to_owned(), VetoRecord::default())]);
        assert!(standings(&accounts, &records).is_empty());
        assert!(pass_rates(&[]).is_empty());
    }
}
