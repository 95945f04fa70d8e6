//! Originals: hashed as handed in and, unless switched off, kept under their hash, readable by the owner alone.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::time::SystemTime;

use model::id::hex;
use sha2::{Digest, Sha256};

use crate::error::ImportError;

fn io(path: &Path, source: std::io::Error) -> ImportError {
    ImportError::Io { path: path.to_owned(), source }
}

/// SHA-256 of a file, 64 hex.
///
/// # Errors
/// What the file system says.
pub fn hash_file(path: &Path) -> Result<String, ImportError> {
    let mut file = File::open(path).map_err(|error| io(path, error))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0_u8; 1 << 20];
    loop {
        let read = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(io(path, error)),
        };
        hasher.update(buffer.get(..read).unwrap_or(&[]));
    }
    Ok(hex(&hasher.finalize()))
}

/// Size and time of the last change of a file: other values mean that somebody wrote to it. `None` where it is gone.
#[must_use]
pub fn stamp(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    let meta = std::fs::metadata(path).ok()?;
    Some((meta.len(), meta.modified().ok()))
}

/// Copies a file into `folder` under its hash, readable by the owner alone, unless it is there already.
///
/// # Errors
/// What the file system says.
pub fn keep(path: &Path, hash: &str, folder: &Path) -> Result<(), ImportError> {
    let target = folder.join(hash);
    if target.exists() {
        return Ok(());
    }
    // Under another name first: a copy cut short by a crash must not pass for the original.
    let mut copy =
        tempfile::Builder::new().prefix("keeping-").tempfile_in(folder).map_err(|error| io(folder, error))?;
    let mut original = File::open(path).map_err(|error| io(path, error))?;
    std::io::copy(&mut original, copy.as_file_mut()).map_err(|error| io(&target, error))?;
    copy.as_file_mut().flush().and_then(|()| copy.as_file().sync_all()).map_err(|error| io(&target, error))?;
    copy.persist(&target).map_err(|error| io(&target, error.error))?;
    Ok(())
}
