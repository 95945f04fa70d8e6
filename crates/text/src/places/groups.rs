//! Abbreviations of provinces: places only in groups (京津冀, 川渝两地) and on number plates (京A·12345), never alone and never
//! in the name of a railway or motorway (京沪高速).

use super::chain::{Mention, Reading};
use super::evidence::Cut;
use super::names::Target;
use crate::gazetteer::Gazetteer;

/// Groups of two that are meant so; other pairs are too often something else (新疆, 青藏).
const PAIRS: [&str; 34] = [
    "川渝", "京津", "京冀", "津冀", "苏浙", "苏皖", "浙皖", "沪苏", "沪浙", "晋陕", "陕甘", "甘青", "湘赣", "湘鄂",
    "湘粤", "粤桂", "粤港", "粤赣", "鄂豫", "豫鲁", "冀鲁", "鲁豫", "鲁苏", "豫皖", "闽浙", "闽粤", "闽赣", "云贵",
    "黔桂", "滇桂", "渝黔", "港澳", "辽吉", "琼粤",
];
/// How sure a group or a plate stands for the places.
const BELIEF: f32 = 0.9;

/// The code of the province a character abbreviates.
fn code(c: char) -> Option<&'static str> {
    Some(match c {
        '京' => "11",
        '津' => "12",
        '冀' => "13",
        '晋' => "14",
        '蒙' => "15",
        '辽' => "21",
        '吉' => "22",
        '黑' => "23",
        '沪' => "31",
        '苏' => "32",
        '浙' => "33",
        '皖' => "34",
        '闽' => "35",
        '赣' => "36",
        '鲁' => "37",
        '豫' => "41",
        '鄂' => "42",
        '湘' => "43",
        '粤' => "44",
        '桂' => "45",
        '琼' => "46",
        '渝' => "50",
        '川' | '蜀' => "51",
        '贵' | '黔' => "52",
        '云' | '滇' => "53",
        '藏' => "54",
        '陕' | '秦' => "61",
        '甘' | '陇' => "62",
        '青' => "63",
        '宁' => "64",
        '新' => "65",
        '台' => "71",
        '港' => "81",
        '澳' => "82",
        _ => return None,
    })
}

/// Whether there may be a group or a plate at all.
pub(super) fn possible(chars: &[char]) -> bool {
    chars.windows(2).any(|pair| {
        matches!(pair, [one, other] if code(*one).is_some()
        && (code(*other).is_some() || other.is_ascii_alphabetic()))
    })
}

/// Adds what the abbreviations of the text name.
pub(super) fn add(cut: &Cut<'_>, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    let mut found: Vec<Mention> = Vec::new();
    while at < cut.chars.len() {
        let length = cut.chars[at..].iter().take_while(|c| code(**c).is_some()).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let taken = if is_group(cut, at, length) {
            length
        } else {
            usize::from(is_plate(cut.chars.get(at + length - 1..).unwrap_or(&[])))
        };
        let from = if taken == 1 { at + length - 1 } else { at };
        let free = !mentions.iter().any(|known| known.start < at + length && from < known.end);
        if taken > 0 && free {
            found.extend((from..from + taken).filter_map(|position| mention(cut, position)));
        }
        at += length;
    }
    if !found.is_empty() {
        mentions.extend(found);
        mentions.sort_by_key(|mention| mention.start);
    }
}

fn mention(cut: &Cut<'_>, at: usize) -> Option<Mention> {
    let code = cut.chars.get(at).copied().and_then(code)?;
    let division = Gazetteer::embedded().division(code)?;
    let readings = vec![Reading { target: Target::Division(division), weight: 1.0 }];
    Some(Mention { start: at, end: at + 1, belief: BELIEF, readings })
}

fn is_group(cut: &Cut<'_>, at: usize, length: usize) -> bool {
    let run: String = cut.chars.iter().skip(at).take(length).collect();
    let next: String = cut.chars.iter().skip(at + length).take(3).collect();
    let line = ["高速", "高铁", "铁路", "线", "城际", "客专", "大桥", "高原", "公路", "动车", "通道"];
    // Characters that other words need are no abbreviations here.
    let alone = cut.segments.iter().filter(|segment| at <= segment.start && segment.end <= at + length);
    let whole = alone.map(|segment| segment.end - segment.start).sum::<usize>() == length
        && cut
            .segments
            .iter()
            .all(|segment| segment.entry.is_place() <= (segment.end <= at || segment.start >= at + length));
    whole && !line.iter().any(|line| next.starts_with(line)) && (length >= 3 || PAIRS.contains(&run.as_str()))
}

/// A province, a letter, perhaps a dot, then five or six letters and digits, or signs that hide them.
fn is_plate(chars: &[char]) -> bool {
    let [_, letter, rest @ ..] = chars else { return false };
    let dots = usize::from(rest.first().is_some_and(|c| matches!(c, '·' | '-' | ' ' | '.')));
    let rest = rest.get(dots..).unwrap_or(&[]);
    let number = rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '*').count();
    letter.is_ascii_alphabetic()
        && (5..=6).contains(&number)
        && rest.iter().take(number).any(|c| c.is_ascii_digit() || *c == '*')
}
