//! Links, inside which nothing is masked, and e-mail addresses.

use std::ops::Range;

use super::{PersonalKind, PersonalSpan};

/// Ends of host names after which a path makes the whole a link even without `http://`.
const HOSTS: [&str; 6] = [".com/", ".cn/", ".net/", ".org/", ".tv/", ".me/"];

pub(super) fn is_at(c: char) -> bool {
    c == '@' || c == '＠'
}

/// The spans of links, in order.
pub(super) fn links(chars: &[char]) -> Vec<Range<usize>> {
    let mut links: Vec<Range<usize>> = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        let start = match chars[index] {
            ':' if begins_with(chars, index, "://") => back(chars, index, |c| c.is_ascii_alphanumeric()),
            'w' | 'W' if begins_with(chars, index, "www.") => index,
            '.' if HOSTS.iter().any(|host| begins_with(chars, index, host)) => back(chars, index, is_host),
            _ => {
                index += 1;
                continue;
            }
        };
        let end = index + chars[index..].iter().take_while(|c| c.is_ascii_graphic() && !"<>\"'".contains(**c)).count();
        let addressed = start.checked_sub(1).and_then(|before| chars.get(before)).copied().is_some_and(is_at);
        if addressed {
            index += 1;
        } else {
            links.push(start..end.max(index + 1));
            index = end.max(index + 1);
        }
    }
    links
}

fn begins_with(chars: &[char], index: usize, text: &str) -> bool {
    let mut rest = chars[index..].iter();
    text.chars().all(|wanted| rest.next().is_some_and(|c| c.eq_ignore_ascii_case(&wanted)))
}

fn back(chars: &[char], index: usize, belongs: impl Fn(char) -> bool) -> usize {
    index - chars[..index].iter().rev().take_while(|c| belongs(**c)).count()
}

fn is_host(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.'
}

/// The plain form of a full-width letter, digit or sign.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// E-mail addresses outside links.
pub(super) fn emails(chars: &[char], links: &[Range<usize>]) -> Vec<PersonalSpan> {
    let mut spans: Vec<PersonalSpan> = Vec::new();
    for (at, _) in chars.iter().enumerate().filter(|(_, c)| is_at(**c)) {
        let start = back(chars, at, |c| {
            let c = narrow(c);
            c.is_ascii_alphanumeric() || "._%+-".contains(c)
        });
        let domain: Vec<char> = chars[at + 1..].iter().map(|c| narrow(*c)).take_while(|c| is_host(*c)).collect();
        let Some(length) = domain_length(&domain) else { continue };
        let free = spans.last().is_none_or(|last| (last.start + last.chars) as usize <= start);
        let outside = links.iter().all(|link| link.end <= start || link.start >= at + 1 + length);
        if free && outside && chars[start..at].iter().any(|c| c.is_alphanumeric()) {
            spans.extend(span(PersonalKind::Email, start, at + 1 + length));
        }
    }
    spans
}

/// Characters of a host name at the beginning of `domain`: at least two labels, the last of letters.
fn domain_length(domain: &[char]) -> Option<usize> {
    let length = domain.len() - domain.iter().rev().take_while(|c| !c.is_ascii_alphanumeric()).count();
    let host = &domain[..length];
    let dot = host.iter().rposition(|c| *c == '.')?;
    let last = &host[dot + 1..];
    let named = host[..dot].iter().any(char::is_ascii_alphanumeric);
    (named && last.len() >= 2 && last.iter().all(char::is_ascii_alphabetic)).then_some(length)
}

/// The span from one character to another; `None` where a text is too long to count.
pub(super) fn span(kind: PersonalKind, start: usize, end: usize) -> Option<PersonalSpan> {
    let chars = u32::try_from(end.checked_sub(start)?).ok()?;
    Some(PersonalSpan { kind, start: u32::try_from(start).ok()?, chars })
}
