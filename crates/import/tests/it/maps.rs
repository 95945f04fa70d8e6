//! Column maps for tables nobody foresaw.

use crate::support::{Desk, get, xlsx};

const MAP: &str = r#"
table = "posts"
platform = "douyin"
[constants]
unique_id = "yangli101"
account_name = "样例县发布"
[columns]
"作品名称" = "title"
"发布时间" = { field = "posted_at", date = "%Y/%m/%d %H:%M" }
"播放量" = { field = "plays", unit = "万" }
"点赞量" = "likes"
"体裁" = { field = "kind", values = { "视频" = "video", "图文" = "images" } }
"#;

fn table(title: &str) -> Vec<u8> {
    xlsx(
        &[
            vec!["作品列表"],
            vec!["作品名称", "发布时间", "体裁", "播放量", "点赞量", "完播率"],
            vec![title, "2021/2/20 18:00", "视频", "1.2", "1,234", "12.3%"],
            vec!["作品名称", "发布时间", "体裁", "播放量", "点赞量", "完播率"],
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
