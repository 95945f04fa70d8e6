//! Days as people write them: `2024.3.5`, `2024年3月`, `20240305`, `2021Q1`, spreadsheet serials.

use chrono::NaiveDate;
use model::{Day, Quarter};

use crate::values::words::{narrow, present};

/// How exactly a day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// The day itself.
    Day,
    /// Only the month, quarter or year: its last day stands for it, the reading kindest to the account.
    Coarser,
}

/// A day and how exactly it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayReading {
    /// The day.
    pub day: Day,
    /// How exactly it was written.
    pub precision: Precision,
}

/// Reads a day. A month, quarter or year without a day reads as its last day. A time of day after it is ignored.
#[must_use]
pub fn day(text: &str) -> Option<DayReading> {
    let text = arabic(narrow(present(text)?));
    let text = text.trim();
    quarter(text).or_else(|| digits_only(text)).or_else(|| separated(text).map(|(reading, _)| reading))
}

/// `二〇二四年三月五日` in digits: a run of numerals is read digit by digit, or with 十 as a number below hundred.
fn arabic(text: String) -> String {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit =
        |c: char| if matches!(c, '○' | '零') { Some(0) } else { DIGITS.chars().position(|known| known == c) };
    if !text.contains('年') || text.chars().next().is_none_or(|c| digit(c).is_none()) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| c != '十' && digit(c).is_none()).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if run.is_empty() {
            out.push(first);
            rest = rest.strip_prefix(first).unwrap_or("");
            continue;
        }
        let value = |part: &str| part.chars().next().and_then(digit);
        match run.split_once('十') {
            None => run.chars().filter_map(digit).for_each(|digit| out.push_str(&digit.to_string())),
            Some((tens, ones)) => {
                out.push_str(&(value(tens).unwrap_or(1) * 10 + value(ones).unwrap_or(0)).to_string());
            }
        }
        rest = after;
    }
    out
}

fn exact(year: i32, month: u32, day: u32) -> Option<DayReading> {
    believable(year)?;
    Some(DayReading { day: Day::from_ymd(year, month, day)?, precision: Precision::Day })
}

fn month(year: i32, month: u32) -> Option<DayReading> {
    believable(year)?;
    let next = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
    Day::from_ymd(year, month, 1)?;
    Some(DayReading { day: Day::from_ymd(next.0, next.1, 1)?.plus(-1), precision: Precision::Coarser })
}

fn believable(year: i32) -> Option<()> {
    (1949..=2199).contains(&year).then_some(())
}

/// `2021Q1`, `2021年第一季度`, `2021年1季度`, `2021年一季度`.
fn quarter(text: &str) -> Option<DayReading> {
    let year: i32 = text.get(..4)?.parse().ok()?;
    believable(year)?;
    let rest = text.get(4..)?.trim_start_matches([' ', '年', '第', '-']);
    let number = if let Some(number) = rest.strip_prefix(['Q', 'q']) {
        number.trim()
    } else {
        rest.strip_suffix("季度")?.trim()
    };
    let quarter = match number {
        "1" | "一" => 1,
        "2" | "二" => 2,
        "3" | "三" => 3,
        "4" | "四" => 4,
        _ => return None,
    };
    Some(DayReading { day: Quarter { year, quarter }.last_day(), precision: Precision::Coarser })
}

/// `20240305`, `202403`, `2019`, and spreadsheet serials such as `45356` or `45356.5`.
fn digits_only(text: &str) -> Option<DayReading> {
    let text = text.strip_suffix('年').unwrap_or(text);
    if let Some((whole, fraction)) = text.split_once('.')
        && whole.len() == 5
        && fraction.len() != 1
        && fraction.bytes().all(|b| b.is_ascii_digit())
    {
        return serial_reading(whole);
    }
    let text = text.strip_suffix(".0").unwrap_or(text);
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        8 => exact(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..)?.parse().ok()?),
        6 => month(text.get(..4)?.parse().ok()?, text.get(4..)?.parse().ok()?),
        5 => serial_reading(text),
        4 => month(text.parse().ok()?, 12),
        _ => None,
    }
}

