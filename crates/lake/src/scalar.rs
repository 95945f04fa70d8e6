//! Single values as the catalogue writes them: text, in DuckDB's spelling.

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use model::{ColumnType, Day, Micros};

/// One value of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// Text.
    Text(String),
    /// An integer.
    Int(i64),
    /// A number.
    Float(f64),
    /// Yes or no.
    Bool(bool),
    /// An instant.
    Time(Micros),
    /// A day.
    Day(Day),
}

impl Scalar {
    /// Reads what the catalogue says about a column of this type; `None` where it is not a value of that type
    /// (or an infinity, which bounds nothing).
    #[must_use]
    pub fn parse(kind: ColumnType, text: &str) -> Option<Self> {
        match kind {
            ColumnType::Text => Some(Self::Text(text.to_owned())),
            ColumnType::Int => text.parse().ok().map(Self::Int),
            ColumnType::Float => text.parse().ok().map(Self::Float),
            ColumnType::Bool => match text {
                "0" | "false" => Some(Self::Bool(false)),
                "1" | "true" => Some(Self::Bool(true)),
                _ => None,
            },
            ColumnType::Time => parse_time(text).map(Self::Time),
            ColumnType::Day => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|date| Self::Day(date.into())),
            ColumnType::Bytes => None,
        }
    }

    /// As the catalogue writes it; `None` where it has no spelling there (years beyond 1 to 9999).
    #[must_use]
    pub fn render(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Int(value) => Some(value.to_string()),
            Self::Float(value) => Some(value.to_string()),
            Self::Bool(value) => Some(if *value { "1" } else { "0" }.to_owned()),
            Self::Time(micros) => render_time(*micros),
            Self::Day(day) => {
                let date = day.date();
                (1..=9999).contains(&date.year()).then(|| day.to_string())
            }
        }
    }

    /// The smaller of the two. Values of different types do not meet.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if self.compare(&other) == Ordering::Greater { other } else { self }
    }

    /// The larger of the two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        if self.compare(&other) == Ordering::Less { other } else { self }
    }

    /// The order of the column: text by its bytes, numbers by value.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Int(a), Self::Int(b)) => a.cmp(b),
            (Self::Float(a), Self::Float(b)) => a.total_cmp(b),
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            (Self::Time(a), Self::Time(b)) => a.cmp(b),
            (Self::Day(a), Self::Day(b)) => a.cmp(b),
            _ => Ordering::Equal,
        }
    }
}

/// `2021-02-25 02:00:00.5+00`, without trailing zeros; `None` beyond the years 1 to 9999.
pub fn render_time(micros: Micros) -> Option<String> {
    let time = DateTime::from_timestamp_micros(micros.0)?;
    if !(1..=9999).contains(&time.year()) {
        return None;
    }
    let fraction = micros.0.rem_euclid(1_000_000);
    let mut text = time.format("%Y-%m-%d %H:%M:%S").to_string();
    if fraction != 0 {
        let digits = format!("{fraction:06}");
        text.push('.');
        text.push_str(digits.trim_end_matches('0'));
    }
    text.push_str("+00");
    Some(text)
}

/// The reverse of [`render_time`]; also takes other whole-hour and `hh:mm` offsets.
pub fn parse_time(text: &str) -> Option<Micros> {
    if let Some(utc) = text.strip_suffix("+00") {
        let time = NaiveDateTime::parse_from_str(utc, "%Y-%m-%d %H:%M:%S%.f").ok()?;
        return Some(Micros(time.and_utc().timestamp_micros()));
    }
    let time = DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%#z").ok()?;
    Some(Micros(time.timestamp_micros()))
}

/// Bounds of text are cut to this many characters, so a bound shorter than that is the value itself.
pub const TEXT_BOUND_CHARS: usize = 64;

/// A text that is not above `value`, short enough for the catalogue.
pub fn lower_text_bound(value: &str) -> String {
    // A database in C cannot hold NUL; the empty text is below everything.
    if value.contains('\0') { String::new() } else { value.chars().take(TEXT_BOUND_CHARS).collect() }
}

/// A text that is not below `value`, short enough for the catalogue; `None` where there is none.
pub fn upper_text_bound(value: &str) -> Option<String> {
    let mut bound: Vec<char> = value.chars().take_while(|c| *c != '\0').take(TEXT_BOUND_CHARS).collect();
    if bound.iter().map(|c| c.len_utf8()).sum::<usize>() == value.len() {
        return Some(bound.into_iter().collect());
    }
    // Cut: raise the last character that can be raised, then fill up, so that its length says that it was cut.
    while let Some(last) = bound.pop() {
        let next = u32::from(last) + 1;
        let next = if next == 0xD800 { 0xE000 } else { next };
        if let Some(next) = char::from_u32(next) {
            bound.push(next);
            bound.resize(TEXT_BOUND_CHARS, char::MAX);
            return Some(bound.into_iter().collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_are_written_as_duckdb_writes_them() {
        let at = |text: &str| parse_time(text).unwrap();
        assert_eq!(render_time(at("2021-02-25 02:00:00+00")).unwrap(), "2021-02-25 02:00:00+00");
        assert_eq!(render_time(at("1960-01-01 00:00:00.5+00")).unwrap(), "1960-01-01 00:00:00.5+00");
        assert_eq!(at("2021-02-25 10:00:00+08"), at("2021-02-25 02:00:00+00"));
        assert_eq!(parse_time("infinity"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn bounds_of_text_bound_it(value in any::<String>(), tail in "[a龘\u{10ffff}]{0,90}") {
            let value = value + &tail;
            prop_assert!(lower_text_bound(&value).as_str() <= value.as_str());
            if let Some(upper) = upper_text_bound(&value) {
                prop_assert!(upper.as_str() >= value.as_str());
                if upper.chars().count() < TEXT_BOUND_CHARS {
                    prop_assert_eq!(upper, value);
                }
            }
        }

        #[test]
        fn what_is_written_is_read_back(micros in -60_000_000_000_000_000i64..250_000_000_000_000_000) {
            if let Some(text) = render_time(Micros(micros)) {
                prop_assert_eq!(parse_time(&text), Some(Micros(micros)));
            }
        }
    }
}
