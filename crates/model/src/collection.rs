//! Collections: what was *looked for*, so that absence can be concluded or not.

use crate::unit::closed_list;
use serde::{Deserialize, Serialize};

closed_list! {
    /// What a collector went for.
    CollectionKind {
        Profile "profile" "主页";
        Posts "posts" "作品";
        Comments "comments" "评论";
        Replies "replies" "回复";
    }
}

closed_list! {
    /// How far it got. Only `Complete` lets a rule conclude from absence.
    CollectionState {
        Complete "complete" "完整";
        Partial "partial" "部分";
        Failed "failed" "失败";
    }
}
