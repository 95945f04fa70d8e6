//! The table inside a sheet: header under merged titles, perhaps two rows deep, merged cells filled down, what stands above.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::{self, Field};
use crate::readers::grid::Grid;
use crate::reject::Reject;
use crate::row::Cell;
use crate::values::Unit;

/// Rows among which the header is looked for. Forms have it in rows 1 to 5; some books begin with empty rows.
const HEADER_WITHIN: usize = 10;

/// A column of the table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Position in the row.
    pub index: usize,
    /// The header as it stands.
    pub title: String,
    /// What it means.
    pub field: Field,
    /// The unit its header names.
    pub unit: Unit,
}

/// A table found in a sheet.
#[derive(Debug)]
pub struct Table {
    /// The sheet; empty for text files.
    pub sheet: Arc<str>,
    /// Its columns that mean something.
    pub columns: Vec<Column>,
    /// All header cells, for recognising a repeated header.
    pub header: Vec<String>,
    /// Texts above the header: title, filing unit, date.
    pub above: Vec<String>,
    /// The data rows and what stands between and under them: row number, cells.
    pub rows: Vec<(u64, Vec<String>)>,
    /// Lines of a text file that are no records.
    pub broken: Vec<(u64, Reject)>,
    /// What a person should know of the sheet although it was read.
    pub warning: Option<String>,
}

/// Words that stand in exports of collectors and platforms: a table of works, comments or profiles is no filing, whatever
/// else its header says. One of the first list is enough, of the second two.
const ONLY_IN_EXPORTS: [&str; 9] =
    ["sec_uid", "作品id", "评论id", "微博id", "采集时间", "采集日期", "正文", "文章内容", "bid"];
const MOSTLY_IN_EXPORTS: [&str; 18] = [
    "标题",
    "摘要",
    "封面",
    "作品描述",
    "评论内容",
    "播放量",
    "播放数量",
    "点赞",
    "点赞数",
    "点赞量",
    "点赞数量",
    "评论数",
    "评论量",
    "评论数量",
    "转发数",
    "发布时间",
    "阅读",
    "体裁",
];

fn is_export(cells: &[String]) -> bool {
    let words: Vec<String> = cells.iter().map(|cell| columns::normal(cell)).collect();
    let held = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
    held(&ONLY_IN_EXPORTS) > 0 || held(&MOSTLY_IN_EXPORTS) > 1
}

/// Where the header stands among the first rows, and what it scores.
#[must_use]
pub fn header_row(rows: &[(u64, Vec<String>)]) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for (index, (_, cells)) in rows.iter().take(HEADER_WITHIN).enumerate() {
        let fields: Vec<Field> = cells.iter().filter_map(|cell| columns::field(cell)).collect();
        let named = fields.iter().any(|field| matches!(field, Field::Name | Field::NameOn(_) | Field::Reference));
        let placed = fields.iter().any(|field| {
            matches!(field, Field::Platform | Field::KindOrPlatform | Field::Unit | Field::NameOn(_) | Field::Link)
        });
        let score = fields.len();
        if named && placed && !is_export(cells) && score >= 2 && best.is_none_or(|(_, most)| score > most) {
            best = Some((index, score));
        }
    }
    best
}

/// The cells of rows as trimmed text.
fn texts<'a>(rows: impl IntoIterator<Item = &'a (u64, Vec<Cell>)>) -> Vec<(u64, Vec<String>)> {
    let text = |cells: &[Cell]| cells.iter().map(|cell| cell.text().trim().to_owned()).collect();
    rows.into_iter().map(|(row, cells)| (*row, text(cells))).collect()
}

/// Finds the table in a grid.
///
/// # Errors
/// The grid, where none of its first rows is a header that is understood.
pub fn find(grid: Grid, fill_blank_units: bool) -> Result<Table, Grid> {
    let Some((index, _)) = header_row(&texts(grid.rows.iter().take(HEADER_WITHIN))) else { return Err(grid) };
    let warning = grid.hidden_warning();
    let mut rows = texts(&grid.rows);
    let above: Vec<String> =
        rows.iter().take(index).flat_map(|(_, cells)| cells.iter().filter(|cell| !cell.is_empty()).cloned()).collect();
    let header_number = rows.get(index).map_or(0, |(number, _)| *number);
    let (header, depth) = deep_header(&rows, index, &grid.merged);
    let columns = columns_of(&header);
    rows.drain(..index + depth);
    fill_down(&mut rows, &columns, &grid.merged, header_number);
    if fill_blank_units {
        fill_blanks(&mut rows, &columns);
    }
    Ok(Table { sheet: grid.sheet, columns, header, above, rows, broken: grid.broken, warning })
}

/// A table of a document that goes on after a break without its header: as wide as the one before, and no text of its own above it.
///
/// # Errors
/// The grid, where it does not look so.
pub fn continued(grid: Grid, before: &Table) -> Result<Table, Grid> {
    let width = grid.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let stands_alone = grid.rows.first().is_none_or(|(number, _)| *number == 0);
    if stands_alone || width < 2 || width != before.header.len() {
        return Err(grid);
    }
    let warning = Some(format!("`{}` has no header; it was read under that of `{}`", grid.sheet, before.sheet));
    let mut rows = texts(&grid.rows);
    fill_down(&mut rows, &before.columns, &grid.merged, 0);
    Ok(Table {
        sheet: grid.sheet,
        columns: before.columns.clone(),
        header: before.header.clone(),
        above: before.above.clone(),
        rows,
        broken: grid.broken,
        warning,
    })
}

