//! A text as detectors see it: finds in order, each with its sentence, its clause and what its surroundings say about it.

use super::features::{Feature, Features};
use super::{Field, Span};
use crate::lexicon::Lexicons;
use crate::normalise::Reading;

/// Characters between a denying word and what it denies.
const NEGATION_REACH: u32 = 4;

/// An entry found.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four independent things may speak against a find")]
pub(super) struct Mark {
    pub(super) features: Features,
    /// Characters of the normalised text.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Number of the sentence within the whole work, title first.
    pub(super) sentence: usize,
    pub(super) clause: u32,
    /// In quotation marks.
    pub(super) quoted: bool,
    /// In 《》.
    pub(super) titled: bool,
    /// A denying word stands directly before.
    pub(super) negated: bool,
    /// The clause forbids, or calls off, what follows.
    pub(super) prohibited: bool,
}

impl Mark {
    /// Nothing around it speaks against it.
    pub(super) fn is_free(&self) -> bool {
        !(self.quoted || self.titled || self.negated || self.prohibited)
    }
}

/// One sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence {
    pub(super) field: Field,
    /// Features of its finds that nothing speaks against.
    pub(super) free: Features,
    /// Features of all its finds.
    pub(super) all: Features,
    /// It closes with an exclamation mark, or asks.
    pub(super) exclaims: bool,
    pub(super) asks: bool,
    /// It trails off: `..`
    pub(super) trails: bool,
}

/// Title and text, ready for every detector.
#[derive(Debug)]
pub(super) struct View<'r> {
    pub(super) title: Option<&'r Reading<'r>>,
    pub(super) text: &'r Reading<'r>,
    pub(super) marks: Vec<Mark>,
    pub(super) sentences: Vec<Sentence>,
    /// Free features of the whole work.
    pub(super) free: Features,
    /// All features of the whole work.
    pub(super) all: Features,
    pub(super) exclamations: u32,
}

impl<'r> View<'r> {
    pub(super) fn new(
        lexicons: &Lexicons,
        by_entry: &[Features],
        title: Option<&'r Reading<'r>>,
        text: &'r Reading<'r>,
    ) -> Self {
        let mut view = Self {
            title,
            text,
            marks: Vec::new(),
            sentences: Vec::new(),
            free: Features::NONE,
            all: Features::NONE,
            exclamations: 0,
        };
        if let Some(title) = title {
            view.add(lexicons, by_entry, title, Field::Title);
        }
        view.add(lexicons, by_entry, text, Field::Text);
        view
    }

    fn add(&mut self, lexicons: &Lexicons, by_entry: &[Features], reading: &Reading<'_>, field: Field) {
        let first_mark = self.marks.len();
        for hit in lexicons.scan(&reading.hard).all() {
            let features = by_entry.get(hit.entry as usize).copied().unwrap_or_default();
            if !features.is_empty() {
                self.marks.push(Mark {
                    features,
                    start: hit.start,
                    end: hit.end,
                    sentence: 0,
                    clause: 0,
                    quoted: false,
                    titled: false,
                    negated: false,
                    prohibited: false,
                });
            }
        }
        self.marks[first_mark..].sort_by_key(|mark| (mark.start, mark.end));
        self.place(reading, field, first_mark);
        guard(&mut self.marks[first_mark..]);
        for mark in &self.marks[first_mark..] {
            self.all.add(mark.features);
            if let Some(sentence) = self.sentences.get_mut(mark.sentence) {
                sentence.all.add(mark.features);
                if mark.is_free() {
                    sentence.free.add(mark.features);
                    self.free.add(mark.features);
                }
            }
        }
    }

