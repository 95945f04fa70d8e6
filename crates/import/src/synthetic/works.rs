//! The works of an account, oldest first.

use model::tables::{AccountQuarter, Post, PostFeature};
use model::time::MICROS_PER_DAY;
use model::{Day, Micros, Platform, id};

use super::account::Account;
use super::plan::Behaviour;
use super::random::Random;
use super::rows::Tables;
use super::{SyntheticError, SyntheticOptions, text};
use crate::pipeline::features::{LastWork, post_key_feature};

/// Says that of the features only what tells equal texts was computed.
const KEYS_ONLY: &str = "keys";

const THREE_YEARS: i32 = 1_095;

/// Adds the works of the account and says how many there were.
pub async fn write(
    account: &Account<'_>,
    tables: &mut Tables,
    options: &SyntheticOptions,
) -> Result<u64, SyntheticError> {
    let count = account.plan.posts;
    let mut random = Random::of(options.seed, account.plan.index.wrapping_add(1 << 45));
    let first = account.opened.max(options.as_of.plus(-THREE_YEARS)).min(account.last);
    let mut quarter = Quarter::default();
    for n in 0..count {
        let posted_at = moment(account, first, n, count, &mut random);
        let post = post(account, posted_at, n, &mut random);
        // Nobody read it: `mingjian features` does, where a measurement needs it.
        tables.push(&PostFeature { computed_by: Some(KEYS_ONLY.to_owned()), ..post_key_feature(&post) });
        quarter.add(account, &post, tables);
        tables.push(&post);
        tables.flush_full().await?;
    }
    quarter.finish(account, tables);
    Ok(count)
}

/// When the n-th of so many works appeared: spread evenly with some scatter, the last one on the account's last day.
fn moment(account: &Account<'_>, first: Day, n: u64, count: u64, random: &mut Random) -> Micros {
    let thrown = i64::try_from(random.below(10 * 3_600 * 1_000_000)).unwrap_or(0);
    let office_hours = 8 * 3_600 * 1_000_000;
    if account.plan.behaviour == Behaviour::Filler {
        let back = i32::try_from(count - 1 - n).unwrap_or(0) * 13;
        return Micros(account.last.plus(-back).start().0 + office_hours + thrown);
    }
    let span = i128::from(account.last.0 - first.0) * i128::from(MICROS_PER_DAY);
    // Each work lies somewhere in its own slice of the time; the last one at the end of its slice.
    let slice = if n + 1 == count { 1 << 20 } else { random.below(1 << 20) };
    let passed = (i128::from(n) << 20) + i128::from(slice);
    let step = span * passed / (i128::from(count.max(1)) << 20);
    let at = first.start().0 + i64::try_from(step).unwrap_or(0);
    let day = Micros(at).day().min(account.last);
    if account.plan.behaviour == Behaviour::Template {
        // Handed out for Monday at ten; published within the half hour.
        let monday = day.plus(-(day.0 + 3).rem_euclid(7));
        return Micros(monday.start().0 + 10 * 3_600 * 1_000_000 + thrown / 20);
    }
    Micros(day.start().0 + office_hours + thrown)
}

fn post(account: &Account<'_>, posted_at: Micros, n: u64, random: &mut Random) -> Post {
    let mut is_repost = false;
    let (title, content) = match account.plan.behaviour {
        Behaviour::Filler => (None, text::filler(account.plan.index).to_owned()),
        Behaviour::Template if random.permille(800) => (None, text::template((posted_at.day().0 + 3) / 7)),
        Behaviour::Repost => {
            is_repost = true;
            (None, text::repost(random, &account.name, n))
        }
        _ => {
            let (title, content) = text::own(random, &account.name, n);
            (Some(title), content)
        }
    };
    let platform = account.plan.platform;
    let native = format!("{}{n:06}", account.plan.uid);
    Post {
        post_id: Some(id::post_id(platform, &native)),
        platform: Some(platform.id().to_owned()),
        native_id: Some(native),
        account_id: Some(account.plan.account_id.clone()),
        kind: Some(if platform == Platform::Weibo { "text" } else { "video" }.to_owned()),
        title,
        content: Some(content),
        posted_at: Some(posted_at),
        posted_precision: Some("second".to_owned()),
        posted_from: Some("field".to_owned()),
        is_repost: Some(is_repost),
        source_id: Some(account.source_id.clone()),
        observed_at: Some(account.observed_at),
        ..Post::default()
    }
}

/// The kept state of the quarter at hand.
#[derive(Debug, Default)]
struct Quarter {
    start: Option<Micros>,
    posts: i64,
    first: Option<Micros>,
    last: Option<LastWork>,
}

impl Quarter {
    fn add(&mut self, account: &Account<'_>, post: &Post, tables: &mut Tables) {
        let Some(at) = post.posted_at else { return };
        if self.start != Some(at.quarter_start()) {
            self.finish(account, tables);
            self.start = Some(at.quarter_start());
        }
        self.posts += 1;
        self.first = Some(self.first.map_or(at, |first| first.min(at)));
        LastWork::take_over(&mut self.last, post);
    }

    fn finish(&mut self, account: &Account<'_>, tables: &mut Tables) {
        let done = std::mem::take(self);
        let Some(start) = done.start else { return };
        let mut state = AccountQuarter {
            state_id: Some(id::row_id(
                "features_account_quarters",
                &[&account.plan.account_id, &start.0.to_string(), &account.source_id],
            )),
            account_id: Some(account.plan.account_id.clone()),
            quarter_at: Some(start),
            posts: Some(done.posts),
            first_posted_at: done.first,
            computed_by: Some(::text::COMPUTED_BY.to_owned()),
            observed_at: Some(account.observed_at),
            ..AccountQuarter::default()
        };
        if let Some(last) = done.last {
            last.fill(&mut state);
        }
        tables.push(&state);
    }
}
