//! A comment that goes to quarantine leaves the commenter's ids and name behind: no citizen's id enters the lake unhashed.

use serde_json::{Map, Value};

use crate::reject::Reject;

/// Fields that say who somebody is.
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
];

/// What is kept where a record cannot be taken apart.
const WITHHELD: &str = "(not kept: the record may hold a citizen's ids; see the row in the original)";

/// The reject without the commenter. A record that is no JSON object cannot be told apart into fields, so nothing of it is kept.
#[must_use]
pub fn without_ids(mut reject: Reject) -> Reject {
    reject.raw = match serde_json::from_str::<Map<String, Value>>(&reject.raw) {
        Ok(object) => {
            Value::Object(object.into_iter().filter(|(field, _)| !WHO.contains(&field.as_str())).collect()).to_string()
        }
        Err(_) => WITHHELD.to_owned(),
    };
    reject
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reject::Reason;

    #[test]
    fn nothing_of_the_commenter_is_kept() {
        let raw = r#"{"comment_id":"","content":"请问","user_id":"880001","nickname":"居民"}"#;
        let kept = without_ids(Reject::new(Reason::MissingId, "", raw)).raw;
        assert_eq!(kept, r#"{"comment_id":"","content":"请问"}"#);
        let torn = without_ids(Reject::new(Reason::TornRow, "", r#"{"user_id":"880001","nick"#)).raw;
        assert_eq!(torn, WITHHELD);
    }
}
