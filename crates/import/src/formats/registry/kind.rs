//! What a row under the header is: a line, or a heading, a total, a note, a second header.

use super::columns::{self, Field};
use super::table::Column;
use crate::values::narrow;

/// What a row is. Only lines and repeated headers are data records; the others are not counted as rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// A line about accounts.
    Line,
    /// The header again: a page break or a second unit's table.
    RepeatedHeader,
    /// A heading inside the table, for example 已关停账号; or the title of the next unit's table.
    Heading(String),
    /// 合计 and the like.
    Total,
    /// 备注, 填表说明, 填报人 … under the table.
    Note,
    /// Nothing but a running number.
    Blank,
}

const TOTALS: [&str; 5] = ["合计", "总计", "小计", "共计", "总数"];
const NOTES: [&str; 16] = [
    "注",
    "备注:",
    "说明",
    "填表说明",
    "填报说明",
    "填报人",
    "填表人",
    "审核人",
    "制表",
    "填报日期",
    "填报时间",
    "联系人:",
    "联系电话:",
    "负责人",
    "单位(盖章)",
    "※",
];

/// Tells what a row is.
#[must_use]
pub fn row_kind(cells: &[String], columns: &[Column], header: &[String]) -> RowKind {
    let filled: Vec<(usize, &String)> = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    let sequence = columns.iter().find(|column| column.field == Field::Sequence).map(|column| column.index);
    let Some((first_index, first)) = filled.first() else { return RowKind::Blank };
    if filled.len() > 1
        && cells.iter().zip(header).filter(|(cell, _)| !cell.is_empty()).all(|(cell, head)| same_header(cell, head))
    {
        return RowKind::RepeatedHeader;
    }
    let words: Vec<Field> = cells.iter().filter_map(|cell| columns::field(cell)).collect();
    if words.len() >= 4 && words.len() * 2 > filled.len() {
        return RowKind::RepeatedHeader;
    }
    let start: String = narrow(first).chars().filter(|c| !c.is_whitespace()).collect();
    let says_total = filled.iter().take(2).any(|(_, cell)| {
        let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
        TOTALS.iter().any(|word| {
            cell == *word || cell.starts_with(&format!("{word}：")) || cell.starts_with(&format!("{word}:"))
        })
    });
    if says_total {
        return RowKind::Total;
    }
    let in_name = columns
        .iter()
        .any(|column| matches!(column.field, Field::Name | Field::NameOn(_)) && column.index == *first_index);
    if NOTES.iter().any(|word| start.starts_with(word))
        && (filled.len() <= 2 || filled.iter().all(|(_, cell)| has_label(cell)))
    {
        return RowKind::Note;
    }
    if filled.len() == 1 {
        if Some(*first_index) == sequence && start.bytes().all(|byte| byte.is_ascii_digit()) {
            return RowKind::Blank;
        }
        if !in_name {
            return RowKind::Heading((*first).clone());
        }
    }
    RowKind::Line
}

fn same_header(cell: &str, header: &str) -> bool {
    columns::normal(cell) == columns::normal(header)
}

fn has_label(cell: &str) -> bool {
    cell.contains(['：', ':'])
}
