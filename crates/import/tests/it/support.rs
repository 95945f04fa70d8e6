//! Workspaces, files written by hand from the formats' schemas, and rows of the lake as text. Everything named here is invented.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use arrow::array::{
    Array, BooleanArray, Date32Array, Float64Array, Int64Array, StringArray, TimestampMicrosecondArray,
};
use futures::TryStreamExt;
use import::{ImportError, ImportOptions, ImportReport, Silent, import};
use lake::{CreateOptions, Lake, Workspace};
use model::{Day, Micros, tables};
use serde_json::{Value, json};

/// 2021-02-26 12:00 in China: the moment of every import here.
pub const NOW: Micros = Micros(1_614_312_000_000_000);

/// A row of the lake: what is NULL is not there.
pub type Row = BTreeMap<String, String>;

/// A workspace and a folder of files beside it.
pub struct Desk {
    folder: tempfile::TempDir,
    pub workspace: Workspace,
    pub options: ImportOptions,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let create = CreateOptions { published_demo_key: true, ..CreateOptions::default() };
        let workspace = Workspace::open_or_create(&folder.path().join("workspace"), &create).unwrap();
        let options = ImportOptions {
            now: NOW,
            observed: None,
            keep_raw: true,
            map: None,
            format: None,
            jurisdiction: None,
            author: "test".to_owned(),
            batch_rows: 64,
        };
        Self { folder, workspace, options }
    }

    /// Writes a file and gives its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join("files").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &content).unwrap();
        keep_as_seed(name, content.as_ref());
        path
    }

    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    pub fn try_import(&self, paths: &[&Path]) -> Result<ImportReport, ImportError> {
        let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
        block_on(import(&self.workspace, &paths, &self.options, &Silent))
    }

    /// Imports and checks that every record is accounted for.
    pub fn import(&self, paths: &[&Path]) -> ImportReport {
        let report = self.try_import(paths).unwrap();
        for file in &report.files {
            assert_eq!(file.rows_read, file.rows_new + file.rows_known + file.rows_quarantined, "{file:?}");
        }
        report
    }

    /// Writes a file and imports it.
    pub fn take(&self, name: &str, content: impl AsRef<[u8]>) -> ImportReport {
        let path = self.write(name, content);
        self.import(&[&path])
    }

    /// The rows of a table, in the order of the lake.
    pub fn rows(&self, table: &str) -> Vec<Row> {
        block_on(async {
            let lake = Lake::open_or_create(&self.workspace).await.unwrap();
            let version = lake.at(None).await.unwrap();
            let columns: Vec<&str> = tables::by_name(table).unwrap().columns.iter().map(|column| column.name).collect();
            let batches: Vec<_> = lake.scan(&version, table, &columns).unwrap().try_collect().await.unwrap();
            let mut rows = Vec::new();
            for batch in batches {
                for index in 0..batch.num_rows() {
                    let mut row = Row::new();
                    for (name, column) in columns.iter().zip(batch.columns()) {
                        if column.is_valid(index) {
                            row.insert((*name).to_owned(), text(column.as_ref(), index));
                        }
                    }
                    rows.push(row);
                }
            }
            rows
        })
    }

    /// The only row of a table.
    pub fn row(&self, table: &str) -> Row {
        let mut rows = self.rows(table);
        assert_eq!(rows.len(), 1, "{table}: {rows:#?}");
        rows.remove(0)
    }

    /// One column of a table, sorted; NULL is `-`.
    pub fn column(&self, table: &str, column: &str) -> Vec<String> {
        let mut values: Vec<String> =
            self.rows(table).iter().map(|row| row.get(column).cloned().unwrap_or_else(|| "-".to_owned())).collect();
        values.sort();
        values
    }

    /// How many rows every table has.
    pub fn sizes(&self) -> BTreeMap<&'static str, usize> {
        tables::ALL
            .iter()
            .map(|table| (table.name, self.rows(table.name).len()))
            .filter(|(_, rows)| *rows > 0)
            .collect()
    }
}

/// With `MINGJIAN_SEEDS=FOLDER` the small files the tests write are kept there, for the runner in `examples/fuzz_parsers.rs` to spoil.
fn keep_as_seed(name: &str, content: &[u8]) {
    let Some(folder) = std::env::var_os("MINGJIAN_SEEDS") else { return };
    if content.is_empty() || content.len() > 64 << 10 {
        return;
    }
    let key = model::id::hash_hex(&[&String::from_utf8_lossy(content)]);
    let path = Path::new(&folder).join(&key[..12]).join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(future)
}

fn text(column: &dyn Array, row: usize) -> String {
    let any = column.as_any();
    if let Some(array) = any.downcast_ref::<StringArray>() {
        array.value(row).to_owned()
    } else if let Some(array) = any.downcast_ref::<Int64Array>() {
        array.value(row).to_string()
    } else if let Some(array) = any.downcast_ref::<Float64Array>() {
        array.value(row).to_string()
    } else if let Some(array) = any.downcast_ref::<BooleanArray>() {
        array.value(row).to_string()
    } else if let Some(array) = any.downcast_ref::<Date32Array>() {
        Day(array.value(row)).to_string()
    } else if let Some(array) = any.downcast_ref::<TimestampMicrosecondArray>() {
        Micros(array.value(row)).to_string()
    } else {
        panic!("{:?}", column.data_type())
    }
}

