//! The reference implementation opens our lake, at any version, and writes to it; ours goes on from there.
//!
//! DuckDB comes as a Python package. Its interpreter is `MINGJIAN_DUCKDB_PYTHON`, else the environment that `./x`
//! makes under the user's cache. Without it these tests say so and pass, unless `MINGJIAN_REQUIRE_DUCKDB` is set.

use std::path::{Path, PathBuf};
use std::process::Command;

use lake::{LakeError, WriterOptions};

use crate::support::{counts, import, info, new_lake, sum};

fn python() -> Option<PathBuf> {
    if let Some(python) = std::env::var_os("MINGJIAN_DUCKDB_PYTHON") {
        return Some(python.into());
    }
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache")));
    let python = cache.map(|cache| cache.join("mingjian/duckdb-venv/bin/python")).filter(|python| python.exists());
    if python.is_none() {
        assert!(std::env::var_os("MINGJIAN_REQUIRE_DUCKDB").is_none(), "DuckDB is required but not installed");
        eprintln!("skipped: DuckDB is not installed for the tests (`./x test` installs it)");
    }
    python
}

type Answer = Vec<Vec<Option<String>>>;

struct DuckDb {
    python: PathBuf,
    catalog: PathBuf,
}

impl DuckDb {
    /// Runs the statements in one session; the rows of each.
    fn run(&self, statements: &[&str]) -> Vec<Answer> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/run_in_duckdb.py");
        let output =
            Command::new(&self.python).arg(script).arg(&self.catalog).args(statements).output().expect("Python runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        let lines = String::from_utf8(output.stdout).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The one value a statement answers with.
    fn value(&self, statement: &str) -> String {
        self.run(&[statement])[0][0][0].clone().unwrap()
    }
}

#[tokio::test]
async fn duckdb_reads_any_version_writes_and_ours_goes_on() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    import(&lake, 1, 120, WriterOptions::default()).await.unwrap();
    import(&lake, 2, 80, WriterOptions::default()).await.unwrap();
    let duckdb = DuckDb { python, catalog: folder.path().join("lake/catalog.db") };

    // Both versions, counted and summed, with and without the help of statistics.
    let queries = [
        "SELECT count(*), count(posted_at), sum(duration_ms), count(title) FROM posts",
        "SELECT count(*), count(posted_at), sum(duration_ms), count(title) FROM posts AT (VERSION => 1)",
        "SELECT count(*) FROM posts WHERE account_id = 'a0003' AND posted_at >= TIMESTAMPTZ '2020-10-01 00:00:00+08'",
        "SELECT count(*) FROM posts WHERE title = '虚构县第3号通知'",
        "SELECT count(*) FROM features_posts JOIN posts USING (post_id, account_id)",
        "SELECT count(*) FROM comments",
    ];
    let answers = duckdb.run(&queries);
    let text = |answer: &Answer| -> Vec<String> { answer[0].iter().map(|v| v.clone().unwrap()).collect() };
    let (new, old) = (lake.at(None).await.unwrap(), lake.at(Some(1)).await.unwrap());
    assert_eq!(text(&answers[0])[..2], ["200".to_owned(), "180".to_owned()]);
    assert_eq!(text(&answers[0])[2], sum(&lake, &new, "posts", "duration_ms").await.to_string());
    assert_eq!(text(&answers[1])[..2], ["120".to_owned(), "108".to_owned()]);
    assert_eq!(text(&answers[1])[2], sum(&lake, &old, "posts", "duration_ms").await.to_string());
    let expected = (0..120)
        .map(|number| crate::support::post(1, number))
        .chain((0..80).map(|number| crate::support::post(2, number)))
        .filter(|post| {
            let from = crate::support::day("2020-10-01").start();
            post.account_id.as_deref() == Some("a0003") && post.posted_at.is_some_and(|at| at >= from)
        })
        .count();
    assert_eq!(text(&answers[2])[0], expected.to_string());
    assert_eq!(text(&answers[3])[0], "2");
    assert_eq!(text(&answers[4])[0], "200");
    assert_eq!(text(&answers[5])[0], "0");

    // DuckDB writes two tables in one transaction; the rows become files that ours reads.
    duckdb.run(&[
        "BEGIN",
        "INSERT INTO posts (post_id, account_id, posted_at, duration_ms, title) VALUES \
         ('p-duck', 'a0001', TIMESTAMPTZ '2021-01-05 08:00:00+08', 1000000, '外来的一行')",
        "INSERT INTO features_posts (post_id, account_id) VALUES ('p-duck', 'a0001')",
        "COMMIT",
    ]);
    let version = lake.at(None).await.unwrap();
    assert_eq!((version.version, version.rows("posts"), version.rows("features_posts")), (3, 201, 201));
    let foreign = version.files("posts").iter().find(|file| !file.sorted).unwrap();
    assert_eq!((foreign.rows, foreign.stats["duration_ms"].min.clone()), (1, Some(lake::Scalar::Int(1_000_000))));
    assert_eq!(counts(&lake, &version, "posts", "post_id").await["p-duck"], 1);

