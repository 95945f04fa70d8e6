//! Searching a normalised text for the terms and pairs of all weighted lists.

use std::cell::RefCell;

use super::{LabelId, Use, Weighted};
use crate::lexicon::ends_sentence;
use crate::normalise::Normalised;

/// A term or pair found. Positions are characters of the normalised text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hit {
    /// First character.
    pub(crate) start: u32,
    /// Character after the last.
    pub(crate) end: u32,
    pub(crate) label: LabelId,
    pub(crate) weight: f32,
    /// Characters of the wording itself: of a pair, those of its two sides.
    pub(crate) chars: u32,
    list: u8,
    term: u32,
    pair: bool,
}

/// Everything found in one text, by list and then by position.
#[derive(Debug, Default)]
pub(crate) struct Found {
    hits: Vec<Hit>,
    /// By list: where its hits begin in `hits`; one more for the end.
    begins: Vec<usize>,
}

impl Found {
    /// The hits of one list, in the order of where they begin. Each term counts once.
    pub(crate) fn of(&self, list: u8) -> &[Hit] {
        let at = |index: usize| self.begins.get(index).copied().unwrap_or(self.hits.len());
        self.hits.get(at(usize::from(list))..at(usize::from(list) + 1)).unwrap_or_default()
    }
}

impl Found {
    /// What was found for one label, added up.
    pub(crate) fn sum(&self, list: u8, label: LabelId) -> f32 {
        self.of(list).iter().filter(|hit| hit.label == label).map(|hit| hit.weight).sum()
    }
}

/// Where a side of a pair stands.
#[derive(Debug, Clone, Copy)]
struct Side {
    start: u32,
    end: u32,
    sentence: u32,
    clause: u32,
}

/// Where a side of a pair was last seen.
type Seen = Option<Side>;

/// What one text was found to have: sides of pairs, and terms that counted. Kept from text to text, for clearing thousands of slots
/// costs more than reading a short text.
#[derive(Default)]
struct Sides {
    /// Counts the texts; slots of an earlier one are empty.
    text: u32,
    slots: Vec<(u32, [Seen; 2])>,
    /// By term: the text it counted in last.
    counted: Vec<u32>,
}

impl Sides {
    fn begin(&mut self, pairs: usize) {
        self.text = self.text.wrapping_add(1);
        if self.text == 0 {
            self.slots.clear();
            self.counted.clear();
            self.text = 1;
        }
        if self.slots.len() < pairs {
            self.slots.resize(pairs, (0, [None; 2]));
        }
    }

    /// Whether a term counts for the first time in this text.
    fn counts(&mut self, term: u32) -> bool {
        let place = term as usize;
        if self.counted.len() <= place {
            self.counted.resize(place + 1, 0);
        }
        let text = self.text;
        self.counted.get_mut(place).is_some_and(|last| std::mem::replace(last, text) != text)
    }

    fn of(&mut self, pair: u32) -> Option<&mut [Seen; 2]> {
        let text = self.text;
        let (of, seen) = self.slots.get_mut(pair as usize)?;
        if *of != text {
            (*of, *seen) = (text, [None; 2]);
        }
        Some(seen)
    }
}

thread_local! {
    static SIDES: RefCell<Sides> = RefCell::default();
}

impl Weighted {
    /// Finds the terms of all lists.
    pub(crate) fn scan(&self, normalised: &Normalised) -> Found {
        SIDES.with_borrow_mut(|sides| self.scan_with(normalised, sides))
    }

    fn scan_with(&self, normalised: &Normalised, sides: &mut Sides) -> Found {
        sides.begin(self.pairs.len());
        let mut hits: Vec<Hit> = Vec::new();
        let mut position = Position::default();
        for found in self.automaton.find_overlapping_iter(&normalised.text) {
            position.advance(&normalised.text, found.end());
            let Some((length, uses)) = self.wordings.get(found.value() as usize) else { continue };
            let (start, end) = (position.chars.saturating_sub(*length), position.chars);
            for used in uses {
                match *used {
                    Use::Term { term, label, weight } => {
                        let (list, chars) = (self.list_of(label), *length);
                        hits.push(Hit { start, end, label, weight, chars, list, term, pair: false });
                    }
                    Use::Side { pair, second } => {
                        let here = Side { start, end, sentence: position.sentence, clause: position.clause };
                        hits.extend(self.paired(sides, pair, second, here));
                    }
                }
            }
        }
        self.sorted(hits, sides)
    }

    fn list_of(&self, label: LabelId) -> u8 {
        self.list_of.get(usize::from(label.0)).copied().unwrap_or(u8::MAX)
    }

    /// Notes one side of a pair and returns the pair when the other side stands near before it.
    fn paired(&self, sides: &mut Sides, pair: u32, second: bool, here: Side) -> Option<Hit> {
        let (rule, seen) = (self.pairs.get(pair as usize)?, sides.of(pair)?);
        seen[usize::from(second)] = Some(here);
        if rule.ordered && !second {
            return None;
        }
        let there = seen[usize::from(!second)]?;
        let together = if rule.ordered { there.clause == here.clause } else { there.sentence == here.sentence };
        let near = there.end <= here.start && here.start - there.end <= rule.window && together;
        near.then(|| Hit {
            start: there.start,
            end: here.end,
            label: rule.label,
            weight: rule.weight,
            chars: there.end - there.start + here.end - here.start,
            list: self.list_of(rule.label),
            term: rule.term,
            pair: true,
        })
    }

    /// Orders the hits by list and place, drops terms inside longer ones of their list and what counts twice.
    fn sorted(&self, mut hits: Vec<Hit>, sides: &mut Sides) -> Found {
        hits.sort_unstable_by_key(|hit| (hit.list, hit.start, std::cmp::Reverse(hit.end), hit.term));
        let mut reach: Option<(u8, u32, u32)> = None;
        hits.retain(|hit| {
            if hit.pair {
                return true;
            }
            let inside = reach.is_some_and(|(list, start, end)| {
                list == hit.list && hit.end <= end && (start, end) != (hit.start, hit.end)
            });
            if !inside {
                reach = Some((hit.list, hit.start, hit.end));
            }
            !inside
        });
        hits.retain(|hit| sides.counts(hit.term));
        let begins =
            (0..=self.lists.len()).map(|list| hits.partition_point(|hit| usize::from(hit.list) < list)).collect();
        Found { hits, begins }
    }
}

/// How far the text was read.
#[derive(Default)]
struct Position {
    bytes: usize,
    chars: u32,
    sentence: u32,
    clause: u32,
}

impl Position {
    fn advance(&mut self, text: &str, to: usize) {
        for c in text.get(self.bytes..to).unwrap_or_default().chars() {
            self.chars += 1;
            let ends = ends_sentence(c);
            self.sentence += u32::from(ends);
            self.clause += u32::from(ends || c == ',');
        }
        self.bytes = self.bytes.max(to);
    }
}
