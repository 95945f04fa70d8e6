//! Files of the collectors of Douyin and Kuaishou, made from their schemas. People, places and units are invented.

use serde_json::{Value, json};

use crate::containers::{database, workbook};
use crate::support::{Desk, POSTED, SEEN, block_on, csv, douyin_id, get, lines, with};

fn works_of_tik_tok_downloader(number: u32) -> Value {
    json!({
        "作品类型": "视频", "采集时间": "2021-02-25 23:00:00", "UID": "98210000101", "SEC_UID": "MS4wLjABAAAAsample101", "ID": "yangli101",
        "作品ID": douyin_id(POSTED, number), "作品描述": format!("办事指南 {number}\n第二行"), "作品话题": "#办事 #便民", "视频时长": "00:01:05",
        "视频高度": "1920", "视频宽度": "-1", "作品链接": format!("https://www.douyin.com/video/{}", douyin_id(POSTED, number)),
        "发布时间": "2021-02-20 18:00:00", "视频URI": "", "账号昵称": "样例县发布", "年龄": "-1", "账号签名": "为民服务", "下载地址": "",
        "音乐作者": "无", "音乐标题": "无", "音乐链接": "无", "静态封面": "", "动态封面": "", "隐藏标签": "", "点赞数量": "12",
        "评论数量": "4", "收藏数量": "3", "分享数量": "-1", "播放数量": "-1", "额外信息": ""
    })
}

fn account_of_tik_tok_downloader() -> Value {
    json!({
        "采集时间": "2021-02-25 23:00:00", "昵称昵称": "平安样例", "账号链接": "https://www.douyin.com/user/MS4wLjABAAAAsample102", "账号签名": "",
        "抖音号": "pingan102", "年龄": "-1", "性别": "未知", "国家": "无", "省份": "无", "城市": "无", "地区": "无", "IP归属地": "IP属地：云岫",
        "标签": "无", "企业": "样例县公安局官方账号", "SEC_UID": "MS4wLjABAAAAsample102", "UID": "98210000102", "SHORT_ID": "0", "头像链接": "",
        "背景图链接": "", "作品数量": "0", "获赞数量": "77", "喜欢数量": "-1", "粉丝数量": "2980", "关注数量": "-1", "粉丝最大值": "3000"
    })
}

fn comment_of_tik_tok_downloader() -> Value {
    json!({
        "采集时间": "2021-02-25 23:00:00", "评论ID": douyin_id(POSTED + 60, 9), "评论时间": "2021-02-20 18:01:00", "UID": "880001",
        "SEC_UID": "MS4wLjABAAAAcitizen", "账号昵称": "居民", "账号签名": "无", "年龄": "-1", "IP归属地": "云岫", "评论内容": "请问几点上班？",
        "评论表情": "", "评论图片": "", "点赞数量": "1", "回复数量": "0", "回复ID": "0", "回复对象": "0"
    })
}

#[test]
fn works_of_tik_tok_downloader_in_all_its_containers() {
    let works = [works_of_tik_tok_downloader(1), works_of_tik_tok_downloader(2)];
    let desk = Desk::new();
    let first = desk.take("Data/UID98210000101_样例县发布_发布作品.csv", csv(&works));
    assert_eq!(first.files[0].format.as_deref(), Some("tik_tok_downloader"), "{first:?}");
    assert_eq!((first.files[0].rows_read, first.files[0].rows_new), (2, 2));
    let plain = csv(&works).trim_start_matches('\u{feff}').to_owned();
    let again = [
        desk.take("Data/b.csv", plain),
        desk.take("Data/c.xlsx", workbook(&[("Sheet", &works)])),
        desk.import(&[&database(&desk, "Data/DetailData.db", &[("UID98210000101_样例县发布_发布作品", &works)])]),
    ];
    for report in again {
        assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (2, 0), "{report:#?}");
    }
    let post = desk.rows("posts").remove(0);
    assert_eq!((get(&post, "duration_ms"), get(&post, "tags"), get(&post, "music")), ("65000", "办事 便民", "-"));
    assert_eq!((get(&post, "posted_at"), get(&post, "kind")), ("2021-02-20T18:00:00+08:00", "video"));
    let counts = desk.rows("post_snapshots").remove(0);
    assert_eq!((get(&counts, "likes"), get(&counts, "shares"), get(&counts, "plays")), ("12", "-", "-"));
    assert_eq!(desk.rows("accounts").len(), 1);
    assert_eq!(get(&desk.row("collections"), "state"), "partial");
}

