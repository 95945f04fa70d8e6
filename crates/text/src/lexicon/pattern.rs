//! Terms as patterns: `求…关注` (a gap), `{求|跪求}关注` (either-or), `差#{个|位}粉丝` (a number).

use crate::normalise::hard;

/// Characters a gap stands for when the entry does not say.
const DEFAULT_GAP: usize = 6;
/// Widest gap: a wider one joins what does not belong together, and costs time.
const WIDEST_GAP: usize = 30;
/// Most wordings one part may spell out.
const MOST_WORDINGS: usize = 512;
/// Most characters of a number.
pub(super) const LONGEST_NUMBER: usize = 16;

/// What stands between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Up to so many characters of the same sentence.
    Gap(usize),
    /// A number and nothing else.
    Number,
    /// A number and then up to so many characters of the same sentence.
    NumberThen(usize),
    /// Up to so many characters of the same sentence, and then a number.
    ThenNumber(usize),
}

impl Link {
    /// Most characters it takes.
    pub(super) fn widest(self) -> usize {
        match self {
            Self::Gap(widest) => widest,
            Self::Number => LONGEST_NUMBER,
            Self::NumberThen(widest) | Self::ThenNumber(widest) => LONGEST_NUMBER + widest,
        }
    }
}

/// A term taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The wordings of every part, as they are matched: normalised hard.
    pub(super) parts: Vec<Vec<String>>,
    /// What stands between them; one fewer than parts.
    pub(super) links: Vec<Link>,
    /// A number must end directly before the first part.
    pub(super) number_before: bool,
    /// A number must begin directly after the last part.
    pub(super) number_after: bool,
}

impl Pattern {
    /// Takes a term apart; `gap` is the entry's own width of `…`.
    ///
    /// # Errors
    /// What is wrong and what to write instead.
    pub(super) fn parse(term: &str, gap: Option<usize>) -> Result<Self, String> {
        let gap = gap.unwrap_or(DEFAULT_GAP);
        if gap > WIDEST_GAP {
            return Err(format!("a gap of {gap} characters is too wide: use at most {WIDEST_GAP}"));
        }
        let mut pattern = Self { parts: Vec::new(), links: Vec::new(), number_before: false, number_after: false };
        let mut part = String::new();
        for c in term.chars().chain(['\0']) {
            let link = match c {
                '…' => Some(Link::Gap(gap)),
                '#' => Some(Link::Number),
                '\0' => None,
                _ => {
                    part.push(c);
                    continue;
                }
            };
            match (part.is_empty(), link) {
                (true, Some(Link::Number)) if pattern.parts.is_empty() => pattern.number_before = true,
                (true, Some(Link::Gap(_))) if pattern.links.last() == Some(&Link::Number) => {
                    pattern.links.pop();
                    pattern.links.push(Link::NumberThen(gap));
                }
                (true, Some(Link::Number)) if matches!(pattern.links.last(), Some(Link::Gap(_))) => {
                    pattern.links.pop();
                    pattern.links.push(Link::ThenNumber(gap));
                }
                (true, None) if pattern.links.last() == Some(&Link::Number) => {
                    pattern.links.pop();
                    pattern.number_after = true;
                }
                (true, _) => return Err("put words before and after … and around #".into()),
                (false, link) => {
                    pattern.parts.push(wordings(&part)?);
                    part.clear();
                    pattern.links.extend(link);
                }
            }
        }
        Ok(pattern)
    }
}

/// Spells the either-or groups of a part out.
fn wordings(part: &str) -> Result<Vec<String>, String> {
    let mut done: Vec<String> = vec![String::new()];
    let mut rest = part;
    while let Some((before, group)) = rest.split_once('{') {
        let Some((group, after)) = group.split_once('}') else {
            return Err("a { is not closed: write {one|other}".into());
        };
        if group.contains('{') {
            return Err("groups cannot stand in groups: write the wordings out".into());
        }
        done = done
            .iter()
            .flat_map(|head| group.split('|').map(move |choice| format!("{head}{before}{choice}")))
            .collect();
        if done.len() > MOST_WORDINGS {
            return Err(format!("more than {MOST_WORDINGS} wordings: split the entry"));
        }
        rest = after;
    }
    if rest.contains(['}', '|']) {
        return Err("a } or | stands outside a group: write {one|other}".into());
    }
    let mut wordings: Vec<String> = done.into_iter().map(|head| hard(&format!("{head}{rest}")).text).collect();
    wordings.sort_unstable();
    wordings.dedup();
    if wordings.iter().any(String::is_empty) {
        return Err("a part can be empty: write the term with and without it as two entries".into());
    }
    Ok(wordings)
}

/// A character a number is written with, in digits or in Chinese.
pub(super) fn is_number(c: char) -> bool {
    c.is_ascii_digit() || " .,+%kw几数多余来近一二两三四五六七八九十百千万亿零半".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_taken_apart() {
        let pattern = Pattern::parse("{求|跪求}…{关注|点赞}", Some(4)).expect("a pattern");
        assert_eq!(pattern.parts, [["求", "跪求"], ["关注", "点赞"]]);
        assert_eq!(pattern.links, [Link::Gap(4)]);
        let pattern = Pattern::parse("差#个粉丝", None).expect("a pattern");
        assert_eq!((pattern.parts.len(), pattern.links.as_slice()), (2, [Link::Number].as_slice()));
        let pattern = Pattern::parse("满#…送", None).expect("a pattern");
        assert_eq!(pattern.links, [Link::NumberThen(6)]);
        let pattern = Pattern::parse("#元/斤", None).expect("a pattern");
        assert!(pattern.number_before && pattern.parts == [["元斤"]]);
        let pattern = Pattern::parse("粉丝破#", None).expect("a pattern");
        assert!(pattern.number_after && pattern.links.is_empty());
    }

    #[test]
    fn what_cannot_be_matched_says_why() {
        for term in ["…关注", "求…", "求…#…关注", "{求", "求}", "{求|}", "求{{a|b}|c}", "a…b…"] {
            assert!(Pattern::parse(term, None).is_err(), "{term}");
        }
        assert!(Pattern::parse("求…关注", Some(31)).is_err());
    }
}
