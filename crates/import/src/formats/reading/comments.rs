//! A comment from a record, by the names of its columns. Of the commenter only the hash of the id is taken.

use model::id::creator_hash;
use model::tables::Comment;

use super::Context;
use super::columns::Comments;
use super::fields::{self, content, count, identifier, text};
use crate::entry::CommentEntry;
use crate::reject::{Reason, Reject};
use crate::row::Row;
use crate::values::platform_id::{is_damaged, time_in_id};

/// Reads a comment.
pub fn comment(row: &Row, columns: &Comments, context: &mut Context<'_>) -> Result<CommentEntry, Reject> {
    let platform = columns.platform;
    let given = text(row, columns.id).map(|id| fields::whole_number(&id)).filter(|id| id != "0");
    let damaged_id = given.clone().filter(|id| is_damaged(id));
    let native_id = given.filter(|_| damaged_id.is_none());
    let body = content(row, columns.content);
    if native_id.is_none() && damaged_id.is_none() && (!columns.has_no_id || body.is_none()) {
        let detail = "the comment has no id; export it again";
        return Err(
            Reject::new(Reason::MissingId, detail, row.raw()).in_column(columns.id.first().copied().unwrap_or(""))
        );
    }
    if damaged_id.is_some() {
        context.warn(
            "a spreadsheet cut the ids of comments: they are imported but cannot be linked to their works or answers",
        );
    }
    let from_id = native_id.as_deref().and_then(|id| time_in_id(platform, id));
    let stated = fields::instant(row, columns.commented, context).0;
    let commented_at = stated.map(|instant| instant.at).or(from_id);
    // A top-level comment names itself or nobody as its parent.
    let parent_native_id =
        identifier(row, columns.parent).filter(|parent| Some(parent.as_str()) != native_id.as_deref());
    let comment = Comment {
        platform: Some(platform.id().to_owned()),
        content: body,
        commented_at,
        commented_from: commented_at.map(|_| if stated.is_some() { "field" } else { "id" }.to_owned()),
        likes: count(row, columns.likes),
        reply_count: count(row, columns.replies),
        ip_region: text(row, columns.region).as_deref().and_then(region),
        native_id,
        ..Comment::default()
    };
    Ok(CommentEntry {
        platform,
        comment,
        damaged_id: damaged_id.or_else(|| columns.has_no_id.then(String::new)),
        post_native_id: identifier(row, columns.post),
        parent_native_id,
        commenter_hash: identifier(row, columns.commenter).map(|uid| creator_hash(&uid)),
        observed_at: fields::observed_at(row, columns.observed, context),
    })
}

/// `IP属地：云岫` and `来自云岫` name a region in words around it.
fn region(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("IP属地").or_else(|| text.strip_prefix("来自")).unwrap_or(text);
    let text = text.trim_start_matches(['：', ':', ' ']);
    (!text.is_empty()).then(|| text.to_owned())
}
