//! `JoeanAmier`'s KS-Downloader: works of Kuaishou in a SQLite database, with the columns of both of its generations.

use model::Platform;

use super::reading::columns::{Author, Works};
use super::reading::fields::{count, identifier, text};
use super::reading::{Context, Kind, tables, works};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct KsDownloader;

static MANIFEST: Manifest = Manifest {
    name: "ks_downloader",
    title_zh: "KS-Downloader 采集文件（快手）",
    doc: "Works of Kuaishou in SQLite (`DetailData.db`) with the tool's Chinese column names: 作品ID, 作者ID (and 作者EID since the second \
          generation), 作品文案 …; also as CSV or Excel. −1 and 未知 are missing, times are written `2024-01-02_10:11:12`.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "collections"],
    proves: "A partial collection of the works of the accounts in it.",
    lacks: &["verification of accounts", "comments"],
};

const WORKS: Works = Works {
    id: &["作品ID"],
    content: &["作品文案", "作品描述"],
    posted: &["发布日期", "发布时间"],
    duration: &["视频时长", "作品时长"],
    likes: &["点赞数量"],
    comments: &["评论数量"],
    shares: &["分享数量"],
    favourites: &["收藏数量"],
    plays: &["浏览数量", "播放数量"],
    // The first generation writes the key of profile links under 作者ID, the second writes it under 作者EID.
    author: Author { uid: &["作者EID", "作者ID"], name: &["作者昵称"], ..Author::NONE },
    observed: &["采集日期", "采集时间"],
    ..Works::none(Platform::Kuaishou)
};

static KINDS: &[Kind] = &[Kind::new(&["作品ID", "作者ID", "作品文案|作品描述"], 2, work)];

impl Format for KsDownloader {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        tables::detect(probe, KINDS, 96)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        tables::read(source, KINDS, sink)
    }
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &WORKS, context)?;
    if identifier(row, &["作者EID"]).is_some() {
        entry.author.short_id = identifier(row, &["作者ID"]);
    }
    entry.post.kind = match text(row, &["作品类型"]).as_deref() {
        Some("视频") => Some("video".to_owned()),
        Some("图片" | "图集") => Some("images".to_owned()),
        _ => None,
    };
    entry.post.url = entry.post.native_id.as_ref().map(|id| format!("https://www.kuaishou.com/short-video/{id}"));
    entry.author_snapshot.followers = count(row, &["粉丝数量"]);
    entry.author_snapshot.following = count(row, &["关注数量"]);
    entry.author_snapshot.works = count(row, &["作品数量"]);
    Ok(vec![Entry::Post(Box::new(entry))])
}
