//! From the paths a person names to the files there are: folders through all levels, archives by member, in a fixed order.

use std::path::{Path, PathBuf};

use model::Micros;

use crate::archive;
use crate::error::ImportError;

/// A file that was found, or a reason why one cannot be read.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where its bytes lie.
    pub file: PathBuf,
    /// The path as handed in; `archive.zip!member` for members.
    pub path: String,
    /// When it was last written.
    pub modified_at: Option<Micros>,
    /// Size in bytes.
    pub bytes: u64,
    /// The archive it came out of, which is what gets kept.
    pub archive: Option<PathBuf>,
    /// Why it cannot be read.
    pub problem: Option<String>,
}

/// Endings of files that lie beside exports and are no tables: passed over inside folders and archives.
const NO_TABLES: &[&str] = &[
    "mp4", "mov", "flv", "mkv", "avi", "webm", "mp3", "m4a", "aac", "wav", "jpg", "jpeg", "png", "gif", "webp", "heic",
    "bmp", "md", "log", "py", "lock", "ini",
];

/// Finds the files under the paths, sorted within each folder. Archives are unpacked into `scratch`.
///
/// # Errors
/// When a named path is not there or a folder cannot be listed. An archive that is refused is a file with a problem.
pub fn discover(paths: &[PathBuf], scratch: &Path) -> Result<Vec<Found>, ImportError> {
    let mut found = Vec::new();
    let mut archives = 0;
    for path in paths {
        if !path.exists() {
            return Err(ImportError::NoSuchPath(path.clone()));
        }
        walk(path, true, scratch, &mut archives, &mut found)?;
    }
    Ok(found)
}

fn io(path: &Path, source: std::io::Error) -> ImportError {
    ImportError::Io { path: path.to_owned(), source }
}

fn walk(
    path: &Path,
    named: bool,
    scratch: &Path,
    archives: &mut usize,
    found: &mut Vec<Found>,
) -> Result<(), ImportError> {
    if path.is_dir() {
        let mut children = Vec::new();
        for child in std::fs::read_dir(path).map_err(|error| io(path, error))? {
            children.push(child.map_err(|error| io(path, error))?.path());
        }
        children.sort();
        for child in children {
            // A link inside a folder could lead anywhere, or in a circle; a link named by the person is theirs.
            if !child.is_symlink() {
                walk(&child, false, scratch, archives, found)?;
            }
        }
        return Ok(());
    }
    let display = path.display().to_string();
    if !named && is_passed_over(&display) {
        return Ok(());
    }
    let meta = std::fs::metadata(path).map_err(|error| io(path, error))?;
    let modified_at = meta.modified().ok().and_then(micros_of);
    let file = Found {
        file: path.to_owned(),
        path: display.clone(),
        modified_at,
        bytes: meta.len(),
        archive: None,
        problem: None,
    };
    let Some(kind) = archive::kind(path) else {
        found.push(file);
        return Ok(());
    };
    *archives += 1;
    let folder = scratch.join(format!("archive{archives}"));
    std::fs::create_dir_all(&folder).map_err(|error| io(&folder, error))?;
    let wanted = |name: &str| !is_passed_over(name);
    match archive::unpack(path, kind, &folder, &wanted, &mut archive::Budget::default()) {
        Err(problem) => found.push(Found { problem: Some(problem), ..file }),
        Ok(members) => found.extend(members.into_iter().map(|member| Found {
            bytes: std::fs::metadata(&member.file).map_or(0, |meta| meta.len()),
            file: member.file,
            path: format!("{display}!{}", member.name),
            modified_at: member.modified_at.or(modified_at),
            archive: Some(path.to_owned()),
            problem: member.problem,
        })),
    }
    Ok(())
}

/// Hidden files, lock files of spreadsheets, what macOS adds, pictures and sound.
fn is_passed_over(path: &str) -> bool {
    let name = crate::probe::file_name(path);
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    name.starts_with('.')
        || name.starts_with("~$")
        || path.split(['/', '\\']).any(|part| part == "__MACOSX")
        || NO_TABLES.contains(&ending.as_str())
        || name.ends_with("-wal")
        || name.ends_with("-shm")
        || name == "Thumbs.db"
}

fn micros_of(time: std::time::SystemTime) -> Option<Micros> {
    let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
    Micros::from_seconds(i64::try_from(since.as_secs()).ok()?)
}
