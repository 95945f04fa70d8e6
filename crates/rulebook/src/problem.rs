//! A mistake in the rulebook, told so that the author knows what to write instead.

use std::fmt;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, below `rulebook/`.
    pub path: String,
    /// The line, from 1, where it can be told.
    pub line: Option<usize>,
    /// What is wrong and what to write instead.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(path: &str, line: Option<usize>, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// The line (from 1) of the first line that contains the text.
pub(crate) fn line_containing(text: &str, wanted: &str) -> Option<usize> {
    text.lines().position(|line| line.contains(wanted)).map(|index| index + 1)
}

/// The line (from 1) on which a YAML or TOML key stands.
pub(crate) fn line_of_key(text: &str, key: &str) -> Option<usize> {
    let starts = |line: &str| {
        let rest = line.trim_start().trim_start_matches("- ").strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with([':', '=']))
    };
    text.lines().position(starts).map(|index| index + 1)
}

/// The line (from 1) in which the byte at this offset stands.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// Names for a message, in backquotes.
pub(crate) fn listed<I: IntoIterator<Item = S>, S: AsRef<str>>(names: I) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{}`", name.as_ref())).collect();
    if names.is_empty() { "(none)".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found() {
        let text = "a: 1\nlimit_days_more: 2\n  limit_days: 3\n[Z02]\nx = 4\n";
        assert_eq!(line_of_key(text, "limit_days"), Some(3));
        assert_eq!(line_of_key(text, "x"), Some(5));
        assert_eq!(line_of_key(text, "y"), None);
        assert_eq!(line_containing(text, "[Z02]"), Some(4));
        assert_eq!(line_at(text, 6), 2);
        assert_eq!(line_at(text, usize::MAX), 6);
    }
}
