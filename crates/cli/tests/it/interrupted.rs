//! Ctrl-C in the middle of an import: the lake stays as it was, and the next import finds nothing in its way.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::county::{self, inside};

/// Enough works that an import is still reading them when it is interrupted.
const WORKS: u64 = 60_000;
/// Longer than any machine needs to begin, or to end.
const PATIENCE: Duration = Duration::from_mins(2);

/// Waits until something is so.
fn wait_until(what: &str, mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < PATIENCE, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// How many originals are kept: the import keeps a file before it reads it.
fn originals(workspace: &Path) -> usize {
    fs::read_dir(workspace.join("lake/raw"))
        .map_or(0, |kept| kept.flatten().filter(|kept| kept.path().is_file()).count())
}

#[test]
fn an_import_that_is_interrupted_leaves_the_lake_as_it_was() {
    let folder = county::imported();
    let workspace = folder.path().join("county");
    let before = inside(folder.path(), &["lake", "log", "--format", "json"]).json();
    let works = folder.path().join("creator_contents_2021-02-26.jsonl");
    county::write_works(&works, WORKS);

    let kept = originals(&workspace);
    let mut import = Command::new(env!("CARGO_BIN_EXE_mingjian"))
        .args(["import", "--quiet"])
        .arg(&works)
        .current_dir(&workspace)
        .env("MINGJIAN_LANG", "en")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_until("the import has begun to read", || originals(&workspace) > kept);
    let signal = Command::new("kill").args(["-INT", &import.id().to_string()]).status().unwrap();
    assert!(signal.success());
    wait_until("the import has ended", || import.try_wait().unwrap().is_some());
    let ended = import.wait_with_output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(4), "{said}");
    assert!(said.contains("Interrupted"), "{said}");

    assert_eq!(inside(folder.path(), &["lake", "log", "--format", "json"]).json(), before);
    // The next import takes in what the interrupted one had under way.
    county::write_works(&works, 20);
    let path = works.display().to_string();
    let again = inside(folder.path(), &["import", &path, "--format", "json", "--quiet"]).json();
    assert_eq!(again["files"][0]["rows_new"], 20, "{again}");
    let counted = inside(folder.path(), &["sql", "SELECT count(*) AS works FROM posts", "--format", "json"]).json();
    assert_eq!(counted[0]["works"], 26, "{counted}");
}
