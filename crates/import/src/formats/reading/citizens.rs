//! A comment that goes to quarantine leaves the commenter's ids and name behind: no citizen's id enters the lake unhashed.

use serde_json::{Map, Value};

use crate::reject::Reject;
use crate::row::Row;

/// Fields that say who somebody is, in the words of all collectors.
const WHO: &[&str] = &[
    "user_id",
    "sec_uid",
    "short_user_id",
    "user_unique_id",
    "user_signature",
    "creator_hash",
    "nickname",
    "avatar",
    "gender",
    "sex",
    "sign",
    "profile_url",
    "uid",
    "mid",
    "user",
    "comment_user",
    "comment_user_id",
    "comment_user_id_str",
    "member",
    "author",
    "authorId",
    "authorName",
    "headurl",
    "nick_name",
    "logo_url",
    "avatar_url",
    "user_screen_name",
    "user_avatar_url",
    "screen_name",
    "reply_to_username",
    "reply_to_userid",
    "UID",
    "SEC_UID",
    "账号昵称",
    "账号签名",
    "年龄",
    "用户ID",
    "用户名",
    "用户UID",
    "昵称",
    "个性签名",
    "头像",
    "性别",
    "用户昵称",
    "回复对象",
];

/// What is kept where a record cannot be taken apart.
const WITHHELD: &str = "(not kept: the record may hold a citizen's ids; see the row in the original)";

/// The reject without the commenter. A record that is no JSON object cannot be told apart into fields, so nothing of it is kept.
#[must_use]
pub fn without_ids(mut reject: Reject) -> Reject {
    reject.raw = match serde_json::from_str::<Map<String, Value>>(&reject.raw) {
        Ok(object) => without_who(object),
        Err(_) => WITHHELD.to_owned(),
    };
    reject
}

/// The same for a record whose fields are known: the others are kept, so that it can be mended.
#[must_use]
pub fn row_without_ids(mut reject: Reject, row: &Row) -> Reject {
    reject.raw = match row {
        Row::Object(object) => without_who(object.clone()),
        Row::Cells(header, cells) => without_who(
            header
                .names()
                .iter()
                .zip(cells)
                .map(|(name, cell)| (name.clone(), Value::from(cell.text().as_ref())))
                .collect(),
        ),
    };
    reject
}

fn without_who(object: Map<String, Value>) -> String {
    // Replies nested in a comment have commenters of their own.
    let kept = object.into_iter().filter(|(field, value)| {
        !WHO.contains(&field.as_str()) && !matches!(value, Value::Array(_) | Value::Object(_))
    });
    Value::Object(kept.collect()).to_string()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::reject::Reason;
    use crate::row::{Cell, Header};

    #[test]
    fn nothing_of_the_commenter_is_kept() {
        let raw = r#"{"comment_id":"","content":"请问","user_id":"880001","nickname":"居民","replies":[{"user_id":"880002"}]}"#;
        let kept = without_ids(Reject::new(Reason::MissingId, "", raw)).raw;
        assert_eq!(kept, r#"{"comment_id":"","content":"请问"}"#);
        let torn = without_ids(Reject::new(Reason::TornRow, "", r#"{"user_id":"880001","nick"#)).raw;
        assert_eq!(torn, WITHHELD);
    }

    #[test]
    fn cells_are_told_apart_by_their_header() {
        let header = Arc::new(Header::new(["评论ID", "UID", "评论内容"]));
        let cells = ["", "880001", "请问"].map(|text| Cell::Text(text.into())).to_vec();
        let row = Row::Cells(header, cells);
        let kept = row_without_ids(Reject::new(Reason::MissingId, "", row.raw()), &row).raw;
        assert_eq!(kept, r#"{"评论ID":"","评论内容":"请问"}"#);
    }
}
