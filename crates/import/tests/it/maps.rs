//! Column maps for tables nobody foresaw.

use crate::support::{Desk, get, xlsx};

const MAP: &str = r#"
table = "posts"
platform = "douyin"
[constants]
unique_id = "yangli101"
account_name = "样例县发布"
[columns]
"片名" = "title"
"发布时间" = { field = "posted_at", date = "%Y/%m/%d %H:%M" }
"播放多少" = { field = "plays", unit = "万" }
"点赞多少" = "likes"
"样式" = { field = "kind", values = { "视频" = "video", "图文" = "images" } }
"#;

fn table(title: &str) -> Vec<u8> {
    xlsx(
        &[
            vec!["作品列表"],
            vec!["片名", "发布时间", "样式", "播放多少", "点赞多少", "看完比例"],
            vec![title, "2021/2/20 18:00", "视频", "1.2", "1,234", "12.3%"],
            vec!["片名", "发布时间", "样式", "播放多少", "点赞多少", "看完比例"],
        ],
        &[],
    )
}

#[test]
fn a_map_is_used_once_and_remembered_by_the_header() {
    let mut desk = Desk::new();
    let report = desk.take("作品.xlsx", table("办事指南"));
    assert_eq!(report.files[0].format, None);
    let message = report.files[0].message.clone().unwrap();
    assert!(message.contains("--map") && message.contains("账号名称"), "{message}");
    desk.options.map = Some(desk.write("map.toml", MAP));
    let report = desk.take("作品.xlsx", table("办事指南"));
    assert_eq!(
        (report.files[0].rows_read, report.files[0].rows_new, report.files[0].rows_quarantined),
        (2, 1, 1),
        "{report:#?}"
    );
    let post = desk.row("posts");
    for (column, value) in
        [("title", "办事指南"), ("kind", "video"), ("posted_at", "2021-02-20T18:00:00+08:00"), ("native_id", "-")]
    {
        assert_eq!(get(&post, column), value);
    }
    let counts = desk.row("post_snapshots");
    assert_eq!((get(&counts, "plays"), get(&counts, "likes")), ("12000", "1234"));
    assert_ne!(get(&post, "account_id"), "-");
    desk.options.map = None;
    let report = desk.take("作品2.xlsx", table("防汛提示"));
    assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_new), (Some("mapped"), 1), "{report:#?}");
    assert_eq!(std::fs::read_dir(desk.workspace.root().join("maps")).unwrap().count(), 1);
}

#[test]
fn a_map_that_is_wrong_says_what_to_write() {
    let mut desk = Desk::new();
    desk.options.map = Some(desk.write("map.toml", "table = \"posts\"\n[columns]\n\"标题\" = \"titel\"\n"));
    let path = desk.write("x.csv", "标题\nx\n");
    let error = desk.try_import(&[&path]).unwrap_err().to_string();
    assert!(error.contains("map.toml") && error.contains("no field `titel`") && error.contains("title"), "{error}");
}

/// Proposes a map for a file, lets a person edit it, imports with it.
fn proposed(
    desk: &mut Desk,
    name: &str,
    content: impl AsRef<[u8]>,
    edit: impl Fn(String) -> String,
) -> (String, import::ImportReport) {
    let path = desk.write(name, content);
    let text = edit(import::propose_map(&path).unwrap());
    desk.options.map = Some(desk.write(&format!("{}.toml", name.replace('/', "_")), &text));
    let report = desk.import(&[&path]);
    (text, report)
}

#[test]
fn a_map_is_proposed_from_header_words_and_sample_values() {
    let mut desk = Desk::new();
    let table = xlsx(
        &[
            vec!["作品列表"],
            vec!["作品名称", "发布时间", "体裁", "播放量（万）", "点赞量", "完播率", "联系电话"],
            vec!["办事指南 13800138000", "2021/2/20 18:00", "视频", "1.2", "1,234", "12.3%", "13800138000"],
            vec!["防汛提示", "2021/2/21 18:00", "图文", "0.5", "-", "-", ""],
        ],
        &[],
    );
    let (text, report) = proposed(&mut desk, "抖音作品.xlsx", table, |text| text);
    for part in [
        "table = \"posts\"",
        "platform = \"douyin\" # 依据：文件名",
        "\"作品名称\" = \"title\" # 把握 95%",
        "\"发布时间\" = \"posted_at\"",
        "{ field = \"plays\", unit = \"万\" }",
        "values = { \"图文\" = \"images\", \"视频\" = \"video\" }",
        "# \"完播率\" = \"\" # 没有对应的字段",
        "# unique_id = \"\"",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("13800138000"), "personal data of sample values are masked:\n{text}");
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (2, 2), "{report:#?}\n{text}");
    assert_eq!(desk.column("post_snapshots", "plays"), ["12000", "5000"]);
    assert_eq!(desk.column("posts", "kind"), ["images", "video"]);
}

