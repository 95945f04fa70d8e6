//! What a format understands of a record, before identities are resolved and keys are given.
//!
//! The records of `model` are used as they are; the columns that the pipeline fills (keys, account ids, provenance, masks)
//! are left empty by the formats.

use model::collection::CollectionState;
use model::tables::{AccountSnapshot, Comment, HotTopic, ListEntry, MediaFile, Post, PostSnapshot, RegistryRow};
use model::{Micros, Platform};

/// The identifiers a record gives for one account. At least one must be there for the account to be linked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The platform's own number or key of the user.
    pub uid: Option<String>,
    /// The public key Douyin uses in links.
    pub sec_uid: Option<String>,
    /// The short number shown by older clients.
    pub short_id: Option<String>,
    /// The id people can choose and type (抖音号, 微信号 …).
    pub unique_id: Option<String>,
    /// Address of the profile.
    pub url: Option<String>,
    /// First 16 hex of SHA-256 over the uid, as collectors of the third era write it.
    pub creator_hash: Option<String>,
    /// The name, unless a collector masked it.
    pub name: Option<String>,
    /// The name was filed in a registry: it may join an account by exact equality.
    pub name_is_filed: bool,
}

impl Identity {
    /// Whether anything but the name is known.
    #[must_use]
    pub fn has_identifier(&self) -> bool {
        self.uid.is_some()
            || self.sec_uid.is_some()
            || self.short_id.is_some()
            || self.unique_id.is_some()
            || self.url.is_some()
            || self.creator_hash.is_some()
    }
}

/// One thing a record says.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A profile.
    Account(Box<AccountEntry>),
    /// A work and its counts.
    Post(Box<PostEntry>),
    /// A comment.
    Comment(Box<CommentEntry>),
    /// A line of a registry.
    Registry(Box<RegistryEntry>),
    /// A line of a list.
    List(Box<ListEntryDraft>),
    /// An entry of a hot board.
    HotTopic(Box<HotTopic>),
    /// A media file that belongs to a work.
    Media(Box<MediaEntry>),
}

/// A profile as a collector saw it.
#[derive(Debug, Clone)]
pub struct AccountEntry {
    /// Platform.
    pub platform: Platform,
    /// Whose profile.
    pub identity: Identity,
    /// What it said.
    pub snapshot: AccountSnapshot,
    /// When.
    pub observed_at: Micros,
    /// The profile itself says that nothing was ever published.
    pub has_no_works: bool,
}

/// A work as a collector saw it.
#[derive(Debug, Clone)]
pub struct PostEntry {
    /// Platform.
    pub platform: Platform,
    /// Its author; without identifiers the work stays without an account.
    pub author: Identity,
    /// What the work's record said of its author.
    pub author_snapshot: AccountSnapshot,
    /// The work.
    pub post: Post,
    /// The id as it stood where a spreadsheet damaged it.
    pub damaged_id: Option<String>,
    /// Its counts.
    pub counts: PostSnapshot,
    /// When.
    pub observed_at: Micros,
    /// What the file proves about the author's works.
    pub collected: CollectionState,
    /// Deleted or blocked: only that is known.
    pub gone: bool,
}

/// A comment as a collector saw it.
#[derive(Debug, Clone)]
pub struct CommentEntry {
    /// Platform.
    pub platform: Platform,
    /// The comment.
    pub comment: Comment,
    /// The id as it stood where a spreadsheet damaged it.
    pub damaged_id: Option<String>,
    /// The platform's id of the work; `None` where it was damaged.
    pub post_native_id: Option<String>,
    /// The platform's id of the comment it answers.
    pub parent_native_id: Option<String>,
    /// First 16 hex of SHA-256 over the commenter's uid: all that is kept of a commenter.
    pub commenter_hash: Option<String>,
    /// When.
    pub observed_at: Micros,
}

/// A line of a registry for one account.
#[derive(Debug, Clone)]
pub struct RegistryEntry {
    /// Platform.
    pub platform: Platform,
    /// The account filed.
    pub identity: Identity,
    /// The line.
    pub row: RegistryRow,
    /// When.
    pub observed_at: Micros,
}

/// A line of a list.
#[derive(Debug, Clone)]
pub struct ListEntryDraft {
    /// Platform, where the line names one.
    pub platform: Option<Platform>,
    /// The account listed.
    pub identity: Identity,
    /// The line.
    pub entry: ListEntry,
    /// When.
    pub observed_at: Micros,
}

/// A media file that a collector saved beside its records.
#[derive(Debug, Clone)]
pub struct MediaEntry {
    /// Platform.
    pub platform: Platform,
    /// The platform's id of the work.
    pub post_native_id: String,
    /// The file: its kind and its path as the collector names it.
    pub file: MediaFile,
    /// When.
    pub observed_at: Micros,
}
