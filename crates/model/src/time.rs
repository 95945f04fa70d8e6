//! Time as Mingjian counts it: instants in UTC microseconds, days and quarters in UTC+8.
//!
//! China has one civil time without daylight saving, so a day is a fixed shift of UTC and no time zone
//! database is needed. Whatever the machine's own zone says is never asked.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

const MICROS_PER_SECOND: i64 = 1_000_000;
/// Microseconds of one day.
pub const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;
/// UTC+8 in microseconds.
pub const CHINA_OFFSET: i64 = 8 * 3_600 * MICROS_PER_SECOND;

/// An instant: microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Micros(pub i64);

impl Micros {
    /// From seconds since the epoch; `None` where the value does not fit.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        seconds.checked_mul(MICROS_PER_SECOND).map(Self)
    }

    /// From milliseconds since the epoch; `None` where the value does not fit.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        millis.checked_mul(1_000).map(Self)
    }

    /// The first instant of the quarter (in UTC+8) this instant lies in: how files and kept state are divided.
    #[must_use]
    pub fn quarter_start(self) -> Self {
        self.day().quarter().first_day().start()
    }

    /// The day in UTC+8 this instant falls on.
    #[must_use]
    pub fn day(self) -> Day {
        let days = self.0.saturating_add(CHINA_OFFSET).div_euclid(MICROS_PER_DAY);
        Day(i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX }))
    }
}

impl fmt::Display for Micros {
    /// `2021-02-25T10:00:00+08:00`, to the second.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second_of_day = self.0.saturating_add(CHINA_OFFSET).rem_euclid(MICROS_PER_DAY) / MICROS_PER_SECOND;
        let (hour, minute, second) = (second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}+08:00", self.day())
    }
}

/// A day in UTC+8, counted from 1970-01-01 (Arrow's `Date32`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

const EPOCH_FROM_CE: i32 = 719_163;

impl Day {
    /// The given calendar day; `None` where there is no such day.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from)
    }

    /// 00:00 +08:00 of this day.
    #[must_use]
    pub fn start(self) -> Micros {
        Micros(i64::from(self.0) * MICROS_PER_DAY - CHINA_OFFSET)
    }

    /// 24:00 +08:00 of this day: the first instant that is no longer in it.
    #[must_use]
    pub fn end(self) -> Micros {
        Micros(self.start().0 + MICROS_PER_DAY)
    }

    /// This day moved by a number of days, stopping at the ends of the range.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The quarter this day lies in.
    #[must_use]
    pub fn quarter(self) -> Quarter {
        let date = self.date();
        Quarter { year: date.year(), quarter: date.month0() / 3 + 1 }
    }

    /// As a calendar date. Days beyond chrono's range (a quarter of a million years) become its last day.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        let from_ce = self.0.saturating_add(EPOCH_FROM_CE);
        NaiveDate::from_num_days_from_ce_opt(from_ce).unwrap_or(if self.0 < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        })
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce() - EPOCH_FROM_CE)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().format("%Y-%m-%d"))
    }
}

/// A text that is not a day of the form `2021-02-25`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day; write it like 2021-02-25")]
pub struct NotADay(pub String);

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").map(Self::from).map_err(|_| NotADay(text.to_owned()))
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A calendar quarter, written `2020Q3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// Calendar year.
    pub year: i32,
    /// 1 to 4.
    pub quarter: u32,
}

impl Quarter {
    /// The first day of the quarter.
    #[must_use]
    pub fn first_day(self) -> Day {
        Day::from_ymd(self.year, self.quarter * 3 - 2, 1).unwrap_or(Day(i32::MAX))
    }

    /// The last day of the quarter, the usual cut-off of an inspection.
    #[must_use]
    pub fn last_day(self) -> Day {
        self.next().first_day().plus(-1)
    }

    /// The quarter after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if self.quarter >= 4 {
            Self { year: self.year.saturating_add(1), quarter: 1 }
        } else {
            Self { year: self.year, quarter: self.quarter + 1 }
        }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year, self.quarter)
    }
}

impl FromStr for Quarter {
    type Err = NotAQuarter;

    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let wrong = || NotAQuarter(text.to_owned());
        let (year, quarter) = text.trim().split_once(['Q', 'q']).ok_or_else(wrong)?;
        let quarter: u32 = quarter.parse().map_err(|_| wrong())?;
        let year: i32 = year.parse().map_err(|_| wrong())?;
        if !(1..=4).contains(&quarter) || !(1970..=9999).contains(&year) {
            return Err(wrong());
        }
        Ok(Self { year, quarter })
    }
}

/// A text that is not a quarter of the form `2020Q3`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a quarter; write it like 2020Q3")]
pub struct NotAQuarter(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_turns_at_midnight_in_china_whatever_utc_says() {
        let day: Day = "2021-02-25".parse().unwrap();
        assert_eq!(day.start().to_string(), "2021-02-25T00:00:00+08:00");
        assert_eq!(Micros(day.end().0 - 1).day(), day);
        assert_eq!(day.end().day(), day.plus(1));
        assert_eq!(day.start(), Micros::from_seconds(1_614_182_400).unwrap());
    }

    #[test]
    fn quarters_know_their_last_day() {
        assert_eq!("2020Q3".parse::<Quarter>().unwrap().last_day().to_string(), "2020-09-30");
        assert_eq!("2020Q4".parse::<Quarter>().unwrap().last_day().to_string(), "2020-12-31");
        assert_eq!("2021-02-25".parse::<Day>().unwrap().quarter().to_string(), "2021Q1");
        for wrong in ["2020", "2020Q5", "2020Q0", "Q3", ""] {
            assert!(wrong.parse::<Quarter>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_ends_of_the_range_do_not_panic() {
        for value in [i64::MIN, i64::MAX, 0] {
            let _ = Micros(value).to_string();
            let _ = Micros(value).day().quarter();
        }
        let _ = Day(i32::MIN).to_string();
        let _ = Day(i32::MAX).quarter().last_day();
    }
}
