//! Ids: short, stable, derived from what a row *is*, so that the same thing seen twice gets the same id.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::Platform;

/// Lower-case hex of a SHA-256 over the parts, each ended by a byte that text cannot hold, so that
/// `("ab", "c")` and `("a", "bc")` differ. 64 characters.
#[must_use]
pub fn hash_hex(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0xff]);
    }
    hex(&hasher.finalize())
}

/// Lower-case hex of the SHA-256 of bytes. 64 characters.
#[must_use]
pub fn bytes_hash_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing into a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

fn prefixed(prefix: char, hex_chars: usize, parts: &[&str]) -> String {
    let hash = hash_hex(parts);
    format!("{prefix}{}", &hash[..hex_chars])
}

/// `a` + 16 hex: an account, from its platform and the first identifier it was ever seen with
/// (as `kind:value`, for example `uid:104255897823`). Assigned at first sight, never reused.
#[must_use]
pub fn account_id(platform: Platform, first_identifier: &str) -> String {
    prefixed('a', 16, &["account", platform.id(), first_identifier])
}

/// `p` + 20 hex: a post, from its platform and the platform's own id.
#[must_use]
pub fn post_id(platform: Platform, native_id: &str) -> String {
    prefixed('p', 20, &["post", platform.id(), native_id])
}

/// `c` + 20 hex: a comment, from its platform and the platform's own id.
#[must_use]
pub fn comment_id(platform: Platform, native_id: &str) -> String {
    prefixed('c', 20, &["comment", platform.id(), native_id])
}

/// `u` + 16 hex: a unit, from its code where one was filed, else from its normalised name and jurisdiction.
#[must_use]
pub fn unit_id(code_or_name: &str, jurisdiction: &str) -> String {
    prefixed('u', 16, &["unit", code_or_name, jurisdiction])
}

/// `r` + 20 hex: the key of a row that has no id of its own (a snapshot, an alias, a filed row), from what it says.
#[must_use]
pub fn row_id(table: &str, parts: &[&str]) -> String {
    let mut all = Vec::with_capacity(parts.len() + 1);
    all.push(table);
    all.extend_from_slice(parts);
    prefixed('r', 20, &all)
}

/// The first 32 hex of a SHA-256 over rule code, subject and incident key: the same incident keeps its id
/// from quarter to quarter.
#[must_use]
pub fn finding_id(rule_code: &str, subject_id: &str, incident_key: &str) -> String {
    hash_hex(&[rule_code, subject_id, incident_key])[..32].to_owned()
}

/// What collectors of the third era write instead of a user id: the first 16 hex of SHA-256 over the raw id as text.
#[must_use]
pub fn creator_hash(uid: &str) -> String {
    hex(&Sha256::digest(uid.as_bytes()))[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_depend_on_where_the_parts_end() {
        assert_ne!(hash_hex(&["ab", "c"]), hash_hex(&["a", "bc"]));
        assert_ne!(post_id(Platform::Douyin, "1"), post_id(Platform::Kuaishou, "1"));
        assert_eq!(account_id(Platform::Douyin, "uid:1").len(), 17);
    }

    #[test]
    fn creator_hash_is_the_plain_sha256_prefix() {
        // sha256("abc") = ba7816bf8f01cfea…
        assert_eq!(creator_hash("abc"), "ba7816bf8f01cfea");
    }
}
