//! The same records in every container: the first adds them, the others add nothing.

use std::str::FromStr;

use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::support::{Desk, block_on, csv, douyin_comment, douyin_work, lines, plain};

fn works() -> Vec<Value> {
    (1..=5).map(douyin_work).collect()
}

/// A workbook as the collector writes it: one sheet for works, one for comments, header in row 1.
pub fn workbook(sheets: &[(&str, &[Value])]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, records) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        let fields: Vec<String> = records[0].as_object().unwrap().keys().cloned().collect();
        for (column, field) in fields.iter().enumerate() {
            let column = u16::try_from(column).unwrap();
            sheet.write_string(0, column, field).unwrap();
            for (row, record) in records.iter().enumerate() {
                let row = u32::try_from(row + 1).unwrap();
                match &record[field] {
                    Value::Number(number) => sheet.write_number(row, column, number.as_f64().unwrap()).unwrap(),
                    other => sheet.write_string(row, column, plain(other)).unwrap(),
                };
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A database as the collector writes it.
pub fn database(desk: &Desk, name: &str, tables: &[(&str, &[Value])]) -> std::path::PathBuf {
    let path = desk.write(name, "");
    std::fs::remove_file(&path).unwrap();
    block_on(async {
        let url = format!("sqlite://{}", path.display());
        let mut db = SqliteConnectOptions::from_str(&url).unwrap().create_if_missing(true).connect().await.unwrap();
        for (table, records) in tables {
            let fields: Vec<String> = records[0].as_object().unwrap().keys().cloned().collect();
            let types = |field: &String| if records[0][field].is_number() { "INTEGER" } else { "TEXT" };
            let columns: Vec<String> = fields.iter().map(|field| format!("\"{field}\" {}", types(field))).collect();
            let create = format!("CREATE TABLE \"{table}\" ({})", columns.join(", "));
            sqlx::query(AssertSqlSafe(create)).execute(&mut db).await.unwrap();
            for record in *records {
                let values: Vec<String> = fields
                    .iter()
                    .map(|field| match &record[field] {
                        Value::Null => "NULL".to_owned(),
                        Value::Number(number) => number.to_string(),
                        other => format!("'{}'", plain(other).replace('\'', "''")),
                    })
                    .collect();
                let names: Vec<String> = fields.iter().map(|field| format!("\"{field}\"")).collect();
                let insert = format!("INSERT INTO \"{table}\" ({}) VALUES ({})", names.join(", "), values.join(", "));
                sqlx::query(AssertSqlSafe(insert)).execute(&mut db).await.unwrap();
            }
        }
        db.close().await.unwrap();
    });
    path
}

#[test]
fn works_are_the_same_in_every_container() {
    let works = works();
    let comments = [douyin_comment(1, "880001"), douyin_comment(2, "880002")];
    let array = serde_json::to_string_pretty(&works).unwrap();
    let array_of_comments = serde_json::to_string(&comments).unwrap();
    for first in 0..4 {
        let desk = Desk::new();
        let mut files = [
            vec![
                desk.write("data/douyin/jsonl/search_contents_2021-02-25.jsonl", lines(&works)),
                desk.write("data/douyin/jsonl/search_comments_2021-02-25.jsonl", lines(&comments)),
            ],
            vec![
                desk.write("data/douyin/json/search_contents_2021-02-25.json", &array),
                desk.write("data/douyin/json/search_comments_2021-02-25.json", &array_of_comments),
            ],
            vec![
                desk.write("data/douyin/csv/search_contents_2021-02-25.csv", csv(&works)),
                desk.write("data/douyin/csv/search_comments_2021-02-25.csv", csv(&comments)),
            ],
            vec![desk.write(
                "data/douyin/douyin_search_20210225_230000.xlsx",
                workbook(&[("Contents", &works), ("Comments", &comments)]),
            )],
            vec![database(
                &desk,
                "database/sqlite_tables.db",
                &[("douyin_aweme", &works), ("douyin_aweme_comment", &comments)],
            )],
        ];
        files.rotate_left(first);
        let mut sizes = None;
        for (number, set) in files.iter().enumerate() {
            let paths: Vec<&std::path::Path> = set.iter().map(std::path::PathBuf::as_path).collect();
            let report = desk.import(&paths);
            let new: u64 = report.files.iter().map(|file| file.rows_new).sum();
            let read: u64 = report.files.iter().map(|file| file.rows_read).sum();
            assert_eq!((read, new), (7, if number == 0 { 7 } else { 0 }), "{report:#?}");
            let mut now = desk.sizes();
            now.remove("imported_files");
            now.remove("restatements");
            assert_eq!(*sizes.get_or_insert_with(|| now.clone()), now);
        }
    }
}

#[test]
fn a_workbook_names_the_sheets_it_does_not_read() {
    let desk = Desk::new();
    let contacts = [serde_json::json!({"up_id": 1, "fan_id": 2})];
    let report = desk.take(
        "data/douyin/douyin_search_20210225_230000.xlsx",
        workbook(&[("Contents", &works()), ("Contacts", &contacts)]),
    );
    assert_eq!(report.files[0].rows_read, 5);
    assert!(report.files[0].message.as_deref().unwrap().contains("Contacts"), "{report:?}");
}

#[test]
fn a_database_of_more_records_than_are_handed_over_at_once() {
    let desk = Desk::new();
    let works: Vec<Value> = (1..=600).map(douyin_work).collect();
    let path = database(&desk, "database/sqlite_tables.db", &[("douyin_aweme", &works)]);
    let report = desk.import(&[&path]);
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (600, 600), "{report:#?}");
}

#[test]
fn nothing_is_written_beside_a_database() {
    let desk = Desk::new();
    let path = database(&desk, "database/sqlite_tables.db", &[("douyin_aweme", &works())]);
    let before = std::fs::read(&path).unwrap();
    desk.import(&[&path]);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let beside: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().collect();
    assert_eq!(beside.len(), 1, "{beside:?}");
}

#[test]
fn a_workbook_that_breaks_off_proves_nothing_complete() {
    use std::io::{Cursor, Read, Write};
    let works: Vec<Value> = (1..=200).map(douyin_work).collect();
    let mut whole = zip::ZipArchive::new(Cursor::new(workbook(&[("Contents", &works)]))).unwrap();
    let mut torn = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..whole.len() {
        let mut member = whole.by_index(index).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut content = Vec::new();
        member.read_to_end(&mut content).unwrap();
        if name.contains("worksheets/sheet1") {
            content.truncate(content.len() / 2);
        }
        torn.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        torn.write_all(&content).unwrap();
    }
    let desk = Desk::new();
    let report = desk.take("data/douyin/douyin_creator_20210225_230000.xlsx", torn.finish().unwrap().into_inner());
    let file = &report.files[0];
    assert!(file.format.is_none() && file.message.as_deref().unwrap().contains("xlsx"), "{report:#?}");
    assert!(
        desk.column("collections", "state").iter().all(|state| state == "partial"),
        "{:?}",
        desk.rows("collections")
    );
    assert!(desk.rows("imported_files").is_empty(), "it is read again once it is whole");
}
