//! The field names of each platform, and how a record is told apart by the fields it has.

use model::Platform;

use super::file_name::FileName;

/// What a record describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A work.
    Contents,
    /// A comment.
    Comments,
    /// A profile.
    Creators,
}

/// Fields of a work. An empty name: the platform's files have no such field.
#[derive(Debug)]
pub struct Contents {
    pub id: &'static str,
    pub title: &'static str,
    pub text: &'static str,
    pub created: &'static str,
    pub url: &'static str,
    pub kind: &'static str,
    pub likes: &'static str,
    pub comments: &'static str,
    pub shares: &'static str,
    pub favourites: &'static str,
    pub plays: &'static str,
    pub danmaku: &'static str,
    pub coins: &'static str,
    pub dislikes: &'static str,
}

const NONE: Contents = Contents {
    id: "",
    title: "",
    text: "",
    created: "create_time",
    url: "",
    kind: "",
    likes: "liked_count",
    comments: "",
    shares: "",
    favourites: "",
    plays: "",
    danmaku: "",
    coins: "",
    dislikes: "",
};

const DOUYIN: Contents = Contents {
    id: "aweme_id",
    title: "title",
    text: "desc",
    url: "aweme_url",
    kind: "aweme_type",
    comments: "comment_count",
    shares: "share_count",
    favourites: "collected_count",
    ..NONE
};

// `viewd_count` is the collector's spelling.
const KUAISHOU: Contents =
    Contents { id: "video_id", title: "title", text: "desc", url: "video_url", plays: "viewd_count", ..NONE };

const WEIBO: Contents = Contents {
    id: "note_id",
    text: "content",
    url: "note_url",
    comments: "comments_count",
    shares: "shared_count",
    ..NONE
};

const BILIBILI: Contents = Contents {
    id: "video_id",
    title: "title",
    text: "desc",
    url: "video_url",
    comments: "video_comment",
    shares: "video_share_count",
    favourites: "video_favorite_count",
    plays: "video_play_count",
    danmaku: "video_danmaku",
    coins: "video_coin_count",
    dislikes: "disliked_count",
    ..NONE
};

const XIAOHONGSHU: Contents = Contents {
    id: "note_id",
    title: "title",
    text: "desc",
    created: "time",
    url: "note_url",
    kind: "type",
    comments: "comment_count",
    shares: "share_count",
    favourites: "collected_count",
    ..NONE
};

/// The fields of a platform's works.
#[must_use]
pub fn contents(platform: Platform) -> &'static Contents {
    match platform {
        Platform::Kuaishou => &KUAISHOU,
        Platform::Weibo => &WEIBO,
        Platform::Bilibili => &BILIBILI,
        Platform::Xiaohongshu => &XIAOHONGSHU,
        _ => &DOUYIN,
    }
}

/// Fields of a comment: the work's id and the likes; the others have one name on all platforms.
#[must_use]
pub fn comment_fields(platform: Platform) -> (&'static str, &'static str) {
    match platform {
        Platform::Kuaishou | Platform::Bilibili => ("video_id", "like_count"),
        Platform::Weibo => ("note_id", "comment_like_count"),
        Platform::Xiaohongshu => ("note_id", "like_count"),
        _ => ("aweme_id", "like_count"),
    }
}

/// The tables of the collector's database: profiles and works before the comments that lean on them.
pub const TABLES: &[(&str, Platform, Item)] = &[
    ("dy_creator", Platform::Douyin, Item::Creators),
    ("weibo_creator", Platform::Weibo, Item::Creators),
    ("bilibili_up_info", Platform::Bilibili, Item::Creators),
    ("xhs_creator", Platform::Xiaohongshu, Item::Creators),
    ("douyin_aweme", Platform::Douyin, Item::Contents),
    ("kuaishou_video", Platform::Kuaishou, Item::Contents),
    ("weibo_note", Platform::Weibo, Item::Contents),
    ("bilibili_video", Platform::Bilibili, Item::Contents),
    ("xhs_note", Platform::Xiaohongshu, Item::Contents),
    ("douyin_aweme_comment", Platform::Douyin, Item::Comments),
    ("kuaishou_video_comment", Platform::Kuaishou, Item::Comments),
    ("weibo_note_comment", Platform::Weibo, Item::Comments),
    ("bilibili_video_comment", Platform::Bilibili, Item::Comments),
    ("xhs_note_comment", Platform::Xiaohongshu, Item::Comments),
];

/// Tells platform and item by the fields of a record; the file's name decides only where the fields of two platforms are
/// the same.
pub fn recognise(has: &dyn Fn(&str) -> bool, name: &FileName) -> Option<(Platform, Item)> {
    if has("comment_id") && has("content") {
        let platform = if has("aweme_id") {
            Platform::Douyin
        } else if has("note_id") {
            if has("create_date_time") || has("comment_like_count") { Platform::Weibo } else { Platform::Xiaohongshu }
        } else if has("video_id") {
            if has("parent_comment_id") || has("like_count") { Platform::Bilibili } else { Platform::Kuaishou }
        } else {
            return None;
        };
        return Some((platform, Item::Comments));
    }
    let contents = if has("aweme_id")
        // The platform's own records have a type too, and their counts in `statistics`.
        && (has("liked_count") || has("aweme_type") && !has("statistics") && !has("sec_user_id"))
    {
        Some(Platform::Douyin)
    } else if has("video_id") && has("viewd_count") {
        Some(Platform::Kuaishou)
    } else if has("video_id") && has("video_play_count") {
        Some(Platform::Bilibili)
    } else if has("note_id") && has("comments_count") {
        Some(Platform::Weibo)
    } else if has("note_id") && (has("xsec_token") || has("collected_count")) {
        Some(Platform::Xiaohongshu)
    } else {
        None
    };
    if let Some(platform) = contents {
        return Some((platform, Item::Contents));
    }
    if has("user_id") && has("nickname") && (has("total_fans") || has("fans")) {
        let by_fields = if has("total_fans") || has("is_official") {
            Platform::Bilibili
        } else if has("videos_count") {
            Platform::Douyin
        } else if let Some(platform) = name.platform {
            platform
        } else if has("tag_list") {
            if has("interaction") { Platform::Xiaohongshu } else { Platform::Weibo }
        } else if has("interaction") {
            Platform::Kuaishou
        } else {
            return None;
        };
        return Some((by_fields, Item::Creators));
    }
    None
}
