//! Videos from files to findings, with real ffmpeg: a mirrored copy is found, a work of its own is not, a broken file says so.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::program::{Run, mingjian};

const FIRST: &str = "6925000000000000001";
const MIRRORED: &str = "6925000000000000002";
const OTHER: &str = "6925000000000000003";
const BROKEN: &str = "6925000000000000004";

fn inside(folder: &Path, words: &[&str]) -> Run {
    let all: Vec<&str> = words.iter().copied().chain(["--workspace", "county"]).collect();
    mingjian(folder, &all)
}

fn ffmpeg(arguments: &[&str]) {
    let run = Command::new("ffmpeg").args(["-v", "error", "-nostdin", "-y"]).args(arguments).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// A game of life with a tune: pictures that change and are nowhere else.
fn draw(seed: u32, file: &Path) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let pictures =
        format!("life=s=80x45:mold=12:r=12:ratio=0.3:seed={seed}:death_color=#3355aa:life_color=#eecc66,scale=320:180");
    let tune = format!("sine=frequency={}:beep_factor=3", 200 + seed * 37);
    ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        &pictures,
        "-f",
        "lavfi",
        "-i",
        &tune,
        "-t",
        "9",
        "-pix_fmt",
        "yuv420p",
        &file.display().to_string(),
    ]);
}

fn work(id: &str, user: &str, name: &str, on: i64) -> Value {
    json!({"aweme_id": id, "aweme_type": "0", "title": format!("作品{}", &id[17..]), "desc": "虚构的作品", "create_time": on,
        "user_id": user, "sec_uid": format!("MS4wLjABAAAA{user}"), "nickname": name, "user_signature": "", "liked_count": "1",
        "comment_count": "0", "share_count": "0", "collected_count": "0", "last_modify_ts": 1_613_800_000_000_i64,
        "aweme_url": format!("https://www.douyin.com/video/{id}"), "source_keyword": ""})
}

#[test]
fn footage_is_followed_from_the_files_to_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let video = |id: &str| at.join(format!("data/douyin/videos/{id}/0.mp4"));
    draw(7, &video(FIRST));
    draw(23, &video(OTHER));
    for id in [MIRRORED, BROKEN] {
        fs::create_dir_all(video(id).parent().unwrap()).unwrap();
    }
    ffmpeg(&["-i", &video(FIRST).display().to_string(), "-vf", "hflip", &video(MIRRORED).display().to_string()]);
    fs::write(video(BROKEN), "no video").unwrap();
    let works = [
        work(FIRST, "900001", "样例县融媒体中心", 1_612_137_600),
        work(MIRRORED, "900002", "样例县公安局", 1_612_310_400),
        work(OTHER, "900003", "样例县水利局", 1_612_396_800),
        work(BROKEN, "900004", "样例县税务局", 1_612_396_900),
    ];
    let lines: Vec<String> = works.iter().map(Value::to_string).collect();
    fs::create_dir_all(at.join("data/douyin/jsonl")).unwrap();
    fs::write(at.join("data/douyin/jsonl/creator_contents_2021-02-20.jsonl"), lines.join("\n")).unwrap();
    assert_eq!(inside(at, &["import", "data"]).code, Some(0));

    let run = inside(at, &["fingerprint", "data", "--format", "json"]);
    assert_eq!(run.code, Some(3), "{}{}", run.text(), run.stderr);
    let report = run.json();
    let states: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|file| file["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["read", "read", "read", "unreadable"], "{report}");
    assert!(report["files"].as_array().unwrap().iter().all(|file| file["post_id"].is_string()), "{report}");
    assert_eq!(report["matches"], 1, "{report}");
    let again = inside(at, &["fingerprint", "data", "--format", "json"]).json();
    assert_eq!((&again["lake_version"], &again["files"][0]["state"]), (&report["lake_version"], &"known".into()));

    let groups = inside(at, &["reuse", "--as-of", "2021-02-25", "--format", "json"]).json();
    let names: Vec<&str> = groups.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["样例县融媒体中心", "样例县公安局"], "{groups}");
    assert_eq!(groups[1]["edits"], "mirrored", "{groups}");

    let clip = video(OTHER).display().to_string();
    let found = inside(at, &["search", &clip, "--format", "json"]).json();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!((&found[0]["verdict"], &found[0]["name"]), (&"reused".into(), &"样例县水利局".into()));

    assert_eq!(inside(at, &["audit", "--as-of", "2021-02-25", "-q"]).code, Some(0));
    let findings = inside(at, &["findings", "--rule", "C02", "--format", "json"]).json();
    assert_eq!(findings.as_array().unwrap().len(), 1, "{findings}");
    assert_eq!(findings[0]["account_name"], "样例县公安局");
    let explanation = findings[0]["explanation"].as_str().unwrap();
    assert!(explanation.contains("左右镜像") && explanation.contains("画面里的文字没有识别"), "{findings}");
    let id = findings[0]["finding_id"].as_str().unwrap();
    let explained = inside(at, &["explain", id, "--page", "page.html"]);
    assert_eq!(explained.code, Some(0), "{}", explained.stderr);
    let page = fs::read_to_string(at.join("page.html")).unwrap();
    assert!(page.contains("样例县融媒体中心") && page.contains("data:image/"), "{}", &page[..page.len().min(400)]);

    // Words in pictures are read by a program that may not be there; then nothing is written, and it says what to install.
    let missing = inside(at, &["picture-text", "--tesseract", "/nowhere/tesseract"]);
    assert_eq!(missing.code, Some(4), "{}", missing.stderr);
    assert!(missing.stderr.contains("tesseract-ocr-chi-sim"), "{}", missing.stderr);
    let read = inside(at, &["picture-text", "--format", "json"]);
    if read.code == Some(0) {
        let read = read.json();
        assert_eq!((&read["files"], &read["read"]), (&json!(2), &json!(2)), "the two that share footage: {read}");
        assert_eq!(inside(at, &["picture-text", "--format", "json"]).json()["read"], 0);
        assert_eq!(inside(at, &["audit", "--as-of", "2021-02-25", "-q"]).code, Some(0));
        let findings = inside(at, &["findings", "--rule", "C02", "--format", "json"]).json();
        assert!(findings[0]["explanation"].as_str().unwrap().contains("识别到的文字中也没有"), "{findings}");
    } else {
        assert!(read.stderr.contains("tesseract-ocr-chi-sim"), "{}", read.stderr);
    }
}
