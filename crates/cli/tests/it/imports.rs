//! What was imported, nothing lost, taken back; and what files are taken for.

use std::fs;

use crate::county::{self, inside};
use crate::program::mingjian;

#[test]
fn every_record_that_a_reader_of_its_own_counts_is_accounted_for() {
    let folder = tempfile::tempdir().unwrap();
    county::write(folder.path());
    let report =
        mingjian(folder.path(), &["import", "files", "--workspace", "county", "--format", "json", "-q"]).json();
    for file in report["files"].as_array().unwrap() {
        let path = folder.path().join(file["path"].as_str().unwrap());
        let lines = fs::read_to_string(&path).unwrap().lines().filter(|line| !line.trim().is_empty()).count();
        let records = if path.extension().unwrap() == "csv" { lines - 1 } else { lines } as u64;
        let number = |field: &str| file[field].as_u64().unwrap();
        assert_eq!(number("rows_read"), records, "{file}");
        assert_eq!(number("rows_new") + number("rows_known") + number("rows_quarantined"), records, "{file}");
    }
}

#[test]
fn an_import_is_listed_and_taken_back_and_can_be_done_again() {
    let folder = county::imported();
    let listed = inside(folder.path(), &["import", "--list", "--format", "json"]).json();
    let import = &listed.as_array().unwrap()[0];
    assert_eq!((import["files"].as_array().unwrap().len(), import["version"].as_i64()), (2, Some(1)), "{import}");
    assert_eq!(
        import["files"].as_array().unwrap().iter().map(|file| file["rows_read"].as_i64().unwrap()).sum::<i64>(),
        8
    );
    let id = import["import_id"].as_str().unwrap();
    let unknown = inside(folder.path(), &["import", "--undo", "i00"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains(id), "{}", unknown.stderr);
    let undone = inside(folder.path(), &["import", "--undo", id, "--format", "json"]).json();
    assert_eq!((undone["lake_version"].as_i64(), undone["removed"]["posts"].as_i64()), (Some(2), Some(6)), "{undone}");
    let count = |version: &str| {
        let words = ["sql", "SELECT count(*) AS n FROM posts", "--version", version, "--format", "json"];
        inside(folder.path(), &words).json()[0]["n"].as_i64()
    };
    assert_eq!((count("1"), count("2")), (Some(6), Some(0)), "the older version keeps it");
    assert!(inside(folder.path(), &["import", "--list", "--format", "json"]).json().as_array().unwrap().is_empty());
    let again = mingjian(folder.path(), &["import", "files", "--workspace", "county", "--format", "json", "-q"]).json();
    assert!(again["files"].as_array().unwrap().iter().all(|file| file["rows_known"] == 0), "{again}");
}

#[test]
fn detection_says_what_a_file_fills_and_which_rules_it_leaves_open() {
    let folder = tempfile::tempdir().unwrap();
    county::write(folder.path());
    fs::write(folder.path().join("files/杂项.csv"), "甲,乙\n1,2\n").unwrap();
    let run = mingjian(folder.path(), &["detect", "files", "--format", "json", "-q"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(3), ""));
    assert!(!folder.path().join("mingjian.toml").exists(), "looking leaves nothing behind");
    let found = run.json();
    let file = |part: &str| {
        let files = found.as_array().unwrap().iter();
        files.clone().find(|file| file["path"].as_str().unwrap().contains(part)).unwrap().clone()
    };
    let works = file("creator_contents");
    assert_eq!((works["format"].as_str(), works["container"].as_str()), (Some("media_crawler"), Some("jsonl")));
    let holds = |file: &serde_json::Value, table: &str, column: &str| {
        file["fills"][table].as_array().is_some_and(|columns| columns.iter().any(|name| name == column))
    };
    assert!(holds(&works, "posts", "posted_at") && !holds(&works, "posts", "duration_ms"), "{works}");
    assert!(works["proves"].as_array().unwrap().iter().any(|kind| kind == "posts"));
    let open =
        |file: &serde_json::Value| file["rules_not_judged"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let (of_works, of_registry) = (open(&works), open(&file("台账")));
    assert!(of_registry.iter().any(|rule| rule.starts_with("Z02")), "{of_registry:?}");
    assert!(!of_works.iter().any(|rule| rule.starts_with("Z02")), "{of_works:?}");
    assert!(of_works.iter().any(|rule| rule.starts_with("R02")), "{of_works:?}");
    assert_eq!(file("杂项")["format"], serde_json::Value::Null);
    let shown = mingjian(folder.path(), &["detect", "files"]);
    for part in ["把握 95", "会填：", "Z02 内容不更新：缺", "不能确定格式"] {
        assert!(shown.text().contains(part), "{part}: {}", shown.text());
    }
}
