//! One account, many identifiers: which account a record speaks of.
//!
//! Identifiers go before names, and a name joins only where a registry filed it. Two accounts are never merged here: where a
//! record gives identifiers of two, the first keeps them and the contradiction is written down as evidence.

use std::collections::{BTreeMap, HashMap};

use model::id::{account_id, creator_hash};
use model::{Platform, tables::AccountAlias};

use crate::entry::Identity;

/// The beginning of the evidence of an alias that does not count for look-ups.
pub const CONFLICT: &str = "conflict:";

/// The evidence of a creator hash made from a filed number that may or may not be the platform's own. It joins, but it
/// contradicts nothing.
const FILED_NUMBER: &str = "first 16 hex of SHA-256 over the filed number, should it be the uid";

/// A kind of identifier, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The platform's number.
    Uid,
    /// Douyin's public key.
    SecUid,
    /// The id people choose.
    UniqueId,
    /// The short number of older clients.
    ShortId,
    /// Address of the profile.
    Url,
    /// Hash of the uid.
    CreatorHash,
    /// Name as filed.
    Name,
}

impl Kind {
    /// The value of `account_aliases.kind`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Uid => "uid",
            Self::SecUid => "sec_uid",
            Self::UniqueId => "unique_id",
            Self::ShortId => "short_id",
            Self::Url => "url",
            Self::CreatorHash => "creator_hash",
            Self::Name => "name",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Uid, Self::SecUid, Self::UniqueId, Self::ShortId, Self::Url, Self::CreatorHash, Self::Name]
            .into_iter()
            .find(|kind| kind.id() == id)
    }
}

/// The index of an account in the resolver.
pub type AccountIndex = u32;

/// What is known of an account while importing.
#[derive(Debug, Clone)]
pub struct AccountState {
    /// Its id.
    pub id: String,
    /// Its platform.
    pub platform: Platform,
    /// Filed in a registry, or reading like a public body, or verified as one: its own comments may be named.
    pub is_public: bool,
    uid: Option<Box<str>>,
    sec_uid: Option<Box<str>>,
    creator_hash: Option<Box<str>>,
    unique_id: Option<Box<str>>,
}

/// What the resolver says of a record's account.
#[derive(Debug)]
pub struct Resolved {
    /// The account.
    pub account: AccountIndex,
    /// Seen for the first time.
    pub is_new: bool,
    /// Identifiers seen for the first time: kind, value, evidence.
    pub aliases: Vec<(Kind, String, String)>,
}

/// Knows every account of the lake and of this import by its identifiers.
#[derive(Debug, Default)]
pub struct Resolver {
    accounts: Vec<AccountState>,
    by_id: HashMap<String, AccountIndex>,
    identifiers: BTreeMap<(Platform, Kind), HashMap<Box<str>, AccountIndex>>,
    filed_names: HashMap<(Platform, Box<str>), Vec<AccountIndex>>,
    seen_names: HashMap<(Platform, Box<str>), Vec<AccountIndex>>,
}

impl Resolver {
    /// The account with this index.
    #[must_use]
    pub fn account(&self, index: AccountIndex) -> Option<&AccountState> {
        self.accounts.get(index as usize)
    }