    // Ours on top, and DuckDB again.
    import(&lake, 3, 10, WriterOptions::default()).await.unwrap();
    assert_eq!(duckdb.value("SELECT count(*) FROM posts"), "211");
    assert_eq!(duckdb.value("SELECT count(*) FROM posts AT (VERSION => 2)"), "200");
    assert_eq!(duckdb.value("SELECT count(*) FROM posts WHERE duration_ms = 1000000"), "1");
    let snapshots = "SELECT count(*) FROM ducklake_snapshots('lake')";
    assert_eq!(duckdb.value(snapshots), "5");
}

#[tokio::test]
async fn rows_deleted_by_duckdb_are_never_read_as_present() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    import(&lake, 1, 100, WriterOptions::default()).await.unwrap();
    let duckdb = DuckDb { python, catalog: folder.path().join("lake/catalog.db") };
    duckdb.run(&["DELETE FROM posts WHERE duration_ms % 10 = 3"]);
    let error = lake.at(None).await.unwrap_err();
    assert!(matches!(&error, LakeError::Foreign { table, .. } if table == "posts"), "{error}");
    assert!(error.to_string().contains("mingjian lake compact"), "{error}");
    // The version before is untouched, and writing goes on.
    assert_eq!(lake.at(Some(1)).await.unwrap().rows("posts"), 100);
    import(&lake, 2, 7, WriterOptions::default()).await.unwrap();

    let done = lake.compact(info("compact")).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!((version.version, version.rows("posts")), (done.version, 97));
    assert_eq!(duckdb.value("SELECT count(*) FROM posts"), "97");
    assert_eq!(duckdb.value("SELECT count(*) FROM posts WHERE duration_ms % 10 = 3"), "1");
    assert_eq!(duckdb.value("SELECT count(*) FROM posts AT (VERSION => 1)"), "100");
}

#[tokio::test]
async fn files_merged_by_duckdb_are_read_and_old_versions_in_them_refused() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    for number in 1..=4 {
        import(&lake, number, 30, WriterOptions::default()).await.unwrap();
    }
    let duckdb = DuckDb { python, catalog: folder.path().join("lake/catalog.db") };
    duckdb.run(&["CALL ducklake_merge_adjacent_files('lake')"]);
    let version = lake.at(None).await.unwrap();
    assert_eq!(counts(&lake, &version, "posts", "post_id").await.len(), 120);
    let error = lake.at(Some(2)).await.unwrap_err().to_string();
    assert!(error.contains("merged by DuckDB"), "{error}");
    import(&lake, 5, 30, WriterOptions::default()).await.unwrap();
    assert_eq!(duckdb.value("SELECT count(DISTINCT post_id) FROM posts"), "150");
}

#[tokio::test]
async fn a_column_added_by_a_newer_program_is_left_alone_and_a_renamed_one_refused() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    import(&lake, 1, 20, WriterOptions::default()).await.unwrap();
    let duckdb = DuckDb { python, catalog: folder.path().join("lake/catalog.db") };
    duckdb.run(&["ALTER TABLE posts ADD COLUMN a_note VARCHAR", "CREATE TABLE elsewhere (x BIGINT)"]);
    import(&lake, 2, 20, WriterOptions::default()).await.unwrap();
    assert_eq!(duckdb.run(&["SELECT count(*), count(a_note) FROM posts"])[0][0], ["40", "0"].map(|v| Some(v.into())));

    duckdb.run(&["ALTER TABLE accounts RENAME COLUMN platform TO where_from"]);
    for error in [lake.at(None).await.map(drop), lake.writer(WriterOptions::default()).await.map(drop)] {
        let error = error.unwrap_err().to_string();
        assert!(error.contains("`where_from` was renamed"), "{error}");
    }
    assert_eq!(lake.at(Some(3)).await.unwrap().rows("posts"), 20);
}

#[tokio::test]
async fn rows_and_deletions_inside_the_catalogue_are_refused_until_they_are_files() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    import(&lake, 1, 100, WriterOptions::default()).await.unwrap();
    let duckdb = DuckDb { python, catalog: folder.path().join("lake/catalog.db") };
    let limit = |rows: u32| format!("CALL lake.set_option('data_inlining_row_limit', {rows})");
    duckdb.run(&[&limit(10), "INSERT INTO posts (post_id) VALUES ('p-inlined')"]);
    duckdb.run(&["DELETE FROM features_posts WHERE post_id = 'p000001-000005'"]);
    assert!(lake.at(None).await.unwrap_err().to_string().contains("ducklake_flush_inlined_data"));
    assert_eq!(lake.at(Some(1)).await.unwrap().rows("posts"), 100);
    assert!(lake.compact(info("compact")).await.is_err());

    duckdb.run(&[&limit(0), "CALL ducklake_flush_inlined_data('lake')"]);
    // The deletion is a list of rows now, which compaction works off.
    lake.compact(info("compact")).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!((version.rows("posts"), version.rows("features_posts")), (101, 99));
    assert!(!counts(&lake, &version, "features_posts", "post_id").await.contains_key("p000001-000005"));
}
