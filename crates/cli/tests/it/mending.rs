use std::fs;
use std::path::Path;

use calamine::{Data, Reader};

use crate::county::{self, inside};
use crate::program::mingjian;

/// The county with a torn work and a line of the registry without a name, which holds a formula.
fn quarantined() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    county::write(folder.path());
    let works = folder.path().join("files/2021-02-25/data/douyin/jsonl/creator_contents_2021-02-25.jsonl");
    let text = fs::read_to_string(&works).unwrap();
    fs::write(&works, text + "{\"aweme_id\":\"70000000000\n").unwrap();
    let registry = folder.path().join("files/台账.csv");
    let text = fs::read_to_string(&registry).unwrap();
    fs::write(&registry, text + "3,抖音,,linlan903,=cmd|样例局,2019-06-01,正常,是\n").unwrap();
    let run = mingjian(folder.path(), &["import", "files", "--workspace", "county", "--observed", "2021-02-20", "-q"]);
    assert_eq!(run.code, Some(3), "{}{}", run.text(), run.stderr);
    folder
}

fn rows_of(path: &Path) -> Vec<Vec<String>> {
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let range = workbook.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

fn csv(rows: &[Vec<String>]) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

#[test]
fn rows_go_out_to_be_mended_and_come_in_under_their_own_place() {
    let folder = quarantined();
    let run = inside(folder.path(), &["quarantine", "export", "待改.xlsx", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.text());
    let mut rows = rows_of(&folder.path().join("county/待改.xlsx"));
    assert_eq!(rows.len(), 3, "{rows:#?}");
    let at = |rows: &[Vec<String>], name: &str| rows[0].iter().position(|title| title == name).unwrap();
    let line = at(&rows, "原始行");
    let (work, filed) = if rows[1][line].is_empty() { (2, 1) } else { (1, 2) };
    assert_eq!(rows[filed][at(&rows, "主办单位")], "'=cmd|样例局", "no cell begins like a formula");
    assert_eq!(rows[filed][at(&rows, "行号")], "4");

    // Half of it is mended; the other half stays with its new reason.
    rows[work][line] = "{\"aweme_id\":}".to_owned();
    let name = at(&rows, "账号名称");
    rows[filed][name] = "样例局".to_owned();
    fs::write(folder.path().join("county/已改.csv"), csv(&rows)).unwrap();
    let run = inside(folder.path(), &["quarantine", "retry", "已改.csv", "--format", "json"]);
    assert_eq!(run.code, Some(3), "{}{}", run.text(), run.stderr);
    let report = run.json();
    assert_eq!((&report["rows_read"], &report["rows_new"]), (&2.into(), &1.into()), "{report}");
    assert_eq!(report["still"][0]["reason"], "bad_json");
    let left = inside(folder.path(), &["quarantine", "--format", "json"]).json();
    assert_eq!((left.as_array().unwrap().len(), &left[0]["reason"]), (1, &"bad_json".into()), "{left}");
    let query = "SELECT account_name, unit_name, source_id FROM registry WHERE account_name = '样例局'";
    let filed = inside(folder.path(), &["sql", query, "--format", "json"]).json();
    assert_eq!(filed[0]["unit_name"], "=cmd|样例局");
    assert!(filed[0]["source_id"].as_str().unwrap().ends_with("//4"), "{filed}");
    // The same table again: what is in is no longer in quarantine.
    let again = inside(folder.path(), &["quarantine", "retry", "已改.csv", "--format", "json"]).json();
    assert_eq!((again["rows_new"].as_u64(), again["unknown"].as_array().unwrap().len()), (Some(0), 2), "{again}");
}

#[test]
fn tables_that_are_none_are_wrong_use() {
    let folder = quarantined();
    fs::write(folder.path().join("county/x.csv"), "a,b\n1,2\n").unwrap();
    for words in [&["quarantine", "export", "x.docx"][..], &["quarantine", "retry", "x.csv"]] {
        assert_eq!(inside(folder.path(), words).code, Some(2), "{words:?}");
    }
    let run = inside(folder.path(), &["quarantine", "export", "待改.csv"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let text = fs::read_to_string(folder.path().join("county/待改.csv")).unwrap();
    assert!(text.starts_with("\u{feff}quarantine_id,") && text.contains("'=cmd|样例局"), "{text}");
}