    /// The account with this id.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<AccountIndex> {
        self.by_id.get(id).copied()
    }

    /// Marks an account as one whose comments may be named.
    pub fn set_public(&mut self, index: AccountIndex) {
        if let Some(account) = self.accounts.get_mut(index as usize) {
            account.is_public = true;
        }
    }

    /// Adds an account of the lake.
    pub fn load_account(&mut self, id: &str, platform: Platform, name: Option<&str>) -> AccountIndex {
        if let Some(index) = self.index_of(id) {
            return index;
        }
        let index = self.add(id.to_owned(), platform);
        if let Some(name) = name {
            self.note_name(index, platform, name);
        }
        index
    }

    /// Adds an alias of the lake. Those that record a conflict are no identifiers.
    pub fn load_alias(&mut self, account: AccountIndex, kind: &str, value: &str, evidence: &str) {
        let (Some(kind), Some(platform)) = (Kind::from_id(kind), self.account(account).map(|a| a.platform)) else {
            return;
        };
        if !evidence.starts_with(CONFLICT) {
            self.learn(account, platform, kind, value, evidence != FILED_NUMBER);
        }
    }

    /// Notes a name an account was seen under, so that a registry can join it.
    pub fn note_name(&mut self, account: AccountIndex, platform: Platform, name: &str) {
        let accounts = self.seen_names.entry((platform, name.into())).or_default();
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }

    /// The account whose creator hash this is.
    #[must_use]
    pub fn by_creator_hash(&self, platform: Platform, hash: &str) -> Option<AccountIndex> {
        self.lookup(platform, Kind::CreatorHash, hash)
    }

    fn lookup(&self, platform: Platform, kind: Kind, value: &str) -> Option<AccountIndex> {
        self.identifiers.get(&(platform, kind))?.get(value).copied()
    }

    fn add(&mut self, id: String, platform: Platform) -> AccountIndex {
        // Four thousand million accounts do not fit into memory either.
        let index = u32::try_from(self.accounts.len()).unwrap_or(u32::MAX);
        self.by_id.insert(id.clone(), index);
        self.accounts.push(AccountState {
            id,
            platform,
            is_public: false,
            uid: None,
            sec_uid: None,
            creator_hash: None,
            unique_id: None,
        });
        index
    }

    fn learn(&mut self, index: AccountIndex, platform: Platform, kind: Kind, value: &str, is_firm: bool) {
        if kind == Kind::Name {
            let accounts = self.filed_names.entry((platform, value.into())).or_default();
            if !accounts.contains(&index) {
                accounts.push(index);
            }
            return;
        }
        self.identifiers.entry((platform, kind)).or_default().entry(value.into()).or_insert(index);
        if !is_firm {
            return;
        }
        if let Some(account) = self.accounts.get_mut(index as usize) {
            let slot = match kind {
                Kind::Uid => &mut account.uid,
                Kind::SecUid => &mut account.sec_uid,
                Kind::CreatorHash => &mut account.creator_hash,
                Kind::UniqueId => &mut account.unique_id,
                _ => return,
            };
            slot.get_or_insert_with(|| value.into());
        }
    }

    /// Finds or makes the account of an identity; `None` where nothing identifies it.
    pub fn resolve(&mut self, platform: Platform, identity: &Identity) -> Option<Resolved> {
        let identifiers = identifiers(identity);
        let found = self.find(platform, identity, &identifiers);
        let (account, is_new) = match found {
            Some(account) => (account, false),
            None => (self.add(self.first_id(platform, identity, &identifiers)?, platform), true),
        };
        let mut aliases = Vec::new();
        for (kind, value, evidence) in identifiers {
            match self.lookup(platform, kind, &value) {
                Some(known) if known == account => {}
                Some(other) => {
                    let other = self.account(other).map_or("", |account| account.id.as_str());
                    aliases.push((
                        kind,
                        value,
                        format!("{CONFLICT} already belongs to account {other}, where it stays"),
                    ));
                }
                None => {
                    self.learn(account, platform, kind, &value, evidence != FILED_NUMBER);
                    aliases.push((kind, value, evidence.to_owned()));
                }
            }
        }
        if let Some(name) = &identity.name {
            if identity.name_is_filed && !self.is_filed_under(platform, name, account) {
                self.learn(account, platform, Kind::Name, name, true);
                aliases.push((Kind::Name, name.clone(), "name as filed in a registry or list".to_owned()));
            }
            self.note_name(account, platform, name);
        }
        Some(Resolved { account, is_new, aliases })
    }

    fn is_filed_under(&self, platform: Platform, name: &str, account: AccountIndex) -> bool {
        self.filed_names.get(&(platform, Box::from(name))).is_some_and(|accounts| accounts.contains(&account))
    }

    fn first_id(
        &self,
        platform: Platform,
        identity: &Identity,
        identifiers: &[(Kind, String, &'static str)],
    ) -> Option<String> {
        let mut firsts: Vec<String> =
            identifiers.iter().map(|(kind, value, _)| format!("{}:{value}", kind.id())).collect();
        if let Some(name) = identity.name.as_ref().filter(|_| identity.name_is_filed) {
            firsts.push(format!("name:{name}"));
        }
        // An id that another account took at its first sight cannot name a second one: an impersonator of the same name.
        let free = firsts.iter().map(|first| account_id(platform, first)).find(|id| !self.by_id.contains_key(id));
        free.or_else(|| {
            let first = firsts.first()?;
            (2..=u32::MAX)
                .map(|number| account_id(platform, &format!("{first}#{number}")))
                .find(|id| !self.by_id.contains_key(id))
        })
    }

    fn find(
        &self,
        platform: Platform,
        identity: &Identity,
        identifiers: &[(Kind, String, &'static str)],
    ) -> Option<AccountIndex> {
        let by_identifier = identifiers.iter().find_map(|(kind, value, _)| {
            let account = self.lookup(platform, *kind, value)?;
            (*kind == Kind::Uid || !self.contradicts(account, identity)).then_some(account)
        });
        if by_identifier.is_some() {
            return by_identifier;
        }
        let name = identity.name.as_deref()?;
        let key = (platform, Box::from(name));
        let fitting = |names: &HashMap<(Platform, Box<str>), Vec<AccountIndex>>| {
            let mut fitting = names.get(&key).into_iter().flatten().copied().filter(|account| {
                let nameable = identity.name_is_filed || !self.has_platform_id(*account);
                nameable && !self.contradicts(*account, identity)
            });
            let first = fitting.next();
            // Two accounts of one name cannot be told apart by it.
            if fitting.next().is_some() { None } else { first }
        };
        // What was filed under this name before goes first: an impersonator of the same name must not part it from its filing.
        fitting(&self.filed_names).or_else(|| if identity.name_is_filed { fitting(&self.seen_names) } else { None })
    }

    /// The account already has an id that the platform gave, so a record with another one speaks of somebody else.
    fn has_platform_id(&self, account: AccountIndex) -> bool {
        self.account(account)
            .is_some_and(|account| account.uid.is_some() || account.sec_uid.is_some() || account.creator_hash.is_some())
    }

    fn contradicts(&self, account: AccountIndex, identity: &Identity) -> bool {
        let Some(account) = self.account(account) else { return true };
        let differ = |known: &Option<Box<str>>, given: Option<&str>| match (known.as_deref(), given) {
            (Some(known), Some(given)) => known != given,
            _ => false,
        };
        let hash = identity.uid.as_deref().map(creator_hash).or_else(|| identity.creator_hash.clone());
        differ(&account.uid, identity.uid.as_deref())
            || differ(&account.creator_hash, hash.as_deref())
            || (account.uid.is_none() || identity.uid.is_none())
                && differ(&account.sec_uid, identity.sec_uid.as_deref())
            || identity.uid.is_none()
                && identity.sec_uid.is_none()
                && differ(&account.unique_id, identity.unique_id.as_deref())
    }
}

/// The identifiers of an identity in the order they are asked, with the evidence an alias gets.
fn identifiers(identity: &Identity) -> Vec<(Kind, String, &'static str)> {
    let mut all = Vec::with_capacity(6);
    let mut add = |kind, value: &Option<String>, evidence| {
        if let Some(value) = value {
            all.push((kind, value.clone(), evidence));
        }
    };
    let stated = if identity.name_is_filed { "as filed" } else { "as the platform or collector gives it" };
    add(Kind::Uid, &identity.uid, stated);
    add(Kind::SecUid, &identity.sec_uid, stated);
    add(Kind::UniqueId, &identity.unique_id, stated);
    add(Kind::ShortId, &identity.short_id, stated);
    add(Kind::Url, &identity.url, stated);
    let filed_number = identity
        .unique_id
        .as_deref()
        .filter(|id| identity.name_is_filed && id.len() >= 6 && id.bytes().all(|byte| byte.is_ascii_digit()));
    match (&identity.uid, &identity.creator_hash, filed_number) {
        (Some(uid), ..) => add(Kind::CreatorHash, &Some(creator_hash(uid)), "first 16 hex of SHA-256 over the uid"),
        (None, None, Some(number)) => add(Kind::CreatorHash, &Some(creator_hash(number)), FILED_NUMBER),
        (None, hash, _) => add(Kind::CreatorHash, hash, stated),
    }
    all
}

/// The keys of the aliases that an identity states for an account.
#[must_use]
pub fn stated_aliases(account_id: &str, identity: &Identity) -> Vec<String> {
    let name = identity.name.iter().filter(|_| identity.name_is_filed).map(|name| (Kind::Name, name.clone()));
    let stated = identifiers(identity).into_iter().map(|(kind, value, _)| (kind, value)).chain(name);
    stated.map(|(kind, value)| alias_id(account_id, kind, &value)).collect()
}

fn alias_id(account_id: &str, kind: Kind, value: &str) -> String {
    model::id::row_id("account_aliases", &[account_id, kind.id(), value])
}

/// The alias row of an account, without provenance.
#[must_use]
pub fn alias_row(account: &AccountState, kind: Kind, value: String, evidence: String) -> AccountAlias {
    let alias_id = alias_id(&account.id, kind, &value);
    AccountAlias {
        alias_id: Some(alias_id),
        account_id: Some(account.id.clone()),
        platform: Some(account.platform.id().to_owned()),
        kind: Some(kind.id().to_owned()),
        value: Some(value),
        evidence: Some(evidence),
        ..AccountAlias::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(uid: &str, name: &str) -> Identity {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Identity { uid: some(uid), name: some(name), ..Identity::default() }
    }

    fn filed(uid: &str, name: &str) -> Identity {
        Identity { name_is_filed: true, ..identity(uid, name) }
    }

    #[test]
    fn a_hash_joins_the_uid_whichever_came_first() {
        let hash_only = Identity { creator_hash: Some(creator_hash("77")), ..Identity::default() };
        for order in [[identity("77", "甲"), hash_only.clone()], [hash_only.clone(), identity("77", "甲")]] {
            let mut resolver = Resolver::default();
            let first = resolver.resolve(Platform::Weibo, &order[0]).unwrap();
            let second = resolver.resolve(Platform::Weibo, &order[1]).unwrap();
            assert_eq!(first.account, second.account);
            assert!(first.is_new && !second.is_new);
        }
    }

    #[test]
    fn a_filed_name_joins_once_and_an_impersonator_stays_apart() {
        let mut resolver = Resolver::default();
        let registry = resolver.resolve(Platform::Douyin, &filed("", "样例发布")).unwrap();
        let real = resolver.resolve(Platform::Douyin, &identity("1", "样例发布")).unwrap();
        let other = resolver.resolve(Platform::Douyin, &identity("2", "样例发布")).unwrap();
        assert_eq!(registry.account, real.account);
        assert_ne!(registry.account, other.account);
        // Filed again, now that two accounts bear the name: it stays with the one it was filed for.
        let again = resolver.resolve(Platform::Douyin, &filed("1", "样例发布")).unwrap();
        assert_eq!(again.account, registry.account);
    }

    #[test]
    fn a_name_that_two_accounts_bear_joins_neither() {
        let mut resolver = Resolver::default();
        let one = resolver.resolve(Platform::Douyin, &identity("1", "样例发布")).unwrap();
        let two = resolver.resolve(Platform::Douyin, &identity("2", "样例发布")).unwrap();
        let registry = resolver.resolve(Platform::Douyin, &filed("", "样例发布")).unwrap();
        assert!(registry.is_new);
        assert!(registry.account != one.account && registry.account != two.account);
    }

    #[test]
    fn an_identifier_of_two_accounts_stays_with_the_first_and_the_conflict_is_written_down() {
        let mut resolver = Resolver::default();
        let with_unique = |uid: &str| Identity { unique_id: Some("sample".into()), ..identity(uid, "") };
        let one = resolver.resolve(Platform::Douyin, &with_unique("1")).unwrap();
        let two = resolver.resolve(Platform::Douyin, &with_unique("2")).unwrap();
        assert_ne!(one.account, two.account);
        let conflict = two.aliases.iter().find(|(kind, ..)| *kind == Kind::UniqueId).unwrap();
        assert!(conflict.2.starts_with(CONFLICT), "{conflict:?}");
        // And it does not turn up as a reason to join later.
        let only_unique = Identity { unique_id: Some("sample".into()), ..Identity::default() };
        assert_eq!(resolver.resolve(Platform::Douyin, &only_unique).unwrap().account, one.account);
    }

    #[test]
    fn nothing_to_go_by_is_no_account() {
        let mut resolver = Resolver::default();
        assert!(resolver.resolve(Platform::Douyin, &identity("", "某某")).is_none());
        assert!(resolver.resolve(Platform::Douyin, &Identity::default()).is_none());
    }

    #[test]
    fn a_filed_number_joins_whether_it_is_the_uid_or_the_number_people_type() {
        let filed = Identity { unique_id: Some("98210000101".into()), ..filed("", "样例发布") };
        for seen in [
            identity("98210000101", ""),
            Identity { creator_hash: Some(creator_hash("98210000101")), ..Identity::default() },
            Identity { unique_id: Some("98210000101".into()), ..identity("555", "") },
        ] {
            let mut resolver = Resolver::default();
            let registry = resolver.resolve(Platform::Douyin, &filed).unwrap();
            assert_eq!(resolver.resolve(Platform::Douyin, &seen).unwrap().account, registry.account, "{seen:?}");
        }
    }

    #[test]
    fn what_was_loaded_resolves_as_if_it_had_been_seen() {
        let mut resolver = Resolver::default();
        let index = resolver.load_account("a0000000000000001", Platform::Douyin, Some("样例"));
        resolver.load_alias(index, "uid", "9", "as filed");
        resolver.load_alias(index, "sec_uid", "MS4x", "conflict: …");
        assert_eq!(resolver.resolve(Platform::Douyin, &identity("9", "")).unwrap().account, index);
        let other = Identity { sec_uid: Some("MS4x".into()), ..Identity::default() };
        assert_ne!(resolver.resolve(Platform::Douyin, &other).unwrap().account, index);
    }
}
