//! What changed in the registry between two days: accounts added, gone, and filed differently.

mod standing;

use std::collections::BTreeMap;

use arrow::array::{Array, RecordBatch};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use futures::TryStreamExt;
use lake::Lake;
use model::tables::RegistryRow;
use model::{Day, Record};

use crate::error::ImportError;
use standing::{Line, earlier_filing, standing};

/// Columns that say where and when a line was filed, and not what.
const PROVENANCE: [&str; 7] =
    ["registry_row_id", "filing_id", "filed_on", "account_id", "unit_id", "source_id", "observed_at"];

/// The difference of the registry between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryDiff {
    /// The earlier day; `None` where nothing was filed before [`RegistryDiff::to`], so that everything is added.
    pub from: Option<Day>,
    /// The later day; `None` where nothing was ever filed.
    pub to: Option<Day>,
    /// Accounts filed later and not before, by platform and name.
    pub added: Vec<FiledAccount>,
    /// Accounts filed before and not later.
    pub gone: Vec<FiledAccount>,
    /// Columns of accounts filed on both days that differ, by platform, name and column.
    pub changed: Vec<FiledChange>,
}

/// An account as filed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiledAccount {
    /// Platform id.
    pub platform: String,
    /// Name as filed.
    pub name: String,
    /// Host unit as filed.
    pub unit: Option<String>,
    /// `a` + 16 hex.
    pub account_id: String,
    /// Where the line stood: `HASH16/SHEET/ROW`.
    pub source_id: String,
}

/// One column of an account that was filed differently.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiledChange {
    /// The account as filed later.
    pub account: FiledAccount,
    /// The column of table `registry`.
    pub column: &'static str,
    /// What was filed before; `None`: nothing.
    pub before: Option<String>,
    /// What was filed later; `None`: nothing.
    pub after: Option<String>,
}

/// Compares the registry as it stood at the end of two days; without days, the latest filing with the one before it.
///
/// The registry at a day is made of the filings up to it. A later filing takes the place of an earlier one where it covers at least half
/// of the units and platforms of that one; otherwise it takes the place of its own units and platforms only. So a county's new book
/// replaces the old one with what was struck out of it, and one unit's new table leaves the other units alone.
///
/// # Errors
/// When the lake cannot be read.
pub async fn registry_diff(
    lake: &Lake,
    version: Option<i64>,
    from: Option<Day>,
    to: Option<Day>,
) -> Result<RegistryDiff, ImportError> {
    let version = lake.at(version).await?;
    // The day of a filing says when; the instant made of it is not needed.
    let names = RegistryRow::TABLE.columns.iter().map(|column| column.name);
    let columns: Vec<&'static str> = names.filter(|name| *name != "observed_at").collect();
    let mut lines = Vec::new();
    let mut batches = lake.scan(&version, RegistryRow::TABLE.name, &columns)?;
    while let Some(batch) = batches.try_next().await? {
        read(&batch, &columns, &mut lines)?;
    }
    Ok(compare(&lines, from, to))
}

fn read(batch: &RecordBatch, columns: &[&'static str], lines: &mut Vec<Line>) -> Result<(), ImportError> {
    let options = FormatOptions::new();
    let formatters = batch
        .columns()
        .iter()
        .map(|column| ArrayFormatter::try_new(column, &options))
        .collect::<Result<Vec<_>, _>>()?;
    for row in 0..batch.num_rows() {
        let mut cells = BTreeMap::new();
        for ((name, array), formatter) in columns.iter().zip(batch.columns()).zip(&formatters) {
            if array.is_valid(row) {
                cells.insert(*name, formatter.value(row).to_string());
            }
        }
        lines.extend(Line::new(cells));
    }
    Ok(())
}

fn compare(lines: &[Line], from: Option<Day>, to: Option<Day>) -> RegistryDiff {
    let to = to.or_else(|| lines.iter().map(|line| line.filed_on).max());
    let Some(to) = to else {
        return RegistryDiff { from, to, added: Vec::new(), gone: Vec::new(), changed: Vec::new() };
    };
    let from = from.or_else(|| earlier_filing(lines, to));
    let after = standing(lines, to);
    let before = from.map(|from| standing(lines, from)).unwrap_or_default();
    let mut diff = RegistryDiff { from, to: Some(to), added: Vec::new(), gone: Vec::new(), changed: Vec::new() };
    for (account, line) in &after {
        match before.get(account) {
            None => diff.added.push(line.account()),
            Some(known) => diff.changed.extend(changes(known, line)),
        }
    }
    diff.gone =
        before.iter().filter(|(account, _)| !after.contains_key(*account)).map(|(_, line)| line.account()).collect();
    diff.added.sort();
    diff.gone.sort();
    diff.changed.sort();
    diff
}

fn changes<'a>(before: &'a Line, after: &'a Line) -> impl Iterator<Item = FiledChange> + 'a {
    let columns = RegistryRow::TABLE.columns.iter().map(|column| column.name);
    columns.filter(|column| !PROVENANCE.contains(column)).filter_map(|column| {
        let (old, new) = (before.cells.get(column), after.cells.get(column));
        (old != new).then(|| FiledChange {
            account: after.account(),
            column,
            before: old.cloned(),
            after: new.cloned(),
        })
    })
}
