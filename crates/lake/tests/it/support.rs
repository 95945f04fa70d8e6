//! Fictional rows and small helpers. All accounts, posts and places are made up.

use std::collections::BTreeMap;
use std::path::Path;

use arrow::array::{AsArray as _, RecordBatch};
use arrow::datatypes::Int64Type;
use futures::TryStreamExt as _;
use lake::{CommitInfo, Lake, LakeLocation, LakeVersion, Version, WriterOptions};
use model::tables::{Post, PostFeature};
use model::{BatchBuilder, Day, Micros, Record as _};

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A fixed moment, so that nothing depends on the clock.
pub fn at() -> Micros {
    day("2021-02-25").start()
}

/// A moment when every file written by now is old and every writer that was killed is dead: in 100 hours.
#[expect(clippy::disallowed_methods, reason = "the age of files is measured against the machine's clock")]
pub fn later() -> Micros {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_micros();
    Micros(i64::try_from(now).unwrap() + 360_000_000_000)
}

pub fn info(message: &str) -> CommitInfo {
    CommitInfo { message: message.to_owned(), author: "test".to_owned(), at: at() }
}

pub fn location(folder: &Path) -> LakeLocation {
    LakeLocation::in_folder(&folder.join("lake"))
}

pub async fn new_lake(folder: &Path) -> Lake {
    Lake::open_or_create(&location(folder)).await.unwrap()
}

/// Post number `number` of import `import`: deterministic, spread over accounts and quarters, some without a time.
pub fn post(import: i64, number: i64) -> Post {
    let time = day("2020-08-01").start().0 + (number * 37 + import * 11) % 300 * model::time::MICROS_PER_DAY;
    Post {
        post_id: Some(format!("p{import:06}-{number:06}")),
        account_id: Some(format!("a{:04}", number * 7919 % 13)),
        posted_at: (number % 10 != 9).then_some(Micros(time)),
        title: (number % 3 == 0).then(|| format!("虚构县第{number}号通知")),
        duration_ms: Some(number),
        observed_at: Some(at()),
        ..Post::default()
    }
}

pub fn feature(import: i64, number: i64) -> PostFeature {
    let post = post(import, number);
    PostFeature {
        post_id: post.post_id,
        account_id: post.account_id,
        posted_at: post.posted_at,
        ..PostFeature::default()
    }
}

pub fn posts(import: i64, rows: i64) -> RecordBatch {
    let mut batch = BatchBuilder::new(Post::TABLE);
    (0..rows).for_each(|number| batch.push(&post(import, number)));
    batch.finish().unwrap()
}

pub fn features(import: i64, rows: i64) -> RecordBatch {
    let mut batch = BatchBuilder::new(PostFeature::TABLE);
    (0..rows).for_each(|number| batch.push(&feature(import, number)));
    batch.finish().unwrap()
}

/// One import: posts and their features in step.
pub async fn import(lake: &Lake, import: i64, rows: i64, options: WriterOptions) -> Result<Version, lake::LakeError> {
    let mut writer = lake.writer(options).await?;
    writer.append(Post::TABLE, posts(import, rows)).await?;
    writer.append(PostFeature::TABLE, features(import, rows)).await?;
    writer.commit(info(&format!("import {import}"))).await
}

/// How often each value of a text column occurs.
pub async fn counts(lake: &Lake, version: &LakeVersion, table: &str, column: &str) -> BTreeMap<String, usize> {
    let batches: Vec<RecordBatch> = lake.scan(version, table, &[column]).unwrap().try_collect().await.unwrap();
    let mut counts = BTreeMap::new();
    for batch in &batches {
        for value in batch.column(0).as_string::<i32>() {
            *counts.entry(value.unwrap_or("NULL").to_owned()).or_default() += 1;
        }
    }
    counts
}

pub async fn sum(lake: &Lake, version: &LakeVersion, table: &str, column: &str) -> i64 {
    let batches: Vec<RecordBatch> = lake.scan(version, table, &[column]).unwrap().try_collect().await.unwrap();
    batches.iter().flat_map(|batch| batch.column(0).as_primitive::<Int64Type>().iter()).flatten().sum()
}
