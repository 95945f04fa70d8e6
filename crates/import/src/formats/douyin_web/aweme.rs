//! A work as the platform itself describes it.

use model::Platform;
use serde_json::Value;

use super::{kind_of_type, user};
use crate::entry::{Entry, PostEntry};
use crate::formats::reading::columns::{Author, Works};
use crate::formats::reading::fields::{count, flag, instant, text, value};
use crate::formats::reading::{Context, works};
use crate::reject::{Reason, Reject};
use crate::row::Row;

/// Where the moment of the reply stands, in the reply or in what it is wrapped in.
pub const NOW: &[&str] = &["/extra/now", "/data/extra/now", "/now", "/data/now"];

const AUTHOR: Author = Author {
    uid: &["/author/uid", "author_user_id"],
    sec_uid: &["/author/sec_uid"],
    unique_id: &["/author/unique_id"],
    short_id: &["/author/short_id"],
    name: &["/author/nickname"],
    signature: &["/author/signature"],
    ..Author::NONE
};

const WORKS: Works = Works {
    id: &["aweme_id"],
    url: &["share_url", "/share_info/share_url"],
    content: &["desc"],
    posted: &["create_time"],
    duration: &["/video/duration", "duration"],
    music: &["/music/title"],
    pinned: &["is_top"],
    region: &["ip_label"],
    likes: &["/statistics/digg_count"],
    comments: &["/statistics/comment_count"],
    shares: &["/statistics/share_count"],
    favourites: &["/statistics/collect_count"],
    plays: &["/statistics/play_count"],
    author: AUTHOR,
    zero_plays_is_missing: true,
    ..Works::none(Platform::Douyin)
};

/// Reads a work.
pub fn read(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    Ok(vec![Entry::Post(Box::new(entry(row, context)?))])
}

/// The same, for formats that keep such works inside their own.
pub fn entry(row: &Row, context: &mut Context<'_>) -> Result<PostEntry, Reject> {
    if text(row, &["platform"]).is_some_and(|platform| platform.eq_ignore_ascii_case("tiktok")) {
        let detail = "a work of TikTok, which is another platform than Douyin; it is not imported";
        return Err(Reject::new(Reason::UnknownPlatform, detail, row.raw()).in_column("platform"));
    }
    let mut entry = works::work(row, &WORKS, context)?;
    entry.post.kind = kind(row);
    entry.post.tags = tags(row);
    if let Some(now) = instant(context.around, NOW, context).0 {
        entry.observed_at = now.at;
    }
    if flag(row, &["/status/is_delete", "is_delete"]) == Some(true) {
        entry.counts.state = Some("gone".to_owned());
    }
    if let Some(author) = value(row, "/author").and_then(Value::as_object) {
        let author = Row::Object(author.clone());
        user::verification(&author, &mut entry.author_snapshot);
        // Lists carry zeros here that are no counts.
        let told = |names| count(&author, names).filter(|count| *count > 0);
        entry.author_snapshot.followers = told(&["follower_count"]);
        entry.author_snapshot.works = told(&["aweme_count"]);
        entry.author_snapshot.likes = told(&["total_favorited"]);
    }
    Ok(entry)
}

fn kind(row: &Row) -> Option<String> {
    // The minimal form says it in a word.
    match text(row, &["type", "media_type"]).as_deref() {
        Some("video") => return Some("video".to_owned()),
        Some("image") => return Some("images".to_owned()),
        _ => {}
    }
    let pictures = ["/images", "/image_infos", "/image_data"].iter().filter_map(|path| value(row, path));
    if pictures.into_iter().any(|value| value.as_array().is_some_and(|list| !list.is_empty())) {
        return Some("images".to_owned());
    }
    text(row, &["aweme_type"]).as_deref().and_then(kind_of_type)
}

/// The hashtags, by name: their places are counted in UTF-16 and would cut texts with emoji wrongly.
fn tags(row: &Row) -> Option<String> {
    let spans = ["/text_extra", "/hashtags"].iter().find_map(|path| value(row, path)?.as_array())?;
    let names: Vec<&str> = spans
        .iter()
        .filter_map(|span| span.get("hashtag_name").and_then(Value::as_str).or_else(|| span.as_str()))
        .map(|name| name.trim().trim_matches('#'))
        .filter(|name| !name.is_empty())
        .collect();
    (!names.is_empty()).then(|| names.join(" "))
}
