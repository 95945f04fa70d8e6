//! Personal data never reach the lake, and the originals are the owner's alone.

use serde_json::json;

use crate::support::{Desk, douyin_comment, douyin_work, get, lines, with};

const MOBILE: &str = "13800138000";

#[test]
fn numbers_in_titles_texts_comments_and_signatures_are_masked_and_their_places_kept() {
    let desk = Desk::new();
    let text = format!("咨询请拨 {MOBILE}");
    let work = with(
        douyin_work(1),
        json!({"title": text, "desc": text, "user_signature": text, "nickname": format!("老王{MOBILE}")}),
    );
    let comment = with(douyin_comment(1, "1"), json!({"content": text}));
    let torn = format!("{}{{\"content\": \"{MOBILE}\n", lines(&[work]));
    desk.take("data/douyin/jsonl/search_contents_2021-02-25.jsonl", torn);
    desk.take("data/douyin/jsonl/search_comments_2021-02-25.jsonl", lines(&[comment]));
    for (table, rows) in desk.sizes() {
        for row in desk.rows(table) {
            assert!(row.values().all(|value| !value.contains(MOBILE)), "{table} ({rows}): {row:?}");
        }
    }
    let post = desk.row("posts");
    assert_eq!(get(&post, "content"), "咨询请拨 ***********");
    let personal: serde_json::Value = serde_json::from_str(get(&post, "personal_data")).unwrap();
    assert_eq!(personal[0], json!({"field": "title", "kind": "mobile", "start": 5, "chars": 11}));
    assert_eq!(personal.as_array().unwrap().len(), 2);
}

#[test]
fn originals_are_kept_under_their_hash_for_the_owner_alone_or_not_at_all() {
    let mut desk = Desk::new();
    let content = lines(&[douyin_work(1)]);
    desk.take("search_contents_2021-02-25.jsonl", &content);
    let hash = get(&desk.row("imported_files"), "file_hash").to_owned();
    let kept = desk.workspace.raw().join(&hash);
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), content);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&kept), mode(&desk.workspace.raw())), (0o600, 0o700));
    }
    desk.options.keep_raw = false;
    desk.take("search_contents_2021-02-26.jsonl", lines(&[douyin_work(2)]));
    assert_eq!(std::fs::read_dir(desk.workspace.raw()).unwrap().count(), 1);
}

#[test]
fn a_comment_in_quarantine_leaves_its_writer_behind() {
    let desk = Desk::new();
    let unnamed = with(douyin_comment(2, "880002"), json!({"comment_id": "", "nickname": "某居民"}));
    let torn = lines(&[with(douyin_comment(3, "880003"), json!({"nickname": "某居民"}))]);
    let cut = torn.char_indices().nth(250).map_or(torn.len(), |(at, _)| at);
    let file = format!("{}{}\n", lines(&[douyin_comment(1, "880001"), unnamed]), &torn[..cut]);
    let report = desk.take("data/douyin/jsonl/search_comments_2021-02-25.jsonl", file);
    assert_eq!(report.files[0].rows_quarantined, 2, "{report:#?}");
    for row in desk.rows("quarantine") {
        assert!(row.values().all(|value| !value.contains("某居民") && !value.contains("88000")), "{row:?}");
    }
}

#[test]
fn a_registry_line_in_quarantine_has_its_contacts_masked() {
    let desk = Desk::new();
    desk.take(
        "台账.csv",
        "账号名称,平台,联系人,联系电话\n样例发布,抖音,周某,0900-7000101\n,抖音,何某某,0900-7000102\n",
    );
    assert_eq!(get(&desk.row("quarantine"), "raw"), "\t抖音\t何**\t****-*******");
}
