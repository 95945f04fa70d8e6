//! Where a lake is: its catalogue and its data.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use object_store::ObjectStore;

use crate::error::LakeError;
use crate::workspace::Workspace;

/// Where the catalogue is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogLocation {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL database, `postgres://…`.
    Postgres(String),
}

/// Where the data files are.
#[derive(Clone)]
pub enum DataLocation {
    /// A folder.
    Folder(PathBuf),
    /// An S3-compatible store, `s3://bucket/prefix`; credentials come from the usual `AWS_…` variables.
    S3(String),
    /// A store made by the caller, with the name it goes by in messages and in the catalogue.
    Store(String, Arc<dyn ObjectStore>),
}

/// Where a lake is.
#[derive(Debug, Clone)]
pub struct LakeLocation {
    /// The catalogue.
    pub catalog: CatalogLocation,
    /// The data files.
    pub data: DataLocation,
    /// How long to wait for another writer before saying that the lake is busy.
    pub busy_timeout: Duration,
}

impl LakeLocation {
    /// A lake in the folder `lake/` of a workspace: `catalog.db` beside `data/`.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            catalog: CatalogLocation::Sqlite(folder.join("catalog.db")),
            data: DataLocation::Folder(folder.join("data")),
            busy_timeout: Duration::from_secs(30),
        }
    }

    /// The location as written in `mingjian.toml`: the defaults of the folder where a URL is absent.
    ///
    /// # Errors
    /// [`LakeError::Location`] for a scheme that is not known.
    pub fn from_urls(folder: &Path, lake_url: Option<&str>, data_url: Option<&str>) -> Result<Self, LakeError> {
        let mut location = Self::in_folder(folder);
        if let Some(url) = lake_url {
            location.catalog = match url.split_once(':') {
                Some(("postgres" | "postgresql", _)) => CatalogLocation::Postgres(url.to_owned()),
                Some(("sqlite", path)) => CatalogLocation::Sqlite(below(folder, path)),
                _ => {
                    return Err(LakeError::Location {
                        what: "lake_url",
                        url: url.to_owned(),
                        why: "write sqlite:PATH or postgres://USER@HOST/DATABASE".to_owned(),
                    });
                }
            };
        }
        if let Some(url) = data_url {
            location.data = match url.split_once(':') {
                Some(("s3", _)) => DataLocation::S3(url.to_owned()),
                Some(("file", path)) => DataLocation::Folder(below(folder, path)),
                _ => {
                    return Err(LakeError::Location {
                        what: "data_url",
                        url: url.to_owned(),
                        why: "write file:PATH or s3://BUCKET/PREFIX".to_owned(),
                    });
                }
            };
        }
        Ok(location)
    }

    /// What the catalogue is called in messages; a password in a URL is left out.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.catalog {
            CatalogLocation::Sqlite(path) => path.display().to_string(),
            CatalogLocation::Postgres(url) => match (url.split_once("://"), url.rsplit_once('@')) {
                (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://{rest}"),
                _ => url.clone(),
            },
        }
    }
}

/// A path after a scheme: `//` of a URL is dropped, relative ones count from the lake's folder.
fn below(folder: &Path, path: &str) -> PathBuf {
    folder.join(path.strip_prefix("//").unwrap_or(path))
}

impl fmt::Debug for DataLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => f.debug_tuple("Folder").field(path).finish(),
            Self::S3(url) => f.debug_tuple("S3").field(url).finish(),
            Self::Store(name, _) => f.debug_tuple("Store").field(name).finish(),
        }
    }
}

impl From<&Self> for LakeLocation {
    fn from(location: &Self) -> Self {
        location.clone()
    }
}

impl TryFrom<&Workspace> for LakeLocation {
    type Error = LakeError;

    fn try_from(workspace: &Workspace) -> Result<Self, LakeError> {
        let config = workspace.config();
        Self::from_urls(&workspace.lake_folder(), config.lake_url.as_deref(), config.data_url.as_deref())
    }
}
