//! Runs the program.

use std::path::Path;
use std::process::Command;

/// What a run said and how it ended.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Run {
    /// Standard output as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.stdout.clone()).unwrap()
    }

    /// Both outputs and the code, for snapshots; what differs from run to run is replaced.
    pub fn shown(&self, folder: &Path) -> String {
        let text = format!("code: {}\n--- stdout\n{}--- stderr\n{}", self.code.unwrap_or(-1), self.text(), self.stderr);
        steady(&text.replace(&folder.display().to_string(), "[DIR]"))
    }

    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", self.text(), self.stderr))
    }
}

/// Audit ids depend on word lists and rules; snapshots only show that there is one.
fn steady(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut words = line.to_owned();
        while let Some(start) = words.find("-national-") {
            let end = words.char_indices().skip_while(|(at, _)| *at < start + 10).find(|(_, c)| !c.is_ascii_hexdigit());
            let end = end.map_or(words.len(), |(at, _)| at);
            words.replace_range(start..end, "-profile-[ID]");
        }
        out.push_str(&words);
        out.push('\n');
    }
    out
}

/// Runs the program in a folder, without anything of the tester's own environment.
pub fn mingjian(folder: &Path, words: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_mingjian"))
        .args(words)
        .current_dir(folder)
        .env_remove("MINGJIAN_LANG")
        .env("USER", "tester")
        .output()
        .unwrap();
    Run { code: output.status.code(), stdout: output.stdout, stderr: String::from_utf8(output.stderr).unwrap() }
}
