//! Finding a day inside a title, a file name or a remark.

use crate::values::day::{DayReading, Precision, day};
use crate::values::words::narrow;

/// The longest text a date takes: `2021年第一季度`, `2021年02月20日`.
const LONGEST: usize = 12;

/// The first exact day in the text, else the first month or quarter, else a year written with 年.
#[must_use]
pub fn find_day(text: &str) -> Option<DayReading> {
    let text: Vec<char> = narrow(text).chars().collect();
    let mut coarse: Option<(DayReading, bool)> = None;
    let mut position = 0;
    while position < text.len() {
        let before_is_digit = position > 0 && text.get(position - 1).is_some_and(char::is_ascii_digit);
        let year_begins = !before_is_digit && matches!(text.get(position..position + 2), Some(['1', '9'] | ['2', '0']));
        if !year_begins {
            position += 1;
            continue;
        }
        match longest(&text, position) {
            Some((reading, length)) if reading.precision == Precision::Day => {
                // A longer run of digits is a number, not a day.
                if !text.get(position + length).is_some_and(char::is_ascii_digit) {
                    return Some(reading);
                }
                position += length;
            }
            Some((reading, length)) => {
                let only_year = length <= 5;
                if coarse.is_none_or(|(_, was_only_year)| was_only_year && !only_year) {
                    coarse = Some((reading, only_year));
                }
                position += length;
            }
            None => position += 1,
        }
    }
    coarse.map(|(reading, _)| reading)
}

fn longest(text: &[char], start: usize) -> Option<(DayReading, usize)> {
    (5..=LONGEST).rev().find_map(|length| {
        let piece: String = text.get(start..start + length)?.iter().collect();
        if piece.ends_with(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '/')) {
            return None;
        }
        // Five digits would read as a spreadsheet's serial, which no title holds; six as a month is fine.
        if piece.len() == 5 && piece.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        day(&piece).map(|reading| (reading, length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_titles_and_file_names() {
        for (text, expected) in [
            ("样例县政务新媒体台账2021年2月.xlsx", Some("2021-02-28")),
            ("台账20210220.xlsx", Some("2021-02-20")),
            ("台账_2021Q1_终稿", Some("2021-03-31")),
            ("样例县台账（２０２０年第三季度）", Some("2020-09-30")),
            ("填报日期：2021年2月20日  审核人：某", Some("2021-02-20")),
            ("2021年度台账（2021.2.20）", Some("2021-02-20")),
            ("2021年台账", Some("2021-12-31")),
            ("国办发〔2018〕123号", None),
            ("电话 02012345678", None),
            ("台账", None),
        ] {
            assert_eq!(find_day(text).map(|reading| reading.day.to_string()).as_deref(), expected, "{text}");
        }
    }
}