/// The header's cells, joined with a second row where the header is two rows deep: a cell of the upper row reaches
/// over the row below it, and the row below holds header words too.
fn deep_header(rows: &[(u64, Vec<String>)], index: usize, merged: &[(u64, usize, u64, usize)]) -> (Vec<String>, usize) {
    let (Some((number, upper)), Some((below_number, lower))) = (rows.get(index), rows.get(index + 1)) else {
        return (rows.get(index).map(|(_, cells)| cells.clone()).unwrap_or_default(), 1);
    };
    let reaches_down = merged.iter().any(|(top, _, bottom, _)| top <= number && bottom >= below_number);
    let words = lower.iter().filter(|cell| columns::field(cell).is_some()).count();
    let filled = lower.iter().filter(|cell| !cell.is_empty()).count();
    if !reaches_down || words == 0 || words * 2 < filled || *below_number != number + 1 {
        return (upper.clone(), 1);
    }
    let width = upper.len().max(lower.len());
    let mut header = Vec::with_capacity(width);
    for column in 0..width {
        let below = lower.get(column).map_or("", String::as_str);
        let above = upper.get(column).map_or("", String::as_str);
        // The group's name (认证情况 over 是否认证 and 认证主体) matters only where the lower cell says nothing by itself.
        header.push(if below.is_empty() { above.to_owned() } else { below.to_owned() });
    }
    (header, 2)
}

fn columns_of(header: &[String]) -> Vec<Column> {
    let mut columns: Vec<Column> = header
        .iter()
        .enumerate()
        .filter_map(|(index, title)| {
            let field = columns::field(title)?;
            Some(Column { index, title: title.replace(['\n', '\r'], ""), field, unit: Unit::in_header(title) })
        })
        .collect();
    let has_name = columns.iter().any(|column| matches!(column.field, Field::Name | Field::NameOn(_)));
    if !has_name {
        // `账号` alone is the name where no other column is.
        if let Some(column) = columns.iter_mut().find(|column| {
            matches!(columns::normal(&column.title).as_str(), "账号" | "帐号" | "平台账号" | "抖音号" | "快手号")
        }) {
            column.field = Field::Name;
        }
    }
    let has_plain_name = columns.iter().any(|column| column.field == Field::Name);
    if has_plain_name {
        // Beside a column of names, `抖音账号` is the account's id.
        for column in &mut columns {
            if matches!(column.field, Field::NameOn(_)) {
                column.field = Field::Reference;
            }
        }
    }
    columns
}

/// Columns whose merged cells speak for every row they cover; a merged count or link speaks for nobody in particular.
fn fills_down(field: Field) -> bool {
    !matches!(field, Field::Followers | Field::Works | Field::Link | Field::Reference | Field::Uid | Field::Sequence)
}

fn fill_down(
    rows: &mut [(u64, Vec<String>)],
    columns: &[Column],
    merged: &[(u64, usize, u64, usize)],
    header_number: u64,
) {
    let at: BTreeMap<u64, usize> = rows.iter().enumerate().map(|(index, (number, _))| (*number, index)).collect();
    for (top, left, bottom, right) in merged.iter().filter(|(top, _, bottom, _)| bottom > top && *top > header_number) {
        // A region several columns wide is a heading or a remark, not a value.
        if left != right || !columns.iter().any(|column| column.index == *left && fills_down(column.field)) {
            continue;
        }
        let Some(value) =
            at.get(top).and_then(|index| rows.get(*index)).and_then(|(_, cells)| cells.get(*left)).cloned()
        else {
            continue;
        };
        for (_, index) in at.range(top + 1..=*bottom) {
            if let Some((_, cells)) = rows.get_mut(*index) {
                if cells.len() <= *left {
                    cells.resize(left + 1, String::new());
                }
                if let Some(cell) = cells.get_mut(*left).filter(|cell| cell.is_empty()) {
                    cell.clone_from(&value);
                }
            }
        }
    }
}

/// Text files lose their merged regions: an empty unit cell under a filled one belongs to it.
fn fill_blanks(rows: &mut [(u64, Vec<String>)], columns: &[Column]) {
    let Some(unit) = columns.iter().find(|column| column.field == Field::Unit).map(|column| column.index) else {
        return;
    };
    let name = columns.iter().find(|column| matches!(column.field, Field::Name)).map(|column| column.index);
    let mut last = String::new();
    for (_, cells) in rows.iter_mut() {
        let named = name.is_none_or(|name| cells.get(name).is_some_and(|cell| !cell.is_empty()));
        match cells.get_mut(unit) {
            Some(cell) if cell.is_empty() && named => cell.clone_from(&last),
            Some(cell) if named => last.clone_from(cell),
            _ => {}
        }
    }
}
