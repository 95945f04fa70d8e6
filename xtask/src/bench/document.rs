//! bench/README.md: text by people, tables between markers.

use std::fs;

use anyhow::Context;

/// Puts the text between `<!-- NAME -->` and `<!-- end of NAME -->`.
pub fn replace(name: &str, text: &str) -> anyhow::Result<()> {
    let path = crate::files::root().join("bench/README.md");
    let document = fs::read_to_string(&path).context("cannot read bench/README.md")?;
    let changed = between(&document, name, text)
        .with_context(|| format!("bench/README.md has no markers `<!-- {name} -->` and `<!-- end of {name} -->`"))?;
    fs::write(&path, changed).context("cannot write bench/README.md")
}

fn between(document: &str, name: &str, text: &str) -> Option<String> {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- end of {name} -->"));
    let (before, rest) = document.split_once(&open)?;
    let (_, after) = rest.split_once(&close)?;
    Some(format!("{before}{open}\n{}\n{close}{after}", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_markers_changes() {
        let document = "a\n<!-- x -->\nold\n<!-- end of x -->\nb\n";
        assert_eq!(between(document, "x", "new").unwrap(), "a\n<!-- x -->\nnew\n<!-- end of x -->\nb\n");
        assert_eq!(between(document, "y", "new"), None);
    }
}
