//! Keys on disk: readable by the owner alone, made once, never overwritten.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::WorkspaceError;

/// The key of the demo, which is published so that everybody gets the same pseudonyms for its fictional citizens.
pub(super) fn published_demo_key() -> [u8; 32] {
    Sha256::digest(b"mingjian published demo key, for fictional data only").into()
}

/// Makes a folder readable by its owner alone, where the system knows owners.
pub(super) fn owner_only(path: &Path) -> Result<(), WorkspaceError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(WorkspaceError::io(path))?;
    }
    Ok(())
}

/// The key in this file; a new one if there is no file yet.
pub(super) fn read_or_make(path: &Path) -> Result<[u8; 32], WorkspaceError> {
    match fs::read_to_string(path) {
        Ok(text) => parse(text.trim()).ok_or_else(|| WorkspaceError::Key { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(path),
        Err(source) => Err(WorkspaceError::Io { path: path.to_owned(), source }),
    }
}

fn make(path: &Path) -> Result<[u8; 32], WorkspaceError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(WorkspaceError::io(folder))?;
    owner_only(folder)?;
    let mut key = [0; 32];
    getrandom::fill(&mut key)
        .map_err(|error| WorkspaceError::Io { path: path.to_owned(), source: io::Error::other(error.to_string()) })?;
    // Written in full under another name, then linked: of two programs that make the key at once, the first wins
    // and the other reads it; nobody ever sees half a key.
    let draft = path.with_extension(format!("draft-{}", uuid::Uuid::now_v7()));
    write_private(&draft, model::id::hex(&key).as_bytes()).map_err(WorkspaceError::io(&draft))?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft).map_err(WorkspaceError::io(&draft))?;
    match linked {
        Ok(()) => {
            fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(WorkspaceError::io(folder))?;
            Ok(key)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read_or_make(path),
        Err(source) => Err(WorkspaceError::Io { path: path.to_owned(), source }),
    }
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.write_all(b"\n")?;
    file.sync_all()
}

fn parse(text: &str) -> Option<[u8; 32]> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let bytes: Vec<u8> = digits?.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    if text.len() == 64 { bytes.try_into().ok() } else { None }
}
