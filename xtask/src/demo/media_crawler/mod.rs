//! The collector's exports, in its own folders and file names: Douyin and Kuaishou as JSON lines and bilibili as CSV
//! of the second era (with user ids), Weibo as CSV and Xiaohongshu as JSON lines of the third (hashes and masked names).

mod bilibili;
mod douyin;
mod kuaishou;
mod weibo;
mod xiaohongshu;

pub use douyin::write_search;
use model::{Day, Platform};
use serde_json::Value;

use super::account::{Account, Collected, day};
use crate::files::FileSet;

/// One run of the collector.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// Day of the run.
    pub on: Day,
    /// Folder it wrote to, below the root.
    pub folder: &'a str,
    /// The accounts it was told to visit.
    pub accounts: &'a [Account],
}

impl Run<'_> {
    /// The accounts of a platform that existed and that the collector reached.
    fn of(&self, platform: Platform) -> impl Iterator<Item = &Account> {
        self.accounts.iter().filter(move |account| {
            let reached = match account.collected {
                Collected::Complete => true,
                Collected::Until(last) => self.on <= day(last),
                Collected::Never => false,
            };
            account.platform == platform && account.opened <= self.on && reached
        })
    }

    /// Milliseconds since the epoch at which the n-th row was written: the run starts at 19:00.
    fn written(&self, n: usize) -> i64 {
        self.on.start().0 / 1_000 + 19 * 3_600_000 + i64::try_from(n).unwrap_or(0) * 700
    }

    fn path(&self, platform: &str, kind: &str, item: &str) -> String {
        format!("{}/{platform}/{kind}/creator_{item}_{}.{kind}", self.folder, self.on)
    }

    fn searched(&self, platform: &str, item: &str) -> String {
        format!("{}/{platform}/jsonl/search_{item}_{}.jsonl", self.folder, self.on)
    }
}

/// Adds the files of a run for the given platforms.
pub fn write(run: &Run, platforms: &[Platform], files: &mut FileSet) {
    for platform in platforms {
        match platform {
            Platform::Douyin => douyin::write(run, files),
            Platform::Kuaishou => kuaishou::write(run, files),
            Platform::Weibo => weibo::write(run, files),
            Platform::Bilibili => bilibili::write(run, files),
            _ => xiaohongshu::write(run, files),
        }
    }
}

/// One object a line.
fn json_lines(rows: &[Value]) -> String {
    let mut lines: Vec<String> = rows.iter().map(Value::to_string).collect();
    lines.push(String::new());
    lines.join("\n")
}

/// CSV as Python's csv module writes it after a byte-order mark.
fn csv(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = String::from("\u{feff}");
    let header: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
    for row in std::iter::once(&header).chain(rows) {
        let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn csv_cell(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_quotes_only_what_needs_it() {
        assert_eq!(csv(&["a", "b"], &[vec!["1,2".into(), "x\"y".into()]]), "\u{feff}a,b\r\n\"1,2\",\"x\"\"y\"\r\n");
    }
}
