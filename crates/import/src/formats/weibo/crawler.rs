//! dataabc/weibo-crawler: CSV, JSON and SQLite of works, users and comments.

use model::Platform;
use serde_json::{Map, Value};

use super::{settle, shows_repost, uid_in_name, user_and_works, verification};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::{Author, Comments, Profiles, Works};
use crate::formats::reading::fields::{flag, identifier, plain_text, raw, text, value};
use crate::formats::reading::nested::Part;
use crate::formats::reading::{Context, Kind, comments, profiles, works};
use crate::probe::Probe;
use crate::reject::{Reason, Reject};
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct WeiboCrawler;

static MANIFEST: Manifest = Manifest {
    name: "weibo_crawler",
    title_zh: "weibo-crawler 采集文件（微博）",
    doc: "dataabc/weibo-crawler: `UID.csv` (id, bid, 正文 …), `users.csv`, `…_comments.csv`, `UID.json` with user and weibo[], and SQLite with \
          tables user, weibo and comments. Rows may be longer or shorter than the header. Rows of a CSV do not name their author: \
          the number in the file's name does.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "comments", "collections"],
    proves: "Users are complete profiles, and prove that there are no works where they count none. Works are a partial collection \
             (the tool is run from a date on that the file does not name), comments partial.",
    lacks: &["plays", "ids of commenters in CSV", "the table of reposts: it holds other people's"],
};

const CSV: Works = Works {
    id: &["id"],
    content: &["正文"],
    posted: &["完整日期", "日期"],
    tags: &["话题"],
    likes: &["点赞数"],
    comments: &["评论数"],
    shares: &["转发数"],
    ..Works::none(Platform::Weibo)
};

const WORKS: Works = Works {
    id: &["id"],
    content: &["text"],
    posted: &["full_created_at", "created_at"],
    tags: &["topics"],
    likes: &["attitudes_count"],
    comments: &["comments_count"],
    shares: &["reposts_count"],
    region: &["ip_location"],
    author: Author { uid: &["user_id"], name: &["screen_name"], ..Author::NONE },
    ..Works::none(Platform::Weibo)
};

const USERS: Profiles = Profiles {
    who: Author {
        uid: &["用户id", "id"],
        name: &["昵称", "screen_name", "nick_name"],
        signature: &["简介", "description", "bio"],
        url: &["主页", "profile_url", "main_page_url"],
        ..Author::NONE
    },
    verification_text: &["认证信息", "verified_reason"],
    followers: &["粉丝数", "followers_count", "follower_count"],
    following: &["关注数", "follow_count"],
    works: &["微博数", "statuses_count"],
    region: &["IP属地", "ip_location"],
    ..Profiles::none(Platform::Weibo)
};

const COMMENTS: Comments = Comments {
    id: &["id"],
    post: &["weibo_id"],
    parent: &["root_id"],
    content: &["text"],
    commented: &["created_at"],
    likes: &["like_count"],
    commenter: &["user_id"],
    ..Comments::none(Platform::Weibo)
};

static USER: Kind = Kind::new(&["id"], 1, user);
static WORK: Kind = Kind::new(&["id"], 2, work);

static KINDS: &[Kind] = &[
    Kind::new(&["id", "weibo_id", "user_screen_name", "text", "like_count", "pic_url|root_id"], 3, comment)
        .of_citizens(),
    Kind::new(&["id", "bid", "正文", "点赞数"], 2, csv_row).ragged(),
    Kind::new(&["用户id", "昵称", "粉丝数", "微博数"], 1, user).ragged(),
    Kind::new(&["id", "bid", "user_id", "screen_name", "text", "attitudes_count"], 2, work),
    Kind::new(&["id", "nick_name", "follower_count", "main_page_url|bio"], 1, user),
];

fn split(object: &Map<String, Value>) -> Option<Vec<Part<'_>>> {
    user_and_works(object, "screen_name", &USER, &WORK)
}

impl Format for WeiboCrawler {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        super::detect(probe, KINDS, split, 95)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        super::read(source, KINDS, split, sink)
    }
}

fn csv_row(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    // Rows of any width are taken, so what is torn shows in the id only.
    let id = raw(row, "id").unwrap_or_default();
    if !id.trim().starts_with(|c: char| c.is_ascii_digit()) {
        let detail = "the row does not begin with the id of a work; it is torn or a quote is missing";
        return Err(Reject::new(Reason::TornRow, detail, row.raw()).in_column("id"));
    }
    let mut entry = works::work(row, &CSV, context)?;
    entry.author.uid = uid_in_name(context);
    if entry.author.uid.is_none() {
        context.warn(
            "neither the rows nor the file's name say whose works these are; name the file after the author's number",
        );
    }
    settle(&mut entry, text(row, &["bid"]).as_deref());
    let original = flag(row, &["是否原创"]);
    let source_work = text(row, &["源微博id", "源用户id"]).is_some();
    entry.post.is_repost = original
        .map(|original| !original)
        .or(source_work.then_some(true))
        .or_else(|| shows_repost(entry.post.content.as_deref()));
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &WORKS, context)?;
    if entry.author.uid.is_none() {
        entry.author.uid = identifier(context.around, &["/user/id"]).or_else(|| uid_in_name(context));
    }
    settle(&mut entry, text(row, &["bid"]).as_deref());
    let reposted =
        value(row, "/retweet").is_some_and(|source| !source.is_null()) || identifier(row, &["retweet_id"]).is_some();
    entry.post.is_repost = reposted.then_some(true).or_else(|| shows_repost(entry.post.content.as_deref()));
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn user(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = profiles::profile(row, &USERS, context)?;
    entry.snapshot.verified = flag(row, &["是否认证", "verified"]);
    if let Some(number) = raw(row, "认证类型").or_else(|| raw(row, "verified_type")) {
        verification(&number, &mut entry.snapshot);
    }
    Ok(vec![Entry::Account(Box::new(entry))])
}

fn comment(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = comments::comment(row, &COMMENTS, context)?;
    entry.comment.content = entry.comment.content.map(|html| plain_text(&html)).filter(|text| !text.is_empty());
    Ok(vec![Entry::Comment(Box::new(entry))])
}
