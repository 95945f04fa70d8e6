//! Check digits and forms of numbers. Every function takes digits as numbers 0–9.

use model::Day;

/// 18 characters of a citizen's number (GB 11643): the last may be X, given as 10.
pub(super) fn id_card_18(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let &[ref body @ .., last] = digits else { return false };
    if body.len() != 17 || body.iter().any(|digit| *digit > 9) || body[0] == 0 {
        return false;
    }
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let check = (12 - sum % 11) % 11;
    u32::from(last) == check && birth_date(&body[6..14])
}

/// The 15 digits used before 1999: no check digit, so province and date must be plausible.
pub(super) fn id_card_15(digits: &[u8]) -> bool {
    if digits.len() != 15 {
        return false;
    }
    let province = digits[0] * 10 + digits[1];
    let known = matches!(province, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81 | 82);
    let date = [&[1, 9], &digits[6..12]].concat();
    known && birth_date(&date)
}

fn birth_date(digits: &[u8]) -> bool {
    let number =
        |range: std::ops::Range<usize>| digits[range].iter().fold(0, |sum, digit| sum * 10 + u32::from(*digit));
    let (year, month, day) = (number(0..4), number(4..6), number(6..8));
    (1800..2050).contains(&year) && i32::try_from(year).is_ok_and(|year| Day::from_ymd(year, month, day).is_some())
}

/// 16–19 digits with a prefix that cards in China have (62 `UnionPay`, 4 Visa, 51–55 Mastercard) and Luhn's check digit.
pub(super) fn bank_card(digits: &[u8]) -> bool {
    let known = match digits {
        [6, 2, ..] => (16..=19).contains(&digits.len()),
        [4, ..] | [5, 1..=5, ..] => digits.len() == 16,
        _ => false,
    };
    known && luhn(digits)
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(*digit) << (place % 2);
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// 11 digits of a mobile number.
pub(super) fn mobile(digits: &[u8]) -> bool {
    matches!(digits, [1, 3..=9, ..]) && digits.len() == 11
}

/// An area code with its leading 0.
pub(super) fn area_code(digits: &[u8]) -> bool {
    matches!(digits, [0, 1, 0] | [0, 2, _] | [0, 3..=9, _, _])
}

/// A subscriber's number without the area code.
pub(super) fn subscriber(digits: &[u8]) -> bool {
    matches!(digits, [2..=9, ..]) && matches!(digits.len(), 7 | 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<u8> {
        text.chars()
            .map(|c| if c == 'X' { 10 } else { c.to_digit(10).and_then(|d| u8::try_from(d).ok()).unwrap_or(0) })
            .collect()
    }

    #[test]
    fn check_digits_decide() {
        // The example of GB 11643.
        assert!(id_card_18(&digits("11010519491231002X")));
        assert!(!id_card_18(&digits("110105194912310021")));
        assert!(!id_card_18(&digits("11010519491331002X")));
        assert!(id_card_15(&digits("110105491231002")));
        assert!(!id_card_15(&digits("110105491331002")));
        assert!(!id_card_15(&digits("990105491231002")));
        assert!(bank_card(&digits("4111111111111111")));
        assert!(!bank_card(&digits("4111111111111112")));
        assert!(!bank_card(&digits("7111111111111111")));
    }
}
