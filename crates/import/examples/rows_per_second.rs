//! How fast an import is: writes a MediaCrawler file of Douyin works, imports it into a fresh workspace, and says rows a second.
//!
//! `cargo run --release -p import --example rows_per_second -- 1000000`

use std::io::Write;
use std::time::Instant;

use import::{ImportOptions, Silent, import};
use lake::{CreateOptions, Workspace};
use model::Micros;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows: u64 = std::env::args().nth(1).and_then(|rows| rows.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("creator_contents_2021-02-25.jsonl");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path)?);
    for row in 0..rows {
        let (account, second) = (row % 26_098, 1_577_836_800 + row * 36_000_000 / rows.max(1));
        let id = (second << 32) + row;
        writeln!(
            file,
            "{{\"aweme_id\": \"{id}\", \"aweme_type\": \"0\", \"title\": \"第{row}条：办事窗口来到家门口，请带好证件\", \"desc\": \"第{row}条：办事窗口\
             来到家门口，请带好证件，工作日九点到十七点\", \"create_time\": {second}, \"user_id\": \"9821{account:07}\", \"sec_uid\": \
             \"MS4wLjABAAAA{account:043}\", \"short_user_id\": \"0\", \"user_unique_id\": \"sample{account}\", \"user_signature\": \"\", \
             \"nickname\": \"样例镇{account}\", \"avatar\": \"\", \"liked_count\": \"{}\", \"collected_count\": \"3\", \"comment_count\": \"4\", \
             \"share_count\": \"5\", \"ip_location\": \"\", \"last_modify_ts\": {}, \"aweme_url\": \"https://www.douyin.com/video/{id}\", \
             \"cover_url\": \"\", \"video_download_url\": \"\", \"music_download_url\": \"\", \"note_download_url\": \"\", \
             \"source_keyword\": \"\"}}",
            row % 5_000,
            1_614_265_200_000 + row,
        )?;
    }
    file.flush()?;
    let bytes = std::fs::metadata(&path)?.len();
    let create = CreateOptions { published_demo_key: true, ..CreateOptions::default() };
    let workspace = Workspace::open_or_create(&folder.path().join("workspace"), &create)?;
    let options = ImportOptions {
        now: Micros(1_614_312_000_000_000),
        observed: None,
        keep_raw: false,
        map: None,
        format: None,
        jurisdiction: None,
        author: "measure".to_owned(),
        batch_rows: 8_192,
    };
    let started = Instant::now();
    let report = import(&workspace, &[path], &options, &Silent).await?;
    let seconds = started.elapsed().as_secs_f64();
    let read: u64 = report.files.iter().map(|file| file.rows_read).sum();
    println!(
        "{read} rows, {} MB, {seconds:.1} s: {:.0} rows/s",
        bytes >> 20,
        f64::from(u32::try_from(read)?) / seconds
    );
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        for line in status.lines().filter(|line| line.starts_with("VmHWM")) {
            println!("peak memory: {}", line.trim_start_matches("VmHWM:").trim());
        }
    }
    Ok(())
}
