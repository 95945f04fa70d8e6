//! Other lists that units file: the accounts of a matrix (矩阵账号), and the units texts are taken from (稿源单位).

use model::Platform;
use model::tables::ListEntry;

use super::filed_lists::{read as read_list, said};
use super::reading::fields::{content, text};
use super::reading::{Context, Kind, tables};
use super::registry::best_header;
use crate::entry::{Entry, Identity, ListEntryDraft};
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::Probe;
use crate::reject::{Reason, Reject};
use crate::row::Row;
use crate::source::Source;
use crate::values::find_day;

/// Lists of matrix accounts.
#[derive(Debug)]
pub struct MatrixList;

static MATRIX_MANIFEST: Manifest = Manifest {
    name: "matrix_list",
    title_zh: "矩阵账号名单",
    doc: "A list of the accounts that publish together, as a unit files it, in Excel or CSV: a header with 账号名称 and 平台, and 矩阵账号, 矩阵号 or 矩阵名单 in the \
          title, the sheet's or the file's name. A 台账 or 备案 of a matrix is a registry.",
    fills: &["lists", "accounts", "account_aliases"],
    proves: "That the unit listed these accounts on that day.",
    lacks: &["what the accounts publish"],
};

/// The names of such lists.
const MATRIX: [&str; 4] = ["矩阵账号", "矩阵号", "矩阵名单", "矩阵成员"];
/// A registry may be called a matrix's too.
const REGISTRIES: [&str; 4] = ["台账", "备案", "统计表", "登记表"];

impl Format for MatrixList {
    fn manifest(&self) -> &'static Manifest {
        &MATRIX_MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        let known = said(probe, &MATRIX) && !said(probe, &REGISTRIES) && best_header(&probe.sheets).is_some();
        if known { Detection::yes(89, 1) } else { Detection::NO }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        read_list(source, "matrix", sink)
    }
}

/// Lists of units that texts are taken from.
#[derive(Debug)]
pub struct SourceUnits;

static SOURCE_UNITS_MANIFEST: Manifest = Manifest {
    name: "source_units",
    title_zh: "稿源单位名单",
    doc: "A list of the units an account may take texts from (稿源), in Excel or CSV: a header with 稿源单位, 稿源名称 or 供稿单位, or with 单位名称 under a title, sheet or \
          file called 稿源.",
    fills: &["lists"],
    proves: "That the unit listed these sources on that day.",
    lacks: &["the accounts of the sources"],
};

const NAMES: &[&str] =
    &["稿源单位", "稿源名称", "稿源", "供稿单位", "来源单位", "单位名称", "单位", "名称", "媒体名称"];

static NAMED: &[Kind] = &[Kind::new(&["稿源单位|稿源名称|供稿单位"], 1, unit)];
static UNDER_A_TITLE: &[Kind] =
    &[Kind::new(&["稿源单位|稿源名称|稿源|供稿单位|来源单位|单位名称|单位|名称|媒体名称"], 1, unit)];

impl Format for SourceUnits {
    fn manifest(&self) -> &'static Manifest {
        &SOURCE_UNITS_MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        let named = tables::detect(probe, NAMED, 92);
        if named != Detection::NO {
            return named;
        }
        if said(probe, &["稿源"]) { tables::detect(probe, UNDER_A_TITLE, 88) } else { Detection::NO }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        tables::read(source, UNDER_A_TITLE, sink)
    }
}

fn unit(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let Some(name) = text(row, NAMES) else {
        return Err(Reject::new(Reason::MissingName, "the line names no unit", row.raw()).in_column("稿源单位"));
    };
    let stated = find_day(context.source.name()).map(|reading| reading.day);
    let observed_at = stated.map_or_else(|| context.observed_at(), crate::source::last_second);
    let platform = text(row, &["平台", "发布平台"]).and_then(|words| Platform::from_words(&words));
    let entry = ListEntry {
        list_kind: Some("source_unit".to_owned()),
        owner: text(row, &["填报单位", "使用单位", "主办单位"]),
        listed_on: Some(observed_at.day()),
        platform: platform.map(|platform| platform.id().to_owned()),
        name: Some(name.clone()),
        unit_name: Some(name),
        note: content(row, &["备注", "说明", "类别", "级别"]),
        ..ListEntry::default()
    };
    // A source is a unit, not an account.
    Ok(vec![Entry::List(Box::new(ListEntryDraft {
        platform: None,
        identity: Identity::default(),
        entry,
        observed_at,
    }))])
}
