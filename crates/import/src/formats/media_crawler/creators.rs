//! A profile as MediaCrawler wrote it in its first two eras.

use model::Platform;
use model::tables::AccountSnapshot;

use super::Context;
use super::fields::{self, count, identifier, text};
use crate::entry::{AccountEntry, Entry};
use crate::format::Sink;
use crate::reject::{Reason, Reject};
use crate::row::Row;

/// Reads a profile.
pub fn read(row: &Row, context: Context<'_>, _sink: &mut dyn Sink) -> Result<Entry, Reject> {
    let platform = context.platform;
    let mut identity = fields::author(row, platform);
    if platform == Platform::Douyin {
        // The collector writes the public key it was started with under `user_id`.
        if let Some(id) = identity.uid.take() {
            if id.bytes().all(|byte| byte.is_ascii_digit()) {
                identity.uid = Some(id);
            } else {
                identity.sec_uid = Some(id);
            }
        }
    }
    if !identity.has_identifier() {
        let detail = "the profile has no usable user id (missing, or cut by a spreadsheet); export it again";
        return Err(Reject::new(Reason::MissingId, detail, row.raw()).in_column("user_id"));
    }
    let interaction = count(row, "interaction");
    let works = match platform {
        Platform::Kuaishou => interaction,
        _ => count(row, "videos_count"),
    };
    let likes = match platform {
        Platform::Douyin => interaction,
        Platform::Bilibili => count(row, "total_liked"),
        // Xiaohongshu's number adds favourites to likes, so it is neither.
        _ => None,
    };
    let (verified, verification_kind) = match text(row, "is_official").as_deref() {
        Some("1" | "1.0") => (Some(true), Some("organisation")),
        Some("0" | "0.0") => (Some(true), Some("person")),
        Some("-1" | "-1.0") => (Some(false), Some("none")),
        _ => (None, None),
    };
    let name = identity.name.clone();
    // A profile that could not be loaded has no name, and its zeros say nothing.
    let has_no_works = name.is_some() && works == Some(0);
    let snapshot = AccountSnapshot {
        name,
        signature: text(row, "desc").or_else(|| text(row, "sign")),
        verified,
        verification_kind: verification_kind.map(str::to_owned),
        followers: count(row, "fans").or_else(|| count(row, "total_fans")),
        following: count(row, "follows"),
        likes,
        works,
        state: identity.name.as_ref().map(|_| "normal".to_owned()),
        ip_region: identifier(row, "ip_location"),
        ..AccountSnapshot::default()
    };
    Ok(Entry::Account(Box::new(AccountEntry {
        platform,
        identity,
        snapshot,
        observed_at: fields::observed_at(row, context),
        has_no_works,
    })))
}
