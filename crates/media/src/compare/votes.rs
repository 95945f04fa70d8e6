//! Which shift in time and which parts of the pictures the hashes speak for.

use std::collections::BTreeMap;

use crate::compare::prepared::{Look, Prepared};

/// Bits by which two hashes of the same scene differ at most.
const MOST_BITS: u32 = 74;
/// Or of the 100 lowest frequencies.
const MOST_COARSE_BITS: u32 = 21;
/// Slopes (seconds of B for one of A) that are tried.
const SLOPES: [f32; 17] =
    [1.0, 0.9, 0.909, 1.1, 1.111, 0.95, 0.952, 1.05, 1.053, 0.8, 0.833, 1.2, 1.25, 0.87, 1.15, 0.975, 1.025];
/// Matches that are voted on at most, and kept of one hash.
const MOST_MATCHES: usize = 60_000;
const MOST_OF_ONE: usize = 24;
/// Seconds of one bin of the shift.
const BIN: f32 = 0.5;

/// A way B may follow from A: `time in B = slope × time in A + shift`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) slope: f32,
    pub(crate) shift: f32,
    pub(crate) mirrored: bool,
    /// Parts of A and B that looked alike, as indices of their areas.
    pub(crate) views: (u16, u16),
    pub(crate) weight: f32,
    /// Seconds of A whose hashes spoke for it.
    pub(crate) times: Vec<f32>,
}

#[derive(Debug, Clone, Copy)]
struct Match {
    time: (f32, f32),
    views: (u16, u16),
    mirrored: bool,
    weight: f32,
}

/// The best lines, strongest first.
pub(crate) fn lines(a: &Prepared<'_>, b: &Prepared<'_>, most: usize) -> Vec<Line> {
    let mut matches = Vec::new();
    gather(&a.few, &b.few, false, &mut matches);
    gather(&a.many, &b.few, false, &mut matches);
    gather(&b.many, &a.few, true, &mut matches);
    // Hours of one still would fit each other everywhere: the best matches are enough.
    matches.sort_by(|one, two| two.weight.total_cmp(&one.weight));
    matches.truncate(MOST_MATCHES);
    // A still that fits everywhere says little about when.
    let mut fits: BTreeMap<(u32, u16, u16, bool), f32> = BTreeMap::new();
    for one in &matches {
        *fits.entry((one.time.0.to_bits(), one.views.0, one.views.1, one.mirrored)).or_default() += 1.0;
    }
    for one in &mut matches {
        let count = fits[&(one.time.0.to_bits(), one.views.0, one.views.1, one.mirrored)];
        one.weight /= (count / 3.0).max(1.0).sqrt();
    }
    let mut lines = Vec::new();
    for _ in 0..most {
        let Some(line) = best(&matches) else { break };
        if line.weight < 1.2 {
            break;
        }
        let near = |one: &Match| (one.time.1 - line.slope * one.time.0 - line.shift).abs() < 1.3;
        let mut views: BTreeMap<(u16, u16, bool), f32> = BTreeMap::new();
        for one in matches.iter().filter(|one| near(one)) {
            *views.entry((one.views.0, one.views.1, one.mirrored)).or_default() += one.weight;
        }
        let mut ranked: Vec<_> = views.into_iter().collect();
        ranked.sort_by(|one, two| two.1.total_cmp(&one.1));
        for &((one, two, mirrored), weight) in ranked.iter().take(2) {
            let alike = |other: &&Match| other.views == (one, two) && other.mirrored == mirrored && near(other);
            let mut times: Vec<f32> = matches.iter().filter(alike).map(|one| one.time.0).collect();
            times.sort_by(f32::total_cmp);
            times.dedup();
            lines.push(Line { slope: line.slope, shift: line.shift, mirrored, views: (one, two), weight, times });
        }
        matches.retain(|one| !near(one));
    }
    lines
}

