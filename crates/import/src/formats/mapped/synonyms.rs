//! What the columns of tables nobody foresaw are mostly called, by the field of a column map they fill.

use super::map::MapTable;
use crate::formats::registry::columns::{self, Field};

/// How sure a header word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// The word may mean several things.
    Perhaps,
    /// The word means this field.
    Yes,
}

/// Field, words that mean it, words that may mean it; all as [`columns::normal`] writes them.
type Words = (&'static str, &'static [&'static str], &'static [&'static str]);

const WHO: &[Words] = &[
    ("uid", &["uid", "用户id", "用户uid", "userid", "user_id", "mid", "作者id", "博主id"], &[]),
    ("sec_uid", &["sec_uid", "secuid", "sec_user_id"], &[]),
    ("unique_id", &["抖音号", "快手号", "微信号", "小红书号", "unique_id"], &["账号id", "账号", "帐号"]),
    (
        "account_name",
        &[
            "昵称",
            "用户名",
            "用户昵称",
            "账号名称",
            "账号昵称",
            "作者",
            "作者昵称",
            "发布者",
            "博主",
            "nickname",
            "author",
            "auth",
            "username",
            "user_name",
            "screen_name",
            "公众号",
            "公众号名称",
        ],
        &["名字", "名称", "用户", "name", "user", "账号"],
    ),
    ("account_url", &["主页链接", "账号链接", "主页", "主页地址", "profile_url"], &[]),
    ("platform", &["平台", "来源平台", "platform"], &["来源", "渠道"]),
    ("observed_at", &["采集时间", "采集日期", "抓取时间", "爬取时间", "crawl_time", "crawled_at"], &[]),
];

const POSTS: &[Words] = &[
    (
        "native_id",
        &["作品id", "视频id", "微博id", "文章id", "笔记id", "aweme_id", "note_id", "video_id", "bvid", "aid", "mid"],
        &["id", "编号"],
    ),
    ("title", &["标题", "作品名称", "视频标题", "笔记标题", "文章标题", "作品标题", "title"], &["名称"]),
    (
        "content",
        &[
            "内容",
            "正文",
            "作品描述",
            "视频描述",
            "文案",
            "作品文案",
            "描述",
            "微博内容",
            "微博正文",
            "文章内容",
            "desc",
            "text",
            "content",
            "description",
        ],
        &["摘要"],
    ),
    (
        "posted_at",
        &[
            "发布时间",
            "发布日期",
            "首次发布时间",
            "发表时间",
            "created_at",
            "create_time",
            "publish_time",
            "pubdate",
            "完整日期",
        ],
        &["时间", "日期", "time", "date"],
    ),
    ("kind", &["体裁", "作品类型", "文章类型", "内容类型"], &["类型", "type"]),
    (
        "url",
        &["作品链接", "视频链接", "文章链接", "微博链接", "链接地址", "weibo_url", "video_url", "note_url"],
        &["链接", "url", "网址", "地址"],
    ),
    ("tags", &["话题", "标签", "作品话题", "tags", "hashtags"], &[]),
    ("music", &["音乐标题", "背景音乐", "music"], &[]),
    ("duration_ms", &["durationms", "duration_ms", "时长毫秒"], &[]),
    ("ip_region", &["ip属地", "ip归属地", "属地", "ip_location"], &[]),
    (
        "likes",
        &[
            "点赞数",
            "点赞量",
            "点赞",
            "点赞数量",
            "获赞数",
            "喜欢",
            "like",
            "likes",
            "like_count",
            "liked_count",
            "reallikecount",
            "digg_count",
            "attitudes_count",
        ],
        &["赞"],
    ),
    (
        "comments",
        &["评论数", "评论量", "评论数量", "留言数", "comment_count", "comments_count"],
        &["评论", "留言", "comment", "comments"],
    ),
    (
        "shares",
        &[
            "转发数",
            "转发量",
            "分享数",
            "分享量",
            "分享数量",
            "转发数量",
            "share_count",
            "shared_count",
            "repost_count",
            "reposts_count",
        ],
        &["转发", "分享", "forward", "share"],
    ),
    ("favourites", &["收藏数", "收藏量", "收藏数量", "collect_count", "collected_count"], &["收藏", "推荐"]),
    (
        "plays",
        &[
            "播放量",
            "播放数",
            "播放数量",
            "阅读数",
            "阅读量",
            "观看量",
            "观看数",
            "浏览量",
            "浏览数",
            "浏览数量",
            "view_count",
            "viewcount",
            "viewd_count",
            "play_count",
        ],
        &["播放", "阅读", "观看"],
    ),
    ("danmaku", &["弹幕", "弹幕数", "弹幕量"], &[]),
    ("coins", &["投币", "投币数", "硬币数"], &[]),
];

const COMMENTS: &[Words] = &[
    ("native_id", &["评论id", "comment_id", "cid"], &["id"]),
    ("post_native_id", &["作品id", "视频id", "微博id", "笔记id", "aweme_id", "note_id", "video_id", "weibo_id"], &[]),
    ("parent_native_id", &["父评论id", "回复id", "上级评论id", "parent_comment_id"], &[]),
    ("commenter_uid", &["用户id", "用户uid", "uid", "user_id", "userid", "评论者id"], &[]),
    (
        "content",
        &["评论内容", "评论正文", "评论", "回复内容", "留言内容"],
        &["内容", "text", "content", "comment", "正文", "留言"],
    ),
    (
        "commented_at",
        &["评论时间", "评论日期", "留言时间", "回复时间"],
        &["时间", "日期", "time", "date", "create_time", "created_at", "发布时间"],
    ),
    ("likes", &["点赞数", "点赞量", "点赞数量", "like_count", "likes", "like"], &["点赞", "赞"]),
    ("reply_count", &["回复数", "回复数量", "回复量", "sub_comment_count"], &["回复"]),
    ("ip_region", &["ip属地", "ip归属地", "属地", "ip_location", "ip_label"], &["地区"]),
    ("observed_at", &["采集时间", "采集日期", "抓取时间", "爬取时间"], &[]),
    ("platform", &["平台", "来源平台", "platform"], &[]),
];

const ACCOUNTS: &[Words] = &[
    ("signature", &["简介", "签名", "账号签名", "个人简介", "功能介绍", "signature", "description"], &[]),
    ("verified", &["是否认证", "认证", "verified"], &[]),
    ("verification_text", &["认证信息", "认证说明", "企业", "verified_reason", "enterprise_verify_reason"], &[]),
    ("verified_entity", &["认证主体", "主体名称"], &[]),
    (
        "followers",
        &["粉丝数", "粉丝量", "粉丝数量", "粉丝", "关注人数", "fans", "followers", "follower_count", "followers_count"],
        &[],
    ),
    ("following", &["关注数", "关注量", "关注数量", "关注", "following", "follows", "following_count"], &[]),
    ("likes", &["获赞数", "获赞数量", "获赞", "点赞总数", "total_favorited"], &["点赞数"]),
    (
        "works",
        &["作品数", "作品数量", "微博数", "视频数", "发文数", "aweme_count", "videos_count", "statuses_count"],
        &[],
    ),
    ("ip_region", &["ip属地", "ip归属地", "属地", "ip_location"], &[]),
];

/// The tables a map may be proposed for. Lists are never proposed: what kind of list it is, only a person knows.
pub const TABLES: [MapTable; 4] = [MapTable::Posts, MapTable::Comments, MapTable::Accounts, MapTable::Registry];

/// The fields a header word may fill in a table, the surest first.
#[must_use]
pub fn fields(table: MapTable, header: &str) -> Vec<(&'static str, Sure)> {
    let word = columns::normal(header);
    let lists: &[&[Words]] = match table {
        MapTable::Posts => &[POSTS, WHO],
        // Of a commenter nothing is kept but a pseudonym, so no column of theirs is proposed but the id.
        MapTable::Comments => &[COMMENTS],
        MapTable::Accounts => &[ACCOUNTS, WHO],
        MapTable::Registry => return registry_field(header).map(|field| (field, Sure::Yes)).into_iter().collect(),
        MapTable::Lists => &[],
    };
    let words = || lists.iter().copied().flatten();
    let sure = words().filter(|(_, sure, _)| sure.contains(&word.as_str())).map(|(field, ..)| (*field, Sure::Yes));
    let perhaps = words().filter(|(.., may)| may.contains(&word.as_str())).map(|(field, ..)| (*field, Sure::Perhaps));
    sure.chain(perhaps).collect()
}

fn registry_field(header: &str) -> Option<&'static str> {
    Some(match columns::field(header)? {
        Field::Name => "account_name",
        Field::Platform | Field::KindOrPlatform => "platform",
        Field::Reference => "unique_id",
        Field::Uid => "uid",
        Field::Link => "account_url",
        Field::Unit => "unit_name",
        Field::UnitCode => "unit_code",
        Field::UnitAddress => "unit_address",
        Field::Supervisor => "supervisor",
        Field::VerifiedEntity => "verified_entity",
        Field::Verified => "verified",
        Field::VerificationKind => "verification_kind",
        Field::Opened => "opened_on",
        Field::State => "state",
        Field::Closed => "closed_on",
        Field::Followers => "followers",
        Field::Works => "works",
        Field::LastUpdated => "last_updated_on",
        Field::Frequency => "update_frequency",
        Field::Operator => "operator",
        Field::Contact => "contact_name",
        Field::Phone => "contact_phone",
        Field::Clerk => "clerk_name",
        Field::Interaction => "interaction",
        Field::Domain => "field",
        Field::Note => "note",
        Field::Sequence | Field::NameOn(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_named_is_one_a_map_may_name() {
        for table in TABLES {
            let allowed = table.fields();
            let lists: &[&[Words]] = match table {
                MapTable::Posts => &[POSTS, WHO],
                MapTable::Comments => &[COMMENTS],
                _ => &[ACCOUNTS, WHO],
            };
            for (field, sure, may) in lists.iter().copied().flatten().filter(|_| table != MapTable::Registry) {
                assert!(allowed.contains(field), "{table:?}: {field}");
                for word in sure.iter().chain(*may) {
                    assert_eq!(columns::normal(word), *word, "{word} is never met as written");
                }
            }
        }
    }
}
