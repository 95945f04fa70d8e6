//! jiji262's douyin-downloader: a manifest and a database that tie saved media files to works. The replies it saves beside the files
//! (`…_data.json`, `…_comments.json`) are the platform's own and read by [`super::douyin_web`].

use model::Platform;
use model::tables::MediaFile;

use super::reading::columns::{Author, Works};
use super::reading::fields::{raw, text};
use super::reading::{Context, Kind, tables, works};
use crate::entry::{Entry, MediaEntry, PostEntry};
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::{Probe, file_name};
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct Jiji262;

static MANIFEST: Manifest = Manifest {
    name: "douyin_downloader",
    title_zh: "douyin-downloader 下载清单与数据库",
    doc: "`download_manifest.jsonl` (aweme_id, desc, file_paths, publish_timestamp, recorded_at …) and `dy_downloader.db` (table `aweme`, whose \
          column `metadata` may hold the whole reply). Each names the media files of a work. `…_data.json` and \
          `…_comments.json` are read as douyin_web.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "collections", "media"],
    proves: "A partial collection of works, and which saved files belong to which work.",
    lacks: &["counts, in the manifest", "ids of authors, in the manifest"],
};

const MANIFEST_LINES: Works = Works {
    id: &["aweme_id"],
    content: &["desc"],
    posted: &["publish_timestamp", "date"],
    author: Author { name: &["author_name"], ..Author::NONE },
    observed: &["recorded_at"],
    ..Works::none(Platform::Douyin)
};

const DATABASE: Works = Works {
    id: &["aweme_id"],
    content: &["title"],
    posted: &["create_time"],
    author: Author { uid: &["author_id"], sec_uid: &["author_sec_uid"], name: &["author_name"], ..Author::NONE },
    observed: &["download_time"],
    ..Works::none(Platform::Douyin)
};

static KINDS: &[Kind] = &[
    Kind::new(&["aweme_id", "file_paths|file_names", "recorded_at|publish_timestamp"], 2, manifest_line),
    Kind::new(&["aweme_id", "author_id", "file_path", "metadata"], 2, database_row),
];

impl Format for Jiji262 {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        tables::detect(probe, KINDS, 97)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        tables::read(source, KINDS, sink)
    }
}

fn manifest_line(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &MANIFEST_LINES, context)?;
    entry.post.kind = match text(row, &["media_type"]).as_deref() {
        Some("video") => Some("video".to_owned()),
        Some("gallery" | "images" | "image" | "note") => Some("images".to_owned()),
        _ => None,
    };
    entry.post.tags = names_in(row, "tags").map(|tags| tags.join(" ")).filter(|tags| !tags.is_empty());
    let paths = names_in(row, "file_paths").filter(|paths| !paths.is_empty());
    let paths = paths.or_else(|| names_in(row, "file_names")).unwrap_or_default();
    Ok(with_files(entry, paths))
}

fn database_row(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let whole = raw(row, "metadata").and_then(|text| serde_json::from_str(&text).ok());
    let plain = works::work(row, &DATABASE, context)?;
    // The reply tells more; a reply that cannot be read leaves the columns.
    let full = whole.and_then(|object| super::douyin_web::aweme::entry(&Row::Object(object), context).ok());
    let mut entry = match full {
        Some(full) if full.post.native_id == plain.post.native_id => {
            PostEntry { observed_at: plain.observed_at, ..full }
        }
        _ => plain,
    };
    if entry.post.kind.is_none() {
        entry.post.kind = match text(row, &["aweme_type"]).as_deref() {
            Some("video") => Some("video".to_owned()),
            Some("gallery" | "note") => Some("images".to_owned()),
            Some(number) => super::douyin_web::kind_of_type(number),
            None => None,
        };
    }
    let paths = text(row, &["file_path"]).into_iter().collect();
    Ok(with_files(entry, paths))
}

/// The work, and the files that belong to it.
fn with_files(entry: PostEntry, paths: Vec<String>) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(paths.len() + 1);
    let (native_id, observed_at) = (entry.post.native_id.clone(), entry.observed_at);
    entries.push(Entry::Post(Box::new(entry)));
    for path in paths {
        if let Some(native_id) = &native_id {
            entries.push(Entry::Media(Box::new(MediaEntry {
                platform: Platform::Douyin,
                post_native_id: native_id.clone(),
                file: MediaFile {
                    kind: media_kind(&path).map(str::to_owned),
                    path: Some(path),
                    ..MediaFile::default()
                },
                observed_at,
            })));
        }
    }
    entries
}

/// A list of texts, in JSON or as a text divided by commas.
fn names_in(row: &Row, field: &str) -> Option<Vec<String>> {
    let text = raw(row, field)?;
    Some(match serde_json::from_str::<Vec<String>>(&text) {
        Ok(names) => names,
        Err(_) => text.split(',').map(|name| name.trim().to_owned()).collect(),
    })
    .map(|names: Vec<String>| names.into_iter().filter(|name| !name.is_empty()).collect())
}

fn media_kind(path: &str) -> Option<&'static str> {
    let ending = file_name(path).rsplit_once('.')?.1.to_lowercase();
    match ending.as_str() {
        "mp4" | "mov" | "flv" | "mkv" | "webm" => Some("video"),
        "jpg" | "jpeg" | "png" | "webp" | "gif" | "heic" => Some("image"),
        "mp3" | "m4a" | "aac" | "wav" => Some("audio"),
        _ => None,
    }
}
