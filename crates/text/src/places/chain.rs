//! Names that stand side by side, each in the one before (湖南省长沙市岳麓区), are one mention; which places it may mean.

use model::Level;

use super::Home;
use super::evidence::{Around, Cut, MIN_BELIEF};
use super::names::{Form, Meaning, Target};
use crate::gazetteer::{Division, Gazetteer};

/// A place a mention may mean, weighed against the others of the mention.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) target: Target,
    pub(super) weight: f32,
}

/// One mention.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Characters of the normalised text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// How sure it is that a place is meant.
    pub(super) belief: f32,
    pub(super) readings: Vec<Reading>,
}

/// Every mention in the order of the text.
pub(super) fn mentions(cut: &Cut<'_>, home: Option<&Home>) -> Vec<Mention> {
    let first = pass(cut, home, &[]);
    // A place named elsewhere in the text speaks for what lies in it. A second pass knows the places of the first.
    let undecided = cut.segments.iter().filter(|segment| segment.entry.is_place()).count();
    let outer: Vec<Named> = first.iter().filter_map(sure).collect();
    let mut mentions = if undecided > 1 && !outer.is_empty() { pass(cut, home, &outer) } else { first };
    weigh(&mut mentions, home, &outer);
    mentions
}

/// What a mention is taken to mean by those who read the rest of the text.
#[derive(Debug, Clone, Copy)]
struct Named {
    start: usize,
    end: usize,
    target: Target,
}

impl Named {
    /// Lies outside these characters: no mention speaks for itself.
    fn is_beside(&self, start: usize, end: usize) -> bool {
        self.end <= start || end <= self.start
    }
}

fn best(readings: &[Reading]) -> Option<&Reading> {
    readings.iter().max_by(|one, other| one.weight.total_cmp(&other.weight))
}

fn sure(mention: &Mention) -> Option<Named> {
    let best = best(&mention.readings)?;
    let all: f32 = mention.readings.iter().map(|reading| reading.weight).sum();
    (best.weight > 0.6 * all).then_some(Named { start: mention.start, end: mention.end, target: best.target })
}

fn pass(cut: &Cut<'_>, home: Option<&Home>, named: &[Named]) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for (index, segment) in cut.segments.iter().enumerate() {
        let meanings = cut.names.meanings(segment.entry);
        if meanings.is_empty() {
            continue;
        }
        let previous = mentions.last().filter(|mention| mention.end == segment.start);
        let within: Vec<Reading> = previous.map(|mention| inside(meanings, mention)).unwrap_or_default();
        let at_home = |meaning: &Meaning| match (meaning.target, home) {
            (Target::Division(place), Some(home)) => home.holds(place.code) || home.lies_in(place.code),
            _ => false,
        };
        let in_named = |meaning: &Meaning| {
            named
                .iter()
                .any(|outer| outer.is_beside(segment.start, segment.end) && meaning.target.lies_in(outer.target))
        };
        let around = Around {
            in_previous: !within.is_empty(),
            behind_place: previous.is_some(),
            in_named: meanings.iter().any(in_named),
            at_home: meanings.iter().any(at_home),
        };
        let belief = cut.belief(index, around);
        if belief < MIN_BELIEF {
            continue;
        }
        if !within.is_empty()
            && let Some(mention) = mentions.last_mut()
        {
            mention.end = segment.end;
            mention.readings = within;
            mention.belief = mention.belief.max(belief);
            continue;
        }
        let allowed = |meaning: &&Meaning| !meaning.is_township() || at_home(meaning) || in_named(meaning);
        let readings: Vec<Reading> = meanings.iter().filter(allowed).map(reading).collect();
        if !readings.is_empty() {
            mentions.push(Mention { start: segment.start, end: segment.end, belief, readings });
        }
    }
    mentions
}

fn reading(meaning: &Meaning) -> Reading {
    Reading { target: meaning.target, weight: meaning.weight }
}

/// The meanings that lie in a place the mention before may mean.
fn inside(meanings: &[Meaning], mention: &Mention) -> Vec<Reading> {
    let outer = |meaning: &Meaning| {
        // 重庆两江新区: a part without a code of its own stands for the whole.
        let goes_on = |outer: &&Reading| {
            meaning.target.lies_in(outer.target) || (meaning.form == Form::Nickname && meaning.target.is(outer.target))
        };
        mention.readings.iter().filter(goes_on).map(|outer| outer.weight).fold(0.0, f32::max)
    };
    meanings
        .iter()
        .filter_map(|meaning| {
            let weight = outer(meaning);
            (weight > 0.0).then_some(Reading { target: meaning.target, weight: weight * meaning.weight })
        })
        .collect()
}

/// Weighs what a mention may mean by the home area and the other places of the text; townships become what they lie in.
fn weigh(mentions: &mut [Mention], home: Option<&Home>, named: &[Named]) {
    for mention in mentions {
        if mention.readings.len() > 1 {
            for reading in &mut mention.readings {
                let Target::Division(division) = reading.target else { continue };
                reading.weight *= home.map_or(1.0, |home| home.likelihood(division));
                let others = named.iter().filter(|other| other.is_beside(mention.start, mention.end));
                reading.weight *= others.map(|other| kinship(reading.target, other.target)).fold(1.0, f32::max);
            }
        }
        for reading in &mut mention.readings {
            reading.target = county(reading.target);
        }
    }
}

/// How much likelier a place is meant where another one is named as well.
fn kinship(place: Target, other: Target) -> f32 {
    let (Target::Division(place), Target::Division(other)) = (place, other) else { return 1.0 };
    let shares = |digits| place.code.get(..digits).is_some_and(|own| other.code.get(..digits) == Some(own));
    if place.code == other.code {
        60.0
    } else if place.code.starts_with(other.code) {
        if other.level == Level::Province { 25.0 } else { 60.0 }
    } else if shares(4) {
        15.0
    } else if shares(2) {
        5.0
    } else {
        1.0
    }
}

/// Zones that the statistics count beside the counties (苏州工业园区): codes from 71 on that are no cities.
fn is_zone(division: &Division) -> bool {
    let zone = division.code.get(4..).is_some_and(|last| last.starts_with('7'));
    division.level == Level::County && zone && division.code.len() == 6 && !division.name.ends_with('市')
}

/// The county a township lies in (the city, where it has no counties), the city a zone lies in.
fn county(target: Target) -> Target {
    match target {
        Target::Division(division) if division.level == Level::Township || is_zone(division) => {
            let parent = Gazetteer::embedded().above(division);
            parent.map_or(target, Target::Division)
        }
        other => other,
    }
}
