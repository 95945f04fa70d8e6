//! The laws of every parser, for the files of collectors and back ends: spoiled bytes make none panic, every record is imported or in
//! quarantine, and no two formats claim a file with equal confidence.

use import::{Detection, Probe, formats};
use proptest::prelude::*;

use crate::properties::{cases, read, spoiled};

/// One small file of each format: its format, its name, its content.
const SAMPLES: &[(&str, &str, &str)] = &[
    (
        "tik_tok_downloader",
        "a.csv",
        "采集时间,UID,SEC_UID,ID,作品ID,作品描述,发布时间,点赞数量\n2021-02-25 23:00:00,1,MS4,x,6931234567890123456,文,2021-02-20 18:00:00,-1\n",
    ),
    (
        "tik_tok_downloader",
        "b.csv",
        "采集时间,评论ID,评论时间,UID,SEC_UID,评论内容,回复ID,回复对象\n2021-02-25,9,2021-02-20,1,MS4,\"文\n字\",0,0\n",
    ),
    (
        "ks_downloader",
        "a.csv",
        "采集日期,作者ID,作品ID,作品文案,发布日期\n2021-02-25_23:00:00,3x,3xw,文,2021-02-20_18:00:00\n",
    ),
    (
        "douyin_downloader",
        "m.jsonl",
        "{\"aweme_id\":\"1\",\"file_paths\":[\"a.mp4\"],\"recorded_at\":\"2021-02-25T23:00:00\"}\n",
    ),
    ("f2", "v.csv", "aweme_id,aweme_type,create_time,desc,sec_user_id,digg_count\n1,0,2021-02-20 18-00-00,文,MS4,2\n"),
    (
        "douyin_web",
        "a.json",
        "{\"status_code\":0,\"aweme_list\":[{\"aweme_id\":\"1\",\"statistics\":{\"digg_count\":1},\"author\":{\"uid\":\"2\"}},3]}",
    ),
    (
        "douyin_web",
        "b.json",
        "{\"code\":200,\"data\":{\"comments\":[{\"cid\":\"1\",\"text\":\"文\",\"user\":{\"uid\":\"2\"}}],\"cursor\":0}}",
    ),
    ("yt_dlp", "a.info.json", "{\"id\":\"1\",\"extractor_key\":\"Douyin\",\"webpage_url\":\"x\",\"duration\":1e300}"),
    ("weibo_crawler", "7104220101.csv", "id,bid,正文,日期,点赞数\n1,Abc,文,2021-02-20,1\n2,x\n"),
    (
        "weibo_crawler",
        "a.json",
        "{\"user\":{\"id\":1,\"screen_name\":\"样例\"},\"weibo\":[{\"id\":2,\"text\":\"文\"},null]}",
    ),
    (
        "weibo_spider",
        "7104220102.csv",
        "微博id,微博正文,发布时间,点赞数,转发数,评论数\nz0JH2lOMb,文,2021-01-01 12:00,1,2,3\n",
    ),
    (
        "weibo_search",
        "s.csv",
        "id,bid,user_id,用户昵称,微博正文,发布时间,user_authentication\n1,Abc,2,样例,文,2021-02-20 18:00,蓝V\n",
    ),
    (
        "weibo_nghuyong",
        "t.jsonl",
        "{\"_id\":\"1\",\"mblogid\":\"Abc\",\"content\":\"文\",\"attitudes_count\":1,\"user\":{\"_id\":\"2\"}}\n",
    ),
    (
        "weibo_web_scraper",
        "p.csv",
        "WB_text,like,Time,weibo_url\n文...展开全文,3061.0,5月31日 23:54 来自 x,https://weibo.com/1/z0JH2lOMb\n",
    ),
    (
        "bilibili",
        "v.json",
        "{\"code\":0,\"data\":{\"list\":{\"vlist\":[{\"bvid\":\"BV17x411w7KC\",\"title\":\"文\",\"play\":\"--\"}]}}}",
    ),
    ("bilibili", "c.csv", "上级评论ID,评论ID,用户ID,评论内容\n0,1,2,文\n"),
    (
        "kuaishou_web",
        "k.json",
        "{\"data\":{\"visionProfilePhotoList\":{\"feeds\":[{\"author\":{\"id\":\"1\"},\"photo\":{\"id\":\"2\"}}]}}}",
    ),
    ("kuaishou_web", "k.csv", "title,time,realLikeCount,duration(ms),auth\n文,1613815200,1,2,样例\n"),
    (
        "wechat_article_exporter",
        "w.csv",
        "公众号,ID,链接,标题,发布时间,阅读,是否原创\n样例,1_1,http://mp.weixin.qq.com/s?__biz=Mz&sn=a,文,2021-02-20,1,\n",
    ),
    (
        "wechat_article_exporter",
        "w.json",
        "{\"version\":\"1\",\"usefor\":\"x\",\"accounts\":[{\"fakeid\":\"Mz\",\"nickname\":\"样例\"}]}",
    ),
    ("wechat_spider", "s.csv", "__biz,title,publish_time,sn,content_html\nMz,文,2021-02-20,a,<p>文&amp;</p>\n"),
    (
        "douyin_creator",
        "d.csv",
        "作品名称,发布时间,体裁,审核状态,播放量,完播率,点赞量\n文,2021-02-20,视频,通过,1.2万,-,3\n",
    ),
    ("wechat_channels", "c.csv", "视频描述,视频ID,发布时间,播放量,喜欢\n\"文\n字\",e/1,2021/02/20,1,2\n"),
    ("xiaohongshu_creator", "x.csv", "标题行,,,\n笔记标题,首次发布时间,体裁,观看量\n文,2021-02-20,图文,1\n"),
    ("official_account", "o.csv", "内容标题,发表时间,总阅读次数\n文,20210220,1\n"),
    (
        "official_account",
        "o.json",
        "{\"list\":[{\"ref_date\":\"2021-02-20\",\"msgid\":\"1_1\",\"title\":\"文\",\"details\":[{\"stat_date\":\"2021-02-20\"}]}]}",
    ),
    (
        "douyin_open_platform",
        "o.json",
        "{\"data\":{\"error_code\":0,\"list\":[{\"item_id\":\"@1\",\"title\":\"文\"}]},\"extra\":{\"now\":1}}",
    ),
    ("newrank", "n.csv", "公众号,微信号,发布次数,文章数,新榜指数\n样例,sample,1,2,3\n"),
    ("matrix_list", "矩阵账号.csv", "账号名称,平台,所属单位\n样例,抖音,样例县\n"),
    ("source_units", "稿源.csv", "稿源单位,备注\n样例报,党报\n"),
    (
        "media_crawler_forums",
        "t.jsonl",
        "{\"note_id\":\"1\",\"tieba_id\":\"2\",\"total_replay_num\":3,\"publish_time\":\"02-20\"}\n",
    ),
    ("weibo_hot_lxw", "13.json", "[{\"title\":\"样例\",\"hot\":1,\"ads\":false}]"),
    (
        "douyin_hot",
        "hot-search.json",
        "{\"data\":{\"word_list\":[{\"word\":\"样例\"},{\"word\":\"\"}],\"trending_list\":[{\"word\":\"甲\"}]}}",
    ),
];

