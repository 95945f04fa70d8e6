//! Files of the collectors of bilibili, Kuaishou and public accounts, made from their schemas. People, places and units are invented.

use serde_json::{Value, json};

use crate::containers::{database, workbook};
use crate::support::{Desk, POSTED, SEEN, csv, get, lines, with};

fn view() -> Value {
    json!({"bvid": "BV17x411w7KC", "aid": 170_001, "title": "办事指南", "pubdate": POSTED, "desc": "-", "duration": 65,
        "owner": {"mid": 68_001, "name": "样例县发布"}, "stat": {"view": 100, "danmaku": 7, "reply": 2, "favorite": 3, "coin": 4, "share": 5, "like": 6, "dislike": 0}})
}

#[test]
fn replies_of_bilibili() {
    let listed = json!({"aid": 170_001, "bvid": "BV17x411w7KC", "title": "办事指南", "description": "", "created": POSTED, "length": "01:05", "play": "--", "comment": 2,
        "video_review": 7, "author": "样例县发布", "mid": 68_001});
    for (name, text) in [
        ("view.json", json!({"code": 0, "message": "0", "ttl": 1, "data": view()}).to_string()),
        (
            "list.json",
            json!({"code": 0, "data": {"list": {"tlist": {}, "vlist": [listed]}, "page": {"count": 1}}}).to_string(),
        ),
        ("popular.json", json!({"code": 0, "data": {"list": [view()], "no_more": true}}).to_string()),
        ("views.jsonl", lines(&[view()])),
        ("detail.json", json!({"code": 0, "data": {"View": view(), "Card": {}}}).to_string()),
    ] {
        let desk = Desk::new();
        let report = desk.take(name, text);
        assert_eq!(
            (report.files[0].format.as_deref(), report.files[0].rows_new),
            (Some("bilibili"), 1),
            "{name} {report:?}"
        );
        let post = desk.row("posts");
        assert_eq!(
            (get(&post, "native_id"), get(&post, "content"), get(&post, "duration_ms")),
            ("170001", "-", "65000"),
            "{name}"
        );
        let counts = desk.row("post_snapshots");
        assert_eq!(get(&counts, "danmaku"), "7");
        assert_eq!(get(&counts, "plays"), if name == "list.json" { "-" } else { "100" });
        assert_eq!(desk.rows("accounts").len(), 1);
    }
    let reply = |rpid: i64, parent: i64| {
        json!({"rpid": rpid, "oid": 170_001, "type": 1, "mid": 880_001, "root": parent, "parent": parent, "count": 1, "rcount": 1, "ctime": POSTED + 60, "like": 2,
            "member": {"mid": "880001", "uname": "居民"}, "content": {"message": "请问几点"}, "reply_control": {"location": "IP属地：云岫"}, "replies": null})
    };
    let with_answer = with(reply(1, 0), json!({"replies": [reply(2, 1)]}));
    let desk = Desk::new();
    desk.take("view.json", json!({"code": 0, "data": view()}).to_string());
    let page = json!({"code": 0, "data": {"cursor": {}, "replies": [with_answer, reply(3, 0)], "top_replies": null}});
    let report = desk.take("main_1.json", page.to_string());
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (2, 2), "{report:?}");
    let comments = desk.rows("comments");
    assert_eq!(comments.len(), 3);
    assert!(
        comments
            .iter()
            .all(|row| get(row, "ip_region") == "云岫" && get(row, "post_id") == get(&desk.row("posts"), "post_id"))
    );
    assert_eq!(comments.iter().filter(|row| get(row, "parent_id") != "-").count(), 1);
    let card = json!({"code": 0, "data": {"card": {"mid": "68001", "name": "样例县发布", "sign": "为民服务", "fans": 2980, "friend": 20,
        "Official": {"role": 3, "title": "样例县政府办官方账号", "type": 1}}, "follower": 2980, "archive_count": 9}});
    desk.take("card.json", card.to_string());
    let rows = desk.rows("account_snapshots");
    let profile = rows.iter().find(|row| get(row, "followers") == "2980").unwrap();
    assert_eq!(
        (get(profile, "works"), get(profile, "verification_kind"), get(profile, "verification_text")),
        ("9", "organisation", "样例县政府办官方账号")
    );
}

