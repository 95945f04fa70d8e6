//! Replies of bilibili's web interface.

use model::Platform;
use model::tables::AccountSnapshot;
use serde_json::{Map, Value};

use crate::entry::{CommentEntry, Entry};
use crate::formats::reading::columns::{Author, Comments, Profiles, Works};
use crate::formats::reading::fields::{raw, text, value};
use crate::formats::reading::nested::Part;
use crate::formats::reading::{Context, Kind, comments, profiles, works};
use crate::reject::Reject;
use crate::row::Row;
use crate::values::platform_id::bilibili_number;

const WORKS: Works = Works {
    id: &["aid", "bvid"],
    title: &["title"],
    content: &["desc", "description"],
    posted: &["pubdate", "created", "ctime"],
    duration: &["duration", "length"],
    duration_unit_ms: 1000,
    region: &["pub_location"],
    likes: &["/stat/like"],
    comments: &["/stat/reply", "comment"],
    shares: &["/stat/share"],
    favourites: &["/stat/favorite"],
    plays: &["/stat/view", "play"],
    danmaku: &["/stat/danmaku", "video_review"],
    coins: &["/stat/coin"],
    author: Author { uid: &["/owner/mid", "mid"], name: &["/owner/name", "author"], ..Author::NONE },
    ..Works::none(Platform::Bilibili)
};

const COMMENTS: Comments = Comments {
    id: &["rpid_str", "rpid"],
    // The page a comment stands under: for videos (type 1) the number of the video.
    post: &["oid_str", "oid"],
    parent: &["parent_str", "parent"],
    content: &["/content/message"],
    commented: &["ctime"],
    likes: &["like"],
    replies: &["rcount", "count"],
    region: &["/reply_control/location"],
    commenter: &["mid_str", "mid"],
    ..Comments::none(Platform::Bilibili)
};

const PROFILES: Profiles = Profiles {
    who: Author { uid: &["mid"], name: &["name", "uname"], signature: &["sign"], ..Author::NONE },
    verification_text: &["/official/title", "/Official/title", "/official_verify/desc"],
    followers: &["fans", "follower"],
    following: &["friend", "attention", "following"],
    works: &["archive_count"],
    ..Profiles::none(Platform::Bilibili)
};

static WORK: Kind = Kind::new(&["aid|bvid"], 2, work);
static COMMENT: Kind = Kind::new(&["rpid"], 3, comment).of_citizens();
static PROFILE: Kind = Kind::new(&["mid"], 1, profile);

/// The parts of a reply; `None` where it is none of bilibili's.
pub fn parts(object: &Map<String, Value>) -> Option<Vec<Part<'_>>> {
    if let Some(kind) = single(object) {
        return Some(vec![Part { path: String::new(), records: Vec::new(), kind, itself: Some(object) }]);
    }
    match object.get("data")? {
        Value::Object(data) => of_data(data),
        Value::Array(works) => {
            let known = works.iter().any(|work| work.as_object().and_then(single).is_some_and(|kind| kind.stage == 2));
            known.then(|| {
                vec![Part { path: "/data".to_owned(), records: works.iter().collect(), kind: &WORK, itself: None }]
            })
        }
        _ => None,
    }
}

