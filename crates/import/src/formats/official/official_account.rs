//! A public account's own figures: the table of articles from the back end, and the replies of the platform's data interface (datacube).

use model::Platform;
use serde_json::{Map, Value};

use super::handed_in;
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::Works;
use crate::formats::reading::fields::{count, instant, text, value};
use crate::formats::reading::nested::{self, Part};
use crate::formats::reading::{Context, Kind, tables, works};
use crate::probe::{Container, Probe};
use crate::reject::Reject;
use crate::row::Row;
use crate::source::{Source, last_second};

/// See the module.
#[derive(Debug)]
pub struct OfficialAccount;

static MANIFEST: Manifest = Manifest {
    name: "official_account",
    title_zh: "公众号后台图文数据",
    doc: "Excel or CSV of the back end (内容标题 or 标题, 发表时间, 总阅读次数 …) and JSON of datacube (`list[]` with ref_date, msgid, title, \
          int_page_read_count …, and details[] by day). Days of an account without an article are read and say nothing there is a column for.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "collections"],
    proves: "A partial collection: the tables cover the time chosen in the back end.",
    lacks: &[
        "the account",
        "likes and comments",
        "columns for readers, sharers, 送达人数 and reading rates, and figures by day: read, not kept",
    ],
};

const TABLE: Works = Works {
    url: &["内容url", "内容URL", "链接", "文章链接"],
    title: &["内容标题", "文章标题", "标题"],
    posted: &["发表时间", "发表日期", "发布时间", "群发时间"],
    plays: &["总阅读次数", "图文总阅读次数", "阅读次数", "总阅读人数", "图文总阅读人数", "阅读人数"],
    shares: &["总分享次数", "分享次数", "总分享人数", "分享人数"],
    favourites: &["微信收藏人数", "收藏人数"],
    has_no_id: true,
    ..Works::none(Platform::WechatOfficial)
};

const REPLY: Works = Works {
    url: &["url", "content_url"],
    title: &["title"],
    posted: &["ref_date", "publish_date"],
    plays: &["int_page_read_count"],
    shares: &["share_count"],
    favourites: &["add_to_fav_count"],
    has_no_id: true,
    ..Works::none(Platform::WechatOfficial)
};

static ARTICLE: Kind = Kind::new(&["msgid"], 2, reply);
static DAY: Kind = Kind::new(&["ref_date"], 2, day);

static TABLES: &[Kind] = &[Kind::new(
    &[
        "内容标题|文章标题|标题",
        "发表时间|发表日期|群发时间",
        "总阅读次数|图文总阅读次数|阅读次数|总阅读人数|图文总阅读人数",
    ],
    2,
    table_row,
)];

fn parts(object: &Map<String, Value>) -> Option<Vec<Part<'_>>> {
    let list = object.get("list")?.as_array()?;
    let first = list.first()?;
    first.get("ref_date")?;
    let kind = if first.get("msgid").is_some() { &ARTICLE } else { &DAY };
    Some(vec![Part { path: "/list".to_owned(), records: list.iter().collect(), kind, itself: None }])
}

fn is_reply(probe: &Probe) -> bool {
    matches!(probe.container, Container::JsonObject | Container::JsonLines)
        && probe.objects.first().is_some_and(|object| parts(object).is_some())
}

impl Format for OfficialAccount {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        if is_reply(probe) { Detection::yes(94, 2) } else { tables::detect(probe, TABLES, 92) }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        if is_reply(&source.probe) { nested::read(source, parts, sink) } else { tables::read(source, TABLES, sink) }
    }
}

fn table_row(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &TABLE, context)?;
    if let Some(id) = entry.post.url.as_deref().and_then(crate::formats::wechat::article_in) {
        entry.author.uid = entry.post.url.as_deref().and_then(crate::formats::wechat::biz_in);
        entry.post.native_id = Some(id);
        entry.damaged_id = None;
    }
    entry.post.kind = Some("article".to_owned());
    Ok(if entry.author.uid.is_some() { vec![Entry::Post(Box::new(entry))] } else { handed_in(entry, context) })
}

fn reply(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &REPLY, context)?;
    if let Some(id) = entry.post.url.as_deref().and_then(crate::formats::wechat::article_in) {
        entry.author.uid = entry.post.url.as_deref().and_then(crate::formats::wechat::biz_in);
        entry.post.native_id = Some(id);
        entry.damaged_id = None;
    }
    entry.post.kind = Some("article".to_owned());
    let mut entries = Vec::new();
    // Each day's figures are the sums up to that day.
    for detail in value(row, "/details").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
        let detail = Row::Object(detail.clone());
        let mut at = entry.clone();
        at.counts.plays = count(&detail, REPLY.plays);
        at.counts.shares = count(&detail, REPLY.shares);
        at.counts.favourites = count(&detail, REPLY.favourites);
        if let Some(day) = instant(&detail, &["stat_date"], context).0 {
            at.observed_at = last_second(day.at.day());
        }
        entries.extend(handed_in(at, context));
    }
    if entries.is_empty() {
        // Without details the figures are those of the day of publication.
        if let Some(posted) = entry.post.posted_at.filter(|_| text(row, &["ref_date"]).is_some()) {
            entry.observed_at = last_second(posted.day());
        }
        entries = handed_in(entry, context);
    }
    Ok(entries)
}

#[expect(clippy::unnecessary_wraps, reason = "it stands in a table of readers, some of which fail")]
fn day(_row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    context.warn("figures of a day without an article were read; there is no column for them");
    Ok(Vec::new())
}
