//! The catalogue in PostgreSQL. Runs where `MINGJIAN_TEST_POSTGRES` names a database in which it may create schemas,
//! for example `postgres://postgres@localhost/postgres`.

use std::time::Duration;

use lake::{CatalogLocation, Lake, LakeLocation, WriterOptions};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

use crate::support::{at, counts, import, info, later, location};

async fn fresh_location(folder: &std::path::Path) -> Option<LakeLocation> {
    let Ok(url) = std::env::var("MINGJIAN_TEST_POSTGRES") else {
        eprintln!("skipped: MINGJIAN_TEST_POSTGRES names no database");
        return None;
    };
    let schema = format!("lake_{}", uuid::Uuid::now_v7().simple());
    let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
    connection.execute(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).await.unwrap();
    let joint = if url.contains('?') { '&' } else { '?' };
    let mut location = location(folder);
    location.catalog = CatalogLocation::Postgres(format!("{url}{joint}options=-csearch_path%3D{schema}"));
    Some(location)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn everything_works_with_the_catalogue_in_postgresql() {
    let folder = tempfile::tempdir().unwrap();
    let Some(location) = fresh_location(folder.path()).await else { return };
    assert!(Lake::open(&location).await.is_err());
    // Several writers make the lake and write to it at once.
    let tasks: Vec<_> = (0..3)
        .map(|writer| {
            let location = location.clone();
            tokio::spawn(async move {
                let lake = Lake::open_or_create(&location).await.unwrap();
                for number in 0..2 {
                    import(&lake, writer * 10 + number, 30, WriterOptions::default()).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let lake = Lake::open(&location).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!((version.version, version.rows("posts")), (6, 180));
    assert_eq!(lake.log().await.unwrap()[6].at, Some(at()));
    let keys = counts(&lake, &version, "posts", "post_id").await;

    lake.pin(2, "audit", at()).await.unwrap();
    let done = lake.compact(info("compact")).await.unwrap();
    assert!(done.files_after < done.files_before);
    let expired = lake.expire(model::Micros(at().0 + 1)).await.unwrap();
    assert_eq!((expired.versions, expired.pinned), (vec![1, 3, 4, 5, 6], vec![2]));
    assert!(lake.vacuum_at(later(), Duration::from_secs(1)).await.unwrap().files > 0);
    let version = lake.at(None).await.unwrap();
    assert_eq!(counts(&lake, &version, "posts", "post_id").await, keys);
    assert_eq!(lake.at(Some(2)).await.unwrap().rows("posts"), 60);

    let stale = WriterOptions { based_on: Some(2), ..WriterOptions::default() };
    let error = import(&lake, 99, 5, stale).await.unwrap_err();
    assert!(matches!(error, lake::LakeError::Overtaken { .. }), "{error}");
}
