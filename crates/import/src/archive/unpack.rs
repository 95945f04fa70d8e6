//! Unpacking, archives inside archives included.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use model::{Day, Micros};

use super::limits::Guarded;
use super::{Budget, Kind, judge, member_name, open, stays_inside};

/// How deep archives may stand inside archives.
const MOST_DEPTH: usize = 4;

/// A member as unpacked.
#[derive(Debug)]
pub struct Member {
    /// Where its bytes lie now.
    pub file: PathBuf,
    /// Its name inside the archive; `inner.zip!name` for members of an archive inside.
    pub name: String,
    /// When it was written, as the archive says (in UTC+8).
    pub modified_at: Option<Micros>,
    /// Why it cannot be read: an archive inside that is refused.
    pub problem: Option<String>,
}

/// Unpacks the members that are wanted by their names into `folder`, as files named by number; archives inside too.
///
/// # Errors
/// In words: why the archive is refused. Nothing outside `folder` is ever written.
pub fn unpack(
    path: &Path,
    kind: Kind,
    folder: &Path,
    wanted: &dyn Fn(&str) -> bool,
    budget: &mut Budget,
) -> Result<Vec<Member>, String> {
    let mut unpacking = Unpacking { folder, wanted, budget, files: 0 };
    let mut members = Vec::new();
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    unpacking.archive((path, &name), kind, "", 1, &mut members)?;
    Ok(members)
}

struct Unpacking<'a> {
    folder: &'a Path,
    wanted: &'a dyn Fn(&str) -> bool,
    budget: &'a mut Budget,
    files: usize,
}

impl Unpacking<'_> {
    fn archive(
        &mut self,
        (path, own_name): (&Path, &str),
        kind: Kind,
        prefix: &str,
        depth: usize,
        members: &mut Vec<Member>,
    ) -> Result<(), String> {
        let mut found = match kind {
            Kind::Zip => self.zip(path)?,
            Kind::Tar => self.tar(open_file(path)?, size(path)?)?,
            Kind::TarGz => self.tar(MultiGzDecoder::new(open_file(path)?), size(path)?)?,
            Kind::Gz => vec![self.gz(path, own_name)?],
        };
        found.sort_by(|a, b| a.name.cmp(&b.name));
        for mut member in found {
            let name = format!("{prefix}{}", member.name);
            match super::kind(&member.file) {
                None => members.push(Member { name, ..member }),
                Some(_) if depth >= MOST_DEPTH => {
                    member.problem =
                        Some(format!("archives stand inside archives more than {MOST_DEPTH} deep; unpack it by hand"));
                    members.push(Member { name, ..member });
                }
                Some(kind) => {
                    let inside = format!("{name}!");
                    let before = members.len();
                    if let Err(problem) = self.archive((&member.file, &member.name), kind, &inside, depth + 1, members)
                    {
                        members.truncate(before);
                        member.problem = Some(problem);
                        members.push(Member { name, ..member });
                    } else {
                        // Its members stand beside it now; a file that stays takes room and no more.
                        let _ = std::fs::remove_file(&member.file);
                    }
                }
            }
        }
        Ok(())
    }

    fn zip(&mut self, path: &Path) -> Result<Vec<Member>, String> {
        let mut archive = open(path)?;
        judge(&mut archive, self.budget)?;
        let mut members = Vec::new();
        for index in 0..archive.len() {
            let member = archive.by_index(index).map_err(|error| format!("a member cannot be read: {error}"))?;
            let name = member_name(member.name_raw());
            refuse_outside(&name, member.is_symlink())?;
            if member.is_dir() || name.ends_with('/') || !(self.wanted)(&name) {
                continue;
            }
            let modified_at = member.last_modified().and_then(|time| {
                let day = Day::from_ymd(i32::from(time.year()), u32::from(time.month()), u32::from(time.day()))?;
                let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
                Some(Micros(day.start().0 + seconds * 1_000_000))
            });
            let packed = member.compressed_size();
            let file = self.write(&name, Guarded::new(member, packed, self.budget))?;
            members.push(Member { file, name, modified_at, problem: None });
        }
        Ok(members)
    }

    fn tar(&mut self, reader: impl Read, packed: u64) -> Result<Vec<Member>, String> {
        // A tar archive is one stream: its ratio is judged as a whole.
        let mut archive = tar::Archive::new(Guarded::new(reader, packed, self.budget));
        let broken = |error: std::io::Error| format!("the archive is broken: {error}; pack it again");
        let mut members = Vec::new();
        for entry in archive.entries().map_err(broken)? {
            let entry = entry.map_err(broken)?;
            self.budget.members(1)?;
            let name = member_name(&entry.path_bytes());
            let header = entry.header();
            let (is_file, is_link) = (header.entry_type().is_file(), {
                let kind = header.entry_type();
                kind.is_symlink() || kind.is_hard_link()
            });
            refuse_outside(&name, is_link)?;
            if !is_file || !(self.wanted)(&name) {
                continue;
            }
            let modified_at =
                header.mtime().ok().and_then(|seconds| Micros::from_seconds(i64::try_from(seconds).ok()?));
            let file = self.write(&name, entry)?;
            members.push(Member { file, name, modified_at, problem: None });
        }
        Ok(members)
    }

    fn gz(&mut self, path: &Path, own_name: &str) -> Result<Member, String> {
        self.budget.members(1)?;
        let reader = MultiGzDecoder::new(open_file(path)?);
        // gzip names its content after itself, without the ending.
        let own_name = crate::probe::file_name(own_name);
        let name = own_name.strip_suffix(".gz").unwrap_or(own_name).to_owned();
        let file = self.write(&name, Guarded::new(reader, size(path)?, self.budget))?;
        Ok(Member { file, name, modified_at: None, problem: None })
    }

    fn write(&mut self, name: &str, mut reader: impl Read) -> Result<PathBuf, String> {
        self.files += 1;
        let file = self.folder.join(self.files.to_string());
        let mut target = File::create(&file).map_err(|error| error.to_string())?;
        let written = std::io::copy(&mut reader, &mut target)
            .map_err(|error| format!("the member `{name}` cannot be unpacked: {error}"))?;
        target.flush().map_err(|error| error.to_string())?;
        self.budget.take(written);
        Ok(file)
    }
}

fn open_file(path: &Path) -> Result<BufReader<File>, String> {
    File::open(path).map(BufReader::new).map_err(|error| error.to_string())
}

fn size(path: &Path) -> Result<u64, String> {
    std::fs::metadata(path).map(|meta| meta.len()).map_err(|error| error.to_string())
}

fn refuse_outside(name: &str, is_link: bool) -> Result<(), String> {
    if stays_inside(name) && !is_link {
        return Ok(());
    }
    Err(format!(
        "the member `{name}` points outside the archive; such archives are refused. Unpack it where you can see what it does, \
         and import the folder"
    ))
}