#[test]
fn tables_of_bilibili() {
    let comments = "\u{feff}序号,上级评论ID,评论ID,用户ID,用户名,用户等级,性别,评论内容,评论时间,回复数,点赞数,个性签名,IP属地,是否是大会员,头像\n\
                    1,0,2001,880001,居民,5,保密,请问几点,2021-02-20 18:01:00,1,2,,云岫,否,x\n2,2001,2002,880002,居民乙,5,保密,八点,2021-02-20 18:02:00,0,0,,未知,否,x\n";
    let desk = Desk::new();
    let report = desk.take("办事指南_评论.csv", comments);
    assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_new), (Some("bilibili"), 2), "{report:?}");
    assert_eq!(desk.rows("comments").iter().filter(|row| get(row, "parent_id") != "-").count(), 1);
    assert!(!format!("{:?}", desk.rows("comments")).contains("880001"));
    let videos = "标题,BV号,链接,时长,播放量,弹幕数,发布时间\n办事指南,BV17x411w7KC,https://www.bilibili.com/video/BV17x411w7KC,01:05,1.2万,7,2021-02-20\n";
    desk.take("videos.csv", videos);
    let post = desk.row("posts");
    assert_eq!((get(&post, "native_id"), get(&post, "posted_precision")), ("170001", "day"));
    assert_eq!(get(&desk.row("post_snapshots"), "plays"), "12000");
}

fn article() -> Value {
    json!({"公众号": "样例发布", "ID": "2650000001_1", "链接": "http://mp.weixin.qq.com/s?__biz=MzSAMPLE==&mid=2650000001&idx=1&sn=0123456789abcdef0123456789abcdef&chksm=x#rd",
        "标题": "停水通知", "封面": "", "摘要": "明日停水", "创建时间": "2021-02-20 17:59:00", "发布时间": "2021-02-20 18:00:00", "阅读": "100", "点赞": "6", "分享": "",
        "喜欢": "5", "留言": "", "作者": "", "是否原创": "原创", "文章类型": "普通图文", "所属合集": "#停水 #便民", "文章内容": "明日停水检修"})
}

#[test]
fn every_export_of_wechat_article_exporter_is_the_same_article() {
    let raw = json!({"aid": "2650000001_1", "appmsgid": 2_650_000_001_i64, "itemidx": 1, "title": "停水通知",
        "link": "http://mp.weixin.qq.com/s?__biz=MzSAMPLE==&mid=2650000001&idx=1&sn=0123456789abcdef0123456789abcdef&chksm=x#rd", "digest": "明日停水",
        "create_time": POSTED, "update_time": POSTED, "copyright_stat": 1, "item_show_type": 0, "appmsg_album_infos": [{"title": "停水"}], "readNum": 100,
        "oldLikeNum": 6, "_accountName": "样例发布", "content": "明日停水检修",
        "comments": [{"content_id": "77", "nick_name": "居民", "content": "几点来水", "create_time": POSTED + 60, "like_num": 1}]});
    for (name, bytes) in [
        ("a.xlsx", workbook(&[("Sheet1", &[article()])])),
        ("a.csv", csv(&[article()]).into_bytes()),
        ("a.json", serde_json::to_vec(&[raw]).unwrap()),
    ] {
        let desk = Desk::new();
        let report = desk.take(name, bytes);
        assert_eq!(
            (report.files[0].format.as_deref(), report.files[0].rows_new),
            (Some("wechat_article_exporter"), 1),
            "{name} {report:?}"
        );
        let post = desk.row("posts");
        assert_eq!(
            (get(&post, "native_id"), get(&post, "kind")),
            ("0123456789abcdef0123456789abcdef", "article"),
            "{name}"
        );
        assert_eq!((get(&post, "posted_at"), get(&post, "content")), ("2021-02-20T18:00:00+08:00", "明日停水检修"));
        let counts = desk.row("post_snapshots");
        assert_eq!(
            (get(&counts, "plays"), get(&counts, "likes"), get(&counts, "shares"), get(&counts, "comments")),
            ("100", "6", "-", "-")
        );
        assert!(desk.column("account_aliases", "value").contains(&"MzSAMPLE==".to_owned()));
        assert_eq!(desk.rows("comments").len(), usize::from(name == "a.json"));
    }
    let desk = Desk::new();
    let accounts = json!({"version": "1.0", "usefor": "wechat-article-exporter", "accounts": [{"fakeid": "MzSAMPLE==", "nickname": "样例发布", "alias": "sample", "signature": ""}]});
    let report = desk.take("accounts.json", accounts.to_string());
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_new),
        (Some("wechat_article_exporter"), 1),
        "{report:?}"
    );
    desk.take("a.csv", csv(&[article()]));
    assert_eq!(desk.rows("accounts").len(), 1);
}

