//! Laws of every parser: no bytes make it panic, and every record is imported or in quarantine.

use std::sync::Arc;

use import::{Format, Position, Probe, ReadError, Reject, Sink, Source, formats};
use proptest::prelude::*;

use crate::packages;
use crate::support::{NOW, csv, douyin_comment, douyin_work, lines, weibo_note, xlsx};

/// Counts what it is given.
#[derive(Default)]
struct Counter {
    rows: u64,
    rejects: u64,
}

impl Sink for Counter {
    fn row(&mut self, _: &Position, _: Vec<import::Entry>) -> Result<(), ReadError> {
        self.rows += 1;
        Ok(())
    }

    fn quarantine(&mut self, _: &Position, _: Reject) -> Result<(), ReadError> {
        self.rejects += 1;
        Ok(())
    }

    fn warn(&mut self, _: &str) {}
}

pub fn cases(quick: u32) -> u32 {
    if std::env::var_os("MINGJIAN_SLOW").is_some() { quick * 100 } else { quick }
}

/// Reads bytes with every format that claims them and with those named; records given = records counted.
pub fn read(folder: &tempfile::TempDir, name: &str, bytes: &[u8], forced: &[&str]) -> Vec<(u64, u64, u64)> {
    read_mapped(folder, name, bytes, forced, None)
}

fn read_mapped(
    folder: &tempfile::TempDir,
    name: &str,
    bytes: &[u8],
    forced: &[&str],
    map: Option<import::ColumnMap>,
) -> Vec<(u64, u64, u64)> {
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    let Ok(probe) = Probe::look(&file, name) else { return Vec::new() };
    let source = Source {
        file,
        path: name.to_owned(),
        file_hash: "0".repeat(64),
        probe: Arc::new(probe),
        observed: None,
        modified_at: None,
        now: NOW,
        jurisdiction: None,
        map: map.map(Arc::new),
    };
    let mut outcomes = Vec::new();
    for format in formats() {
        let claims = format.detect(&source.probe).confidence > 0;
        if claims || forced.contains(&format.manifest().name) {
            let mut counter = Counter::default();
            if let Ok(records) = Format::read(*format, &source, &mut counter) {
                assert_eq!(records, counter.rows + counter.rejects, "{}", format.manifest().name);
                outcomes.push((records, counter.rows, counter.rejects));
            }
        }
    }
    outcomes
}

/// Bytes cut, doubled, overwritten: what happens to real files.
pub fn spoiled(bytes: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let length = bytes.len();
    let pieces: Vec<Vec<u8>> =
        [&b"\""[..], b"\n", b"\r\n", b",", b"\xef\xbb\xbf", b"\xff", b"{", b"}", b"]", b"\\", b"\0"]
            .iter()
            .map(|piece| piece.to_vec())
            .collect();
    let change = (0..length, 0..length, 0..4_u8, prop::sample::select(pieces));
    (Just(bytes), prop::collection::vec(change, 0..6)).prop_map(|(mut bytes, changes)| {
        for (at, to, kind, piece) in changes {
            let (at, to) = (at.min(bytes.len()), to.min(bytes.len()));
            match kind {
                0 => bytes.truncate(at.max(1)),
                1 => drop(bytes.splice(at..at, piece)),
                2 => drop(bytes.drain(at.min(to)..at.max(to))),
                _ => {
                    let copy = bytes[at.min(to)..at.max(to)].to_vec();
                    drop(bytes.splice(at..at, copy));
                }
            }
            if bytes.len() > 200_000 || bytes.is_empty() {
                break;
            }
        }
        bytes
    })
}