    /// Divides the text into sentences and clauses and tells every mark where it stands.
    fn place(&mut self, reading: &Reading<'_>, field: Field, first_mark: usize) {
        let marks = self.marks.get_mut(first_mark..).unwrap_or_default();
        let mut next = 0;
        let (mut clause, mut start, mut at) = (0, 0, 0u32);
        let (mut quotes, mut straight, mut titles) = (0u32, false, 0u32);
        let mut last = '\n';
        let blank =
            Sentence { field, free: Features::NONE, all: Features::NONE, exclaims: false, asks: false, trails: false };
        let mut sentence = blank;
        // Quotation marks around the whole text quote nobody.
        let whole = reading.hard.text.trim_end_matches(ends_sentence);
        let whole = whole.starts_with(opens_quote) && whole.ends_with(closes_quote);
        for c in reading.hard.text.chars() {
            let closes = ends_sentence(c);
            if closes || (c == '.' && last == '.') {
                sentence.exclaims |= c == '!';
                sentence.asks |= c == '?';
                sentence.trails |= c == '.';
                self.exclamations += u32::from(c == '!');
            } else if ends_sentence(last) && at > start {
                self.sentences.push(sentence);
                sentence = blank;
                start = at;
                clause += 1;
            }
            match c {
                _ if opens_quote(c) => quotes += u32::from(!(whole && at == 0)),
                _ if closes_quote(c) => quotes = quotes.saturating_sub(1),
                '"' => straight = !straight,
                '《' => titles += 1,
                '》' => titles = titles.saturating_sub(1),
                ',' | ':' | '(' | ')' | '【' | '】' | ' ' => clause += 1,
                '\n' => (quotes, straight, titles) = (0, false, 0),
                _ => {}
            }
            while let Some(mark) = marks.get_mut(next).filter(|mark| mark.start <= at) {
                mark.sentence = self.sentences.len();
                mark.clause = clause;
                mark.quoted = quotes > 0 || straight;
                mark.titled = titles > 0;
                next += 1;
            }
            last = c;
            at += 1;
        }
        self.sentences.push(sentence);
    }

    /// The span of a mark, or of any range of the normalised text, in characters of the text as published.
    pub(super) fn span(&self, field: Field, start: u32, end: u32) -> Option<Span> {
        let reading = match field {
            Field::Title => self.title?,
            Field::Text => self.text,
        };
        let (start, chars) = reading.original_chars(start, end);
        (chars > 0).then_some(Span { field, start, chars })
    }

    /// The spans of the marks of a stretch of sentences that have one of `features`, nothing speaking against them.
    pub(super) fn spans(&self, sentences: std::ops::Range<usize>, features: &[Feature]) -> Vec<Span> {
        let wanted = |mark: &&Mark| sentences.contains(&mark.sentence) && mark.is_free() && mark.features.any(features);
        let mut spans: Vec<Span> = Vec::new();
        for mark in self.marks.iter().filter(wanted) {
            let field = self.sentences.get(mark.sentence).map_or(Field::Text, |sentence| sentence.field);
            spans.extend(self.span(field, mark.start, mark.end));
        }
        merged(spans)
    }

    /// Free features of sentences `from..to`.
    pub(super) fn free_in(&self, sentences: std::ops::Range<usize>) -> Features {
        let mut features = Features::NONE;
        for sentence in self.sentences.get(sentences).unwrap_or_default() {
            features.add(sentence.free);
        }
        features
    }

    /// The first mark with a feature, whatever stands around it.
    pub(super) fn first(&self, features: &[Feature]) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.features.any(features))
    }

    /// The span of a mark.
    pub(super) fn span_of(&self, mark: &Mark) -> Option<Span> {
        let field = self.sentences.get(mark.sentence).map_or(Field::Text, |sentence| sentence.field);
        self.span(field, mark.start, mark.end)
    }
}

use crate::lexicon::ends_sentence;

pub(super) fn opens_quote(c: char) -> bool {
    matches!(c, '“' | '「' | '『' | '‘')
}

pub(super) fn closes_quote(c: char) -> bool {
    matches!(c, '”' | '」' | '』' | '’')
}

/// What denies or forbids marks, from the marks that say so.
fn guard(marks: &mut [Mark]) {
    for at in 0..marks.len() {
        let by = marks[at];
        let (denies, forbids) = (by.features.has(Feature::Negation), by.features.has(Feature::Prohibition));
        if !(denies || forbids) || by.titled {
            continue;
        }
        for mark in marks[at + 1..].iter_mut().take_while(|mark| mark.clause <= by.clause) {
            if mark.clause == by.clause && mark.start >= by.end {
                mark.negated |= denies && mark.start - by.end <= NEGATION_REACH;
                mark.prohibited |= forbids;
            }
        }
    }
}

/// Overlapping spans joined, in order.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if last.field == span.field && span.start <= last.start + last.chars => {
                last.chars = last.chars.max((span.start + span.chars).saturating_sub(last.start));
            }
            _ => out.push(span),
        }
    }
    out
}
