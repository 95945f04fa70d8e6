//! Which years of the calendar are needed, and for what.

use std::collections::{BTreeMap, BTreeSet};

use model::{Calendar, Day};

/// Rows of a year by table.
pub type Rows = BTreeMap<&'static str, u64>;

/// What there is to count for.
#[derive(Debug, Default)]
pub struct Held {
    /// Dated rows of the lake by year.
    pub rows: BTreeMap<i32, Rows>,
    /// Inquiries whose deadline cannot be counted, by the year that is missing.
    pub uncounted: BTreeMap<i32, u64>,
    /// The year after the monitoring day is needed whatever there is: without a lake nobody knows how far deadlines reach.
    pub next_year: bool,
}

/// A year that is known or needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// Its number.
    pub number: i32,
    /// Its days off are known.
    pub in_calendar: bool,
    /// The notices they were taken from.
    pub documents: Vec<String>,
    /// Why it is needed: tables with rows in it, `between`, `as_of`, `deadlines`, `next`. Empty: it is not.
    pub needed_for: Vec<&'static str>,
    /// Rows of the lake in it.
    pub rows: Rows,
    /// Inquiries whose deadline cannot be counted without it.
    pub uncounted_inquiries: u64,
}

/// The years in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The monitoring day.
    pub as_of: Day,
    /// The years that are known or needed.
    pub years: Vec<Year>,
}

impl Need {
    /// From the first year the lake holds to the last one that a deadline given on the monitoring day reaches.
    pub fn of(calendar: &Calendar, as_of: Day, answer_days: u32, held: &Held) -> Self {
        let reached = match calendar.add_working_days(as_of, answer_days) {
            Ok(day) => year_of(day),
            Err(unknown) => unknown.0,
        };
        let mut needed: BTreeMap<i32, Vec<&'static str>> = BTreeMap::new();
        for (year, rows) in &held.rows {
            needed.entry(*year).or_default().extend(rows.keys());
        }
        if let (Some((&first, _)), Some((&last, _))) = (held.rows.first_key_value(), held.rows.last_key_value()) {
            // Counting from one year into a later one passes through those between, as far as anything is judged.
            for year in first..=last.min(reached) {
                needed.entry(year).or_insert_with(|| vec!["between"]);
            }
        }
        needed.entry(year_of(as_of)).or_default().push("as_of");
        if reached != year_of(as_of) {
            needed.entry(reached).or_default().push("deadlines");
        }
        for year in held.uncounted.keys() {
            let why = needed.entry(*year).or_default();
            if !why.contains(&"deadlines") {
                why.push("deadlines");
            }
        }
        if held.next_year {
            let next = year_of(as_of).saturating_add(1);
            needed.entry(next).or_default().push("next");
        }
        let known: BTreeSet<i32> = calendar.years().collect();
        let years = known.iter().chain(needed.keys()).copied().collect::<BTreeSet<i32>>();
        let year = |year: i32| Year {
            number: year,
            in_calendar: known.contains(&year),
            documents: calendar.documents(year).to_vec(),
            needed_for: needed.get(&year).cloned().unwrap_or_default(),
            rows: held.rows.get(&year).cloned().unwrap_or_default(),
            uncounted_inquiries: held.uncounted.get(&year).copied().unwrap_or(0),
        };
        Self { as_of, years: years.into_iter().map(year).collect() }
    }

    /// The years that are needed and not known.
    pub fn missing(&self) -> impl Iterator<Item = &Year> {
        self.years.iter().filter(|year| !year.in_calendar && !year.needed_for.is_empty())
    }
}

/// The year a day lies in.
pub fn year_of(day: Day) -> i32 {
    day.quarter().year
}

/// The first day whose deadline reaches into a year that is missing, where the year before is known.
pub fn first_day_that_reaches(calendar: &Calendar, missing: i32, answer_days: u32) -> Option<Day> {
    let new_year = Day::from_ymd(missing, 1, 1)?;
    let mut day = new_year;
    loop {
        let before = day.plus(-1);
        match calendar.add_working_days(before, answer_days) {
            Err(unknown) if unknown.0 == missing => day = before,
            _ => break,
        }
    }
    (day != new_year).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn missing(as_of: &str, held: &Held) -> Vec<(i32, Vec<&'static str>)> {
        let need = Need::of(Calendar::embedded(), day(as_of), 5, held);
        need.missing().map(|year| (year.number, year.needed_for.clone())).collect()
    }

    #[test]
    fn a_deadline_that_reaches_into_an_unknown_year_needs_it() {
        let held = Held::default();
        assert_eq!(missing("2026-11-24", &held), []);
        assert_eq!(missing("2026-12-30", &held), [(2027, vec!["deadlines"])]);
        assert_eq!(missing("2027-02-01", &held), [(2027, vec!["as_of"])]);
        let nowhere = Held { next_year: true, ..Held::default() };
        assert_eq!(missing("2026-11-24", &nowhere), [(2027, vec!["next"])]);
        assert_eq!(missing("2025-11-24", &nowhere), []);
    }

    #[test]
    fn what_the_lake_holds_needs_its_years_and_those_between() {
        let rows = |table, count| Rows::from([(table, count)]);
        let held = Held {
            rows: BTreeMap::from([(2015, rows("posts", 2)), (2017, rows("comments", 1)), (2021, rows("posts", 9))]),
            uncounted: BTreeMap::from([(2017, 1)]),
            next_year: false,
        };
        let expected = [(2015, vec!["posts"]), (2016, vec!["between"]), (2017, vec!["comments", "deadlines"])];
        assert_eq!(missing("2021-02-25", &held), expected);
    }

    #[test]
    fn the_first_day_that_goes_unknown_is_told() {
        let calendar = Calendar::embedded();
        let first = first_day_that_reaches(calendar, 2027, 5).unwrap();
        assert!(calendar.add_working_days(first, 5).is_err());
        assert!(calendar.add_working_days(first.plus(-1), 5).is_ok());
        assert_eq!(first_day_that_reaches(calendar, 2035, 5), None, "the year before is unknown too");
        assert_eq!(first_day_that_reaches(calendar, 2027, 0), None);
        assert_eq!(first_day_that_reaches(calendar, i32::MAX, 5), None);
        let far = first_day_that_reaches(calendar, 2027, 1000).unwrap();
        assert!(far < day("2024-01-01") && calendar.add_working_days(far.plus(-1), 1000).is_ok(), "{far}");
        assert_eq!(first_day_that_reaches(calendar, 2027, 100_000), Some(day("2018-01-01")), "2017 is unknown itself");
    }
}
