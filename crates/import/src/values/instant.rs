//! Instants as collectors write them: seconds or milliseconds since the epoch, or text in UTC+8.

use chrono::DateTime;
use model::Micros;

use crate::values::day::{Precision, day, separated};
use crate::values::words::{narrow, present};

/// A point in time and whether its time of day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instant {
    /// The instant; the start of the day (UTC+8) where only the day is known.
    pub at: Micros,
    /// The time of day was written.
    pub to_the_second: bool,
}

/// From 2262 on nothing is believed; before 1990 neither: no platform existed.
const EARLIEST_SECOND: i64 = 631_152_000;
const LATEST_SECOND: i64 = 9_214_646_400;

/// Numbers above this are milliseconds: as seconds they would lie beyond the year 5000.
const MILLIS_FROM: i64 = 100_000_000_000;

/// Seconds or milliseconds since the epoch, told apart by size. 0 means unknown in every collector.
#[must_use]
pub fn epoch(value: i64) -> Option<Micros> {
    let (seconds, at) = if value >= MILLIS_FROM {
        (value / 1000, Micros::from_millis(value)?)
    } else {
        (value, Micros::from_seconds(value)?)
    };
    (EARLIEST_SECOND..=LATEST_SECOND).contains(&seconds).then_some(at)
}

/// Reads an instant: epoch digits, a date with or without time and offset (UTC+8 where none is written),
/// or the form `Tue Feb 11 11:26:38 +0800 2025`.
#[must_use]
pub fn instant(text: &str) -> Option<Instant> {
    let text = present(text)?;
    let whole = text.strip_suffix(".0").unwrap_or(text);
    if whole.len() >= 9 && whole.len() <= 18 && whole.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Instant { at: epoch(whole.parse().ok()?)?, to_the_second: true });
    }
    if text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        let at = DateTime::parse_from_str(text, "%a %b %d %H:%M:%S %z %Y").ok()?;
        return Some(Instant { at: epoch(at.timestamp())?, to_the_second: true });
    }
    let text = narrow(text);
    let text = text.trim();
    if let Some(instant) = serial(text) {
        return Some(instant);
    }
    let Some((reading, rest)) = separated(text) else {
        let reading = day(text).filter(|reading| reading.precision == Precision::Day)?;
        return Some(Instant { at: reading.day.start(), to_the_second: false });
    };
    if reading.precision != Precision::Day {
        return None;
    }
    if rest.is_empty() {
        return Some(Instant { at: reading.day.start(), to_the_second: false });
    }
    let (second_of_day, rest) = clock(rest)?;
    let shift = offset(rest.trim())?;
    let at = reading.day.start().0 + second_of_day * 1_000_000 - (shift - 8 * 3600) * 1_000_000;
    Some(Instant { at: Micros(at), to_the_second: true })
}

/// A spreadsheet's serial with a fraction: `45356.6230`.
fn serial(text: &str) -> Option<Instant> {
    let (whole, fraction) = text.split_once('.')?;
    if whole.len() != 5 || fraction.len() < 2 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let day = crate::values::day::excel_serial(whole.parse().ok()?)?;
    let digits: String = fraction.chars().take(12).collect();
    let scale = 10_i64.pow(u32::try_from(digits.len()).ok()?);
    let numerator = i128::from(digits.parse::<i64>().ok()?) * 86_400;
    let second = i64::try_from((numerator * 2 + i128::from(scale)) / (i128::from(scale) * 2)).ok()?;
    Some(Instant { at: Micros(day.start().0 + second * 1_000_000), to_the_second: true })
}

/// `14:57:49`, `6:55`, `14时57分`, `14-57-49` as some file names have it: seconds of the day, and the rest.
fn clock(text: &str) -> Option<(i64, &str)> {
    let (hour, rest) = two_digits(text)?;
    let rest = rest.strip_prefix([':', '-', '时', '点'])?;
    let (minute, rest) = two_digits(rest).unwrap_or((0, rest));
    let rest = rest.strip_prefix('分').unwrap_or(rest);
    let (second, rest) =
        match rest.strip_prefix([':', '-']).or(Some(rest).filter(|r| r.starts_with(|c: char| c.is_ascii_digit()))) {
            Some(after) if after.starts_with(|c: char| c.is_ascii_digit()) => two_digits(after)?,
            _ => (0, rest),
        };
    let rest = rest.strip_prefix('秒').unwrap_or(rest);
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    (hour < 24 && minute < 60 && second < 60).then_some((hour * 3600 + minute * 60 + second, rest))
}

fn two_digits(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()).min(2);
    let (digits, rest) = text.split_at(end);
    Some((digits.parse().ok()?, rest))
}

/// Seconds east of UTC; UTC+8 where nothing is written.
fn offset(text: &str) -> Option<i64> {
    if text.is_empty() {
        return Some(8 * 3600);
    }
    if matches!(text, "Z" | "z" | "UTC") {
        return Some(0);
    }
    let sign = if text.starts_with('+') { 1 } else { -1 };
    let digits: String = text.strip_prefix(['+', '-'])?.chars().filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..).filter(|m| !m.is_empty()).map_or(Some(0), |m| m.parse().ok())?;
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        instant(text).map(|instant| instant.at.to_string())
    }

    #[test]
    fn instants_of_collectors() {
        for text in [
            "1614222000",
            "1614222000000",
            "1614222000.0",
            "2021-02-25 11:00:00+08:00",
            "2021-02-25 11:00:00",
            "2021-02-25T03:00:00Z",
            "2021/2/25 11:00",
            "Thu Feb 25 11:00:00 +0800 2021",
            "2021-02-25 11-00-00",
            "2021年2月25日 11时00分",
            "2021-02-25 11:00:00.123",
            "2021-02-25 03:00:00+0000",
        ] {
            assert_eq!(read(text).as_deref(), Some("2021-02-25T11:00:00+08:00"), "{text:?}");
        }
    }

    #[test]
    fn a_day_without_a_time_says_so() {
        let day = instant("2021-02-25").unwrap();
        assert!(!day.to_the_second);
        assert_eq!(day.at.to_string(), "2021-02-25T00:00:00+08:00");
        assert_eq!(instant("44252.4583333").unwrap().at.to_string(), "2021-02-25T11:00:00+08:00");
    }

    #[test]
    fn nothing_is_none_and_zero_is_nothing() {
        for text in
            ["", "0", "None", "5月31日 23:54", "2021年2月", "99999999999999999", "2021-02-25 25:00", "刚刚", "12:00"]
        {
            assert_eq!(read(text), None, "{text:?}");
        }
        assert_eq!(epoch(0), None);
    }
}
