//! The collectors of Weibo, one file each, and what they share.

mod crawler;
mod nghuyong;
mod scraper;
mod search;
mod spider;

pub use crawler::WeiboCrawler;
pub use nghuyong::Nghuyong;
pub use scraper::WebScraper;
pub use search::WeiboSearch;
pub use spider::WeiboSpider;

use model::Platform;
use model::tables::AccountSnapshot;
use serde_json::{Map, Value};

use super::reading::nested::Part;
use super::reading::{Context, Kind, kind_of, nested, tables};
use crate::entry::PostEntry;
use crate::error::ReadError;
use crate::format::{Detection, Sink};
use crate::probe::{Container, Probe};
use crate::source::Source;
use crate::values::platform_id::{time_in_id, weibo_number};

/// Turns the short form of an id into the number all tools share, by the id itself or the short form beside it.
fn settle(entry: &mut PostEntry, short: Option<&str>) {
    let is_number = |id: &str| id.bytes().all(|byte| byte.is_ascii_digit());
    if !entry.post.native_id.as_deref().is_some_and(is_number) {
        let own = entry.post.native_id.as_deref().and_then(weibo_number);
        if let Some(number) = own.or_else(|| short.and_then(weibo_number)) {
            entry.post.native_id = Some(number);
            entry.damaged_id = None;
        }
    }
    let Some(id) = entry.post.native_id.as_deref() else { return };
    if entry.post.posted_at.is_none()
        && let Some(at) = time_in_id(Platform::Weibo, id)
    {
        entry.post.posted_at = Some(at);
        entry.post.posted_precision = Some("second".to_owned());
        entry.post.posted_from = Some("id".to_owned());
    }
    entry.post.url = Some(format!("https://m.weibo.cn/detail/{id}"));
}

/// A repost shows itself in the text and in few columns; a text without marks may still be one.
fn shows_repost(content: Option<&str>) -> Option<bool> {
    let text = content?.trim_start();
    (text.starts_with("转发微博") || text.contains("//@")).then_some(true)
}

/// What Weibo's number for a kind of verification says.
fn verification(number: &str, snapshot: &mut AccountSnapshot) {
    let kind = match number.trim().trim_end_matches(".0") {
        "-1" => "none",
        "0" | "10" | "200" | "220" => "person",
        "1" => "government",
        "2" => "enterprise",
        "3" => "media",
        // Campus, site, app, organisation: bodies that are none of the others.
        "4" | "5" | "6" | "7" => "organisation",
        _ => return,
    };
    // 200 and 220 are ranks of activity that the platform gives to ordinary users.
    snapshot.verified = match number.trim() {
        "200" | "220" => None,
        _ => Some(kind != "none"),
    };
    snapshot.verification_kind = Some(kind.to_owned());
}

/// The author's number in the file's name (`7104220101.csv`), as the tools write it where rows do not name the author.
fn uid_in_name(context: &Context<'_>) -> Option<String> {
    let stem = context.source.name().split('.').next().unwrap_or("");
    let stem = stem.strip_suffix("_comments").unwrap_or(stem);
    ((5..=11).contains(&stem.len()) && stem.bytes().all(|byte| byte.is_ascii_digit())).then(|| stem.to_owned())
}

/// The parts of `{user, weibo: […]}` where the user has the field that tells the tool.
fn user_and_works<'a>(
    object: &'a Map<String, Value>,
    mark: &str,
    user_kind: &'static Kind,
    work_kind: &'static Kind,
) -> Option<Vec<Part<'a>>> {
    let user = object.get("user").filter(|user| user.get(mark).is_some())?;
    let works = object.get("weibo")?.as_array()?;
    Some(vec![
        Part { path: "/user".to_owned(), records: vec![user], kind: user_kind, itself: None },
        Part { path: "/weibo".to_owned(), records: works.iter().collect(), kind: work_kind, itself: None },
    ])
}

/// The stage a file with either flat records or nested replies is read at, with so much confidence.
fn detect(probe: &Probe, kinds: &[Kind], split: nested::Split, confidence: u8) -> Detection {
    if is_nested(probe, split) { Detection::yes(confidence, 1) } else { tables::detect(probe, kinds, confidence) }
}

fn is_nested(probe: &Probe, split: nested::Split) -> bool {
    matches!(probe.container, Container::JsonObject | Container::JsonLines | Container::JsonArray)
        && probe.objects.first().is_some_and(|object| split(object).is_some())
}

fn read(source: &Source, kinds: &[Kind], split: nested::Split, sink: &mut dyn Sink) -> Result<u64, ReadError> {
    if is_nested(&source.probe, split) {
        return nested::read(source, split, sink);
    }
    if let (Container::JsonObject, Some(object)) = (source.probe.container, source.probe.objects.first())
        && kind_of(kinds, &|field| object.contains_key(field)).is_none()
    {
        return Err(ReadError::NoHeader("the JSON holds neither works nor profiles of this tool".to_owned()));
    }
    tables::read(source, kinds, sink)
}
