//! Counts as forms and collectors write them: `1.2万`, `1.2w`, `12,000`, `约3万`, `１２`, `3061.0`.

use crate::values::words::{narrow, present};

/// The unit a column's header names; a unit in the value itself goes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Ones.
    One,
    /// 千.
    Thousand,
    /// 万.
    TenThousand,
    /// 亿.
    HundredMillion,
}

impl Unit {
    /// The factor.
    #[must_use]
    pub fn factor(self) -> i64 {
        match self {
            Self::One => 1,
            Self::Thousand => 1_000,
            Self::TenThousand => 10_000,
            Self::HundredMillion => 100_000_000,
        }
    }

    /// The unit a header names, as in `粉丝量（万）` or `粉丝数(万人)`.
    #[must_use]
    pub fn in_header(header: &str) -> Self {
        let header = narrow(header);
        let inside = header.rsplit_once('(').map_or("", |(_, inside)| inside);
        let after = header.rsplit_once('/').map_or("", |(_, after)| after);
        let unit_label = header.rsplit_once("单位:").map_or("", |(_, after)| after);
        for part in [inside, after, unit_label] {
            match part.trim().trim_start_matches("单位:").trim().chars().next() {
                Some('万' | 'w' | 'W') => return Self::TenThousand,
                Some('千') => return Self::Thousand,
                Some('亿') => return Self::HundredMillion,
                _ => {}
            }
        }
        Self::One
    }

    /// The unit with this name, as column maps write it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "" | "1" | "个" => Some(Self::One),
            "千" | "k" => Some(Self::Thousand),
            "万" | "w" => Some(Self::TenThousand),
            "亿" => Some(Self::HundredMillion),
            _ => None,
        }
    }
}

/// The largest count believed. More is a slip (a plain number typed under a header in 万) and reads as unknown.
pub const MOST: i64 = 2_000_000_000;

/// Reads a count. `column` is the unit of the column's header; a unit in the value goes before it.
/// Missing, negative (collectors write −1 for unknown), unreadable and impossible counts are `None`.
#[must_use]
pub fn count(text: &str, column: Unit) -> Option<i64> {
    let text = present(text)?;
    // The plain case first: nearly every cell of a collector is digits only.
    if column == Unit::One && text.len() <= 18 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|value| *value <= MOST);
    }
    let narrowed: String =
        narrow(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '\'')).collect();
    let body = narrowed.trim_start_matches(['约', '近', '超', '≈', '>', '大', '共', '~']);
    let end = body.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(body.len());
    let (number, rest) = body.split_at(end);
    if let Some(factor) = power_of_ten(rest) {
        return scaled(number, factor);
    }
    let (unit, rest) = unit_of(rest.trim_start_matches(['余', '多', '+']));
    let rest = rest.trim_start_matches(['余', '多', '+']).trim_end_matches(['左', '右']);
    if !matches!(rest, "" | "人" | "个" | "条" | "次" | "名" | "粉丝" | "粉" | "部" | "位" | "人次") {
        return None;
    }
    scaled(number, unit.unwrap_or(column).factor())
}

fn unit_of(text: &str) -> (Option<Unit>, &str) {
    for (word, unit) in [
        ("万", Unit::TenThousand),
        ("w", Unit::TenThousand),
        ("W", Unit::TenThousand),
        ("千", Unit::Thousand),
        ("k", Unit::Thousand),
        ("K", Unit::Thousand),
        ("亿", Unit::HundredMillion),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return (Some(unit), rest);
        }
    }
    (None, text)
}

/// The factor of `1.2E+4`, as spreadsheets print large numbers.
fn power_of_ten(rest: &str) -> Option<i64> {
    let exponent = rest.strip_prefix(['e', 'E'])?;
    let exponent: u32 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    10_i64.checked_pow(exponent)
}

/// Decimal digits times a factor, rounded half up, without floating point.
fn scaled(number: &str, factor: i64) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && fraction.is_empty() || fraction.contains('.') || whole.len() > 18 {
        return None;
    }
    let fraction: String = fraction.chars().take(12).collect();
    let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let digits: i128 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let scale = 10_i128.pow(u32::try_from(fraction.len()).ok()?);
    let factor = i128::from(factor);
    let value = whole * factor + (digits * factor * 2 + scale) / (scale * 2);
    i64::try_from(value).ok().filter(|value| *value <= MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_sheets_and_collectors() {
        for (text, expected) in [
            ("0", Some(0)),
            ("12", Some(12)),
            ("１２", Some(12)),
            ("12,000", Some(12_000)),
            ("12，000", Some(12_000)),
            ("1.2万", Some(12_000)),
            ("1.2w", Some(12_000)),
            ("约3万", Some(30_000)),
            ("3万余", Some(30_000)),
            ("3万+", Some(30_000)),
            ("100万+", Some(1_000_000)),
            ("1.2345亿", Some(123_450_000)),
            ("3061.0", Some(3061)),
            ("5千", Some(5000)),
            ("１.２万", Some(12_000)),
            ("１２．５万", Some(125_000)),
            ("1.2 万", Some(12_000)),
            ("10W+", Some(100_000)),
            ("近5万", Some(50_000)),
            ("2万余人", Some(20_000)),
            ("3万多", Some(30_000)),
            ("12 000", Some(12_000)),
            ("约１２，０００人", Some(12_000)),
            ("500左右", Some(500)),
            ("660人", Some(660)),
            ("1.2E+4", Some(12_000)),
            ("None", None),
            ("", None),
            ("-1", None),
            ("－", None),
            ("一百", None),
            ("12a", None),
            (".", None),
            ("1.2.3", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(count(text, Unit::One), expected, "{text:?}");
        }
    }

    #[test]
    fn the_header_names_the_unit_and_the_value_overrules_it() {
        let unit = Unit::in_header("粉丝量（万）");
        assert_eq!(unit, Unit::TenThousand);
        assert_eq!(Unit::in_header("粉丝数(万人)"), Unit::TenThousand);
        assert_eq!(Unit::in_header("粉丝量（单位：万）"), Unit::TenThousand);
        assert_eq!(Unit::in_header("粉丝数/万"), Unit::TenThousand);
        assert_eq!(Unit::in_header("粉丝数"), Unit::One);
        assert_eq!(count("1.2", unit), Some(12_000));
        assert_eq!(count("0.0315", unit), Some(315));
        assert_eq!(count("1.2万", unit), Some(12_000));
        assert_eq!(count("350000", unit), None, "three and a half thousand million followers are a slip");
    }
}
