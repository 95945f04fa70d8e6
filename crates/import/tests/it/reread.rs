//! Texts that an older version of the lexicon read are read again, and then the lake is as if they had just been imported.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};

use arrow::array::{ArrayRef, RecordBatch, StringArray, new_null_array};
use futures::TryStreamExt;
use import::{ImportError, Reread, RereadReport, Stale};
use lake::{CommitInfo, Lake, WriterOptions};
use model::{Micros, tables};
use serde_json::json;

use crate::support::{Desk, NOW, Row, block_on, douyin_comment, douyin_work, lines, with};

const WORKS: &str = "data/douyin/jsonl/creator_contents_2021-02-24.jsonl";
const LATER: &str = "data/douyin/jsonl/creator_contents_2021-02-25.jsonl";
const COMMENTS: &str = "comments/search_comments_2021-02-25.jsonl";
const FEATURES: [&str; 3] = ["features_posts", "features_comments", "features_accounts"];

/// Works of two quarters, one of which begs for followers, and comments of citizens.
fn imported() -> Desk {
    let begging = with(douyin_work(3), json!({"title": "求关注", "desc": "点个关注不迷路，感谢老铁们关注点赞"}));
    let older = with(douyin_work(4), json!({"create_time": 1_600_000_000}));
    let mut desk = Desk::new();
    desk.take(WORKS, lines(&[douyin_work(1), douyin_work(2), begging, older]));
    desk.options.now = Micros(NOW.0 + 3_600_000_000);
    desk.take(COMMENTS, lines(&[douyin_comment(1, "880001"), douyin_comment(2, "880002")]));
    desk
}

/// The features of a lake, in the order of their keys.
fn features(desk: &Desk) -> Vec<Vec<Row>> {
    let sorted = |table: &&str| {
        let key = tables::by_name(table).unwrap().key;
        let mut rows = desk.rows(table);
        rows.sort_by(|a, b| a[key].cmp(&b[key]));
        rows
    };
    FEATURES.iter().map(sorted).collect()
}

/// Writes the rows of a table anew as an older version left them: without what it did not know. `keep`: how many rows stay at all;
/// `quarter`: only these files.
fn spoil_files(desk: &Desk, table: &str, forgotten: &[&str], keep: usize, quarter: Option<&str>) {
    let table = tables::by_name(table).unwrap();
    block_on(async {
        let lake = Lake::open(&desk.workspace).await.unwrap();
        let version = lake.at(None).await.unwrap();
        let mut writer = lake.writer(WriterOptions::default()).await.unwrap();
        let mut left = keep;
        let files = version.files(table.name).iter();
        for file in files.filter(|file| quarter.is_none() || file.quarter.as_deref() == quarter) {
            let batches: Vec<_> = writer.take_out(table, file).await.unwrap().try_collect().await.unwrap();
            for batch in batches {
                let columns: Vec<ArrayRef> = table
                    .columns
                    .iter()
                    .zip(batch.columns())
                    .map(|(column, cells)| match column.name {
                        "computed_by" => {
                            std::sync::Arc::new(StringArray::from(vec!["text-1"; batch.num_rows()])) as ArrayRef
                        }
                        name if forgotten.contains(&name) => new_null_array(cells.data_type(), cells.len()),
                        _ => cells.clone(),
                    })
                    .collect();
                let old = RecordBatch::try_new(batch.schema(), columns).unwrap();
                let rows = left.min(old.num_rows());
                left -= rows;
                writer.append(table, old.slice(0, rows)).await.unwrap();
            }
        }
        let info = CommitInfo { message: "older".to_owned(), author: "test".to_owned(), at: NOW };
        writer.commit(info).await.unwrap();
    });
}

fn spoil(desk: &Desk, table: &str, forgotten: &[&str], keep: usize) {
    spoil_files(desk, table, forgotten, keep, None);
}

fn spoil_all(desk: &Desk) {
    spoil(desk, "features_posts", &["signals", "content_kind", "duty_of"], usize::MAX);
    spoil(desk, "features_comments", &["signals", "message_kind", "needs_answer"], usize::MAX);
    spoil(desk, "features_accounts", &["region_code"], usize::MAX);
}

fn try_again(desk: &Desk, on_rows: &(dyn Fn(u64) + Sync)) -> Result<RereadReport, ImportError> {
    block_on(async {
        let lake = Lake::open(&desk.workspace).await.unwrap();
        Reread::find(&lake, None).await?.run(&lake, "test", Micros(NOW.0 + 5), on_rows).await
    })
}

fn again(desk: &Desk) -> RereadReport {
    try_again(desk, &|_| ()).unwrap()
}

