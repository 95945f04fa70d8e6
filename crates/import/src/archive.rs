//! Zip archives: members are unpacked to files of our own naming; whatever tries to escape, or to fill the disk, is refused.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};

use model::{Day, Micros};
use zip::ZipArchive;

/// The most members an archive may have.
pub const MOST_MEMBERS: usize = 10_000;
/// The most bytes an archive may unpack to.
pub const MOST_BYTES: u64 = 8 << 30;
/// How many times its packed size a large member may have; text packs 5 to 50 times.
pub const MOST_RATIO: u64 = 300;
/// Members up to this size are not judged by their ratio.
const SMALL_MEMBER: u64 = 16 << 20;

/// A member as unpacked.
#[derive(Debug)]
pub struct Member {
    /// Where its bytes lie now.
    pub file: PathBuf,
    /// Its name inside the archive.
    pub name: String,
    /// When it was written, as the archive says (in UTC+8).
    pub modified_at: Option<Micros>,
}

/// Looks at an archive's list of members without unpacking it.
///
/// # Errors
/// In words: why the archive is refused.
pub fn check(path: &Path) -> Result<(), String> {
    let mut archive = open(path)?;
    judge(&mut archive)
}

fn open(path: &Path) -> Result<ZipArchive<BufReader<File>>, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    ZipArchive::new(BufReader::new(file)).map_err(|error| format!("the archive is broken: {error}; pack it again"))
}

fn judge(archive: &mut ZipArchive<BufReader<File>>) -> Result<(), String> {
    if archive.len() > MOST_MEMBERS {
        return Err(format!(
            "the archive has {} members, more than the {MOST_MEMBERS} that are read; unpack it and import the folder",
            archive.len()
        ));
    }
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(|error| format!("the archive is broken: {error}"))?;
        total = total.saturating_add(member.size());
        if member.size() > SMALL_MEMBER && member.size() / member.compressed_size().max(1) > MOST_RATIO {
            return Err(format!(
                "a member unpacks to {} times its packed size, more than the {MOST_RATIO} that are allowed; if you trust \
                 the archive, unpack it and import the folder",
                member.size() / member.compressed_size().max(1)
            ));
        }
    }
    if total > MOST_BYTES {
        return Err(format!(
            "the archive unpacks to {} GB, more than the {} GB that are allowed; unpack it and import the folder",
            total >> 30,
            MOST_BYTES >> 30
        ));
    }
    Ok(())
}

/// Unpacks the members into `folder`, as files named by number.
///
/// # Errors
/// In words: why the archive is refused. Nothing outside `folder` is ever written.
pub fn unpack(path: &Path, folder: &Path) -> Result<Vec<Member>, String> {
    let mut archive = open(path)?;
    judge(&mut archive)?;
    let mut members = Vec::new();
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|error| format!("a member cannot be read: {error}"))?;
        let name = member_name(member.name_raw());
        if !stays_inside(&name) || member.is_symlink() {
            return Err(format!(
                "the member `{name}` points outside the archive; such archives are refused. Unpack it where you can see \
                 what it does, and import the folder"
            ));
        }
        if member.is_dir() || name.ends_with('/') {
            continue;
        }
        let modified_at = member.last_modified().and_then(|time| {
            let day = Day::from_ymd(i32::from(time.year()), u32::from(time.month()), u32::from(time.day()))?;
            let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
            Some(Micros(day.start().0 + seconds * 1_000_000))
        });
        let file = folder.join(index.to_string());
        let mut target = File::create(&file).map_err(|error| error.to_string())?;
        // The sizes an archive states may be wrong, so what really comes out is counted too.
        let written = std::io::copy(&mut member.take(left.saturating_add(1)), &mut target)
            .map_err(|error| format!("the member `{name}` cannot be unpacked: {error}"))?;
        target.flush().map_err(|error| error.to_string())?;
        if written > left {
            return Err(format!(
                "the archive unpacks to more than {} GB; unpack it and import the folder",
                MOST_BYTES >> 30
            ));
        }
        left -= written;
        members.push(Member { file, name, modified_at });
    }
    Ok(members)
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
