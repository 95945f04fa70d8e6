//! Reading single fields of a record by any of their names.

use std::borrow::Cow;

use model::{Day, Micros};
use serde_json::Value;

use super::Context;
use super::columns::{Author, Names};
use crate::entry::Identity;
use crate::identity::links::profile_link;
use crate::row::{Row, value_text};
use crate::values::platform_id::is_damaged;
use crate::values::{self, Instant, Unit, present};

/// The text of one field; a name that begins with `/` is a path inside nested JSON.
#[must_use]
pub fn raw<'a>(row: &'a Row, name: &str) -> Option<Cow<'a, str>> {
    match name.strip_prefix('/') {
        None => row.text(name),
        Some(_) => value(row, name).and_then(value_text),
    }
}

/// The JSON value at a path such as `/author/uid`.
#[must_use]
pub fn value<'a>(row: &'a Row, path: &str) -> Option<&'a Value> {
    let Row::Object(object) = row else { return None };
    let path = path.strip_prefix('/').unwrap_or(path);
    match path.split_once('/') {
        None => object.get(path),
        Some((first, _)) => object.get(first)?.pointer(path.get(first.len()..)?),
    }
}

/// The first of the fields that says something; `-1`, 无, 未知, `None` and the like say nothing.
#[must_use]
pub fn text(row: &Row, names: Names) -> Option<String> {
    names.iter().find_map(|name| {
        let text = raw(row, name)?;
        present(&text).filter(|text| *text != "-1").map(str::to_owned)
    })
}

/// What people wrote: here the word 无 is content. The zero-width blanks some collectors leave are dropped.
#[must_use]
pub fn content(row: &Row, names: Names) -> Option<String> {
    names.iter().find_map(|name| {
        let text = raw(row, name)?;
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
        (!text.is_empty() && !matches!(text, "None" | "null" | "NULL" | "nan" | "NaN")).then(|| text.to_owned())
    })
}

/// A count; missing, negative and unreadable are unknown.
#[must_use]
pub fn count(row: &Row, names: Names) -> Option<i64> {
    names.iter().find_map(|name| values::count(&raw(row, name)?, Unit::One))
}

/// An id: not missing, not `0`, not damaged by a spreadsheet.
#[must_use]
pub fn identifier(row: &Row, names: Names) -> Option<String> {
    names.iter().find_map(|name| text(row, std::slice::from_ref(name)).as_deref().map(whole_number).filter(is_sound))
}

/// A spreadsheet or a table program writes whole numbers as `7104.0`.
#[must_use]
pub fn whole_number(id: &str) -> String {
    let digits =
        id.strip_suffix(".0").filter(|digits| digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit()));
    digits.unwrap_or(id).to_owned()
}

fn is_sound(id: &String) -> bool {
    id != "0" && !is_damaged(id)
}

/// Yes or no in a field.
#[must_use]
pub fn flag(row: &Row, names: Names) -> Option<bool> {
    names.iter().find_map(|name| match raw(row, name)?.trim() {
        "True" | "1.0" => Some(true),
        "False" | "0.0" => Some(false),
        text => values::yes_no(text),
    })
}

/// An instant in the first of the fields that holds one, and whether a field was there that held none.
#[must_use]
pub fn instant(row: &Row, names: Names, context: &Context<'_>) -> (Option<Instant>, bool) {
    let mut unread = false;
    for name in names {
        let Some(text) = raw(row, name) else { continue };
        let Some(text) = present(&text).filter(|text| !matches!(*text, "0" | "unknown" | "-1")) else { continue };
        match instant_of(text, context) {
            Some(instant) => return (Some(instant), false),
            None => unread = true,
        }
    }
    (None, unread)
}

