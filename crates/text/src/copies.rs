//! Exact copies: texts that say the same after hard normalising share a key.

use sha2::{Digest, Sha256};

use crate::normalise::hard;

/// The key of a text and how much of it there was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextKey {
    /// Equal for equal texts; the first 64 bits of a SHA-256.
    pub key: i64,
    /// Characters the key was made of.
    pub chars: u32,
}

/// The key of a work's title and content, punctuation, blanks and emoji left out. Platforms repeat the description, or its
/// beginning, as the title: it is then counted once. `None` when nothing is left.
#[must_use]
pub fn text_key(title: Option<&str>, content: Option<&str>) -> Option<TextKey> {
    let title = bare(title);
    let content = bare(content);
    let rest = content.strip_prefix(title.as_str()).unwrap_or(&content);
    let chars = u32::try_from(title.chars().count() + rest.chars().count()).unwrap_or(u32::MAX);
    if chars == 0 {
        return None;
    }
    let digest = Sha256::new().chain_update(title.as_bytes()).chain_update(rest.as_bytes()).finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    Some(TextKey { key: i64::from_be_bytes(first), chars })
}

fn bare(text: Option<&str>) -> String {
    let mut normalised = text.map(|text| hard(text).text).unwrap_or_default();
    normalised.retain(char::is_alphanumeric);
    normalised
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_keys() {
        let key = text_key(None, Some("今日天气晴，请注意防晒！"));
        assert_eq!(key, text_key(None, Some("今日天氣晴 请注意防晒!!!!")));
        assert_eq!(key, text_key(Some("今日天气晴，请注意防晒！"), None));
        assert_eq!(key, text_key(Some("今日天气晴，请注意防晒！"), Some("今日天气晴，请注意防晒！")));
        assert_eq!(key, text_key(Some("今日天气晴"), Some("今日天气晴，请注意防晒！")));
        assert_ne!(key, text_key(None, Some("今日天气阴，请注意防晒！")));
        assert_eq!(key.map(|key| key.chars), Some(10));
    }

    #[test]
    fn nothing_left_is_no_key() {
        assert_eq!(text_key(None, None), None);
        assert_eq!(text_key(Some("😀！"), Some("  ")), None);
    }
}