fn serial_reading(text: &str) -> Option<DayReading> {
    let day = excel_serial(text.parse().ok()?)?;
    Some(DayReading { day, precision: Precision::Day })
}

/// The day a spreadsheet's serial number stands for (1900 system), between 1954 and 2064.
#[must_use]
pub fn excel_serial(serial: i64) -> Option<Day> {
    if !(20_000..=60_000).contains(&serial) {
        return None;
    }
    let base = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    Some(Day::from(base).plus(i32::try_from(serial).ok()?))
}

/// `2024-3-5`, `2024/03/05`, `2024.3.5`, `2024年3月5日`, `2024年3月`, and what stands after the date.
pub(crate) fn separated(text: &str) -> Option<(DayReading, &str)> {
    let (year, rest) = number(text)?;
    let rest = separator(rest)?;
    let (month_number, rest) = number(rest)?;
    let year = i32::try_from(year).ok()?;
    let whole_month = |rest: &str| {
        let rest = rest.trim_start().trim_start_matches(['月', '份']).trim_start();
        rest.is_empty().then(|| month(year, month_number)).flatten()
    };
    let Some((day, after)) = separator(rest).and_then(number) else {
        return whole_month(rest).map(|reading| (reading, ""));
    };
    let after = after.trim_start_matches([' ', '日', '号']);
    let after = after.strip_prefix('T').unwrap_or(after);
    Some((exact(year, month_number, day)?, after.trim_start()))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

fn separator(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    let rest = rest.strip_prefix(['-', '/', '.', '年', '月', '—', '–', '。', '、'])?;
    Some(rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        day(text).map(|reading| reading.day.to_string())
    }

    #[test]
    fn every_form_of_a_day_in_registries() {
        for text in [
            "2024-03-05",
            "2024-3-5",
            "2024.3.5",
            "2024.03.05",
            "2024/3/5",
            "2024年3月5日",
            "2024年03月05日",
            "20240305",
            "２０２４年３月５日",
            " 2024.3.5 ",
            "2024 年 3 月 5 日",
            "45356",
            "45356.0",
            "45356.625",
            "2024-03-05 14:57:49",
            "2024-03-05T14:57:49+08:00",
            "2024年3月5号",
            "2024/3/5 6:55",
            "2024年 3月5日",
            "2024。3。5",
            "2024—3—5",
            "二〇二四年三月五日",
            "二○二四年三月五日",
        ] {
            assert_eq!(read(text).as_deref(), Some("2024-03-05"), "{text:?}");
        }
    }

    #[test]
    fn what_is_coarser_than_a_day_reads_as_its_last_day() {
        for (text, expected) in [
            ("2024年3月", "2024-03-31"),
            ("2024年3月份", "2024-03-31"),
            ("2024.2", "2024-02-29"),
            ("2024-02", "2024-02-29"),
            ("202402", "2024-02-29"),
            ("2021Q1", "2021-03-31"),
            ("2021年第一季度", "2021-03-31"),
            ("2021年4季度", "2021-12-31"),
            ("2019年", "2019-12-31"),
            ("2019", "2019-12-31"),
            ("2024年12月", "2024-12-31"),
            ("２０２４年３月", "2024-03-31"),
            ("二〇二四年十二月", "2024-12-31"),
            ("二零二四年十月", "2024-10-31"),
            ("2024年第3季度", "2024-09-30"),
        ] {
            let reading = day(text).unwrap_or_else(|| panic!("{text:?}"));
            assert_eq!(
                (reading.day.to_string().as_str(), reading.precision),
                (expected, Precision::Coarser),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "无",
            "2024-13-05",
            "2024-02-30",
            "3月5日",
            "上周",
            "13812345678",
            "0000-00-00",
            "1.2",
            "每周",
            "一年",
            "十年",
            "二〇二四年二月三十日",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
