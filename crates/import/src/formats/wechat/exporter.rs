//! wechat-article-exporter: articles as Excel, CSV or JSON, and the list of accounts.

use model::Platform;
use model::tables::Comment;
use serde_json::{Map, Value};

use super::{article_in, biz_in};
use crate::entry::{CommentEntry, Entry};
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::{Author, Profiles, Works};
use crate::formats::reading::fields::{content, count, identifier, instant, text, value};
use crate::formats::reading::nested::{self, Part};
use crate::formats::reading::{Context, Kind, profiles, tables, works};
use crate::probe::{Container, Probe};
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct WechatExporter;

static MANIFEST: Manifest = Manifest {
    name: "wechat_article_exporter",
    title_zh: "wechat-article-exporter 导出（公众号）",
    doc: "Articles as Excel or CSV (公众号, 链接, 标题, 发布时间, 阅读 …) and as JSON (aid, appmsgid, link, update_time, readNum …), and the list of accounts \
          (JSON with `usefor`). The account's key is `__biz` in the link. Counts are blank where the tool had no credential: unknown.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "comments", "collections"],
    proves: "A partial collection of articles. The list of accounts proves that the accounts are there and nothing more.",
    lacks: &[
        "在看 (喜欢): there is no column for it",
        "when counts were read (the file's date stands for it)",
        "followers",
    ],
};

const WORKS: Works = Works {
    id: &["ID", "aid"],
    url: &["链接", "link"],
    title: &["标题", "title"],
    content: &["文章内容", "content", "摘要", "digest"],
    posted: &["发布时间", "update_time", "创建时间", "create_time"],
    tags: &["所属合集"],
    likes: &["点赞", "oldLikeNum"],
    comments: &["留言", "commentNum"],
    shares: &["分享", "shareNum"],
    plays: &["阅读", "readNum"],
    author: Author { uid: &["fakeid"], name: &["公众号", "_accountName", "nickname"], ..Author::NONE },
    ..Works::none(Platform::WechatOfficial)
};

const ACCOUNTS: Profiles = Profiles {
    who: Author {
        uid: &["fakeid"],
        unique_id: &["alias"],
        name: &["nickname", "nick_name"],
        signature: &["signature"],
        ..Author::NONE
    },
    ..Profiles::none(Platform::WechatOfficial)
};

static ACCOUNT: Kind = Kind::new(&["fakeid"], 1, account);

static KINDS: &[Kind] = &[
    Kind::new(&["公众号", "链接", "标题", "是否原创|文章类型|所属合集"], 2, article),
    Kind::new(&["aid", "link", "title", "appmsgid|itemidx|item_show_type"], 2, article),
];

fn split(object: &Map<String, Value>) -> Option<Vec<Part<'_>>> {
    if object.contains_key("usefor") || object.contains_key("version") {
        let accounts = object.get("accounts")?.as_array()?;
        return Some(vec![Part {
            path: "/accounts".to_owned(),
            records: accounts.iter().collect(),
            kind: &ACCOUNT,
            itself: None,
        }]);
    }
    None
}

impl Format for WechatExporter {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        if is_list(probe) { Detection::yes(96, 1) } else { tables::detect(probe, KINDS, 95) }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        if is_list(&source.probe) { nested::read(source, split, sink) } else { tables::read(source, KINDS, sink) }
    }
}

fn is_list(probe: &Probe) -> bool {
    matches!(probe.container, Container::JsonObject | Container::JsonLines)
        && probe.objects.first().is_some_and(|object| split(object).is_some())
}

fn article(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let link = text(row, WORKS.url).unwrap_or_default();
    let mut entry = works::work(row, &WORKS, context)?;
    // `aid` counts within one account only, so the link names the article where it can.
    let own = entry.post.native_id.take();
    entry.author.uid = entry.author.uid.or_else(|| biz_in(&link));
    let account = entry.author.uid.clone();
    entry.post.native_id = article_in(&link).or_else(|| Some(format!("{}_{}", account.unwrap_or_default(), own?)));
    entry.post.kind = kind(row);
    if let Some(albums) = value(row, "/appmsg_album_infos").and_then(Value::as_array) {
        let names: Vec<&str> = albums.iter().filter_map(|album| album.get("title")?.as_str()).collect();
        entry.post.tags = (!names.is_empty()).then(|| names.join(" "));
    }
    let mut entries = Vec::new();
    let (post, observed_at) = (entry.post.native_id.clone(), entry.observed_at);
    entries.push(Entry::Post(Box::new(entry)));
    for comment in value(row, "/comments").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
    {
        let comment = Row::Object(comment.clone());
        let native_id = identifier(&comment, &["content_id", "id"]);
        let body = content(&comment, &["content"]);
        if body.is_none() {
            continue;
        }
        let at = instant(&comment, &["create_time"], context).0.map(|instant| instant.at);
        entries.push(Entry::Comment(Box::new(CommentEntry {
            platform: Platform::WechatOfficial,
            damaged_id: native_id.is_none().then(String::new),
            comment: Comment {
                platform: Some(Platform::WechatOfficial.id().to_owned()),
                native_id,
                content: body,
                commented_at: at,
                commented_from: at.map(|_| "field".to_owned()),
                likes: count(&comment, &["like_num"]),
                ip_region: text(&comment, &["/ip_wording/province_name"]),
                ..Comment::default()
            },
            post_native_id: post.clone(),
            parent_native_id: None,
            commenter_hash: None,
            observed_at,
        })));
    }
    Ok(entries)
}

fn kind(row: &Row) -> Option<String> {
    let kind = match text(row, &["文章类型", "item_show_type"])?.as_str() {
        "0" | "11" | "普通图文" | "图文" | "文章" | "转载" => "article",
        "5" | "视频分享" | "视频" => "video",
        "8" | "图片分享" | "图片" => "images",
        "10" | "文本分享" | "文本" | "文字" => "text",
        _ => return None,
    };
    Some(kind.to_owned())
}

fn account(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let entry = profiles::profile(row, &ACCOUNTS, context)?;
    Ok(vec![Entry::Account(Box::new(entry))])
}
