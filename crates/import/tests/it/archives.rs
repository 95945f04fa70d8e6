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

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(1_613_815_200);
        // Written by hand, since the library refuses the very names that are tested here.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

/// Packed piece by piece: a gzip file may hold several, one behind the other.
fn gz(content: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    for piece in content.chunks(1 << 18) {
        let mut encoder = flate2::write::GzEncoder::new(packed, flate2::Compression::default());
        encoder.write_all(piece).unwrap();
        packed = encoder.finish().unwrap();
    }
    packed
}

#[test]
fn archives_inside_archives_are_read_and_named_by_their_way() {
    let works = |number| lines(&[douyin_work(number)]);
    let inner =
        tar(&[("data/douyin/jsonl/search_contents_2021-02-25.jsonl", works(1).as_bytes()), ("readme.md", b"no table")]);
    let single = gz(works(2).as_bytes());
    let deep = zip(&[("b.zip", &zip(&[("search_contents_2021-02-23.jsonl", works(4).as_bytes())]))]);
    let desk = Desk::new();
    let report = desk.take(
        "采集.zip",
        zip(&[
            ("a/inner.tar.gz", &gz(&inner)),
            ("search_contents_2021-02-24.jsonl.gz", &single),
            ("deep.zip", &deep),
            ("plain.tar", &tar(&[("search_contents_2021-02-22.jsonl", works(5).as_bytes())])),
        ]),
    );
    let names: Vec<&str> = report.files.iter().map(|file| file.path.split_once('!').unwrap().1).collect();
    assert_eq!(
        names,
        [
            "a/inner.tar.gz!data/douyin/jsonl/search_contents_2021-02-25.jsonl",
            "deep.zip!b.zip!search_contents_2021-02-23.jsonl",
            "plain.tar!search_contents_2021-02-22.jsonl",
            "search_contents_2021-02-24.jsonl.gz!search_contents_2021-02-24.jsonl",
        ]
    );
    assert!(report.files.iter().all(|file| file.rows_new == 1), "{report:#?}");
    let kept = std::fs::read_dir(desk.workspace.raw()).unwrap().count();
    assert_eq!(kept, 1, "the outermost archive is what is kept");
}

#[test]
fn a_tar_that_tries_to_escape_is_refused_and_one_inside_a_zip_costs_only_itself() {
    let evil = gz(&tar(&[("../x.jsonl", b"{}")]));
    let desk = Desk::new();
    let report = desk.take("x.tgz", &evil);
    assert!(report.files[0].message.as_deref().unwrap().contains("outside"), "{report:?}");
    let works = lines(&[douyin_work(1)]);
    let report =
        desk.take("y.zip", zip(&[("evil.tgz", &evil), ("search_contents_2021-02-25.jsonl", works.as_bytes())]));
    assert_eq!(report.files.iter().map(|file| file.rows_new).collect::<Vec<_>>(), [0, 1], "{report:#?}");
    assert!(report.files[0].path.ends_with("y.zip!evil.tgz"));
    let outside = desk.folder().parent().unwrap().join("x.jsonl");
    assert!(!outside.exists());
}

#[test]
fn gzip_that_would_fill_the_disk_is_refused() {
    let desk = Desk::new();
    for (name, content) in
        [("x.jsonl.gz", gz(&vec![b' '; 20 << 20])), ("x.tar.gz", gz(&tar(&[("x.csv", &vec![b' '; 20 << 20])])))]
    {
        let report = desk.take(name, content);
        assert_eq!(report.files[0].format, None);
        assert!(report.files[0].message.as_deref().unwrap().contains("times its packed size"), "{report:?}");
    }
}

#[test]
fn an_archive_that_packs_itself_endlessly_deep_ends() {
    let mut archive = zip(&[("x.jsonl", b"{}")]);
    for _ in 0..8 {
        archive = zip(&[("inner.zip", &archive)]);
    }
    let desk = Desk::new();
    let report = desk.take("x.zip", archive);
    assert_eq!(report.files.len(), 1);
    assert!(report.files[0].message.as_deref().unwrap().contains("deep"), "{report:?}");
}

#[test]
fn an_archive_with_a_password_says_so() {
    // Bit 0 of the flags, in the local header and in the central directory.
    let mut archive = zip(&[("x.jsonl", b"{\"a\":1}")]);
    archive[6] |= 1;
    let central = archive.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    archive[central + 8] |= 1;
    let report = Desk::new().take("x.zip", archive);
    assert!(report.files[0].message.as_deref().unwrap().contains("password"), "{report:?}");
}

#[test]
fn a_folder_of_many_small_files() {
    let desk = Desk::new();
    let files = if std::env::var_os("MINGJIAN_SLOW").is_some() { 100_000 } else { 600 };
    for number in 1..=files {
        desk.write(
            &format!("{}/search_contents_2021-02-25_{number}.jsonl", number % 97),
            lines(&[douyin_work(number)]),
        );
    }
    let report = desk.import(&[&desk.folder()]);
    assert_eq!(report.files.iter().map(|file| file.rows_new).sum::<u64>(), u64::from(files));
}