#[test]
fn the_verification_text_of_a_census_of_accounts() {
    let gone = with(
        account_of_tik_tok_downloader(),
        json!({"昵称昵称": "账号已注销", "SEC_UID": "MS4wLjABAAAAsample103", "UID": "98210000103", "抖音号": "无", "账号链接": "", "企业": "无"}),
    );
    let desk = Desk::new();
    let report = desk.take("Data/UserData.csv", csv(&[account_of_tik_tok_downloader(), gone]));
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (2, 2), "{report:?}");
    let rows = desk.rows("account_snapshots");
    let seen = rows.iter().find(|row| get(row, "name") == "平安样例").unwrap();
    assert_eq!((get(seen, "verification_text"), get(seen, "verified")), ("样例县公安局官方账号", "true"));
    assert_eq!((get(seen, "followers"), get(seen, "following"), get(seen, "works")), ("2980", "-", "0"));
    let gone = rows.iter().find(|row| get(row, "state") == "cancelled").unwrap();
    assert_eq!((get(gone, "name"), get(gone, "verified")), ("-", "-"));
    // Zero works are proven for the account that could be looked at, not for the one that is gone.
    let proven: Vec<_> = desk.rows("collections").into_iter().filter(|row| get(row, "kind") == "posts").collect();
    assert_eq!(proven.len(), 1);
}

#[test]
fn comments_find_their_work_by_the_name_of_their_table() {
    let desk = Desk::new();
    let work = douyin_id(POSTED, 1);
    desk.take("Data/x.csv", csv(&[works_of_tik_tok_downloader(1)]));
    let table = format!("作品{work}_评论数据");
    let path = database(&desk, "Data/CommentData.db", &[(&table, &[comment_of_tik_tok_downloader()])]);
    let report = desk.import(&[&path]);
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (1, 1), "{report:?}");
    let comment = desk.row("comments");
    assert_eq!((get(&comment, "post_id"), get(&comment, "parent_id")), (get(&desk.row("posts"), "post_id"), "-"));
    assert_eq!(get(&comment, "ip_region"), "云岫");
    assert_eq!(desk.take(&format!("Data/{table}.csv"), csv(&[comment_of_tik_tok_downloader()])).files[0].rows_new, 0);
    // A comment that cannot be read leaves nothing of its writer.
    desk.take("Data/bad.csv", csv(&[with(comment_of_tik_tok_downloader(), json!({"评论ID": "-1"}))]));
    let kept = desk.row("quarantine");
    assert!(get(&kept, "raw").contains("请问") && !get(&kept, "raw").contains("880001"), "{kept:?}");
}

#[test]
fn works_of_tik_tok_are_of_another_platform() {
    let desk = Desk::new();
    let foreign = with(works_of_tik_tok_downloader(1), json!({"作品链接": "https://www.tiktok.com/@x/video/7301"}));
    let report = desk.take("Data/x.csv", csv(&[foreign]));
    assert_eq!(report.files[0].rows_quarantined, 1);
    assert_eq!(get(&desk.row("quarantine"), "reason"), "unknown_platform");
}

#[test]
fn the_hot_board_of_tik_tok_downloader() {
    let board = |rank: &str, title: &str| json!({"排名": rank, "内容": title, "热度": "9000000", "封面": "", "时间": "2021-02-25 12:00:00", "浏览数量": "-1", "视频数量": "-1", "SENTENCE_ID": "77"});
    let desk = Desk::new();
    let path = database(
        &desk,
        "Data/BoardData.db",
        &[(
            "实时热榜数据_2021_02_25_13_05_59_社会榜",
            &[board("1", "样例话题"), board("-1", "置顶话题"), board("2", "")],
        )],
    );
    let report = desk.import(&[&path]);
    assert_eq!(
        (report.files[0].rows_read, report.files[0].rows_new, report.files[0].rows_quarantined),
        (3, 2, 1),
        "{report:?}"
    );
    let rows = desk.rows("hot_topics");
    let first = rows.iter().find(|row| get(row, "title") == "样例话题").unwrap();
    assert_eq!((get(first, "board"), get(first, "category"), get(first, "rank")), ("douyin", "社会", "1"));
    assert!(rows.iter().any(|row| get(row, "rank") == "-"));
}

