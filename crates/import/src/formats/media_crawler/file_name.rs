//! What MediaCrawler's file names say: `{crawler}_{item}_{date}`, with a running number before it in the first era,
//! `{platform}_{crawler}_{yyyymmdd_hhmmss}` for workbooks.

use model::{Day, Platform};

use crate::values;

/// How the collector was run; it decides what a file proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrawlerType {
    /// By keyword.
    Search,
    /// Single works by id.
    Detail,
    /// All works of given accounts.
    Creator,
}

/// What a file's name and folders say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName {
    /// How the collector was run.
    pub crawler_type: Option<CrawlerType>,
    /// The day of the run.
    pub day: Option<Day>,
    /// The platform's folder or name.
    pub platform: Option<Platform>,
    /// The name says that the file holds profiles.
    pub says_creators: bool,
}

impl FileName {
    /// Reads a path.
    #[must_use]
    pub fn read(path: &str) -> Self {
        let name = crate::probe::file_name(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let tokens: Vec<&str> = stem.split('_').collect();
        let mut read = Self { crawler_type: None, day: None, platform: None, says_creators: false };
        for token in &tokens {
            if let Some(day) = day_of(token) {
                read.day = read.day.or(Some(day));
                continue;
            }
            let crawler = match *token {
                "search" => Some(CrawlerType::Search),
                "detail" => Some(CrawlerType::Detail),
                "creator" => Some(CrawlerType::Creator),
                _ => None,
            };
            match (crawler, read.crawler_type) {
                (Some(crawler), None) => read.crawler_type = Some(crawler),
                // `creator_creator_…`: the first era called the item by the crawler's name.
                (Some(CrawlerType::Creator), Some(_)) => read.says_creators = true,
                _ => {}
            }
            read.says_creators |= *token == "creators";
            read.platform = read.platform.or_else(|| platform_of(token));
        }
        if read.platform.is_none() {
            read.platform = path.split(['/', '\\', '!']).rev().find_map(platform_of);
        }
        read
    }
}

/// Only the collector's own words for platforms: a folder `微信` says nothing about a collector's file.
fn platform_of(word: &str) -> Option<Platform> {
    match word {
        "douyin" | "dy" => Some(Platform::Douyin),
        "kuaishou" | "ks" => Some(Platform::Kuaishou),
        "weibo" | "wb" => Some(Platform::Weibo),
        "bilibili" | "bili" => Some(Platform::Bilibili),
        "xiaohongshu" | "xhs" => Some(Platform::Xiaohongshu),
        _ => None,
    }
}

fn day_of(token: &str) -> Option<Day> {
    let date = token.split([' ', 'T']).next().unwrap_or(token);
    let plausible = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit())
        || date.len() == 10 && date.matches('-').count() == 2;
    plausible.then(|| values::day(date)).flatten().map(|reading| reading.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_eras() {
        for (path, crawler, day, platform, creators) in [
            (
                "data/douyin/jsonl/creator_contents_2026-03-04.jsonl",
                CrawlerType::Creator,
                "2026-03-04",
                Platform::Douyin,
                false,
            ),
            (
                "data/bilibili/3_search_comments_2024-05-06.csv",
                CrawlerType::Search,
                "2024-05-06",
                Platform::Bilibili,
                false,
            ),
            (
                "data/xhs/json/creator_creator_2025-01-02.json",
                CrawlerType::Creator,
                "2025-01-02",
                Platform::Xiaohongshu,
                true,
            ),
            (
                "data/bili/csv/detail_videos_2026-01-02.csv",
                CrawlerType::Detail,
                "2026-01-02",
                Platform::Bilibili,
                false,
            ),
            (
                "x.zip!data/weibo/csv/search_contents_2025-09-07 10:11:12.csv",
                CrawlerType::Search,
                "2025-09-07",
                Platform::Weibo,
                false,
            ),
            ("weibo_creator_20251208_145749.xlsx", CrawlerType::Creator, "2025-12-08", Platform::Weibo, false),
            (
                "data/kuaishou/jsonl/creator_creators_2026-03-04.jsonl",
                CrawlerType::Creator,
                "2026-03-04",
                Platform::Kuaishou,
                true,
            ),
        ] {
            let expected = FileName {
                crawler_type: Some(crawler),
                day: Some(day.parse().unwrap()),
                platform: Some(platform),
                says_creators: creators,
            };
            assert_eq!(FileName::read(path), expected, "{path}");
        }
        let database = FileName::read("database/sqlite_tables.db");
        assert_eq!((database.crawler_type, database.day, database.platform), (None, None, None));
    }
}
