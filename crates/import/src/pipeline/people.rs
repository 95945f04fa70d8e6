//! Citizens: keyed hashes that join all eras of collectors and say nothing to whoever has no key.

use hmac::{Hmac, KeyInit, Mac};
use model::Platform;
use model::id::hex;
use sha2::Sha256;

/// Makes the pseudonyms of one workspace.
#[derive(Clone)]
pub struct People {
    keyed: Hmac<Sha256>,
}

impl std::fmt::Debug for People {
    // The key must not get into a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("People")
    }
}

impl People {
    /// With the workspace's key.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        // HMAC takes keys of any length, so 32 bytes never fail.
        let keyed = Hmac::<Sha256>::new_from_slice(key)
            .unwrap_or_else(|_| Hmac::<Sha256>::new(&hmac::digest::Key::<Hmac<Sha256>>::default()));
        Self { keyed }
    }

    /// The pseudonym of the person with this creator hash (first 16 hex of SHA-256 over the uid): 32 hex.
    #[must_use]
    pub fn person_key(&self, platform: Platform, creator_hash: &str) -> String {
        let mut keyed = self.keyed.clone();
        keyed.update(platform.id().as_bytes());
        keyed.update(creator_hash.as_bytes());
        let mut key = hex(&keyed.finalize().into_bytes());
        key.truncate(32);
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_one_key_and_another_workspace_another() {
        let hash = model::id::creator_hash("880001");
        let people = People::new(&[7; 32]);
        let key = people.person_key(Platform::Douyin, &hash);
        assert_eq!(key.len(), 32);
        assert_eq!(key, People::new(&[7; 32]).person_key(Platform::Douyin, &hash));
        assert_ne!(key, people.person_key(Platform::Weibo, &hash));
        assert_ne!(key, People::new(&[8; 32]).person_key(Platform::Douyin, &hash));
    }
}
