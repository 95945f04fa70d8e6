//! Lists of zombie accounts (僵尸账号名单) that units file: a table like a registry's whose title, sheet or file name says 僵尸.

use model::Platform;
use model::tables::ListEntry;

use super::registry::above::Filing;
use super::registry::columns::Field;
use super::registry::kind::{RowKind, row_kind};
use super::registry::lines::Line;
use super::registry::{best_header, quarantine_broken, tables};
use crate::entry::{Entry, ListEntryDraft};
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::Probe;
use crate::reject::{Reason, Reject};
use crate::row::Position;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct ZombieList;

static MANIFEST: Manifest = Manifest {
    name: "zombie_list",
    title_zh: "僵尸账号名单",
    doc: "A list of dormant accounts as a unit files it, in Excel or CSV: a header with 账号名称 and 平台, and 僵尸 in the title, the sheet's \
          or the file's name.",
    fills: &["lists", "accounts", "account_aliases"],
    proves: "That the unit listed these accounts on that day.",
    lacks: &["when the account was last active"],
};

const WORD: &str = "僵尸";

impl Format for ZombieList {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        let said = probe.name().contains(WORD)
            || probe.sheets.iter().any(|sheet| {
                sheet.name.contains(WORD)
                    || sheet.rows.iter().take(4).any(|(_, cells)| {
                        // A title, not a column or a remark of a registry.
                        cells.iter().filter(|cell| !cell.is_empty()).count() == 1
                            && cells.iter().any(|cell| cell.contains(WORD))
                    })
            });
        if said && best_header(&probe.sheets).is_some() { Detection::yes(90, 1) } else { Detection::NO }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        let mut records = 0;
        for table in tables(source, sink)? {
            records += quarantine_broken(&table, sink)?;
            let filing = Filing::read(&table.above, &table.sheet, source);
            let sheet = Some(table.sheet.clone()).filter(|sheet| !sheet.is_empty());
            for (row, cells) in &table.rows {
                let at = Position { sheet: sheet.clone(), row: *row };
                let line = Line::new(cells, &table.columns);
                let outcome = match row_kind(cells, &table.columns, &table.header) {
                    RowKind::Line => read_line(&line, &filing),
                    RowKind::RepeatedHeader => {
                        Err(Reject::new(Reason::RepeatedHeader, "the header again inside the table", line.raw()))
                    }
                    _ => continue,
                };
                records += 1;
                match outcome {
                    Ok(entries) => sink.row(&at, entries)?,
                    Err(reject) => sink.quarantine(&at, reject)?,
                }
            }
        }
        Ok(records)
    }
}

fn read_line(line: &Line<'_>, filing: &Filing) -> Result<Vec<Entry>, Reject> {
    let accounts = line.accounts(filing.platform)?;
    let mut entries = Vec::with_capacity(accounts.len());
    for named in &accounts {
        let platform = Some(named.platform).filter(|platform| *platform != Platform::Other);
        let entry = ListEntry {
            list_kind: Some("zombie".to_owned()),
            owner: filing.unit.clone(),
            listed_on: Some(filing.filed_on),
            platform: Some(named.platform.id().to_owned()),
            name: Some(named.name.clone()),
            unit_name: line.text(Field::Unit).map(str::to_owned),
            note: line.note(),
            ..ListEntry::default()
        };
        entries.push(Entry::List(Box::new(ListEntryDraft {
            platform,
            identity: line.identity(named, accounts.len()),
            entry,
            observed_at: filing.observed_at,
        })));
    }
    Ok(entries)
}
