//! A work from a record, by the names of its columns.

use model::collection::CollectionState;
use model::tables::{AccountSnapshot, Post, PostSnapshot};

use super::Context;
use super::columns::{Names, Works};
use super::fields::{self, content, count, text};
use crate::entry::PostEntry;
use crate::reject::{Reason, Reject};
use crate::row::Row;
use crate::values::platform_id::{id_in_url, is_damaged, is_rounded_form_of, time_in_id};

/// Reads a work.
pub fn work(row: &Row, columns: &Works, context: &mut Context<'_>) -> Result<PostEntry, Reject> {
    let platform = columns.platform;
    let url = text(row, columns.url);
    let (native_id, damaged_id) = id(row, columns, url.as_deref());
    let (title, body) = (content(row, columns.title), content(row, columns.content));
    if native_id.is_none() && damaged_id.is_none() {
        if !columns.has_no_id {
            let detail = "the work has no id; export it again";
            return Err(
                Reject::new(Reason::MissingId, detail, row.raw()).in_column(columns.id.first().copied().unwrap_or(""))
            );
        }
        if title.is_none() && body.is_none() {
            return Err(Reject::new(Reason::NothingUsable, "the row has neither a title nor a text", row.raw()));
        }
    }
    if damaged_id.is_some() {
        context
            .warn("a spreadsheet cut the work's id and no link repairs it: the work is imported but cannot be linked");
    }
    let from_id = native_id.as_deref().and_then(|id| time_in_id(platform, id));
    let (stated, unread) = fields::instant(row, columns.posted, context);
    if unread {
        context.warn(format!(
            "{} is no time; it was taken from the id where that holds one, else left empty",
            named(columns.posted)
        ));
    }
    let posted_at = stated.map(|instant| instant.at).or(from_id);
    if posted_at.is_some_and(|at| at > context.source.now) {
        context.warn("a time lies in the future; it was kept as it stands");
    }
    let to_the_second = stated.is_none_or(|instant| instant.to_the_second);
    let post = Post {
        platform: Some(platform.id().to_owned()),
        title,
        content: body,
        posted_at,
        posted_precision: posted_at.map(|_| if to_the_second { "second" } else { "day" }.to_owned()),
        posted_from: posted_at.map(|_| if stated.is_some() { "field" } else { "id" }.to_owned()),
        url,
        pinned: fields::flag(row, columns.pinned),
        tags: text(row, columns.tags).as_deref().and_then(hashtags),
        duration_ms: fields::duration_ms(row, columns.duration, columns.duration_unit_ms),
        music: text(row, columns.music),
        ip_region: text(row, columns.region),
        search_keyword: text(row, columns.keyword),
        native_id,
        ..Post::default()
    };
    let author = fields::identity(row, &columns.author);
    let author_snapshot = AccountSnapshot {
        name: author.name.clone(),
        signature: content(row, columns.author.signature),
        ..AccountSnapshot::default()
    };
    Ok(PostEntry {
        platform,
        author,
        author_snapshot,
        post,
        // What files without ids hold is known by its own words, as rows with damaged ids are.
        damaged_id: damaged_id.or_else(|| columns.has_no_id.then(String::new)),
        counts: counts(row, columns),
        observed_at: fields::observed_at(row, columns.observed, context),
        collected: CollectionState::Partial,
        gone: false,
    })
}

fn named(names: Names) -> &'static str {
    names.first().copied().unwrap_or("the time")
}

/// The work's id, or what a spreadsheet left of it.
fn id(row: &Row, columns: &Works, url: Option<&str>) -> (Option<String>, Option<String>) {
    let in_url = url.and_then(|url| id_in_url(columns.platform, url));
    let given = text(row, columns.id).map(|id| fields::whole_number(&id)).filter(|id| id != "0");
    match (given, in_url) {
        (Some(id), Some(true_id)) if is_damaged(&id) || is_rounded_form_of(&id, &true_id) => (Some(true_id), None),
        (Some(id), _) if is_damaged(&id) => (None, Some(id)),
        (Some(id), _) => (Some(id), None),
        (None, in_url) => (in_url, None),
    }
}

fn counts(row: &Row, columns: &Works) -> PostSnapshot {
    PostSnapshot {
        likes: count(row, columns.likes),
        comments: count(row, columns.comments),
        shares: count(row, columns.shares),
        favourites: count(row, columns.favourites),
        plays: count(row, columns.plays).filter(|plays| *plays > 0 || !columns.zero_plays_is_missing),
        danmaku: count(row, columns.danmaku),
        coins: count(row, columns.coins),
        dislikes: count(row, columns.dislikes),
        state: Some("visible".to_owned()),
        ..PostSnapshot::default()
    }
}

/// Hashtags, separated by blanks, however the tool divided them.
fn hashtags(text: &str) -> Option<String> {
    let tags: Vec<&str> = text
        .split([',', '，', '、', '#', ' ', ';', '[', ']', '"', '\''])
        .map(str::trim)
        .filter(|tag| !tag.is_empty())
        .collect();
    (!tags.is_empty()).then(|| tags.join(" "))
}
