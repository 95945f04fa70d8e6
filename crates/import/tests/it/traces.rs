//! From a row to the lines that state it, and from a mended line to its row.

use std::collections::BTreeSet;

use import::{MendOptions, Mended, Missing};
use lake::Lake;
use model::Micros;
use serde_json::json;

use crate::support::{Desk, NOW, SEEN, block_on, csv, douyin_work, get, lines, with, xlsx};

fn trace(desk: &Desk, reference: &str) -> import::Traced {
    let lake = block_on(Lake::open(&desk.workspace)).unwrap();
    block_on(import::trace(&desk.workspace, &lake, reference)).unwrap()
}

#[test]
fn a_work_shows_every_line_that_states_it_as_it_stood() {
    let mut desk = Desk::new();
    let first = lines(&[douyin_work(1), douyin_work(2)]);
    desk.take("a/search_contents_2021-02-24.jsonl", &first);
    desk.options.now = Micros(NOW.0 + 1_000_000);
    let recount = with(douyin_work(2), json!({"liked_count": "77", "last_modify_ts": SEEN + 1}));
    let table = csv(&[douyin_work(1), recount]);
    let path = desk.write("b/search_contents_2021-02-25.csv", &table);
    desk.import(&[&path]);
    for (number, line) in [(1, 1), (2, 2)] {
        let native = douyin_work(number)["aweme_id"].as_str().unwrap().to_owned();
        let post = desk.rows("posts").into_iter().find(|row| get(row, "native_id") == native).unwrap();
        let traced = trace(&desk, &format!("posts:{}", get(&post, "post_id")));
        assert_eq!(traced.sources.len(), 2, "{traced:#?}");
        let own = &traced.sources[0];
        assert_eq!((own.row, own.missing), (Some(line), None));
        assert_eq!(own.original.as_deref(), first.lines().nth(usize::try_from(line).unwrap() - 1));
        let other = &traced.sources[1];
        assert_eq!(std::path::Path::new(other.path.as_deref().unwrap()).extension().unwrap(), "csv");
        assert_eq!(
            (other.row, other.columns[0].as_str(), other.cells[0].as_str()),
            (Some(line + 1), "aweme_id", native.as_str())
        );
        assert_eq!(other.original.as_deref(), table.lines().nth(usize::try_from(line).unwrap()));
    }
}

#[test]
fn an_original_that_is_gone_is_told() {
    let mut desk = Desk::new();
    desk.options.keep_raw = false;
    let path = desk.write("search_contents_2021-02-24.jsonl", lines(&[douyin_work(1)]));
    desk.import(&[&path]);
    let reference = format!("posts:{}", get(&desk.row("posts"), "post_id"));
    assert!(trace(&desk, &reference).sources[0].original.is_some(), "the file handed in is still the same");
    std::fs::write(&path, lines(&[douyin_work(2)])).unwrap();
    let source = &trace(&desk, &reference).sources[0];
    assert_eq!((source.original.as_ref(), source.missing), (None, Some(Missing::FileGone)));
    assert_eq!(source.row, Some(1));
}

#[test]
fn a_line_of_a_registry_shows_its_cells_under_the_header() {
    let desk = Desk::new();
    let rows = [
        vec!["样例县政务新媒体备案台账"],
        vec!["序号", "单位名称", "平台", "账号名称"],
        vec!["1", "样例县教育局", "抖音", "样例教育"],
    ];
    desk.take("台账2021-02-20.xlsx", xlsx(&rows, &[]));
    let traced = trace(&desk, &format!("registry:{}", get(&desk.row("registry"), "registry_row_id")));
    let source = &traced.sources[0];
    assert_eq!((source.sheet.as_deref(), source.row), (Some("Sheet1"), Some(3)));
    assert_eq!(source.columns, ["序号", "单位名称", "平台", "账号名称"]);
    assert_eq!(source.cells, ["1", "样例县教育局", "抖音", "样例教育"]);
}

#[test]
fn mended_rows_go_in_under_their_own_place_and_the_rest_stays_with_its_reason() {
    let desk = Desk::new();
    let broken = ["{\"aweme_id\": 1,", "{\"aweme_id\":\"\"}"];
    desk.take(
        "data/douyin/jsonl/search_contents_2021-02-24.jsonl",
        format!("{}\n{}\n{}", broken[0], broken[1], lines(&[douyin_work(1)])),
    );
    let registry = "单位名称,平台,账号名称,备注\n样例县教育局,抖乐,样例教育,=1+1\n样例县水利局,,,无\n样例县公安局,抖音,样例公安,\n";
    desk.take("台账2021-02-20.csv", registry);
    let before = desk.rows("quarantine").len();
    let lake = block_on(Lake::open(&desk.workspace)).unwrap();
    let rows = block_on(import::quarantined(&desk.workspace, &lake)).unwrap();
    assert_eq!(rows.len(), before);
    let id = |line: u64, name: &str| {
        rows.iter()
            .find(|row| row.row == line && row.path.contains(name))
            .unwrap_or_else(|| panic!("{line} {name}: {rows:#?}"))
    };
    let torn = id(1, "search_contents");
    assert_eq!(torn.original.as_ref().unwrap().line, broken[0]);
    let unnamed = id(3, "台账");
    let original = unnamed.original.as_ref().unwrap();
    assert_eq!((original.columns[0].as_str(), original.cells[0].as_str()), ("单位名称", "样例县水利局"));
    let mended_cell = |name: &str, cell: &str| match name {
        "平台" => "抖音".to_owned(),
        "账号名称" => "样例水利".to_owned(),
        _ => cell.to_owned(),
    };
    let cells =
        original.columns.iter().zip(&original.cells).map(|(name, cell)| (name.clone(), mended_cell(name, cell)));
    let mended = vec![
        Mended { quarantine_id: torn.quarantine_id.clone(), line: douyin_work(7).to_string(), ..Mended::default() },
        Mended {
            quarantine_id: id(2, "search_contents").quarantine_id.clone(),
            line: "{\"aweme_id\": nothing".into(),
            ..Mended::default()
        },
        Mended { quarantine_id: unnamed.quarantine_id.clone(), cells: cells.collect(), ..Mended::default() },
        Mended { quarantine_id: "r00000000000000000000".into(), ..Mended::default() },
    ];
    let options = MendOptions { now: Micros(NOW.0 + 5), author: "test".into() };
    let report = block_on(import::mend(&desk.workspace, &lake, mended, &options)).unwrap();
    assert_eq!(
        (report.rows_read, report.rows_new, report.still.len(), report.unknown.len()),
        (4, 2, 1, 1),
        "{report:#?}"
    );
    assert_eq!((report.still[0].row, report.still[0].reason.as_str()), (2, "bad_json"));
    let hash16 = |name: &str| -> String {
        let files = desk.rows("imported_files");
        files.iter().find(|row| get(row, "path").contains(name)).unwrap()["file_hash"].chars().take(16).collect()
    };
    let sources: BTreeSet<String> = desk.column("posts", "source_id").into_iter().collect();
    let work = hash16("search_contents");
    assert_eq!(sources, BTreeSet::from([format!("{work}//1"), format!("{work}//3")]));
    let filed = desk.rows("registry").into_iter().find(|row| get(row, "account_name") == "样例水利").unwrap();
    assert_eq!(get(&filed, "source_id"), format!("{}//3", hash16("台账")));
    assert_eq!(desk.rows("quarantine").len(), before - 2);
    let quarters: i64 =
        desk.column("features_account_quarters", "posts").iter().map(|n| n.parse::<i64>().unwrap()).sum();
    assert_eq!(quarters, 2);
}
