//! Finding the records inside a reply, whatever it is wrapped in.

use serde_json::{Map, Value};

use super::{AWEME, COMMENT, USER};
use crate::formats::reading::Kind;
use crate::formats::reading::nested::Part;

/// How deep wrappers are opened: `{code, data: {data: …}}`.
const DEPTH: u8 = 3;

/// The parts of a reply; `None` where it is none of Douyin's.
pub fn parts(object: &Map<String, Value>) -> Option<Vec<Part<'_>>> {
    open(object, "", DEPTH)
}

fn open<'a>(object: &'a Map<String, Value>, path: &str, depth: u8) -> Option<Vec<Part<'a>>> {
    if let Some(kind) = single(object) {
        // The record's own place is its reply's: the value itself is not at hand here, so it is wrapped by `whole`.
        return Some(vec![whole(object, path, kind)]);
    }
    if let Some(parts) = lists(object, path) {
        return Some(parts);
    }
    match object.get("data") {
        Some(Value::Object(inner)) if depth > 0 => open(inner, &format!("{path}/data"), depth - 1),
        Some(Value::Array(elements)) => {
            // Search results: works inside `aweme_info`; or a bare list of works.
            let records = elements.iter().filter_map(inside).collect::<Vec<_>>();
            let known = records.iter().any(|record| record.as_object().is_some_and(|work| single(work).is_some()));
            known.then(|| vec![Part { path: format!("{path}/data"), records, kind: &AWEME, itself: None }])
        }
        _ => None,
    }
}

/// A search result without a work (a card with users, an advertisement for a series) is no record.
fn inside(element: &Value) -> Option<&Value> {
    match element.get("aweme_info") {
        Some(work) => Some(work),
        None if element.get("aweme_id").is_some() || !element.is_object() => Some(element),
        None => None,
    }
}

/// A record that stands for itself.
fn single(object: &Map<String, Value>) -> Option<&'static Kind> {
    let has = |field: &str| object.contains_key(field);
    // `liked_count` and the flat names beside it are MediaCrawler's; `file_paths` is a manifest's.
    if has("aweme_id") && (has("statistics") || has("author") || has("video")) && !has("comments") {
        Some(&AWEME)
    } else if has("cid") && has("text") && has("user") {
        Some(&COMMENT)
    } else if has("sec_uid")
        && has("nickname")
        && (has("aweme_count") || has("follower_count") || has("unique_id"))
        && !has("aweme_id")
    {
        Some(&USER)
    } else {
        None
    }
}

fn whole<'a>(object: &'a Map<String, Value>, path: &str, kind: &'static Kind) -> Part<'a> {
    Part { path: path.to_owned(), records: Vec::new(), kind, itself: Some(object) }
}

/// The lists and single records a reply may hold.
fn lists<'a>(object: &'a Map<String, Value>, path: &str) -> Option<Vec<Part<'a>>> {
    let mut parts = Vec::new();
    let mut known = false;
    for name in ["user", "user_info"] {
        if let Some(user @ Value::Object(fields)) = object.get(name)
            && fields.contains_key("sec_uid")
            && !object.contains_key("cid")
        {
            parts.push(Part { path: format!("{path}/{name}"), records: vec![user], kind: &USER, itself: None });
        }
    }
    for name in ["aweme_detail", "aweme_list", "item_list", "aweme_details", "awemes", "comments"] {
        let kind: &'static Kind = if name == "comments" { &COMMENT } else { &AWEME };
        let records = match object.get(name) {
            Some(Value::Array(elements)) => elements.iter().collect(),
            Some(record @ Value::Object(_)) => vec![record],
            // A page without records: `"aweme_list": null`.
            Some(Value::Null) if object.contains_key("status_code") => Vec::new(),
            _ => continue,
        };
        known |= is_of_douyin(object, name, &records);
        parts.push(Part { path: format!("{path}/{name}"), records, kind, itself: None });
    }
    (known || !parts.is_empty() && parts.iter().all(|part| part.kind.stage == 1)).then_some(parts)
}

/// `comments` is a common word: the reply or its first element must have more of Douyin's.
fn is_of_douyin(object: &Map<String, Value>, name: &str, records: &[&Value]) -> bool {
    let first = records.first().and_then(|record| record.as_object());
    match (name, first) {
        ("comments", Some(comment)) => comment.contains_key("cid"),
        ("comments", None) => {
            object.contains_key("status_code") && object.contains_key("cursor")
                || object.contains_key("include_replies")
        }
        (_, Some(work)) => work.contains_key("aweme_id"),
        (_, None) => true,
    }
}