#[test]
fn both_generations_of_ks_downloader() {
    let first = json!({
        "采集日期": "2021-02-25_23:00:00", "作品类型": "视频", "作者ID": "3xsample0000001", "作者昵称": "样例县发布", "作者性别": "未知", "作品ID": "3xwork000000001",
        "作品文案": "停水通知", "封面地址": "", "视频时长": "00:00:31", "点赞数量": "-1", "分享数量": "-1", "评论数量": "-1",
        "发布日期": "2021-02-20_18:00:00", "浏览数量": "1.2万", "下载地址": ""
    });
    let second = json!({
        "采集日期": "2021-02-25_23:30:00", "作品类型": "图片", "作者昵称": "样例县发布", "作者ID": "77001", "作者EID": "3xsample0000001", "性别": "", "头像链接": "",
        "粉丝数量": 120, "关注数量": -1, "作品数量": 9, "发布日期": "unknown", "作品ID": "3xwork000000002", "作品时长": "00:00:00", "作品文案": "办事指南",
        "作品高度": -1, "作品宽度": -1, "下载链接": "", "封面链接": "", "WEBP封面链接": "", "收藏数量": 2, "评论数量": 3, "浏览数量": 4, "点赞数量": 5
    });
    let desk = Desk::new();
    let one = database(&desk, "a/DetailData.db", &[("detail", &[first])]);
    let two = database(&desk, "b/DetailData.db", &[("detail", &[second])]);
    let report = desk.import(&[&one, &two]);
    assert!(
        report.files.iter().all(|file| file.format.as_deref() == Some("ks_downloader") && file.rows_new == 1),
        "{report:?}"
    );
    assert_eq!(desk.rows("accounts").len(), 1, "{:?}", desk.rows("accounts"));
    let rows = desk.rows("posts");
    let video = rows.iter().find(|row| get(row, "kind") == "video").unwrap();
    assert_eq!((get(video, "posted_at"), get(video, "duration_ms")), ("2021-02-20T18:00:00+08:00", "31000"));
    let images = rows.iter().find(|row| get(row, "kind") == "images").unwrap();
    assert_eq!((get(images, "posted_at"), get(images, "duration_ms")), ("-", "-"));
    let counts = desk.rows("post_snapshots");
    assert!(counts.iter().any(|row| get(row, "likes") == "-" && get(row, "plays") == "12000"), "{counts:?}");
}

fn aweme(number: u32) -> Value {
    json!({
        "aweme_id": douyin_id(POSTED, number), "desc": format!("办事指南 {number}"), "create_time": POSTED, "aweme_type": 0,
        "author": {"uid": "98210000101", "sec_uid": "MS4wLjABAAAAsample101", "short_id": "0", "unique_id": "yangli101", "nickname": "样例县发布",
            "signature": "为民服务", "follower_count": 0, "custom_verify": "", "enterprise_verify_reason": "样例县政府办官方账号",
            "account_cert_info": "{\"label_style\":5,\"label_text\":\"样例县政府办官方账号\"}"},
        "statistics": {"digg_count": 12, "comment_count": 4, "collect_count": 3, "share_count": 5, "play_count": 0},
        "music": {"title": "原声"}, "video": {"duration": 65_000},
        "text_extra": [{"hashtag_name": "办事", "start": 0, "end": 3, "type": 1}, {"hashtag_name": "", "type": 0}],
        "share_url": format!("https://www.iesdouyin.com/share/video/{}/", douyin_id(POSTED, number)), "images": null, "is_top": 0
    })
}

fn comment(number: u32) -> Value {
    json!({
        "cid": douyin_id(POSTED + 60, number), "text": "请问几点上班？", "aweme_id": douyin_id(POSTED, 1), "create_time": POSTED + 60, "digg_count": 1,
        "reply_comment_total": 1, "reply_id": "0", "reply_to_reply_id": "0", "ip_label": "云岫",
        "user": {"uid": "880001", "sec_uid": "MS4wLjABAAAAcitizen", "nickname": "居民", "unique_id": "", "short_id": "0"},
        "reply_comment": [{"cid": douyin_id(POSTED + 90, number), "text": "八点半", "create_time": POSTED + 90, "reply_id": douyin_id(POSTED + 60, number),
            "reply_to_reply_id": "0", "user": {"uid": "880002"}}]
    })
}

