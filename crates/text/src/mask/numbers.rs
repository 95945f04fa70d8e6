//! Numbers of people among the digits of a text.
//!
//! Digits are gathered into groups, each a run without gaps; groups with only separators between them may make up one
//! number (`138-1234-5678`). From every group on, the forms are tried in order of how sure they are.

use std::ops::Range;

use super::checks;
use super::links::span;
use super::{PersonalKind, PersonalSpan};

/// More groups than any form has.
const MOST_GROUPS: usize = 7;
/// Characters between two groups of one number, as in `138 - 1234`.
const WIDEST_GAP: usize = 3;

/// The value of a decimal digit, also a full-width or mathematical one.
pub(super) fn digit(c: char) -> Option<u8> {
    let code = u32::from(c);
    let value = match c {
        '0'..='9' => code - 0x30,
        '\u{ff10}'..='\u{ff19}' => code - 0xff10,
        '\u{1d7ce}'..='\u{1d7ff}' => (code - 0x1d7ce) % 10,
        _ => return None,
    };
    u8::try_from(value).ok()
}

/// The value of a digit spelt in Chinese, as in 一三八零零….
pub(super) fn spelt_digit(c: char) -> Option<u8> {
    // Asked of every character of every text.
    Some(match c {
        '零' | '〇' => 0,
        '一' | '幺' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Digits of a telephone number, spelt or not.
pub(super) const TELEPHONE: usize = 11;

struct Group {
    range: Range<usize>,
    digits: Vec<u8>,
}

/// Groups from `first` on that may belong together, and the text they stand in.
struct Candidate<'a> {
    chars: &'a [char],
    groups: &'a [Group],
    first: usize,
}

/// Adds what is found outside links and outside what `spans` already holds.
pub(super) fn find(chars: &[char], links: &[Range<usize>], spans: &mut Vec<PersonalSpan>) {
    let taken = |range: &Range<usize>, spans: &[PersonalSpan]| {
        links.iter().any(|link| link.start < range.end && range.start < link.end)
            || spans
                .iter()
                .any(|span| (span.start as usize) < range.end && range.start < (span.start + span.chars) as usize)
    };
    let mut groups = groups(chars);
    groups.retain(|group| !taken(&group.range, spans));
    let mut first = 0;
    while first < groups.len() {
        let candidate = Candidate { chars, groups: &groups, first };
        match candidate.reading() {
            Some((kind, count, end)) => {
                spans.extend(span(kind, groups[first].range.start, end));
                first += count;
            }
            None => first += 1,
        }
    }
}

fn groups(chars: &[char]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, c) in chars.iter().enumerate() {
        let Some(value) = digit(*c) else { continue };
        match groups.last_mut() {
            Some(group) if group.range.end == index => {
                group.range.end = index + 1;
                group.digits.push(value);
            }
            _ => groups.push(Group { range: index..index + 1, digits: vec![value] }),
        }
    }
    groups.extend(spelt(chars));
    groups.sort_by_key(|group| group.range.start);
    groups
}

/// Runs of spelt digits as long as a telephone number; shorter ones are years and amounts.
fn spelt(chars: &[char]) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let digits: Vec<u8> = chars[at..].iter().map_while(|c| spelt_digit(*c)).collect();
        let length = digits.len();
        if length == TELEPHONE {
            groups.push(Group { range: at..at + length, digits });
        }
        at += length.max(1);
    }
    groups
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}'
            | '\u{3000}'
            | '-'
            | '－'
            | '—'
            | '–'
            | '‐'
            | '‑'
            | '−'
            | '.'
            | '·'
            | '('
            | ')'
            | '（'
            | '）'
            | '_'
    )
}