#[test]
fn small_scrapes_made_by_hand_are_proposed_and_read() {
    // GBK, comments with a count and a time.
    let (gbk, _, _) = encoding_rs::GB18030
        .encode("昵称,点赞数,时间,评论\n居民甲,3,2021/2/20 6:55,几点上班？\n居民乙,,2021/2/20 7:05,谢谢\n");
    let mut desk = Desk::new();
    let name_platform = |text: String| text.replace("# platform = \"douyin\" # 必填", "platform = \"douyin\" # 必填");
    let (text, report) = proposed(&mut desk, "评论.csv", gbk, name_platform);
    assert!(text.contains("table = \"comments\"") && text.contains("\"评论\" = \"content\""), "{text}");
    assert_eq!(report.files[0].rows_new, 2, "{report:#?}");
    assert_eq!(desk.column("comments", "commented_at"), ["2021-02-20T06:55:00+08:00", "2021-02-20T07:05:00+08:00"]);
    assert!(!text.contains("\"昵称\" = \"account_name\""), "a commenter's name is not kept");

    // An old workbook whose numbers are floats.
    let mut desk = Desk::new();
    let (text, report) = proposed(&mut desk, "评论.xls", include_bytes!("../fixtures/comments.xls"), name_platform);
    assert!(text.contains("\"评论内容\" = \"content\""), "{text}");
    assert_eq!(report.files[0].rows_new, 2, "{report:#?}");
    assert_eq!(desk.column("comments", "likes"), ["0", "12"]);

    // Kuaishou: the columns of a page's own data.
    let mut desk = Desk::new();
    let table = "title,time,realLikeCount,duration(ms),auth\n办事指南,2021-02-20 18:00:00,12,15000,样例县发布\n";
    let (text, report) = proposed(&mut desk, "kuaishou.csv", table, |text| text);
    assert!(text.contains("platform = \"kuaishou\"") && text.contains("\"realLikeCount\" = \"likes\""), "{text}");
    assert_eq!(
        (report.files[0].rows_new, desk.column("post_snapshots", "likes")),
        (1, vec!["12".to_owned()]),
        "{text}"
    );

    // Weibo: English dates and markup in the text.
    let mut desk = Desk::new();
    let id = crate::support::weibo_id(1_613_815_200, 1);
    let table = format!(
        "内容,原微博内容,转发数,评论数,点赞数,用户名,用户ID,发布时间,微博ID,微博来源\n\
         \"<a href=\"\"//x\"\">#停水#</a>通知&amp;说明<br />请带证件\",,1,2,3,样例县发布,7104220101,Sat Feb 20 18:00:00 +0800 2021,{id},网页\n"
    );
    let (text, report) = proposed(&mut desk, "weibo.csv", table, |text| text);
    assert!(text.contains("html = true") && text.contains("platform = \"weibo\""), "{text}");
    assert_eq!(report.files[0].rows_new, 1, "{report:#?}");
    let post = desk.row("posts");
    assert_eq!(
        (get(&post, "content"), get(&post, "posted_at")),
        ("#停水#通知&说明\n请带证件", "2021-02-20T18:00:00+08:00")
    );
}

#[test]
fn json_written_column_by_column() {
    let content = "{\"date\":[\"2021-02-20\",\"2021-02-21\",null],\"level\":[5,4,3],\"text\":[\"几点上班\",\"谢谢\",\"好\"],\"like\":[1,0,null]}";
    for content in [content.to_owned(), content.replace(",\"", ",\n\"").replace('{', "{\n")] {
        let mut desk = Desk::new();
        let edit = |text: String| {
            text.replace("table = \"posts\"", "table = \"comments\"")
                .replace("# platform = \"douyin\"", "platform = \"douyin\"")
                .replace("\"posted_at\"", "\"commented_at\"")
        };
        let (text, report) = proposed(&mut desk, "评论.json", &content, edit);
        assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (3, 3), "{report:#?}\n{text}");
        assert_eq!(desk.column("comments", "likes"), ["-", "0", "1"], "{text}");
        // The header is remembered for files of this form too.
        desk.options.map = None;
        let report = desk.take("评论2.json", content.replace("谢谢", "多谢"));
        assert_eq!((report.files[0].format.as_deref(), report.files[0].rows_new), (Some("mapped"), 1), "{report:#?}");
    }
    let mut desk = Desk::new();
    let (_, report) = proposed(&mut desk, "x.json", "{\"date\":[\"2021-02-20\"],\"text\":[\"a\",\"b\"]}", |text| {
        text.replace("# platform", "platform")
    });
    assert!(report.files[0].message.as_deref().unwrap().contains("cannot be told"), "{report:#?}");
}

#[test]
fn of_columns_of_one_name_the_first_is_proposed() {
    let desk = Desk::new();
    let table = "采集时间,昵称,账号,作品链接,账号,作品数量,粉丝数量,粉丝数量\n1,1,1,1,1,1,1,1\n";
    let text = import::propose_map(&desk.write("导出.csv", table)).unwrap();
    assert_eq!(text.matches("\"账号\"").count(), 2, "{text}");
    assert_eq!(text.matches("同名的列只读第一列").count(), 2, "{text}");
}

#[test]
fn nothing_to_propose_from_is_said() {
    let desk = Desk::new();
    for (name, content) in [("a.csv", &b""[..]), ("b.bin", b"\x00\x01\x02"), ("c.csv", b"one column\n")] {
        let error = import::propose_map(&desk.write(name, content)).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains("no table"), "{error}");
    }
    // A table of which no word is known: everything stands as a remark, and what to do.
    let text = import::propose_map(&desk.write("d.csv", "甲,乙\n1,2\n")).unwrap();
    assert!(text.contains("# \"甲\" = \"\" # 没有对应的字段；例：1"), "{text}");
}