fn of_data(data: &Map<String, Value>) -> Option<Vec<Part<'_>>> {
    if let Some(kind) = single(data) {
        return Some(vec![Part { path: "/data".to_owned(), records: Vec::new(), kind, itself: Some(data) }]);
    }
    if let Some(Value::Object(card)) = data.get("card")
        && card.contains_key("mid")
    {
        // The count of works stands beside the card, so both are one record.
        return Some(vec![Part { path: "/data".to_owned(), records: Vec::new(), kind: &PROFILE, itself: Some(data) }]);
    }
    if let Some(view) = data.get("View").and_then(Value::as_object)
        && single(view).is_some()
    {
        return Some(vec![Part {
            path: "/data/View".to_owned(),
            records: Vec::new(),
            kind: &WORK,
            itself: Some(view),
        }]);
    }
    let has_replies = data.contains_key("replies")
        && (data.contains_key("page") || data.contains_key("cursor") || data.contains_key("upper"));
    if has_replies {
        let mut parts = Vec::new();
        for name in ["top_replies", "hots", "replies"] {
            if let Some(Value::Array(replies)) = data.get(name) {
                parts.push(Part {
                    path: format!("/data/{name}"),
                    records: replies.iter().collect(),
                    kind: &COMMENT,
                    itself: None,
                });
            }
        }
        return Some(parts);
    }
    let works = data.get("list").and_then(|list| {
        list.get("vlist").map(|works| ("/data/list/vlist", works)).or(list.is_array().then_some(("/data/list", list)))
    });
    let (path, works) = works.or_else(|| data.get("archives").map(|works| ("/data/archives", works)))?;
    let works = works.as_array()?;
    let known = works.is_empty() && path.ends_with("vlist")
        || works.iter().any(|work| work.as_object().and_then(single).is_some_and(|kind| kind.stage == 2));
    known.then(|| vec![Part { path: path.to_owned(), records: works.iter().collect(), kind: &WORK, itself: None }])
}

fn single(object: &Map<String, Value>) -> Option<&'static Kind> {
    let has = |field: &str| object.contains_key(field);
    if has("bvid") && has("title") && (has("stat") || has("play") || has("owner")) {
        Some(&WORK)
    } else if has("rpid") && has("content") && has("mid") {
        Some(&COMMENT)
    } else if has("mid") && (has("follower") && has("following") || has("sign") && has("name")) && !has("rpid") {
        Some(&PROFILE)
    } else {
        None
    }
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &WORKS, context)?;
    if let Some(number) = entry.post.native_id.as_deref().and_then(bilibili_number) {
        entry.post.native_id = Some(number);
    }
    entry.post.kind = Some("video".to_owned());
    // A list has no description of its own: a dash stands for none.
    entry.post.content = entry.post.content.filter(|content| content != "-");
    entry.post.url = entry.post.native_id.as_ref().map(|id| format!("https://www.bilibili.com/video/av{id}"));
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn comment(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let first = one(row, context)?;
    let mut entries = vec![Entry::Comment(Box::new(first))];
    // The first answers under a comment belong to its record.
    for answer in value(row, "/replies").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
        match one(&Row::Object(answer.clone()), context) {
            Ok(answer) => entries.push(Entry::Comment(Box::new(answer))),
            Err(_) => context.warn("an answer under a comment has no id and was left out"),
        }
    }
    Ok(entries)
}

fn one(row: &Row, context: &mut Context<'_>) -> Result<CommentEntry, Reject> {
    let mut entry = comments::comment(row, &COMMENTS, context)?;
    if raw(row, "type").is_some_and(|kind| kind != "1") {
        // Comments under something else than a video count in another range of numbers.
        entry.post_native_id = None;
    }
    Ok(entry)
}

fn profile(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let card = value(row, "/card").and_then(Value::as_object).cloned();
    let mut merged = match row {
        Row::Object(object) => object.clone(),
        Row::Cells(..) => Map::new(),
    };
    for (field, value) in card.into_iter().flatten() {
        merged.insert(field, value);
    }
    let merged = Row::Object(merged);
    let mut entry = profiles::profile(&merged, &PROFILES, context)?;
    official(&merged, &mut entry.snapshot);
    Ok(vec![Entry::Account(Box::new(entry))])
}

/// The kind of verification: −1 none, 0 a person, 1 a body.
fn official(row: &Row, snapshot: &mut AccountSnapshot) {
    let (verified, kind) = match text(row, &["/official/type", "/Official/type", "/official_verify/type"]).as_deref() {
        Some("0") => (true, "person"),
        Some("1") => (true, "organisation"),
        // `-1` reads as missing, so the number itself is asked.
        None if ["/official/type", "/Official/type", "/official_verify/type"]
            .iter()
            .any(|path| raw(row, path).is_some_and(|number| number == "-1")) =>
        {
            (false, "none")
        }
        _ => return,
    };
    snapshot.verified = Some(verified);
    snapshot.verification_kind = Some(kind.to_owned());
}
