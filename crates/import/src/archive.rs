//! Archives (zip, tar, tar.gz, gz): members are unpacked to files of our own naming, archives inside archives too; whatever tries
//! to escape, or to fill the disk, is refused.

mod limits;
mod unpack;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Component, Path};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::readers::xml::{Go, Part, walk};

pub use limits::Budget;
pub use unpack::unpack;

/// What kind of archive a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A zip archive that is no office file.
    Zip,
    /// A tar archive.
    Tar,
    /// A tar archive inside gzip.
    TarGz,
    /// One file inside gzip.
    Gz,
}

/// What a zip file is a package of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// A spreadsheet of 2007 and later.
    Workbook,
    /// A Word document of 2007 and later.
    Document,
    /// A spreadsheet in `OpenDocument` form.
    OpenSheet,
    /// A plain archive, or one that cannot be read.
    Archive,
}

/// Members of a package that are looked at to tell what it is.
const LOOKED_AT: usize = 1_000;

/// Tells what a zip file is by the names of its members.
#[must_use]
pub fn package(path: &Path) -> Package {
    let Ok(file) = File::open(path) else { return Package::Archive };
    let Ok(archive) = ZipArchive::new(BufReader::new(file)) else { return Package::Archive };
    let names: Vec<_> =
        (0..archive.len().min(LOOKED_AT)).filter_map(|index| archive.name_for_index(index)?.ok()).collect();
    let has = |test: &dyn Fn(&str) -> bool| names.iter().any(|name| test(name));
    if has(&|name| name == "xl/workbook.xml" || name.starts_with("xl/worksheets/")) {
        Package::Workbook
    } else if has(&|name| name == "word/document.xml") {
        Package::Document
    } else if has(&|name| name == "content.xml") && has(&|name| name == "mimetype") {
        Package::OpenSheet
    } else {
        Package::Archive
    }
}

/// Tells from a file's first bytes, not from its name, whether it is an archive; reads half a kilobyte of it.
#[must_use]
pub fn kind(path: &Path) -> Option<Kind> {
    let head = beginning(File::open(path).ok()?);
    if head.starts_with(b"PK\x03\x04") {
        (package(path) == Package::Archive).then_some(Kind::Zip)
    } else if head.starts_with(&[0x1f, 0x8b]) {
        let inside = beginning(MultiGzDecoder::new(File::open(path).ok()?));
        Some(if is_tar(&inside) { Kind::TarGz } else { Kind::Gz })
    } else {
        is_tar(&head).then_some(Kind::Tar)
    }
}

fn beginning(reader: impl Read) -> Vec<u8> {
    let mut head = Vec::with_capacity(512);
    // What cannot be read to its end is judged by what was read.
    let _ = reader.take(512).read_to_end(&mut head);
    head
}

fn is_tar(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar")
}

/// The largest list of shared texts that is held in memory.
const MOST_SHARED_TEXT: u64 = 256 << 20;
/// Parts from this size on are read through for a text that is too long.
const LARGE_PART: u64 = 64 << 20;
/// The longest run of text without a tag in a part.
const LONGEST_TEXT: usize = 16 << 20;

/// Looks at an office file's members without unpacking it: what makes a reader fill the memory is refused.
///
/// # Errors
/// In words: why the file is refused.
pub fn check(path: &Path) -> Result<(), String> {
    let mut archive = open(path)?;
    judge(&mut archive, &mut Budget::default())?;
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).map_err(|error| format!("the file is broken: {error}"))?;
        let name = member_name(member.name_raw());
        let ending = name.rsplit('.').next().unwrap_or_default();
        if !matches!(ending, "xml" | "rels") {
            continue;
        }
        let size = member.size();
        let head = beginning(&mut member);
        let head = head.as_slice();
        if head.windows(9).any(|window| window.eq_ignore_ascii_case(b"<!DOCTYPE")) {
            return Err(format!(
                "its part `{name}` declares entities (DOCTYPE), which no office program writes and which can fill the memory; \
                 the file is refused"
            ));
        }
        if name.to_lowercase().ends_with("sharedstrings.xml")
            && (size > MOST_SHARED_TEXT || claims_more(head.chain(&mut member), size))
        {
            return Err(format!(
                "its texts are larger than {} MB, or damaged so that they seem to be; save it as .csv and import that",
                MOST_SHARED_TEXT >> 20
            ));
        }
        if size > LARGE_PART && !tags_within(member, LONGEST_TEXT) {
            return Err(format!(
                "its part `{name}` holds one text of more than {} MB, as only files made to fill the memory do; the file is \
                 refused",
                LONGEST_TEXT >> 20
            ));
        }
    }
    Ok(())
}

