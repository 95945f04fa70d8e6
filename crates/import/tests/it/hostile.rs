//! Files made to do harm, or damaged so that they look it: a clear word, bounded memory, nothing evaluated, the others imported.

use std::io::Write;

use serde_json::json;

use crate::packages::{compound, docx, p, record, rewritten, tbl, xls, zip};
use crate::support::{Desk, douyin_work, get, lines, xlsx};

fn refused(name: &str, content: &[u8], part: &str) {
    let desk = Desk::new();
    let good = desk.write("good/search_contents_2021-02-25.jsonl", lines(&[douyin_work(1)]));
    let bad = desk.write(name, content);
    let report = desk.import(&[&bad, &good]);
    let said = report.files[0].message.clone().unwrap_or_default();
    assert!(report.files[0].format.is_none() && said.contains(part), "{name}: {report:#?}");
    assert_eq!(report.files[1].rows_new, 1, "{name}");
}

fn registry() -> Vec<u8> {
    xlsx(&[vec!["账号名称", "平台"], vec!["样例县发布", "抖音"]], &[])
}

#[test]
fn entities_are_refused_and_never_expanded() {
    let doctype = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
    let with_doctype = |xml: String| xml.replacen("?>", &format!("?>{doctype}"), 1);
    for part in ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"] {
        refused("台账.xlsx", &rewritten(registry(), part, with_doctype), "DOCTYPE");
    }
    let word = docx(&tbl(&[&["账号名称", "平台"], &["样例县发布", "抖音"]]));
    refused("台账.docx", &rewritten(word, "word/document.xml", with_doctype), "DOCTYPE");
    // An entity that nobody declared is no text either.
    refused("台账2.docx", &docx(&format!("{}{}", p("&c;"), tbl(&[&["账号名称", "平台"]]))), "entity");
}

#[test]
fn formulas_and_macros_are_never_evaluated() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, text) in (0..).zip(["账号名称", "平台", "粉丝数", "备注"]) {
        sheet.write_string(0, column, text).unwrap();
    }
    sheet.write_string(1, 0, "样例县发布").unwrap();
    sheet.write_string(1, 1, "抖音").unwrap();
    sheet.write_formula(1, 2, rust_xlsxwriter::Formula::new("=1+1").set_result("7")).unwrap();
    let formula = rust_xlsxwriter::Formula::new("=WEBSERVICE(\"http://127.0.0.1/\")").set_result("所存");
    sheet.write_formula(1, 3, formula).unwrap();
    let desk = Desk::new();
    desk.take("台账20210220.xlsx", workbook.save_to_buffer().unwrap());
    let row = desk.row("registry");
    assert_eq!(
        (get(&row, "followers"), get(&row, "note")),
        ("7", "所存"),
        "the saved values, whatever the formulas say"
    );
    // Text that a spreadsheet would take for a formula is text.
    let desk = Desk::new();
    desk.take("台账20210220.csv", "账号名称,平台,备注\n样例县发布,抖音,=cmd|' /C calc'!A0\n");
    assert_eq!(get(&desk.row("registry"), "note"), "=cmd|' /C calc'!A0");
}

#[test]
fn office_files_locked_with_a_password_say_so() {
    let locked = compound(&[("EncryptionInfo", b"x"), ("EncryptedPackage", b"x")]);
    refused("台账.xlsx", &locked, "password");
    refused("台账.docx", &locked, "password");
    // FILEPASS stands among the globals of an old workbook.
    let bof = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let globals = [bof, record(0x002f, &[1, 0, 1, 0, 1, 0]), record(0x000a, &[])].concat();
    refused("台账.xls", &compound(&[("Workbook", &globals)]), "password");
    refused("通知.doc", &compound(&[("WordDocument", b"x")]), ".docx");
}

#[test]
fn an_old_workbook_that_claims_a_huge_sheet_is_refused_before_memory_is_taken() {
    let number = |row: u16, column: u16| {
        record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 2], &1_f64.to_le_bytes()].concat())
    };
    refused("a.xls", &xls(&[number(0, 0), number(65_535, 65_535)].concat()), "too large");
    refused("b.xls", &xls(&[number(0, 0), number(65_535, 255)].concat()), "too large");
    let mut dimensions = vec![0_u8; 14];
    dimensions[4..8].copy_from_slice(&0xffff_fff0_u32.to_le_bytes());
    dimensions[10] = 255;
    refused("c.xls", &xls(&record(0x0200, &dimensions)), "too large");
}

