//! Several writers at once, and lakes whose tables change.

use std::process::Command;
use std::time::Duration;

use lake::{Lake, LakeError, WriterOptions};
use model::Record as _;
use model::tables::Post;
use sqlx::{Connection as _, Executor as _};

use crate::support::{counts, import, info, location, new_lake, posts};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_of_one_process_all_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    let tasks: Vec<_> = (0..4)
        .map(|writer| {
            let lake = lake.clone();
            tokio::spawn(async move {
                for number in 0..4 {
                    import(&lake, writer * 10 + number, 20, WriterOptions::default()).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let version = lake.at(None).await.unwrap();
    assert_eq!(version.version, 16);
    for table in ["posts", "features_posts"] {
        let keys = counts(&lake, &version, table, "post_id").await;
        assert_eq!((keys.len(), keys.values().max()), (320, Some(&1)), "{table}");
    }
}

const WRITER: &str = "MINGJIAN_TEST_WRITER";

#[test]
#[ignore = "the child process of the test below"]
fn child() {
    let Ok(task) = std::env::var(WRITER) else { return };
    let (number, folder) = task.split_once(' ').unwrap();
    let number: i64 = number.parse().unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        // The first of them makes the lake.
        let lake = Lake::open_or_create(&location(std::path::Path::new(folder))).await.unwrap();
        for round in 0..4 {
            import(&lake, number * 10 + round, 20, WriterOptions::default()).await.unwrap();
        }
    });
}

#[tokio::test]
async fn writers_of_several_processes_all_succeed_even_on_a_lake_that_is_not_there_yet() {
    let folder = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    let children: Vec<_> = (0..3)
        .map(|number| {
            Command::new(&program)
                .args(["--exact", "writers::child", "--ignored", "--nocapture"])
                .env(WRITER, format!("{number} {}", folder.path().display()))
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let lake = Lake::open(&location(folder.path())).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!(version.version, 12);
    let keys = counts(&lake, &version, "posts", "post_id").await;
    assert_eq!((keys.len(), keys.values().max()), (240, Some(&1)));
}

#[tokio::test]
async fn a_writer_that_looked_at_an_older_version_says_so_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    let options = WriterOptions { based_on: Some(0), ..WriterOptions::default() };
    let mut slow = lake.writer(options).await.unwrap();
    slow.append(Post::TABLE, posts(1, 10)).await.unwrap();
    import(&lake, 2, 10, WriterOptions::default()).await.unwrap();
    let error = slow.commit(info("slow")).await.unwrap_err();
    assert!(matches!(error, LakeError::Overtaken { based_on: 0, latest: 1 }), "{error}");
    assert_eq!(lake.at(None).await.unwrap().rows("posts"), 10);
    // Its files are gone at once.
    let version = lake.at(None).await.unwrap();
    let stored = std::fs::read_dir(folder.path().join("lake/data/main/posts")).unwrap().count();
    assert_eq!(stored, version.files("posts").len());
}

async fn raw(folder: &std::path::Path, statements: &[&'static str]) -> sqlx::SqliteConnection {
    let url = format!("sqlite:{}", folder.join("lake/catalog.db").display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    for statement in statements {
        connection.execute(*statement).await.unwrap();
    }
    connection
}

#[tokio::test]
async fn a_writer_that_never_gets_its_turn_says_who_is_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    new_lake(folder.path()).await;
    let mut location = location(folder.path());
    location.busy_timeout = Duration::from_millis(200);
    let lake = Lake::open(&location).await.unwrap();
    let mut writer = lake.writer(WriterOptions::default()).await.unwrap();
    writer.append(Post::TABLE, posts(1, 3)).await.unwrap();
    let blocker = raw(folder.path(), &["BEGIN IMMEDIATE"]).await;
    let error = writer.commit(info("blocked")).await.unwrap_err();
    assert!(matches!(error, LakeError::Busy { .. }), "{error}");
    assert_eq!(lake.latest().await.unwrap(), 0);
    drop(blocker);
}

/// What an older program's lake looks like: without a table and a column that came later.
const OLDER: &[&str] = &[
    "DELETE FROM ducklake_column WHERE table_id IN (SELECT table_id FROM ducklake_table WHERE table_name = 'lists')",
    "DELETE FROM ducklake_table WHERE table_name = 'lists'",
    "DELETE FROM ducklake_column WHERE column_name = 'observed_at' AND table_id IN \
     (SELECT table_id FROM ducklake_table WHERE table_name = 'posts')",
];

#[tokio::test]
async fn tables_and_columns_an_older_lake_lacks_come_with_the_next_write() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    import(&lake, 1, 10, WriterOptions::default()).await.unwrap();
    drop(raw(folder.path(), OLDER).await);
    let old = lake.at(None).await.unwrap();
    assert!(!old.tables.contains_key("lists"));
    assert!(old.tables["posts"].schema.index_of("observed_at").is_err());
    assert_eq!(counts(&lake, &old, "lists", "entry_id").await.len(), 0);

    import(&lake, 2, 10, WriterOptions::default()).await.unwrap();
    let new = lake.at(None).await.unwrap();
    assert!(new.tables.contains_key("lists"));
    assert_eq!(new.tables["posts"].schema, Post::TABLE.schema());
    assert_eq!(counts(&lake, &new, "posts", "post_id").await.len(), 20);
    let changes = &lake.log().await.unwrap()[2].changes;
    assert!(changes.contains("created_table:\"main\".\"lists\"") && changes.contains("altered_table:"), "{changes}");
    assert!(lake.at(Some(1)).await.unwrap().tables["posts"].schema.index_of("observed_at").is_err());
}

#[tokio::test]
async fn a_column_that_appears_under_a_running_writer_is_a_clear_conflict() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    import(&lake, 1, 10, WriterOptions::default()).await.unwrap();
    drop(raw(folder.path(), OLDER).await);
    let mut writer = lake.writer(WriterOptions::default()).await.unwrap();
    writer.append(Post::TABLE, posts(2, 10)).await.unwrap();
    // Another program takes the number the writer counted on.
    let taken = "INSERT INTO ducklake_column (column_id, begin_snapshot, table_id, column_order, column_name, column_type) \
                 SELECT max(column_id) + 1, 1, table_id, 99, 'a_note', 'varchar' FROM ducklake_column WHERE table_id = \
                 (SELECT table_id FROM ducklake_table WHERE table_name = 'posts') GROUP BY table_id";
    drop(raw(folder.path(), &[taken]).await);
    let error = writer.commit(info("conflict")).await.unwrap_err();
    assert!(matches!(&error, LakeError::Conflict { table, .. } if table == "posts"), "{error}");
    assert!(error.to_string().contains("`observed_at`"), "{error}");
    assert_eq!(lake.at(None).await.unwrap().rows("posts"), 10);
}
