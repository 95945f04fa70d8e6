//! The traps of real MediaCrawler files, one test each.

use serde_json::json;

use crate::support::{
    Desk, POSTED, csv, douyin_comment, douyin_id, douyin_work, get, lines, note_id, weibo_id, weibo_note, with,
};

const DOUYIN: &str = "data/douyin/jsonl/search_contents_2021-02-25.jsonl";

#[test]
fn weibo_times_that_are_eight_hours_late_are_put_right_by_the_text_beside_them() {
    let desk = Desk::new();
    let late = with(weibo_note(POSTED), json!({"create_time": POSTED + 28_800}));
    desk.take("data/weibo/jsonl/search_contents_2021-02-25.jsonl", lines(&[late]));
    assert_eq!(get(&desk.row("posts"), "posted_at"), "2021-02-20T18:00:00+08:00");
    assert_eq!(get(&desk.row("posts"), "posted_from"), "field");
}

#[test]
fn weibo_times_without_the_text_are_put_right_by_the_id() {
    let desk = Desk::new();
    let late = with(weibo_note(POSTED), json!({"create_time": POSTED + 28_800, "create_date_time": null}));
    desk.take("data/weibo/jsonl/search_contents_2021-02-25.jsonl", lines(&[late]));
    assert_eq!(get(&desk.row("posts"), "posted_at"), "2021-02-20T18:00:00+08:00");
}

#[test]
fn weibo_times_that_differ_otherwise_are_left_alone() {
    let desk = Desk::new();
    let other = with(weibo_note(POSTED), json!({"create_time": POSTED + 60}));
    desk.take("data/weibo/jsonl/search_contents_2021-02-25.jsonl", lines(&[other]));
    assert_eq!(get(&desk.row("posts"), "posted_at"), "2021-02-20T18:01:00+08:00");
}

#[test]
fn ids_damaged_by_a_spreadsheet_are_repaired_from_the_link() {
    let desk = Desk::new();
    let sound = weibo_note(POSTED);
    let damaged = with(sound.clone(), json!({"note_id": "5.24159E+15"}));
    desk.take("data/weibo/csv/search_contents_2021-02-25.csv", csv(&[damaged]));
    assert_eq!(get(&desk.row("posts"), "native_id"), weibo_id(POSTED, 1));
    // And the sound file adds nothing: it is the same work.
    let again = desk.take("data/weibo/csv/search_contents_2021-02-25b.csv", csv(&[sound]));
    assert_eq!((again.files[0].rows_new, again.files[0].rows_known), (0, 1));
}

#[test]
fn ids_cut_to_fifteen_digits_are_repaired_from_the_link_too() {
    let desk = Desk::new();
    let id = douyin_id(POSTED, 7_654_321);
    let cut = format!("{}0000", &id[..15]);
    let work = with(douyin_work(7_654_321), json!({"aweme_id": cut}));
    desk.take(DOUYIN, lines(&[work]));
    assert_eq!(get(&desk.row("posts"), "native_id"), id);
}

