//! A tiny fictional county as files: a registry, a collector's export with one torn line. Everything in it is invented.

use std::fs;
use std::path::Path;

use crate::program::{Run, mingjian};

const REGISTRY: &str = "序号,平台,账号名称,账号ID,主办单位,开设日期,账号状态,是否认证\n\
    1,抖音,样例县发布,linlan901,样例县委宣传部,2019-05-06,正常,是\n\
    2,抖音,=样例镇人民政府,linlan902,样例镇人民政府,2019-06-01,正常,是\n";

/// A work as the second era of the collector writes it.
fn work(id: u64, day: &str, uid: u64, unique_id: &str, name: &str) -> String {
    let time = day.parse::<model::Day>().unwrap().start().0 / 1_000_000 + 36_000;
    format!(
        r#"{{"aweme_id":"{id}","aweme_type":"0","title":"办事窗口第{id}期","desc":"办事窗口第{id}期","create_time":{time},"user_id":"{uid}","sec_uid":"MS4wLjABAAAA{uid}","short_user_id":"0","user_unique_id":"{unique_id}","user_signature":"","nickname":"{name}","avatar":"","liked_count":"10","collected_count":"1","comment_count":"0","share_count":"0","ip_location":"","last_modify_ts":1614250800000,"aweme_url":"https://www.douyin.com/video/{id}","cover_url":"","video_download_url":"","source_keyword":""}}"#
    )
}

/// Writes the county's files into `files/`.
pub fn write(folder: &Path) {
    let collected = folder.join("files/2021-02-25/data/douyin/jsonl");
    fs::create_dir_all(&collected).unwrap();
    fs::write(folder.join("files/台账.csv"), REGISTRY).unwrap();
    let mut lines: Vec<String> = Vec::new();
    for (place, day) in ["2020-12-01", "2021-01-05", "2021-02-20", "2021-02-24"].iter().enumerate() {
        lines.push(work(7_000_000_000_000_000_001 + place as u64, day, 98_220_000_901, "linlan901", "样例县发布"));
    }
    for (place, day) in ["2020-10-01", "2021-01-10"].iter().enumerate() {
        lines.push(work(7_000_000_000_000_000_101 + place as u64, day, 98_220_000_902, "linlan902", "=样例镇人民政府"));
    }
    fs::write(collected.join("creator_contents_2021-02-25.jsonl"), lines.join("\n") + "\n").unwrap();
}

/// Writes a file of so many works of one account of the county.
pub fn write_works(path: &Path, works: u64) {
    let lines: Vec<String> = (0..works)
        .map(|number| work(7_000_000_000_000_100_001 + number, "2021-02-24", 98_220_000_901, "linlan901", "样例县发布"))
        .collect();
    fs::write(path, lines.join("\n") + "\n").unwrap();
}

/// The county imported into `county/`.
pub fn imported() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let run = mingjian(folder.path(), &["import", "files", "--workspace", "county", "--observed", "2021-02-20"]);
    assert_eq!(run.code, Some(0), "{}{}", run.text(), run.stderr);
    folder
}

/// Runs in the workspace, as someone who went there does.
pub fn inside(folder: &Path, words: &[&str]) -> Run {
    mingjian(&folder.join("county"), words)
}

/// The county imported and audited.
pub fn audited() -> tempfile::TempDir {
    let folder = imported();
    let run = inside(folder.path(), &["audit", "--as-of", "2021-02-25", "--quiet"]);
    assert_eq!(run.code, Some(0), "{}{}", run.text(), run.stderr);
    folder
}
