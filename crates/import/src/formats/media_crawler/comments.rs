//! A comment as MediaCrawler writes it. Of the commenter only the hash of the id is taken.

use model::id::creator_hash;
use model::tables::Comment;

use super::Context;
use super::fields::{self, WorkId, count, identifier, text};
use super::layout;
use crate::entry::{CommentEntry, Entry};
use crate::format::Sink;
use crate::reject::{Reason, Reject};
use crate::row::Row;
use crate::values::platform_id::is_damaged;

/// Reads a comment.
pub fn read(row: &Row, context: Context<'_>, sink: &mut dyn Sink) -> Result<Entry, Reject> {
    let (post_field, likes_field) = layout::comment_fields(context.platform);
    let (native_id, damaged_id) = match fields::work_id(row, context.platform, "comment_id", "") {
        WorkId::Sound(id) => (Some(id), None),
        WorkId::Damaged(id) => (None, Some(id)),
        WorkId::Missing => {
            let detail = "the comment has no id; export it again";
            return Err(Reject::new(Reason::MissingId, detail, row.raw()).in_column("comment_id"));
        }
    };
    let post = text(row, post_field);
    let post_native_id = post.clone().filter(|id| id != "0" && !is_damaged(id));
    if damaged_id.is_some() || post.is_some() && post_native_id.is_none() {
        sink.warn(
            "a spreadsheet cut the ids of comments: they are imported but cannot be linked to their works or answers",
        );
    }
    let (commented_at, commented_from) = fields::published(row, context, "create_time", native_id.as_deref(), sink);
    // Weibo names a top-level comment as its own root.
    let parent_native_id =
        identifier(row, "parent_comment_id").filter(|parent| Some(parent.as_str()) != native_id.as_deref());
    let commenter_hash = identifier(row, "user_id")
        .map(|uid| creator_hash(&uid))
        .or_else(|| identifier(row, "creator_hash").filter(|hash| fields::is_creator_hash(hash)));
    let comment = Comment {
        platform: Some(context.platform.id().to_owned()),
        native_id,
        content: text(row, "content"),
        commented_at,
        commented_from,
        likes: count(row, likes_field),
        reply_count: count(row, "sub_comment_count"),
        ip_region: text(row, "ip_location"),
        ..Comment::default()
    };
    Ok(Entry::Comment(Box::new(CommentEntry {
        platform: context.platform,
        comment,
        damaged_id,
        post_native_id,
        parent_native_id,
        commenter_hash,
        observed_at: fields::observed_at(row, context),
    })))
}
