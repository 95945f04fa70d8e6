use std::fs;
use std::path::Path;

use calamine::Reader;

use crate::county::{self, inside};
use crate::program::mingjian;

const AUDIT: [&str; 3] = ["audit", "--as-of", "2021-02-25"];

#[test]
fn an_audit_opens_with_its_coverage() {
    let folder = county::imported();
    insta::assert_snapshot!(inside(folder.path(), &AUDIT).shown(folder.path()));
}

#[test]
fn the_second_audit_says_what_changed() {
    let folder = county::imported();
    inside(folder.path(), &["audit", "--as-of", "2021-01-12", "--quiet"]);
    let run = inside(folder.path(), &AUDIT);
    let changes = run.text().split("四、").nth(1).map(str::to_owned).unwrap_or_default();
    insta::assert_snapshot!(changes.lines().skip(1).collect::<Vec<_>>().join("\n"));
}

#[test]
fn collections_that_end_too_early_get_an_advice() {
    let folder = county::imported();
    let run = inside(folder.path(), &["audit", "--as-of", "2021-06-30", "--format", "json"]);
    assert_eq!(run.json()["suggested_as_of"], "2021-02-25");
    let run = inside(folder.path(), &["audit", "--as-of", "2021-06-30"]);
    assert!(run.text().contains("可用 --as-of 2021-02-25"), "{}", run.text());
}

#[test]
fn a_registry_dated_after_the_monitoring_point_is_pointed_out() {
    let folder = tempfile::tempdir().unwrap();
    county::write(folder.path());
    mingjian(folder.path(), &["import", "files", "--workspace", "county", "--quiet"]);
    let run = inside(folder.path(), &AUDIT);
    assert!(run.stderr.contains("有 2 行备案台账"), "{}", run.stderr);
}

fn stored(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let audits = folder.join("county/audits");
    let mut files = Vec::new();
    for audit in fs::read_dir(audits).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(audit).unwrap().map(|entry| entry.unwrap().path()) {
            files.push((file.display().to_string(), fs::read(&file).unwrap()));
        }
    }
    files.sort();
    files
}

#[test]
fn the_same_audit_is_the_same_bytes_on_any_number_of_threads_and_two_at_once() {
    let folder = county::imported();
    inside(folder.path(), &[&AUDIT[..], &["--threads", "1"]].concat());
    let once = stored(folder.path());
    assert!(once.len() >= 5);
    std::thread::scope(|scope| {
        let again: Vec<_> = ["8", "2"]
            .map(|threads| {
                let path = folder.path();
                scope.spawn(move || inside(path, &[&AUDIT[..], &["--threads", threads]].concat()).code)
            })
            .into();
        assert!(again.into_iter().all(|run| run.join().unwrap() == Some(0)));
    });
    assert_eq!(once, stored(folder.path()));
}

#[test]
fn an_audit_that_was_changed_on_disk_is_not_overwritten() {
    let folder = county::audited();
    let (path, _) = stored(folder.path()).into_iter().find(|(path, _)| path.ends_with("/findings.json")).unwrap();
    fs::write(&path, "[]").unwrap();
    let run = inside(folder.path(), &AUDIT);
    assert_eq!(run.code, Some(4), "{}", run.stderr);
    assert!(run.stderr.contains("不一致"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), "[]");
}

#[test]
fn the_exit_code_tells_of_findings_only_where_asked() {
    let folder = county::imported();
    for (words, code) in [(&[][..], 0), (&["--fail-on", "veto"], 1), (&["--fail-on", "insight"], 1)] {
        assert_eq!(inside(folder.path(), &[&AUDIT[..], words].concat()).code, Some(code), "{words:?}");
    }
}

#[test]
fn quiet_means_no_word_on_standard_error_and_no_colour_anywhere() {
    let folder = county::imported();
    let run = inside(folder.path(), &[&AUDIT[..], &["--quiet"]].concat());
    assert_eq!(run.stderr, "");
    for run in [run, inside(folder.path(), &AUDIT), inside(folder.path(), &["audit", "--help"])] {
        assert!(!run.text().contains('\u{1b}') && !run.stderr.contains('\u{1b}'));
    }
}

#[test]
fn findings_come_in_every_format() {
    let folder = county::audited();
    insta::assert_snapshot!("findings", inside(folder.path(), &["findings"]).shown(folder.path()));
    let found = inside(folder.path(), &["findings", "--format", "json"]).json();
    let found = found.as_array().unwrap();
    assert!(!found.is_empty());
    for finding in found {
        assert_eq!(finding["finding_id"].as_str().map(str::len), Some(32));
        assert!(finding["rule"].is_string() && finding.get("account_id").is_some());
    }
    let csv = inside(folder.path(), &["findings", "--format", "csv", "--rule", "z02"]).text();
    assert!(csv.starts_with("finding_id,rule,"), "{csv}");
    assert!(csv.contains(",'=样例镇人民政府,"), "a name is not a formula: {csv}");
    let out = folder.path().join("线索.xlsx");
    inside(folder.path(), &["findings", "--format", "xlsx", "--output", out.to_str().unwrap()]);
    let mut workbook = calamine::open_workbook_auto(&out).unwrap();
    assert_eq!(workbook.sheet_names(), ["问题线索", "证据不足"]);
    let rows = workbook.worksheet_range("问题线索").unwrap();
    assert_eq!(rows.height(), found.len() + 1);
}

#[test]
fn a_finding_can_be_explained_down_to_the_row() {
    let folder = county::audited();
    let found = inside(folder.path(), &["findings", "--format", "json", "--rule", "Z02"]).json();
    let id = found[0]["finding_id"].as_str().unwrap().to_owned();
    let run = inside(folder.path(), &["explain", &id[..6]]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for part in [
        "依据条款",
        "证据（",
        "台账.csv 第3行",
        "creator_contents_2021-02-25.jsonl 第6行",
        "$limit_days = 14",
        "SELECT",
    ] {
        assert!(run.text().contains(part), "{part} is missing:\n{}", run.text());
    }
    let explained = inside(folder.path(), &["explain", &id, "--format", "json"]).json();
    assert_eq!(explained["finding_id"], id);
    assert!(explained["sql"].as_str().is_some_and(|sql| sql.contains("SELECT")));
    assert!(explained["evidence"].as_array().is_some_and(|rows| rows.len() > 1));
}

#[test]
fn a_rule_can_be_tried_over_past_quarters() {
    let folder = county::imported();
    let run = inside(folder.path(), &["audit", "--shadow", "Z02", "--since", "2020Q3"]);
    insta::assert_snapshot!(run.shown(folder.path()));
    assert_eq!(stored(folder.path()), [], "a trial stores nothing");
}