#[test]
fn tables_of_wechat_spider_join_by_the_articles_own_key() {
    let sn = "0123456789abcdef0123456789abcdef";
    let account = json!({"__biz": "MzSAMPLE==", "account": "样例发布", "summary": "为民服务", "verify": "样例县政府办", "spider_time": "2021-02-25 23:00:00"});
    let article = json!({"account": "样例发布", "title": "停水通知", "url": format!("http://mp.weixin.qq.com/s?__biz=MzSAMPLE==&mid=1&idx=1&sn={sn}"), "author": "", "publish_time": "2021-02-20 18:00:00",
        "digest": "明日停水", "content_html": "<p>明日停水<br/>检修</p>", "comment_id": "9", "sn": sn, "spider_time": "2021-02-25 23:00:00", "__biz": "MzSAMPLE=="});
    let dynamic = json!({"sn": sn, "read_num": 100, "like_num": 6, "comment_count": 2, "spider_time": "2021-02-25 23:00:00", "__biz": "MzSAMPLE=="});
    let comment = json!({"comment_id": "9", "nick_name": "居民", "logo_url": "x", "content": "几点来水", "create_time": "2021-02-20 18:05:00", "content_id": "77", "like_num": 1, "is_top": 0,
        "spider_time": "2021-02-25 23:00:00", "__biz": "MzSAMPLE=="});
    let desk = Desk::new();
    let path = database(
        &desk,
        "wechat.db",
        &[
            ("wechat_article_dynamic", &[dynamic]),
            ("wechat_account", &[account]),
            ("wechat_article_comment", &[comment]),
            ("wechat_article", std::slice::from_ref(&article)),
        ],
    );
    let report = desk.import(&[&path]);
    assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_new), (Some("wechat_spider"), 4), "{report:?}");
    let post = desk.row("posts");
    assert_eq!((get(&post, "title"), get(&post, "content")), ("停水通知", "明日停水\n检修"));
    assert!(
        desk.rows("post_snapshots")
            .iter()
            .any(|row| get(row, "plays") == "100" && get(row, "post_id") == get(&post, "post_id"))
    );
    assert_eq!((desk.rows("accounts").len(), desk.rows("comments").len()), (1, 1));
    assert_eq!(desk.take("wechat_article.csv", csv(&[article])).files[0].rows_new, 0);
}

