//! MediaCrawler's files of Tieba and Zhihu. Their works are threads and answers of people; accounts of bodies among them are found like all others.

use model::Platform;
use model::id::creator_hash;

use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::{Author, Comments, Profiles, Works};
use crate::formats::reading::fields::{identifier, text};
use crate::formats::reading::{Context, Kind, comments, profiles, tables, works};
use crate::probe::{Container, Probe};
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct MediaCrawlerForums;

static MANIFEST: Manifest = Manifest {
    name: "media_crawler_forums",
    title_zh: "MediaCrawler 采集文件（贴吧、知乎）",
    doc: "Threads, answers, articles, comments and people of Tieba and Zhihu as JSONL, JSON, CSV or XLSX. In the collector's database they are read \
          together with its other tables.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "comments", "collections"],
    proves: "Profiles are complete. Works and comments are partial.",
    lacks: &["verification of accounts", "plays", "likes, on Tieba", "the year of some times, on Tieba"],
};

const TIEBA: Works = Works {
    id: &["note_id"],
    url: &["note_url"],
    title: &["title"],
    content: &["desc"],
    posted: &["publish_time"],
    region: &["ip_location"],
    comments: &["total_replay_num"],
    keyword: &["source_keyword"],
    author: Author { uid: &["user_id"], name: &["user_nickname"], ..Author::NONE },
    observed: &["last_modify_ts", "add_ts"],
    ..Works::none(Platform::Tieba)
};

const ZHIHU: Works = Works {
    id: &["content_id"],
    url: &["content_url"],
    title: &["title"],
    content: &["content_text", "desc"],
    posted: &["created_time"],
    likes: &["voteup_count"],
    comments: &["comment_count"],
    keyword: &["source_keyword"],
    author: Author { uid: &["user_id"], unique_id: &["user_url_token"], name: &["user_nickname"], ..Author::NONE },
    observed: &["last_modify_ts", "add_ts"],
    ..Works::none(Platform::Zhihu)
};

const TIEBA_COMMENTS: Comments = Comments {
    id: &["comment_id"],
    post: &["note_id"],
    parent: &["parent_comment_id"],
    content: &["content"],
    commented: &["publish_time"],
    replies: &["sub_comment_count"],
    region: &["ip_location"],
    commenter: &["user_id"],
    observed: &["last_modify_ts", "add_ts"],
    ..Comments::none(Platform::Tieba)
};

const ZHIHU_COMMENTS: Comments =
    Comments { post: &["content_id"], likes: &["like_count"], platform: Platform::Zhihu, ..TIEBA_COMMENTS };

const ZHIHU_PEOPLE: Profiles = Profiles {
    who: Author { uid: &["user_id"], unique_id: &["url_token"], name: &["user_nickname"], ..Author::NONE },
    followers: &["fans"],
    following: &["follows"],
    likes: &["get_voteup_count"],
    region: &["ip_location"],
    observed: &["last_modify_ts", "add_ts"],
    ..Profiles::none(Platform::Zhihu)
};

/// The records of both forums.
pub static KINDS: &[Kind] = &[
    Kind::new(&["comment_id", "content", "note_id", "tieba_id|tieba_name|tieba_link"], 3, tieba_comment).of_citizens(),
    Kind::new(&["comment_id", "content", "content_id", "content_type"], 3, zhihu_comment).of_citizens(),
    Kind::new(&["note_id", "tieba_id|tieba_name|tieba_link", "total_replay_num"], 2, tieba_work),
    Kind::new(&["content_id", "content_type", "content_text", "voteup_count"], 2, zhihu_work),
    Kind::new(&["user_id", "url_token", "fans", "get_voteup_count"], 1, zhihu_person),
];

impl Format for MediaCrawlerForums {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        // The collector's database holds the tables of all platforms and is read as a whole by its own format.
        if probe.container == Container::Sqlite { Detection::NO } else { tables::detect(probe, KINDS, 96) }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        tables::read(source, KINDS, sink)
    }
}

/// The work, with the hash that files of the third era give instead of an id; the name beside it is masked.
fn work(row: &Row, columns: &Works, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, columns, context)?;
    if entry.author.uid.is_none()
        && let Some(hash) = identifier(row, &["creator_hash"]).filter(|hash| super::fields::is_creator_hash(hash))
    {
        entry.author.creator_hash = Some(hash);
        entry.author.name = None;
        entry.author_snapshot.name = None;
    }
    Ok(vec![Entry::Post(Box::new(entry))])
}

fn tieba_work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entries = work(row, &TIEBA, context)?;
    if let Some(Entry::Post(entry)) = entries.first_mut() {
        entry.post.kind = Some("text".to_owned());
    }
    Ok(entries)
}

fn zhihu_work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entries = work(row, &ZHIHU, context)?;
    if let Some(Entry::Post(entry)) = entries.first_mut() {
        entry.post.kind = match text(row, &["content_type"]).as_deref() {
            Some("zvideo") => Some("video".to_owned()),
            Some("article" | "answer") => Some("article".to_owned()),
            _ => None,
        };
    }
    Ok(entries)
}

fn comment(row: &Row, columns: &Comments, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = comments::comment(row, columns, context)?;
    entry.commenter_hash = identifier(row, &["user_id"])
        .map(|uid| creator_hash(&uid))
        .or_else(|| identifier(row, &["creator_hash"]).filter(|hash| super::fields::is_creator_hash(hash)));
    Ok(vec![Entry::Comment(Box::new(entry))])
}

fn tieba_comment(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    comment(row, &TIEBA_COMMENTS, context)
}

fn zhihu_comment(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    comment(row, &ZHIHU_COMMENTS, context)
}

fn zhihu_person(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    Ok(vec![Entry::Account(Box::new(profiles::profile(row, &ZHIHU_PEOPLE, context)?))])
}
