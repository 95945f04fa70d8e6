//! Tables of comments and videos as the commonest scrapers of bilibili write them.

use model::Platform;

use crate::entry::Entry;
use crate::formats::reading::columns::{Author, Comments, Works};
use crate::formats::reading::fields::text;
use crate::formats::reading::{Context, Kind, comments, works};
use crate::reject::Reject;
use crate::row::Row;
use crate::values::platform_id::bilibili_number;

const COMMENTS: Comments = Comments {
    id: &["评论ID", "rpid", "Rpid"],
    post: &["oid", "Oid", "aid"],
    parent: &["上级评论ID", "parent", "Parent"],
    content: &["评论内容", "content", "Content", "message"],
    commented: &["评论时间", "ctime", "Ctime", "发布时间", "时间"],
    likes: &["点赞数", "like", "Like"],
    replies: &["回复数", "rcount"],
    region: &["IP属地", "location", "Location"],
    commenter: &["用户ID", "用户UID", "mid", "Mid"],
    ..Comments::none(Platform::Bilibili)
};

const WORKS: Works = Works {
    id: &["aid", "BV号", "bvid", "BVID", "BV"],
    url: &["视频地址", "链接", "视频链接", "url"],
    title: &["标题", "视频标题", "title"],
    content: &["简介", "视频简介", "desc"],
    posted: &["发布时间", "发布日期", "pubdate"],
    duration: &["时长", "视频时长"],
    duration_unit_ms: 1000,
    likes: &["点赞数", "点赞", "点赞量"],
    comments: &["评论数", "评论", "评论量"],
    shares: &["分享数", "分享", "分享量", "转发数"],
    favourites: &["收藏数", "收藏", "收藏量"],
    plays: &["播放量", "播放数", "播放", "观看量"],
    danmaku: &["弹幕数", "弹幕", "弹幕量"],
    coins: &["投币数", "投币", "硬币数", "投币量"],
    author: Author {
        uid: &["UP主ID", "up主id", "mid", "UID"],
        name: &["UP主", "up主", "作者", "UP主名称"],
        ..Author::NONE
    },
    ..Works::none(Platform::Bilibili)
};

pub static KINDS: &[Kind] = &[
    Kind::new(&["评论ID", "上级评论ID", "用户ID", "评论内容"], 3, comment).of_citizens(),
    Kind::new(&["rpid|Rpid", "bvid|Bvid|oid|Oid", "content|Content|message"], 3, comment).of_citizens(),
    Kind::new(
        &["标题|视频标题", "BV号|bvid|BVID|BV|视频地址", "播放量|播放数|播放|观看量", "弹幕数|弹幕|弹幕量|BV号"],
        2,
        work,
    ),
];

fn comment(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = comments::comment(row, &COMMENTS, context)?;
    let video = text(row, &["bvid", "Bvid"]).and_then(|id| bilibili_number(&id));
    entry.post_native_id = video.or(entry.post_native_id);
    Ok(vec![Entry::Comment(Box::new(entry))])
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    // A link names the video where no column does.
    let in_link = text(row, WORKS.url).and_then(|url| {
        let id = url.split("/video/").nth(1)?.split(['/', '?', '#']).next()?.to_owned();
        bilibili_number(&id).or_else(|| id.strip_prefix("av").map(str::to_owned))
    });
    let columns = Works { has_no_id: in_link.is_some(), ..WORKS };
    let mut entry = works::work(row, &columns, context)?;
    let own = entry.post.native_id.as_deref().and_then(bilibili_number);
    if let Some(number) = own.or(in_link) {
        entry.post.url = Some(format!("https://www.bilibili.com/video/av{number}"));
        entry.post.native_id = Some(number);
        entry.damaged_id = None;
    }
    entry.post.kind = Some("video".to_owned());
    Ok(vec![Entry::Post(Box::new(entry))])
}
