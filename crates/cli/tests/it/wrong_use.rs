use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use crate::county;
use crate::program::mingjian;

#[test]
fn wrong_words_end_with_2_and_say_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let mut shown = String::new();
    for words in [
        &[][..],
        &["cens"],
        &["audit"],
        &["audit", "--as-off", "2021-02-25"],
        &["audit", "--as-of", "2021-02-30"],
        &["census", "--sort", "age"],
        &["census", "--format", "xlsx"],
        &["census", "--page", "0"],
    ] {
        let run = mingjian(folder.path(), words);
        assert_eq!(run.code, Some(2), "{words:?}: {}", run.stderr);
        assert!(run.stdout.is_empty(), "{words:?}");
        writeln!(shown, "{words:?}\n{}", run.stderr).unwrap();
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn without_a_workspace_nothing_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let run = mingjian(folder.path(), &["census"]);
    insta::assert_snapshot!("no_workspace", run.shown(folder.path()));
    let run = mingjian(folder.path(), &["census", "--workspace", "nowhere"]);
    insta::assert_snapshot!("not_a_workspace", run.shown(folder.path()));
    let run = mingjian(folder.path(), &["import", "nothing.csv", "--workspace", "county"]);
    assert_eq!(run.code, Some(4), "{}", run.stderr);
    assert!(!folder.path().join("county").exists(), "a slip of the finger leaves no folder behind");
}

#[test]
fn a_workspace_of_a_newer_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mingjian.toml"), "format_version = 99\n").unwrap();
    let run = mingjian(folder.path(), &["census"]);
    insta::assert_snapshot!(run.shown(folder.path()));
}

#[test]
fn an_unknown_name_gets_the_names_that_are_near() {
    let folder = county::audited();
    let mut shown = String::new();
    for words in [
        &["audit", "--as-of", "2021-02-25", "--profile", "natoinal"][..],
        &["audit", "--shadow", "Z20", "--since", "2020Q3"],
        &["findings", "--rule", "Z20"],
        &["findings", "--audit", "1999"],
        &["explain", "zzz"],
        &["lake", "files", "post"],
        &["sql", "SELECT nothing FROM posts"],
        &["sql", "DROP TABLE posts"],
        &["census", "--region", "朝阳区"],
        &["census", "--platform", "豆音"],
        &[
            "collections",
            "add",
            "--account",
            "无此账号",
            "--kind",
            "posts",
            "--to",
            "2021-02-25",
            "--state",
            "complete",
            "--because",
            "看过",
        ],
    ] {
        let run = county::inside(folder.path(), words);
        assert_eq!(run.code, Some(2), "{words:?}: {}{}", run.text(), run.stderr);
        let told: String = run.stderr.split("（详情").next().unwrap_or_default().to_owned();
        writeln!(shown, "{words:?}\n{}\n", told.trim_end()).unwrap();
    }
    let latest = county::inside(folder.path(), &["findings", "--format", "json"]);
    assert_eq!(latest.code, Some(0));
    let folder_name = fs::read_to_string(folder.path().join("county/audits/LATEST")).unwrap();
    insta::assert_snapshot!(shown.replace(&folder_name, "[AUDIT]"));
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let folder = county::imported();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mingjian"))
        .args(["sql", "SELECT p.* FROM posts p, posts q, posts r, posts s, posts t, posts u", "--format", "csv"])
        .current_dir(folder.path().join("county"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