/// The value of a column; `-` for NULL.
pub fn get<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("-", String::as_str)
}

/// 2021-02-20 18:00 in China, in seconds.
pub const POSTED: i64 = 1_613_815_200;
/// 2021-02-25 23:00 in China, in milliseconds.
pub const SEEN: i64 = 1_614_265_200_000;

/// A Douyin id whose upper half is the given second.
pub fn douyin_id(second: i64, low: u32) -> String {
    ((second << 32) + i64::from(low)).to_string()
}

/// A Weibo id that carries the given second.
pub fn weibo_id(second: i64, low: u32) -> String {
    (((second - 515_483_463) << 22) + i64::from(low)).to_string()
}

/// A Xiaohongshu id that carries the given second.
pub fn note_id(second: i64, low: u32) -> String {
    format!("{second:08x}00000000{low:08x}")
}

/// A Douyin work of the second era, from its number.
pub fn douyin_work(number: u32) -> Value {
    let id = douyin_id(POSTED, number);
    json!({
        "aweme_id": id, "aweme_type": "0", "title": format!("办事指南 {number}"), "desc": format!("办事指南 {number}"),
        "create_time": POSTED + i64::from(number), "user_id": "98210000101", "sec_uid": "MS4wLjABAAAAsample101",
        "short_user_id": "0", "user_unique_id": "yangli101", "user_signature": "为民服务", "nickname": "样例县发布",
        "avatar": "", "liked_count": "12", "collected_count": "3", "comment_count": "4", "share_count": "5",
        "ip_location": "", "last_modify_ts": SEEN, "aweme_url": format!("https://www.douyin.com/video/{id}"), "cover_url": "",
        "video_download_url": "", "music_download_url": "", "note_download_url": "", "source_keyword": ""
    })
}

/// A Douyin comment of the second era.
pub fn douyin_comment(number: u32, uid: &str) -> Value {
    json!({
        "comment_id": douyin_id(POSTED + 60, number), "create_time": POSTED + 60, "ip_location": "云岫",
        "aweme_id": douyin_id(POSTED, 1), "content": "请问几点上班？", "user_id": uid, "sec_uid": "MS4wLjABAAAAcitizen",
        "short_user_id": "0", "user_unique_id": "", "user_signature": "", "nickname": "居民", "avatar": "",
        "sub_comment_count": "0", "like_count": 1, "last_modify_ts": SEEN, "parent_comment_id": "0", "pictures": ""
    })
}

/// A Weibo note of the second era.
pub fn weibo_note(second: i64) -> Value {
    let id = weibo_id(second, 1);
    json!({
        "note_id": id, "content": "停水通知", "create_time": second, "create_date_time": "2021-02-20 18:00:00+08:00",
        "liked_count": "1", "comments_count": "2", "shared_count": "3", "last_modify_ts": SEEN,
        "note_url": format!("https://m.weibo.cn/detail/{id}"), "ip_location": "", "user_id": "7104220101",
        "nickname": "样例县发布", "gender": "f", "profile_url": "", "avatar": "", "source_keyword": ""
    })
}

/// The same record with fields changed; `null` takes a field away.
pub fn with(mut record: Value, changes: Value) -> Value {
    let (Value::Object(record), Value::Object(changes)) = (&mut record, changes) else { panic!("objects only") };
    for (field, value) in changes {
        if value.is_null() {
            record.shift_remove(&field);
        } else {
            record.insert(field, value);
        }
    }
    Value::Object(record.clone())
}

/// Records as JSON lines.
pub fn lines(records: &[Value]) -> String {
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    format!("{}\n", lines.join("\n"))
}

/// Records as the collector's CSV: byte-order mark, header, quoted where needed.
pub fn csv(records: &[Value]) -> String {
    let header: Vec<String> = records[0].as_object().unwrap().keys().cloned().collect();
    let cell = |text: &str| {
        if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    };
    let mut out = format!("\u{feff}{}\r\n", header.join(","));
    for record in records {
        let cells: Vec<String> = header.iter().map(|name| cell(&plain(&record[name]))).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// A JSON value as the collector's text.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A sheet as rows of text, with merged regions `(first row, first column, last row, last column)` from 0.
pub fn xlsx(rows: &[Vec<&str>], merged: &[(u32, u16, u32, u16)]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    for (first_row, first_column, last_row, last_column) in merged {
        let text = rows[*first_row as usize].get(usize::from(*first_column)).copied().unwrap_or("");
        sheet.merge_range(*first_row, *first_column, *last_row, *last_column, text, &plain).unwrap();
    }
    for (number, row) in rows.iter().enumerate() {
        for (column, text) in row.iter().enumerate() {
            let (number, column) = (u32::try_from(number).unwrap(), u16::try_from(column).unwrap());
            let covered = merged.iter().any(|(top, left, bottom, right)| {
                (*top..=*bottom).contains(&number) && (*left..=*right).contains(&column)
            });
            if !covered && !text.is_empty() {
                sheet.write_string(number, column, *text).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}
