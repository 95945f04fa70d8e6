//! Number plates (GA 36): 湘A12345, 湘A·D12345 (new energy), 警 and 学 at the end.

use std::ops::Range;

use super::links::span;
use super::{PersonalKind, PersonalSpan};

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
const ENDS: &str = "警学挂领港澳使试超";

/// The abbreviation of a province, with which a plate begins.
pub(super) fn is_province(c: char) -> bool {
    PROVINCES.contains(c)
}

/// Adds complete plates outside links and outside what `spans` already holds.
pub(super) fn find(chars: &[char], links: &[Range<usize>], spans: &mut Vec<PersonalSpan>) {
    let mut at = 0;
    while at < chars.len() {
        let Some(end) = plate_end(chars, at) else {
            at += 1;
            continue;
        };
        let range = at..end;
        let taken = links.iter().any(|link| link.start < range.end && range.start < link.end)
            || spans
                .iter()
                .any(|span| (span.start as usize) < range.end && range.start < (span.start + span.chars) as usize);
        if !taken {
            spans.extend(span(PersonalKind::Plate, range.start, range.end));
        }
        at = end;
    }
}

/// Where a plate that begins at `at` ends.
fn plate_end(chars: &[char], at: usize) -> Option<usize> {
    let letter = *chars.get(at + 1)?;
    if !letter.is_ascii_uppercase() || !is_province(chars[at]) || letter == 'I' {
        return None;
    }
    let gap = usize::from(chars.get(at + 2).is_some_and(|c| matches!(c, '·' | '.' | '-' | ' ' | '•' | '・')));
    let start = at + 2 + gap;
    let serial = chars[start..].iter().take_while(|c| c.is_ascii_digit() || c.is_ascii_uppercase()).count();
    let digits = chars[start..start + serial].iter().filter(|c| c.is_ascii_digit()).count();
    let special = chars.get(start + serial).is_some_and(|c| ENDS.contains(*c));
    match serial {
        5 | 6 if digits >= 3 => Some(start + serial),
        4 if special && digits >= 3 => Some(start + serial + 1),
        _ => None,
    }
}
