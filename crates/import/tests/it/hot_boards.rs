//! Hot boards.

use serde_json::json;

use crate::support::{Desk, get};

#[test]
fn an_hour_of_weibos_board_without_its_advertisements() {
    let desk = Desk::new();
    let board = json!([
        {"title": "样例话题甲", "category": "社会-民生", "url": "https://s.weibo.com/weibo?q=x", "hot": 120_000, "ads": false, "readCount": 1, "discussCount": 2},
        {"title": "买买买", "url": "", "hot": 1, "ads": true},
        {"title": "", "url": "", "hot": 1, "ads": false},
    ]);
    let report = desk.take("api/2021-02-25/13.json", board.to_string());
    let file = &report.files[0];
    assert_eq!(file.format.as_deref(), Some("weibo_hot_lxw"));
    assert_eq!((file.rows_read, file.rows_new, file.rows_known, file.rows_quarantined), (3, 1, 1, 1));
    let row = desk.row("hot_topics");
    assert_eq!((get(&row, "rank"), get(&row, "heat"), get(&row, "category")), ("1", "120000", "社会-民生"));
    assert_eq!(get(&row, "observed_at"), "2021-02-25T13:00:00+08:00");
    desk.take(
        "api/2021-02-24/summary.json",
        json!([{"title": "样例话题乙", "url": "", "hot": 3, "ads": false}]).to_string(),
    );
    let rows = desk.rows("hot_topics");
    let summary = rows.iter().find(|row| get(row, "title") == "样例话题乙").unwrap();
    assert_eq!((get(summary, "rank"), get(summary, "observed_at")), ("-", "2021-02-24T23:59:59+08:00"));
}

#[test]
fn the_titles_of_a_day() {
    let desk = Desk::new();
    let day = json!([{"title": "样例话题", "url": "/weibo?q=%23x%23&Refer=top"}]);
    let report = desk.take("raw/2021-02-25.json", day.to_string());
    assert_eq!(report.files[0].format.as_deref(), Some("weibo_hot_justjavac"));
    let row = desk.row("hot_topics");
    assert_eq!((get(&row, "title"), get(&row, "heat"), get(&row, "rank")), ("样例话题", "-", "-"));
}

#[test]
fn douyins_own_reply() {
    let desk = Desk::new();
    let reply = json!({"data": {"word_list": [
        {"word": "样例热点", "position": 1, "hot_value": 9_000_000, "event_time": 1_614_200_000, "label": 3, "sentence_id": "77"},
        {"word": ""}
    ]}, "extra": {"now": 1_614_225_600_000_i64}});
    for (name, text) in [
        ("raw/2021-02-25/hot-search.json", reply.to_string()),
        ("b.json", serde_json::to_string_pretty(&reply).unwrap()),
    ] {
        let report = desk.take(name, text);
        assert_eq!(report.files[0].format.as_deref(), Some("douyin_hot"), "{report:?}");
        assert_eq!((report.files[0].rows_read, report.files[0].rows_quarantined), (2, 1));
    }
    let row = desk.row("hot_topics");
    assert_eq!((get(&row, "board"), get(&row, "label"), get(&row, "rank")), ("douyin", "热", "1"));
    assert_eq!(get(&row, "observed_at"), "2021-02-25T12:00:00+08:00");
}

#[test]
fn a_month_without_categories_and_topics_that_rise() {
    let desk = Desk::new();
    let board = json!([{"title": "样例话题甲", "url": "x", "hot": 3, "readCount": 1}, {"title": "#样例话题乙#", "hot": "社会 120000", "ads": 1}]);
    let report = desk.take("api/2024-12-01/00.json", board.to_string());
    assert_eq!(
        (report.files[0].rows_read, report.files[0].rows_new, report.files[0].rows_known),
        (2, 1, 1),
        "{report:?}"
    );
    let row = desk.row("hot_topics");
    assert_eq!((get(&row, "category"), get(&row, "observed_at")), ("-", "2024-12-01T00:00:00+08:00"));
    let reply = json!({"data": {"word_list": [{"word": "样例热点", "position": 1, "hot_value": 5}], "trending_list": [{"word": "样例上升", "sentence_id": "9", "label": 0}]},
        "extra": {"now": 1_614_225_600_000_i64}});
    let report = desk.take("hot-search.json", reply.to_string());
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (2, 2), "{report:?}");
    let rows = desk.rows("hot_topics");
    let rising = rows.iter().find(|row| get(row, "title") == "样例上升").unwrap();
    assert_eq!((get(rising, "rank"), get(rising, "label")), ("-", "上升"));
}
