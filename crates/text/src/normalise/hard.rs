//! The steps of hard normalising on top of the light ones.

use std::sync::LazyLock;

use crate::han::is_han;
use crate::lexicon::look_alikes::{LookAlikes, Phrase};
use crate::unicode::Placed;

/// Repeats the steps until nothing changes: removing a sign may complete a disguised word, and the other way round. Each
/// round removes characters or replaces look-alikes for good, so the rounds end.
pub(crate) fn harden(mut chars: Vec<Placed>) -> Vec<Placed> {
    let tables = LookAlikes::embedded();
    while let Some(work) = needed(&chars, tables) {
        if work.signs {
            replace_signs(&mut chars, tables);
        }
        drop_inserted(&mut chars);
        replace_phrases(&mut chars, tables);
        shorten_repeats(&mut chars);
    }
    chars
}

/// What a character means to the steps.
pub(super) const HAN: u8 = 1;
pub(super) const INSERTED: u8 = 2;
pub(super) const SIGN: u8 = 4;
pub(super) const PHRASE: u8 = 8;
/// A digit or a letter, of which three are not two.
pub(super) const COUNTED: u8 = 16;

/// The meaning of every character of the basic plane.
static CLASSES: LazyLock<Box<[u8]>> =
    LazyLock::new(|| (0..=u16::MAX).map(|code| char::from_u32(u32::from(code)).map_or(0, class_of)).collect());

pub(super) fn class_of(c: char) -> u8 {
    let tables = LookAlikes::embedded();
    let mut class = 0;
    if is_han(c) {
        class |= HAN;
    } else if is_inserted(c) {
        class |= INSERTED;
    } else if c.is_alphanumeric() {
        class |= COUNTED;
    }
    if !c.is_ascii() && !is_han(c) && tables.sign(c).is_some() {
        class |= SIGN;
    }
    if tables.begins_phrase(c) {
        class |= PHRASE;
    }
    class
}

fn class(classes: &[u8], c: char) -> u8 {
    classes.get(u32::from(c) as usize).copied().unwrap_or_else(|| class_of(c))
}

struct Work {
    signs: bool,
}

/// Whether any step has something to do; most texts are hard already.
fn needed(chars: &[Placed], tables: &LookAlikes) -> Option<Work> {
    let classes: &[u8] = &CLASSES;
    let (mut signs, mut other) = (false, false);
    let (mut last, mut run) = ('\0', 0);
    let (mut last_class, mut before_inserted) = (0, 0);
    for (at, (c, _)) in chars.iter().enumerate() {
        let class = class(classes, *c);
        run = if *c == last { run + 1 } else { 1 };
        if class & INSERTED != 0 {
            if last_class & INSERTED == 0 {
                before_inserted = last_class;
            }
        } else if class & HAN != 0 && last_class & INSERTED != 0 && before_inserted & HAN != 0 {
            other = true;
        }
        signs |= class & SIGN != 0;
        other |= run > 2 && class & COUNTED == 0;
        other = other || (class & PHRASE != 0 && tables.phrase_at(&chars[at..]).is_some());
        (last, last_class) = (*c, class);
    }
    (signs || other).then_some(Work { signs })
}

fn replace_signs(chars: &mut [Placed], tables: &LookAlikes) {
    for (c, _) in chars.iter_mut().filter(|(c, _)| !c.is_ascii() && !is_han(*c)) {
        if let Some(plain) = tables.sign(*c) {
            *c = plain;
        }
    }
}

/// Signs that carry no sense between two Chinese characters. Sentence marks, quotation marks and brackets are no such signs.
fn is_inserted(c: char) -> bool {
    const MARKS: &str = ",。.!?;:、\"'“”‘’「」『』《》〈〉()[]{}【】<>#@%+=&\n\r…￥$¥";
    !c.is_alphanumeric() && !MARKS.contains(c)
}

fn drop_inserted(chars: &mut Vec<Placed>) {
    let classes: &[u8] = &CLASSES;
    let is = |c: char, wanted: u8| class(classes, c) & wanted != 0;
    if !chars.iter().any(|(c, _)| is(*c, INSERTED)) {
        return;
    }
    let mut out: Vec<Placed> = Vec::with_capacity(chars.len());
    let mut index = 0;
    while index < chars.len() {
        let length = chars[index..].iter().take_while(|(c, _)| is(*c, INSERTED)).count();
        let before = out.last().is_some_and(|(c, _)| is(*c, HAN));
        let after = chars.get(index + length).is_some_and(|(c, _)| is(*c, HAN));
        if !(length > 0 && before && after) {
            out.extend_from_slice(&chars[index..index + length]);
        }
        index += length;
        out.extend(chars.get(index));
        index += 1;
    }
    *chars = out;
}

fn replace_phrases(chars: &mut Vec<Placed>, tables: &LookAlikes) {
    let classes: &[u8] = &CLASSES;
    let mut index = 0;
    while index < chars.len() {
        if class(classes, chars[index].0) & PHRASE == 0 {
            index += 1;
            continue;
        }
        match tables.phrase_at(&chars[index..]) {
            Some(Phrase { disguised, plain }) => {
                let sources: Vec<u32> =
                    chars[index..index + disguised.len()].iter().map(|(_, offset)| *offset).collect();
                let last = sources.len() - 1;
                let replacement: Vec<Placed> =
                    plain.iter().enumerate().map(|(at, c)| (*c, sources[at.min(last)])).collect();
                chars.splice(index..index + disguised.len(), replacement);
                index += plain.len();
            }
            None => index += 1,
        }
    }
}

/// Three and more of one character say no more than two. Digits and Latin letters are left: 1000 is not 100, www is not ww.
fn shorten_repeats(chars: &mut Vec<Placed>) {
    let mut run = 0;
    let mut last = None;
    chars.retain(|(c, _)| {
        run = if last == Some(*c) { run + 1 } else { 1 };
        last = Some(*c);
        run <= 2 || (c.is_alphanumeric() && !is_han(*c))
    });
}
