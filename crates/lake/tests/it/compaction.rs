//! Compaction, expiry and clean-up.

use std::time::Duration;

use lake::{Lake, WriterOptions};
use model::tables::Post;
use model::{Micros, Record as _};

use crate::support::{at, counts, import, info, later, new_lake, posts};

const HOUR: i64 = 3_600_000_000;

fn stored(folder: &std::path::Path) -> usize {
    std::fs::read_dir(folder.join("lake/data/main/posts")).unwrap().count()
}

async fn five_imports(folder: &std::path::Path) -> Lake {
    let lake = new_lake(folder).await;
    for number in 1..=5 {
        import(&lake, number, 60, WriterOptions::default()).await.unwrap();
    }
    lake
}

#[tokio::test]
async fn compaction_changes_files_not_rows_and_old_versions_stay() {
    let folder = tempfile::tempdir().unwrap();
    let lake = five_imports(folder.path()).await;
    let before = lake.at(None).await.unwrap();
    let done = lake.compact(info("compact")).await.unwrap();
    let after = lake.at(None).await.unwrap();
    assert_eq!((done.version, after.version), (6, 6));
    assert!(done.files_before > done.files_after, "{done:?}");
    assert_eq!(after.files("posts").len(), 5, "one file for each of four quarters and one for rows without a time");
    for table in ["posts", "features_posts"] {
        assert_eq!(
            counts(&lake, &before, table, "post_id").await,
            counts(&lake, &after, table, "post_id").await,
            "{table}"
        );
    }
    for version in 1..=5 {
        assert_eq!(lake.at(Some(version)).await.unwrap().rows("posts"), 60 * u64::try_from(version).unwrap());
    }
    // A second time there is nothing to do.
    let again = lake.compact(info("again")).await.unwrap();
    assert_eq!((again.version, again.files_before, again.files_after), (6, 0, 0));
}

#[tokio::test]
async fn a_compaction_with_many_files_needs_several_passes() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    for number in 0..20 {
        import(&lake, number, 20, WriterOptions::default()).await.unwrap();
    }
    let options = WriterOptions { file_rows: 64, ..WriterOptions::default() };
    lake.compact_with(options.clone(), info("compact")).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!(counts(&lake, &version, "posts", "post_id").await.len(), 400);
    assert!(version.files("posts").iter().all(|file| file.rows <= 64));
    assert_eq!(lake.compact_with(options, info("again")).await.unwrap().files_before, 0);
}

#[tokio::test]
async fn an_import_goes_on_while_files_are_compacted() {
    let folder = tempfile::tempdir().unwrap();
    let lake = five_imports(folder.path()).await;
    let version = lake.latest().await.unwrap();
    let mut writer = lake.writer(WriterOptions { based_on: Some(version), ..WriterOptions::default() }).await.unwrap();
    writer.append(Post::TABLE, posts(9, 10)).await.unwrap();
    lake.compact(info("compact")).await.unwrap();
    writer.commit(info("import")).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!(counts(&lake, &version, "posts", "post_id").await.len(), 310);
}

#[tokio::test]
async fn clean_up_removes_what_no_version_uses_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let lake = five_imports(folder.path()).await;
    let (files, later) = (stored(folder.path()), later());
    // A crashed writer leaves a file and a draft; a foreign file is none of our business.
    let posts_folder = folder.path().join("lake/data/main/posts");
    for name in ["2021Q1-left.parquet", "2021Q1-left.parquet#1", "notes.txt"] {
        std::fs::write(posts_folder.join(name), b"left").unwrap();
    }
    assert_eq!(lake.vacuum(Duration::from_hours(1)).await.unwrap().files, 0, "too young");
    let done = lake.vacuum_at(later, Duration::from_hours(1)).await.unwrap();
    assert_eq!((done.files, done.bytes, done.kept), (2, 8, 0));
    assert_eq!(stored(folder.path()), files + 1);
    let version = lake.at(None).await.unwrap();
    assert_eq!(counts(&lake, &version, "posts", "post_id").await.len(), 300);
}

#[tokio::test]
async fn clean_up_leaves_a_running_writer_alone_and_stops_a_dead_one() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    let options = WriterOptions { buffered_rows: 5, ..WriterOptions::default() };
    let mut writer = lake.writer(options.clone()).await.unwrap();
    writer.append(Post::TABLE, posts(1, 40)).await.unwrap();
    let soon = Micros(later().0 - 100 * HOUR + HOUR / 2);
    let done = lake.vacuum_at(soon, Duration::ZERO).await.unwrap();
    assert_eq!(done.files, 0);
    assert!(done.kept > 0);
    writer.commit(info("import")).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!(counts(&lake, &version, "posts", "post_id").await.len(), 40);

    let mut writer = lake.writer(options).await.unwrap();
    writer.append(Post::TABLE, posts(2, 40)).await.unwrap();
    assert!(lake.vacuum_at(later(), Duration::ZERO).await.unwrap().files > 0);
    let error = writer.commit(info("too late")).await.unwrap_err();
    assert!(matches!(error, lake::LakeError::LeaseLost), "{error}");
    assert_eq!(lake.latest().await.unwrap(), 1);
}

#[tokio::test]
async fn expiry_spares_the_newest_version_and_those_an_audit_rests_on() {
    let folder = tempfile::tempdir().unwrap();
    let lake = five_imports(folder.path()).await;
    lake.compact(info("compact")).await.unwrap();
    lake.pin(3, "audit 0123456789abcdef", at()).await.unwrap();
    lake.pin(3, "audit 0123456789abcdef", at()).await.unwrap();
    assert_eq!(lake.pins().await.unwrap().len(), 1);
    assert!(lake.pin(99, "audit", at()).await.is_err());

    let expired = lake.expire(Micros(at().0 + HOUR)).await.unwrap();
    assert_eq!((expired.pinned, expired.versions), (vec![3], vec![1, 2, 4, 5]));
    // Files of imports 4 and 5 were only in versions 4 and 5.
    assert!(expired.files > 0);
    let files = stored(folder.path());
    assert_eq!(lake.vacuum(Duration::from_hours(1)).await.unwrap().files, 0, "readers may still be at work");
    let done = lake.vacuum_at(later(), Duration::from_hours(1)).await.unwrap();
    assert_eq!(usize::try_from(done.files).unwrap(), expired.files);
    assert!(stored(folder.path()) < files);
    for (version, rows) in [(Some(3), 180), (None, 300)] {
        let version = lake.at(version).await.unwrap();
        assert_eq!(counts(&lake, &version, "posts", "post_id").await.len(), rows);
    }
    assert!(lake.at(Some(2)).await.unwrap_err().to_string().contains("no version 2"));

    lake.unpin(3, "audit 0123456789abcdef").await.unwrap();
    assert_eq!(
        lake.expire(Micros(at().0 + HOUR)).await.unwrap().versions,
        [0, 3].into_iter().filter(|v| *v == 3).collect::<Vec<_>>()
    );
}
