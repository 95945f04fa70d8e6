//! Kuaishou's own replies as browsers save them (`data.visionProfilePhotoList.feeds[]` …, the older `feeds[]`), and small tables with the
//! field names of the page.

use model::Platform;
use serde_json::{Map, Value};

use super::reading::columns::{Author, Comments, Profiles, Works};
use super::reading::fields::value;
use super::reading::nested::{self, Part};
use super::reading::{Context, Kind, comments, profiles, tables, works};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::{Container, Probe};
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct KuaishouWeb;

static MANIFEST: Manifest = Manifest {
    name: "kuaishou_web",
    title_zh: "快手网页接口 JSON 与页面字段表",
    doc: "Replies of Kuaishou's web interface: visionProfilePhotoList, visionSearchPhoto and brilliantTypeData (feeds[] of author and photo), \
          visionVideoDetail, visionCommentList, visionProfile, the same lists without a wrapper; and CSV or Excel with title, time, realLikeCount, \
          duration(ms), auth, which have no ids.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "comments", "collections"],
    proves: "Profiles are complete. Works and comments are partial.",
    lacks: &[
        "verification of accounts",
        "shares and comments of a work",
        "in tables: ids, and so the account of a work",
    ],
};

const WORKS: Works = Works {
    id: &["/photo/id", "photoId", "id"],
    content: &["/photo/caption", "/photo/originCaption", "caption"],
    posted: &["/photo/timestamp", "timestamp"],
    duration: &["/photo/duration", "duration"],
    likes: &["/photo/realLikeCount", "/photo/likeCount", "realLikeCount", "likeCount"],
    plays: &["/photo/viewCount", "viewCount"],
    comments: &["/photo/commentCount", "commentCount"],
    author: Author { uid: &["/author/id"], name: &["/author/name"], ..Author::NONE },
    ..Works::none(Platform::Kuaishou)
};

const TABLE: Works = Works {
    id: &["photoId", "photo_id"],
    content: &["title", "caption"],
    posted: &["time", "timestamp"],
    duration: &["duration(ms)", "duration"],
    likes: &["realLikeCount", "likeCount"],
    plays: &["viewCount"],
    author: Author { name: &["auth", "author"], ..Author::NONE },
    has_no_id: true,
    ..Works::none(Platform::Kuaishou)
};

const COMMENTS: Comments = Comments {
    id: &["commentId", "comment_id"],
    post: &["photoId", "photo_id"],
    content: &["content"],
    commented: &["timestamp"],
    likes: &["realLikedCount", "likedCount"],
    replies: &["subCommentCount", "subCommentsCount"],
    commenter: &["authorId", "author_id"],
    parent: &["replyTo", "reply_to"],
    ..Comments::none(Platform::Kuaishou)
};

const PROFILES: Profiles = Profiles {
    who: Author {
        uid: &["/profile/user_id"],
        name: &["/profile/user_name"],
        signature: &["/profile/user_text"],
        ..Author::NONE
    },
    followers: &["/ownerCount/fan"],
    following: &["/ownerCount/follow"],
    works: &["/ownerCount/photo_public", "/ownerCount/photo"],
    ..Profiles::none(Platform::Kuaishou)
};

static WORK: Kind = Kind::new(&["photo"], 2, work);
static COMMENT: Kind = Kind::new(&["content"], 3, comment).of_citizens();
static PROFILE: Kind = Kind::new(&["profile"], 1, profile);
static TABLES: &[Kind] =
    &[Kind::new(&["realLikeCount", "title|caption", "time|timestamp", "auth|author|duration(ms)"], 2, table_row)];

fn parts(object: &Map<String, Value>) -> Option<Vec<Part<'_>>> {
    let (data, root) = match object.get("data") {
        Some(Value::Object(data)) => (data, "/data"),
        _ => (object, ""),
    };
    for name in ["visionProfilePhotoList", "visionSearchPhoto", "brilliantTypeData", "visionHotData"] {
        if let Some(Value::Array(feeds)) = data.get(name).and_then(|list| list.get("feeds")) {
            return Some(list(format!("{root}/{name}/feeds"), feeds, &WORK));
        }
    }
    if let Some(Value::Object(detail)) = data.get("visionVideoDetail")
        && detail.contains_key("photo")
    {
        let path = format!("{root}/visionVideoDetail");
        return Some(vec![Part { path, records: Vec::new(), kind: &WORK, itself: Some(detail) }]);
    }
    if let Some(comments) = data.get("visionCommentList") {
        for name in ["rootCommentsV2", "rootComments"] {
            if let Some(Value::Array(comments)) =
                comments.get(name).filter(|list| list.as_array().is_some_and(|list| !list.is_empty()))
            {
                return Some(list(format!("{root}/visionCommentList/{name}"), comments, &COMMENT));
            }
        }
        return Some(Vec::new());
    }
    if let Some(Value::Object(profile)) = data.get("visionProfile").and_then(|profile| profile.get("userProfile")) {
        let path = format!("{root}/visionProfile/userProfile");
        return Some(vec![Part { path, records: Vec::new(), kind: &PROFILE, itself: Some(profile) }]);
    }
    if let Some(Value::Array(feeds)) = data.get("feeds") {
        let known = feeds.iter().any(|feed| feed.get("photo").is_some() && feed.get("author").is_some());
        return known.then(|| list(format!("{root}/feeds"), feeds, &WORK));
    }
    if let Some(Value::Array(comments)) = data.get("rootComments") {
        return Some(list(format!("{root}/rootComments"), comments, &COMMENT));
    }
    let is_work =
        object.get("photo").is_some_and(|photo| photo.get("caption").is_some()) && object.contains_key("author");
    is_work.then(|| vec![Part { path: String::new(), records: Vec::new(), kind: &WORK, itself: Some(object) }])
}

fn list<'a>(path: String, records: &'a [Value], kind: &'static Kind) -> Vec<Part<'a>> {
    vec![Part { path, records: records.iter().collect(), kind, itself: None }]
}

fn is_reply(probe: &Probe) -> bool {
    matches!(probe.container, Container::JsonObject | Container::JsonLines | Container::JsonArray)
        && probe.objects.first().is_some_and(|object| parts(object).is_some())
}

impl Format for KuaishouWeb {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        if is_reply(probe) { Detection::yes(93, 2) } else { tables::detect(probe, TABLES, 88) }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        if is_reply(&source.probe) { nested::read(source, parts, sink) } else { tables::read(source, TABLES, sink) }
    }
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &WORKS, context)?;
    entry.post.kind = Some("video".to_owned());
    entry.post.url = entry.post.native_id.as_ref().map(|id| format!("https://www.kuaishou.com/short-video/{id}"));
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn table_row(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &TABLE, context)?;
    entry.post.kind = Some("video".to_owned());
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn comment(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let first = comments::comment(row, &COMMENTS, context)?;
    let (post, parent) = (first.post_native_id.clone(), first.comment.native_id.clone());
    let mut entries = vec![Entry::Comment(Box::new(first))];
    for answer in
        value(row, "/subComments").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
    {
        match comments::comment(&Row::Object(answer.clone()), &COMMENTS, context) {
            Ok(mut answer) => {
                answer.post_native_id = answer.post_native_id.or_else(|| post.clone());
                answer.parent_native_id = answer.parent_native_id.or_else(|| parent.clone());
                entries.push(Entry::Comment(Box::new(answer)));
            }
            Err(_) => context.warn("an answer under a comment has no id and was left out"),
        }
    }
    Ok(entries)
}

fn profile(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    Ok(vec![Entry::Account(Box::new(profiles::profile(row, &PROFILES, context)?))])
}
