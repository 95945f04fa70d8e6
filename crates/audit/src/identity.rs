//! What makes two audits the same audit.

use model::{Day, id};
use serde::{Deserialize, Serialize};

/// The identity of an audit. Same identity, same bytes of findings, on any machine and with any number of threads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Version of the lake that was read.
    pub lake_version: i64,
    /// Hash over rulebook, lexicon and gazetteer.
    pub rulebook_hash: String,
    /// Version of the program.
    pub program_version: String,
    /// Name of the profile.
    pub profile: String,
    /// Hash of the profile with its inheritance resolved.
    pub profile_hash: String,
    /// Monitoring day; the audit is cut at its end.
    pub as_of: Day,
}

impl Identity {
    /// Folder name and id of the audit: day, profile and 12 hex over everything.
    #[must_use]
    pub fn audit_id(&self) -> String {
        let hash = id::hash_hex(&[
            &self.lake_version.to_string(),
            &self.rulebook_hash,
            &self.program_version,
            &self.profile,
            &self.profile_hash,
            &self.as_of.to_string(),
        ]);
        format!("{}-{}-{}", self.as_of, self.profile, &hash[..12])
    }
}
