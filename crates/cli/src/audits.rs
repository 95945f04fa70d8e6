//! The audits a workspace keeps: `audits/ID/`, immutable, and `audits/LATEST`, which names the one made last.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use audit::store::{self, AUDIT_JSON, AuditFiles};
use audit::{AuditResult, EarlierAudit, Identity};
use lake::Workspace;
use serde::Deserialize;

use crate::errors;
use crate::failure::Failure;
use crate::nearest::nearest;

/// Names the audit made last.
const LATEST: &str = "LATEST";

/// Whether an audit had to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It is new.
    New,
    /// The same audit with the same bytes was there.
    Known,
}

/// Keeps an audit. Written beside its place and moved there in one step; what is there already is compared, never touched.
pub fn keep(workspace: &Workspace, id: &str, files: &AuditFiles) -> Result<Stored, Failure> {
    let folder = workspace.audits();
    fs::create_dir_all(&folder).map_err(|error| errors::io(&folder, &error))?;
    let target = folder.join(id);
    let stored = if target.exists() { compare(&target, files)? } else { move_in(&folder, &target, files)? };
    let latest = folder.join(LATEST);
    replace(&latest, id.as_bytes()).map_err(|error| errors::io(&latest, &error))?;
    Ok(stored)
}

fn move_in(folder: &Path, target: &Path, files: &AuditFiles) -> Result<Stored, Failure> {
    let draft = tempfile::Builder::new().prefix(".draft-").tempdir_in(folder);
    let draft = draft.map_err(|error| errors::io(folder, &error))?;
    for (name, bytes) in files {
        let path = draft.path().join(name);
        write_synced(&path, bytes).map_err(|error| errors::io(&path, &error))?;
    }
    open_to_others(draft.path()).map_err(|error| errors::io(draft.path(), &error))?;
    sync_folder(draft.path());
    match fs::rename(draft.path(), target) {
        Ok(()) => {
            // Moved away: there is nothing left to clean up.
            let _ = draft.keep();
            sync_folder(folder);
            Ok(Stored::New)
        }
        // Another program made the same audit in the meantime.
        Err(_) if target.exists() => compare(target, files),
        Err(error) => Err(errors::io(target, &error)),
    }
}

/// A temporary folder is for its owner alone; an audit is as readable as the workspace.
fn open_to_others(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

fn compare(target: &Path, files: &AuditFiles) -> Result<Stored, Failure> {
    for (name, bytes) in files {
        let path = target.join(name);
        let there = fs::read(&path).map_err(|error| errors::io(&path, &error))?;
        if there != *bytes {
            return Err(Failure::not_done("error-audit-differs").with("path", path.display()));
        }
    }
    Ok(Stored::Known)
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(bytes)?;
    draft.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Where the system lets folders be synced; elsewhere the rename itself is all there is.
fn sync_folder(folder: &Path) {
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
}

/// The folder of an audit.
pub fn folder(workspace: &Workspace, id: &str) -> PathBuf {
    workspace.audits().join(id)
}

#[derive(Deserialize)]
struct Head {
    identity: Identity,
}

/// The audits there are, by monitoring day, lake version and id. Folders that hold no audit are passed over.
pub fn all(workspace: &Workspace) -> Result<Vec<(String, Identity)>, Failure> {
    let folder = workspace.audits();
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(errors::io(&folder, &error)),
    };
    let mut audits = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| errors::io(&folder, &error))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with('.') {
            continue;
        }
        let Ok(bytes) = fs::read(entry.path().join(AUDIT_JSON)) else { continue };
        let head: Head = serde_json::from_slice(&bytes).map_err(|error| {
            Failure::not_done("error-audit-damaged").with("path", entry.path().join(AUDIT_JSON).display()).detail(error)
        })?;
        audits.push((name, head.identity));
    }
    audits.sort_by(|(a_id, a), (b_id, b)| (a.as_of, a.lake_version, a_id).cmp(&(b.as_of, b.lake_version, b_id)));
    Ok(audits)
}

/// The id of the audit asked for: an id, its beginning where only one has it, or `latest`.
pub fn resolve(workspace: &Workspace, asked: &str) -> Result<String, Failure> {
    let audits = all(workspace)?;
    if audits.is_empty() {
        return Err(Failure::not_done("error-no-audit"));
    }
    if asked == "latest" {
        let named = fs::read_to_string(workspace.audits().join(LATEST)).unwrap_or_default();
        let named = audits.iter().find(|(id, _)| id == named.trim());
        return Ok(named.or(audits.last()).map(|(id, _)| id.clone()).unwrap_or_default());
    }
    let ids: Vec<&str> = audits.iter().map(|(id, _)| id.as_str()).filter(|id| id.starts_with(asked)).collect();
    if let Some(id) = ids.iter().find(|id| **id == asked) {
        return Ok((*id).to_owned());
    }
    match ids.as_slice() {
        [id] => Ok((*id).to_owned()),
        [] => {
            let known = nearest(asked, audits.iter().map(|(id, _)| id.as_str())).join(", ");
            Err(Failure::wrong_use("error-unknown-audit").with("id", asked).with("known", known))
        }
        several => Err(Failure::wrong_use("error-ambiguous-audit").with("id", asked).with("known", several.join(", "))),
    }
}

/// A stored audit as files.
fn files(folder: &Path) -> Result<AuditFiles, Failure> {
    let mut files = AuditFiles::new();
    let entries = fs::read_dir(folder).map_err(|error| errors::io(folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| errors::io(folder, &error))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if Path::new(&name).extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let path = entry.path();
        files.insert(name, fs::read(&path).map_err(|error| errors::io(&path, &error))?);
    }
    Ok(files)
}

/// A stored audit.
pub fn read(workspace: &Workspace, id: &str) -> Result<AuditResult, Failure> {
    let folder = folder(workspace, id);
    store::read(&files(&folder)?)
        .map_err(|error| Failure::not_done("error-audit-damaged").with("path", folder.display()).detail(error))
}

/// The audits that came before: same profile, an earlier monitoring day; of several for one day the one that saw most.
pub fn earlier(workspace: &Workspace, than: &Identity) -> Result<Vec<EarlierAudit>, Failure> {
    let mut audits: Vec<(String, Identity)> = all(workspace)?
        .into_iter()
        .filter(|(_, identity)| identity.profile == than.profile && identity.as_of < than.as_of)
        .collect();
    // Sorted by day and version: the last of a day stays.
    audits.reverse();
    audits.dedup_by_key(|(_, identity)| identity.as_of);
    audits
        .iter()
        .map(|(id, _)| {
            let folder = folder(workspace, id);
            store::read_earlier(id, &files(&folder)?)
                .map_err(|error| Failure::not_done("error-audit-damaged").with("path", folder.display()).detail(error))
        })
        .collect()
}
