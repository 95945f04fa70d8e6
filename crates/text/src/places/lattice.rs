//! Cutting a text into words and names of places: of all ways to cut it, the likeliest by how often the words occur, where
//! a place right behind one that it lies in counts as expected (青海西宁 is not 青 + 海西 + 宁).

use super::names::{Entry, Form, Names};
use super::words::Single;

/// A stretch of the text: a name, a word, or a single character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    /// Characters of the normalised text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// What the table says; empty for single characters.
    pub(super) entry: Entry,
    /// What a single character says.
    pub(super) single: Single,
}

impl Segment {
    pub(super) fn is_single(&self) -> bool {
        self.end == self.start + 1
    }
}

/// Logarithm (base 2) of the number of words the frequencies are counted in.
const ALL_WORDS: f32 = 25.84;
/// Frequency of characters nobody counted.
const UNKNOWN: u8 = 6;
/// Frequency of sentence marks, digits and letters, which end words.
const OTHER: u8 = 15;
/// What a place gains right behind one that it lies in.
const CHAIN_GAIN: f32 = 7.0;

/// How often a place is spoken of, as if counted.
fn frequency(names: &Names, entry: Entry) -> f32 {
    let of_places = names
        .meanings(entry)
        .iter()
        .map(|meaning| match (meaning.form, meaning.weight) {
            (Form::Nickname | Form::FormerShort, _) => 8.0,
            (_, weight) if meaning.is_township() => 5.0 + weight,
            (Form::Full | Form::Former, weight) if weight >= 40.0 => 9.5,
            (Form::Full | Form::Former, _) => 9.0,
            (_, weight) if weight >= 100.0 => 12.0,
            (_, weight) if weight >= 40.0 => 11.0,
            (_, weight) if weight >= 10.0 => 9.0,
            _ => 8.5,
        })
        .fold(0.0, f32::max);
    of_places.max(f32::from(entry.frequency))
}

#[derive(Clone, Copy)]
struct Node {
    start: u32,
    length: u32,
    number: Option<u32>,
    cost: f32,
    previous: Option<u32>,
}

/// Cuts `chars`; empty where no name of a place occurs and the text is not `wanted` for something else.
pub(super) fn cut(names: &Names, chars: &[char], wanted: bool) -> Vec<Segment> {
    let mut nodes: Vec<Node> = Vec::with_capacity(chars.len() * 3);
    // For every position the nodes that end there, as a list through `next`.
    let mut ending: Vec<Option<u32>> = vec![None; chars.len() + 1];
    let mut next_ending: Vec<Option<u32>> = Vec::with_capacity(chars.len() * 3);
    let mut has_place = wanted;
    for start in 0..chars.len() {
        let rest = &chars[start..];
        let single = rest.first().map_or(0, |c| single_frequency(names, *c));
        let mut add = |length: usize, number: Option<u32>, frequency: f32| {
            let entry = number.map(|number| names.entry(number));
            let (cost, previous) = best_before(names, &nodes, &next_ending, ending[start], entry);
            let Ok(index) = u32::try_from(nodes.len()) else { return };
            let (Ok(at), Ok(span)) = (u32::try_from(start), u32::try_from(length)) else { return };
            nodes.push(Node { start: at, length: span, number, cost: cost + ALL_WORDS - frequency, previous });
            next_ending.push(ending[start + length]);
            ending[start + length] = Some(index);
        };
        add(1, None, f32::from(single));
        for (length, number) in names.table.at(rest) {
            let entry = names.entry(number);
            has_place |= entry.is_place();
            add(length, Some(number), frequency(names, entry));
        }
    }
    if has_place { path(names, chars, &nodes, &next_ending, ending[chars.len()]) } else { Vec::new() }
}

fn single_frequency(names: &Names, c: char) -> u8 {
    match names.single(c).frequency {
        0 if matches!(c, '\u{4e00}'..='\u{9fff}') => UNKNOWN,
        0 => OTHER,
        counted => counted,
    }
}

/// The cheapest node that ends where another begins; before the first character there is none.
fn best_before(
    names: &Names,
    nodes: &[Node],
    next_ending: &[Option<u32>],
    first: Option<u32>,
    entry: Option<Entry>,
) -> (f32, Option<u32>) {
    let place = entry.filter(Entry::is_place);
    let mut best: (f32, Option<u32>) = (0.0, None);
    let mut candidate = first;
    while let Some(index) = candidate {
        let Some(node) = nodes.get(index as usize) else { break };
        let gain = match (place, node.number) {
            (Some(entry), Some(number)) if continues(names, names.entry(number), entry) => CHAIN_GAIN,
            _ => 0.0,
        };
        let cost = node.cost - gain;
        if best.1.is_none() || cost < best.0 {
            best = (cost, Some(index));
        }
        candidate = next_ending.get(index as usize).copied().flatten();
    }
    best
}

/// Whether some place of the second name lies in some place of the first.
pub(super) fn continues(names: &Names, outer: Entry, inner: Entry) -> bool {
    names
        .meanings(inner)
        .iter()
        .any(|inner| names.meanings(outer).iter().any(|outer| inner.target.lies_in(outer.target)))
}

fn path(names: &Names, chars: &[char], nodes: &[Node], next_ending: &[Option<u32>], last: Option<u32>) -> Vec<Segment> {
    let (_, mut at) = best_before(names, nodes, next_ending, last, None);
    let mut segments = Vec::with_capacity(chars.len());
    while let Some(node) = at.and_then(|index| nodes.get(index as usize)) {
        let (start, end) = (node.start as usize, (node.start + node.length) as usize);
        let single = match (node.length, chars.get(start)) {
            (1, Some(c)) => names.single(*c),
            _ => Single::default(),
        };
        let entry = node.number.map(|number| names.entry(number)).unwrap_or_default();
        segments.push(Segment { start, end, entry, single });
        at = node.previous;
    }
    segments.reverse();
    segments
}