/// Whether a list of shared texts says that it holds more texts than it has room for: readers make room for as many as it says.
/// Found by spoiling files: what stands before the list may hold the word too, and a list may be closed and begun again.
fn claims_more(part: impl Read, size: u64) -> bool {
    let (mut claims, mut began) = (false, false);
    let walked = walk("xlsx", BufReader::new(part), &mut |part| {
        match part {
            Part::Open("sst", start) => {
                began = true;
                let mut attributes = start.attributes();
                // The shortest text is `<si/>`.
                claims |= attributes
                    .with_checks(false)
                    .filter_map(Result::ok)
                    .filter(|attribute| attribute.key.local_name().as_ref() == "uniqueCount")
                    .any(|attribute| attribute.value.trim().parse::<u64>().is_ok_and(|count| count > size / 5 + 1));
            }
            Part::Close("sst") => {}
            _ if began => return Ok(Go::Stop),
            _ => {}
        }
        Ok(Go::On)
    });
    claims || walked.is_err()
}

fn tags_within(reader: impl Read, longest: usize) -> bool {
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let mut run = 0_usize;
    loop {
        // What cannot be read is the reader's to tell.
        let Ok(chunk) = reader.fill_buf() else { return true };
        if chunk.is_empty() {
            return true;
        }
        run = match chunk.iter().rposition(|byte| *byte == b'<') {
            Some(last) => chunk.len() - last,
            None => run + chunk.len(),
        };
        let used = chunk.len();
        if run > longest {
            return false;
        }
        reader.consume(used);
    }
}

fn open(path: &Path) -> Result<ZipArchive<BufReader<File>>, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    ZipArchive::new(BufReader::new(file)).map_err(|error| format!("the archive is broken: {error}; pack it again"))
}

/// Refuses an archive for what its list of members says.
fn judge(archive: &mut ZipArchive<BufReader<File>>, budget: &mut Budget) -> Result<(), String> {
    budget.members(archive.len())?;
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(|error| format!("the archive is broken: {error}"))?;
        if member.encrypted() {
            return Err(
                "the archive is locked with a password; unpack it with the password and import the folder".to_owned()
            );
        }
        total = total.saturating_add(member.size());
        limits::ratio(member.size(), member.compressed_size())?;
    }
    if total > budget.bytes() { Err(limits::too_large()) } else { Ok(()) }
}

/// Names are UTF-8, or, from Chinese Windows, GBK.
fn member_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(raw).0.into_owned(),
    }
    .replace('\\', "/")
}

fn stays_inside(name: &str) -> bool {
    !name.contains('\0')
        && name.get(1..2) != Some(":")
        && Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_the_archive_are_refused() {
        for name in ["../x", "a/../../x", "/etc/passwd", "C:/x", "a\0b"] {
            assert!(!stays_inside(name), "{name}");
        }
        assert!(stays_inside("data/douyin/jsonl/search_contents_2026-03-04.jsonl"));
    }

    #[test]
    fn names_from_chinese_windows_are_read() {
        let (raw, _, _) = encoding_rs::GB18030.encode("台账\\样例县.xlsx");
        assert_eq!(member_name(&raw), "台账/样例县.xlsx");
    }
}