#[test]
fn works_of_the_web_interface_in_every_wrapper() {
    let list = json!({"status_code": 0, "aweme_list": [aweme(1), aweme(2)], "max_cursor": SEEN, "min_cursor": 0, "has_more": 1, "extra": {"now": SEEN}});
    let bare = [aweme(1), aweme(2)];
    let minimal = |number: u32| {
        let whole = aweme(number);
        json!({"type": "video", "platform": "douyin", "aweme_id": whole["aweme_id"], "desc": whole["desc"], "create_time": POSTED, "author": whole["author"],
            "music": whole["music"], "statistics": whole["statistics"], "cover_data": {}, "hashtags": whole["text_extra"], "video_data": {"wm_video_url": ""}})
    };
    let files = [
        ("list.json", list.to_string(), 2),
        ("pretty.json", serde_json::to_string_pretty(&list).unwrap(), 2),
        ("envelope.json", json!({"code": 200, "router": "/api/douyin/web/fetch_user_post_videos", "data": list}).to_string(), 2),
        ("code.json", json!({"code": 200, "data": {"aweme_detail": aweme(1)}}).to_string(), 1),
        ("detail.json", json!({"status_code": 0, "aweme_detail": aweme(1)}).to_string(), 1),
        ("minimal.json", json!({"code": 200, "router": "/api/hybrid/video_data", "data": minimal(1)}).to_string(), 1),
        ("bare.json", serde_json::to_string(&bare).unwrap(), 2),
        ("works.jsonl", lines(&bare), 2),
        ("pages.jsonl", lines(&[list.clone(), json!({"status_code": 0, "aweme_list": null, "has_more": 0}), list.clone()]), 4),
        ("search.json", json!({"status_code": 0, "data": [{"type": 1, "aweme_info": aweme(1)}, {"type": 4, "user_list": []}, {"type": 1, "aweme_info": aweme(2)}]}).to_string(), 2),
        ("one_data.json", aweme(2).to_string(), 1),
    ];
    for (name, text, records) in files {
        let desk = Desk::new();
        let report = desk.take(name, text);
        let file = &report.files[0];
        assert_eq!(file.format.as_deref(), Some("douyin_web"), "{name} {report:?}");
        assert_eq!((file.rows_read, file.rows_quarantined), (records, 0), "{name}");
        let post = desk.rows("posts").into_iter().find(|row| get(row, "content").contains("办事指南")).unwrap();
        assert_eq!((get(&post, "kind"), get(&post, "tags")), ("video", "办事"), "{name}");
        let counts = desk.rows("post_snapshots").remove(0);
        assert_eq!(
            (get(&counts, "likes"), get(&counts, "favourites"), get(&counts, "plays")),
            ("12", "3", "-"),
            "{name}"
        );
        let profile = desk.rows("account_snapshots").remove(0);
        assert_eq!(
            (get(&profile, "verification_text"), get(&profile, "followers")),
            ("样例县政府办官方账号", "-"),
            "{name}"
        );
        assert_eq!(desk.rows("accounts").len(), 1);
    }
}

#[test]
fn a_reply_longer_than_the_first_look_is_still_seen() {
    let mut work = aweme(1);
    work["long"] = json!("x".repeat(300_000));
    for text in [
        json!({"status_code": 0, "aweme_list": [work, aweme(2)]}).to_string(),
        format!("[{},{}]", work, aweme(2)),
        format!("{}\n{}\n", work, aweme(2)),
    ] {
        let desk = Desk::new();
        let report = desk.take("list.json", text);
        assert_eq!(
            (report.files[0].format.as_deref(), report.files[0].rows_new),
            (Some("douyin_web"), 2),
            "{report:?}"
        );
    }
}

#[test]
fn when_a_reply_says_when_it_was_given() {
    let desk = Desk::new();
    desk.take("list.json", json!({"status_code": 0, "aweme_list": [aweme(1)], "extra": {"now": SEEN}}).to_string());
    assert_eq!(get(&desk.row("post_snapshots"), "observed_at"), "2021-02-25T23:00:00+08:00");
}

