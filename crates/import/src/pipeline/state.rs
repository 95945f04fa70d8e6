//! What an import knows while it runs, across its files.

use std::collections::{BTreeMap, HashMap};

use model::Platform;

use super::features::Quarters;
use super::known::{KeySet, KnownPosts};
use super::people::People;
use crate::identity::resolver::{AccountIndex, Resolver};

/// The state of one import.
#[derive(Debug)]
pub struct ImportState {
    /// Who is who.
    pub resolver: Resolver,
    /// Keys by table, for every table an importer may add to.
    pub keys: BTreeMap<&'static str, KeySet>,
    /// The works and their accounts.
    pub posts: KnownPosts,
    /// Hashes of the files read before, with their row counts.
    pub files: HashMap<String, u64>,
    /// The state kept per account and quarter.
    pub quarters: Quarters<AccountIndex>,
    /// The host unit of each account as last filed.
    pub units: HashMap<AccountIndex, String>,
    /// Names whose features were written, so that the common case costs one look-up.
    pub named: HashMap<AccountIndex, Vec<Box<str>>>,
    /// The last day and name a work's record told of its author.
    pub last_told: HashMap<AccountIndex, (i32, u64)>,
    /// Makes pseudonyms.
    pub people: People,
    /// Division code of the jurisdiction.
    pub jurisdiction: Option<String>,
}

impl ImportState {
    /// Nothing known yet.
    #[must_use]
    pub fn new(people: People, jurisdiction: Option<String>) -> Self {
        Self {
            resolver: Resolver::default(),
            keys: BTreeMap::new(),
            posts: KnownPosts::default(),
            files: HashMap::new(),
            quarters: Quarters::default(),
            units: HashMap::new(),
            named: HashMap::new(),
            last_told: HashMap::new(),
            people,
            jurisdiction,
        }
    }

    /// Adds a key of a table; `true` when nobody had it before.
    pub fn is_new(&mut self, table: &'static str, key: &str) -> bool {
        self.keys.entry(table).or_default().insert(key)
    }

    /// The account that wrote a comment, where it is one that speaks in public; a private person's account is never named.
    #[must_use]
    pub fn public_author(&self, platform: Platform, hash: &str) -> Option<&str> {
        let account = self.resolver.account(self.resolver.by_creator_hash(platform, hash)?)?;
        account.is_public.then_some(account.id.as_str())
    }
}
