//! A profile from a record, by the names of its columns.

use model::tables::AccountSnapshot;

use super::Context;
use super::columns::Profiles;
use super::fields::{self, content, count, text};
use crate::entry::AccountEntry;
use crate::reject::{Reason, Reject};
use crate::row::Row;

/// Reads a profile.
pub fn profile(row: &Row, columns: &Profiles, context: &mut Context<'_>) -> Result<AccountEntry, Reject> {
    let identity = fields::identity(row, &columns.who);
    if !identity.has_identifier() {
        let detail = "the profile has no usable user id (missing, or cut by a spreadsheet); export it again";
        let column = columns.who.uid.first().or(columns.who.sec_uid.first()).copied().unwrap_or("");
        return Err(Reject::new(Reason::MissingId, detail, row.raw()).in_column(column));
    }
    let works = count(row, columns.works);
    let snapshot = AccountSnapshot {
        name: identity.name.clone(),
        signature: content(row, columns.who.signature),
        verification_text: text(row, columns.verification_text),
        followers: count(row, columns.followers),
        following: count(row, columns.following),
        likes: count(row, columns.likes),
        works,
        ip_region: text(row, columns.region),
        state: identity.name.as_ref().map(|_| "normal".to_owned()),
        profile_url: text(row, columns.who.url),
        ..AccountSnapshot::default()
    };
    // A profile that could not be loaded has no name, and its zeros say nothing.
    let has_no_works = identity.name.is_some() && works == Some(0);
    Ok(AccountEntry {
        platform: columns.platform,
        identity,
        snapshot,
        observed_at: fields::observed_at(row, columns.observed, context),
        has_no_works,
    })
}
