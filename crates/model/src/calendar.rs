//! Working days of China: Monday to Friday, less the days off and with the weekends worked instead (调休) that the State
//! Council announces for each year (`calendar/`). A year without a file is unknown, and whatever reaches into it is too.

mod embedded;
mod read;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::Datelike as _;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::{Day, id};
pub use read::CalendarError;

/// The answer needs a year of which no days off are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the calendar has no year {0}: add calendar/{0}.toml from the State Council's notice")]
pub struct UnknownYear(pub i32);

/// Working days of the years that are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i32, Year>,
}

/// One year's days.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Year {
    /// 1 January.
    first: Day,
    /// For every day of the year, the working days of the year up to and including it.
    worked: Vec<u32>,
    /// Numbers of the notices the year was taken from.
    documents: Vec<String>,
}

static EMBEDDED: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::parse(embedded::FILES).expect("the embedded calendar files are checked by tests"));

impl Calendar {
    /// The calendar embedded in the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads calendar files, given as (path, content); paths are for messages.
    ///
    /// # Errors
    /// A file that is not of the form, names days outside its year or contradicts itself, or a year given twice.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, CalendarError> {
        let mut years = BTreeMap::new();
        for (path, content) in files {
            let (number, year) = read::year(path, content)?;
            if years.insert(number, year).is_some() {
                return Err(CalendarError::Twice { path: (*path).to_owned(), year: number });
            }
        }
        Ok(Self { years })
    }

    /// The years that are known, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.keys().copied()
    }

    /// Numbers of the notices a year was taken from.
    #[must_use]
    pub fn documents(&self, year: i32) -> &[String] {
        self.years.get(&year).map_or(&[], |year| &year.documents)
    }

    /// Whether people work on this day.
    ///
    /// # Errors
    /// The day's year is unknown.
    pub fn is_working_day(&self, day: Day) -> Result<bool, UnknownYear> {
        let first_of_year = day.date().ordinal0() == 0;
        let before = if first_of_year { 0 } else { self.worked_in_year(day.plus(-1))? };
        Ok(self.worked_in_year(day)? > before)
    }

    /// Working days after `from` up to and including `to`: 0 on the same day, 1 on the next working day, negative where `to`
    /// lies before `from`.
    ///
    /// # Errors
    /// A year between the two days is unknown.
    pub fn working_days_between(&self, from: Day, to: Day) -> Result<i32, UnknownYear> {
        if to < from {
            return Ok(-self.working_days_between(to, from)?);
        }
        let (first, last) = (from.date().year(), to.date().year());
        // Asked first, so that the year missing is named even when a later one is missing too.
        let mut sum = -i64::from(self.worked_in_year(from)?);
        for number in first..last {
            sum += i64::from(self.year(number)?.worked.last().copied().unwrap_or(0));
        }
        sum += i64::from(self.worked_in_year(to)?);
        Ok(i32::try_from(sum).unwrap_or(i32::MAX))
    }

    /// The day on which the given number of working days after `from` is complete: with 0 `from` itself, with 1 the next working
    /// day.
    ///
    /// # Errors
    /// The counting reaches a year that is unknown.
    pub fn add_working_days(&self, from: Day, working_days: u32) -> Result<Day, UnknownYear> {
        if working_days == 0 {
            self.worked_in_year(from)?;
            return Ok(from);
        }
        let mut number = from.date().year();
        let mut wanted = u64::from(self.worked_in_year(from)?) + u64::from(working_days);
        loop {
            let year = self.year(number)?;
            let all = u64::from(year.worked.last().copied().unwrap_or(0));
            if wanted <= all {
                let index = year.worked.partition_point(|worked| u64::from(*worked) < wanted);
                return Ok(year.first.plus(i32::try_from(index).unwrap_or(i32::MAX)));
            }
            wanted -= all;
            number += 1;
        }
    }

    fn year(&self, number: i32) -> Result<&Year, UnknownYear> {
        self.years.get(&number).ok_or(UnknownYear(number))
    }

    fn worked_in_year(&self, day: Day) -> Result<u32, UnknownYear> {
        let date = day.date();
        let year = self.year(date.year())?;
        year.worked.get(date.ordinal0() as usize).copied().ok_or(UnknownYear(date.year()))
    }
}

