//! Import: our program against tools that only move cells, on the same files. JSON lines against DuckDB's `read_json` to
//! Parquet, a workbook against calamine alone, a SQLite database against DuckDB's reader of it.
//!
//! Ours does more with every record (who is who, pseudonyms, masking, features, sorted tables, an account of every row); the peers
//! show what the moving alone costs.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::{Value, json};

use super::measure::{self, Cost, median};
use super::{Options, peers};

/// Rows of the workbook: a sheet holds little more than a million, and nobody collects so many into one.
const SHEET_ROWS: u64 = 50_000;
/// Rows of the database.
const TABLE_ROWS: u64 = 200_000;

/// The tables of rows per second of processor time.
pub fn run(options: &Options, mingjian: &Path) -> anyhow::Result<String> {
    let python = peers::python()?;
    let folder = match &options.data {
        Some(folder) => folder.clone(),
        None => peers::cache()?.join("bench"),
    };
    let folder = folder.join(format!("import-{}-rows-seed-{}", options.import_rows, options.seed));
    let files = Files::ready(&folder, options, &python)?;
    let scratch = folder.join("runs");
    let ours = |file: &Path| -> Vec<String> {
        let workspace = scratch.join("workspace").display().to_string();
        let program = mingjian.display().to_string();
        let file = file.display().to_string();
        let words = [&program, "import", &file, "--workspace", &workspace, "--no-raw", "--quiet"];
        words.map(str::to_owned).to_vec()
    };
    let script = crate::files::root().join("bench/peers/import_duckdb.py").display().to_string();
    let duckdb = |kind: &str, file: &Path| {
        let out = scratch.join("duckdb.parquet").display().to_string();
        let threads = options.threads.to_string();
        vec![python.display().to_string(), script.clone(), kind.to_owned(), file.display().to_string(), out, threads]
    };
    // The optimised build of this program, which stands beside the other one.
    let reader = mingjian.with_file_name("xtask");
    let calamine = vec![reader.display().to_string(), "count-cells".to_owned(), files.workbook.display().to_string()];
    let mut table = String::from(
        "| file | rows | contestant | CPU s | wall s | peak MiB | rows per CPU second |\n|---|---|---|---|---|---|---|\n",
    );
    let contests = [
        ("JSON lines", &files.lines, options.import_rows, "DuckDB `read_json` → Parquet", duckdb("json", &files.lines)),
        ("XLSX", &files.workbook, SHEET_ROWS, "calamine alone, no output", calamine),
        ("SQLite", &files.database, TABLE_ROWS, "DuckDB sqlite reader → Parquet", duckdb("sqlite", &files.database)),
    ];
    for (kind, file, rows, name, peer) in contests {
        let mib = fs::metadata(file).map_or(0, |meta| meta.len()) >> 20;
        let (mut own, mut other) = (Vec::new(), Vec::new());
        for _ in 0..options.runs {
            let _ = fs::remove_dir_all(scratch.join("workspace"));
            own.push(measure::run(&python, &scratch, &ours(file))?.0);
            if peer.first().is_some_and(|program| Path::new(program).is_file()) {
                other.push(measure::run(&python, &scratch, &peer)?.0);
            }
        }
        line(&mut table, &format!("{kind}, {mib} MiB"), rows, "mingjian import", median(&own));
        if !other.is_empty() {
            line(&mut table, "", rows, name, median(&other));
        }
    }
    let _ = fs::remove_dir_all(&scratch);
    Ok(table)
}

fn line(table: &mut String, file: &str, rows: u64, contestant: &str, cost: Cost) {
    #[expect(clippy::cast_precision_loss, reason = "row counts are far below 2^53")]
    let rate = rows as f64 / cost.cpu_s;
    // Writing into a String cannot fail.
    let _ = writeln!(
        table,
        "| {file} | {rows} | {contestant} | {:.1} | {:.1} | {:.0} | {rate:.0} |",
        cost.cpu_s, cost.wall_s, cost.peak_mib
    );
}

/// The three files, of the same kind of works.
struct Files {
    lines: PathBuf,
    workbook: PathBuf,
    database: PathBuf,
}

