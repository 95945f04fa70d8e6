//! dataabc/weiboSpider: CSV, JSON and SQLite of works and users; ids are in the short form, and 无 is missing.

use model::Platform;
use serde_json::{Map, Value};

use super::{settle, shows_repost, uid_in_name, user_and_works};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::{Author, Profiles, Works};
use crate::formats::reading::fields::{flag, identifier, text};
use crate::formats::reading::nested::Part;
use crate::formats::reading::{Context, Kind, profiles, works};
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct WeiboSpider;

static MANIFEST: Manifest = Manifest {
    name: "weibo_spider",
    title_zh: "weiboSpider 采集文件（微博）",
    doc: "dataabc/weiboSpider: `UID.csv` (微博id, 微博正文, 发布时间 …), `UID.json` with user and weibo[], and SQLite. Ids are in the short form \
          and are turned into the number all tools share; 无 is missing. The number in the file's name is the author's.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "collections"],
    proves: "Users are complete profiles. Works are a partial collection.",
    lacks: &["plays", "comments", "the kind of verification"],
};

const WORKS: Works = Works {
    id: &["微博id", "id"],
    content: &["微博正文", "content"],
    posted: &["发布时间", "publish_time"],
    likes: &["点赞数", "up_num"],
    comments: &["评论数", "comment_num"],
    shares: &["转发数", "retweet_num"],
    author: Author { uid: &["user_id"], ..Author::NONE },
    ..Works::none(Platform::Weibo)
};

const USERS: Profiles = Profiles {
    who: Author { uid: &["id"], name: &["nickname"], signature: &["description"], ..Author::NONE },
    verification_text: &["verified_reason"],
    followers: &["followers"],
    following: &["following"],
    works: &["weibo_num"],
    ..Profiles::none(Platform::Weibo)
};

static USER: Kind = Kind::new(&["id"], 1, user);
static WORK: Kind = Kind::new(&["id"], 2, work);

static KINDS: &[Kind] = &[
    Kind::new(&["微博id", "微博正文", "发布时间", "点赞数"], 2, work),
    Kind::new(&["id", "content", "publish_time", "up_num", "retweet_num"], 2, work),
    Kind::new(&["id", "nickname", "weibo_num", "followers"], 1, user),
];

fn split(object: &Map<String, Value>) -> Option<Vec<Part<'_>>> {
    user_and_works(object, "nickname", &USER, &WORK)
}

impl Format for WeiboSpider {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        super::detect(probe, KINDS, split, 94)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        super::read(source, KINDS, split, sink)
    }
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &WORKS, context)?;
    entry.post.content = entry.post.content.filter(|text| text != "无");
    if entry.author.uid.is_none() {
        entry.author.uid = identifier(context.around, &["/user/id"]).or_else(|| uid_in_name(context));
        entry.author.name = text(context.around, &["/user/nickname"]);
    }
    settle(&mut entry, None);
    entry.post.is_repost = flag(row, &["是否为原创微博", "original"])
        .map(|original| !original)
        .or_else(|| shows_repost(entry.post.content.as_deref()));
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn user(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = profiles::profile(row, &USERS, context)?;
    entry.snapshot.verified = entry.snapshot.verification_text.as_ref().map(|_| true);
    Ok(vec![Entry::Account(Box::new(entry))])
}
