//! Documents of bench/: text by people, tables between markers.

use std::fs;
use std::path::Path;

use anyhow::Context;

/// Puts the text between `<!-- NAME -->` and `<!-- end of NAME -->` of bench/README.md.
pub fn replace(name: &str, text: &str) -> anyhow::Result<()> {
    replace_in(&crate::files::root().join("bench/README.md"), name, text)
}

/// As [`replace`], in another document.
pub fn replace_in(path: &Path, name: &str, text: &str) -> anyhow::Result<()> {
    let shown = path.display();
    let document = fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    let changed = between(&document, name, text)
        .with_context(|| format!("{shown} has no markers `<!-- {name} -->` and `<!-- end of {name} -->`"))?;
    fs::write(path, changed).with_context(|| format!("cannot write {shown}"))
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
