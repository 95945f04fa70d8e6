//! Texts that an older lexicon read: told by the audit, read again by `features`.

use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use futures::TryStreamExt;
use lake::{CommitInfo, Lake, Workspace, WriterOptions};
use model::{Micros, Record, tables::PostFeature};

use crate::county::{self, inside};

/// Leaves the features of works as an older version left them.
fn age(folder: &std::path::Path) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let workspace = Workspace::open(&folder.join("county")).unwrap();
        let lake = Lake::open(&workspace).await.unwrap();
        let version = lake.at(None).await.unwrap();
        let mut writer = lake.writer(WriterOptions::default()).await.unwrap();
        let table = PostFeature::TABLE;
        let place = table.columns.iter().position(|column| column.name == "computed_by").unwrap();
        for file in version.files(table.name) {
            let batches: Vec<_> = writer.take_out(table, file).await.unwrap().try_collect().await.unwrap();
            for batch in batches {
                let mut columns = batch.columns().to_vec();
                columns[place] = Arc::new(StringArray::from(vec!["text-1"; batch.num_rows()])) as ArrayRef;
                writer.append(table, RecordBatch::try_new(batch.schema(), columns).unwrap()).await.unwrap();
            }
        }
        let info = CommitInfo { message: "older".to_owned(), author: "test".to_owned(), at: Micros(1) };
        writer.commit(info).await.unwrap();
    });
}

#[test]
fn what_an_older_lexicon_read_is_told_and_read_again() {
    let folder = county::imported();
    let audit = ["audit", "--as-of", "2021-02-25", "--format", "json"];
    let others = |audit: &serde_json::Value| audit["coverage"]["read_by_others"].clone();
    let run = inside(folder.path(), &audit);
    assert_eq!(others(&run.json()), serde_json::json!({"posts": 0, "comments": 0}));
    assert!(!run.stderr.contains("mingjian features"), "{}", run.stderr);

    age(folder.path());
    let run = inside(folder.path(), &audit);
    assert_eq!(others(&run.json()), serde_json::json!({"posts": 6, "comments": 0}));
    assert!(run.stderr.contains("6 件作品") && run.stderr.contains("mingjian features"), "{}", run.stderr);

    let run = inside(folder.path(), &["features", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!((&run.json()["stale"]["posts"], &run.json()["posts_read"]), (&6.into(), &6.into()));
    let version = run.json()["lake_version"].clone();
    let run = inside(folder.path(), &audit);
    assert_eq!(others(&run.json()), serde_json::json!({"posts": 0, "comments": 0}));

    let run = inside(folder.path(), &["features"]);
    assert!(run.text().contains("没有要重读的") && run.text().contains(&version.to_string()), "{}", run.text());
    let run = inside(folder.path(), &["features", "--format", "csv"]);
    assert!(run.text().starts_with("table,stale,missing,read"), "{}", run.text());
}
