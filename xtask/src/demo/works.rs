//! The works of an account, from its description.

use model::{Day, Micros, Platform, id};

use super::account::{Account, Text, day};
use super::scenes::{self, Piece, Said};
use super::texts;

/// One work.
#[derive(Debug, Clone)]
pub struct Work {
    /// The platform's own id.
    pub native_id: String,
    /// Seconds since the epoch.
    pub posted: i64,
    /// Title; the body again where the platform has no titles.
    pub title: String,
    /// Body.
    pub body: String,
    /// The film it shows.
    pub film: Option<&'static str>,
    /// What the audit must say of it.
    pub said: Vec<Said>,
}

impl Work {
    /// The text by which the platform's export shows the work first: Douyin has one text for title and body, Weibo puts the
    /// title into the body.
    #[must_use]
    pub fn shown(&self, platform: Platform) -> String {
        if self.body.is_empty() || self.title == self.body {
            return self.title.clone();
        }
        match platform {
            Platform::Douyin => format!("{}。{}", self.title, self.body),
            Platform::Weibo => format!("#{}# {}", self.title, self.body),
            _ => self.title.clone(),
        }
    }

    /// The day it was published.
    #[must_use]
    pub fn day(&self) -> Day {
        Micros::from_seconds(self.posted).map_or(Day(0), Micros::day)
    }
}

/// A number that depends on the words alone and looks thrown.
#[must_use]
pub fn mix(words: &[&str]) -> u64 {
    u64::from_str_radix(&id::hash_hex(words)[..15], 16).unwrap_or(0)
}

/// Every work of the account, oldest first.
#[must_use]
pub fn of(account: &Account) -> Vec<Work> {
    let mut works: Vec<(i64, Text, usize)> = Vec::new();
    for series in &account.series {
        let mut on = series.last;
        let mut days = Vec::new();
        while on >= series.first {
            days.push(on);
            on = on.plus(-series.step);
        }
        days.reverse();
        works.extend(days.into_iter().enumerate().map(|(n, on)| (moment(account, on, series.text), series.text, n)));
    }
    works.sort_by_key(|(posted, _, _)| *posted);
    let mut own = 0;
    let mut all: Vec<Work> = works
        .into_iter()
        .map(|(posted, text, n)| {
            let (title, body) = match text {
                Text::Own => {
                    own += 1;
                    texts::own(account, own - 1)
                }
                Text::Filler(line) => (line.to_owned(), line.to_owned()),
                Text::Template(list) => {
                    let line = list[template_of(posted, list.len())];
                    (line.to_owned(), line.to_owned())
                }
                Text::Repost => (texts::repost(n), texts::repost(n)),
            };
            Work { native_id: native_id(account, posted), posted, title, body, film: None, said: Vec::new() }
        })
        .collect();
    for piece in scenes::pieces_of(account) {
        let thrown = mix(&["piece", account.platform.id(), account.name, &piece.title]);
        let posted = day(piece.on).start().0 / 1_000_000 + 8 * 3_600 + i64::try_from(thrown % 36_000).unwrap_or(0);
        let native_id = native_id(account, posted);
        let Piece { title, body, film, said, .. } = piece;
        all.push(Work { native_id, posted, title, body, film, said });
    }
    all.sort_by_key(|work| work.posted);
    all
}

/// The template handed out for a day: the same for everybody.
fn template_of(posted: i64, templates: usize) -> usize {
    let days = Micros::from_seconds(posted).map_or(0, |at| at.day().0);
    usize::try_from(days / 10).unwrap_or(0) % templates.max(1)
}

/// Own works come at office hours; a template is published by everybody within the same half hour.
fn moment(account: &Account, on: Day, text: Text) -> i64 {
    let start = on.start().0 / 1_000_000;
    let thrown = mix(&["moment", account.platform.id(), account.name, &on.to_string()]);
    let second = match text {
        Text::Template(_) => 10 * 3_600 + thrown % 1_800,
        _ => 8 * 3_600 + 1_800 + thrown % 36_000,
    };
    start + i64::try_from(second).unwrap_or(0)
}

/// Ids as the platforms make them; where an id holds its time, ours does too.
fn native_id(account: &Account, posted: i64) -> String {
    let thrown = mix(&["native", account.platform.id(), account.name, &posted.to_string()]);
    match account.platform {
        Platform::Douyin => ((posted << 32) | i64::from(u32::try_from(thrown % 0xffff_ffff).unwrap_or(0))).to_string(),
        Platform::Weibo => {
            (((posted - 515_483_463) << 22) | i64::try_from(thrown % 0x3f_ffff).unwrap_or(0)).to_string()
        }
        Platform::Xiaohongshu => format!("{posted:08x}{thrown:016x}"),
        Platform::Bilibili => (500_000_000 + thrown % 400_000_000).to_string(),
        _ => format!("3x{}", &id::hash_hex(&["kuaishou", account.name, &posted.to_string()])[..13]),
    }
}

/// Counts of a work at the time of an export: they grow with followers and age, and mean nothing else.
#[must_use]
pub fn likes(account: &Account, work: &Work, on: Day) -> i64 {
    let age = i64::from(on.0 - work.day().0).clamp(0, 30);
    let base = i64::try_from(mix(&["likes", &work.native_id]) % 97).unwrap_or(0);
    (base + account.followers_on(on) / 400) * (age + 5) / 35
}

/// The works the platform showed on this day.
#[must_use]
pub fn shown(account: &Account, on: Day) -> Vec<Work> {
    of(account).into_iter().filter(|work| work.day() <= on).collect()
}
