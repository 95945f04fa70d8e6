//! The word lists of a workspace: `lexicon/*.toml` beside `mingjian.toml` adds to the built-in ones.

use std::fs;

use text::lexicon::Lexicons;

use crate::context::Context;
use crate::errors;
use crate::failure::Failure;

/// No list of a workspace is larger.
const LARGEST_LIST: u64 = 4 << 20;

/// The built-in lists with those of the workspace, where there is one.
pub fn of_workspace(context: &Context) -> Result<Lexicons, Failure> {
    let mut files = Vec::new();
    // A text can be checked without any workspace.
    if let Ok(workspace) = context.workspace_or_error() {
        let folder = workspace.root().join("lexicon");
        if folder.is_dir() {
            let entries = fs::read_dir(&folder).map_err(|error| errors::io(&folder, &error))?;
            for entry in entries {
                let path = entry.map_err(|error| errors::io(&folder, &error))?.path();
                if path.extension().is_none_or(|extension| extension != "toml") {
                    continue;
                }
                let size = fs::metadata(&path).map_err(|error| errors::io(&path, &error))?.len();
                if size > LARGEST_LIST {
                    return Err(Failure::not_done("error-rule-file-too-large").with("path", path.display()));
                }
                let text = fs::read_to_string(&path).map_err(|error| errors::io(&path, &error))?;
                files.push((path.display().to_string(), text));
            }
        }
    }
    files.sort();
    Lexicons::with(&files).map_err(|error| Failure::not_done("error-word-list").detail(error))
}
