//! yt-dlp's `.info.json`: one object a video. The title is cut by the tool, so the description is the text.

use model::Platform;

use super::reading::columns::{Author, Works};
use super::reading::fields::{identifier, text, value};
use super::reading::nested::{self, Part};
use super::reading::{Context, Kind, works};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::{Container, Probe};
use crate::reject::{Reason, Reject};
use crate::row::Row;
use crate::source::Source;
use crate::values::platform_id::bilibili_number;

/// See the module.
#[derive(Debug)]
pub struct YtDlp;

static MANIFEST: Manifest = Manifest {
    name: "yt_dlp",
    title_zh: "yt-dlp 的 .info.json",
    doc: "One JSON object a video with extractor_key and webpage_url, also a playlist with entries[] or one video a line. Read for Douyin, \
          Weibo, bilibili, Xiaohongshu, Xigua, Toutiao and Zhihu; the description is the text, since the tool cuts titles to 72 characters.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "collections"],
    proves: "A partial collection.",
    lacks: &[
        "verification of accounts",
        "Kuaishou and 视频号, for which the tool has no extractor",
        "plays of Douyin (0 is missing)",
    ],
};

static VIDEO: Kind = Kind::new(&["extractor_key", "webpage_url"], 2, video);

fn split(object: &serde_json::Map<String, serde_json::Value>) -> Option<Vec<Part<'_>>> {
    if !object.contains_key("extractor_key") && !object.contains_key("extractor") || !object.contains_key("webpage_url")
    {
        return None;
    }
    match object.get("entries").and_then(|entries| entries.as_array()) {
        Some(entries) => {
            let records = entries.iter().filter(|entry| !entry.is_null()).collect();
            Some(vec![Part { path: "/entries".to_owned(), records, kind: &VIDEO, itself: None }])
        }
        None => Some(vec![Part { path: String::new(), records: Vec::new(), kind: &VIDEO, itself: Some(object) }]),
    }
}

impl Format for YtDlp {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        let json = matches!(probe.container, Container::JsonObject | Container::JsonLines | Container::JsonArray);
        let known = json && probe.objects.first().is_some_and(|object| split(object).is_some());
        if known { Detection::yes(97, 2) } else { Detection::NO }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        nested::read(source, split, sink)
    }
}

const WORKS: Works = Works {
    id: &["id"],
    content: &["description", "title"],
    url: &["webpage_url"],
    posted: &["timestamp", "upload_date"],
    duration: &["duration"],
    duration_unit_ms: 1000,
    music: &["track"],
    likes: &["like_count"],
    comments: &["comment_count"],
    shares: &["repost_count"],
    favourites: &["save_count"],
    plays: &["view_count"],
    observed: &["epoch"],
    ..Works::none(Platform::Douyin)
};

fn platform_of(row: &Row) -> Option<Platform> {
    let key = text(row, &["extractor_key", "extractor"])?.to_lowercase();
    [
        ("douyin", Platform::Douyin),
        ("weibo", Platform::Weibo),
        ("bilibili", Platform::Bilibili),
        ("xiaohongshu", Platform::Xiaohongshu),
        ("ixigua", Platform::Xigua),
        ("toutiao", Platform::Toutiao),
        ("zhihu", Platform::Zhihu),
    ]
    .into_iter()
    .find_map(|(word, platform)| key.starts_with(word).then_some(platform))
}

fn video(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let Some(platform) = platform_of(row) else {
        let detail = "a video of a site that is none of the platforms here; it is not imported";
        return Err(Reject::new(Reason::UnknownPlatform, detail, row.raw()).in_column("extractor_key"));
    };
    let author = match platform {
        Platform::Douyin => Author {
            uid: &["uploader_id"],
            sec_uid: &["channel_id"],
            unique_id: &["uploader"],
            name: &["channel"],
            ..Author::NONE
        },
        _ => Author { uid: &["uploader_id"], name: &["uploader"], ..Author::NONE },
    };
    // Where the platform has a title of its own, the tool's is that one.
    let has_title = matches!(platform, Platform::Bilibili | Platform::Xigua | Platform::Toutiao | Platform::Zhihu);
    let columns = Works {
        platform,
        author,
        title: if has_title { &["title"] } else { &[] },
        content: if has_title { &["description"] } else { WORKS.content },
        // Weibo's number of people watching stands where others have plays.
        plays: if platform == Platform::Weibo { &[] } else { WORKS.plays },
        zero_plays_is_missing: platform == Platform::Douyin,
        ..WORKS
    };
    let mut entry = works::work(row, &columns, context)?;
    entry.post.kind = Some("video".to_owned());
    if platform == Platform::Bilibili {
        let number = archive_number(row).or_else(|| entry.post.native_id.as_deref().and_then(bilibili_id));
        entry.post.native_id = number.or(entry.post.native_id);
    }
    if let Some(tags) = value(row, "/tags").and_then(|tags| tags.as_array()) {
        let tags: Vec<&str> = tags.iter().filter_map(|tag| tag.as_str()).collect();
        entry.post.tags = (!tags.is_empty()).then(|| tags.join(" "));
    }
    Ok(vec![Entry::Post(Box::new(entry))])
}

/// `BV17x411w7KC_p2` is a part of a video.
fn bilibili_id(id: &str) -> Option<String> {
    bilibili_number(id.split('_').next().unwrap_or(id))
}

/// `_old_archive_ids: ["bilibili 170001_part1"]` holds the number other tools use.
fn archive_number(row: &Row) -> Option<String> {
    let ids = value(row, "/_old_archive_ids")?.as_array()?;
    let id = ids.iter().filter_map(|id| id.as_str()).find_map(|id| id.strip_prefix("bilibili "))?;
    let number = id.split('_').next()?;
    (identifier(row, &["id"]).is_some() && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| number.to_owned())
}
