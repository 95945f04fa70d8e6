//! Proposing a column map from a table's header words and sample values, for a person to check and edit.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use model::Platform;

use super::map::{ColumnMap, MapTable, header_hash};
use super::samples::{Samples, Table, look};
use super::synonyms::{Sure, TABLES, fields};
use crate::error::ImportError;
use crate::identity::links::profile_link;
use crate::pipeline::privacy;
use crate::values::platform_id::is_damaged;
use crate::values::{self, Unit};

/// Sample values shown with a column, and their longest form.
const SHOWN: usize = 3;
const LONGEST_SHOWN: usize = 24;
/// A column whose values fit the field less often is written as a remark.
const ENOUGH: u32 = 50;

/// Date forms that are tried where the known ones do not fit.
const DATE_FORMS: [&str; 6] =
    ["%d/%m/%Y %H:%M", "%d/%m/%Y", "%m-%d-%Y", "%Y%m%d%H%M%S", "%d.%m.%Y", "%Y年%m月%d日%H:%M"];

/// What is proposed for one column.
#[derive(Debug, Clone)]
struct Proposal {
    field: &'static str,
    /// How sure, in percent.
    confidence: u32,
    extra: Vec<String>,
    remark: Option<String>,
}

/// Proposes a column map for a table, as TOML with a remark on each column: how sure, and sample values (personal data masked).
/// Columns that fit no field, or fit it badly, stand as remarks.
///
/// # Errors
/// When the file cannot be read or holds no table.
pub fn propose_map(path: &Path) -> Result<String, ImportError> {
    let refused = |why: String| ImportError::Map { path: path.to_owned(), why };
    let table = look(path).map_err(|error| refused(error.to_string()))?;
    let (kind, proposals) = best_table(&table.columns);
    let text = write(path, &table, kind, &proposals);
    // A proposal that could not be read back would be a defect; the person hears of it instead of a later import.
    if proposals.iter().any(|proposal| proposal.as_ref().is_some_and(|proposal| proposal.confidence >= ENOUGH)) {
        ColumnMap::parse(&text).map_err(|why| refused(format!("the proposed map cannot be read back: {why}")))?;
    }
    Ok(text)
}

/// The table most columns speak for, with what each column fills.
fn best_table(columns: &[Samples]) -> (MapTable, Vec<Option<Proposal>>) {
    let mut best: Option<(u32, MapTable, Vec<Option<Proposal>>)> = None;
    for table in TABLES {
        let proposals = assign(table, columns);
        let has = |field: &str| {
            proposals.iter().flatten().any(|proposal| proposal.field == field && proposal.confidence >= ENOUGH)
        };
        let known: u32 = proposals
            .iter()
            .flatten()
            .filter(|proposal| proposal.confidence >= ENOUGH)
            .map(|proposal| proposal.confidence)
            .sum();
        // What such a row cannot do without.
        let whole = match table {
            MapTable::Posts => has("title") || has("content") || has("native_id"),
            MapTable::Comments => has("content") && !has("title"),
            MapTable::Accounts => has("followers") || has("works") || has("signature"),
            MapTable::Registry => has("account_name") && (has("unit_name") || has("platform")),
            MapTable::Lists => false,
        };
        let score = if whole { known + 200 } else { known };
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, table, proposals));
        }
    }
    best.map_or((MapTable::Posts, vec![None; columns.len()]), |(_, table, proposals)| (table, proposals))
}

/// Gives each field to the column that fits it best.
fn assign(table: MapTable, columns: &[Samples]) -> Vec<Option<Proposal>> {
    let candidates: Vec<Vec<Proposal>> = columns
        .iter()
        .map(|column| {
            fields(table, &column.header).into_iter().map(|(field, sure)| judge(table, field, sure, column)).collect()
        })
        .collect();
    let mut order: Vec<(u32, usize, usize)> = candidates
        .iter()
        .enumerate()
        .flat_map(|(column, list)| {
            list.iter().enumerate().map(move |(rank, proposal)| (proposal.confidence, column, rank))
        })
        .collect();
    order.sort_by_key(|(confidence, column, rank)| (std::cmp::Reverse(*confidence), *column, *rank));
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<Option<Proposal>> = vec![None; columns.len()];
    for (_, column, rank) in order {
        let (Some(proposal), Some(slot)) =
            (candidates.get(column).and_then(|list| list.get(rank)), out.get_mut(column))
        else {
            continue;
        };
        if slot.as_ref().is_none_or(|known| known.confidence < ENOUGH) && !taken.contains_key(proposal.field) {
            if proposal.confidence >= ENOUGH {
                taken.insert(proposal.field, column);
            }
            *slot = Some(proposal.clone());
        }
    }
    out
}

