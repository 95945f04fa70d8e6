//! A profile as the platform itself describes it.

use model::Platform;
use model::tables::AccountSnapshot;

use super::aweme::NOW;
use crate::entry::Entry;
use crate::formats::reading::columns::{Author, Profiles};
use crate::formats::reading::fields::{flag, instant, raw, text};
use crate::formats::reading::{Context, profiles};
use crate::reject::Reject;
use crate::row::Row;

const PROFILES: Profiles = Profiles {
    who: Author {
        uid: &["uid"],
        sec_uid: &["sec_uid"],
        unique_id: &["unique_id"],
        short_id: &["short_id"],
        name: &["nickname"],
        signature: &["signature"],
        ..Author::NONE
    },
    followers: &["follower_count", "mplatform_followers_count", "max_follower_count"],
    following: &["following_count"],
    likes: &["total_favorited"],
    works: &["aweme_count"],
    region: &["ip_location"],
    ..Profiles::none(Platform::Douyin)
};

/// Reads a profile.
pub fn read(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = profiles::profile(row, &PROFILES, context)?;
    if let Some(now) = instant(context.around, NOW, context).0 {
        entry.observed_at = now.at;
    }
    verification(row, &mut entry.snapshot);
    entry.snapshot.shop = flag(row, &["with_fusion_shop_entry", "with_commerce_entry", "with_shop_entry"]);
    if flag(row, &["is_ban"]) == Some(true) {
        entry.snapshot.state = Some("banned".to_owned());
        entry.has_no_works = false;
    } else if flag(row, &["secret"]) == Some(true) {
        entry.snapshot.state = Some("private".to_owned());
    }
    Ok(vec![Entry::Account(Box::new(entry))])
}

/// The text decides: the style of a mark is the same for public bodies and private firms, and `is_gov_media_vip` covers state media.
pub fn verification(user: &Row, snapshot: &mut AccountSnapshot) {
    let label = raw(user, "account_cert_info")
        .and_then(|text| serde_json::from_str(&text).ok())
        .and_then(|certificate| text(&Row::Object(certificate), &["label_text"]));
    snapshot.verification_text =
        text(user, &["enterprise_verify_reason"]).or(label).or_else(|| text(user, &["custom_verify"]));
    if snapshot.verification_text.is_some() || flag(user, &["is_gov_media_vip"]) == Some(true) {
        snapshot.verified = Some(true);
    }
}
