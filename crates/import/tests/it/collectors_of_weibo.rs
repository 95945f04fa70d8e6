//! Files of the collectors of Weibo and yt-dlp, made from their schemas. People, places and units are invented.

use serde_json::{Value, json};

use crate::containers::database;
use crate::support::{Desk, POSTED, csv, douyin_id, get, lines, weibo_id, with};

const HEADER: &str = "\u{feff}id,bid,正文,头条文章url,原始图片url,视频url,Live Photo视频url,位置,日期,工具,点赞数,评论数,转发数,话题,@用户,完整日期,是否编辑过,编辑次数";

#[test]
fn rows_of_weibo_crawler_of_any_width() {
    let one = weibo_id(POSTED, 1);
    let two = weibo_id(POSTED, 2);
    let text = format!(
        "{HEADER}\r\n{one},Abc,\"停水通知，\n明日\",,无,,,,2021-02-20,iPhone,1.2万,2,3,停水,,2021-02-20 18:00:00,False,0\r\n\
         {two},Abd,转发微博,,,,,,2021-02-20,,1,0,100万+\r\n{HEADER}\r\n，残行,x\r\n"
    );
    let desk = Desk::new();
    let report = desk.take("weibo/样例县发布/7104220101.csv", text);
    let file = &report.files[0];
    assert_eq!(file.format.as_deref(), Some("weibo_crawler"), "{report:?}");
    assert_eq!((file.rows_read, file.rows_new, file.rows_quarantined), (4, 2, 2), "{report:?}");
    let rows = desk.rows("posts");
    let first = rows.iter().find(|row| get(row, "native_id") == one).unwrap();
    assert_eq!((get(first, "posted_at"), get(first, "tags")), ("2021-02-20T18:00:00+08:00", "停水"));
    let second = rows.iter().find(|row| get(row, "native_id") == two).unwrap();
    assert_eq!((get(second, "posted_precision"), get(second, "is_repost")), ("day", "true"));
    assert!(desk.rows("post_snapshots").iter().any(|row| get(row, "likes") == "12000"));
    assert!(desk.rows("post_snapshots").iter().any(|row| get(row, "shares") == "1000000"));
    assert_eq!(desk.column("account_aliases", "kind"), ["creator_hash", "uid"]);
    assert_eq!(desk.column("quarantine", "reason"), ["repeated_header", "torn_row"]);
}

#[test]
fn an_id_that_a_spreadsheet_cut_is_mended_from_the_short_form() {
    let desk = Desk::new();
    desk.take(
        "7104220101.csv",
        format!("{HEADER}\n3.50176E+15,z0JH2lOMb,停水,,,,,,,,1,2,3,,,2021-02-20 18:00:00,False,0\n"),
    );
    assert_eq!(get(&desk.row("posts"), "native_id"), "3501756485200075");
}

#[test]
fn users_and_comments_of_weibo_crawler() {
    let users = "\u{feff}用户id,昵称,性别,生日,所在地,IP属地,学习经历,公司,注册时间,阳光信用,微博数,粉丝数,关注数,简介,主页,头像,高清头像,微博等级,会员等级,是否认证,认证类型,认证信息,上次记录微博信息\n\
         7104220101,样例县发布,f,,云岫,云岫,,,2015-01-01,,92,2.9万,20,为民服务,https://m.weibo.cn/u/7104220101,,,1,1,True,1,样例县政府办官方微博,\n\
         7104220102,居民甲,m,,,,,,,,0,5,9,,,,,1,0,False,-1,,\n";
    let desk = Desk::new();
    let report = desk.take("weibo/users.csv", users);
    assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_new), (Some("weibo_crawler"), 2), "{report:?}");
    let rows = desk.rows("account_snapshots");
    let official = rows.iter().find(|row| get(row, "works") == "92").unwrap();
    assert_eq!(
        (get(official, "verification_kind"), get(official, "verified"), get(official, "followers")),
        ("government", "true", "29000")
    );
    assert_eq!(get(official, "verification_text"), "样例县政府办官方微博");
    let person = rows.iter().find(|row| get(row, "works") == "0").unwrap();
    assert_eq!((get(person, "verification_kind"), get(person, "verified")), ("none", "false"));
    let comments = format!(
        "id,weibo_id,created_at,user_screen_name,text,pic_url,like_count\n{},{},Sat Feb 20 18:05:00 +0800 2021,居民,请问<span class=\"url-icon\"><img alt=[作揖] src=\"x\"></span>几点&amp;哪里,,3\n",
        weibo_id(POSTED + 300, 1),
        weibo_id(POSTED, 1)
    );
    desk.take("weibo/样例县发布/样例_comments.csv", comments);
    let comment = desk.row("comments");
    assert_eq!(
        (get(&comment, "content"), get(&comment, "commented_at")),
        ("请问[作揖]几点&哪里", "2021-02-20T18:05:00+08:00")
    );
}

