use crate::county::{self, inside};

#[test]
fn the_census_finds_and_counts() {
    let folder = county::imported();
    let shown = |words: &[&str]| inside(folder.path(), words).shown(folder.path());
    insta::assert_snapshot!("census", shown(&["census", "镇 人 民 政 府"]));
    insta::assert_snapshot!("census_by", shown(&["census", "--by", "platform,level"]));
    let page = inside(folder.path(), &["census", "--page-size", "1", "--page", "2", "--format", "json"]).json();
    assert_eq!((&page["total"], &page["pages"], &page["page"]), (&2.into(), &2.into(), &2.into()));
    assert_eq!(page["accounts"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_person_can_say_what_was_looked_at() {
    let folder = county::imported();
    let words = [
        "collections",
        "add",
        "--account",
        "样例县发布",
        "--kind",
        "posts",
        "--to",
        "2021-03-10",
        "--state",
        "complete",
        "--because",
        "经办人逐条翻看主页，电话13800138000",
    ];
    let run = inside(folder.path(), &words);
    insta::assert_snapshot!("collections_add", run.shown(folder.path()));
    let again = inside(folder.path(), &words);
    insta::assert_snapshot!("collections_add_again", again.shown(folder.path()));
    let listed = inside(folder.path(), &["collections", "list", "--account", "样例县发布", "--format", "json"]).json();
    let statement = listed
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["source_id"].as_str().is_some_and(|id| id.contains("/statement/")));
    let statement = statement.unwrap();
    assert_eq!(statement["to_at"], "2021-03-11T00:00:00+08:00");
    assert_eq!(statement["evidence"], "经办人逐条翻看主页，电话***********");
}

#[test]
fn sql_answers_in_every_format_and_only_reads() {
    let folder = county::imported();
    let sql = "SELECT name, posts, day_of(last_posted_at) AS last_day FROM accounts JOIN account_activity USING (account_id) ORDER BY name";
    insta::assert_snapshot!("sql", inside(folder.path(), &["sql", sql]).shown(folder.path()));
    insta::assert_snapshot!("sql_csv", inside(folder.path(), &["sql", sql, "--format", "csv"]).shown(folder.path()));
    let rows = inside(folder.path(), &["sql", sql, "--format", "json", "--as-of", "2021-01-01"]).json();
    assert_eq!(rows[0]["posts"], 1);
    let none = inside(folder.path(), &["sql", "SELECT name FROM accounts WHERE false", "--format", "json"]).json();
    assert_eq!(none, serde_json::json!([]));
}

#[test]
fn the_lake_shows_its_history_and_is_kept_up() {
    let folder = county::audited();
    let log = inside(folder.path(), &["lake", "log", "--format", "json"]).json();
    let last = log.as_array().unwrap().last().unwrap();
    assert_eq!((last["version"].as_i64(), last["pinned"].as_array().map(Vec::len)), (Some(1), Some(1)));
    let files = inside(folder.path(), &["lake", "files", "posts", "--format", "json"]).json();
    let rows: u64 = files.as_array().unwrap().iter().filter_map(|file| file["rows"].as_u64()).sum();
    assert_eq!(rows, 6);
    for words in [&["lake", "compact"][..], &["lake", "vacuum", "--expire-days", "0", "--grace", "0"]] {
        let run = inside(folder.path(), words);
        assert_eq!(run.code, Some(0), "{words:?}: {}", run.stderr);
    }
    let audit = inside(folder.path(), &["audit", "--as-of", "2021-02-25", "--lake-version", "1"]);
    assert_eq!(audit.code, Some(0), "a pinned version stays readable: {}", audit.stderr);
}

#[test]
fn the_built_in_rulebook_is_listed_and_without_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    let run = crate::program::mingjian(folder.path(), &["rulebook", "check"]);
    assert_eq!(run.code, Some(0), "{}{}", run.text(), run.stderr);
    let listed =
        crate::program::mingjian(folder.path(), &["rulebook", "list", "--profile", "gansu", "--format", "json"]).json();
    let stale = listed.as_array().unwrap().iter().find(|rule| rule["rule"] == "Z02").unwrap().clone();
    assert!(stale["params"].as_array().unwrap().contains(&"limit_days = 7".into()), "{stale}");
    std::fs::create_dir(folder.path().join("Z")).unwrap();
    std::fs::create_dir(folder.path().join("Z/Z99-x")).unwrap();
    std::fs::write(folder.path().join("Z/Z99-x/rule.md"), "no front matter").unwrap();
    let run = crate::program::mingjian(folder.path(), &["rulebook", "check", "."]);
    assert_eq!(run.code, Some(4), "{}{}", run.text(), run.stderr);
    assert!(run.text().contains("Z/Z99-x/rule.sql"), "{}", run.text());
}
