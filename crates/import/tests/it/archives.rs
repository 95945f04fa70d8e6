//! Zip archives and folders.

use std::io::Write;

use zip::write::SimpleFileOptions;

use crate::support::{Desk, douyin_work, lines};

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn members_are_files_and_the_archive_is_what_is_kept() {
    let desk = Desk::new();
    let works = lines(&[douyin_work(1)]);
    let archive = zip(&[
        ("data/douyin/jsonl/creator_contents_2021-02-25.jsonl", works.as_bytes()),
        ("data/douyin/videos/1/x.mp4", b"no table"),
        ("__MACOSX/data/._x", b"no table"),
    ]);
    let report = desk.take("采集.zip", &archive);
    assert_eq!(report.files.len(), 1, "{report:#?}");
    assert!(report.files[0].path.ends_with("采集.zip!data/douyin/jsonl/creator_contents_2021-02-25.jsonl"));
    assert_eq!(report.files[0].rows_new, 1);
    assert_eq!(desk.column("collections", "state"), ["complete"], "the name inside the archive counts");
    let kept: Vec<_> = std::fs::read_dir(desk.workspace.raw()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(kept.len(), 1, "nothing unpacked stays: {kept:?}");
    assert_eq!(std::fs::read(&kept[0]).unwrap(), archive);
    // The member on its own is the same file.
    assert_eq!(desk.take("creator_contents_2021-02-25.jsonl", works).files[0].rows_known, 1);
}

#[test]
fn archives_that_try_to_escape_are_refused() {
    for name in ["../x.jsonl", "/x.jsonl", "a/../../x.jsonl", "..\\x.jsonl"] {
        let desk = Desk::new();
        let report = desk.take("x.zip", zip(&[(name, b"{}")]));
        assert_eq!(report.files[0].format, None);
        assert!(report.files[0].message.as_deref().unwrap().contains("outside"), "{name}: {report:?}");
    }
}

#[test]
fn archives_that_would_fill_the_disk_are_refused() {
    let desk = Desk::new();
    let report = desk.take("bomb.zip", zip(&[("x.jsonl", &vec![b' '; 40 << 20])]));
    assert_eq!(report.files[0].format, None);
    assert!(report.files[0].message.as_deref().unwrap().contains("times its packed size"), "{report:?}");
}

#[test]
fn an_archive_inside_an_archive_says_so() {
    let desk = Desk::new();
    let inner = zip(&[("x.jsonl", b"{}")]);
    let report = desk.take("x.zip", zip(&[("inner.zip", &inner)]));
    assert!(report.files[0].message.as_deref().unwrap().contains("inside an archive"), "{report:?}");
}

#[test]
fn folders_are_read_through_all_levels_in_a_fixed_order() {
    let desk = Desk::new();
    desk.write("b/2/search_contents_2021-02-25.jsonl", lines(&[douyin_work(1)]));
    desk.write("b/1/search_contents_2021-02-25.jsonl", lines(&[douyin_work(2)]));
    desk.write("a/video.mp4", "no table");
    desk.write("a/.hidden", "no table");
    desk.write("a/~$lock.xlsx", "no table");
    let report = desk.import(&[&desk.folder()]);
    let names: Vec<&str> = report.files.iter().map(|file| &file.path[file.path.len() - 38..][..3]).collect();
    assert_eq!((report.files.len(), report.files.iter().map(|file| file.rows_new).sum::<u64>()), (2, 2), "{names:?}");
    assert!(report.files[0].path.contains("b/1/") && report.files[1].path.contains("b/2/"));
}
