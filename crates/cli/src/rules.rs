//! The rulebook a command works with: the built-in one, or a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use lake::Workspace;
use rulebook::{Profile, Rule, Rulebook};

use crate::errors;
use crate::failure::Failure;
use crate::nearest::nearest;

/// The profile where neither the command line nor the workspace names one.
const DEFAULT_PROFILE: &str = "national";

/// No file of a rulebook is larger.
const LARGEST_FILE: u64 = 4 << 20;

/// The rulebook of a folder, or the built-in one.
pub fn load(folder: Option<&Path>) -> Result<Rulebook, Failure> {
    let loaded = match folder {
        Some(folder) => Rulebook::load(files(folder)?),
        None => Rulebook::load_embedded(),
    };
    loaded.map_err(|error| {
        let problems: Vec<String> = error.problems.iter().map(ToString::to_string).collect();
        Failure::not_done("error-rulebook").with("count", problems.len()).detail(problems.join("; "))
    })
}

/// The name of the profile a command works with: the one asked for, or the workspace's own.
pub fn profile_name(asked: Option<&str>, workspace: Option<&Workspace>) -> String {
    let own = || workspace.and_then(|workspace| workspace.config().profile.as_deref());
    asked.or_else(own).unwrap_or(DEFAULT_PROFILE).to_owned()
}

/// The files of a rulebook by path below its folder, with `/`.
pub fn files(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    if !folder.is_dir() {
        return Err(Failure::wrong_use("error-no-such-folder").with("path", folder.display()));
    }
    let mut files = BTreeMap::new();
    let mut open: Vec<(PathBuf, String)> = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| errors::io(&folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| errors::io(&folder, &error))?;
            let path = entry.path();
            let Ok(name) = entry.file_name().into_string() else { continue };
            let kind = entry.file_type().map_err(|error| errors::io(&path, &error))?;
            let extension = path.extension().and_then(|extension| extension.to_str());
            if kind.is_dir() && !name.starts_with('.') {
                open.push((path, format!("{prefix}{name}/")));
            } else if kind.is_file() && matches!(extension, Some("md" | "sql" | "yml" | "toml")) {
                let size = entry.metadata().map_err(|error| errors::io(&path, &error))?.len();
                if size > LARGEST_FILE {
                    return Err(Failure::not_done("error-rule-file-too-large").with("path", path.display()));
                }
                let text = fs::read_to_string(&path).map_err(|error| errors::io(&path, &error))?;
                files.insert(format!("{prefix}{name}"), text);
            }
        }
    }
    Ok(files)
}

/// The profile with this name.
pub fn profile<'a>(rulebook: &'a Rulebook, name: &str) -> Result<&'a Profile, Failure> {
    rulebook.profile(name).map_err(|_| {
        let known = nearest(name, rulebook.profiles().keys().map(String::as_str)).join(", ");
        Failure::wrong_use("error-unknown-profile").with("name", name).with("known", known)
    })
}

/// The rule with this code, whatever its case.
pub fn rule<'a>(rulebook: &'a Rulebook, code: &str) -> Result<&'a Rule, Failure> {
    rulebook.rules().values().find(|rule| rule.code().eq_ignore_ascii_case(code)).ok_or_else(|| {
        let known = nearest(code, rulebook.rules().keys().map(String::as_str)).join(", ");
        Failure::wrong_use("error-unknown-rule").with("name", code).with("known", known)
    })
}
