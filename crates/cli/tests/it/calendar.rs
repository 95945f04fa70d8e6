//! Which years of the calendar are there, and what goes unknown without the others.

use crate::county::{self, inside};
use crate::program::mingjian;

#[test]
fn a_workspace_needs_the_years_it_holds_and_those_its_deadlines_reach() {
    let folder = county::imported();
    let run = inside(folder.path(), &["calendar", "check", "--as-of", "2021-02-25", "--fail-on", "missing"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.text().contains("国办发明电") && run.stderr.contains("都有"), "{}{}", run.text(), run.stderr);
    let answer = inside(folder.path(), &["calendar", "check", "--as-of", "2021-02-25", "--format", "json"]).json();
    assert_eq!((&answer["missing"], &answer["answer_days"]), (&serde_json::json!([]), &5.into()));
    let years = answer["years"].as_array().unwrap();
    let year = |number: i32| years.iter().find(|year| year["year"] == number).unwrap();
    assert_eq!((&year(2020)["posts"], &year(2020)["needed_for"]), (&2.into(), &serde_json::json!(["posts"])));
    assert_eq!(year(2021)["needed_for"], serde_json::json!(["posts", "as_of"]));
    assert_eq!(year(2019)["needed_for"], serde_json::json!([]));
}

#[test]
fn a_missing_year_is_told_with_what_it_leaves_unknown() {
    let folder = county::imported();
    let late = ["calendar", "check", "--as-of", "2026-12-30"];
    let run = inside(folder.path(), &late);
    assert_eq!(run.code, Some(0), "only --fail-on ends with 1: {}", run.stderr);
    for part in ["2027", "2026-12-25", "I01", "I02", "calendar/2027.toml"] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    let words: Vec<&str> = late.iter().copied().chain(["--fail-on", "missing", "--format", "csv", "--quiet"]).collect();
    let run = inside(folder.path(), &words);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let last = run.text().lines().last().unwrap().to_owned();
    assert!(last.starts_with("2027,false,[],") && last.contains("deadlines"), "{last}");
}

#[test]
fn outside_a_workspace_the_next_year_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let run = mingjian(folder.path(), &["calendar", "check", "--as-of", "2026-06-01", "--fail-on", "missing"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("2027"), "{}", run.stderr);
    let run = mingjian(folder.path(), &["calendar", "check", "--as-of", "2025-06-01", "--fail-on", "missing"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let run = mingjian(folder.path(), &["calendar", "check", "--workspace", "nowhere"]);
    assert_eq!(run.code, Some(4), "a workspace that is named is meant: {}", run.stderr);
}
