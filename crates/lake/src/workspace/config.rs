//! `mingjian.toml`.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{CreateOptions, WorkspaceError};

/// The format this program writes; it also reads all earlier ones.
pub const FORMAT_VERSION: i64 = 1;

/// The value of `person_key` that stands for the published key of the demo.
const PUBLISHED: &str = "published-demo-key";

/// The settings of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceConfig {
    /// Format of the workspace; a newer one than [`FORMAT_VERSION`] is refused.
    pub format_version: i64,
    /// Division code the workspace looks after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
    /// Audit profile used when none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Where the catalogue is, if not `lake/catalog.db`: `sqlite:PATH` or `postgres://…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lake_url: Option<String>,
    /// Where the data files are, if not `lake/data/`: `file:PATH` or `s3://…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_url: Option<String>,
    /// `published-demo-key` in the demo; absent where the key is a secret in `keys/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_key: Option<String>,
}

impl WorkspaceConfig {
    pub(super) fn new(options: &CreateOptions) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            jurisdiction: options.jurisdiction.clone(),
            profile: options.profile.clone(),
            lake_url: options.lake_url.clone(),
            data_url: options.data_url.clone(),
            person_key: options.published_demo_key.then(|| PUBLISHED.to_owned()),
        }
    }

    pub(super) fn parse(text: &str, folder: &Path, path: &Path) -> Result<Self, WorkspaceError> {
        let wrong = |what: String| WorkspaceError::Config { path: path.to_owned(), what };
        // The version first: a newer file may hold keys that this program would call mistakes.
        let table: toml::Table = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
        let found = table.get("format_version").and_then(toml::Value::as_integer);
        let found = found.ok_or_else(|| wrong(format!("`format_version = {FORMAT_VERSION}` is missing")))?;
        if found > FORMAT_VERSION {
            return Err(WorkspaceError::Newer { folder: folder.to_owned(), found, known: FORMAT_VERSION });
        }
        let config: Self = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
        match config.person_key.as_deref() {
            None | Some(PUBLISHED) => Ok(config),
            Some(_) => Err(wrong(format!(
                "`person_key` can only be \"{PUBLISHED}\"; leave it out to use the secret key in keys/"
            ))),
        }
    }

    pub(super) fn render(&self, path: &Path) -> Result<String, WorkspaceError> {
        toml::to_string(self).map_err(|error| WorkspaceError::Config { path: path.to_owned(), what: error.to_string() })
    }

    pub(super) fn uses_published_key(&self) -> bool {
        self.person_key.as_deref() == Some(PUBLISHED)
    }
}
