//! Where works, comments and profiles have their fields: the names of the columns, the first that says something counts. A name
//! that begins with `/` is the path of a field inside nested JSON.

use model::Platform;

/// Names of one field.
pub type Names = &'static [&'static str];

/// The columns of works. An empty list: such files have no such field.
#[derive(Debug, Clone, Copy)]
pub struct Works {
    pub platform: Platform,
    pub id: Names,
    pub url: Names,
    pub title: Names,
    pub content: Names,
    pub posted: Names,
    pub tags: Names,
    pub duration: Names,
    /// Milliseconds in one of the duration's units; a duration written `00:01:02` has none.
    pub duration_unit_ms: i64,
    pub music: Names,
    pub region: Names,
    pub pinned: Names,
    pub keyword: Names,
    pub likes: Names,
    pub comments: Names,
    pub shares: Names,
    pub favourites: Names,
    pub plays: Names,
    pub danmaku: Names,
    pub coins: Names,
    pub dislikes: Names,
    pub author: Author,
    pub observed: Names,
    /// Files of this kind have no ids: works are known by what they say and when.
    pub has_no_id: bool,
    /// 0 plays means that the tool was not told.
    pub zero_plays_is_missing: bool,
}

/// The columns of a work's author or of a profile.
#[derive(Debug, Clone, Copy)]
pub struct Author {
    pub uid: Names,
    pub sec_uid: Names,
    pub unique_id: Names,
    pub short_id: Names,
    pub url: Names,
    pub name: Names,
    pub signature: Names,
}

impl Author {
    /// No fields.
    pub const NONE: Self =
        Self { uid: &[], sec_uid: &[], unique_id: &[], short_id: &[], url: &[], name: &[], signature: &[] };
}

impl Works {
    /// No fields, for a platform.
    #[must_use]
    pub const fn none(platform: Platform) -> Self {
        Self {
            platform,
            id: &[],
            url: &[],
            title: &[],
            content: &[],
            posted: &[],
            tags: &[],
            duration: &[],
            duration_unit_ms: 1,
            music: &[],
            region: &[],
            pinned: &[],
            keyword: &[],
            likes: &[],
            comments: &[],
            shares: &[],
            favourites: &[],
            plays: &[],
            danmaku: &[],
            coins: &[],
            dislikes: &[],
            author: Author::NONE,
            observed: &[],
            has_no_id: false,
            zero_plays_is_missing: false,
        }
    }
}

/// The columns of comments.
#[derive(Debug, Clone, Copy)]
pub struct Comments {
    pub platform: Platform,
    pub id: Names,
    pub post: Names,
    pub parent: Names,
    pub content: Names,
    pub commented: Names,
    pub likes: Names,
    pub replies: Names,
    pub region: Names,
    pub commenter: Names,
    pub observed: Names,
    /// Files of this kind have no ids: comments are known by what they say and when.
    pub has_no_id: bool,
}

impl Comments {
    /// No fields, for a platform.
    #[must_use]
    pub const fn none(platform: Platform) -> Self {
        Self {
            platform,
            id: &[],
            post: &[],
            parent: &[],
            content: &[],
            commented: &[],
            likes: &[],
            replies: &[],
            region: &[],
            commenter: &[],
            observed: &[],
            has_no_id: false,
        }
    }
}

/// The columns of profiles.
#[derive(Debug, Clone, Copy)]
pub struct Profiles {
    pub platform: Platform,
    pub who: Author,
    pub verification_text: Names,
    pub followers: Names,
    pub following: Names,
    pub likes: Names,
    pub works: Names,
    pub region: Names,
    pub observed: Names,
}

impl Profiles {
    /// No fields, for a platform.
    #[must_use]
    pub const fn none(platform: Platform) -> Self {
        Self {
            platform,
            who: Author::NONE,
            verification_text: &[],
            followers: &[],
            following: &[],
            likes: &[],
            works: &[],
            region: &[],
            observed: &[],
        }
    }
}
