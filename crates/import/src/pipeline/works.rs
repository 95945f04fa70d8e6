//! Works and comments: their keys, their accounts, and what the record proves.

use std::hash::{DefaultHasher, Hash, Hasher};

use model::Micros;
use model::collection::CollectionKind;
use model::id::{comment_id, post_id, row_id};
use model::tables::PostSnapshot;

use super::assemble::{Assembler, mask_identity};
use crate::entry::{CommentEntry, PostEntry};
use crate::error::ReadError;
use crate::identity::resolver::AccountIndex;

impl Assembler<'_> {
    /// What works tell of their author is kept once a day and name: every work of a crawl tells the same.
    fn author_snapshot(&mut self, account: AccountIndex, entry: &PostEntry, source_id: &str) -> Result<u64, ReadError> {
        if entry.author_snapshot.name.is_none() && entry.author_snapshot.signature.is_none() {
            return Ok(0);
        }
        let day = entry.observed_at.day();
        let mut hasher = DefaultHasher::new();
        (&entry.author_snapshot.name, &entry.author_snapshot.signature).hash(&mut hasher);
        let told = (day.0, hasher.finish());
        if self.state.last_told.insert(account, told) == Some(told) {
            return Ok(0);
        }
        let mut snapshot = entry.author_snapshot.clone();
        // The region stands for the work, not for the profile.
        snapshot.ip_region = None;
        self.snapshot(account, snapshot, entry.observed_at, &day.to_string(), source_id)
    }

    pub(super) fn post(&mut self, mut entry: PostEntry, source_id: &str) -> Result<u64, ReadError> {
        mask_identity(&mut entry.author);
        let observed_at = entry.observed_at;
        let resolved = self.account(entry.platform, &entry.author, None, observed_at, source_id)?;
        let (account, mut added) = resolved.map_or((None, 0), |(account, added)| (Some(account), added));
        let native = match (&entry.post.native_id, &entry.damaged_id) {
            (Some(native), _) => native.clone(),
            // Unlinkable: the row itself is all there is to know it by.
            (None, damaged) => format!(
                "damaged:{}:{:?}:{:?}:{:?}:{:?}",
                damaged.as_deref().unwrap_or(""),
                entry.post.title,
                entry.post.content,
                entry.post.posted_at,
                account
            ),
        };
        let id = post_id(entry.platform, &native);
        let account = account.or_else(|| self.state.posts.account_of(&id));
        let account_id =
            account.and_then(|account| self.state.resolver.account(account)).map(|account| account.id.clone());
        let mut post = std::mem::take(&mut entry.post);
        let posted_at = post.posted_at;
        let is_new = !entry.gone && self.state.posts.insert(&id, account);
        if is_new {
            post.post_id = Some(id.clone());
            post.account_id.clone_from(&account_id);
            post.source_id = Some(source_id.to_owned());
            post.observed_at = Some(observed_at);
            self.new_post(account, post)?;
            added += 1;
        }
        let counted = self.counts_row(&id, account_id, entry.counts.clone(), observed_at, source_id)?;
        if !is_new && !entry.gone && counted == 0 {
            self.restate("posts", &id, source_id)?;
        }
        added += counted;
        if let Some(account) = account.filter(|_| !entry.gone) {
            added += self.author_snapshot(account, &entry, source_id)?;
            self.claims.account(account, CollectionKind::Posts, entry.collected, posted_at, observed_at);
        }
        Ok(added)
    }

    fn counts_row(
        &mut self,
        post_id: &str,
        account_id: Option<String>,
        mut counts: PostSnapshot,
        observed_at: Micros,
        source_id: &str,
    ) -> Result<u64, ReadError> {
        let numbers = [
            counts.likes,
            counts.comments,
            counts.shares,
            counts.favourites,
            counts.plays,
            counts.danmaku,
            counts.coins,
            counts.dislikes,
        ];
        let said = numbers.map(|number| number.map_or(String::new(), |number| number.to_string())).join(",");
        let state = counts.state.clone().unwrap_or_default();
        let key = row_id("post_snapshots", &[post_id, &observed_at.0.to_string(), &said, &state]);
        if !self.state.is_new("post_snapshots", &key) {
            self.restate("post_snapshots", &key, source_id)?;
            return Ok(0);
        }
        counts.snapshot_id = Some(key);
        counts.post_id = Some(post_id.to_owned());
        counts.account_id = account_id;
        counts.source_id = Some(source_id.to_owned());
        counts.observed_at = Some(observed_at);
        self.push(&counts)?;
        Ok(1)
    }

    pub(super) fn comment(&mut self, mut entry: CommentEntry, source_id: &str) -> Result<u64, ReadError> {
        let platform = entry.platform;
        let mut comment = std::mem::take(&mut entry.comment);
        let native = match &comment.native_id {
            Some(native) => native.clone(),
            None => format!(
                "damaged:{}:{:?}:{:?}:{:?}",
                entry.damaged_id.as_deref().unwrap_or(""),
                comment.content,
                comment.commented_at,
                entry.commenter_hash
            ),
        };
        let id = comment_id(platform, &native);
        let post = entry.post_native_id.as_deref().map(|native| post_id(platform, native));
        let account = post.as_deref().and_then(|post| self.state.posts.account_of(post));
        if let Some(post) = &post {
            let (at, to) = (comment.commented_at, entry.observed_at);
            self.claims.post(post, account, CollectionKind::Comments, at, to);
            if entry.parent_native_id.is_some() {
                self.claims.post(post, account, CollectionKind::Replies, at, to);
            }
        }
        if !self.state.is_new("comments", &id) {
            self.restate("comments", &id, source_id)?;
            return Ok(0);
        }
        let account_id =
            account.and_then(|account| self.state.resolver.account(account)).map(|account| account.id.clone());
        comment.comment_id = Some(id);
        comment.post_id = post;
        comment.account_id = account_id;
        comment.parent_id = entry.parent_native_id.as_deref().map(|parent| comment_id(platform, parent));
        if let Some(hash) = &entry.commenter_hash {
            comment.person_key = Some(self.state.people.person_key(platform, hash));
            comment.author_account_id = self.state.public_author(platform, hash).map(str::to_owned);
        }
        comment.source_id = Some(source_id.to_owned());
        comment.observed_at = Some(entry.observed_at);
        self.new_comment(comment)?;
        Ok(1)
    }
}
