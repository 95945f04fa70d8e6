//! A comment as the platform itself describes it, with the answers that are shown under it.

use model::Platform;
use serde_json::Value;

use super::aweme::NOW;
use crate::entry::{CommentEntry, Entry};
use crate::formats::reading::columns::Comments;
use crate::formats::reading::fields::{identifier, instant, value};
use crate::formats::reading::{Context, comments};
use crate::probe::file_name;
use crate::reject::Reject;
use crate::row::Row;
use crate::values::platform_id::id_in_name;

const COMMENTS: Comments = Comments {
    id: &["cid"],
    post: &["aweme_id", "item_id"],
    content: &["text"],
    commented: &["create_time"],
    likes: &["digg_count"],
    replies: &["reply_comment_total"],
    region: &["ip_label"],
    commenter: &["/user/uid"],
    parent: &["reply_to_reply_id", "reply_id"],
    ..Comments::none(Platform::Douyin)
};

/// Reads a comment and the answers under it: all of them are one record of the reply.
pub fn read(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let first = one(row, context)?;
    let (post, parent) = (first.post_native_id.clone(), first.comment.native_id.clone());
    let mut entries = vec![Entry::Comment(Box::new(first))];
    let answers =
        ["/reply_comment", "/replies", "/reply_comments"].iter().find_map(|path| value(row, path)?.as_array());
    for answer in answers.into_iter().flatten().filter_map(Value::as_object) {
        match one(&Row::Object(answer.clone()), context) {
            Ok(mut answer) => {
                answer.post_native_id = answer.post_native_id.or_else(|| post.clone());
                answer.parent_native_id = answer.parent_native_id.or_else(|| parent.clone());
                entries.push(Entry::Comment(Box::new(answer)));
            }
            Err(_) => context.warn("an answer under a comment has no id and was left out"),
        }
    }
    Ok(entries)
}

fn one(row: &Row, context: &mut Context<'_>) -> Result<CommentEntry, Reject> {
    let mut entry = comments::comment(row, &COMMENTS, context)?;
    entry.post_native_id = entry
        .post_native_id
        .or_else(|| identifier(context.around, &["aweme_id", "/data/aweme_id"]))
        .or_else(|| id_in_name(file_name(&context.source.path)));
    if let Some(now) = instant(context.around, NOW, context).0 {
        entry.observed_at = now.at;
    }
    Ok(entry)
}
