//! A table for people: Chinese characters take two columns, borders are left to the imagination.
//!
//! No box-drawing characters: Chinese consoles draw them two columns wide and the table falls apart.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, TableComponent, Width, presets};
use serde_json::Value;

use super::sheet::{Column, Empty, Sheet};
use crate::words::{Words, count};

/// How wide a table is where nobody says how wide the screen is.
const WIDTH: u16 = 100;

/// The sheet as lines of text.
pub fn render(words: &Words, sheet: &Sheet) -> String {
    if sheet.rows.is_empty() {
        return format!("{}\n", words.plain("nothing"));
    }
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(width());
    let titles: Vec<String> = sheet.columns.iter().map(|column| title(words, column)).collect();
    table.set_header(titles);
    table.set_style(TableComponent::HeaderLines, '-');
    table.set_style(TableComponent::MiddleHeaderIntersections, '-');
    for row in &sheet.rows {
        table.add_row(sheet.columns.iter().zip(row).map(|(column, cell)| show(words, column, cell)));
    }
    for (place, column) in sheet.columns.iter().enumerate() {
        if let Some(drawn) = table.column_mut(place) {
            drawn.set_padding((0, 2));
            if column.is_number {
                drawn.set_cell_alignment(CellAlignment::Right);
            }
            // A number or an id that breaks over two lines can be neither compared nor copied.
            if column.is_number || column.name.ends_with("_id") {
                let widest =
                    sheet.rows.iter().filter_map(|row| row.get(place)).map(|cell| show(words, column, cell).len());
                let least = u16::try_from(widest.max().unwrap_or(0)).unwrap_or(WIDTH).saturating_add(2);
                drawn.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
            }
        }
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// What stands above a column.
pub fn title(words: &Words, column: &Column) -> String {
    column
        .title
        .clone()
        .or_else(|| words.try_say(&format!("column-{}", column.name), &[]))
        .unwrap_or_else(|| column.name.clone())
}

/// A cell as people read it.
pub fn show(words: &Words, column: &Column, cell: &Value) -> String {
    match cell {
        Value::Null => match column.empty {
            Empty::Blank => String::new(),
            Empty::Unknown => words.plain("unknown"),
        },
        Value::Bool(value) => words.plain(if *value { "yes" } else { "no" }),
        Value::Number(number) => match (number.as_u64(), number.as_f64()) {
            (Some(whole), _) if column.is_number => count(whole),
            (None, Some(float)) if float.fract() != 0.0 => trimmed(float),
            (None, Some(float)) if number.is_f64() => format!("{float:.0}"),
            _ => number.to_string(),
        },
        Value::String(text) => plain_text(text),
        Value::Array(values) => words.list(values.iter().map(|value| show(words, column, value))),
        Value::Object(_) => plain_text(&cell.to_string()),
    }
}

/// Four decimals at most.
fn trimmed(float: f64) -> String {
    let text = format!("{float:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Text without the characters that move the cursor or colour the screen.
pub fn plain_text(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// The columns of the screen; fixed where the table goes to a file or another program.
fn width() -> u16 {
    let terminal = console::Term::stdout();
    if !terminal.is_term() {
        return WIDTH;
    }
    terminal.size_checked().map_or(WIDTH, |(_, columns)| columns.max(40))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;
    use serde_json::json;

    #[test]
    fn chinese_takes_two_columns_and_nothing_is_never_zero() {
        let words = Words::new(Language::Chinese);
        let mut sheet = Sheet::new(vec![
            Column::text("account_name"),
            Column::number("followers").or_unknown(),
            Column::text("platform"),
        ]);
        sheet.push(vec![json!("样例镇发布"), json!(660_000), json!("抖音")]);
        sheet.push(vec![json!("x"), Value::Null, json!("快手")]);
        insta::assert_snapshot!(render(&words, &sheet), @r"
        账号            粉丝   平台
        -----------------------------
        样例镇发布   660,000   抖音
        x               未知   快手
        ");
    }

    #[test]
    fn control_characters_do_not_reach_the_screen() {
        assert_eq!(plain_text("a\u{1b}[31mb\tc"), "a [31mb c");
    }
}