/// SHA-256 over every embedded calendar file with its path, as lower-case hex: part of the identity of an audit, because other
/// days off move deadlines.
#[must_use]
pub fn data_hash() -> String {
    let mut hasher = Sha256::new();
    for (path, content) in embedded::FILES {
        hasher.update(path.as_bytes());
        hasher.update([0xff]);
        hasher.update(content.as_bytes());
        hasher.update([0xff]);
    }
    id::hex(&hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn between(from: &str, to: &str) -> Result<i32, UnknownYear> {
        Calendar::embedded().working_days_between(day(from), day(to))
    }

    #[test]
    fn days_off_and_weekends_worked_instead_are_known() {
        let calendar = Calendar::embedded();
        for (text, expected) in [
            ("2021-02-07", true),
            ("2021-02-10", true),
            ("2021-02-11", false),
            ("2021-02-17", false),
            ("2021-02-18", true),
            ("2021-02-20", true),
            ("2021-02-21", false),
            ("2020-01-31", false),
            ("2020-02-03", true),
            ("2019-05-02", false),
            ("2018-12-29", true),
            ("2018-12-31", false),
            ("2018-01-01", false),
            ("2022-12-31", false),
            ("2024-02-09", true),
            ("2026-02-14", true),
        ] {
            assert_eq!(calendar.is_working_day(day(text)), Ok(expected), "{text}");
        }
    }

    #[test]
    fn the_spring_festival_of_2021_does_not_count() {
        assert_eq!(between("2021-02-10", "2021-02-10"), Ok(0));
        assert_eq!(between("2021-02-10", "2021-02-17"), Ok(0));
        assert_eq!(between("2021-02-10", "2021-02-18"), Ok(1));
        assert_eq!(between("2021-02-10", "2021-02-20"), Ok(3));
        assert_eq!(between("2021-02-05", "2021-02-10"), Ok(4), "Sunday the 7th is worked");
        assert_eq!(between("2021-02-18", "2021-02-10"), Ok(-1));
        assert_eq!(between("2020-12-31", "2021-01-04"), Ok(1));
        let calendar = Calendar::embedded();
        assert_eq!(calendar.add_working_days(day("2021-02-10"), 1), Ok(day("2021-02-18")));
        assert_eq!(calendar.add_working_days(day("2021-02-13"), 3), Ok(day("2021-02-20")));
        assert_eq!(calendar.add_working_days(day("2021-02-13"), 0), Ok(day("2021-02-13")));
        assert_eq!(calendar.add_working_days(day("2020-12-31"), 1), Ok(day("2021-01-04")));
    }

    #[test]
    fn a_missing_year_is_unknown() {
        let calendar = Calendar::embedded();
        assert_eq!(calendar.is_working_day(day("2017-12-29")), Err(UnknownYear(2017)));
        assert_eq!(between("2017-12-29", "2018-01-10"), Err(UnknownYear(2017)));
        assert_eq!(calendar.add_working_days(day("2026-12-31"), 1), Err(UnknownYear(2027)));
        assert_eq!(between("2026-12-31", "2027-01-05"), Err(UnknownYear(2027)));
        let gap = Calendar::parse(&[embedded::FILES[0], embedded::FILES[2]]).unwrap();
        assert_eq!(gap.working_days_between(day("2018-12-28"), day("2020-01-02")), Err(UnknownYear(2019)));
        assert!(between("2026-12-31", "2027-01-05").unwrap_err().to_string().contains("calendar/2027.toml"));
    }

    #[test]
    fn years_have_as_many_working_days_as_their_notices_leave() {
        let calendar = Calendar::embedded();
        assert_eq!(calendar.years().collect::<Vec<_>>(), (2018..=2026).collect::<Vec<_>>());
        // Counted with the Python package chinesecalendar 1.11.0, which bench/peers/working_days.py compares day by day.
        for (year, expected) in PEER_WORKING_DAYS {
            let (first, last) = (Day::from_ymd(year, 1, 1).unwrap(), Day::from_ymd(year, 12, 31).unwrap());
            // 1 January is never worked.
            assert_eq!(calendar.working_days_between(first, last), Ok(expected), "{year}");
            assert!(!calendar.documents(year).is_empty());
        }
        assert!(calendar.documents(2017).is_empty());
    }

    const PEER_WORKING_DAYS: [(i32, i32); 9] = [
        (2018, 250),
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ];

    #[test]
    fn adding_is_the_inverse_of_counting() {
        let calendar = Calendar::embedded();
        let start = day("2019-12-20");
        for shift in 0..500 {
            let from = start.plus(shift);
            for count in [1, 3, 5, 15, 60] {
                let to = calendar.add_working_days(from, count).unwrap();
                assert_eq!(calendar.working_days_between(from, to), Ok(i32::try_from(count).unwrap()));
                assert_eq!(calendar.is_working_day(to), Ok(true));
            }
        }
    }

    #[test]
    fn the_ends_of_the_range_do_not_panic() {
        let calendar = Calendar::embedded();
        for value in [i32::MIN, i32::MAX, 0] {
            assert!(calendar.is_working_day(Day(value)).is_err());
            assert!(calendar.working_days_between(Day(value), day("2021-01-04")).is_err());
            assert!(calendar.add_working_days(Day(value), u32::MAX).is_err());
        }
        assert!(calendar.add_working_days(day("2021-01-04"), u32::MAX).is_err());
    }
}