#[test]
fn ids_damaged_beyond_repair_are_imported_unlinkable_and_never_merged() {
    let desk = Desk::new();
    let work =
        |text: &str| with(weibo_note(POSTED), json!({"note_id": "5.24159E+15", "note_url": "", "content": text}));
    let report = desk.take("data/weibo/csv/search_contents_2021-02-25.csv", csv(&[work("甲"), work("乙")]));
    assert_eq!(report.files[0].rows_new, 2);
    assert!(report.files[0].message.as_deref().unwrap().contains("cannot be linked"), "{report:?}");
    assert_eq!(desk.column("posts", "native_id"), ["-", "-"]);
    let ids = desk.column("posts", "post_id");
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn comments_whose_ids_are_damaged_hang_on_nothing() {
    let desk = Desk::new();
    let comment = with(
        douyin_comment(1, "880001"),
        json!({"comment_id": "6.8E+18", "aweme_id": "6.86E+18", "parent_comment_id": "6.8E+18", "user_id": "8.8E+10"}),
    );
    desk.take("data/douyin/csv/search_comments_2021-02-25.csv", csv(&[comment]));
    let row = desk.row("comments");
    for column in ["native_id", "post_id", "parent_id", "person_key"] {
        assert_eq!(get(&row, column), "-", "{column}");
    }
    assert_eq!(get(&row, "content"), "请问几点上班？");
}

#[test]
fn a_damaged_user_id_identifies_nobody() {
    let desk = Desk::new();
    let work = with(douyin_work(1), json!({"user_id": "9.82E+10", "sec_uid": "", "user_unique_id": ""}));
    desk.take(DOUYIN, lines(&[work]));
    assert_eq!(get(&desk.row("posts"), "account_id"), "-");
    assert!(desk.rows("accounts").is_empty());
}

#[test]
fn the_word_none_and_the_empty_text_are_missing_and_never_zero() {
    let desk = Desk::new();
    let work = with(douyin_work(1), json!({"liked_count": "None", "share_count": "", "comment_count": "0"}));
    desk.take(DOUYIN, lines(&[work]));
    let counts = desk.row("post_snapshots");
    assert_eq!((get(&counts, "likes"), get(&counts, "shares"), get(&counts, "comments")), ("-", "-", "0"));
    assert_eq!(get(&counts, "plays"), "-", "the platform's files have no plays");
}

#[test]
fn search_results_without_short_id_and_name_of_choice_still_have_their_account() {
    let desk = Desk::new();
    let mut work = douyin_work(1);
    for field in ["short_user_id", "user_unique_id", "user_signature"] {
        work[field] = serde_json::Value::Null;
    }
    desk.take(DOUYIN, lines(&[work]));
    assert_eq!(desk.column("account_aliases", "kind"), ["creator_hash", "sec_uid", "uid"]);
    assert_eq!(get(&desk.row("posts"), "ip_region"), "-");
}

#[test]
fn a_deleted_work_is_gone_and_has_no_counts() {
    let desk = Desk::new();
    desk.take(DOUYIN, lines(&[douyin_work(1)]));
    let gone = with(
        douyin_work(1),
        json!({"user_id": "", "sec_uid": "", "user_unique_id": "", "nickname": "", "liked_count": "0", "comment_count": "0",
               "share_count": "0", "collected_count": "0", "last_modify_ts": 1_614_300_000_000_i64}),
    );
    desk.take("data/douyin/jsonl/detail_contents_2021-02-26.jsonl", lines(&[gone]));
    let rows = desk.rows("post_snapshots");
    let gone = rows.iter().find(|row| get(row, "state") == "gone").unwrap();
    assert_eq!((get(gone, "likes"), get(gone, "comments")), ("-", "-"));
    assert_ne!(get(gone, "account_id"), "-", "the work was known, and so is its account");
    assert_eq!(desk.rows("posts").len(), 1);
}

#[test]
fn line_breaks_torn_records_broken_bytes_and_a_second_header_cost_only_themselves() {
    let desk = Desk::new();
    let odd = with(douyin_work(2), json!({"title": "两行\n“引号\",\"逗号", "desc": "第一行\r\n第二行"}));
    let file = csv(&[douyin_work(1), odd, douyin_work(3)]);
    let header = csv(&[douyin_work(1)]).lines().next().unwrap().to_owned();
    let mut bytes = file.into_bytes();
    bytes.extend_from_slice(b"6844727607635700027,0,\"torn\r\n");
    bytes.extend_from_slice(header.as_bytes());
    bytes.extend_from_slice(b"\r\n");
    let broken = csv(&[with(douyin_work(4), json!({"title": "@@"}))]);
    let broken = broken.lines().nth(1).unwrap().as_bytes();
    let at = broken.windows(2).position(|pair| pair == b"@@").unwrap();
    bytes.extend_from_slice(&broken[..at]);
    bytes.extend_from_slice(&[0xe6, 0xb0]);
    bytes.extend_from_slice(&broken[at + 2..]);
    bytes.extend_from_slice(b"\r\n");
    let last = csv(&[douyin_work(5)]);
    bytes.extend_from_slice(last.lines().nth(1).unwrap().as_bytes());
    let report = desk.take("data/douyin/csv/search_contents_2021-02-25.csv", bytes);
    let file = &report.files[0];
    assert_eq!((file.rows_read, file.rows_new, file.rows_quarantined), (7, 4, 3), "{report:#?}");
    assert_eq!(desk.column("quarantine", "reason"), ["bad_encoding", "repeated_header", "torn_row"]);
    assert!(desk.column("posts", "content").iter().any(|text| text == "第一行\r\n第二行"));
    for row in desk.rows("quarantine") {
        for column in ["file_hash", "path", "format", "row", "detail", "raw"] {
            assert_ne!(get(&row, column), "-", "{column} of {row:?}");
        }
    }
}

#[test]
fn no_verification_is_made_up_where_the_files_have_none() {
    let desk = Desk::new();
    let profile = json!({"user_id": "MS4wLjABAAAAsample101", "nickname": "样例县发布", "gender": "Unknown", "avatar": "", "desc": "",
        "ip_location": "云岫", "follows": "20", "fans": "2980", "interaction": "8940", "videos_count": "92", "last_modify_ts": 1_614_265_200_000_i64});
    desk.take("data/douyin/jsonl/creator_creators_2021-02-25.jsonl", lines(&[profile]));
    let row = desk.row("account_snapshots");
    assert_eq!((get(&row, "verified"), get(&row, "verification_kind")), ("-", "-"));
    assert_eq!((get(&row, "followers"), get(&row, "works"), get(&row, "likes")), ("2980", "92", "8940"));
    let up = |uid: &str, official: i64| {
        json!({"user_id": uid, "nickname": format!("号{uid}"), "sex": "保密", "sign": "", "avatar": "",
               "last_modify_ts": 1_614_265_200_000_i64, "total_fans": 5, "total_liked": 6, "user_rank": 3, "is_official": official})
    };
    desk.take("data/bili/jsonl/creator_creators_2021-02-25.jsonl", lines(&[up("1", 1), up("2", 0), up("3", -1)]));
    assert_eq!(desk.column("account_snapshots", "verification_kind"), ["-", "none", "organisation", "person"]);
}

#[test]
fn counts_in_words_are_read_should_they_ever_occur() {
    let desk = Desk::new();
    desk.take(DOUYIN, lines(&[with(douyin_work(1), json!({"liked_count": "1.2万", "share_count": -1}))]));
    let counts = desk.row("post_snapshots");
    assert_eq!((get(&counts, "likes"), get(&counts, "shares")), ("12000", "-"));
}

#[test]
fn a_missing_time_is_taken_from_the_id_and_says_so() {
    let desk = Desk::new();
    desk.take(DOUYIN, lines(&[with(douyin_work(0), json!({"create_time": 0}))]));
    let weibo = with(
        weibo_note(POSTED),
        json!({"create_time": null, "create_date_time": null, "note_id": weibo_id(POSTED, 2), "note_url": ""}),
    );
    desk.take("data/weibo/jsonl/search_contents_2021-02-25.jsonl", lines(&[weibo]));
    let note = json!({"note_id": note_id(POSTED, 3), "type": "video", "title": "标题", "desc": "正文", "video_url": "", "time": "",
        "last_update_time": 0, "user_id": "5ff000000000000000000001", "nickname": "样例", "avatar": "", "liked_count": "1", "collected_count": "2",
        "comment_count": "3", "share_count": "4", "ip_location": "", "image_list": "", "tag_list": "办事,服务", "last_modify_ts": 1_614_265_200_000_i64,
        "note_url": "", "source_keyword": "", "xsec_token": ""});
    desk.take("data/xhs/jsonl/search_contents_2021-02-25.jsonl", lines(&[note]));
    assert_eq!(desk.column("posts", "posted_from"), ["id", "id", "id"]);
    for at in desk.column("posts", "posted_at") {
        assert_eq!(at, "2021-02-20T18:00:00+08:00");
    }
    let kuaishou = json!({"video_id": "3xsample", "video_type": "1", "title": "标题", "desc": "正文", "create_time": "", "user_id": "3xuser",
        "nickname": "样例", "avatar": "", "liked_count": "1", "viewd_count": "22", "last_modify_ts": 1_614_265_200_000_i64, "video_url": "",
        "video_cover_url": "", "video_play_url": "", "source_keyword": ""});
    desk.take("data/kuaishou/jsonl/search_contents_2021-02-25.jsonl", lines(&[kuaishou]));
    let rows = desk.rows("posts");
    let row = rows.iter().find(|row| get(row, "platform") == "kuaishou").unwrap();
    assert_eq!((get(row, "posted_at"), get(row, "posted_from"), get(row, "posted_precision")), ("-", "-", "-"));
}

#[test]
fn a_time_in_the_future_is_kept_and_told() {
    let desk = Desk::new();
    let report = desk.take(DOUYIN, lines(&[with(douyin_work(1), json!({"create_time": 1_900_000_000}))]));
    assert!(report.files[0].message.as_deref().unwrap().contains("future"), "{report:?}");
    assert_eq!(get(&desk.row("posts"), "posted_at"), "2030-03-18T01:46:40+08:00");
}
