//! Office files built by hand from the published shapes of their containers.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;

/// A zip file of these parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same package with one part rewritten.
pub fn rewritten(package: Vec<u8>, part: &str, mut change: impl FnMut(String) -> String) -> Vec<u8> {
    let mut whole = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut parts = Vec::new();
    for index in 0..whole.len() {
        let mut member = whole.by_index(index).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut content = Vec::new();
        member.read_to_end(&mut content).unwrap();
        if name == part {
            content = change(String::from_utf8(content).unwrap()).into_bytes();
        }
        parts.push((name, content));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    zip(&parts)
}

/// A Word document with this body.
pub fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>{body}</w:body></w:document>"
    );
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

/// A paragraph of a Word document.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A cell of a Word table; `properties` such as `<w:gridSpan w:val="2"/>`.
pub fn tc(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

/// A Word table of plain cells.
pub fn tbl(rows: &[&[&str]]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|cells| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| tc("", &p(text))).collect::<String>()))
        .collect();
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat())
}

/// An `OpenDocument` spreadsheet with this content of its tables.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

const SECTOR: usize = 512;
const END: u32 = 0xffff_fffe;

/// A compound file (MS-CFB) with these streams, each filled up to 4096 bytes so that all lie in whole sectors.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let padded: Vec<Vec<u8>> = streams
        .iter()
        .map(|(_, content)| {
            let mut content = content.to_vec();
            content.resize(content.len().max(4096).next_multiple_of(SECTOR), 0);
            content
        })
        .collect();
    // Sector 0 holds the allocation table, sector 1 the directory (up to three streams), then the streams.
    let mut fat = vec![0xffff_fffd_u32, END];
    let mut directory = entry("Root Entry", 5, END, 0);
    let mut body = Vec::new();
    for ((name, _), content) in streams.iter().zip(&padded) {
        let first = u32::try_from(fat.len()).unwrap();
        let sectors = u32::try_from(content.len() / SECTOR).unwrap();
        fat.extend((1..sectors).map(|step| first + step));
        fat.push(END);
        directory.extend(entry(name, 2, first, u32::try_from(content.len()).unwrap()));
        body.extend_from_slice(content);
    }
    assert!(fat.len() <= SECTOR / 4 && directory.len() <= SECTOR);
    fat.resize(SECTOR / 4, 0xffff_ffff);
    directory.resize(SECTOR, 0);
    let mut header = vec![0_u8; SECTOR];
    header[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(24, &0x3e_u16.to_le_bytes());
    put(26, &3_u16.to_le_bytes());
    put(28, &0xfffe_u16.to_le_bytes());
    put(30, &9_u16.to_le_bytes());
    put(32, &6_u16.to_le_bytes());
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &END.to_le_bytes());
    put(68, &END.to_le_bytes());
    for slot in 0..109 {
        put(76 + slot * 4, &(if slot == 0 { 0_u32 } else { 0xffff_ffff }).to_le_bytes());
    }
    let fat: Vec<u8> = fat.iter().flat_map(|id| id.to_le_bytes()).collect();
    [header, fat, directory, body].concat()
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> Vec<u8> {
    let mut entry = vec![0_u8; 128];
    for (index, unit) in name.encode_utf16().enumerate() {
        entry[index * 2..index * 2 + 2].copy_from_slice(&unit.to_le_bytes());
    }
    let length = u16::try_from((name.encode_utf16().count() + 1) * 2).unwrap();
    entry[64..66].copy_from_slice(&length.to_le_bytes());
    entry[66] = kind;
    entry[68..80].fill(0xff);
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&size.to_le_bytes());
    entry
}

/// A record of an old workbook.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

/// An old workbook of one sheet with these records in it.
pub fn xls(sheet: &[u8]) -> Vec<u8> {
    let bof = |kind: u16| {
        let mut data = vec![0_u8; 16];
        data[..2].copy_from_slice(&0x0600_u16.to_le_bytes());
        data[2..4].copy_from_slice(&kind.to_le_bytes());
        record(0x0809, &data)
    };
    let name = b"\x06\x00Sheet1";
    let globals = bof(5);
    let at = u32::try_from(globals.len() + 4 + 6 + name.len() + 4).unwrap();
    let bound = record(0x0085, &[&at.to_le_bytes()[..], &[0, 0], name].concat());
    let stream = [globals, bound, record(0x000a, &[]), bof(16), sheet.to_vec(), record(0x000a, &[])].concat();
    compound(&[("Workbook", &stream)])
}