#[test]
fn each_sample_is_claimed_by_its_format_and_by_no_other_with_equal_confidence() {
    let folder = tempfile::tempdir().unwrap();
    for (format, name, text) in SAMPLES {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        let probe = Probe::look(&file, name).unwrap();
        let mut claims: Vec<(u8, &str)> =
            formats().iter().map(|format| (format.detect(&probe).confidence, format.manifest().name)).collect();
        claims.sort_unstable();
        let (first, second) = (claims[claims.len() - 1], claims[claims.len() - 2]);
        assert_eq!((first.1, first.0 >= Detection::ENOUGH), (*format, true), "{name}: {text}");
        assert!(first.0 > second.0, "{name}: {first:?} {second:?}");
        let outcomes = read(&folder, name, text.as_bytes(), &[]);
        assert!(outcomes.iter().any(|(records, rows, _)| *records > 0 && *rows > 0), "{name}: {outcomes:?}");
    }
}

#[test]
fn names_of_formats_are_different() {
    let mut names: Vec<&str> = formats().iter().map(|format| format.manifest().name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}

fn spoiled_sample() -> impl Strategy<Value = (usize, Vec<u8>)> {
    (0..SAMPLES.len()).prop_flat_map(|index| (Just(index), spoiled(SAMPLES[index].2.as_bytes().to_vec())))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(1_000), ..ProptestConfig::default() })]

    #[test]
    fn spoiled_exports_lose_no_record((index, bytes) in spoiled_sample()) {
        let folder = tempfile::tempdir().unwrap();
        let (format, name, _) = SAMPLES[index];
        read(&folder, name, &bytes, &[format]);
    }

    #[test]
    fn any_text_in_the_fields_is_imported_or_in_quarantine(index in 0..SAMPLES.len(), text in "\\PC{0,24}") {
        let (format, name, sample) = SAMPLES[index];
        let folder = tempfile::tempdir().unwrap();
        let text = text.replace(['"', '\\'], "");
        for old in ["文", "2021-02-20", "1", "样例"] {
            read(&folder, name, sample.replace(old, &text).as_bytes(), &[format]);
        }
    }
}
