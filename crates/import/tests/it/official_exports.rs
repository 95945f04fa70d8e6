//! What a unit takes out of its own back ends, and the lists it files; made from the headers. People, places and units are invented.

use serde_json::{Value, json};

use crate::support::{Desk, POSTED, csv, douyin_id, get, xlsx};

fn counts(desk: &Desk) -> crate::support::Row {
    desk.row("post_snapshots")
}

#[expect(clippy::too_many_lines, reason = "two tables as they come, side by side")]
#[test]
fn both_variants_of_the_creator_centre_and_the_account_by_the_files_name() {
    let old = vec![
        "作品名称",
        "发布时间",
        "体裁",
        "审核状态",
        "播放量",
        "完播率",
        "5s完播率",
        "封面点击率",
        "2s跳出率",
        "平均播放时长",
        "点赞量",
        "分享量",
        "评论量",
        "收藏量",
        "主页访问量",
        "粉丝增量",
    ];
    let new = vec![
        "作品名称",
        "发布时间",
        "体裁",
        "发布状态",
        "播放量",
        "完播率",
        "5s完播率",
        "作品时长",
        "2s跳出率",
        "平均播放时长",
        "点赞量",
        "评论量",
        "分享量",
        "收藏量",
        "主页访问量",
        "粉丝增量",
    ];
    let desk = Desk::new();
    desk.take("台账2021-02-20.csv", "主办单位,账号名称,平台,粉丝数\n样例县政府办,样例县发布,抖音,2980\n");
    let row = vec![
        "停水通知",
        "2021-02-20 18:00:00",
        "视频",
        "通过",
        "1.2万",
        "12.3%",
        "0.5",
        "-",
        "-",
        "14.73秒",
        "12",
        "5",
        "4",
        "3",
        "-",
        "1",
    ];
    let report = desk.take("样例县发布_作品列表.xlsx", xlsx(&[old, row.clone(), row], &[]));
    let file = &report.files[0];
    assert_eq!(
        (file.format.as_deref(), file.rows_read, file.rows_new, file.rows_known),
        (Some("douyin_creator"), 2, 1, 1),
        "{report:?}"
    );
    let post = desk.row("posts");
    assert_eq!((get(&post, "native_id"), get(&post, "kind"), get(&post, "content")), ("-", "video", "停水通知"));
    assert!(get(&post, "account_id") != "-", "{post:?}");
    let seen = counts(&desk);
    assert_eq!(
        (
            get(&seen, "plays"),
            get(&seen, "likes"),
            get(&seen, "shares"),
            get(&seen, "comments"),
            get(&seen, "favourites")
        ),
        ("12000", "12", "5", "4", "3")
    );
    let other = vec![
        "停电通知",
        "2021-02-21 18:00:00",
        "图文",
        "公开",
        "100",
        "-",
        "-",
        "00:00:31",
        "-",
        "-",
        "1",
        "2",
        "3",
        "4",
        "-",
        "-",
    ];
    let desk = Desk::new();
    let report = desk.take("data.xlsx", xlsx(&[new, other], &[]));
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_new),
        (Some("douyin_creator"), 1),
        "{report:?}"
    );
    assert!(report.files[0].message.as_deref().unwrap().contains("--map"), "{report:?}");
    let seen = counts(&desk);
    assert_eq!((get(&seen, "likes"), get(&seen, "comments"), get(&seen, "shares")), ("1", "2", "3"));
    assert_eq!((get(&desk.row("posts"), "duration_ms"), get(&desk.row("posts"), "account_id")), ("31000", "-"));
}

#[test]
fn channels_with_line_breaks_in_descriptions() {
    let text = "\u{feff}视频描述,视频ID,发布时间,完播率,平均播放时长,播放量,推荐,喜欢,评论量,分享量,关注量,转发聊天和朋友圈,设为铃声,设为状态,设为朋友圈封面\n\
                \"停水通知\n#便民\",export/SAMPLE01,2021/02/20,4.41%,14.73秒,100,7,6,2,3,1,0,0,0,0\n";
    let desk = Desk::new();
    let report = desk.take("视频号数据.csv", text);
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_read, report.files[0].rows_new),
        (Some("wechat_channels"), 1, 1),
        "{report:?}"
    );
    let post = desk.row("posts");
    assert_eq!((get(&post, "native_id"), get(&post, "posted_precision")), ("export/SAMPLE01", "day"));
    assert_eq!((get(&counts(&desk), "likes"), get(&counts(&desk), "plays")), ("6", "100"));
}

