//! Media files that collectors saved beside their records, tied to their works.

use model::id::{post_id, row_id};

use super::assemble::Assembler;
use crate::entry::MediaEntry;
use crate::error::ReadError;

impl Assembler<'_> {
    pub(super) fn media(&mut self, entry: MediaEntry, source_id: &str) -> Result<u64, ReadError> {
        let post = post_id(entry.platform, &entry.post_native_id);
        let mut file = entry.file;
        let path = file.path.clone().unwrap_or_default();
        let key = row_id("media", &[&post, &path]);
        if !self.state.is_new("media", &key) {
            self.restate("media", &key, source_id)?;
            return Ok(0);
        }
        let account = self.state.posts.account_of(&post).and_then(|account| self.state.resolver.account(account));
        file.account_id = account.map(|account| account.id.clone());
        file.media_id = Some(key);
        file.post_id = Some(post);
        file.source_id = Some(source_id.to_owned());
        file.observed_at = Some(entry.observed_at);
        self.push(&file)?;
        Ok(1)
    }
}
