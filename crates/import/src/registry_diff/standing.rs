//! The registry as it stood on a day.

use std::collections::{BTreeMap, BTreeSet};

use model::Day;

use super::FiledAccount;

/// A line of table `registry`, its cells as text.
#[derive(Debug, Clone)]
pub struct Line {
    /// Day of its filing.
    pub filed_on: Day,
    /// The account.
    pub account_id: String,
    /// What is not NULL, by column.
    pub cells: BTreeMap<&'static str, String>,
}

/// What a filing speaks for: a unit on a platform.
type Scope<'a> = (&'a str, &'a str);

impl Line {
    /// A line; `None` where it has no account or day, which the importer never writes.
    #[must_use]
    pub fn new(cells: BTreeMap<&'static str, String>) -> Option<Self> {
        let filed_on = cells.get("filed_on")?.parse().ok()?;
        let account_id = cells.get("account_id")?.clone();
        Some(Self { filed_on, account_id, cells })
    }

    fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn scope(&self) -> Scope<'_> {
        (self.cell("unit_id"), self.cell("platform"))
    }

    /// The account as this line files it.
    #[must_use]
    pub fn account(&self) -> FiledAccount {
        FiledAccount {
            platform: self.cell("platform").to_owned(),
            name: self.cell("account_name").to_owned(),
            unit: self.cells.get("unit_name").cloned(),
            account_id: self.account_id.clone(),
            source_id: self.cell("source_id").to_owned(),
        }
    }
}

fn filings(lines: &[Line], until: Day) -> BTreeMap<Day, BTreeSet<Scope<'_>>> {
    let mut filings: BTreeMap<Day, BTreeSet<Scope<'_>>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.filed_on <= until) {
        filings.entry(line.filed_on).or_default().insert(line.scope());
    }
    filings
}

/// The last filing before the one that counts at `to` which speaks for some of the same units, else the last filing before it at all.
#[must_use]
pub fn earlier_filing(lines: &[Line], to: Day) -> Option<Day> {
    let mut filings = filings(lines, to);
    let (_, scopes) = filings.pop_last()?;
    let akin = filings.iter().rev().find(|(_, earlier)| !earlier.is_disjoint(&scopes)).map(|(day, _)| *day);
    akin.or_else(|| filings.last_key_value().map(|(day, _)| *day))
}

/// The lines that count at the end of a day, by account. Of several lines of one account the latest counts, then the first by unit and place.
#[must_use]
pub fn standing(lines: &[Line], until: Day) -> BTreeMap<&str, &Line> {
    let filings = filings(lines, until);
    let mut covered: BTreeSet<Scope<'_>> = BTreeSet::new();
    let mut standing: BTreeMap<&str, &Line> = BTreeMap::new();
    for (day, scopes) in filings.iter().rev() {
        let replaced =
            filings.range(*day..).skip(1).any(|(_, later)| scopes.intersection(later).count() * 2 >= scopes.len());
        if !replaced {
            let mut filed: Vec<&Line> =
                lines.iter().filter(|line| line.filed_on == *day && !covered.contains(&line.scope())).collect();
            filed.sort_by_key(|line| (line.scope(), line.cell("source_id")));
            for line in filed {
                standing.entry(line.account_id.as_str()).or_insert(line);
            }
        }
        covered.extend(scopes);
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(day: &str, unit: &'static str, account: &str) -> Line {
        let cells = [("filed_on", day), ("account_id", account), ("unit_id", unit), ("platform", "douyin")];
        Line::new(cells.map(|(column, value)| (column, value.to_owned())).into()).unwrap()
    }

    fn accounts(lines: &[Line], day: &str) -> Vec<String> {
        standing(lines, day.parse().unwrap()).into_keys().map(str::to_owned).collect()
    }

    #[test]
    fn a_new_book_replaces_the_old_one_and_a_units_table_only_its_own_lines() {
        let lines = [
            line("2021-01-01", "u1", "a1"),
            line("2021-01-01", "u1", "a2"),
            line("2021-01-01", "u2", "a3"),
            line("2021-01-01", "u3", "a4"),
            // One unit's own table: a2 is no longer in it.
            line("2021-02-01", "u1", "a1"),
            // A new book, without u3.
            line("2021-03-01", "u1", "a1"),
            line("2021-03-01", "u2", "a5"),
        ];
        assert_eq!(accounts(&lines, "2020-12-31"), Vec::<String>::new());
        assert_eq!(accounts(&lines, "2021-01-15"), ["a1", "a2", "a3", "a4"]);
        assert_eq!(accounts(&lines, "2021-02-01"), ["a1", "a3", "a4"]);
        assert_eq!(accounts(&lines, "2021-12-31"), ["a1", "a5"]);
        let day = |text: &str| text.parse::<Day>().ok();
        assert_eq!(earlier_filing(&lines, "2021-12-31".parse().unwrap()), day("2021-02-01"));
        assert_eq!(earlier_filing(&lines, "2021-01-31".parse().unwrap()), None);
    }
}
