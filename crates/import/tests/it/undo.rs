//! An import taken back leaves what others state, and nothing else.

use std::collections::BTreeSet;

use lake::Lake;
use model::Micros;
use serde_json::json;

use crate::support::{Desk, NOW, Row, SEEN, block_on, douyin_comment, douyin_work, get, lines, with};

const MONDAY: &str = "data/douyin/jsonl/creator_contents_2021-02-24.jsonl";
const TUESDAY: &str = "data/douyin/jsonl/creator_contents_2021-02-25.jsonl";

fn later(desk: &mut Desk, hours: i64) {
    desk.options.now = Micros(NOW.0 + hours * 3_600_000_000);
}

fn undo(desk: &Desk, import: Micros) -> Result<import::UndoReport, import::ImportError> {
    block_on(async {
        let lake = Lake::open(&desk.workspace).await.unwrap();
        import::undo(&lake, &import::import_id(import), None, "test", Micros(NOW.0 + 1)).await
    })
}

/// Keys of a table.
fn keys(desk: &Desk, table: &str) -> BTreeSet<String> {
    let key = model::tables::by_name(table).unwrap().key;
    desk.rows(table).iter().map(|row| get(row, key).to_owned()).collect()
}

fn of_file(rows: &[Row], hash16: &str) -> usize {
    rows.iter().filter(|row| get(row, "source_id").starts_with(hash16)).count()
}

#[test]
fn a_single_import_taken_back_leaves_nothing_and_can_be_done_again() {
    let desk = Desk::new();
    let path = desk.write(MONDAY, format!("{}{{\"a\n", lines(&[douyin_work(1), douyin_work(2)])));
    let first = desk.import(&[&path]);
    let sizes = desk.sizes();
    let report = undo(&desk, NOW).unwrap();
    assert!(report.lake_version > first.lake_version);
    assert_eq!((report.removed["posts"], report.removed["quarantine"], report.kept.len()), (2, 1, 0), "{report:#?}");
    assert!(desk.sizes().is_empty(), "{:?}", desk.sizes());
    desk.import(&[&path]);
    assert_eq!(desk.sizes(), sizes);
}

#[test]
fn what_a_later_import_states_too_stays_as_if_it_had_come_alone() {
    let monday = [douyin_work(1), douyin_work(2)];
    // The same look at work 2, new counts of work 1, and a work of its own.
    let recount = with(douyin_work(1), json!({"liked_count": "99", "last_modify_ts": SEEN + 1000}));
    let tuesday = [recount, douyin_work(2), douyin_work(3)];
    let (mut both, mut alone) = (Desk::new(), Desk::new());
    both.take(MONDAY, lines(&monday));
    later(&mut both, 24);
    later(&mut alone, 24);
    both.take(TUESDAY, lines(&tuesday));
    alone.take(TUESDAY, lines(&tuesday));
    let report = undo(&both, NOW).unwrap();
    assert_eq!(report.files.len(), 1);
    for table in [
        "accounts",
        "account_aliases",
        "account_snapshots",
        "posts",
        "post_snapshots",
        "features_posts",
        "features_accounts",
        "collections",
        "imported_files",
    ] {
        assert_eq!(keys(&both, table), keys(&alone, table), "{table}");
    }
    let works = |desk: &Desk| {
        desk.column("features_account_quarters", "posts").iter().map(|n| n.parse::<i64>().unwrap()).sum::<i64>()
    };
    assert_eq!((works(&both), works(&alone)), (3, 3));
    let hash16: String = both.row("imported_files")["file_hash"].chars().take(16).collect();
    for table in model::tables::ALL {
        let rows = both.rows(table.name);
        assert_eq!(of_file(&rows, &hash16), rows.len(), "{}: every row names the file that is left", table.name);
    }
}

#[test]
fn the_later_import_taken_back_leaves_the_earlier_one_as_it_was() {
    let mut desk = Desk::new();
    desk.take(MONDAY, lines(&[douyin_work(1), douyin_work(2)]));
    let before: Vec<Vec<Row>> = model::tables::ALL.iter().map(|table| desk.rows(table.name)).collect();
    later(&mut desk, 24);
    desk.take(TUESDAY, lines(&[douyin_work(2), douyin_work(3)]));
    desk.take("comments/search_comments_2021-02-25.jsonl", lines(&[douyin_comment(1, "5")]));
    undo(&desk, desk.options.now).unwrap();
    let after: Vec<Vec<Row>> = model::tables::ALL.iter().map(|table| desk.rows(table.name)).collect();
    assert_eq!(before, after);
}

#[test]
fn an_import_that_is_not_there_is_told_with_those_that_are() {
    let desk = Desk::new();
    desk.take(MONDAY, lines(&[douyin_work(1)]));
    let error = undo(&desk, Micros(5)).unwrap_err().to_string();
    assert!(error.contains(&import::import_id(NOW)), "{error}");
    assert_eq!(desk.rows("posts").len(), 1);
}

#[test]
fn a_registry_taken_back_takes_its_unit_off_the_names() {
    let mut desk = Desk::new();
    desk.take(
        "台账2021-02-20.csv",
        "序号,单位名称,平台,账号名称,账号ID\n1,样例县人民政府办公室,抖音,样例县发布,yangli101\n",
    );
    let units = desk.column("features_accounts", "unit_name");
    assert_eq!(units, ["样例县人民政府办公室"]);
    later(&mut desk, 1);
    desk.take(MONDAY, lines(&[douyin_work(1)]));
    undo(&desk, NOW).unwrap();
    assert!(desk.rows("registry").is_empty() && desk.rows("units").is_empty());
    let account = desk.row("accounts");
    let feature = desk.row("features_accounts");
    assert_eq!((get(&feature, "name"), get(&feature, "unit_name")), ("样例县发布", "-"));
    assert_eq!(get(&feature, "account_id"), get(&account, "account_id"));
    assert_eq!(desk.column("account_aliases", "kind"), ["creator_hash", "sec_uid", "uid", "unique_id"]);
}