#[test]
fn replies_of_kuaishou() {
    let feed = json!({"type": 1, "author": {"id": "3xsample0000001", "name": "样例县发布"}, "photo": {"id": "3xwork000000001", "duration": 31_000, "caption": "停水通知",
        "likeCount": "1.2万", "realLikeCount": 12_345, "viewCount": "3.4万", "timestamp": SEEN}});
    let desk = Desk::new();
    let report = desk.take(
        "feeds.json",
        json!({"data": {"visionProfilePhotoList": {"result": 1, "feeds": [feed], "pcursor": "x"}}}).to_string(),
    );
    assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_new), (Some("kuaishou_web"), 1), "{report:?}");
    let counts = desk.row("post_snapshots");
    assert_eq!((get(&counts, "likes"), get(&counts, "plays")), ("12345", "34000"));
    let comments = json!({"data": {"visionCommentList": {"commentCount": 1, "rootComments": [{"commentId": "901", "authorId": "880001", "authorName": "居民", "content": "几点来水",
        "timestamp": SEEN, "likedCount": "3", "subComments": [{"commentId": "902", "authorId": "880002", "content": "八点", "timestamp": SEEN}]}]}}});
    desk.take("comments.json", comments.to_string());
    assert_eq!(desk.rows("comments").len(), 2);
    let profile = json!({"data": {"visionProfile": {"result": 1, "userProfile": {"ownerCount": {"fan": "2980", "photo": null, "follow": 20, "photo_public": 0},
        "profile": {"gender": "F", "user_name": "样例县发布", "user_id": "3xsample0000001", "user_text": "为民服务"}}}}});
    desk.take("profile.json", profile.to_string());
    assert!(
        desk.rows("account_snapshots").iter().any(|row| get(row, "followers") == "2980" && get(row, "works") == "0")
    );
    assert_eq!(desk.rows("accounts").len(), 1);
    let desk = Desk::new();
    let report = desk.take("ks.csv", format!("title,time,realLikeCount,duration(ms),auth\n停水通知,{POSTED},12,31000,样例县发布\n停水通知,{POSTED},12,31000,样例县发布\n"));
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_new, report.files[0].rows_known),
        (Some("kuaishou_web"), 1, 1),
        "{report:?}"
    );
    assert_eq!((get(&desk.row("posts"), "native_id"), get(&desk.row("posts"), "account_id")), ("-", "-"));
}

#[test]
fn forums_of_media_crawler() {
    let thread = json!({"note_id": "9001", "title": "求助", "desc": "几点来水", "note_url": "https://tieba.baidu.com/p/9001", "publish_time": "2021-02-20 18:00", "user_link": "",
        "user_nickname": "张***丰", "creator_hash": "0123456789abcdef", "tieba_id": "1", "tieba_name": "样例吧", "tieba_link": "", "total_replay_num": 2,
        "total_replay_page": 1, "last_modify_ts": SEEN, "source_keyword": "停水"});
    let comment = json!({"comment_id": "9101", "parent_comment_id": "", "content": "八点", "user_nickname": "李***四", "creator_hash": "fedcba9876543210", "tieba_id": "1",
        "tieba_name": "样例吧", "tieba_link": "", "publish_time": "2021-02-20 18:05", "sub_comment_count": 0, "note_id": "9001", "note_url": "", "last_modify_ts": SEEN});
    let answer = json!({"content_id": "7001", "content_type": "answer", "content_text": "以公告为准", "content_url": "x", "question_id": "1", "title": "何时来水", "desc": "",
        "created_time": POSTED.to_string(), "updated_time": "", "voteup_count": 6, "comment_count": 1, "source_keyword": "", "user_id": "u7", "user_link": "",
        "user_nickname": "样例发布", "user_url_token": "sample", "last_modify_ts": SEEN});
    let desk = Desk::new();
    for (name, text) in [
        ("data/tieba/jsonl/search_contents_2021-02-25.jsonl", lines(std::slice::from_ref(&thread))),
        ("data/tieba/jsonl/search_comments_2021-02-25.jsonl", lines(std::slice::from_ref(&comment))),
        ("data/zhihu/csv/search_contents_2021-02-25.csv", csv(std::slice::from_ref(&answer))),
    ] {
        let report = desk.take(name, text);
        assert_eq!(
            (report.files[0].format.as_deref(), report.files[0].rows_new),
            (Some("media_crawler_forums"), 1),
            "{name} {report:?}"
        );
    }
    assert_eq!(desk.column("posts", "platform"), ["tieba", "zhihu"]);
    assert!(!format!("{:?}{:?}", desk.rows("accounts"), desk.rows("account_snapshots")).contains("***"));
    // In the collector's database they stand beside the tables of other platforms.
    let works = [crate::support::douyin_work(1)];
    let path = database(
        &desk,
        "database/sqlite_tables.db",
        &[
            ("douyin_aweme", &works),
            ("tieba_note", &[thread]),
            ("tieba_comment", &[comment]),
            ("zhihu_content", &[answer]),
        ],
    );
    let report = desk.import(&[&path]);
    assert_eq!(
        (report.files[0].format.as_deref(), report.files[0].rows_read, report.files[0].rows_new),
        (Some("media_crawler"), 4, 1),
        "{report:?}"
    );
}
