//! Writing versions and reading them back.

use std::sync::Arc;

use arrow::array::RecordBatch;
use futures::TryStreamExt as _;
use lake::{DataLocation, Lake, LakeError, Scalar, WriterOptions};
use model::tables::Post;
use model::{Micros, Record as _, tables};
use object_store::memory::InMemory;

use crate::support::{at, counts, import, info, location, new_lake, posts, sum};

#[tokio::test]
async fn an_import_is_one_version_over_all_tables_and_old_versions_stay() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    assert_eq!(lake.latest().await.unwrap(), 0);
    assert!(lake.at(None).await.unwrap().tables.is_empty());

    assert_eq!(import(&lake, 1, 100, WriterOptions::default()).await.unwrap(), 1);
    assert_eq!(import(&lake, 2, 50, WriterOptions::default()).await.unwrap(), 2);

    let lake = Lake::open(&location(folder.path())).await.unwrap();
    let (old, new) = (lake.at(Some(1)).await.unwrap(), lake.at(None).await.unwrap());
    assert_eq!(new.tables.len(), tables::ALL.len());
    for table in ["posts", "features_posts"] {
        assert_eq!((old.rows(table), new.rows(table)), (100, 150), "{table}");
        let keys = counts(&lake, &new, table, "post_id").await;
        assert_eq!((keys.len(), keys.values().max()), (150, Some(&1)), "{table}");
    }
    assert_eq!(new.rows("comments"), 0);
    assert_eq!(sum(&lake, &new, "posts", "duration_ms").await, (0..100).sum::<i64>() + (0..50).sum::<i64>());

    let log = lake.log().await.unwrap();
    assert_eq!(log.iter().map(|entry| entry.version).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!((log[2].author.as_deref(), log[2].message.as_deref()), (Some("test"), Some("import 2")));
    assert_eq!((log[2].at, log[2].rows), (Some(at()), 100));
    let error = lake.at(Some(3)).await.unwrap_err().to_string();
    assert!(error.contains("no version 3") && error.contains("0 to 2"), "{error}");
}

#[tokio::test]
async fn files_are_sorted_by_account_split_by_quarter_and_described() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    // A tiny buffer, so that many sorted runs have to be merged.
    let options = WriterOptions { buffered_rows: 40, ..WriterOptions::default() };
    let mut writer = lake.writer(options).await.unwrap();
    for part in 0..30 {
        writer.append(Post::TABLE, posts(part, 30)).await.unwrap();
    }
    writer.commit(info("runs")).await.unwrap();
    let version = lake.at(None).await.unwrap();
    let files = version.files("posts");
    let quarters: Vec<Option<&str>> = files.iter().map(|file| file.quarter.as_deref()).collect();
    assert_eq!(quarters, [None, Some("2020Q3"), Some("2020Q4"), Some("2021Q1"), Some("2021Q2")]);
    assert_eq!(version.rows("posts"), 900);
    for file in files {
        assert!(file.sorted && file.path.starts_with("main/posts/"), "{file:?}");
        assert_eq!(file.stats.len(), Post::TABLE.columns.len());
        let times = &file.stats["posted_at"];
        assert_eq!(times.null_count, Some(if file.quarter.is_none() { file.rows } else { 0 }));
        if let (Some(Scalar::Time(min)), Some(Scalar::Time(max))) = (&times.min, &times.max) {
            assert_eq!(Some(min.day().quarter().to_string()), file.quarter);
            assert_eq!(Some(max.day().quarter().to_string()), file.quarter);
        }
        let rows = read(&lake, &version, file.quarter.as_deref()).await;
        assert_eq!(rows.len() as u64, file.rows);
        assert!(rows.is_sorted(), "{}", file.path);
    }
    // One run of every file is all that is left in the store.
    let stored = std::fs::read_dir(folder.path().join("lake/data/main/posts")).unwrap().count();
    assert_eq!(stored, files.len());
}

/// (account, time) of the rows of one quarter, in stored sequence.
async fn read(lake: &Lake, version: &lake::LakeVersion, quarter: Option<&str>) -> Vec<(String, Option<i64>)> {
    use arrow::array::AsArray as _;
    let mut only = version.clone();
    let files = &mut only.tables.get_mut("posts").unwrap().files;
    files.retain(|file| file.quarter.as_deref() == quarter);
    let stream = lake.scan(&only, "posts", &["account_id", "posted_at"]).unwrap();
    let batches: Vec<RecordBatch> = stream.try_collect().await.unwrap();
    let mut rows = Vec::new();
    for batch in &batches {
        let times = batch.column(1).as_primitive::<arrow::datatypes::TimestampMicrosecondType>();
        for (account, time) in batch.column(0).as_string::<i32>().iter().zip(times) {
            rows.push((account.unwrap().to_owned(), time));
        }
    }
    rows
}