fn work_of_weibo_crawler(number: u32) -> Value {
    json!({"user_id": 7_104_220_101_i64, "screen_name": "样例县发布", "id": weibo_id(POSTED, number), "bid": "Abc", "text": "停水通知", "article_url": "", "pics": "",
        "video_url": "", "live_photo_url": "", "location": "", "created_at": "2021-02-20", "source": "", "attitudes_count": 1, "comments_count": 2,
        "reposts_count": 3, "topics": "停水,便民", "at_users": "", "full_created_at": "2021-02-20 18:00:00"})
}

#[test]
fn json_and_database_of_weibo_crawler() {
    let user = json!({"id": 7_104_220_101_i64, "screen_name": "样例县发布", "gender": "f", "statuses_count": 92, "followers_count": "2.9万", "follow_count": 20,
        "description": "", "profile_url": "", "verified": true, "verified_type": 3, "verified_reason": "样例县融媒体中心官方微博"});
    let forwarded = with(work_of_weibo_crawler(2), json!({"retweet": {"id": 5, "text": "别人的"}}));
    let whole = json!({"user": user, "weibo": [work_of_weibo_crawler(1), forwarded]});
    for text in [whole.to_string(), serde_json::to_string_pretty(&whole).unwrap()] {
        let desk = Desk::new();
        let report = desk.take("weibo/样例县发布/7104220101.json", text);
        let file = &report.files[0];
        assert_eq!(
            (file.format.as_deref(), file.rows_read, file.rows_new),
            (Some("weibo_crawler"), 3, 3),
            "{report:?}"
        );
        assert!(desk.column("posts", "is_repost").contains(&"true".to_owned()));
        let profile = desk.rows("account_snapshots").into_iter().find(|row| get(row, "works") == "92").unwrap();
        assert_eq!((get(&profile, "verification_kind"), get(&profile, "followers")), ("media", "29000"));
        assert_eq!(desk.rows("accounts").len(), 1);
    }
    let desk = Desk::new();
    let row = with(
        work_of_weibo_crawler(1),
        json!({"full_created_at": null, "created_at": "2021-02-20 18:00:00", "retweet_id": "", "user_id": "7104220101"}),
    );
    let person = json!({"id": "7104220101", "nick_name": "样例县发布", "gender": "f", "follower_count": 29_000, "follow_count": 20, "birthday": "", "location": "",
        "edu": "", "company": "", "reg_date": "", "main_page_url": "", "avatar_url": "", "bio": "为民服务"});
    let comment = json!({"id": weibo_id(POSTED + 300, 1), "bid": "x", "weibo_id": weibo_id(POSTED, 1), "root_id": "", "user_id": "880001", "created_at": "Sat Feb 20 18:05:00 +0800 2021",
        "user_screen_name": "居民", "user_avatar_url": "", "text": "几点来水", "pic_url": "", "like_count": 3});
    let repost = json!({"id": "1", "bid": "x", "weibo_id": "2", "user_id": "3", "created_at": "", "user_screen_name": "", "user_avatar_url": "", "text": "转", "like_count": 0});
    let bin = json!({"ext": "jpg", "weibo_id": "1", "path": "x", "url": "y"});
    let path = database(
        &desk,
        "weibo/weibodata.db",
        &[("user", &[person]), ("weibo", &[row]), ("comments", &[comment]), ("reposts", &[repost]), ("bins", &[bin])],
    );
    let taken = desk.import(&[&path]);
    assert_eq!((taken.files[0].format.as_deref(), taken.files[0].rows_new), (Some("weibo_crawler"), 3), "{taken:?}");
    assert!(taken.files[0].message.as_deref().unwrap().contains("reposts"), "{taken:?}");
    let comment = desk.row("comments");
    assert_eq!(get(&comment, "post_id"), get(&desk.row("posts"), "post_id"));
    assert!(get(&comment, "person_key") != "-");
}

