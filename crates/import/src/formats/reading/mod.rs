//! What the formats of collectors and platforms share: which record a row is, where a work, comment or profile has its
//! fields, and how tables and nested JSON are gone through. A format then is its names of columns and what is special about it.

pub mod citizens;
pub mod columns;
pub mod comments;
pub mod fields;
pub mod nested;
pub mod profiles;
pub mod tables;
pub mod works;

use model::{Day, Micros};

use crate::entry::Entry;
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;
use crate::values::day::Precision;
use crate::values::find_day;

/// What the reader of one record needs to know of the file, and where it leaves its warnings.
pub struct Context<'a> {
    /// The file.
    pub source: &'a Source,
    /// The sheet, the table of a database, or the path of the list inside a JSON document; empty where there is none.
    pub sheet: &'a str,
    /// What stands around the list the record is from: the reply it came in. An empty object where nothing does.
    pub around: &'a Row,
    day: Option<Day>,
    warnings: Vec<String>,
}

impl<'a> Context<'a> {
    /// For the records of one sheet, table or list; `day`: what [`day_in_name`] says of the file.
    #[must_use]
    pub fn new(source: &'a Source, day: Option<Day>, sheet: &'a str, around: &'a Row) -> Self {
        Self { source, sheet, around, day, warnings: Vec::new() }
    }

    /// Something a person should know although the record is imported.
    pub fn warn(&mut self, warning: impl Into<String>) {
        self.warnings.push(warning.into());
    }

    /// The warnings since the last call.
    pub fn take_warnings(&mut self) -> Vec<String> {
        std::mem::take(&mut self.warnings)
    }

    /// When the file's content was true, for records that do not say it.
    #[must_use]
    pub fn observed_at(&self) -> Micros {
        self.source.observed_at(self.day)
    }

    /// Whether somebody said when the file's content was true: its name, or the person. Else only the file's own date is known.
    #[must_use]
    pub fn observed_is_stated(&self) -> bool {
        self.day.is_some() || self.source.observed.is_some()
    }
}

/// The day in a file's name. A month or a year there says when something was about, not when it was collected.
#[must_use]
pub fn day_in_name(source: &Source) -> Option<Day> {
    find_day(source.name()).filter(|reading| reading.precision == Precision::Day).map(|reading| reading.day)
}

/// Reads one record.
pub type ReadRow = fn(&Row, &mut Context<'_>) -> Result<Vec<Entry>, Reject>;

/// One kind of record of a format.
pub struct Kind {
    /// Fields that must all be there; of a group of names divided by `|` one is enough.
    pub needs: &'static [&'static str],
    /// Fields of which none may be there.
    pub lacks: &'static [&'static str],
    /// Files that others lean on come first: see [`crate::Detection`].
    pub stage: u8,
    /// The record tells of a citizen, whose ids must not be kept in quarantine.
    pub is_about_citizens: bool,
    /// Records may have fewer or more cells than the header: the tool writes what a record happens to have.
    pub is_ragged: bool,
    /// Reads it.
    pub read: ReadRow,
}

impl Kind {
    /// A record that has these fields.
    #[must_use]
    pub const fn new(needs: &'static [&'static str], stage: u8, read: ReadRow) -> Self {
        Self { needs, lacks: &[], stage, is_about_citizens: false, is_ragged: false, read }
    }

    /// The same, where none of these fields is there.
    #[must_use]
    pub const fn without(mut self, lacks: &'static [&'static str]) -> Self {
        self.lacks = lacks;
        self
    }

    /// The same, about a citizen.
    #[must_use]
    pub const fn of_citizens(mut self) -> Self {
        self.is_about_citizens = true;
        self
    }

    /// The same, with records of any width.
    #[must_use]
    pub const fn ragged(mut self) -> Self {
        self.is_ragged = true;
        self
    }

    /// Whether a record with these fields is of this kind.
    pub fn fits(&self, has: &dyn Fn(&str) -> bool) -> bool {
        self.needs.iter().all(|names| names.split('|').any(has)) && !self.lacks.iter().any(|name| has(name))
    }
}

/// The first kind whose fields are there.
pub fn kind_of<'a>(kinds: &'a [Kind], has: &dyn Fn(&str) -> bool) -> Option<&'a Kind> {
    kinds.iter().find(|kind| kind.fits(has))
}