#[tokio::test]
async fn large_files_are_cut_without_breaking_the_order() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    let options = WriterOptions { buffered_rows: 100, file_rows: 3, ..WriterOptions::default() };
    let mut writer = lake.writer(options).await.unwrap();
    for part in 0..10 {
        writer.append(Post::TABLE, posts(part, 30)).await.unwrap();
    }
    writer.commit(info("cut")).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert!(version.files("posts").iter().all(|file| file.rows <= 3));
    assert_eq!(version.rows("posts"), 300);
    for quarter in ["2020Q3", "2020Q4", "2021Q1"] {
        assert!(read(&lake, &version, Some(quarter)).await.is_sorted(), "{quarter}");
    }
}

#[tokio::test]
async fn the_data_need_not_be_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut location = location(folder.path());
    location.data = DataLocation::Store("memory://lake/".to_owned(), Arc::new(InMemory::new()));
    let lake = Lake::open_or_create(&location).await.unwrap();
    let options = WriterOptions { buffered_rows: 10, ..WriterOptions::default() };
    import(&lake, 1, 60, options).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!(counts(&lake, &version, "posts", "post_id").await.len(), 60);
    assert!(!folder.path().join("lake/data").exists());
}

#[tokio::test]
async fn nothing_added_is_no_new_version() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    import(&lake, 1, 5, WriterOptions::default()).await.unwrap();
    let writer = lake.writer(WriterOptions::default()).await.unwrap();
    assert_eq!(writer.commit(info("nothing")).await.unwrap(), 1);
    let mut writer = lake.writer(WriterOptions::default()).await.unwrap();
    writer.append(Post::TABLE, posts(9, 5)).await.unwrap();
    writer.abort().await.unwrap();
    assert_eq!(lake.latest().await.unwrap(), 1);
}

#[tokio::test]
async fn rows_of_another_table_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    let mut writer = lake.writer(WriterOptions::default()).await.unwrap();
    let error = writer.append(model::tables::Account::TABLE, posts(1, 1)).await.unwrap_err();
    assert!(matches!(error, LakeError::WrongColumns { table: "accounts", .. }), "{error}");
}

#[tokio::test]
async fn times_beyond_the_calendar_do_not_break_the_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    let mut batch = model::BatchBuilder::new(Post::TABLE);
    for time in [i64::MIN, i64::MAX, 0] {
        batch.push(&Post { post_id: Some(time.to_string()), posted_at: Some(Micros(time)), ..Post::default() });
    }
    let mut writer = lake.writer(WriterOptions::default()).await.unwrap();
    writer.append(Post::TABLE, batch.finish().unwrap()).await.unwrap();
    writer.commit(info("far")).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!(counts(&lake, &version, "posts", "post_id").await.len(), 3);
}

mod laws {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::support::post;

    fn cases() -> u32 {
        if std::env::var_os("MINGJIAN_SLOW").is_some() { 500 } else { 12 }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(cases()))]

        /// Whatever the sizes of buffer and files, and in whatever pieces rows come: what goes in comes out, in order.
        #[test]
        fn what_goes_in_comes_out(
            buffered_rows in 5_usize..60,
            file_rows in 1_u64..80,
            pieces in prop::collection::vec(prop::collection::vec(0_i64..5_000, 0..40), 1..6),
        ) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let folder = tempfile::tempdir().unwrap();
            let mut location = location(folder.path());
            location.data = DataLocation::Store("memory://".to_owned(), Arc::new(InMemory::new()));
            let mut expected: BTreeMap<String, usize> = BTreeMap::new();
            let (found, sorted) = runtime.block_on(async {
                let lake = Lake::open_or_create(&location).await.unwrap();
                let options = WriterOptions { buffered_rows, file_rows, ..WriterOptions::default() };
                let mut writer = lake.writer(options.clone()).await.unwrap();
                for piece in &pieces {
                    let mut batch = model::BatchBuilder::new(Post::TABLE);
                    for number in piece {
                        *expected.entry(post(0, *number).post_id.unwrap()).or_default() += 1;
                        batch.push(&post(0, *number));
                    }
                    writer.append(Post::TABLE, batch.finish().unwrap()).await.unwrap();
                }
                writer.commit(info("pieces")).await.unwrap();
                lake.compact_with(options, info("compact")).await.unwrap();
                let version = lake.at(None).await.unwrap();
                let mut sorted = true;
                for quarter in [Some("2020Q3"), Some("2020Q4"), Some("2021Q1"), Some("2021Q2"), None] {
                    sorted &= read(&lake, &version, quarter).await.iter().map(order).is_sorted();
                }
                (counts(&lake, &version, "posts", "post_id").await, sorted)
            });
            prop_assert_eq!(found, expected);
            prop_assert!(sorted);
        }
    }

    fn order(row: &(String, Option<i64>)) -> (String, bool, Option<i64>) {
        (row.0.clone(), row.1.is_none(), row.1)
    }
}
