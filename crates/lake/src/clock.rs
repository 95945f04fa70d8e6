//! The one place of this crate that reads the clock.
//!
//! What an import says about time is handed in ([`crate::CommitInfo`]). Only the signs of life of running writers and
//! the age of left-over files are measured against the machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use model::Micros;

/// Now. A clock before 1970 counts as 1970.
#[expect(clippy::disallowed_methods, reason = "signs of life and the age of files are measured, not computed")]
pub fn now() -> Micros {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}