impl Candidate<'_> {
    /// The kind of number that begins here, how many groups it has and where it ends.
    fn reading(&self) -> Option<(PersonalKind, usize, usize)> {
        let reach = self.reach();
        if self.is_part_of_a_code() {
            return None;
        }
        self.id_card(reach)
            .or_else(|| self.bank_card(reach))
            .or_else(|| self.old_id_card())
            .or_else(|| self.mobile(reach))
            .or_else(|| self.landline(reach))
    }

    fn gap(&self, after: usize) -> Option<&[char]> {
        let (this, next) = (self.groups.get(after)?, self.groups.get(after + 1)?);
        self.chars.get(this.range.end..next.range.start)
    }

    /// Groups that are divided by separators only.
    fn reach(&self) -> usize {
        let joined = |after: usize| {
            self.gap(after).is_some_and(|gap| gap.len() <= WIDEST_GAP && gap.iter().all(|c| is_separator(*c)))
        };
        1 + (self.first..self.first + MOST_GROUPS - 1).take_while(|after| joined(*after)).count()
    }

    fn lengths(&self, count: usize) -> Vec<usize> {
        self.groups[self.first..self.first + count].iter().map(|group| group.digits.len()).collect()
    }

    fn digits(&self, count: usize) -> Vec<u8> {
        self.groups[self.first..self.first + count].iter().flat_map(|group| &group.digits).copied().collect()
    }

    fn end(&self, count: usize) -> usize {
        self.groups[self.first + count - 1].range.end
    }

    /// No decimal point, no bracket inside.
    fn gaps_are_plain(&self, count: usize) -> bool {
        (self.first..self.first + count - 1).all(|after| {
            self.gap(after).is_some_and(|gap| gap.iter().all(|c| !matches!(c, '.' | '(' | ')' | '（' | '）')))
        })
    }

    /// Latin letters on both sides: a hash or a platform's code.
    fn is_part_of_a_code(&self) -> bool {
        let range = &self.groups[self.first].range;
        let letter =
            |index: Option<usize>| index.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_alphabetic);
        let is_check_letter = range.len() == 17 && matches!(self.chars.get(range.end), Some('x' | 'X'));
        letter(range.start.checked_sub(1)) && letter(Some(range.end)) && !is_check_letter
    }

    /// An amount or a decimal fraction: `13800000000元`, `0.13812345678`, `13812345678.5`.
    fn is_quantity(&self, count: usize) -> bool {
        let unit = self.chars.get(self.end(count)).is_some_and(|c| "元万亿%％‰美欧港".contains(*c));
        let point = |after: Option<usize>| after.and_then(|after| self.gap(after)).is_some_and(|gap| gap == ['.']);
        let length =
            |index: Option<usize>| index.and_then(|index| self.groups.get(index)).map_or(0, |group| group.digits.len());
        let before = self.first.checked_sub(1);
        let last = self.first + count - 1;
        unit || (point(before) && length(before) <= 4) || (point(Some(last)) && length(Some(last + 1)) <= 3)
    }

    fn id_card(&self, reach: usize) -> Option<(PersonalKind, usize, usize)> {
        (1..=reach).take_while(|count| self.gaps_are_plain(*count)).find_map(|count| {
            let mut digits = self.digits(count);
            let mut end = self.end(count);
            if digits.len() == 17 && matches!(self.chars.get(end), Some('x' | 'X' | 'ｘ' | 'Ｘ')) {
                digits.push(10);
                end += 1;
            }
            let whole = !self.chars.get(end).is_some_and(char::is_ascii_alphanumeric);
            (whole && checks::id_card_18(&digits)).then_some((PersonalKind::IdCard, count, end))
        })
    }

    fn old_id_card(&self) -> Option<(PersonalKind, usize, usize)> {
        let plausible = checks::id_card_15(&self.digits(1)) && !self.is_quantity(1);
        plausible.then(|| (PersonalKind::IdCard, 1, self.end(1)))
    }

    fn bank_card(&self, reach: usize) -> Option<(PersonalKind, usize, usize)> {
        (1..=reach).take_while(|count| self.gaps_are_plain(*count)).find_map(|count| {
            let written = match self.lengths(count).as_slice() {
                [_] | [6, 10..=13] => true,
                [fours @ .., last] => fours.len() >= 3 && fours.iter().all(|length| *length == 4) && *last <= 4,
                [] => false,
            };
            let found = written && checks::bank_card(&self.digits(count)) && !self.is_quantity(count);
            found.then(|| (PersonalKind::BankCard, count, self.end(count)))
        })
    }

    fn mobile(&self, reach: usize) -> Option<(PersonalKind, usize, usize)> {
        (1..=reach).find_map(|count| {
            let lengths = self.lengths(count);
            let digits = self.digits(count);
            let (prefix, rest) = match digits.as_slice() {
                [0, 0, 8, 6, rest @ ..] if rest.len() == 11 => (4, rest),
                [8, 6, rest @ ..] if rest.len() == 11 => (2, rest),
                [0, rest @ ..] if rest.len() == 11 => (1, rest),
                all => (0, all),
            };
            let found = checks::mobile(rest) && written_as_mobile(&lengths, prefix) && !self.is_quantity(count);
            found.then(|| (PersonalKind::Mobile, count, self.end(count)))
        })
    }

    /// The longest reading wins: an extension belongs to the number.
    fn landline(&self, reach: usize) -> Option<(PersonalKind, usize, usize)> {
        (1..=reach).rev().find_map(|count| {
            let groups: Vec<&[u8]> =
                self.groups[self.first..self.first + count].iter().map(|group| group.digits.as_slice()).collect();
            let pointed =
                (self.first..self.first + count - 1).any(|after| self.gap(after).is_some_and(|gap| gap.contains(&'.')));
            let found = !pointed && is_landline(&groups) && !self.is_quantity(count);
            found.then(|| (PersonalKind::Landline, count, self.end(count)))
        })
    }
}

/// How a mobile number is divided: after a country code of `prefix` digits, which may stand alone or not.
fn written_as_mobile(lengths: &[usize], prefix: usize) -> bool {
    let body: Vec<usize> = match lengths {
        [first, rest @ ..] if *first == prefix && prefix > 0 => rest.to_vec(),
        [first, rest @ ..] => [&[first.saturating_sub(prefix)], rest].concat(),
        [] => return false,
    };
    matches!(body.as_slice(), [11] | [3, 8] | [7, 4] | [3, 4, 4] | [3, 3, 5] | [4, 3, 4] | [4, 4, 3])
}

fn is_landline(groups: &[&[u8]]) -> bool {
    match groups {
        [[8, 6] | [0, 0, 8, 6], area @ ([1, 0] | [2, _] | [3..=9, _, _]), rest @ ..] => {
            is_subscriber(rest) && checks::area_code(&[&[0], *area].concat())
        }
        [area, rest @ ..] if checks::area_code(area) => is_subscriber(rest),
        [whole] => [3, 4]
            .into_iter()
            .filter_map(|length| whole.split_at_checked(length))
            .any(|(area, rest)| checks::area_code(area) && checks::subscriber(rest)),
        _ => false,
    }
}

/// A subscriber's number in one group or two, and perhaps an extension.
fn is_subscriber(groups: &[&[u8]]) -> bool {
    match groups {
        [number] => checks::subscriber(number),
        [first, second] => {
            let split =
                matches!(first.len(), 3 | 4) && second.len() == 4 && checks::subscriber(&[*first, *second].concat());
            let extended = checks::subscriber(first) && second.len() <= 4;
            split || extended
        }
        _ => false,
    }
}