#[test]
fn a_compound_file_that_runs_in_a_circle_is_refused() {
    let mut file = compound(&[("Workbook", &[1; 5000])]);
    // The first sector of the stream names itself as the next.
    file[512 + 2 * 4..512 + 3 * 4].copy_from_slice(&2_u32.to_le_bytes());
    refused("a.xls", &file, "damaged");
    let mut file = compound(&[("Workbook", &[1; 5000])]);
    file[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    refused("b.xls", &file, "damaged");
}

#[test]
fn shared_texts_that_claim_more_than_they_hold_are_refused() {
    let package = rewritten(registry(), "xl/sharedStrings.xml", |xml| {
        let (before, after) = xml.split_once("uniqueCount=\"").unwrap();
        let (_, after) = after.split_once('"').unwrap();
        format!("{before}uniqueCount=\"2000000000\"{after}")
    });
    refused("台账.xlsx", &package, "damaged");
    // Found by the runner in examples/fuzz_parsers.rs: the word stands before the list too.
    let earlier = rewritten(package.clone(), "xl/sharedStrings.xml", |xml| {
        xml.replacen("version=", "uniqueCount=\".0\" version=", 1)
    });
    refused("台账2.xlsx", &earlier, "damaged");
    let later = rewritten(package, "xl/sharedStrings.xml", |xml| {
        xml.replacen("<sst", &format!("<!--{}--><sst uniqueCount=\"1\"/><sst", " ".repeat(100_000)), 1)
    });
    refused("台账3.xlsx", &later, "damaged");
}

#[test]
fn repeats_of_an_open_document_fill_no_memory() {
    let row = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\" \
               office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    refused("a.ods", &crate::packages::ods(&format!("<table:table table:name=\"a\">{row}</table:table>")), "账号名称");
    let mut desk = Desk::new();
    desk.options.format = Some("registry".to_owned());
    let report =
        desk.take("a.ods", crate::packages::ods(&format!("<table:table table:name=\"a\">{row}</table:table>")));
    assert!(report.files[0].message.as_deref().unwrap().contains("too large"), "{report:#?}");
}

#[test]
fn a_word_document_nested_without_end_is_refused() {
    let body = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(5_000), "</w:tc></w:tr></w:tbl>".repeat(5_000));
    refused("a.docx", &docx(&body), "too deep");
    refused("b.docx", &docx("<w:tbl><w:tr>"), "docx");
    refused("c.docx", &zip(&[("word/document.xml", b"no xml at all")]), "账号名称");
}

/// The most memory this process ever held, in megabytes; `None` where the system does not say.
fn peak_megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? >> 10)
}

#[test]
fn one_endless_line_is_a_record_that_is_too_long() {
    let mut desk = Desk::new();
    desk.options.format = Some("media_crawler".to_owned());
    desk.options.keep_raw = false;
    let path = desk.write("search_contents_2021-02-25.jsonl", "");
    // 2 GB on one line; the hole in the file costs no disk.
    let length: u64 = if std::env::var_os("MINGJIAN_SLOW").is_some() { 2 << 30 } else { 40 << 20 };
    let mut file = std::fs::File::create(&path).unwrap();
    write!(file, "{{\"aweme_id\":\"1\",\"create_time\":1,\"liked_count\":\"1\",\"desc\":\"").unwrap();
    file.set_len(length).unwrap();
    std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).unwrap();
    write!(file, "\"}}\n{}", lines(&[douyin_work(1)])).unwrap();
    drop(file);
    let report = desk.import(&[&path]);
    assert_eq!((report.files[0].rows_new, report.files[0].rows_quarantined), (1, 1), "{report:#?}");
    let row = desk.row("quarantine");
    assert_eq!(get(&row, "reason"), "too_long");
    assert!(get(&row, "detail").contains("longer than 16 MB"), "{row:?}");
    assert!(get(&row, "raw").len() < 10_000);
    assert!(peak_megabytes().is_none_or(|megabytes| megabytes < 500), "{:?}", peak_megabytes());
}

