//! A text before it is published, by the lists the rules read.

use std::fs;
use std::path::Path;

use crate::program::mingjian;

/// The rulebook of the project with an office's own profile.
fn rulebook(folder: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook");
    copy(&from, &folder.join("rules"));
    let own = "name = \"office\"\ntitle = \"样例单位\"\nextends = \"national\"\n\n[C07]\nwrong_words = [\"临岚市政府=临岚县人民政府\"]\n";
    fs::write(folder.join("rules/profiles/office.toml"), own).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn the_wording_an_office_forbids_is_that_of_its_profile() {
    let folder = tempfile::tempdir().unwrap();
    rulebook(folder.path());
    let text = "昨天臨嵐市·政府召开会议";
    let rules = ["--rulebook", "rules", "--profile", "office"];
    let words = |format: &'static str| ["check", text, "--format", format].into_iter().chain(rules).collect::<Vec<_>>();
    let read = mingjian(folder.path(), &words("json")).json();
    let found = read["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "C07").unwrap();
    assert_eq!((&found["spans"][0]["text"], &found["spans"][0]["start"]), (&"臨嵐市·政府".into(), &2.into()));
    let shown = mingjian(folder.path(), &words("table"));
    assert!(shown.text().contains("C07") && shown.text().contains("用语差错"), "{}{}", shown.text(), shown.stderr);
    let national = mingjian(folder.path(), &["check", text, "--format", "csv"]);
    assert_eq!((national.code, national.text().contains("C07")), (Some(0), false), "{}", national.stderr);

    fs::write(folder.path().join("texts.jsonl"), format!("{{\"id\": 1, \"text\": \"{text}\"}}\n")).unwrap();
    let words: Vec<&str> = ["check", "--jsonl", "texts.jsonl"].into_iter().chain(rules).collect();
    let lines = mingjian(folder.path(), &words);
    assert!(lines.text().contains("\"C07\""), "{}{}", lines.text(), lines.stderr);

    let unknown = mingjian(folder.path(), &["check", text, "--profile", "nobody"]);
    assert_eq!(unknown.code, Some(2), "{}", unknown.stderr);
}

#[test]
fn a_workspace_names_the_profile() {
    let folder = tempfile::tempdir().unwrap();
    rulebook(folder.path());
    fs::write(folder.path().join("mingjian.toml"), "format_version = 1\nprofile = \"office\"\n").unwrap();
    let run = mingjian(folder.path(), &["check", "临岚市政府召开会议", "--rulebook", "rules", "--format", "csv"]);
    assert!(run.text().contains("C07"), "{}{}", run.text(), run.stderr);
}
