//! `JoeanAmier`'s `TikTokDownloader` (DouK-Downloader): works, comments, profiles and Douyin's hot board with Chinese column names, the
//! same ones in CSV, Excel and SQLite. The tool writes −1 for a number and 无 or 未知 for a text it did not get.

use model::Platform;
use model::tables::HotTopic;

use super::reading::columns::{Author, Comments, Profiles, Works};
use super::reading::fields::{content, count, instant, text};
use super::reading::{Context, Kind, comments, profiles, tables, works};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::{Probe, file_name};
use crate::reject::{Reason, Reject};
use crate::row::Row;
use crate::source::Source;
use crate::values::platform_id::id_in_name;

/// See the module.
#[derive(Debug)]
pub struct TikTokDownloader;

static MANIFEST: Manifest = Manifest {
    name: "tik_tok_downloader",
    title_zh: "TikTokDownloader（DouK-Downloader）采集文件",
    doc: "Works (also of mixes and searches), comments, accounts and hot boards of Douyin as CSV, XLSX or SQLite (`DetailData.db`, \
          `CommentData.db`, `UserData.db`, `MixData.db`, `SearchData.db`, `BoardData.db`) with the tool's Chinese column names. −1, 无 \
          and 未知 are missing. 企业 is the verification text. A comment has no column for its work: the id is taken from the \
          name of the table or file.",
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
    proves: "Accounts: complete profiles, and a complete collection of no works where the profile counts none. Works: a partial \
             collection, since the tool is run over a range of dates that the file does not name. Comments are partial.",
    lacks: &["plays (the platform does not tell)", "works of TikTok: they go to quarantine"],
};

const AUTHOR: Author = Author {
    uid: &["UID"],
    sec_uid: &["SEC_UID"],
    unique_id: &["ID", "抖音号"],
    short_id: &["SHORT_ID"],
    url: &["账号链接"],
    name: &["账号昵称", "昵称昵称"],
    signature: &["账号签名"],
};

const WORKS: Works = Works {
    id: &["作品ID"],
    url: &["作品链接"],
    content: &["作品描述"],
    posted: &["发布时间"],
    tags: &["作品话题"],
    duration: &["视频时长"],
    music: &["音乐标题"],
    likes: &["点赞数量"],
    comments: &["评论数量"],
    shares: &["分享数量"],
    favourites: &["收藏数量"],
    plays: &["播放数量"],
    author: AUTHOR,
    observed: &["采集时间"],
    zero_plays_is_missing: true,
    ..Works::none(Platform::Douyin)
};

const COMMENTS: Comments = Comments {
    id: &["评论ID"],
    content: &["评论内容"],
    commented: &["评论时间"],
    likes: &["点赞数量"],
    replies: &["回复数量"],
    region: &["IP归属地"],
    commenter: &["UID"],
    observed: &["采集时间"],
    ..Comments::none(Platform::Douyin)
};

const PROFILES: Profiles = Profiles {
    who: AUTHOR,
    verification_text: &["企业", "标签"],
    followers: &["粉丝数量"],
    following: &["关注数量"],
    likes: &["获赞数量"],
    works: &["作品数量"],
    region: &["IP归属地"],
    observed: &["采集时间"],
    ..Profiles::none(Platform::Douyin)
};

static KINDS: &[Kind] = &[
    Kind::new(&["评论ID", "评论内容", "回复ID", "SEC_UID"], 3, comment).of_citizens(),
    Kind::new(&["作品ID", "作品描述", "采集时间"], 2, work).without(&["作者ID"]),
    Kind::new(&["SEC_UID", "企业", "获赞数量|粉丝数量|直播ID"], 1, profile),
    Kind::new(&["排名", "内容", "热度", "SENTENCE_ID"], 4, topic),
];

impl Format for TikTokDownloader {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        tables::detect(probe, KINDS, 96)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        tables::read(source, KINDS, sink)
    }
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    if text(row, WORKS.url).is_some_and(|url| url.contains("tiktok.com")) {
        let detail = "a work of TikTok, which is another platform than Douyin; it is not imported";
        return Err(Reject::new(Reason::UnknownPlatform, detail, row.raw()).in_column("作品链接"));
    }
    let mut entry = works::work(row, &WORKS, context)?;
    entry.post.kind = match text(row, &["作品类型"]).as_deref() {
        Some("视频") => Some("video".to_owned()),
        Some("图集" | "实况") => Some("images".to_owned()),
        _ => None,
    };
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn comment(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = comments::comment(row, &COMMENTS, context)?;
    // Neither column always holds an id: 0 is a comment on the work, and older versions name a person.
    entry.parent_native_id = ["回复对象", "回复ID"]
        .iter()
        .find_map(|name| text(row, std::slice::from_ref(name)).filter(|id| is_long_number(id)))
        .filter(|parent| Some(parent) != entry.comment.native_id.as_ref());
    entry.post_native_id = id_in_name(context.sheet).or_else(|| id_in_name(file_name(&context.source.path)));
    if entry.post_native_id.is_none() {
        context.warn(
            "neither the table nor the file names the work the comments stand under; they are imported without it",
        );
    }
    Ok(vec![Entry::Comment(Box::new(entry))])
}

fn is_long_number(id: &str) -> bool {
    id.len() >= 10 && id.bytes().all(|byte| byte.is_ascii_digit())
}

fn profile(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = profiles::profile(row, &PROFILES, context)?;
    entry.snapshot.verified = entry.snapshot.verification_text.as_ref().map(|_| true);
    if entry.identity.name.as_deref().is_some_and(|name| matches!(name, "账号已注销" | "已注销")) {
        // The name is the platform's, not the account's, and the zeros beside it are no counts.
        entry.identity.name = None;
        entry.has_no_works = false;
        entry.snapshot.name = None;
        entry.snapshot.state = Some("cancelled".to_owned());
    }
    Ok(vec![Entry::Account(Box::new(entry))])
}

fn topic(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let Some(title) = content(row, &["内容"]) else {
        return Err(Reject::new(Reason::NothingUsable, "the entry has no title", row.raw()).in_column("内容"));
    };
    // The tool keeps a board each for 娱乐, 社会 and 挑战 beside the main one, and names it in the table or file.
    let named = |board: &str| context.sheet.contains(board) || context.source.name().contains(board);
    let category = ["娱乐榜", "社会榜", "挑战榜"].into_iter().find(|board| named(board));
    let observed_at = super::hot_boards::moment_in(context.sheet)
        .or_else(|| super::hot_boards::moment_in(context.source.name()))
        .unwrap_or_else(|| context.observed_at());
    let topic = HotTopic {
        board: Some("douyin".to_owned()),
        title: Some(title.trim_matches('#').to_owned()),
        rank: count(row, &["排名"]).filter(|rank| *rank > 0),
        heat: count(row, &["热度"]).filter(|heat| *heat > 0),
        category: category.map(|board| board.trim_end_matches('榜').to_owned()),
        url: text(row, &["SENTENCE_ID"]).map(|sentence| format!("https://www.douyin.com/hot/{sentence}")),
        event_at: instant(row, &["时间"], context).0.map(|instant| instant.at),
        observed_at: Some(observed_at),
        ..HotTopic::default()
    };
    Ok(vec![Entry::HotTopic(Box::new(topic))])
}
