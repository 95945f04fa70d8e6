//! Replies of Douyin's open platform (抖音开放平台), which a unit's own application gets: `{data: {error_code, …}, extra: {now, logid}}`.

use model::Platform;
use model::tables::HotTopic;
use serde_json::{Map, Value};

use super::handed_in;
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::hot_boards::label;
use crate::formats::reading::columns::{Comments, Works};
use crate::formats::reading::fields::{content, count, instant, text};
use crate::formats::reading::nested::{self, Part};
use crate::formats::reading::{Context, Kind, comments, works};
use crate::probe::{Container, Probe};
use crate::reject::{Reason, Reject};
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct OpenPlatform;

static MANIFEST: Manifest = Manifest {
    name: "douyin_open_platform",
    title_zh: "抖音开放平台 JSON",
    doc: "Replies `{data, extra}` of video/list and video/data (list[] with item_id), item/comment/list (comment_id), the hot search (sentence, \
          hot_level, label), data/external/user/* and data/external/item/* (result_list[], result), fans/data (fans_data); one a file or \
          one a line.",
    fills: &[
        "accounts",
        "account_aliases",
        "account_snapshots",
        "posts",
        "post_snapshots",
        "comments",
        "collections",
        "hot_topics",
    ],
    proves: "Pages of works and comments: partial. What stood on the hot board at `extra.now`.",
    lacks: &[
        "the account",
        "the work of a comment",
        "columns for figures by day and the distributions of fans (gender, age, place, activity, device, flow, interest): read, not kept",
    ],
};

const NOW: &[&str] = &["/extra/now", "/data/extra/now"];

const WORKS: Works = Works {
    id: &["video_id", "item_id"],
    url: &["share_url"],
    content: &["title"],
    posted: &["create_time"],
    pinned: &["is_top"],
    likes: &["/statistics/digg_count"],
    comments: &["/statistics/comment_count"],
    shares: &["/statistics/share_count"],
    plays: &["/statistics/play_count"],
    // A work set private answers 0.
    zero_plays_is_missing: true,
    ..Works::none(Platform::Douyin)
};

const COMMENTS: Comments = Comments {
    id: &["comment_id"],
    content: &["content"],
    commented: &["create_time"],
    likes: &["digg_count"],
    replies: &["reply_comment_total"],
    commenter: &["comment_user_id"],
    ..Comments::none(Platform::Douyin)
};

static WORK: Kind = Kind::new(&["item_id"], 2, work);
static COMMENT: Kind = Kind::new(&["comment_id"], 3, comment).of_citizens();
static TOPIC: Kind = Kind::new(&["sentence"], 4, topic);
static FIGURES: Kind = Kind::new(&["date"], 2, figures);

fn parts(object: &Map<String, Value>) -> Option<Vec<Part<'_>>> {
    let data = object.get("data")?.as_object()?;
    if !data.contains_key("error_code") && object.get("extra").is_none_or(|extra| extra.get("logid").is_none()) {
        return None;
    }
    let part = |name: &str, records: &[&str]| {
        records.iter().any(|field| {
            data.get(name)
                .and_then(Value::as_array)
                .and_then(|list| list.first())
                .is_some_and(|first| first.get(*field).is_some())
        })
    };
    let kind: &'static Kind = if part("list", &["item_id", "video_id"]) {
        &WORK
    } else if part("list", &["comment_id"]) {
        &COMMENT
    } else if part("list", &["sentence", "hot_level"]) {
        &TOPIC
    } else if data.contains_key("result_list") {
        let records = data.get("result_list")?.as_array()?.iter().collect();
        return Some(vec![Part { path: "/data/result_list".to_owned(), records, kind: &FIGURES, itself: None }]);
    } else if let Some(Value::Object(figures)) = data.get("fans_data").or_else(|| data.get("result")) {
        return Some(vec![Part {
            path: "/data".to_owned(),
            records: Vec::new(),
            kind: &FIGURES,
            itself: Some(figures),
        }]);
    } else {
        // An empty page.
        data.get("list")?.as_array().filter(|list| list.is_empty() && data.contains_key("has_more"))?;
        return Some(Vec::new());
    };
    let records = data.get("list")?.as_array()?.iter().collect();
    Some(vec![Part { path: "/data/list".to_owned(), records, kind, itself: None }])
}

impl Format for OpenPlatform {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        let json = matches!(probe.container, Container::JsonObject | Container::JsonLines | Container::JsonArray);
        let parts = probe.objects.iter().filter(|_| json).find_map(parts);
        let stage = parts.map(|parts| parts.first().map_or(4, |part| part.kind.stage));
        stage.map_or(Detection::NO, |stage| Detection::yes(95, stage))
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        nested::read(source, parts, sink)
    }
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &WORKS, context)?;
    entry.post.kind = match text(row, &["media_type"]).as_deref() {
        Some("2") => Some("images".to_owned()),
        Some("4") => Some("video".to_owned()),
        _ => None,
    };
    // 1 and 5 are published; 2 is not fit for the public; 4 is being looked at.
    entry.counts.state = match text(row, &["video_status"]).as_deref() {
        Some("2") => Some("gone".to_owned()),
        Some("4") => None,
        _ => entry.counts.state,
    };
    if let Some(now) = instant(context.around, NOW, context).0 {
        entry.observed_at = now.at;
    }
    Ok(handed_in(entry, context))
}

fn comment(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = comments::comment(row, &COMMENTS, context)?;
    if let Some(now) = instant(context.around, NOW, context).0 {
        entry.observed_at = now.at;
    }
    Ok(vec![Entry::Comment(Box::new(entry))])
}

fn topic(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let Some(title) = content(row, &["sentence"]) else {
        return Err(Reject::new(Reason::NothingUsable, "the entry has no title", row.raw()).in_column("sentence"));
    };
    let seen = instant(context.around, &["/data/active_time", "/extra/now"], context).0;
    let topic = HotTopic {
        board: Some("douyin".to_owned()),
        title: Some(title.trim_matches('#').to_owned()),
        heat: count(row, &["hot_level"]).filter(|heat| *heat > 0),
        label: count(row, &["label"]).and_then(label).map(str::to_owned),
        observed_at: Some(seen.map_or_else(|| context.observed_at(), |instant| instant.at)),
        ..HotTopic::default()
    };
    Ok(vec![Entry::HotTopic(Box::new(topic))])
}

#[expect(clippy::unnecessary_wraps, reason = "it stands in a table of readers, some of which fail")]
fn figures(_row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    context.warn("figures by day and distributions of fans were read; there is no column for them");
    Ok(Vec::new())
}