#[test]
fn a_record_of_millions_of_values_is_told_and_not_held() {
    let mut desk = Desk::new();
    desk.options.format = Some("media_crawler".to_owned());
    let zeros = "0,".repeat(4_000_000);
    let report =
        desk.take("search_contents_2021-02-25.jsonl", format!("{{\"a\":[{zeros}0]}}\n{}", lines(&[douyin_work(1)])));
    assert_eq!((report.files[0].rows_new, report.files[0].rows_quarantined), (1, 1), "{report:#?}");
    let row = desk.row("quarantine");
    assert!(get(&row, "detail").contains("values"), "{}", get(&row, "detail"));
    assert!(peak_megabytes().is_none_or(|megabytes| megabytes < 500), "{:?}", peak_megabytes());
}

#[test]
fn one_endless_object_says_what_to_do() {
    let mut text = b"{\n\"a\": [".to_vec();
    text.resize(crate::hostile::WHOLE + 10, b' ');
    refused("x.json", &text, "one record a line");
}

/// What is read of a single object at most.
const WHOLE: usize = 64 << 20;

#[test]
fn a_million_columns_are_read_or_refused() {
    let header: Vec<String> = (0..200_000).map(|column| format!("列{column}")).collect();
    let row = vec!["1"; header.len()].join(",");
    let table = format!("账号名称,平台,{}\n样例县发布,抖音,{row}\n", header.join(","));
    let desk = Desk::new();
    let report = desk.take("台账20210220.csv", table);
    assert_eq!(report.files[0].rows_new, 1, "{:?}", report.files[0].message);
    let commas = format!("账号名称,平台{}\n样例县发布,抖音\n", ",".repeat(1_000_000));
    let report = desk.take("台账20210221.csv", commas);
    assert_eq!(report.files[0].rows_read, 1, "{:?}", report.files[0].message);
    let mut object = serde_json::Map::new();
    for column in 0..100_000 {
        object.insert(format!("列{column}"), json!(column));
    }
    let work = douyin_work(7);
    object.extend(work.as_object().unwrap().clone());
    let report = desk.take("search_contents_2021-02-25.jsonl", lines(&[object.into()]));
    assert_eq!(report.files[0].rows_new, 1, "{:?}", report.files[0].message);
}

#[test]
fn nul_bytes_cost_no_more_than_their_records() {
    let desk = Desk::new();
    let works = lines(&[douyin_work(1), douyin_work(2), douyin_work(3)]).into_bytes();
    let mut bytes = works.clone();
    let second = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 10;
    bytes[second] = 0;
    let report = desk.take("search_contents_2021-02-25.jsonl", bytes);
    assert_eq!((report.files[0].rows_new, report.files[0].rows_quarantined), (2, 1), "{report:#?}");
    let text = "账号名称,平台,备注\n样例县发布,抖音,a\0b\n样例发布,微博,\n";
    let report = Desk::new().take("台账20210220.csv", text);
    // A text with NUL bytes may be UTF-16 without its mark; what it is must not be guessed.
    assert!(report.files[0].rows_new == 2 || report.files[0].message.is_some(), "{report:#?}");
    let holes =
        [lines(&[douyin_work(4)]).as_bytes(), &[0; 4096][..], b"\n", lines(&[douyin_work(5)]).as_bytes()].concat();
    let report = desk.take("search_contents_2021-02-26.jsonl", holes);
    assert_eq!((report.files[0].rows_new, report.files[0].rows_quarantined), (2, 1), "{report:#?}");
}

#[test]
fn the_ending_of_a_name_decides_nothing() {
    let desk = Desk::new();
    for (number, name) in
        ["台账20210220.csv", "台账20210221.xls", "台账20210222.docx", "台账20210223.json"].iter().enumerate()
    {
        let report = desk.take(name, registry());
        assert_eq!(
            (report.files[0].format.as_deref(), report.files[0].rows_read),
            (Some("registry"), 1),
            "{number} {report:#?}"
        );
    }
    let report = desk.take("作品.xlsx", lines(&[douyin_work(1)]));
    assert_eq!(report.files[0].format.as_deref(), Some("media_crawler"), "{report:#?}");
}
