//! What a session promises: read-only, parameters, views that do not leak, clear errors.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{Int64Array, RecordBatch};
use engine::{Engine, EngineError, EngineOptions, ParamValue, Params, Session};
use lake::{CommitInfo, Lake, LakeLocation, WriterOptions};
use model::tables::Post;
use model::{BatchBuilder, Record};

async fn empty() -> Session {
    let engine = Engine::new(&EngineOptions::default()).unwrap();
    engine.session_in_memory(BTreeMap::new(), Some("2021-02-25".parse().unwrap())).await.unwrap()
}

fn count(batches: &[RecordBatch]) -> i64 {
    let column = Arc::clone(batches[0].column(0));
    column.as_any().downcast_ref::<Int64Array>().unwrap().value(0)
}

#[tokio::test]
async fn nothing_can_be_written() {
    let session = empty().await;
    for sql in ["CREATE TABLE x (y INT)", "INSERT INTO posts (post_id) VALUES ('p')", "DROP VIEW posts", "SET a.b = 1"]
    {
        let error = session.sql(sql, &Params::new()).await.unwrap_err();
        assert!(!error.to_string().is_empty(), "{sql}");
    }
    let copied = session.sql("COPY (SELECT 1) TO '/tmp/x.csv'", &Params::new()).await;
    assert!(copied.is_err());
}

#[tokio::test]
async fn files_cannot_be_read_by_name() {
    let session = empty().await;
    assert!(session.sql("SELECT * FROM '/etc/passwd'", &Params::new()).await.is_err());
}

#[tokio::test]
async fn a_view_of_a_fork_does_not_show_in_the_session() {
    let session = empty().await;
    let mut fork = session.fork();
    fork.view("accounts", "SELECT 1 AS account_id UNION ALL SELECT 2", &Params::new()).await.unwrap();
    let sql = "SELECT count(*) FROM accounts";
    assert_eq!(count(&fork.sql(sql, &Params::new()).await.unwrap()), 2);
    assert_eq!(count(&session.sql(sql, &Params::new()).await.unwrap()), 0);
}

#[tokio::test]
async fn every_kind_of_parameter_arrives_with_its_type() {
    let session = empty().await;
    let params = Params::from([
        ("n".to_owned(), ParamValue::Int(-14)),
        ("share".to_owned(), ParamValue::Float(0.8)),
        ("name".to_owned(), ParamValue::Text("o'clock".to_owned())),
        ("yes".to_owned(), ParamValue::Bool(true)),
        ("names".to_owned(), ParamValue::TextList(vec!["douyin".to_owned(), "weibo".to_owned()])),
        ("none".to_owned(), ParamValue::TextList(Vec::new())),
    ]);
    let sql = "SELECT count(*) FROM (SELECT 1) WHERE $n + 14 = 0 AND $share < 0.9 AND $name = 'o''clock' AND $yes \
               AND array_has($names, 'weibo') AND NOT coalesce(array_has($none, 'weibo'), false) \
               AND $as_of = DATE '2021-02-25' AND date_diff_days($as_of, days_after($as_of, $n)) = -14";
    assert_eq!(count(&session.sql(sql, &params).await.unwrap()), 1);
}

#[tokio::test]
async fn an_unknown_column_is_an_error_of_the_sql_that_names_it() {
    let session = empty().await;
    let error = session.sql("SELECT nonsense FROM accounts", &Params::new()).await.unwrap_err();
    assert!(matches!(&error, EngineError::Sql { message } if message.contains("nonsense")), "{error}");
}

#[tokio::test]
async fn a_column_the_table_does_not_have_is_refused() {
    let engine = Engine::new(&EngineOptions::default()).unwrap();
    let batch = RecordBatch::try_from_iter([("nonsense", Arc::new(Int64Array::from(vec![1])) as _)]).unwrap();
    let tables = BTreeMap::from([("posts".to_owned(), vec![batch])]);
    let error = engine.session_in_memory(tables, None).await.err().unwrap().to_string();
    assert!(error.contains("posts") && error.contains("nonsense"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_least_and_the_greatest_are_those_of_all_files() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open_or_create(LakeLocation::in_folder(folder.path())).await.unwrap();
    let days = ["2020-07-01", "2020-10-01", "2021-01-01", "2021-02-25"].map(|day| day.parse::<model::Day>().unwrap());
    let mut writer = lake.writer(WriterOptions::default()).await.unwrap();
    let mut batch = BatchBuilder::new(Post::TABLE);
    for (place, day) in days.iter().enumerate() {
        for number in 0..500 {
            let posted_at = Some(model::Micros(day.start().0 + number * 1_000_000));
            batch.push(&Post { post_id: Some(format!("p{place}-{number}")), posted_at, ..Post::default() });
        }
    }
    writer.append(Post::TABLE, batch.finish().unwrap()).await.unwrap();
    let info = CommitInfo { message: String::new(), author: String::new(), at: model::Micros(0) };
    writer.commit(info).await.unwrap();
    let engine = Engine::new(&EngineOptions { threads: 2, ..EngineOptions::default() }).unwrap();
    let session = engine.session(&lake, &lake.at(None).await.unwrap(), None).await.unwrap();
    let sql = "SELECT date_diff_days(day_of(min(posted_at)), day_of(max(posted_at))) AS days FROM lake.posts";
    // What went wrong did so in one run of four.
    for run in 0..50 {
        assert_eq!(count(&session.sql(sql, &Params::new()).await.unwrap()), 239, "run {run}");
    }
}