#[test]
fn notes_of_the_creator_centre_under_a_title_row() {
    let header = vec![
        "笔记标题",
        "首次发布时间",
        "体裁",
        "曝光",
        "观看量",
        "封面点击率",
        "点赞",
        "评论",
        "收藏",
        "涨粉",
        "分享",
        "人均观看时长",
        "弹幕",
    ];
    let rows = [
        vec!["最多导出排序后前1000条笔记"],
        header,
        vec!["停水通知", "2021年02月20日18时00分00秒", "图文", "1000", "100", "0.1", "6", "2", "3", "1", "4", "5", "0"],
    ];
    let desk = Desk::new();
    let report = desk.take("笔记列表明细表.xlsx", xlsx(&rows, &[]));
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_read, report.files[0].rows_new),
        (Some("xiaohongshu_creator"), 1, 1),
        "{report:?}"
    );
    assert_eq!((get(&counts(&desk), "plays"), get(&counts(&desk), "danmaku")), ("100", "0"));
    assert_eq!(get(&desk.row("posts"), "posted_at"), "2021-02-20T18:00:00+08:00");
}

fn body(data: &Value) -> String {
    json!({"data": data, "extra": {"now": 1_614_265_200_000_i64, "logid": "x", "error_code": 0}}).to_string()
}

#[test]
fn replies_of_the_open_platform() {
    let video = json!({"item_id": "@8hxdsample==", "title": "停水通知", "cover": "", "create_time": POSTED, "is_reviewed": true, "is_top": false, "media_type": 4,
        "share_url": format!("https://www.iesdouyin.com/share/video/{}/?region=", douyin_id(POSTED, 1)), "video_id": douyin_id(POSTED, 1), "video_status": 2,
        "statistics": {"digg_count": 12, "comment_count": 4, "play_count": 0, "share_count": 5, "download_count": 0, "forward_count": 0}});
    let desk = Desk::new();
    let report =
        desk.take("list.json", body(&json!({"error_code": 0, "list": [video], "cursor": 0, "has_more": false})));
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_new),
        (Some("douyin_open_platform"), 1),
        "{report:?}"
    );
    let seen = counts(&desk);
    assert_eq!(
        (get(&seen, "plays"), get(&seen, "state"), get(&seen, "observed_at")),
        ("-", "gone", "2021-02-25T23:00:00+08:00")
    );
    assert_eq!(get(&desk.row("posts"), "native_id"), douyin_id(POSTED, 1));
    let comment = json!({"comment_id": "@9c", "comment_user_id": "open88", "content": "几点来水", "create_time": POSTED, "digg_count": 1, "reply_comment_total": 0, "top": false, "nick_name": "居民"});
    desk.take("comments.json", body(&json!({"error_code": 0, "list": [comment], "cursor": 0, "has_more": false})));
    assert!(get(&desk.row("comments"), "person_key") != "-");
    let topic = json!({"sentence": "样例热点", "hot_level": 9_000_000, "label": 4});
    desk.take("hot.json", body(&json!({"error_code": 0, "active_time": "2021-02-25 12:00:00", "list": [topic]})));
    let row = desk.row("hot_topics");
    assert_eq!(
        (get(&row, "label"), get(&row, "heat"), get(&row, "observed_at")),
        ("爆", "9000000", "2021-02-25T12:00:00+08:00")
    );
    let days = json!({"error_code": 0, "result_list": [{"date": "2021-02-24", "new_fans": 1, "total_fans": 2980}, {"date": "2021-02-25", "new_fans": 2, "total_fans": 2982}]});
    let report = desk.take("fans.json", body(&days));
    assert_eq!((report.files[0].rows_read, report.files[0].rows_known), (2, 2), "{report:?}");
    let fans = json!({"error_code": 0, "fans_data": {"all_fans_num": 2980, "gender_distributions": [{"item": "1", "value": 5}]}});
    assert_eq!(desk.take("distribution.json", body(&fans)).files[0].rows_read, 1);
}

