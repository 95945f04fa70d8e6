//! Reading and checking one calendar file.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Weekday};
use serde::Deserialize;
use thiserror::Error;

use super::Year;
use crate::Day;

/// Why a calendar file was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// Not TOML, or not of the form of a calendar file.
    #[error("{path}: not a calendar: {message}")]
    Form {
        /// The file.
        path: String,
        /// What the reader said, with line and column.
        message: String,
    },
    /// A day that cannot stand where it stands.
    #[error("{path}: {day}: {problem}")]
    Day {
        /// The file.
        path: String,
        /// The day.
        day: Day,
        /// What is wrong with it, and what to write instead.
        problem: &'static str,
    },
    /// No notice is named.
    #[error("{path}: no document: name the number of the notice the year was taken from")]
    Source {
        /// The file.
        path: String,
    },
    /// A second file for a year.
    #[error("{path}: the year {year} has a file already: keep one")]
    Twice {
        /// The file.
        path: String,
        /// The year.
        year: i32,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    year: i32,
    documents: Vec<String>,
    holidays: Vec<Holiday>,
    working_weekends: Vec<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    #[serde(rename = "name")]
    _name: String,
    from: Day,
    to: Day,
}

/// Reads one file: its year and the days of it.
pub(super) fn year(path: &str, content: &str) -> Result<(i32, Year), CalendarError> {
    let form = |message: String| CalendarError::Form { path: path.to_owned(), message };
    let file: File = toml::from_str(content).map_err(|error| form(error.to_string()))?;
    if file.documents.iter().all(|document| document.trim().is_empty()) {
        return Err(CalendarError::Source { path: path.to_owned() });
    }
    let (Some(first), Some(last)) = (Day::from_ymd(file.year, 1, 1), Day::from_ymd(file.year, 12, 31)) else {
        return Err(form(format!("{} is no year", file.year)));
    };
    let problem = |day: Day, problem: &'static str| CalendarError::Day { path: path.to_owned(), day, problem };
    let mut days_off = BTreeSet::new();
    for holiday in &file.holidays {
        if holiday.to < holiday.from {
            return Err(problem(holiday.to, "the holiday ends before it begins: swap `from` and `to`"));
        }
        for day in [holiday.from, holiday.to] {
            if day < first || last < day {
                return Err(problem(day, "not in the file's year: move it to the file of its own year"));
            }
        }
        let mut day = holiday.from;
        while day <= holiday.to {
            if !days_off.insert(day) {
                return Err(problem(day, "lies in two holidays: let one begin after the other"));
            }
            day = day.plus(1);
        }
    }
    let mut working_weekends = BTreeSet::new();
    for day in file.working_weekends {
        if day < first || last < day {
            return Err(problem(day, "not in the file's year: move it to the file of its own year"));
        }
        if !is_weekend(day) {
            return Err(problem(day, "is no Saturday or Sunday: check the notice"));
        }
        if days_off.contains(&day) {
            return Err(problem(day, "is both off and worked: check the notice"));
        }
        if !working_weekends.insert(day) {
            return Err(problem(day, "stands twice: keep one"));
        }
    }
    let mut worked = Vec::with_capacity(366);
    let mut count = 0;
    let mut day = first;
    while day <= last {
        let works = working_weekends.contains(&day) || !(is_weekend(day) || days_off.contains(&day));
        count += u32::from(works);
        worked.push(count);
        day = day.plus(1);
    }
    Ok((file.year, Year { first, worked, documents: file.documents }))
}

fn is_weekend(day: Day) -> bool {
    matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(holidays: &str, weekends: &str) -> Result<(i32, Year), CalendarError> {
        let text =
            format!("year = 2021\ndocuments = [\"一号\"]\nholidays = [{holidays}]\nworking_weekends = [{weekends}]\n");
        year("calendar/2021.toml", &text)
    }

    #[test]
    fn mistakes_are_refused_with_what_to_do() {
        assert!(read("{ name = \"元旦\", from = \"2021-01-01\", to = \"2021-01-03\" }", "\"2021-02-07\"").is_ok());
        for (holidays, weekends, expected) in [
            ("{ name = \"甲\", from = \"2021-01-03\", to = \"2021-01-01\" }", "", "swap"),
            ("{ name = \"甲\", from = \"2020-12-31\", to = \"2021-01-01\" }", "", "file of its own year"),
            ("{ name = \"甲\", from = \"2021-01-01\", to = \"2022-01-01\" }", "", "file of its own year"),
            (
                "{ name = \"甲\", from = \"2021-01-01\", to = \"2021-01-02\" }, { name = \"乙\", from = \"2021-01-02\", to = \"2021-01-02\" }",
                "",
                "two holidays",
            ),
            ("", "\"2021-02-08\"", "no Saturday"),
            ("", "\"2020-02-08\"", "file of its own year"),
            ("", "\"2021-02-07\", \"2021-02-07\"", "twice"),
            ("{ name = \"甲\", from = \"2021-02-07\", to = \"2021-02-07\" }", "\"2021-02-07\"", "both"),
            ("{ name = \"甲\", from = \"2021-02-30\", to = \"2021-02-30\" }", "", "not a calendar"),
        ] {
            let error = read(holidays, weekends).expect_err(expected).to_string();
            assert!(error.contains(expected), "{error}");
        }
        let nameless = "year = 2021\ndocuments = []\nholidays = []\nworking_weekends = []\n";
        assert!(matches!(year("x", nameless), Err(CalendarError::Source { .. })));
        let far = "year = 2000000000\ndocuments = [\"一号\"]\nholidays = []\nworking_weekends = []\n";
        assert!(matches!(year("x", far), Err(CalendarError::Form { .. })));
    }
}