impl Files {
    fn ready(folder: &Path, options: &Options, python: &Path) -> anyhow::Result<Self> {
        let files = Self {
            lines: folder.join("creator_contents_2021-02-25.jsonl"),
            workbook: folder.join("creator_contents_2021-02-25.xlsx"),
            database: folder.join("sqlite_tables.db"),
        };
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        if !files.lines.is_file() {
            let partial = folder.join("lines.partial");
            let mut out = BufWriter::new(fs::File::create(&partial)?);
            for number in 0..options.import_rows {
                serde_json::to_writer(&mut out, &work(options.seed, number))?;
                out.write_all(b"\n")?;
            }
            out.flush()?;
            fs::rename(partial, &files.lines)?;
        }
        if !files.workbook.is_file() {
            workbook(&files.workbook, options.seed)?;
        }
        if !files.database.is_file() {
            let script = crate::files::root().join("bench/peers/import_sqlite.py").display().to_string();
            let rows = TABLE_ROWS.to_string();
            let command = vec![
                python.display().to_string(),
                script,
                files.lines.display().to_string(),
                files.database.display().to_string(),
                rows,
            ];
            measure::run(python, &folder.join("runs"), &command)?;
        }
        Ok(files)
    }
}

const WORDS: [&str; 24] = [
    "办事", "窗口", "延长", "服务", "时间", "停水", "通知", "道路", "施工", "请", "绕行", "防汛", "值守", "义诊",
    "下乡", "社保", "缴费", "指南", "招聘", "公告", "森林", "防火", "提醒", "周知",
];

/// A work as the collector's second era writes it; all names and numbers are invented.
fn work(seed: u64, number: u64) -> Value {
    let mut state = (seed << 32) ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let account = number / 400;
    let mut text = String::new();
    for _ in 0..12 + next(40) {
        text.push_str(WORDS.get(usize::try_from(next(24)).unwrap_or(0)).copied().unwrap_or_default());
    }
    let second = 1_577_808_000 + next(36_000_000);
    let id = ((second << 32) + (number & 0xffff_ffff)).to_string();
    json!({
        "aweme_id": id, "aweme_type": "0", "title": text, "desc": text, "create_time": second,
        "user_id": (98_000_000_000_u64 + account).to_string(), "sec_uid": format!("MS4wLjABAAAAsample{account}"),
        "short_user_id": "0", "user_unique_id": format!("sample{account}"), "user_signature": "为民服务",
        "nickname": format!("样例{account}发布"), "avatar": "https://example.invalid/a.jpeg",
        "liked_count": next(5_000).to_string(), "collected_count": next(300).to_string(),
        "comment_count": next(200).to_string(), "share_count": next(100).to_string(), "ip_location": "云岫",
        "last_modify_ts": 1_614_265_200_000_u64, "aweme_url": format!("https://www.douyin.com/video/{id}"),
        "cover_url": format!("https://example.invalid/{id}.jpeg"), "video_download_url": "", "music_download_url": "",
        "note_download_url": "", "source_keyword": "",
    })
}

fn workbook(path: &Path, seed: u64) -> anyhow::Result<()> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Contents")?;
    // The header first.
    for row in 0..=SHEET_ROWS {
        let record = work(seed, row.saturating_sub(1));
        let Some(fields) = record.as_object() else { continue };
        let line = u32::try_from(row)?;
        for (column, (name, value)) in (0_u16..).zip(fields) {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            sheet.write_string(line, column, if row == 0 { name } else { &text })?;
        }
    }
    book.save(path)?;
    Ok(())
}

/// Reads every cell of a workbook with calamine and prints how many there are: what reading alone costs.
pub fn count_cells(path: &Path) -> anyhow::Result<()> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path)?;
    let mut cells = 0_u64;
    for sheet in calamine::Reader::sheet_names(&book) {
        let mut reader = book.worksheet_cells_reader(&sheet)?;
        while let Some(cell) = reader.next_cell()? {
            cells += u64::from(!matches!(cell.get_value(), calamine::DataRef::Empty));
        }
    }
    println!("{cells}");
    Ok(())
}
