//! Reading single fields of a MediaCrawler record.

use model::{Micros, Platform};

use super::Context;
use crate::entry::Identity;
use crate::format::Sink;
use crate::row::Row;
use crate::values::instant::epoch;
use crate::values::platform_id::{id_in_url, is_damaged, is_rounded_form_of};
use crate::values::{self, Unit};

/// How far the collector's Weibo times were off until 2026-07-30, in microseconds: it added the zone a second time.
const WEIBO_SHIFT: i64 = 28_800 * 1_000_000;

/// The text of a field. The collector writes `None` for what it did not get; words such as 无 are content here.
pub fn text(row: &Row, field: &str) -> Option<String> {
    if field.is_empty() {
        return None;
    }
    let text = row.text(field)?;
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    (!text.is_empty() && !matches!(text, "None" | "null" | "NULL" | "nan")).then(|| text.to_owned())
}

/// A count; `None`, empty and negative are unknown.
pub fn count(row: &Row, field: &str) -> Option<i64> {
    if field.is_empty() {
        return None;
    }
    values::count(&row.text(field)?, Unit::One)
}

/// Whether a count field is there and says 0.
pub fn says_zero(row: &Row, field: &str) -> bool {
    field.is_empty() || count(row, field) == Some(0)
}

/// An id that may serve as an identifier: not missing, not `0`, not damaged by a spreadsheet.
pub fn identifier(row: &Row, field: &str) -> Option<String> {
    text(row, field).filter(|id| id != "0" && !is_damaged(id))
}

/// The id of a work, repaired from its link where a spreadsheet damaged it.
pub enum WorkId {
    /// Sound or repaired.
    Sound(String),
    /// Damaged beyond repair, as it stands.
    Damaged(String),
    /// Not there.
    Missing,
}

/// Reads the id of a record and repairs it from the record's link.
pub fn work_id(row: &Row, platform: Platform, field: &str, url_field: &str) -> WorkId {
    let in_url = text(row, url_field).and_then(|url| id_in_url(platform, &url));
    match (text(row, field).filter(|id| id != "0"), in_url) {
        (Some(id), Some(true_id)) if is_damaged(&id) || is_rounded_form_of(&id, &true_id) => WorkId::Sound(true_id),
        (Some(id), _) if is_damaged(&id) => WorkId::Damaged(id),
        (Some(id), _) => WorkId::Sound(id),
        (None, Some(true_id)) => WorkId::Sound(true_id),
        (None, None) => WorkId::Missing,
    }
}

/// The author's identifiers. In the third era there is only the hash, and the name is masked, so it is not taken.
pub fn author(row: &Row, platform: Platform) -> Identity {
    let creator_hash = identifier(row, "creator_hash").filter(|hash| is_creator_hash(hash));
    let uid = identifier(row, "user_id");
    let masked = creator_hash.is_some() && uid.is_none();
    let mut identity =
        Identity { uid, creator_hash, name: text(row, "nickname").filter(|_| !masked), ..Identity::default() };
    if platform == Platform::Douyin {
        identity.sec_uid = identifier(row, "sec_uid");
        identity.short_id = identifier(row, "short_user_id");
        identity.unique_id = identifier(row, "user_unique_id");
    }
    identity
}

/// The hash stands in the form the collector writes: 16 hex.
pub fn is_creator_hash(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// When the collector saw the record.
pub fn observed_at(row: &Row, context: Context<'_>) -> Micros {
    ["last_modify_ts", "add_ts"]
        .iter()
        .find_map(|field| text(row, field)?.strip_suffix(".0").map_or_else(|| text(row, field), |t| Some(t.to_owned())))
        .and_then(|text| epoch(text.parse().ok()?))
        .unwrap_or_else(|| context.source.observed_at(context.name.day))
}

/// When a work or comment was published, and whether that was stated (`field`) or derived from the id (`id`).
pub fn published(
    row: &Row,
    context: Context<'_>,
    field: &str,
    native_id: Option<&str>,
    sink: &mut dyn Sink,
) -> (Option<Micros>, Option<String>) {
    let from_id = native_id.and_then(|id| values::platform_id::time_in_id(context.platform, id));
    let stated = text(row, field);
    let read = stated.as_deref().and_then(values::instant).map(|instant| instant.at);
    if read.is_none() && stated.as_deref().is_some_and(|text| text != "0") {
        sink.warn(&format!("{field} is no time; the time was taken from the id where it holds one, else left empty"));
    }
    let read = if context.platform == Platform::Weibo { weibo_time(row, read, from_id) } else { read };
    let (at, from) = match (read, from_id) {
        (Some(at), _) => (Some(at), Some("field")),
        (None, Some(at)) => (Some(at), Some("id")),
        (None, None) => (None, None),
    };
    if at.is_some_and(|at| at > context.source.now) {
        sink.warn("a time lies in the future; it was kept as it stands");
    }
    (at, from.map(str::to_owned))
}

/// Until 2026-07-30 the collector wrote `create_time` eight hours late and `create_date_time` right. Where both stand and
/// differ by exactly that, the text is right; where only the number stands, the id tells.
fn weibo_time(row: &Row, number: Option<Micros>, from_id: Option<Micros>) -> Option<Micros> {
    let words = text(row, "create_date_time").as_deref().and_then(values::instant).map(|instant| instant.at);
    match (number, words, from_id) {
        (Some(number), Some(words), _) if number.0 - words.0 == WEIBO_SHIFT => Some(words),
        (Some(number), None, Some(id)) if (number.0 - id.0 - WEIBO_SHIFT).abs() <= 5_000_000 => {
            Some(Micros(number.0 - WEIBO_SHIFT))
        }
        (Some(number), ..) => Some(number),
        (None, words, _) => words,
    }
}
