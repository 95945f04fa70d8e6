//! The three eras of the collector name one person and one account in three ways.

use model::id::creator_hash;
use serde_json::{Value, json};

use crate::support::{Desk, POSTED, douyin_comment, douyin_work, get, lines, weibo_id, with, xlsx};

fn third_era(record: Value, uid: &str, masked: &str) -> Value {
    with(
        record,
        json!({"user_id": null, "sec_uid": null, "short_user_id": null, "user_unique_id": null, "user_signature": null,
               "avatar": null, "ip_location": null, "creator_hash": creator_hash(uid), "nickname": masked}),
    )
}

fn registry() -> Vec<u8> {
    xlsx(
        &[
            vec!["样例县政务新媒体台账（2021年2月20日）"],
            vec!["序号", "主办单位", "账号名称", "平台", "UID"],
            vec!["1", "样例县人民政府办公室", "样例县发布", "抖音", "98210000101"],
        ],
        &[(0, 0, 0, 4)],
    )
}

#[test]
fn works_of_the_third_era_join_the_registry_by_hash_and_their_masked_names_are_never_kept() {
    let desk = Desk::new();
    let registry = desk.write("台账.xlsx", registry());
    let works = desk.write(
        "data/douyin/jsonl/creator_contents_2021-02-25.jsonl",
        lines(&[third_era(douyin_work(1), "98210000101", "样***布"), third_era(douyin_work(2), "777", "张***丰")]),
    );
    desk.import(&[&registry, &works]);
    let accounts = desk.rows("accounts");
    assert_eq!(accounts.len(), 2);
    let filed = get(&desk.row("registry"), "account_id").to_owned();
    assert_eq!(desk.rows("posts").iter().filter(|post| get(post, "account_id") == filed).count(), 1);
    for table in ["accounts", "account_snapshots", "account_aliases", "features_accounts"] {
        for row in desk.rows(table) {
            assert!(row.values().all(|value| !value.contains("***")), "{table}: {row:?}");
        }
    }
}

#[test]
fn the_order_of_the_eras_does_not_matter() {
    let desk = Desk::new();
    desk.take(
        "data/douyin/jsonl/creator_contents_2021-02-24.jsonl",
        lines(&[third_era(douyin_work(1), "98210000101", "样***布")]),
    );
    desk.take("data/douyin/jsonl/creator_contents_2021-02-25.jsonl", lines(&[douyin_work(2)]));
    assert_eq!(desk.rows("accounts").len(), 1);
    assert_eq!(desk.column("posts", "account_id").windows(2).filter(|pair| pair[0] != pair[1]).count(), 0);
}

#[test]
fn one_citizen_has_one_key_in_every_era_and_no_name() {
    let desk = Desk::new();
    desk.take("data/douyin/jsonl/search_comments_2021-02-24.jsonl", lines(&[douyin_comment(1, "880001")]));
    desk.take(
        "data/douyin/jsonl/search_comments_2021-02-25.jsonl",
        lines(&[third_era(douyin_comment(2, "880001"), "880001", "居*"), douyin_comment(3, "880002")]),
    );
    let keys = desk.column("comments", "person_key");
    let distinct: std::collections::BTreeSet<&String> = keys.iter().collect();
    assert_eq!((keys.len(), distinct.len()), (3, 2), "{keys:?}");
    assert!(keys.iter().all(|key| key.len() == 32));
    assert!(desk.rows("accounts").is_empty(), "a commenter is no account");
    for row in desk.rows("comments") {
        assert!(row.values().all(|value| !value.contains("居民") && !value.contains("880001")), "{row:?}");
    }
}

#[test]
fn an_official_accounts_comment_names_it_and_a_private_accounts_does_not() {
    let desk = Desk::new();
    let registry = desk.write("台账.xlsx", registry());
    let citizen = with(
        douyin_work(9),
        json!({"user_id": "880001", "sec_uid": "MS4wLjABAAAAcitizen", "user_unique_id": "", "nickname": "爱吃面的人", "user_signature": ""}),
    );
    let works = desk.write("data/douyin/jsonl/search_contents_2021-02-25.jsonl", lines(&[douyin_work(1), citizen]));
    let comments = desk.write(
        "data/douyin/jsonl/search_comments_2021-02-25.jsonl",
        lines(&[
            douyin_comment(1, "98210000101"),
            third_era(douyin_comment(2, ""), "98210000101", "样***布"),
            douyin_comment(3, "880001"),
        ]),
    );
    desk.import(&[&registry, &comments, &works]);
    let official = get(&desk.row("registry"), "account_id").to_owned();
    let authors = desk.column("comments", "author_account_id");
    assert_eq!(authors, ["-".to_owned(), official.clone(), official.clone()]);
    // Comments are read after works, whatever the order of the paths: they know whose work they stand under.
    assert_eq!(desk.column("comments", "account_id"), [official.clone(), official.clone(), official]);
}

#[test]
fn file_names_of_the_first_era_are_understood() {
    let desk = Desk::new();
    let note = json!({"note_id": weibo_id(POSTED, 1), "content": "停水通知", "create_time": POSTED, "create_date_time": "2021-02-20 18:00:00",
        "liked_count": "1", "comments_count": "2", "shared_count": "3", "last_modify_ts": 1_614_265_200_000_i64, "note_url": "",
        "ip_location": "", "user_id": "7104220101", "nickname": "样例县发布", "gender": "", "profile_url": "", "avatar": ""});
    desk.take("data/weibo/3_creator_contents_2021-02-25.csv", crate::support::csv(&[note]));
    let collections = desk.rows("collections");
    assert_eq!(get(&collections[0], "state"), "complete");
}
