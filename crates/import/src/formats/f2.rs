//! Johnserf-Seed's f2: profiles and works of Douyin in two SQLite databases of its own.

use model::Platform;

use super::reading::columns::{Author, Profiles, Works};
use super::reading::fields::{flag, text};
use super::reading::{Context, Kind, profiles, tables, works};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct F2;

static MANIFEST: Manifest = Manifest {
    name: "f2",
    title_zh: "f2 采集数据库（抖音）",
    doc: "SQLite `douyin_users.db` (table `user_info_web`) and `douyin_videos.db` (table `video_info` or `video_info_web`), all text, times as \
          `2024-01-02 10-11-12`.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "collections"],
    proves: "Profiles are complete, and prove that there are no works where they count none. Works: a partial collection.",
    lacks: &["verification of accounts", "plays", "when the records were collected (the file's date stands for it)"],
};

const AUTHOR: Author = Author {
    uid: &["uid"],
    sec_uid: &["sec_user_id"],
    unique_id: &["unique_id"],
    short_id: &["short_id"],
    name: &["nickname_raw", "nickname"],
    signature: &["signature_raw", "signature"],
    ..Author::NONE
};

const WORKS: Works = Works {
    id: &["aweme_id"],
    // The plain column has characters replaced that file names cannot hold.
    content: &["desc_raw", "desc"],
    posted: &["create_time"],
    tags: &["hashtag_names"],
    duration: &["duration", "video_duration"],
    music: &["music_title"],
    pinned: &["is_top"],
    likes: &["digg_count"],
    comments: &["comment_count"],
    shares: &["share_count"],
    favourites: &["collect_count"],
    author: AUTHOR,
    ..Works::none(Platform::Douyin)
};

const PROFILES: Profiles = Profiles {
    who: AUTHOR,
    followers: &["follower_count", "mplatform_followers_count"],
    following: &["following_count"],
    likes: &["total_favorited"],
    works: &["aweme_count"],
    region: &["ip_location"],
    ..Profiles::none(Platform::Douyin)
};

static KINDS: &[Kind] = &[
    Kind::new(&["sec_user_id", "aweme_count", "follower_count"], 1, profile),
    Kind::new(
        &["aweme_id", "create_time", "desc|desc_raw", "sec_user_id", "aweme_type|digg_count|video_play_addr"],
        2,
        work,
    )
    .without(&["sec_uid", "liked_count"]),
];

impl Format for F2 {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        tables::detect(probe, KINDS, 95)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        tables::read(source, KINDS, sink)
    }
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &WORKS, context)?;
    entry.post.kind = text(row, &["aweme_type"]).as_deref().and_then(super::douyin_web::kind_of_type);
    if flag(row, &["is_delete"]) == Some(true) {
        entry.counts.state = Some("gone".to_owned());
    }
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn profile(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = profiles::profile(row, &PROFILES, context)?;
    if flag(row, &["is_ban"]) == Some(true) {
        entry.snapshot.state = Some("banned".to_owned());
        entry.has_no_works = false;
    }
    Ok(vec![Entry::Account(Box::new(entry))])
}