/// Lines for a known shift and slope (of the sound): the parts that look most alike along it.
pub(crate) fn along(a: &Prepared<'_>, b: &Prepared<'_>, slope: f32, shift: f32, most: usize) -> Vec<Line> {
    let mut fits: BTreeMap<(u16, u16, bool), (f32, Vec<f32>)> = BTreeMap::new();
    let mut note = |from: &[Look], to: &[Look], swapped: bool| {
        for one in from {
            let due = if swapped { (one.time - shift) / slope } else { slope * one.time + shift };
            let start = to.partition_point(|look| look.time < due - 0.3);
            for two in to[start..].iter().take_while(|look| look.time <= due + 0.3) {
                let (plain, flipped) =
                    (one.hash.coarse_distance(&two.hash), one.hash.mirrored().coarse_distance(&two.hash));
                let views = if swapped { (two.view, one.view) } else { (one.view, two.view) };
                let time = if swapped { two.time } else { one.time };
                for (bits, mirrored) in [(plain, false), (flipped, true)] {
                    let fit = fits.entry((views.0, views.1, mirrored)).or_default();
                    fit.0 += (42.0 - bits as f32).max(-8.0);
                    fit.1.push(time);
                }
            }
        }
    };
    note(&a.few, &b.few, false);
    note(&a.many, &b.few, false);
    note(&b.many, &a.few, true);
    let mut ranked: Vec<_> = fits.into_iter().filter(|(_, (_, times))| times.len() >= 4).collect();
    ranked.sort_by(|one, two| (two.1.0 / two.1.1.len() as f32).total_cmp(&(one.1.0 / one.1.1.len() as f32)));
    let line = |((one, two, mirrored), (weight, mut times)): ((u16, u16, bool), (f32, Vec<f32>))| {
        times.sort_by(f32::total_cmp);
        times.dedup();
        Line { slope, shift, mirrored, views: (one, two), weight, times }
    };
    ranked.into_iter().take(most).map(line).collect()
}

fn gather(from: &[Look], to: &[Look], swapped: bool, matches: &mut Vec<Match>) {
    for one in from {
        let mirror = one.hash.mirrored();
        let begin = matches.len();
        for two in to {
            let (plain, flipped) = (one.hash.coarse_distance(&two.hash), mirror.coarse_distance(&two.hash));
            let (coarse, hash, mirrored) =
                if plain <= flipped { (plain, one.hash, false) } else { (flipped, mirror, true) };
            if coarse > 36 {
                continue;
            }
            let bits = hash.distance(&two.hash);
            if bits <= MOST_BITS || coarse <= MOST_COARSE_BITS {
                let weight = (1.0 - bits as f32 / (MOST_BITS + 22) as f32).max(1.0 - coarse as f32 / 30.0);
                let (time, views) = if swapped {
                    ((two.time, one.time), (two.view, one.view))
                } else {
                    ((one.time, two.time), (one.view, two.view))
                };
                matches.push(Match { time, views, mirrored, weight });
            }
        }
        let found = matches.len() - begin;
        if found > MOST_OF_ONE {
            // Evenly over the time: which of many is right only the line tells.
            for kept in 0..MOST_OF_ONE {
                matches[begin + kept] = matches[begin + kept * found / MOST_OF_ONE];
            }
            matches.truncate(begin + MOST_OF_ONE);
        }
    }
}

fn best(matches: &[Match]) -> Option<Line> {
    let mut best: Option<Line> = None;
    for slope in SLOPES {
        // Every second of A counts once in a bin.
        let mut bins: BTreeMap<(i32, i32), f32> = BTreeMap::new();
        for one in matches {
            let bin = ((one.time.1 - slope * one.time.0) / BIN).round() as i32;
            let slot = bins.entry((bin, (one.time.0 * 2.0) as i32)).or_default();
            *slot = slot.max(one.weight);
        }
        let mut totals: BTreeMap<i32, f32> = BTreeMap::new();
        for ((bin, _), weight) in bins {
            *totals.entry(bin).or_default() += weight;
        }
        for (&bin, &weight) in &totals {
            let beside = |step| totals.get(&(bin + step)).copied().unwrap_or_default();
            let weight = weight + 0.5 * beside(1).max(beside(-1));
            if best.as_ref().is_none_or(|line| weight > line.weight * 1.001) {
                best = Some(Line {
                    slope,
                    shift: bin as f32 * BIN,
                    mirrored: false,
                    views: (0, 0),
                    weight,
                    times: Vec::new(),
                });
            }
        }
    }
    best
}
