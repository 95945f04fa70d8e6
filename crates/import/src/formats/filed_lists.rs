//! Lists of accounts as units and inspectors write them: tables like a registry's that file nothing. Zombie accounts (僵尸账号名单) and
//! the annexes of inspections (检查情况表), which name what was found at an account and by when it is to be mended.

use model::Platform;
use model::tables::ListEntry;

use super::registry::above::Filing;
use super::registry::columns::{self, Field};
use super::registry::kind::{RowKind, row_kind};
use super::registry::lines::Line;
use super::registry::{best_header, quarantine_broken, tables};
use crate::entry::{Entry, ListEntryDraft};
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::{Probe, SheetLook};
use crate::reject::{Reason, Reject};
use crate::row::Position;
use crate::source::Source;

/// A list of dormant accounts.
#[derive(Debug)]
pub struct ZombieList;

/// An annex of an inspection.
#[derive(Debug)]
pub struct Inspection;

static ZOMBIE: Manifest = Manifest {
    name: "zombie_list",
    title_zh: "僵尸账号名单",
    doc: "A list of dormant accounts as a unit files it, in Excel, Word or CSV: a header with 账号名称 and 平台, and 僵尸 in the title, the \
          sheet's or the file's name.",
    fills: &["lists", "accounts", "account_aliases"],
    proves: "That the unit listed these accounts on that day.",
    lacks: &["when the account was last active"],
};

static INSPECTION: Manifest = Manifest {
    name: "inspection",
    title_zh: "检查情况表（通报附件）",
    doc: "An annex of an inspection in Excel, Word or CSV: a header with 账号名称 and a column of findings (存在问题, 整改时限, 检查结果 …), and \
          检查, 抽查, 巡查, 监测, 核查, 通报 or 问题 in the title, the sheet's or the file's name. Findings, deadlines, state and last update stand in \
          the remarks of the list.",
    fills: &["lists", "accounts", "account_aliases"],
    proves: "That somebody found this at the account on that day. It is no filing: an account named here need not be registered, and who \
             issued the notice is to be checked.",
    lacks: &["a deadline as a day of its own", "what the account published"],
};

const INSPECTION_WORDS: [&str; 8] = ["检查", "抽查", "巡查", "监测", "核查", "通报", "问题清单", "问题台账"];
/// Columns that only an inspection has.
const FINDINGS: [&str; 14] = [
    "存在问题",
    "主要问题",
    "问题",
    "问题描述",
    "问题类型",
    "检查结果",
    "检查情况",
    "抽查结果",
    "抽查情况",
    "是否合格",
    "不合格原因",
    "整改时限",
    "整改期限",
    "整改要求",
];

/// Whether a word stands in the file's name, a sheet's name, or a title above the header: not in a column or a remark of a registry.
pub(super) fn said(probe: &Probe, words: &[&str]) -> bool {
    let holds = |text: &str| words.iter().any(|word| text.contains(word));
    let in_title = |sheet: &SheetLook| {
        sheet.rows.iter().take(4).any(|(_, cells)| {
            cells.iter().filter(|cell| !cell.is_empty()).count() == 1 && cells.iter().any(|cell| holds(cell))
        })
    };
    holds(probe.name()) || probe.sheets.iter().any(|sheet| holds(&sheet.name) || in_title(sheet))
}

impl Format for ZombieList {
    fn manifest(&self) -> &'static Manifest {
        &ZOMBIE
    }

    fn detect(&self, probe: &Probe) -> Detection {
        let known = best_header(&probe.sheets).is_some() && said(probe, &["僵尸"]);
        if known { Detection::yes(90, 1) } else { Detection::NO }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        read(source, "zombie", sink)
    }
}

impl Format for Inspection {
    fn manifest(&self) -> &'static Manifest {
        &INSPECTION
    }

    fn detect(&self, probe: &Probe) -> Detection {
        let finds = probe.sheets.iter().flat_map(|sheet| sheet.rows.iter().take(10)).any(|(_, cells)| {
            // A header, not a sentence: several cells, one of them a column of findings.
            cells.iter().filter(|cell| !cell.is_empty()).count() > 2
                && cells.iter().any(|cell| FINDINGS.contains(&columns::normal(cell).as_str()))
        });
        let known = finds && best_header(&probe.sheets).is_some() && said(probe, &INSPECTION_WORDS);
        if known { Detection::yes(88, 1) } else { Detection::NO }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        read(source, "inspection", sink)
    }
}

/// Reads the tables of a list; `list_kind` as in the table `lists`.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn read(source: &Source, list_kind: &str, sink: &mut dyn Sink) -> Result<u64, ReadError> {
    let mut records = 0;
    for table in tables(source, sink)? {
        records += quarantine_broken(&table, sink)?;
        let filing = Filing::read(&table.above, &table.sheet, source);
        let sheet = Some(table.sheet.clone()).filter(|sheet| !sheet.is_empty());
        for (row, cells) in &table.rows {
            let at = Position { sheet: sheet.clone(), row: *row };
            let line = Line::new(cells, &table.columns);
            let outcome = match row_kind(cells, &table.columns, &table.header) {
                RowKind::Line => read_line(&line, &filing, list_kind),
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

fn read_line(line: &Line<'_>, filing: &Filing, list_kind: &str) -> Result<Vec<Entry>, Reject> {
    let accounts = line.accounts(filing.platform)?;
    let facts = if list_kind == "inspection" { line.under_headers(&[Field::State, Field::LastUpdated]) } else { None };
    let note = match (line.note(), facts) {
        (Some(note), Some(facts)) => Some(format!("{note}；{facts}")),
        (note, facts) => note.or(facts),
    };
    let mut entries = Vec::with_capacity(accounts.len());
    for named in &accounts {
        let platform = Some(named.platform).filter(|platform| *platform != Platform::Other);
        let entry = ListEntry {
            list_kind: Some(list_kind.to_owned()),
            owner: filing.unit.clone(),
            listed_on: Some(filing.filed_on),
            platform: Some(named.platform.id().to_owned()),
            name: Some(named.name.clone()),
            unit_name: line.text(Field::Unit).map(str::to_owned),
            note: note.clone(),
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
