//! Generated files: written, or compared with what stands there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// The root of the checkout.
#[must_use]
pub fn root() -> PathBuf {
    // xtask lies directly below the root.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// Files to be, by path below the root.
#[derive(Debug, Default)]
pub struct FileSet {
    files: BTreeMap<String, Vec<u8>>,
}

impl FileSet {
    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), content.into());
    }

    /// Writes the files and removes what else stands in `owned` (a folder below the root that holds generated files only).
    pub fn write(&self, owned: Option<&str>) -> anyhow::Result<()> {
        let root = root();
        for stray in self.strays(owned)? {
            fs::remove_file(root.join(&stray)).with_context(|| format!("cannot remove {stray}"))?;
        }
        for (path, content) in &self.files {
            let target = root.join(path);
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder).with_context(|| format!("cannot create the folder of {path}"))?;
            }
            if fs::read(&target).ok().as_deref() != Some(content) {
                fs::write(&target, content).with_context(|| format!("cannot write {path}"))?;
                eprintln!("wrote {path}");
            }
        }
        Ok(())
    }

    /// Fails with the names of files that are missing, differ or should not be there.
    pub fn check(&self, owned: Option<&str>, command: &str) -> anyhow::Result<()> {
        let root = root();
        let mut wrong: Vec<String> = Vec::new();
        for (path, content) in &self.files {
            match fs::read(root.join(path)) {
                Ok(found) if &found == content => {}
                Ok(_) => wrong.push(format!("{path} differs")),
                Err(_) => wrong.push(format!("{path} is missing")),
            }
        }
        wrong.extend(self.strays(owned)?.into_iter().map(|path| format!("{path} is not generated any more")));
        if wrong.is_empty() {
            eprintln!("{} generated files are fresh", self.files.len());
            return Ok(());
        }
        bail!("{}\nrun `{command}` and commit what it writes", wrong.join("\n"))
    }

    fn strays(&self, owned: Option<&str>) -> anyhow::Result<Vec<String>> {
        let mut strays = Vec::new();
        let Some(owned) = owned else { return Ok(strays) };
        let mut folders = vec![owned.to_owned()];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(root().join(&folder)) else { continue };
            for entry in entries {
                let entry = entry?;
                let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
                if entry.file_type()?.is_dir() {
                    folders.push(path);
                } else if !self.files.contains_key(&path) {
                    strays.push(path);
                }
            }
        }
        strays.sort();
        Ok(strays)
    }
}