const COUNTS: [&str; 12] = [
    "likes",
    "comments",
    "shares",
    "favourites",
    "plays",
    "danmaku",
    "coins",
    "duration_ms",
    "reply_count",
    "followers",
    "following",
    "works",
];
const TIMES: [&str; 3] = ["posted_at", "commented_at", "observed_at"];
const DAYS: [&str; 3] = ["opened_on", "closed_on", "last_updated_on"];
const IDS: [&str; 5] = ["native_id", "post_native_id", "parent_native_id", "uid", "commenter_uid"];

/// How well a column's values fit a field.
fn judge(table: MapTable, field: &'static str, sure: Sure, column: &Samples) -> Proposal {
    let base = if sure == Sure::Yes { 95 } else { 65 };
    let mut proposal = Proposal { field, confidence: base, extra: Vec::new(), remark: None };
    let spoken: Vec<&str> = column.values.iter().filter_map(|value| values::present(value)).collect();
    if spoken.is_empty() {
        proposal.remark = Some("样例值都是空的".to_owned());
        return proposal;
    }
    let share = |fits: &dyn Fn(&str) -> bool| {
        let count = spoken.iter().filter(|value| fits(value)).count();
        u32::try_from(count * 100 / spoken.len()).unwrap_or(0)
    };
    let unit = Unit::in_header(&column.header);
    let fitting = if COUNTS.contains(&field) {
        if unit != Unit::One {
            proposal.extra.push(format!("unit = \"{}\"", unit_name(unit)));
        }
        share(&|value| values::count(value, unit).is_some())
    } else if TIMES.contains(&field) || DAYS.contains(&field) {
        let known = share(&|value| values::instant(value).is_some() || values::day(value).is_some());
        let form = DATE_FORMS.iter().find(|form| known < 100 && spoken.iter().all(|value| reads(value, form)));
        if let Some(form) = form {
            proposal.extra.push(format!("date = \"{form}\""));
            100
        } else {
            if known < 100 {
                proposal.remark = Some("有的日期读不出，例如没有年份".to_owned());
            }
            known
        }
    } else if IDS.contains(&field) {
        let damaged = 100 - share(&|value| !is_damaged(value));
        if damaged > 0 {
            proposal.remark = Some(format!("{damaged}% 的编号被表格软件截断，这些行导入后不会与别的数据合并"));
        }
        // A number of a few digits is a running number.
        share(&|value| value.len() >= 5)
    } else if field == "url" || field == "account_url" {
        share(&|value| value.contains("://") || value.contains(".com"))
    } else if matches!(field, "content" | "title") && matches!(table, MapTable::Posts | MapTable::Comments) {
        // `评论` may be how many there are, or what one says.
        100 - share(&|value| values::count(value, Unit::One).is_some())
    } else {
        100
    };
    if matches!(field, "content" | "title") && spoken.iter().any(|value| super::html::looks_marked_up(value)) {
        proposal.extra.push("html = true".to_owned());
    }
    if field == "kind" {
        proposal.extra.extend(kinds(&spoken));
    }
    proposal.confidence = base * fitting / 100;
    proposal
}

fn reads(value: &str, form: &str) -> bool {
    chrono::NaiveDateTime::parse_from_str(value, form).is_ok() || chrono::NaiveDate::parse_from_str(value, form).is_ok()
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::One => "个",
        Unit::Thousand => "千",
        Unit::TenThousand => "万",
        Unit::HundredMillion => "亿",
    }
}

/// The value table for kinds of works, as far as the words are known.
fn kinds(values: &[&str]) -> Option<String> {
    let known = |value: &str| {
        Some(match value {
            "视频" | "短视频" | "横版视频" | "竖版视频" => "video",
            "图文" | "图集" | "图片" => "images",
            "文字" | "纯文字" => "text",
            "文章" | "长文" => "article",
            "直播" => "live",
            _ => return None,
        })
    };
    let pairs: BTreeMap<&str, &str> = values.iter().filter_map(|value| Some((*value, known(value)?))).collect();
    let pairs: Vec<String> = pairs.iter().map(|(value, kind)| format!("\"{value}\" = \"{kind}\"")).collect();
    (!pairs.is_empty()).then(|| format!("values = {{ {} }}", pairs.join(", ")))
}

