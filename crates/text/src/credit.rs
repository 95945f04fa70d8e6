//! Does a text say where its material comes from? (`lexicon/attribution.toml`)

use std::sync::LazyLock;

use crate::lexicon::{Lexicons, TagId};
use crate::normalise::{self, Reading};

static CREDIT: LazyLock<Option<TagId>> = LazyLock::new(|| Lexicons::embedded().tag("attribution", "credit"));

/// Where a text names a source: start and number of characters of the text as published; nothing where it names none.
#[must_use]
pub fn read(text: &str) -> Option<(u32, u32)> {
    read_of(&normalise::read(text))
}

/// As [`read`], of a text that was read before.
#[must_use]
pub fn read_of(reading: &Reading<'_>) -> Option<(u32, u32)> {
    let hits = Lexicons::embedded().scan(&reading.hard);
    let first = hits.with_tag((*CREDIT)?).next()?;
    Some(reading.original_chars(first.start, first.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_found_where_it_stands() {
        assert_eq!(read("山火已扑灭（来源：云岫融媒）"), Some((6, 2)));
        assert_eq!(read("村民有了新的收入来源"), None);
        assert_eq!(read(""), None);
    }
}
