//! Which accounts there are and how many works each has, before anything is written.

use model::{Platform, id};

use super::SyntheticOptions;
use super::random::Random;

/// What an account is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// Publishes steadily.
    Steady,
    /// Never published.
    Silent,
    /// Stopped 15 to 90 days before the monitoring point.
    Stale,
    /// Stopped more than 90 days before.
    Zombie,
    /// One filler text every 13 days.
    Filler,
    /// Mostly texts that were handed out.
    Template,
    /// Reposts only.
    Repost,
    /// Filed as cancelled.
    Closed,
}

/// Who the account belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In the registry.
    Filed,
    /// A public body's, not in the registry.
    Unfiled,
    /// Looks like a filed one and is not.
    Impersonator,
    /// A private person's.
    Private,
}

/// One account to be.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Number of the account, from 0.
    pub index: u64,
    /// Number of its unit.
    pub unit: u64,
    /// Where it lives.
    pub platform: Platform,
    /// Its number there.
    pub uid: u64,
    /// Its id in the lake.
    pub account_id: String,
    /// What it is like.
    pub behaviour: Behaviour,
    /// Who it belongs to.
    pub standing: Standing,
    /// Works it has.
    pub posts: u64,
}

const PLATFORMS: [Platform; 5] =
    [Platform::Douyin, Platform::Kuaishou, Platform::Weibo, Platform::Bilibili, Platform::Xiaohongshu];

/// Every account, in the order of ids, with exactly `options.posts` works together where any account can have some.
#[must_use]
pub fn all(options: &SyntheticOptions) -> Vec<Plan> {
    let mut plans: Vec<(Plan, u64)> = (0..options.accounts).map(|index| one(index, options)).collect();
    plans.sort_by(|a, b| a.0.account_id.cmp(&b.0.account_id));
    let fixed: u64 = plans.iter().map(|(plan, _)| plan.posts).sum();
    let open = u128::from(options.posts.saturating_sub(fixed));
    let total: u128 = plans.iter().map(|(_, weight)| u128::from(*weight)).sum();
    let mut passed: u128 = 0;
    for (plan, weight) in &mut plans {
        let before = (passed * open).checked_div(total).unwrap_or(0);
        passed += u128::from(*weight);
        let after = (passed * open).checked_div(total).unwrap_or(0);
        plan.posts += u64::try_from(after - before).unwrap_or(0);
    }
    plans.into_iter().map(|(plan, _)| plan).collect()
}

fn one(index: u64, options: &SyntheticOptions) -> (Plan, u64) {
    let mut random = Random::of(options.seed, index);
    // Two accounts a unit, on two platforms; once in fifty both on the same.
    let unit = index / 2;
    let first = Random::of(options.seed, unit.wrapping_add(1 << 40)).below(5);
    let second = if Random::of(options.seed, unit.wrapping_add(1 << 41)).permille(20) { first } else { first + 1 };
    let place = if index.is_multiple_of(2) { first } else { second };
    let platform = PLATFORMS[usize::try_from(place % 5).unwrap_or(0)];
    let standing = match random.below(1_000) {
        0..=899 => Standing::Filed,
        900..=939 => Standing::Unfiled,
        940..=949 => Standing::Impersonator,
        _ => Standing::Private,
    };
    let behaviour = match random.below(1_000) {
        0..=79 => Behaviour::Silent,
        80..=159 => Behaviour::Stale,
        160..=259 => Behaviour::Zombie,
        260..=309 => Behaviour::Filler,
        310..=359 => Behaviour::Template,
        360..=379 => Behaviour::Repost,
        380..=399 if standing == Standing::Filed => Behaviour::Closed,
        _ => Behaviour::Steady,
    };
    let weight = match behaviour {
        Behaviour::Silent | Behaviour::Filler => 0,
        _ => random.lognormal(),
    };
    // A filler account has one work every 13 days of three years, whatever the others have.
    let posts = if behaviour == Behaviour::Filler { 84 } else { 0 };
    let uid = 10_000_000_000 + index * 7;
    let account_id = id::account_id(platform, &format!("uid:{uid}"));
    (Plan { index, unit, platform, uid, account_id, behaviour, standing, posts }, weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Day;

    fn options() -> SyntheticOptions {
        SyntheticOptions { accounts: 2_000, posts: 300_000, seed: 1, as_of: Day::from_ymd(2021, 2, 25).unwrap() }
    }

    #[test]
    fn works_add_up_exactly_and_are_skewed() {
        let plans = all(&options());
        assert_eq!(plans.iter().map(|plan| plan.posts).sum::<u64>(), 300_000);
        let largest = plans.iter().map(|plan| plan.posts).max().unwrap();
        assert!(largest > 2_000, "{largest}");
        assert!(plans.windows(2).all(|pair| pair[0].account_id < pair[1].account_id));
    }

    #[test]
    fn another_seed_gives_other_accounts() {
        let same = all(&options());
        let other = all(&SyntheticOptions { seed: 2, ..options() });
        assert_eq!(format!("{same:?}"), format!("{:?}", all(&options())));
        assert_ne!(format!("{same:?}"), format!("{other:?}"));
    }
}