/// The platform that names, sheet or links tell, and by what.
fn platform(path: &Path, table: &Table) -> Option<(Platform, &'static str)> {
    let links = table.columns.iter().flat_map(|column| &column.values).filter(|value| value.contains("://"));
    if let Some(link) = links.into_iter().find_map(|value| profile_link(value)) {
        return Some((link.platform, "依据：链接"));
    }
    let words = |text: &str| {
        let text = text.to_lowercase();
        Platform::ALL.iter().copied().filter(|platform| *platform != Platform::Other).find(|platform| {
            // Codes of two letters occur inside other words.
            let names = platform.synonyms().iter().copied().chain([platform.id(), platform.chinese()]);
            names.filter(|name| name.len() > 2).any(|name| text.contains(name))
        })
    };
    let header: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    words(&table.sheet)
        .map(|platform| (platform, "依据：工作表名"))
        .or_else(|| words(&name).map(|platform| (platform, "依据：文件名")))
        .or_else(|| words(&header.join(" ")).map(|platform| (platform, "依据：表头")))
}

fn write(path: &Path, table: &Table, kind: MapTable, proposals: &[Option<Proposal>]) -> String {
    let header: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().replace(['\n', '\r'], " "));
    let mut out = String::new();
    let mut line = |text: String| {
        // Writing to a text cannot fail.
        let _ = writeln!(out, "{text}");
    };
    line(format!("# 按《{name}》的表头和样例值提出的列对照表，请核对、修改后再用：mingjian import 文件 --map 本文件"));
    line(format!("# 表头指纹：{}（导入成功后按它记住）", header_hash(&header)));
    line("# table 可写 posts（作品）、comments（评论）、accounts（账号）、registry（台账）、lists（名单）".to_owned());
    line(format!("table = \"{}\"", kind.id()));
    let has = |field: &str| {
        proposals.iter().flatten().any(|proposal| proposal.field == field && proposal.confidence >= ENOUGH)
    };
    match platform(path, table) {
        _ if has("platform") => {}
        Some((platform, why)) => line(format!("platform = \"{}\" # {why}", platform.id())),
        None => line("# platform = \"douyin\" # 必填：表里看不出平台".to_owned()),
    }
    if let Some(row) = table.header_row {
        line(format!("# 表头在第 {row} 行"));
    }
    if matches!(kind, MapTable::Posts) && !["uid", "sec_uid", "unique_id", "account_url"].iter().any(|field| has(field))
    {
        line("# 表里没有账号的编号；整张表是一个账号的，就写上：".to_owned());
        line("# [constants]\n# unique_id = \"\"\n# account_name = \"\"".to_owned());
    }
    line("\n[columns]".to_owned());
    let mut named = BTreeSet::new();
    for (column, proposal) in table.columns.iter().zip(proposals) {
        let key = quoted(&column.header);
        if !named.insert(&column.header) {
            line(format!("# {key} = \"\" # 同名的列只读第一列"));
            continue;
        }
        let shown = samples(column, proposal.as_ref());
        match proposal {
            None => line(format!("# {key} = \"\" # 没有对应的字段；{shown}")),
            Some(proposal) => {
                let value = if proposal.extra.is_empty() {
                    format!("\"{}\"", proposal.field)
                } else {
                    format!("{{ field = \"{}\", {} }}", proposal.field, proposal.extra.join(", "))
                };
                let remark = proposal.remark.as_ref().map_or_else(String::new, |remark| format!("；{remark}"));
                let off = if proposal.confidence < ENOUGH { "# " } else { "" };
                line(format!("{off}{key} = {value} # 把握 {}%{remark}；{shown}", proposal.confidence));
            }
        }
    }
    out
}

/// A TOML key.
fn quoted(header: &str) -> String {
    toml::Value::String(header.to_owned()).to_string().replace('\n', "\\n")
}

/// Some values in one line, personal data masked; of people none.
fn samples(column: &Samples, proposal: Option<&Proposal>) -> String {
    if matches!(
        proposal.map(|proposal| proposal.field),
        Some("contact_name" | "contact_phone" | "clerk_name" | "commenter_uid")
    ) {
        return "样例值从略".to_owned();
    }
    let mut shown: Vec<String> = Vec::new();
    for value in &column.values {
        let value = privacy::masked(Some(value.clone())).unwrap_or_default();
        let mut short: String =
            value.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_SHOWN).collect();
        if value.chars().count() > LONGEST_SHOWN {
            short.push('…');
        }
        if !shown.contains(&short) {
            shown.push(short);
        }
        if shown.len() >= SHOWN {
            break;
        }
    }
    if shown.is_empty() { "没有样例值".to_owned() } else { format!("例：{}", shown.join(" | ")) }
}
