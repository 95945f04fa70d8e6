//! Which media files there are, and which work each belongs to: by the manifest that names the file, else by the work's id in
//! the name of the file or of its folders, as collectors write them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lake::{Lake, LakeVersion};

use crate::error::ImportError;
use crate::lake_rows::{each_row, file_of};

/// Endings of files that may hold moving pictures. A file that a person names is read whatever its ending.
const ENDINGS: &[&str] = &[
    "mp4", "m4v", "mov", "flv", "mkv", "avi", "webm", "ts", "mts", "m2ts", "mpg", "mpeg", "wmv", "3gp", "f4v", "rmvb",
    "gif",
];
/// Characters of a platform's id at least: shorter numbers in file names are counters and dates.
const SHORTEST_ID: usize = 9;
/// Folders above a manifest that its paths may start from.
const FOLDERS_ABOVE: usize = 4;

/// A file and the work it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// Where it lies.
    pub path: PathBuf,
    /// The work, where it is known.
    pub work: Option<Work>,
}

/// A work and its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The work.
    pub post_id: String,
    /// Its account.
    pub account_id: Option<String>,
}

/// A row of the table `media`.
struct Named {
    path: String,
    work: Option<Work>,
    /// The folder of the manifest that names it.
    folder: Option<PathBuf>,
    is_video: bool,
}

/// The files under the paths, or those that the lake's works name, in order of their paths.
pub(super) async fn files(
    lake: &Lake,
    version: &LakeVersion,
    paths: &[PathBuf],
) -> Result<Vec<MediaFile>, ImportError> {
    let named = named(lake, version).await?;
    let found = if paths.is_empty() { of_works(&named) } else { under(paths)? };
    // Kept as they are found from everywhere, not only from here.
    let mut found: Vec<PathBuf> = found.into_iter().map(|path| std::path::absolute(&path).unwrap_or(path)).collect();
    found.sort();
    found.dedup();
    let mut by_name: BTreeMap<&str, Vec<&Named>> = BTreeMap::new();
    for row in &named {
        by_name.entry(last_part(&row.path)).or_default().push(row);
    }
    let tokens: BTreeSet<String> = found.iter().flat_map(|path| ids_in(path)).collect();
    let works = works_with_ids(lake, version, &tokens).await?;
    let files = found.into_iter().map(|path| {
        let work = by_manifest(&path, &by_name).or_else(|| by_id(&path, &works));
        MediaFile { path, work }
    });
    Ok(files.collect())
}

/// What the table `media` names.
async fn named(lake: &Lake, version: &LakeVersion) -> Result<Vec<Named>, ImportError> {
    let mut manifests: BTreeMap<String, PathBuf> = BTreeMap::new();
    each_row(lake, version, "imported_files", &["file_hash", "path"], |cells| {
        if let [Some(hash), Some(path)] = cells {
            let folder = Path::new(path.split('!').next().unwrap_or(path)).parent().map(Path::to_owned);
            manifests.insert(hash.chars().take(16).collect(), folder.unwrap_or_default());
        }
    })
    .await?;
    let mut rows = Vec::new();
    each_row(lake, version, "media", &["path", "post_id", "account_id", "kind", "source_id"], |cells| {
        let [Some(path), post, account, kind, source] = cells else { return };
        let work = post.map(|post| Work { post_id: post.to_owned(), account_id: account.map(str::to_owned) });
        rows.push(Named {
            path: (*path).to_owned(),
            work,
            folder: source.and_then(|source| manifests.get(file_of(source))).cloned(),
            is_video: *kind == Some("video") || has_ending(Path::new(path)),
        });
    })
    .await?;
    Ok(rows)
}

/// The files of works that are there: as the manifest says, seen from its folder or one above, or from here.
fn of_works(named: &[Named]) -> Vec<PathBuf> {
    let is_there = |path: &PathBuf| path.is_file();
    let place = |row: &Named| {
        let path = Path::new(&row.path);
        let folders = row.folder.iter().flat_map(|folder| folder.ancestors().take(FOLDERS_ABOVE));
        folders.map(|folder| folder.join(path)).find(is_there).or_else(|| Some(path.to_owned()).filter(is_there))
    };
    named.iter().filter(|row| row.is_video).filter_map(place).collect()
}

