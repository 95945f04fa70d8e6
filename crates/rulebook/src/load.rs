//! The rulebook as a whole: rules and profiles read from texts, embedded or handed in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use model::id::hash_hex;

use crate::problem::{Problem, line_of_key, listed};
use crate::profile::{Profile, ProfileFile, resolve};
use crate::rule::Rule;

/// The files of `rulebook/` as they were when the program was built.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// All rules and profiles.
#[derive(Debug, Clone)]
pub struct Rulebook {
    rules: BTreeMap<String, Rule>,
    profiles: BTreeMap<String, Profile>,
    hash: String,
}

/// The rulebook cannot be used; every mistake is listed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct LoadError {
    /// The mistakes, in the order of the files.
    pub problems: Vec<Problem>,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the rulebook cannot be used:")?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

/// There is no such profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no profile `{name}`; known are {known}")]
pub struct UnknownProfile {
    /// The name asked for.
    pub name: String,
    /// The names there are.
    pub known: String,
}

impl Rulebook {
    /// The rulebook this program was built with.
    ///
    /// # Errors
    /// If it does not hold together, which the tests rule out.
    pub fn load_embedded() -> Result<Self, LoadError> {
        Self::load(EMBEDDED.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }

    /// The rulebook of these files, by path below `rulebook/` (`Z-liveness/Z02-stale/rule.sql`).
    ///
    /// # Errors
    /// Every mistake that keeps it from being used; [`Rulebook::check`] finds the finer ones.
    #[expect(clippy::needless_pass_by_value, reason = "whoever read the texts hands them over and keeps nothing")]
    pub fn load(files: BTreeMap<String, String>) -> Result<Self, LoadError> {
        let mut problems = Vec::new();
        let mut folders: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        let mut profile_files = BTreeMap::new();
        for (path, text) in &files {
            let Some((folder, file)) = path.rsplit_once('/') else { continue };
            if folder == "profiles" {
                match ProfileFile::parse(path, text) {
                    Ok(profile) => drop(profile_files.insert(profile.name().to_owned(), profile)),
                    Err(more) => problems.extend(more),
                }
            } else {
                folders.entry(folder).or_default().insert(file, text);
            }
        }
        let mut rules: BTreeMap<String, Rule> = BTreeMap::new();
        for (folder, texts) in folders {
            match Rule::read(folder, &texts) {
                Err(more) => problems.extend(more),
                Ok(rule) => {
                    if let Some(other) = rules.get(rule.code()) {
                        let message =
                            format!("{} is already the code of {}; choose another", rule.code(), other.folder);
                        let path = format!("{folder}/rule.md");
                        problems.push(Problem::new(&path, line_of_key(&rule.text, "code"), message));
                    } else {
                        rules.insert(rule.code().to_owned(), rule);
                    }
                }
            }
        }
        // A rule that could not be read would make every profile that names it look wrong.
        let mut profiles = BTreeMap::new();
        if problems.is_empty() {
            for file in profile_files.values() {
                problems.extend(file.check(&rules));
            }
        }
        if problems.is_empty() {
            for file in profile_files.values() {
                match resolve(file, &profile_files, &rules) {
                    Ok(profile) => drop(profiles.insert(profile.name.clone(), profile)),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        if !problems.is_empty() {
            let unique: BTreeSet<Problem> = problems.into_iter().collect();
            return Err(LoadError { problems: unique.into_iter().collect() });
        }
        let parts: Vec<&str> = files.iter().flat_map(|(path, text)| [path.as_str(), text.as_str()]).collect();
        Ok(Self { hash: hash_hex(&parts), rules, profiles })
    }

    /// Every rule by code.
    #[must_use]
    pub fn rules(&self) -> &BTreeMap<String, Rule> {
        &self.rules
    }

    /// Every profile by name.
    #[must_use]
    pub fn profiles(&self) -> &BTreeMap<String, Profile> {
        &self.profiles
    }

    /// The profile with this name, everything inherited.
    ///
    /// # Errors
    /// If there is none.
    pub fn profile(&self, name: &str) -> Result<&Profile, UnknownProfile> {
        let unknown = || UnknownProfile { name: name.to_owned(), known: listed(self.profiles.keys()) };
        self.profiles.get(name).ok_or_else(unknown)
    }

    /// SHA-256 over all files; part of an audit's identity.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }
}
