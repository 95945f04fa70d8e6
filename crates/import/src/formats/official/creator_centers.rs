//! The lists of works that Douyin's creator centre (抖音创作者中心), WeChat's assistant for channels (视频号助手) and Xiaohongshu's creator centre
//! let an account take out.

use model::Platform;

use super::handed_in;
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::Works;
use crate::formats::reading::fields::text;
use crate::formats::reading::{Context, Kind, tables, works};
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

macro_rules! creator_center {
    ($format:ident, $manifest:ident, $kinds:ident) => {
        impl Format for $format {
            fn manifest(&self) -> &'static Manifest {
                &$manifest
            }

            fn detect(&self, probe: &Probe) -> Detection {
                tables::detect(probe, $kinds, 96)
            }

            fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
                tables::read(source, $kinds, sink)
            }
        }
    };
}

const FILLS: &[&str] = &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "collections"];

/// Douyin's creator centre.
#[derive(Debug)]
pub struct DouyinCreator;

static DOUYIN_MANIFEST: Manifest = Manifest {
    name: "douyin_creator",
    title_zh: "抖音创作者中心作品列表",
    doc: "Excel or CSV with 作品名称, 发布时间, 体裁, 审核状态 or 发布状态, 播放量, 完播率, 点赞量 … in any order. The file has no ids: a work is known by its name, \
          its time and its account, so native_id stays empty.",
    fills: FILLS,
    proves: "A partial collection: the list covers the time chosen in the back end, which the file does not name.",
    lacks: &[
        "ids and links of works",
        "the account",
        "columns for 完播率, 5s完播率, 2s跳出率, 封面点击率, 平均播放时长, 主页访问量 and 粉丝增量: read, not kept",
    ],
};

const DOUYIN: Works = Works {
    id: &["作品ID", "作品id"],
    content: &["作品名称"],
    posted: &["发布时间"],
    duration: &["作品时长"],
    duration_unit_ms: 1000,
    plays: &["播放量"],
    likes: &["点赞量"],
    comments: &["评论量"],
    shares: &["分享量"],
    favourites: &["收藏量"],
    has_no_id: true,
    ..Works::none(Platform::Douyin)
};

static DOUYIN_KINDS: &[Kind] =
    &[Kind::new(&["作品名称", "发布时间", "体裁", "审核状态|发布状态", "播放量", "点赞量"], 2, douyin)];

creator_center!(DouyinCreator, DOUYIN_MANIFEST, DOUYIN_KINDS);

fn genre(row: &Row) -> Option<String> {
    let word = text(row, &["体裁", "作品类型", "笔记类型"])?;
    let kind = if word.contains("视频") {
        "video"
    } else if word.contains("图") {
        "images"
    } else if word.contains("文章") {
        "article"
    } else {
        return None;
    };
    Some(kind.to_owned())
}

fn douyin(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &DOUYIN, context)?;
    entry.post.kind = genre(row);
    let status = text(row, &["审核状态", "发布状态"]);
    if status.is_some_and(|status| ["删除", "下架", "不通过", "未通过"].iter().any(|word| status.contains(word)))
    {
        entry.counts.state = Some("gone".to_owned());
    }
    Ok(handed_in(entry, context))
}

/// WeChat's assistant for channels.
#[derive(Debug)]
pub struct WechatChannels;

static CHANNELS_MANIFEST: Manifest = Manifest {
    name: "wechat_channels",
    title_zh: "视频号助手单篇视频数据",
    doc: "CSV or Excel with 视频描述 (line breaks inside), 视频ID, 发布时间 (a day), 完播率, 播放量, 推荐, 喜欢, 评论量, 分享量, 关注量 …",
    fills: FILLS,
    proves: "A partial collection: the list covers the time chosen in the back end.",
    lacks: &[
        "the account",
        "the time of day",
        "columns for 推荐, 完播率, 平均播放时长, 关注量 and the other ways of sharing: read, not kept",
    ],
};

const CHANNELS: Works = Works {
    id: &["视频ID", "视频id"],
    content: &["视频描述"],
    posted: &["发布时间"],
    plays: &["播放量"],
    likes: &["喜欢", "点赞量"],
    comments: &["评论量"],
    shares: &["分享量"],
    ..Works::none(Platform::WechatChannels)
};

static CHANNELS_KINDS: &[Kind] = &[Kind::new(&["视频描述", "视频ID|视频id", "发布时间", "播放量"], 2, channels)];

creator_center!(WechatChannels, CHANNELS_MANIFEST, CHANNELS_KINDS);

fn channels(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &CHANNELS, context)?;
    entry.post.kind = Some("video".to_owned());
    Ok(handed_in(entry, context))
}

/// Xiaohongshu's creator centre.
#[derive(Debug)]
pub struct XiaohongshuCreator;

static XIAOHONGSHU_MANIFEST: Manifest = Manifest {
    name: "xiaohongshu_creator",
    title_zh: "小红书创作中心笔记数据",
    doc: "Excel or CSV with 笔记标题, 首次发布时间, 体裁, 曝光, 观看量, 点赞, 评论, 收藏, 涨粉, 分享 …, often under a title row. The file has no ids.",
    fills: FILLS,
    proves: "A partial collection: the back end gives at most a thousand notes of the time chosen.",
    lacks: &[
        "ids and links of notes",
        "the account",
        "columns for 曝光, 封面点击率, 涨粉 and 人均观看时长: read, not kept",
    ],
};

const XIAOHONGSHU: Works = Works {
    id: &["笔记ID", "笔记id"],
    title: &["笔记标题"],
    posted: &["首次发布时间", "发布时间"],
    plays: &["观看量"],
    likes: &["点赞", "点赞量"],
    comments: &["评论", "评论量"],
    shares: &["分享", "分享量"],
    favourites: &["收藏", "收藏量"],
    danmaku: &["弹幕", "弹幕量"],
    has_no_id: true,
    ..Works::none(Platform::Xiaohongshu)
};

static XIAOHONGSHU_KINDS: &[Kind] = &[Kind::new(&["笔记标题", "首次发布时间|发布时间", "观看量"], 2, xiaohongshu)];

creator_center!(XiaohongshuCreator, XIAOHONGSHU_MANIFEST, XIAOHONGSHU_KINDS);

fn xiaohongshu(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &XIAOHONGSHU, context)?;
    entry.post.kind = genre(row);
    Ok(handed_in(entry, context))
}
