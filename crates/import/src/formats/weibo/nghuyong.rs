//! nghuyong/WeiboSpider: works, users and comments as JSON lines, of both its generations.

use model::Platform;

use super::{settle, shows_repost, verification};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::{Author, Comments, Profiles, Works};
use crate::formats::reading::fields::{flag, raw, text, value};
use crate::formats::reading::{Context, Kind, comments, profiles, tables, works};
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;
use crate::values::platform_id::weibo_number;

/// See the module.
#[derive(Debug)]
pub struct Nghuyong;

static MANIFEST: Manifest = Manifest {
    name: "weibo_nghuyong",
    title_zh: "nghuyong/WeiboSpider 采集文件（微博）",
    doc: "JSON lines of works (_id, mblogid, attitudes_count, user …), users (nick_name, followers_count, verified_type …) and comments; of \
          the first generation also works with like_num, repost_num and weibo_url.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "comments", "collections"],
    proves: "Users are complete profiles. Works are a partial collection, comments partial.",
    lacks: &["plays", "the work of a comment, in the second generation"],
};

const WORKS: Works = Works {
    id: &["_id"],
    url: &["url", "weibo_url"],
    content: &["content"],
    posted: &["created_at"],
    region: &["ip_location"],
    likes: &["attitudes_count", "like_num"],
    comments: &["comments_count", "comment_num"],
    shares: &["reposts_count", "repost_num"],
    keyword: &["keyword"],
    author: Author {
        uid: &["/user/_id", "user_id"],
        name: &["/user/nick_name"],
        signature: &["/user/description"],
        ..Author::NONE
    },
    observed: &["crawl_time"],
    ..Works::none(Platform::Weibo)
};

const USERS: Profiles = Profiles {
    who: Author {
        uid: &["_id"],
        name: &["nick_name"],
        signature: &["description", "desc_text", "brief_introduction"],
        ..Author::NONE
    },
    verification_text: &["verified_reason", "authentication"],
    followers: &["followers_count", "fans_num"],
    following: &["friends_count", "follows_num"],
    works: &["statuses_count", "tweets_num"],
    region: &["ip_location"],
    observed: &["crawl_time"],
    ..Profiles::none(Platform::Weibo)
};

const COMMENTS: Comments = Comments {
    id: &["_id"],
    post: &["tweet_id"],
    content: &["content"],
    commented: &["created_at"],
    likes: &["like_counts", "like_num"],
    region: &["ip_location"],
    commenter: &["/comment_user/_id", "comment_user_id"],
    parent: &["/reply_comment/_id"],
    observed: &["crawl_time"],
    ..Comments::none(Platform::Weibo)
};

static KINDS: &[Kind] = &[
    Kind::new(&["_id", "content", "comment_user|comment_user_id"], 3, comment).of_citizens(),
    Kind::new(&["_id", "content", "mblogid", "attitudes_count|reposts_count"], 2, work),
    Kind::new(&["_id", "content", "weibo_url", "like_num", "repost_num"], 2, work),
    Kind::new(&["_id", "nick_name", "followers_count|fans_num"], 1, user),
];

impl Format for Nghuyong {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        tables::detect(probe, KINDS, 95)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        tables::read(source, KINDS, sink)
    }
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &WORKS, context)?;
    // The first generation writes `UID_SHORT` as the id.
    let second = entry.post.native_id.as_deref().and_then(|id| id.split_once('_')).map(|(_, short)| short.to_owned());
    settle(&mut entry, second.or_else(|| text(row, &["mblogid"])).as_deref());
    entry.post.is_repost = value(row, "/retweet")
        .is_some_and(serde_json::Value::is_object)
        .then_some(true)
        .or_else(|| shows_repost(entry.post.content.as_deref()));
    if let Some(number) = raw(row, "/user/verified_type") {
        verification(&number, &mut entry.author_snapshot);
    } else {
        entry.author_snapshot.verified = flag(row, &["/user/verified"]);
    }
    entry.author_snapshot.verification_text = text(row, &["/user/verified_reason"]);
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn user(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = profiles::profile(row, &USERS, context)?;
    match raw(row, "verified_type") {
        Some(number) => verification(&number, &mut entry.snapshot),
        None => entry.snapshot.verified = flag(row, &["verified"]),
    }
    Ok(vec![Entry::Account(Box::new(entry))])
}

fn comment(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = comments::comment(row, &COMMENTS, context)?;
    // The first generation names the work by the short form of its id.
    if entry.post_native_id.is_none() {
        entry.post_native_id = text(row, &["weibo_id"]).and_then(|short| weibo_number(&short));
    }
    Ok(vec![Entry::Comment(Box::new(entry))])
}