#[test]
fn figures_of_a_public_account() {
    let text = "内容标题,发表时间,总阅读人数,总阅读次数,总分享人数,总分享次数,阅读后关注人数,送达人数,内容url\n\
                停水通知,20210220,90,100,2,3,1,5000,http://mp.weixin.qq.com/s?__biz=MzSAMPLE==&mid=1&idx=1&sn=abc\n停电通知,20210221,9,10,0,0,0,5000,\n";
    let desk = Desk::new();
    let report = desk.take("内容分析.csv", text);
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_new),
        (Some("official_account"), 2),
        "{report:?}"
    );
    let rows = desk.rows("posts");
    let linked = rows.iter().find(|row| get(row, "native_id") == "abc").unwrap();
    assert_eq!((get(linked, "posted_precision"), get(linked, "posted_at")), ("day", "2021-02-20T00:00:00+08:00"));
    assert!(desk.rows("post_snapshots").iter().any(|row| get(row, "plays") == "100" && get(row, "shares") == "3"));
    let total = json!({"list": [{"ref_date": "2021-02-20", "msgid": "1_1", "title": "停水通知", "details": [
        {"stat_date": "2021-02-20", "int_page_read_count": 60}, {"stat_date": "2021-02-21", "int_page_read_count": 100}]}]});
    let desk = Desk::new();
    let report = desk.take("total.json", total.to_string());
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_read),
        (Some("official_account"), 1),
        "{report:?}"
    );
    assert_eq!(
        desk.column("post_snapshots", "observed_at"),
        ["2021-02-20T23:59:59+08:00", "2021-02-21T23:59:59+08:00"]
    );
    let days = json!({"list": [{"ref_date": "2021-02-20", "int_page_read_user": 5, "int_page_read_count": 6}]});
    assert_eq!(desk.take("read.json", days.to_string()).files[0].rows_known, 1);
}

#[test]
fn a_list_of_newrank_without_an_id_names_nobody() {
    let desk = Desk::new();
    let report = desk.take(
        "新榜.csv",
        "排名,公众号,微信号,发布次数,文章数,阅读数,平均阅读数,在看数,头条阅读数,最高阅读数,新榜指数,uid\n1,样例发布,yanglifabu,7,20,10万+,5000,3,4,5,600.1,nr1\n2,样例公安,,7,20,1,5000,3,4,5,600.1,nr2\n",
    );
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_new, report.files[0].rows_quarantined),
        (Some("newrank"), 1, 1),
        "{report:?}"
    );
}

#[test]
fn lists_of_a_matrix_and_of_sources() {
    let desk = Desk::new();
    let matrix = "样例县矩阵账号名单,,\n填报单位：样例县融媒体中心,,2021年2月20日\n账号名称,平台,所属单位\n样例县发布,抖音,样例县政府办\n平安样例,微博,样例县公安局\n";
    let report = desk.take("名单.csv", matrix);
    assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_new), (Some("matrix_list"), 2), "{report:?}");
    assert_eq!(desk.column("lists", "list_kind"), ["matrix", "matrix"]);
    let report = desk.take("稿源单位名单2021-02-20.csv", "序号,稿源单位,备注\n1,样例省日报社,党报\n2,,\n3,样例网,\n");
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_new, report.files[0].rows_quarantined),
        (Some("source_units"), 2, 1),
        "{report:?}"
    );
    let rows = desk.rows("lists");
    let source = rows.iter().find(|row| get(row, "unit_name") == "样例网").unwrap();
    assert_eq!(
        (get(source, "list_kind"), get(source, "listed_on"), get(source, "account_id")),
        ("source_unit", "2021-02-20", "-")
    );
    // A registry that is called a matrix's stays a registry.
    let registry =
        "样例县政务新媒体矩阵账号备案台账,,,\n主办单位,账号名称,平台,粉丝数\n样例县政府办,样例县发布,抖音,1\n";
    assert_eq!(desk.take("台账.csv", registry).files[0].format.as_deref(), Some("registry"));
}

#[test]
fn the_same_row_in_another_container_adds_nothing() {
    let desk = Desk::new();
    let row = json!({"视频描述": "停水通知", "视频ID": "export/SAMPLE01", "发布时间": "2021/02/20", "播放量": "100", "喜欢": "6", "评论量": "2", "分享量": "3", "关注量": "1"});
    desk.take("x/视频数据2021-02-25.csv", csv(std::slice::from_ref(&row)));
    let bytes = crate::containers::workbook(&[("Sheet1", &[row])]);
    assert_eq!(desk.take("y/视频数据2021-02-25.xlsx", bytes).files[0].rows_new, 0);
}