#[test]
fn comments_of_the_web_interface_and_the_answers_under_them() {
    let work = douyin_id(POSTED, 1);
    let saved = json!({"aweme_id": work, "count": 1, "include_replies": true, "comments": [with(comment(1), json!({"aweme_id": null}))]});
    for (name, text) in [
        (
            "comments.json",
            json!({"status_code": 0, "comments": [comment(1)], "cursor": 20, "has_more": 0, "total": 1}).to_string(),
        ),
        ("2021-02-20_样例_x_comments.json", serde_json::to_string_pretty(&saved).unwrap()),
        (
            "envelope.json",
            json!({"code": 200, "data": {"status_code": 0, "comments": [comment(1)], "cursor": 0}}).to_string(),
        ),
        ("comments.jsonl", lines(&[comment(1)])),
    ] {
        let desk = Desk::new();
        let report = desk.take(name, text);
        let file = &report.files[0];
        assert_eq!(
            (file.format.as_deref(), file.rows_read, file.rows_new),
            (Some("douyin_web"), 1, 1),
            "{name} {report:?}"
        );
        let rows = desk.rows("comments");
        assert_eq!(rows.len(), 2, "{name}");
        assert!(rows.iter().all(|row| get(row, "post_id") != "-" && get(row, "person_key") != "-"), "{rows:?}");
        assert_eq!(rows.iter().filter(|row| get(row, "parent_id") != "-").count(), 1);
    }
}

#[test]
fn a_profile_of_the_web_interface() {
    let user = json!({"uid": "98210000101", "sec_uid": "MS4wLjABAAAAsample101", "short_id": "0", "unique_id": "yangli101", "nickname": "样例县发布",
        "signature": "", "follower_count": 2980, "following_count": 20, "total_favorited": 77, "aweme_count": 0, "ip_location": "IP属地：云岫",
        "custom_verify": "", "enterprise_verify_reason": "样例县政府办官方账号", "is_gov_media_vip": true, "verification_type": 0});
    for text in [
        json!({"status_code": 0, "user": user, "extra": {"now": SEEN}}).to_string(),
        json!({"code": 200, "router": "/api", "data": {"user": user, "extra": {"now": SEEN}}}).to_string(),
        lines(std::slice::from_ref(&user)),
    ] {
        let desk = Desk::new();
        let report = desk.take("user.json", &text);
        assert_eq!(
            (report.files[0].format.as_deref(), report.files[0].rows_new),
            (Some("douyin_web"), 1),
            "{report:?}"
        );
        let row = desk.row("account_snapshots");
        assert_eq!(
            (get(&row, "followers"), get(&row, "verified"), get(&row, "verification_kind")),
            ("2980", "true", "-")
        );
        assert_eq!(desk.column("collections", "kind"), ["posts", "profile"]);
    }
}

#[test]
fn a_failed_request_among_pages_goes_to_quarantine_and_foreign_works_too() {
    let desk = Desk::new();
    let page = json!({"status_code": 0, "aweme_list": [aweme(1), with(aweme(2), json!({"aweme_id": null, "share_url": null})), 5]});
    let failed = json!({"status_code": 8, "status_msg": "用户未登录"});
    let foreign = json!({"code": 200, "data": with(aweme(3), json!({"platform": "tiktok"}))});
    let report = desk.take("pages.jsonl", lines(&[page, failed, foreign]));
    let file = &report.files[0];
    assert_eq!((file.rows_read, file.rows_new, file.rows_quarantined), (5, 1, 4), "{report:?}");
    let reasons = desk.column("quarantine", "reason");
    assert_eq!(reasons, ["missing_id", "not_an_object", "nothing_usable", "unknown_platform"]);
}

