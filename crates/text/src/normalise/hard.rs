//! The steps of hard normalising on top of the light ones.

use crate::han::is_han;
use crate::lexicon::look_alikes::{LookAlikes, Phrase};
use crate::unicode::Placed;

/// Repeats the steps until nothing changes: removing a sign may complete a disguised word, and the other way round. Each
/// round removes characters or replaces look-alikes for good, so the rounds end.
pub(crate) fn harden(mut chars: Vec<Placed>) -> Vec<Placed> {
    let tables = LookAlikes::embedded();
    loop {
        let mut changed = false;
        replace_signs(&mut chars, tables, &mut changed);
        drop_inserted(&mut chars, &mut changed);
        replace_phrases(&mut chars, tables, &mut changed);
        shorten_repeats(&mut chars, &mut changed);
        if !changed {
            return chars;
        }
    }
}

fn replace_signs(chars: &mut [Placed], tables: &LookAlikes, changed: &mut bool) {
    for (c, _) in chars.iter_mut().filter(|(c, _)| !c.is_ascii() && !is_han(*c)) {
        if let Some(plain) = tables.sign(*c) {
            *c = plain;
            *changed = true;
        }
    }
}

/// Signs that carry no sense between two Chinese characters. Sentence marks, quotation marks and brackets are no such signs.
fn is_inserted(c: char) -> bool {
    const MARKS: &str = ",。.!?;:、\"'“”‘’「」『』《》〈〉()[]{}【】<>#@%+=&\n\r…￥$¥";
    !c.is_alphanumeric() && !MARKS.contains(c)
}

fn drop_inserted(chars: &mut Vec<Placed>, changed: &mut bool) {
    if !chars.iter().any(|(c, _)| is_inserted(*c)) {
        return;
    }
    let mut out: Vec<Placed> = Vec::with_capacity(chars.len());
    let mut index = 0;
    while index < chars.len() {
        let length = chars[index..].iter().take_while(|(c, _)| is_inserted(*c)).count();
        let before = out.last().is_some_and(|(c, _)| is_han(*c));
        let after = chars.get(index + length).is_some_and(|(c, _)| is_han(*c));
        if length > 0 && before && after {
            *changed = true;
        } else {
            out.extend_from_slice(&chars[index..index + length]);
        }
        index += length;
        out.extend(chars.get(index));
        index += 1;
    }
    *chars = out;
}

fn replace_phrases(chars: &mut Vec<Placed>, tables: &LookAlikes, changed: &mut bool) {
    let mut index = 0;
    while index < chars.len() {
        match tables.phrase_at(&chars[index..]) {
            Some(Phrase { disguised, plain }) => {
                let sources: Vec<u32> =
                    chars[index..index + disguised.len()].iter().map(|(_, offset)| *offset).collect();
                let last = sources.len() - 1;
                let replacement: Vec<Placed> =
                    plain.iter().enumerate().map(|(at, c)| (*c, sources[at.min(last)])).collect();
                chars.splice(index..index + disguised.len(), replacement);
                index += plain.len();
                *changed = true;
            }
            None => index += 1,
        }
    }
}

/// Three and more of one character say no more than two. Digits and Latin letters are left: 1000 is not 100, www is not ww.
fn shorten_repeats(chars: &mut Vec<Placed>, changed: &mut bool) {
    let before = chars.len();
    let mut run = 0;
    let mut last = None;
    chars.retain(|(c, _)| {
        run = if last == Some(*c) { run + 1 } else { 1 };
        last = Some(*c);
        run <= 2 || (c.is_alphanumeric() && !is_han(*c))
    });
    *changed |= chars.len() != before;
}
