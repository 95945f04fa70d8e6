//! The same again adds nothing.

use serde_json::json;

use crate::support::{Desk, SEEN, douyin_comment, douyin_work, lines, with};

#[test]
fn the_same_file_twice_adds_nothing_and_is_not_read_again() {
    let desk = Desk::new();
    let torn = format!("{}{{\"a\n", lines(&[douyin_work(1), douyin_work(2)]));
    let path = desk.write("data/douyin/jsonl/creator_contents_2021-02-25.jsonl", torn);
    let first = desk.import(&[&path]);
    assert_eq!((first.files[0].rows_read, first.files[0].rows_new), (3, 2));
    let sizes = desk.sizes();
    let second = desk.import(&[&path]);
    let file = &second.files[0];
    assert_eq!((file.rows_read, file.rows_known, file.rows_quarantined), (3, 3, 0), "{second:#?}");
    assert_eq!(second.lake_version, first.lake_version, "nothing new is no new version");
    assert_eq!(desk.sizes(), sizes);
    // Under another name it is the same file.
    let third = desk.take("copy.jsonl", std::fs::read(&path).unwrap());
    assert_eq!((third.files[0].rows_known, third.lake_version), (3, first.lake_version));
}

#[test]
fn the_same_file_twice_in_one_import_counts_once() {
    let desk = Desk::new();
    let one = desk.write("a/search_contents_2021-02-25.jsonl", lines(&[douyin_work(1)]));
    let two = desk.write("b/search_contents_2021-02-25.jsonl", lines(&[douyin_work(1)]));
    let report = desk.import(&[&one, &two]);
    assert_eq!((report.files[0].rows_new, report.files[1].rows_known), (1, 1));
    assert_eq!(desk.rows("posts").len(), 1);
}

#[test]
fn a_work_seen_again_adds_its_counts_and_no_second_work() {
    let desk = Desk::new();
    let works =
        |likes: &str, at: i64| lines(&[with(douyin_work(1), json!({"liked_count": likes, "last_modify_ts": at}))]);
    desk.take("data/douyin/jsonl/creator_contents_2021-02-24.jsonl", works("1", SEEN - 86_400_000));
    let again = desk.take("data/douyin/jsonl/creator_contents_2021-02-25.jsonl", works("2", SEEN));
    assert_eq!(again.files[0].rows_new, 1);
    assert_eq!((desk.rows("posts").len(), desk.column("post_snapshots", "likes")), (1, vec!["1".into(), "2".into()]));
    assert_eq!(desk.rows("features_account_quarters").len(), 1);
}

#[test]
fn comments_are_known_by_their_id() {
    let desk = Desk::new();
    desk.take("search_comments_2021-02-24.jsonl", lines(&[douyin_comment(1, "1")]));
    let again = desk.take("search_comments_2021-02-25.jsonl", lines(&[douyin_comment(1, "1"), douyin_comment(2, "1")]));
    assert_eq!((again.files[0].rows_known, again.files[0].rows_new), (1, 1));
}

#[test]
fn imports_of_one_file_each_and_of_all_at_once_give_the_same_rows() {
    let names =
        ["data/douyin/jsonl/search_contents_2021-02-24.jsonl", "data/douyin/jsonl/search_comments_2021-02-24.jsonl"];
    let contents = [lines(&[douyin_work(1), douyin_work(2)]), lines(&[douyin_comment(1, "1")])];
    let (one, all) = (Desk::new(), Desk::new());
    for (name, content) in names.iter().zip(&contents) {
        one.take(name, content);
        all.write(name, content);
    }
    all.import(&[&all.folder()]);
    for table in
        ["accounts", "account_aliases", "posts", "post_snapshots", "comments", "collections", "account_snapshots"]
    {
        assert_eq!(one.rows(table), all.rows(table), "{table}");
    }
}
