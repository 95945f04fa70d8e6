//! A work as MediaCrawler writes it.

use model::Platform;
use model::tables::{AccountSnapshot, Post, PostSnapshot};

use super::Context;
use super::fields::{self, WorkId, count, says_zero, text};
use super::layout;
use crate::entry::{Entry, PostEntry};
use crate::format::Sink;
use crate::reject::{Reason, Reject};
use crate::row::Row;

/// Reads a work.
pub fn read(row: &Row, context: Context<'_>, sink: &mut dyn Sink) -> Result<Entry, Reject> {
    let platform = context.platform;
    let layout = layout::contents(platform);
    let (native_id, damaged_id) = match fields::work_id(row, platform, layout.id, layout.url) {
        WorkId::Sound(id) => (Some(id), None),
        WorkId::Damaged(id) => {
            sink.warn(
                "a spreadsheet cut the work's id and no link repairs it: the work is imported but cannot be linked",
            );
            (None, Some(id))
        }
        WorkId::Missing => {
            let detail = "the work has no id; export it again";
            return Err(Reject::new(Reason::MissingId, detail, row.raw()).in_column(layout.id));
        }
    };
    let (posted_at, posted_from) = fields::published(row, context, layout.created, native_id.as_deref(), sink);
    let author = fields::author(row, platform);
    let gone = is_gone(row, layout, author.has_identifier());
    let post = Post {
        platform: Some(platform.id().to_owned()),
        native_id,
        kind: kind(platform, text(row, layout.kind).as_deref()),
        title: text(row, layout.title),
        content: text(row, layout.text),
        posted_precision: posted_at.map(|_| "second".to_owned()),
        posted_at,
        posted_from,
        url: text(row, layout.url),
        is_repost: shows_repost(platform, text(row, layout.text).as_deref()),
        tags: text(row, "tag_list").map(|tags| tags.replace(',', " ")),
        ip_region: text(row, "ip_location"),
        search_keyword: text(row, "source_keyword"),
        ..Post::default()
    };
    let counts = if gone {
        // Every count of a deleted work reads "0"; none of them is one.
        PostSnapshot { state: Some("gone".to_owned()), ..PostSnapshot::default() }
    } else {
        PostSnapshot {
            likes: count(row, layout.likes),
            comments: count(row, layout.comments),
            shares: count(row, layout.shares),
            favourites: count(row, layout.favourites),
            plays: count(row, layout.plays),
            danmaku: count(row, layout.danmaku),
            coins: count(row, layout.coins),
            dislikes: count(row, layout.dislikes),
            state: Some("visible".to_owned()),
            ..PostSnapshot::default()
        }
    };
    let author_snapshot = AccountSnapshot {
        name: author.name.clone(),
        signature: text(row, "user_signature"),
        ip_region: text(row, "ip_location"),
        ..AccountSnapshot::default()
    };
    Ok(Entry::Post(Box::new(PostEntry {
        platform,
        author,
        author_snapshot,
        post,
        damaged_id,
        counts,
        observed_at: fields::observed_at(row, context),
        collected: context.collected,
        gone,
    })))
}

/// Deleted or blocked works have no author, and every count reads "0".
fn is_gone(row: &Row, layout: &layout::Contents, has_author: bool) -> bool {
    !has_author
        && text(row, "nickname").is_none()
        && !layout.likes.is_empty()
        && [layout.likes, layout.comments, layout.shares, layout.favourites, layout.plays]
            .iter()
            .all(|field| says_zero(row, field))
}

/// No file has a column for reposts, but Weibo writes them into the text: `转发微博`, or the chain `//@somebody:`.
/// A text without either may still be one, so it stays unknown.
fn shows_repost(platform: Platform, text: Option<&str>) -> Option<bool> {
    let text = text?.trim_start();
    let shown = platform == Platform::Weibo && (text.starts_with("转发微博") || text.contains("//@"));
    shown.then_some(true)
}

fn kind(platform: Platform, word: Option<&str>) -> Option<String> {
    let kind = match (platform, word) {
        (Platform::Bilibili | Platform::Kuaishou, _)
        | (Platform::Douyin, Some("0" | "4" | "51" | "55" | "61" | "109" | "201"))
        | (Platform::Xiaohongshu, Some("video")) => "video",
        (Platform::Douyin, Some("2" | "68" | "150")) | (Platform::Xiaohongshu, Some("normal")) => "images",
        _ => return None,
    };
    Some(kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weibo_shows_its_reposts_in_the_text_and_nowhere_else() {
        let shown = |text| shows_repost(Platform::Weibo, Some(text));
        assert_eq!(shown("转发微博"), Some(true));
        assert_eq!(shown("注意降温 //@样例气象:明天有雪"), Some(true));
        assert_eq!(shown("明天有雪"), None);
        assert_eq!(shows_repost(Platform::Weibo, None), None);
        assert_eq!(shows_repost(Platform::Douyin, Some("转发微博")), None);
    }
}