/// An instant in the forms of collectors: those of [`values::instant`], a day and a time divided by `_`, and a day without a year
/// where somebody said when the file was collected.
fn instant_of(text: &str, context: &Context<'_>) -> Option<Instant> {
    values::instant(text)
        .or_else(|| values::instant(&text.replacen('_', " ", 1)))
        .or_else(|| context.observed_is_stated().then(|| without_year(text, context.observed_at())).flatten())
}

/// `5月31日 23:54 来自 微博`, `05-31 23:54`: the latest such moment that is not after the day of collection.
fn without_year(text: &str, observed: Micros) -> Option<Instant> {
    let text = text.split("来自").next().unwrap_or(text).trim();
    let (month, rest) = text.split_once(['月', '-', '/'])?;
    let month: u32 = month.trim().parse().ok()?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (day, rest) = rest.split_at(digits);
    let day: u32 = day.parse().ok()?;
    let clock = rest.trim_start_matches(['日', '号']).trim();
    let seen = observed.day();
    let year: i32 = seen.to_string().get(..4)?.parse().ok()?;
    let of = |year: i32| Day::from_ymd(year, month, day).filter(|day| day.0 <= seen.0);
    let day = of(year).or_else(|| of(year - 1))?;
    values::instant(format!("{day} {clock}").trim())
}

/// When the record was seen, where it says so.
#[must_use]
pub fn observed_at(row: &Row, names: Names, context: &Context<'_>) -> Micros {
    instant(row, names, context).0.map_or_else(|| context.observed_at(), |instant| instant.at)
}

/// Who a record speaks of.
#[must_use]
pub fn identity(row: &Row, author: &Author) -> Identity {
    let link = text(row, author.url).and_then(|url| profile_link(&url));
    let (link_uid, link_sec_uid) = link.map_or((None, None), |link| (link.uid, link.sec_uid));
    Identity {
        uid: identifier(row, author.uid).or(link_uid),
        sec_uid: identifier(row, author.sec_uid).or(link_sec_uid),
        short_id: identifier(row, author.short_id),
        unique_id: identifier(row, author.unique_id),
        name: text(row, author.name),
        ..Identity::default()
    }
}

/// A length: `00:01:02`, `01:02`, or a number in units of so many milliseconds. 0 is a set of pictures, and no length.
#[must_use]
pub fn duration_ms(row: &Row, names: Names, unit_ms: i64) -> Option<i64> {
    let text = text(row, names)?;
    let milliseconds = if text.contains(':') {
        let mut seconds: i64 = 0;
        for part in text.split(':') {
            let part: i64 = part.trim().parse().ok().filter(|part| (0..100_000).contains(part))?;
            seconds = seconds.checked_mul(60)?.checked_add(part)?;
        }
        seconds.checked_mul(1000)?
    } else {
        let number: f64 = text.trim_end_matches(['秒', 's', 'S']).trim().parse().ok()?;
        let milliseconds = number * if unit_ms == 1000 { 1000.0 } else { 1.0 };
        // Longer than a hundred days is no length.
        if !(0.0..8.64e9).contains(&milliseconds) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "bounded just above")]
        let whole = milliseconds.round() as i64;
        whole
    };
    (milliseconds > 0).then_some(milliseconds)
}

/// HTML of a message as the text people see: tags dropped (pictures of emoji give their name), entities read.
#[must_use]
pub fn plain_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let opens_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        if let Some((tag, after)) = after.split_once('>').filter(|_| opens_tag) {
            if tag.starts_with("br") {
                out.push('\n');
            }
            if let Some((_, alt)) = tag.split_once("alt=") {
                out.push_str(match alt.strip_prefix(['"', '\'']) {
                    Some(quoted) => quoted.split(['"', '\'']).next().unwrap_or(""),
                    None => alt.split_whitespace().next().unwrap_or(""),
                });
            }
            rest = after;
        } else {
            out.push('<');
            rest = after;
        }
    }
    out.push_str(rest);
    for (entity, text) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
    {
        out = out.replace(entity, text);
    }
    out.trim().to_owned()
}