fn newest(desk: &Desk) -> i64 {
    block_on(async { Lake::open(&desk.workspace).await.unwrap().at(None).await.unwrap().version })
}

#[test]
fn read_again_is_as_freshly_imported_and_done_once() {
    let desk = imported();
    let fresh = features(&desk);
    assert!(
        fresh[0].iter().any(|row| row.get("signals").is_some_and(|signals| signals.contains(" E01 "))),
        "{fresh:#?}"
    );
    let before = newest(&desk);
    let nothing = again(&desk);
    assert_eq!((nothing.stale, nothing.lake_version, newest(&desk)), (Stale::default(), before, before));

    spoil_all(&desk);
    assert_ne!(features(&desk), fresh);
    let heard = AtomicU64::new(0);
    let report = try_again(&desk, &|rows| {
        heard.fetch_add(rows, Ordering::Relaxed);
    })
    .unwrap();
    let expected = Stale { posts: 4, comments: 2, names: 1, ..Stale::default() };
    assert_eq!((report.stale, report.posts_read, report.comments_read), (expected, 4, 2));
    assert_eq!(heard.load(Ordering::Relaxed), 6);
    assert_eq!(report.lake_version, newest(&desk));
    assert_eq!(features(&desk), fresh);
    assert_eq!(again(&desk).lake_version, report.lake_version, "nothing is left to do");
}

#[test]
fn rows_that_nobody_read_are_read() {
    let desk = imported();
    let fresh = features(&desk);
    spoil(&desk, "features_posts", &[], 1);
    spoil(&desk, "features_comments", &[], 0);
    let report = again(&desk);
    assert_eq!((report.stale.posts, report.stale.posts_missing, report.stale.comments_missing), (1, 3, 2));
    assert_eq!(features(&desk), fresh);
}

#[test]
fn only_the_quarters_that_hold_something_stale_are_read() {
    let desk = imported();
    let fresh = features(&desk);
    spoil_files(&desk, "features_posts", &["signals"], usize::MAX, Some("2020Q3"));
    let report = again(&desk);
    assert_eq!((report.stale.posts, report.posts_read, report.comments_read), (1, 1, 0));
    let log = || block_on(async { Lake::open(&desk.workspace).await.unwrap().log().await.unwrap().len() });
    let versions = log();
    assert_eq!(again(&desk).posts_read, 0);
    assert_eq!(log(), versions, "no version without a reason");
    assert_eq!(features(&desk), fresh);
}

#[test]
fn an_import_read_again_can_be_taken_back() {
    let mut desk = imported();
    desk.options.now = Micros(NOW.0 + 7_200_000_000);
    desk.take(LATER, lines(&[douyin_work(2), douyin_work(5)]));
    let mut alone = Desk::new();
    alone.options.now = desk.options.now;
    alone.take(LATER, lines(&[douyin_work(2), douyin_work(5)]));
    spoil_all(&desk);
    again(&desk);
    let undo = |now: i64| {
        block_on(async {
            let lake = Lake::open(&desk.workspace).await.unwrap();
            import::undo(&lake, &import::import_id(Micros(now)), None, "test", Micros(NOW.0 + 9)).await.unwrap()
        })
    };
    undo(NOW.0);
    undo(NOW.0 + 3_600_000_000);
    assert_eq!(features(&desk)[..2], features(&alone)[..2]);
    assert_eq!(again(&desk).stale, Stale::default());
}

#[test]
fn stopped_half_way_it_leaves_the_lake_as_it_was() {
    let desk = imported();
    let fresh = features(&desk);
    spoil_all(&desk);
    let (spoilt, before) = (features(&desk), newest(&desk));
    let stopped = std::panic::catch_unwind(AssertUnwindSafe(|| try_again(&desk, &|_| panic!("stopped"))));
    assert!(stopped.is_err());
    assert_eq!((features(&desk), newest(&desk)), (spoilt, before));
    again(&desk);
    assert_eq!(features(&desk), fresh);
}

#[test]
fn another_import_meanwhile_is_not_overwritten() {
    let desk = imported();
    spoil_all(&desk);
    let refused = block_on(async {
        let lake = Lake::open(&desk.workspace).await.unwrap();
        let found = Reread::find(&lake, None).await.unwrap();
        let path = desk.write(LATER, lines(&[douyin_work(9)]));
        import::import(&desk.workspace, &[path], &desk.options, &import::Silent).await.unwrap();
        found.run(&lake, "test", Micros(NOW.0 + 5), &|_| ()).await
    });
    assert!(refused.is_err());
    assert_eq!(again(&desk).stale.posts, 4);
    assert_eq!(desk.rows("features_posts").len(), 5);
}
