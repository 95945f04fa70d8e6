//! The common case in one pass: a text in which every character becomes one character and no step of hardening has anything to do.

use std::sync::LazyLock;

use super::{Normalised, hard};
use crate::lexicon::look_alikes::LookAlikes;
use crate::unicode::{self, Quick};

/// Something here needs the long way: several characters from one, a disguise, a hashtag, mention, code or link.
const LONG: u32 = 1 << 31;
/// Nothing becomes of it.
const DROPPED: u32 = 1 << 30;
/// Where the class of the character begins.
const CLASS: u32 = 16;

/// For every character of the basic plane what it becomes, in the low half, and what that means to the steps, in the high half.
static TABLE: LazyLock<Box<[u32]>> = LazyLock::new(|| (0..=u16::MAX).map(entry).collect());

fn entry(code: u16) -> u32 {
    let Some(c) = char::from_u32(u32::from(code)) else { return LONG };
    let to = match unicode::alone(c) {
        Quick::One(to) => to,
        Quick::Nothing => return DROPPED,
        Quick::Slow => return LONG,
    };
    let class = hard::class_of(to);
    let begins_piece = matches!(to, '#' | '@' | '[' | 'h' | 'w');
    if begins_piece || class & hard::SIGN != 0 {
        return LONG;
    }
    (u32::from(class) << CLASS) | u32::from(to)
}

/// The text normalised hard, if the short way is enough for it.
pub(super) fn read(original: &str) -> Option<Normalised> {
    let table: &[u32] = &TABLE;
    let mut text = String::with_capacity(original.len());
    let mut offsets = Vec::with_capacity(original.len() / 3 + 8);
    let (mut last, mut run) = (0, 0_u32);
    let (mut last_class, mut before_inserted) = (0_u32, 0_u32);
    for (offset, c) in original.char_indices() {
        let entry = *table.get(u32::from(c) as usize)?;
        if entry & (LONG | DROPPED) != 0 {
            if entry & LONG != 0 {
                return None;
            }
            continue;
        }
        let (to, class) = (entry & 0xffff, entry >> CLASS);
        run = if to == last { run + 1 } else { 1 };
        if class & u32::from(hard::INSERTED) != 0 {
            if last_class & u32::from(hard::INSERTED) == 0 {
                before_inserted = last_class;
            }
        } else if class & last_class & u32::from(hard::HAN) == 0
            && class & u32::from(hard::HAN) != 0
            && last_class & u32::from(hard::INSERTED) != 0
            && before_inserted & u32::from(hard::HAN) != 0
        {
            return None;
        }
        if run > 2 && class & u32::from(hard::COUNTED) == 0 {
            return None;
        }
        if last_class & u32::from(hard::PHRASE) != 0 && disguised(last, to) {
            return None;
        }
        (last, last_class) = (to, class);
        text.push(char::from_u32(to)?);
        offsets.push(u32::try_from(offset).unwrap_or(u32::MAX));
    }
    Some(Normalised { text, offsets })
}

/// A disguised spelling may begin with these two.
fn disguised(first: u32, second: u32) -> bool {
    match (char::from_u32(first), char::from_u32(second)) {
        (Some(first), Some(second)) => LookAlikes::embedded().begins_with(first, second),
        _ => true,
    }
}