const REGISTRY: &str = "样例县台账,,,\n填报单位：样例县政府办,,,2021年2月20日\n主办单位,账号名称,平台,粉丝量（万）\n样例县公安局,平安样例,抖音,\"1,200\"\n,微信：甲；抖音：乙,,３４\n样例县教育局,样例教育,微信公众号,约3万\n合计,3,,\n备注：无,,,\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(2_000), ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_parser_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0..5_usize) {
        let folder = tempfile::tempdir().unwrap();
        let beginnings: [&[u8]; 5] = [b"", b"[{\"aweme_id\":", b"{\"note_id\":\"1\",", b"SQLite format 3\0", "账号名称,平台\n".as_bytes()];
        let all = [beginnings[kind], &bytes].concat();
        read(&folder, "x.dat", &all, &["media_crawler", "registry", "zombie_list", "weibo_hot_lxw"]);
    }

    #[test]
    fn every_line_of_json_lines_is_a_record(bytes in spoiled(lines(&[douyin_work(1), douyin_comment(1, "1"), weibo_note(1_613_815_200)]).into_bytes())) {
        let folder = tempfile::tempdir().unwrap();
        let expected = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        if bytes.trim_ascii_start().starts_with(b"{") {
            for (records, ..) in read(&folder, "search_contents.jsonl", &bytes, &[]) {
                prop_assert_eq!(records, expected as u64);
            }
        }
    }

    #[test]
    fn arrays_and_tables_lose_no_record(kind in 0..3_usize, seed in any::<prop::sample::Index>(), spoil in 0..3_u8) {
        let works = [douyin_work(1), douyin_work(2), douyin_work(3)];
        let files = [serde_json::to_string(&works).unwrap(), csv(&works), REGISTRY.to_owned()];
        let mut bytes = files[kind].clone().into_bytes();
        let at = seed.index(bytes.len());
        match spoil {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, b'"'),
            _ => bytes[at] = 0xff,
        }
        let folder = tempfile::tempdir().unwrap();
        read(&folder, ["x.json", "x.csv", "台账.csv"][kind], &bytes, &[]);
    }

    #[test]
    fn registries_lose_no_record(bytes in spoiled(REGISTRY.as_bytes().to_vec())) {
        let folder = tempfile::tempdir().unwrap();
        read(&folder, "台账2021.csv", &bytes, &["zombie_list"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(150), ..ProptestConfig::default() })]

    #[test]
    fn broken_workbooks_are_errors_and_no_panic(bytes in spoiled(xlsx(&[vec!["账号名称", "平台"], vec!["样例", "抖音"]], &[]))) {
        let folder = tempfile::tempdir().unwrap();
        read(&folder, "x.xlsx", &bytes, &["registry", "media_crawler"]);
    }

    #[test]
    fn broken_word_and_open_document_files_are_errors_and_no_panic(spoil in 0..2_usize, at in any::<prop::sample::Index>(), piece in "[<>/&;\"a-z ]{1,12}") {
        let folder = tempfile::tempdir().unwrap();
        let mut spoiled = |text: String| {
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
            let place = places[at.index(places.len())];
            format!("{}{piece}{}", &text[..place], if spoil == 0 { &text[place..] } else { "" })
        };
        let table = packages::tbl(&[&["账号名称", "平台"], &["样例", "抖音"], &["样例二", "微博"]]);
        let word = packages::rewritten(packages::docx(&table), "word/document.xml", &mut spoiled);
        read(&folder, "x.docx", &word, &["registry"]);
        let sheet = "<table:table table:name=\"a\"><table:table-row><table:table-cell><text:p>账号名称</text:p></table:table-cell>\
                     <table:table-cell table:number-columns-repeated=\"2\"><text:p>平台</text:p></table:table-cell></table:table-row></table:table>";
        let sheet = packages::rewritten(packages::ods(sheet), "content.xml", &mut spoiled);
        read(&folder, "x.ods", &sheet, &["registry"]);
    }

    #[test]
    fn broken_old_workbooks_are_errors_and_no_panic(bytes in spoiled(include_bytes!("../fixtures/registry.xls").to_vec())) {
        let folder = tempfile::tempdir().unwrap();
        read(&folder, "x.xls", &bytes, &["registry", "zombie_list", "inspection"]);
    }

    #[test]
    fn a_mapped_table_loses_no_record(bytes in spoiled("标题,发布时间,播放量（万）,抖音号\n办事,2021/2/20 18:00,1.2,yangli101\n\"防\n汛\",2021-2-21,,yangli101\n".as_bytes().to_vec())) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("抖音.csv");
        std::fs::write(&file, &bytes).unwrap();
        if let Ok(text) = import::propose_map(&file) {
            let map = import::ColumnMap::parse(&text).ok();
            read_mapped(&folder, "抖音.csv", &bytes, &["mapped"], map);
        }
    }

    #[test]
    fn any_text_in_cells_is_imported_or_in_quarantine(cells in prop::collection::vec(prop::collection::vec("[\\PC\n]{0,12}", 4), 0..8)) {
        let header = vec!["主办单位", "账号名称", "平台", "粉丝数"];
        let mut rows = vec![header];
        for row in &cells {
            rows.push(row.iter().map(String::as_str).collect());
        }
        let folder = tempfile::tempdir().unwrap();
        read(&folder, "x.xlsx", &xlsx(&rows, &[]), &[]);
    }
}
