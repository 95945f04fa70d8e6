//! A day of a hot board. Every topic is invented.

use model::Day;
use serde_json::json;

use super::account::day;
use super::scenes::DATED_TOPICS;

/// Titles, categories and heat of an invented board. The last one is an advertisement.
const TOPICS: &[(&str, &str, i64)] = &[
    ("云岫省多地迎来春雪", "社会", 4_213_050),
    ("元宵节灯会今晚亮灯", "文化", 3_902_114),
    ("新学期第一课讲什么", "教育-中小学", 2_877_340),
    ("汀澜大桥恢复通行", "社会-交通", 2_410_900),
    ("一只小猫在车站等主人", "萌宠", 2_200_417),
    ("返岗专列发车", "社会", 1_950_220),
    ("春耕用上北斗", "科技", 1_533_008),
    ("影视剧花絮合集", "娱乐-影视", 1_498_776),
    ("如何识别新型诈骗", "社会-法治", 1_120_645),
    ("霁湖边的早樱开了", "旅游", 980_301),
];

/// Days each dated topic stays.
const STAYS: i32 = 3;
/// First day of the daily boards; earlier ones are single days.
const DAILY_SINCE: &str = "2020-12-27";

/// The days of the daily boards.
pub fn days(as_of: Day) -> impl Iterator<Item = Day> {
    let first = day(DAILY_SINCE);
    (0..=as_of.0 - first.0).map(move |n| first.plus(n))
}

/// A day of the board in the shape of a public archive of Weibo's board. `whole`: with the topics of every day beside the dated ones.
#[must_use]
pub fn hot_board(on: Day, whole: bool) -> String {
    let mut rows = Vec::new();
    let dated = DATED_TOPICS.iter().filter(|(first, _, _)| (0..STAYS).contains(&(on.0 - day(first).0)));
    let dated = dated.map(|(_, title, category)| (*title, *category, 2_600_000));
    let every_day = TOPICS.iter().copied().filter(|_| whole);
    for (n, (title, category, heat)) in dated.chain(every_day).enumerate() {
        // Earlier boards hold the same invented topics in another order and with other heat.
        let turned = (n + usize::try_from(on.0).unwrap_or(0)) % TOPICS.len();
        rows.push(json!({
            "title": title,
            "category": category,
            "url": format!("https://s.weibo.com/weibo?q=%23{title}%23"),
            "hot": heat - i64::try_from(turned).unwrap_or(0) * 1_000,
            "ads": false,
            "readCount": heat * 40,
            "discussCount": heat / 30,
            "origin": "",
        }));
    }
    rows.push(json!({
        "title": "某某手机新品",
        "category": "",
        "url": "https://s.weibo.com/weibo?q=%23某某手机新品%23",
        "hot": 500_000,
        "ads": true,
        "readCount": 0,
        "discussCount": 0,
        "origin": "",
    }));
    let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    text.push('\n');
    text
}
