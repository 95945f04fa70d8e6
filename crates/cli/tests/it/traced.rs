use std::fs;

use crate::county::{self, inside};

fn first(folder: &std::path::Path, table: &str, key: &str) -> String {
    let query = format!("SELECT {key} AS k FROM lake.{table} ORDER BY source_id, {key} LIMIT 1");
    let rows = inside(folder, &["sql", &query, "--format", "json"]).json();
    format!("{table}:{}", rows[0]["k"].as_str().unwrap())
}

#[test]
fn a_row_shows_the_line_it_came_from_as_it_stood() {
    let folder = county::imported();
    let reference = first(folder.path(), "registry", "registry_row_id");
    let run = inside(folder.path(), &["trace", &reference, "--format", "json", "-q"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.text());
    let traced = run.json();
    let source = &traced["sources"][0];
    let line = source["row"].as_u64().unwrap();
    let file = fs::read_to_string(folder.path().join("files/台账.csv")).unwrap();
    let original = file.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
    assert_eq!(source["original"].as_str(), Some(original));
    assert_eq!(source["columns"][2], "账号名称");
    assert_eq!(source["file_hash"].as_str().unwrap().len(), 64);
    let shown = inside(folder.path(), &["trace", &reference]);
    assert!(shown.text().contains("台账.csv 第"), "{}", shown.text());
    assert!(shown.stderr.contains("没有脱敏"), "{}", shown.stderr);

    // The original gone from both places: its place is still told.
    fs::remove_dir_all(folder.path().join("county/lake/raw")).unwrap();
    fs::create_dir(folder.path().join("county/lake/raw")).unwrap();
    fs::write(folder.path().join("files/台账.csv"), "changed").unwrap();
    let gone = inside(folder.path(), &["trace", &reference, "--format", "json"]).json();
    assert_eq!((&gone["sources"][0]["missing"], &gone["sources"][0]["row"]), (&"file_gone".into(), &line.into()));
}

#[test]
fn a_row_that_is_not_there_is_wrong_use() {
    let folder = county::imported();
    for row in ["posts:p0", "nothing:r1", "p1"] {
        assert_eq!(inside(folder.path(), &["trace", row]).code, Some(2), "{row}");
    }
}