#[test]
fn databases_of_f2() {
    let user = json!({"sec_user_id": "MS4wLjABAAAAsample101", "aweme_count": 92, "follower_count": 2980, "following_count": 20, "total_favorited": 77,
        "nickname": "样例县发布", "signature": "为民服务", "uid": "98210000101", "unique_id": "yangli101", "short_id": "0", "ip_location": "云岫", "is_ban": 0,
        "last_aweme_id": "1"});
    let video = json!({"aweme_id": douyin_id(POSTED, 1), "aweme_type": "0", "create_time": "2021-02-20 18-00-00", "desc": "办事_指南", "desc_raw": "办事/指南",
        "digg_count": "12", "comment_count": "4", "collect_count": "3", "share_count": "5", "duration": "65000", "nickname": "样例县发布",
        "sec_user_id": "MS4wLjABAAAAsample101", "uid": "98210000101", "unique_id": "yangli101", "hashtag_names": "[\"办事\"]", "is_delete": "False"});
    let desk = Desk::new();
    let users = database(&desk, "douyin_users.db", &[("user_info_web", &[user])]);
    let videos = database(&desk, "douyin_videos.db", &[("video_info", &[video])]);
    let report = desk.import(&[&users, &videos]);
    assert!(report.files.iter().all(|file| file.format.as_deref() == Some("f2") && file.rows_new == 1), "{report:?}");
    let post = desk.row("posts");
    assert_eq!((get(&post, "posted_at"), get(&post, "content")), ("2021-02-20T18:00:00+08:00", "办事/指南"));
    assert_eq!((get(&post, "duration_ms"), get(&post, "tags")), ("65000", "办事"));
    assert_eq!(desk.rows("accounts").len(), 1);
}

#[test]
fn a_manifest_ties_media_files_to_works() {
    let line = json!({"date": "2021-02-20", "aweme_id": douyin_id(POSTED, 1), "author_name": "样例县发布", "desc": "办事指南", "media_type": "video", "tags": ["办事"],
        "file_names": ["a.mp4", "a_cover.jpg"], "file_paths": ["样例县发布/post/a/a.mp4", "样例县发布/post/a/a_cover.jpg"], "publish_timestamp": POSTED,
        "recorded_at": "2021-02-25T23:00:00"});
    let desk = Desk::new();
    desk.take("works.jsonl", lines(&[aweme(1)]));
    let report = desk.take("Downloaded/download_manifest.jsonl", lines(&[line]));
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_new),
        (Some("douyin_downloader"), 1),
        "{report:?}"
    );
    let media = desk.rows("media");
    assert_eq!(media.len(), 2);
    let post = desk.row("posts");
    assert!(
        media
            .iter()
            .all(|row| get(row, "post_id") == get(&post, "post_id")
                && get(row, "account_id") == get(&post, "account_id"))
    );
    assert_eq!(desk.column("media", "kind"), ["image", "video"]);
    // The database tells the same, with the whole reply in a column.
    let row = json!({"aweme_id": douyin_id(POSTED, 1), "aweme_type": "video", "title": "办事指南", "author_id": "98210000101", "author_name": "样例县发布",
        "create_time": POSTED, "download_time": SEEN / 1000, "file_path": "样例县发布/post/a/a.mp4", "metadata": aweme(1).to_string()});
    let empty = with(row.clone(), json!({"aweme_id": douyin_id(POSTED, 2), "file_path": "", "metadata": ""}));
    let path =
        database(&desk, "dy_downloader.db", &[("aweme", &[row, empty]), ("download_history", &[json!({"url": "x"})])]);
    let report = desk.import(&[&path]);
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (2, 2), "{report:?}");
    assert_eq!((desk.rows("posts").len(), desk.rows("media").len(), desk.rows("accounts").len()), (2, 2, 1));
    assert!(
        desk.rows("post_snapshots")
            .iter()
            .any(|row| get(row, "likes") == "12" && get(row, "observed_at") == "2021-02-25T23:00:00+08:00")
    );
}

#[test]
fn a_record_inside_a_reply_is_shown_as_it_stood() {
    let page = |number: u32| json!({"status_code": 0, "aweme_list": [aweme(10 + number), aweme(number)]});
    for (name, text) in [
        ("one.json", serde_json::to_string_pretty(&page(1)).unwrap()),
        ("line.json", page(1).to_string()),
        ("pages.jsonl", lines(&[page(3), page(1)])),
        ("pages.json", serde_json::to_string(&[page(3), page(1)]).unwrap()),
    ] {
        let desk = Desk::new();
        desk.take(name, text);
        let id = douyin_id(POSTED, 1);
        let post = desk.rows("posts").into_iter().find(|row| get(row, "native_id") == id).unwrap();
        let lake = block_on(lake::Lake::open_or_create(&desk.workspace)).unwrap();
        let traced =
            block_on(import::trace(&desk.workspace, &lake, &format!("posts:{}", get(&post, "post_id")))).unwrap();
        let original = traced.sources[0].original.as_ref().unwrap();
        assert!(original.starts_with("{\"aweme_id\"") && original.contains(&id), "{name}: {original:?}");
    }
}
