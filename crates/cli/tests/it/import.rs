use std::fs;

use crate::county::{self, inside};
use crate::program::mingjian;

#[test]
fn an_import_makes_the_workspace_and_tells_what_came_in() {
    let folder = tempfile::tempdir().unwrap();
    county::write(folder.path());
    let run = mingjian(folder.path(), &["import", "files", "--workspace", "county"]);
    insta::assert_snapshot!(run.shown(folder.path()));
}

#[test]
fn scripts_get_exactly_the_promised_fields() {
    let folder = tempfile::tempdir().unwrap();
    county::write(folder.path());
    let words = ["import", "files", "--workspace", "county", "--format", "json", "--quiet"];
    let run = mingjian(folder.path(), &words);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let report = run.json();
    let names = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&report), ["lake_version", "files"]);
    let fields = ["path", "format", "rows_read", "rows_new", "rows_known", "rows_quarantined"];
    assert_eq!(names(&report["files"][0]), fields);
    // Once more: everything is known, and the version stays.
    let again = mingjian(folder.path(), &words).json();
    assert_eq!(again["lake_version"], report["lake_version"]);
    assert!(again["files"].as_array().unwrap().iter().all(|file| file["rows_new"] == 0));
}

#[test]
fn a_torn_row_goes_to_quarantine_and_the_program_ends_with_3() {
    let folder = tempfile::tempdir().unwrap();
    county::write(folder.path());
    let path = folder.path().join("files/2021-02-25/data/douyin/jsonl/creator_contents_2021-02-25.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + "{\"aweme_id\":\"70000000000\n").unwrap();
    let run = mingjian(folder.path(), &["import", "files", "--workspace", "county"]);
    assert_eq!(run.code, Some(3), "{}{}", run.text(), run.stderr);
    insta::assert_snapshot!("quarantine", inside(folder.path(), &["quarantine"]).shown(folder.path()));
    let listed = inside(folder.path(), &["quarantine", "--format", "json"]).json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["row"], 7);
}

#[test]
fn an_empty_file_is_told_and_the_rest_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    county::write(folder.path());
    fs::write(folder.path().join("files/空.csv"), "").unwrap();
    let run = mingjian(folder.path(), &["import", "files", "--workspace", "county"]);
    insta::assert_snapshot!(run.shown(folder.path()));
}