#[test]
fn weibo_spider_writes_short_ids_and_a_word_for_nothing() {
    let text = "\u{feff}微博id,微博正文,头条文章url,原始图片url,微博视频url,发布位置,发布时间,发布工具,点赞数,转发数,评论数\n\
                z0JH2lOMb,停水通知,无,无,无,无,2013-01-01 12:00,无,1,2,3\n";
    let desk = Desk::new();
    let report = desk.take("weibo/样例县发布/7104220101.csv", text);
    assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_new), (Some("weibo_spider"), 1), "{report:?}");
    let post = desk.row("posts");
    assert_eq!((get(&post, "native_id"), get(&post, "posted_at")), ("3501756485200075", "2013-01-01T12:00:00+08:00"));
    let counts = desk.row("post_snapshots");
    assert_eq!((get(&counts, "likes"), get(&counts, "shares"), get(&counts, "comments")), ("1", "2", "3"));
    let whole = json!({"user": {"id": "7104220101", "nickname": "样例县发布", "weibo_num": 92, "following": 20, "followers": 2980, "verified_reason": "样例县政府办官方微博"},
        "weibo": [{"id": "z0JH2lOMb", "content": "停水通知", "original": true, "publish_time": "2013-01-01 12:00", "up_num": 1, "retweet_num": 2, "comment_num": 3}]});
    let report = desk.take("7104220101.json", whole.to_string());
    assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_read), (Some("weibo_spider"), 2), "{report:?}");
    assert_eq!((desk.rows("posts").len(), desk.rows("accounts").len()), (1, 1));
}

#[test]
fn works_found_by_word() {
    let header = "\u{feff}id,bid,user_id,用户昵称,微博正文,头条文章url,发布位置,艾特用户,话题,转发数,评论数,点赞数,发布时间,发布工具,微博图片url,微博视频url,retweet_id,ip,user_authentication,会员类型,会员等级";
    let text = format!(
        "{header}\n{},Abc,7104220101,样例县发布,停水通知,,,,停水,3,2,1,2021-02-20 18:00,iPhone,,,,云岫,蓝V,,\n{},Abd,7104220102,居民,转发微博,,,,,0,0,0,2021-02-20 18:01,,,,{},,普通用户,,\n",
        weibo_id(POSTED, 1),
        weibo_id(POSTED, 2),
        weibo_id(POSTED, 1)
    );
    let desk = Desk::new();
    let report = desk.take("结果文件/停水/停水.csv", text);
    assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_new), (Some("weibo_search"), 2), "{report:?}");
    assert!(desk.rows("posts").iter().all(|row| get(row, "search_keyword") == "停水"));
    let rows = desk.rows("account_snapshots");
    let body = rows.iter().find(|row| get(row, "verified") == "true").unwrap();
    assert_eq!(get(body, "verification_kind"), "-");
    assert!(rows.iter().any(|row| get(row, "verification_kind") == "none"));
}

#[test]
fn both_generations_of_nghuyong() {
    let user = json!({"_id": "7104220101", "avatar_hd": "", "nick_name": "样例县发布", "verified": true, "verified_type": 1, "verified_reason": "样例县政府办官方微博",
        "statuses_count": 92, "followers_count": 2980, "friends_count": 20, "description": "为民服务", "crawl_time": POSTED + 3600});
    let tweet = json!({"_id": weibo_id(POSTED, 1), "mblogid": "Abc", "created_at": "2021-02-20 18:00:00", "geo": null, "ip_location": "发布于 云岫", "reposts_count": 3,
        "comments_count": 2, "attitudes_count": 1, "source": "", "content": "停水通知", "pic_urls": [], "isLongText": false, "user": user, "crawl_time": POSTED + 3600});
    let old = json!({"_id": "7104220101_z0JH2lOMb", "weibo_url": "https://weibo.com/7104220101/z0JH2lOMb", "created_at": "2013-01-01 12:00", "like_num": 1, "repost_num": 2,
        "comment_num": 3, "content": "旧闻", "user_id": "7104220101", "crawl_time": POSTED});
    let comment = json!({"_id": weibo_id(POSTED + 300, 1), "created_at": "2021-02-20 18:05:00", "like_counts": 3, "ip_location": "来自云岫", "content": "几点来水",
        "comment_user": {"_id": "880001", "nick_name": "居民"}, "crawl_time": POSTED + 3600});
    let desk = Desk::new();
    let report = desk.take("output/tweet_spider.jsonl", lines(&[tweet, old, user, comment]));
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_new),
        (Some("weibo_nghuyong"), 4),
        "{report:?}"
    );
    assert_eq!(desk.rows("accounts").len(), 1);
    assert!(desk.column("posts", "native_id").contains(&"3501756485200075".to_owned()));
    assert_eq!(get(&desk.row("comments"), "ip_region"), "云岫");
    assert!(
        desk.rows("account_snapshots")
            .iter()
            .any(|row| get(row, "verification_kind") == "government" && get(row, "followers") == "2980")
    );
}

