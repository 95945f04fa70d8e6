//! Files that cannot be read: what is said of them, and that the others are imported all the same.

use std::path::Path;

use serde_json::json;

use crate::support::{Desk, douyin_work, get, lines, with, xlsx};

fn message(name: &str, content: &[u8]) -> String {
    let desk = Desk::new();
    let good = desk.write("good/search_contents_2021-02-25.jsonl", lines(&[douyin_work(1)]));
    let bad = desk.write(name, content);
    let report = desk.import(&[&bad, &good]);
    assert_eq!((report.files[0].format.as_deref(), report.files[1].rows_new), (None, 1), "{report:#?}");
    assert!(report.partly_unreadable());
    report.files[0].message.clone().unwrap()
}

#[test]
fn files_that_cannot_be_read_say_why_and_what_to_do() {
    let header_less = xlsx(&[vec!["甲", "乙"], vec!["1", "2"]], &[]);
    for (name, content, parts) in [
        ("empty.xlsx", &b""[..], &["empty"][..]),
        ("empty.csv", b"\xef\xbb\xbf  \n", &["empty"]),
        ("noise.csv", b"\x00\x01\x02\x03\xff\xfe\xfd", &["UTF-8"]),
        ("台账.xlsx", &header_less, &["账号名称", "平台", "--map"]),
        ("page.xls", "<html><table></table></html>".as_bytes(), &["web page", ".xlsx"]),
        ("torn.xlsx", &header_less[..header_less.len() / 2], &["broken"]),
        ("torn.db", b"SQLite format 3\0and then nothing", &["sqlite"]),
        ("x.json", br#"[{"foo": 1}]"#, &["foo", "--map"]),
        ("x.txt", "只是一段文字".as_bytes(), &["账号名称"]),
    ] {
        let said = message(name, content);
        for part in parts {
            assert!(said.contains(part), "{name}: {said}");
        }
    }
}

#[test]
fn a_path_that_is_not_there_is_an_error_before_anything_is_done() {
    let desk = Desk::new();
    let error = desk.try_import(&[Path::new("/nowhere/at/all.csv")]).unwrap_err().to_string();
    assert!(error.contains("/nowhere/at/all.csv"), "{error}");
}

#[test]
fn a_format_nobody_knows_is_refused_with_those_there_are() {
    let mut desk = Desk::new();
    desk.options.format = Some("excel".to_owned());
    let path = desk.write("x.csv", "a\n");
    let error = desk.try_import(&[&path]).unwrap_err().to_string();
    assert!(error.contains("excel") && error.contains("media_crawler") && error.contains("registry"), "{error}");
}

#[test]
fn a_chosen_format_that_does_not_fit_says_so() {
    let mut desk = Desk::new();
    desk.options.format = Some("registry".to_owned());
    let report = desk.take("x.jsonl", lines(&[douyin_work(1)]));
    assert_eq!(report.files[0].format, None);
    assert!(report.files[0].message.as_deref().unwrap().contains("账号名称"), "{report:?}");
}

#[test]
fn an_id_seen_on_two_accounts_is_written_down_and_merges_nobody() {
    let desk = Desk::new();
    let other = with(douyin_work(2), json!({"user_id": "98210000999", "sec_uid": "MS4wLjABAAAAother"}));
    desk.take("search_contents_2021-02-25.jsonl", lines(&[douyin_work(1), other]));
    assert_eq!(desk.rows("accounts").len(), 2);
    let aliases = desk.rows("account_aliases");
    let conflicts: Vec<_> = aliases.iter().filter(|row| get(row, "evidence").starts_with("conflict:")).collect();
    assert_eq!(conflicts.len(), 1, "{aliases:#?}");
    assert_eq!((get(conflicts[0], "kind"), get(conflicts[0], "value")), ("unique_id", "yangli101"));
    // It stays so in later imports.
    desk.take(
        "search_contents_2021-02-26.jsonl",
        lines(&[with(douyin_work(3), json!({"user_id": "", "sec_uid": ""}))]),
    );
    assert_eq!(desk.rows("accounts").len(), 2);
}

#[test]
fn a_record_without_an_id_names_its_column() {
    let desk = Desk::new();
    desk.take(
        "search_contents_2021-02-25.jsonl",
        lines(&[douyin_work(1), with(douyin_work(2), json!({"aweme_id": "", "aweme_url": ""}))]),
    );
    let row = desk.row("quarantine");
    assert_eq!((get(&row, "reason"), get(&row, "column"), get(&row, "row")), ("missing_id", "aweme_id", "2"));
}
