//! What a file proves.

use serde_json::{Value, json};

use crate::support::{Desk, SEEN, csv, douyin_comment, douyin_work, get, lines, with};

fn profile(works: &str) -> Value {
    json!({"user_id": "MS4wLjABAAAAsample101", "nickname": "样例县发布", "gender": "Unknown", "avatar": "", "desc": "", "ip_location": "",
        "follows": "20", "fans": "2980", "interaction": "0", "videos_count": works, "last_modify_ts": SEEN})
}

#[test]
fn works_of_a_creator_run_are_complete_to_the_newest_look() {
    let desk = Desk::new();
    let later = with(douyin_work(2), json!({"last_modify_ts": SEEN + 5_000}));
    desk.take("data/douyin/jsonl/creator_contents_2021-02-25.jsonl", lines(&[later, douyin_work(1)]));
    let row = desk.row("collections");
    assert_eq!((get(&row, "kind"), get(&row, "state"), get(&row, "from_at")), ("posts", "complete", "-"));
    assert_eq!(get(&row, "to_at"), "2021-02-25T23:00:05+08:00");
    assert!(get(&row, "evidence").contains("creator_contents"), "{row:?}");
}

#[test]
fn works_found_by_keyword_are_partial() {
    for name in ["search_contents_2021-02-25", "detail_contents_2021-02-25", "whatever"] {
        let desk = Desk::new();
        desk.take(&format!("data/douyin/jsonl/{name}.jsonl"), lines(&[douyin_work(1)]));
        assert_eq!(get(&desk.row("collections"), "state"), "partial", "{name}");
    }
}

#[test]
fn a_record_that_could_not_be_read_may_have_been_a_work() {
    let desk = Desk::new();
    let torn = format!("{}{{\"aweme_id\": \"68\n", lines(&[douyin_work(1)]));
    desk.take("data/douyin/jsonl/creator_contents_2021-02-25.jsonl", torn);
    let row = desk.row("collections");
    assert_eq!(get(&row, "state"), "partial");
    assert!(get(&row, "evidence").contains("could not be read"), "{row:?}");
}

#[test]
fn a_second_header_hides_no_work() {
    let desk = Desk::new();
    let file = csv(&[douyin_work(1)]);
    desk.take("data/douyin/csv/creator_contents_2021-02-25.csv", format!("{file}{}\r\n", file.lines().next().unwrap()));
    assert_eq!(get(&desk.row("collections"), "state"), "complete");
}

#[test]
fn a_profile_that_counts_no_works_proves_that_there_are_none() {
    let desk = Desk::new();
    desk.take("data/douyin/jsonl/creator_creators_2021-02-25.jsonl", lines(&[profile("0")]));
    assert_eq!(desk.column("collections", "kind"), ["posts", "profile"]);
    assert_eq!(desk.column("collections", "state"), ["complete", "complete"]);
    assert_eq!(get(&desk.row("account_snapshots"), "works"), "0");
}

#[test]
fn a_profile_with_works_or_without_a_count_proves_only_itself() {
    for works in ["92", "None", ""] {
        let desk = Desk::new();
        desk.take("data/douyin/jsonl/creator_creators_2021-02-25.jsonl", lines(&[profile(works)]));
        assert_eq!(desk.column("collections", "kind"), ["profile"], "{works}");
    }
}

#[test]
fn comments_are_partial_for_their_work() {
    let desk = Desk::new();
    let works = desk.write("data/douyin/jsonl/creator_contents_2021-02-25.jsonl", lines(&[douyin_work(1)]));
    let reply = with(douyin_comment(2, "880002"), json!({"parent_comment_id": douyin_comment(1, "x")["comment_id"]}));
    let comments =
        desk.write("data/douyin/jsonl/creator_comments_2021-02-25.jsonl", lines(&[douyin_comment(1, "880001"), reply]));
    desk.import(&[&works, &comments]);
    let rows = desk.rows("collections");
    let of = |kind: &str| rows.iter().find(|row| get(row, "kind") == kind).unwrap();
    let post = get(&desk.row("posts"), "post_id").to_owned();
    for kind in ["comments", "replies"] {
        assert_eq!((get(of(kind), "state"), get(of(kind), "post_id")), ("partial", post.as_str()));
    }
    let parents = desk.column("comments", "parent_id");
    assert_eq!(parents.iter().filter(|parent| *parent != "-").count(), 1);
}

#[test]
fn when_a_record_does_not_say_when_it_was_seen_the_file_name_does_and_then_the_person() {
    let unsaid = || lines(&[with(douyin_work(1), json!({"last_modify_ts": null}))]);
    let desk = Desk::new();
    desk.take("data/douyin/jsonl/creator_contents_2021-02-24.jsonl", unsaid());
    assert_eq!(get(&desk.row("post_snapshots"), "observed_at"), "2021-02-24T23:59:59+08:00");
    let mut desk = Desk::new();
    desk.options.observed = Some("2021-02-23".parse().unwrap());
    desk.take("data/douyin/jsonl/creator_contents.jsonl", unsaid());
    assert_eq!(get(&desk.row("post_snapshots"), "observed_at"), "2021-02-23T23:59:59+08:00");
}

#[test]
fn the_state_kept_by_quarter_adds_up_to_the_works() {
    let desk = Desk::new();
    let old = with(douyin_work(3), json!({"create_time": 1_601_000_000}));
    let undated = with(douyin_work(4), json!({"create_time": "", "aweme_id": "12", "aweme_url": ""}));
    desk.take(
        "data/douyin/jsonl/creator_contents_2021-02-24.jsonl",
        lines(&[douyin_work(1), douyin_work(2), old, undated]),
    );
    desk.take("data/douyin/jsonl/creator_contents_2021-02-25.jsonl", lines(&[douyin_work(2), douyin_work(5)]));
    let mut kept: Vec<(String, String)> = desk
        .rows("features_account_quarters")
        .iter()
        .map(|row| (get(row, "quarter_at").to_owned(), get(row, "posts").to_owned()))
        .collect();
    kept.sort();
    let quarter = "2021-01-01T00:00:00+08:00";
    let expected = [("-", "1"), ("2020-07-01T00:00:00+08:00", "1"), (quarter, "1"), (quarter, "2")];
    assert_eq!(kept, expected.map(|(at, posts)| (at.to_owned(), posts.to_owned())));
    assert_eq!(desk.rows("features_posts").len(), 5);
}
