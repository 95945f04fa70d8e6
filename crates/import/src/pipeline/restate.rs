//! What was known already: which record said it again. Nothing is added to the lake's facts, but who else states them is
//! kept, so that a row can name all its sources and taking back one import does not take away what another one says.

use std::hash::{DefaultHasher, Hash, Hasher};

use model::id::row_id;
use model::tables::Restatement;

use super::assemble::Assembler;
use crate::entry::Identity;
use crate::error::ReadError;
use crate::identity::resolver::{AccountIndex, stated_aliases};

impl Assembler<'_> {
    /// A known row was stated again.
    pub(super) fn restate(&mut self, table: &'static str, row: &str, source_id: &str) -> Result<(), ReadError> {
        self.restated += 1;
        let restated = Restatement {
            restatement_id: Some(row_id("restatements", &[table, row, source_id])),
            table_name: Some(table.to_owned()),
            known_id: Some(row.to_owned()),
            source_id: Some(source_id.to_owned()),
            observed_at: Some(self.source.now),
        };
        self.push(&restated)
    }

    /// The identifiers of an account that were known already, once for each file: every work of a crawl gives the same.
    pub(super) fn identifiers_again(
        &mut self,
        account: AccountIndex,
        account_id: &str,
        identity: &Identity,
        fresh: &[String],
        source_id: &str,
    ) -> Result<(), ReadError> {
        let mut hasher = DefaultHasher::new();
        let filed_name = identity.name.as_ref().filter(|_| identity.name_is_filed);
        let Identity { uid, sec_uid, short_id, unique_id, url, creator_hash, .. } = identity;
        (uid, sec_uid, short_id, unique_id, url, creator_hash, filed_name).hash(&mut hasher);
        if !self.told.insert((account, hasher.finish())) {
            return Ok(());
        }
        for alias_id in stated_aliases(account_id, identity) {
            if !fresh.contains(&alias_id) {
                self.restate("account_aliases", &alias_id, source_id)?;
            }
        }
        Ok(())
    }
}