#[test]
fn a_page_taken_with_a_browser_extension_has_no_year() {
    let text = "\u{feff},头像,S_txt2,WB_from,WB_text,forward,comment,like,缩略图,Time,weibo_url\n\
                0,x,,来自,停水通知的全文很长...展开全文,3061.0,2.0,赞,,2月20日 18:00 来自 样例客户端,https://weibo.com/7104220101/z0JH2lOMb?from=page\n";
    let mut desk = Desk::new();
    let report = desk.take("page.csv", text);
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_new),
        (Some("weibo_web_scraper"), 1),
        "{report:?}"
    );
    assert!(report.files[0].message.as_deref().unwrap().contains("展开全文"), "{report:?}");
    let post = desk.row("posts");
    assert_eq!((get(&post, "native_id"), get(&post, "content")), ("3501756485200075", "停水通知的全文很长"));
    // Nobody said when the page was taken: only the id tells.
    assert_eq!(get(&post, "posted_from"), "id");
    let counts = desk.row("post_snapshots");
    assert_eq!((get(&counts, "shares"), get(&counts, "likes")), ("3061", "-"));
    desk.options.observed = Some("2021-02-25".parse().unwrap());
    desk.take("other.csv", text.replace("z0JH2lOMb", "z0JH2lOMc").replace("停水", "停电"));
    assert!(desk.column("posts", "posted_at").contains(&"2021-02-20T18:00:00+08:00".to_owned()));
}

#[test]
fn info_files_of_yt_dlp() {
    let douyin = json!({"id": douyin_id(POSTED, 1), "title": "办事指南 1 第一段…", "description": "办事指南 1 第一段与第二段", "timestamp": POSTED, "upload_date": "20210220",
        "uploader": "yangli101", "uploader_id": "98210000101", "channel": "样例县发布", "channel_id": "MS4wLjABAAAAsample101", "duration": 65, "view_count": 0,
        "like_count": 12, "repost_count": 5, "comment_count": 4, "save_count": 3, "track": "原声", "extractor_key": "Douyin",
        "webpage_url": format!("https://www.douyin.com/video/{}", douyin_id(POSTED, 1)), "epoch": POSTED + 3600});
    let desk = Desk::new();
    let report = desk.take("a.info.json", douyin.to_string());
    assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_new), (Some("yt_dlp"), 1), "{report:?}");
    let post = desk.row("posts");
    assert_eq!(
        (get(&post, "content"), get(&post, "title"), get(&post, "duration_ms")),
        ("办事指南 1 第一段与第二段", "-", "65000")
    );
    let counts = desk.row("post_snapshots");
    assert_eq!(
        (get(&counts, "plays"), get(&counts, "favourites"), get(&counts, "observed_at")),
        ("-", "3", "2021-02-20T19:00:00+08:00")
    );
    let video = json!({"id": "BV17x411w7KC", "title": "办事指南", "description": "", "uploader": "样例县发布", "uploader_id": "68001", "timestamp": POSTED, "duration": 65.5,
        "tags": ["办事"], "view_count": 100, "extractor_key": "BiliBili", "webpage_url": "https://www.bilibili.com/video/BV17x411w7KC"});
    let foreign = with(video.clone(), json!({"extractor_key": "Youtube"}));
    let report = desk.take("b.jsonl", lines(&[video, foreign]));
    assert_eq!((report.files[0].rows_new, report.files[0].rows_quarantined), (1, 1), "{report:?}");
    let rows = desk.rows("posts");
    let row = rows.iter().find(|row| get(row, "platform") == "bilibili").unwrap();
    assert_eq!((get(row, "native_id"), get(row, "title"), get(row, "duration_ms")), ("170001", "办事指南", "65500"));
}

#[test]
fn equal_works_of_two_tools_are_one() {
    let desk = Desk::new();
    desk.take(
        "7104220101.json",
        json!({"user": {"id": 7_104_220_101_i64, "screen_name": "样例县发布"}, "weibo": [work_of_weibo_crawler(1)]})
            .to_string(),
    );
    desk.take("x.csv", csv(&[with(crate::support::weibo_note(POSTED), json!({}))]));
    assert_eq!((desk.rows("posts").len(), desk.rows("accounts").len()), (1, 1));
}
