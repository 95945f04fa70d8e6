//! Boards of trending topics over the last quarter: most are met by no work, a few by the phrases works are made of.

use model::id::row_id;
use model::tables::HotTopic;

use super::SyntheticOptions;
use super::random::Random;
use super::rows::Tables;
use super::text;

/// Days before the monitoring point that have a board: a quarter, and what may still be chased at its beginning.
const DAYS: i32 = 94;
/// Topics of a day.
const TOPICS: u64 = 50;

/// Adds the boards.
pub fn write(tables: &mut Tables, options: &SyntheticOptions) {
    for back in 0..DAYS {
        let day = options.as_of.plus(-back);
        let mut random = Random::of(options.seed, u64::from(day.0.unsigned_abs()).wrapping_add(1 << 46));
        let seen = day.start().0 + 12 * 3_600 * 1_000_000;
        for rank in 1..=TOPICS {
            let title = text::topic(&mut random);
            let (day, place) = (day.to_string(), rank.to_string());
            tables.push(&HotTopic {
                topic_id: Some(row_id("hot_topics", &["weibo", &title, &day, &place])),
                board: Some("weibo".to_owned()),
                title: Some(title),
                rank: i64::try_from(rank).ok(),
                source_id: Some(format!("synthetic-boards//{rank}")),
                observed_at: Some(model::Micros(seen)),
                ..HotTopic::default()
            });
        }
    }
}