/// Videos under the paths, through all folders.
fn under(paths: &[PathBuf]) -> Result<Vec<PathBuf>, ImportError> {
    let mut found = Vec::new();
    let mut waiting: Vec<(PathBuf, bool)> = paths.iter().map(|path| (path.clone(), true)).collect();
    while let Some((path, is_named)) = waiting.pop() {
        if !path.exists() {
            return Err(ImportError::NoSuchPath(path));
        }
        if path.is_dir() {
            let children = std::fs::read_dir(&path).map_err(|source| ImportError::Io { path: path.clone(), source })?;
            for child in children {
                let child = child.map_err(|source| ImportError::Io { path: path.clone(), source })?.path();
                // A link inside a folder could lead in a circle.
                if !child.is_symlink() {
                    waiting.push((child, false));
                }
            }
        } else if is_named || has_ending(&path) {
            found.push(path);
        }
    }
    Ok(found)
}

fn has_ending(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The work whose manifest names this file: the one row whose path is the end of the file's.
fn by_manifest(path: &Path, by_name: &BTreeMap<&str, Vec<&Named>>) -> Option<Work> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let rows = by_name.get(last_part(&shown))?;
    let matching: Vec<&Work> = rows
        .iter()
        .filter(|row| {
            let named = row.path.replace('\\', "/");
            let named = named.trim_start_matches("./");
            shown == named || shown.ends_with(&format!("/{named}")) || named.ends_with(&format!("/{shown}"))
        })
        .filter_map(|row| row.work.as_ref())
        .collect();
    let first = matching.first()?;
    matching.iter().all(|work| work.post_id == first.post_id).then(|| (*first).clone())
}

/// Runs of letters and digits in the last parts of a path that may be a platform's id.
fn ids_in(path: &Path) -> Vec<String> {
    let parts: Vec<String> = path.iter().rev().take(3).map(|part| part.to_string_lossy().into_owned()).collect();
    let mut ids = Vec::new();
    for part in &parts {
        let pieces = part.split(|c: char| !c.is_ascii_alphanumeric()).filter(|piece| piece.len() >= SHORTEST_ID);
        ids.extend(pieces.filter(|piece| piece.bytes().any(|byte| byte.is_ascii_digit())).map(str::to_owned));
    }
    ids
}

/// Works by those ids; an id that two works have names none.
async fn works_with_ids(
    lake: &Lake,
    version: &LakeVersion,
    ids: &BTreeSet<String>,
) -> Result<BTreeMap<String, Option<Work>>, ImportError> {
    let mut works: BTreeMap<String, Option<Work>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(works);
    }
    each_row(lake, version, "posts", &["native_id", "post_id", "account_id"], |cells| {
        let [Some(native), Some(post), account] = cells else { return };
        if !ids.contains(*native) {
            return;
        }
        let work = Work { post_id: (*post).to_owned(), account_id: account.map(str::to_owned) };
        works
            .entry((*native).to_owned())
            .and_modify(|known| {
                if known.as_ref().is_some_and(|known| known.post_id != work.post_id) {
                    *known = None;
                }
            })
            .or_insert_with(|| Some(work.clone()));
    })
    .await?;
    Ok(works)
}

fn by_id(path: &Path, works: &BTreeMap<String, Option<Work>>) -> Option<Work> {
    ids_in(path).iter().find_map(|id| works.get(id).cloned().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_in_file_and_folder_names() {
        let found = ids_in(Path::new("data/douyin/videos/7123456789012345678/0.mp4"));
        assert_eq!(found, ["7123456789012345678"]);
        assert_eq!(ids_in(Path::new("样例 [BV1xx411c7mD].mp4")), ["BV1xx411c7mD"]);
        assert!(ids_in(Path::new("2021-02-25/part-0001.mp4")).is_empty());
    }

    #[test]
    fn a_manifest_names_the_end_of_a_path() {
        let work = |post: &str| Some(Work { post_id: post.to_owned(), account_id: None });
        let row =
            |path: &str, post: &str| Named { path: path.to_owned(), work: work(post), folder: None, is_video: true };
        let (one, two) = (row("./a/0.mp4", "p1"), row("b/0.mp4", "p2"));
        let by_name = BTreeMap::from([("0.mp4", vec![&one, &two])]);
        assert_eq!(by_manifest(Path::new("/x/a/0.mp4"), &by_name), work("p1"));
        assert_eq!(by_manifest(Path::new("/x/c/0.mp4"), &by_name), None);
    }
}
