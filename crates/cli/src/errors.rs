//! What the libraries say when something fails, as messages of the catalogue with the library's words as detail.

use std::io;
use std::path::Path;

use audit::AuditError;
use engine::EngineError;
use import::ImportError;
use lake::{LakeError, WorkspaceError};

use crate::failure::Failure;

/// An error of the file system, telling a full disk and missing permission apart.
pub fn io(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Failure::not_done("error-disk-full").with("place", path)
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Failure::not_done("error-no-permission").with("place", path).detail(error)
        }
        io::ErrorKind::NotFound => Failure::not_done("error-no-such-file").with("path", path),
        _ => Failure::not_done("error-io").with("path", path).detail(error),
    }
}

impl From<WorkspaceError> for Failure {
    fn from(error: WorkspaceError) -> Self {
        match &error {
            WorkspaceError::NotAWorkspace { folder } => {
                Self::not_done("error-not-a-workspace").with("folder", folder.display())
            }
            WorkspaceError::NoneAbove { .. } => Self::not_done("error-no-workspace"),
            WorkspaceError::Newer { folder, found, known } => Self::not_done("error-newer-workspace")
                .with("folder", folder.display())
                .with("found", found)
                .with("known", known),
            WorkspaceError::Config { path, what } => {
                Self::not_done("error-config").with("path", path.display()).detail(what.trim())
            }
            WorkspaceError::Key { path } => Self::not_done("error-key").with("path", path.display()),
            WorkspaceError::Io { path, source } => io(path, source),
        }
    }
}

impl From<LakeError> for Failure {
    fn from(error: LakeError) -> Self {
        let known = match &error {
            LakeError::NoLake { .. } => Self::not_done("error-empty-workspace"),
            LakeError::NewerFormat { .. } => Self::not_done("error-newer-lake"),
            LakeError::UnknownVersion { version, oldest, latest } => {
                return Self::wrong_use("error-no-such-version")
                    .with("version", version)
                    .with("oldest", oldest)
                    .with("latest", latest);
            }
            LakeError::Busy { .. } => Self::not_done("error-busy"),
            LakeError::Overtaken { .. } => Self::not_done("error-overtaken"),
            LakeError::ReadOnly { place } => return Self::not_done("error-no-permission").with("place", place),
            LakeError::DiskFull { place } => return Self::not_done("error-disk-full").with("place", place),
            LakeError::Damaged { .. } => Self::not_done("error-damaged"),
            LakeError::Store { .. } | LakeError::Parquet { .. } => Self::not_done("error-data-file"),
            _ => Self::not_done("error-lake"),
        };
        match error {
            LakeError::Workspace(error) => error.into(),
            LakeError::Io { path, source } => io(Path::new(&path), &source),
            error => known.detail(error),
        }
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Lake(error) => error.into(),
            EngineError::Sql { message } => Self::wrong_use("error-sql").detail(message),
            EngineError::Syntax(message) => Self::wrong_use("error-sql-syntax").detail(message),
            EngineError::UnknownParam { name, known } => {
                Self::wrong_use("error-unknown-param").with("name", name).with("known", known)
            }
            EngineError::OutOfMemory { limit_mib, message } => {
                Self::not_done("error-memory").with("limit", limit_mib).detail(message)
            }
            EngineError::Run(message) => Self::not_done("error-query").detail(message),
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::NoSuchPath(path) => Self::not_done("error-no-such-file").with("path", path.display()),
            ImportError::Io { path, source } => io(&path, &source),
            ImportError::Archive { path, why } => {
                Self::not_done("error-archive").with("path", path.display()).detail(why)
            }
            ImportError::UnknownFormat { name, known } => {
                Self::wrong_use("error-unknown-format").with("name", name).with("known", known)
            }
            ImportError::Map { path, why } => Self::wrong_use("error-map").with("path", path.display()).detail(why),
            ImportError::Lake(error) => error.into(),
            ImportError::UnknownImport { asked, known } => {
                Self::wrong_use("error-unknown-import").with("name", asked).with("known", known)
            }
            ImportError::CannotUndo { import, files } => {
                Self::not_done("error-cannot-undo").with("import", import).with("files", files)
            }
            ImportError::UnknownAccount(name) => Self::wrong_use("error-unknown-account").with("name", name),
            ImportError::Merge(why) => Self::wrong_use("error-merge").detail(why),
            ImportError::Trace(_) => Self::wrong_use("error-trace"),
            ImportError::Mended { path, why } => {
                Self::wrong_use("error-mended").with("path", path.display()).detail(why)
            }
            ImportError::Accounting { path, read, counted } => {
                Self::not_done("error-accounting").with("path", path).with("read", read).with("counted", counted)
            }
            other => Self::not_done("error-import").detail(other),
        }
    }
}

impl From<AuditError> for Failure {
    fn from(error: AuditError) -> Self {
        match error {
            AuditError::Engine(error) => error.into(),
            other => Self::not_done("error-audit").detail(other),
        }
    }
}
