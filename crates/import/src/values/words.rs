//! Words of cells: full-width forms, the many ways to write "nothing", yes and no.

/// Full-width letters, digits, brackets and blanks as their ASCII forms; other characters stay.
#[must_use]
pub fn narrow(text: &str) -> String {
    text.chars().map(narrow_char).collect()
}

fn narrow_char(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            // The block is a fixed shift of ASCII, so the result is always a character.
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        _ => c,
    }
}

/// Whether a cell says that there is nothing: empty, `无`, `－`, `空`, `None`, `null`, `N/A` …
#[must_use]
pub fn is_missing(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
    text.is_empty()
        || matches!(
            text,
            "无" | "空"
                | "暂无"
                | "没有"
                | "未填"
                | "未知"
                | "不详"
                | "／"
                | "/"
                | "\\"
                | "、"
                | "None"
                | "none"
                | "null"
                | "NULL"
                | "nan"
                | "NaN"
                | "N/A"
                | "n/a"
                | "#N/A"
                | "(无)"
                | "（无）"
        )
        || text.chars().all(|c| matches!(c, '-' | '－' | '—' | '–' | '―' | '─' | '_' | '＿'))
}

/// The trimmed text of a cell, unless it says that there is nothing.
#[must_use]
pub fn present(text: &str) -> Option<&str> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
    (!is_missing(trimmed)).then_some(trimmed)
}

/// Yes or no in the words of forms; `None` for anything else.
#[must_use]
pub fn yes_no(text: &str) -> Option<bool> {
    let text = narrow(text.trim()).to_lowercase();
    match text.as_str() {
        "是" | "有" | "已" | "√" | "✓" | "✔" | "y" | "yes" | "true" | "1" | "对" | "已认证" | "认证" | "已开通"
        | "已开启" | "已通过" | "通过" | "已完成" | "完成" | "蓝v" | "黄v" | "正常" => Some(true),
        "否" | "无" | "未" | "×" | "✗" | "x" | "n" | "no" | "false" | "0" | "没有" | "未认证" | "不是" | "未开通"
        | "未开启" | "未通过" | "认证中" | "待认证" | "未完成" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_nothing_is_nothing() {
        for word in ["", " ", "无", "－", "-", "——", "空", "None", "null", "N/A", "\u{3000}", "暂无", "/", "\u{feff}"]
        {
            assert!(is_missing(word), "{word:?}");
            assert_eq!(present(word), None, "{word:?}");
        }
        for word in ["0", "无锡发布", "空港公安", "-1", "样例县"] {
            assert!(!is_missing(word), "{word:?}");
        }
        assert_eq!(present(" 样例县 "), Some("样例县"));
    }

    #[test]
    fn full_width_becomes_narrow() {
        assert_eq!(narrow("（县（市）区１２个）Ａ\u{3000}ｂ～"), "(县(市)区12个)A b~");
    }

    #[test]
    fn yes_and_no_are_not_guessed() {
        assert_eq!(yes_no("是"), Some(true));
        assert_eq!(yes_no(" 未认证 "), Some(false));
        assert_eq!(yes_no("企业号"), None);
    }
}
