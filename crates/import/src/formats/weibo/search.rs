//! dataabc/weibo-search: works found by keyword, `结果文件/词/词.csv`.

use model::Platform;

use super::{settle, shows_repost};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::{Author, Works};
use crate::formats::reading::fields::{identifier, text};
use crate::formats::reading::{Context, Kind, tables, works};
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct WeiboSearch;

static MANIFEST: Manifest = Manifest {
    name: "weibo_search",
    title_zh: "weibo-search 采集文件（微博按词搜索）",
    doc: "dataabc/weibo-search: CSV (or SQLite) with id, bid, user_id, 用户昵称, 微博正文, 发布时间, user_authentication …; the file's name is the word \
          searched for where its folder bears it too.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "collections"],
    proves: "A partial collection: works found by a word.",
    lacks: &["plays", "comments", "which of the bodies with a blue mark are public"],
};

const WORKS: Works = Works {
    id: &["id"],
    content: &["微博正文", "text"],
    posted: &["发布时间", "created_at"],
    tags: &["话题", "topics"],
    likes: &["点赞数", "attitudes_count"],
    comments: &["评论数", "comments_count"],
    shares: &["转发数", "reposts_count"],
    region: &["ip"],
    keyword: &["keyword"],
    author: Author { uid: &["user_id"], name: &["用户昵称", "screen_name"], ..Author::NONE },
    ..Works::none(Platform::Weibo)
};

static KINDS: &[Kind] = &[
    Kind::new(&["id", "user_id", "用户昵称", "微博正文"], 2, work).ragged(),
    Kind::new(&["id", "bid", "user_id", "screen_name", "text", "user_authentication"], 2, work),
];

impl Format for WeiboSearch {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        tables::detect(probe, KINDS, 97)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        tables::read(source, KINDS, sink)
    }
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &WORKS, context)?;
    settle(&mut entry, text(row, &["bid"]).as_deref());
    let reposted = identifier(row, &["retweet_id"]).is_some();
    entry.post.is_repost = reposted.then_some(true).or_else(|| shows_repost(entry.post.content.as_deref()));
    entry.post.search_keyword = entry.post.search_keyword.or_else(|| word(&context.source.path));
    match text(row, &["user_authentication"]).as_deref() {
        Some("普通用户") => {
            entry.author_snapshot.verified = Some(false);
            entry.author_snapshot.verification_kind = Some("none".to_owned());
        }
        Some("黄V" | "红V" | "金V") => {
            entry.author_snapshot.verified = Some(true);
            entry.author_snapshot.verification_kind = Some("person".to_owned());
        }
        // A blue mark is any body: public, media or firm.
        Some("蓝V") => entry.author_snapshot.verified = Some(true),
        _ => {}
    }
    Ok(vec![Entry::Post(Box::new(entry))])
}

/// The word searched for: folder and file bear it both.
fn word(path: &str) -> Option<String> {
    let mut parts = path.rsplit(['/', '\\', '!']);
    let stem = parts.next()?.rsplit_once('.')?.0;
    (parts.next()? == stem && !stem.is_empty()).then(|| stem.to_owned())
}
