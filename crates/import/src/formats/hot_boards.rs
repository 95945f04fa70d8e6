//! Hot boards as public archives keep them: lxw15337674 (hour, heat, category), justjavac (titles of a day), lonnyzhang423
//! (Douyin's own reply). Advertising entries are not imported.

mod douyin_hot_hub;
mod justjavac;
mod lxw;

pub use douyin_hot_hub::DouyinHotHub;
pub use justjavac::Justjavac;
pub use lxw::Lxw;

use model::tables::HotTopic;
use model::{Day, Micros};

use crate::error::ReadError;
use crate::format::Sink;
use crate::readers::encoding::{self, TextEncoding};
use crate::readers::{Item, json};
use crate::reject::{Reason, Reject};
use crate::row::{Position, Row};
use crate::source::{Source, last_second};
use crate::values::find_day;

/// The day that a file's name or its folders say; archives name either.
fn day_in_path(path: &str) -> Option<Day> {
    path.rsplit(['/', '\\', '!']).take(3).find_map(find_day).map(|reading| reading.day)
}

/// When a board looked so: the hour in the file's name (`13.json`) of the day in its path, else the day's last second.
fn observed_at(source: &Source) -> Micros {
    let Some(day) = day_in_path(&source.path) else { return source.observed_at(None) };
    let stem = source.name().split('.').next().unwrap_or("");
    match stem.parse::<i64>() {
        Ok(hour) if stem.len() <= 2 && (0..24).contains(&hour) => Micros(day.start().0 + hour * 3_600_000_000),
        _ => last_second(day),
    }
}

/// The moment a name gives to the second: `热榜_2021-02-25_13-05-59`, `2021-02-25 13.05.59`.
pub fn moment_in(name: &str) -> Option<Micros> {
    let places: Vec<usize> = name.match_indices("20").map(|(at, _)| at).collect();
    places.into_iter().find_map(|at| {
        let piece: String = name.get(at..)?.chars().take(19).collect();
        let (day, time) = (piece.get(..10)?, piece.get(11..)?);
        let text = format!("{day} {}", time.replace(['.', '_', '：'], ":"));
        crate::values::instant(&text).filter(|instant| instant.to_the_second).map(|instant| instant.at)
    })
}

/// Reads one entry at its place: a topic, `None` for an advertisement, or why it is neither.
type ReadTopic<'a> = dyn FnMut(&Row, u64) -> Result<Option<HotTopic>, Reject> + 'a;

/// Reads the elements of an array; each is a topic, an advertisement, or a reject.
fn read_elements(source: &Source, sink: &mut dyn Sink, topic: &mut ReadTopic<'_>) -> Result<u64, ReadError> {
    let reader = encoding::open(&source.file, TextEncoding::Utf8)?;
    let mut records = 0;
    json::read_array(&source.file, reader, &mut |at: &Position, item| {
        records += 1;
        match item {
            Item::Bad(reject) => sink.quarantine(at, reject),
            Item::Row(row) => match topic(&row, at.row) {
                Ok(Some(topic)) => sink.row(at, vec![crate::entry::Entry::HotTopic(Box::new(topic))]),
                // An advertisement is read and says nothing: it counts as known.
                Ok(None) => sink.row(at, Vec::new()),
                Err(reject) => sink.quarantine(at, reject),
            },
        }
    })?;
    Ok(records)
}

/// A number that a board writes as number or text, perhaps with a unit.
fn heat(row: &Row, field: &str) -> Option<i64> {
    let text = row.text(field)?;
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).collect();
    digits.parse().ok().or_else(|| crate::values::count(&digits, crate::values::Unit::One))
}

fn title(text: Option<std::borrow::Cow<'_, str>>) -> Option<String> {
    let text = text?;
    let text = text.trim().trim_matches('#').trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn no_title(row: &Row) -> Reject {
    Reject::new(Reason::NothingUsable, "the entry has no title", row.raw()).in_column("title")
}

/// A number that may stand in a JSON value.
fn number(value: Option<&serde_json::Value>) -> Option<i64> {
    let value = value?;
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// The words behind the numbers of Douyin's labels; 0 is none.
pub fn label(number: i64) -> Option<&'static str> {
    match number {
        1 => Some("新"),
        2 => Some("推荐"),
        3 => Some("热"),
        4 => Some("爆"),
        5 => Some("首发"),
        _ => None,
    }
}
