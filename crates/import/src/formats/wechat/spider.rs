//! striver-ing/wechat-spider: its tables, as SQLite or one file each.

use model::Platform;

use super::{article_in, biz_in};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::{Author, Comments, Profiles, Works};
use crate::formats::reading::fields::{plain_text, text};
use crate::formats::reading::{Context, Kind, comments, profiles, tables, works};
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct WechatSpider;

static MANIFEST: Manifest = Manifest {
    name: "wechat_spider",
    title_zh: "wechat-spider 数据表（公众号）",
    doc: "striver-ing/wechat-spider: the tables wechat_account, wechat_article, wechat_article_dynamic (counts, joined by sn) and \
          wechat_article_comment, in SQLite or as CSV, Excel or JSON of one table each.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "comments", "collections"],
    proves: "Accounts are profiles without counts. Articles and comments are partial.",
    lacks: &[
        "the article of a comment (the table joins by a number that only the articles' table has)",
        "ids of commenters",
    ],
};

const AUTHOR: Author = Author { uid: &["__biz"], name: &["account"], signature: &["summary"], ..Author::NONE };

const ARTICLES: Works = Works {
    id: &["sn"],
    url: &["url"],
    title: &["title"],
    content: &["content_html", "digest"],
    posted: &["publish_time"],
    author: Author { signature: &[], ..AUTHOR },
    observed: &["spider_time"],
    has_no_id: true,
    ..Works::none(Platform::WechatOfficial)
};

const COUNTS: Works = Works {
    id: &["sn"],
    likes: &["like_num"],
    comments: &["comment_count"],
    plays: &["read_num"],
    author: AUTHOR,
    observed: &["spider_time"],
    ..Works::none(Platform::WechatOfficial)
};

const COMMENTS: Comments = Comments {
    id: &["content_id"],
    content: &["content"],
    commented: &["create_time"],
    likes: &["like_num"],
    observed: &["spider_time"],
    ..Comments::none(Platform::WechatOfficial)
};

const ACCOUNTS: Profiles = Profiles {
    who: AUTHOR,
    verification_text: &["verify"],
    observed: &["spider_time"],
    ..Profiles::none(Platform::WechatOfficial)
};

static KINDS: &[Kind] = &[
    Kind::new(&["__biz", "content_id", "content", "like_num"], 3, comment).of_citizens(),
    Kind::new(&["__biz", "sn", "read_num", "like_num"], 3, counts),
    Kind::new(&["__biz", "title", "publish_time", "url|sn"], 2, article),
    Kind::new(&["__biz", "account", "summary|verify"], 1, account),
];

impl Format for WechatSpider {
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

fn article(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &ARTICLES, context)?;
    if let Some(link) = text(row, &["url"]) {
        entry.post.native_id = entry.post.native_id.or_else(|| article_in(&link));
        entry.author.uid = entry.author.uid.or_else(|| biz_in(&link));
    }
    if entry.post.native_id.is_some() {
        entry.damaged_id = None;
    }
    entry.post.content = entry.post.content.map(|html| plain_text(&html)).filter(|text| !text.is_empty());
    entry.post.kind = Some("article".to_owned());
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn counts(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    Ok(vec![Entry::Post(Box::new(works::work(row, &COUNTS, context)?))])
}

fn comment(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    Ok(vec![Entry::Comment(Box::new(comments::comment(row, &COMMENTS, context)?))])
}

fn account(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = profiles::profile(row, &ACCOUNTS, context)?;
    entry.snapshot.verified = entry.snapshot.verification_text.as_ref().map(|_| true);
    Ok(vec![Entry::Account(Box::new(entry))])
}
