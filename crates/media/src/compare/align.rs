//! From a line the hashes spoke for to a proven run of pictures: place and time refined, then every few seconds tested whether the
//! pictures move alike, not only look alike.

use crate::compare::detail::{self, Products};
use crate::compare::heard;
use crate::compare::hearing;
use crate::compare::mapping::{Mapping, Sampler, correlation, plainest, refine};
use crate::compare::prepared::Prepared;
use crate::compare::votes::Line;

/// Columns and rows of the grid on which pictures are compared.
pub(crate) const GRID: (usize, usize) = (20, 12);
/// Seconds tested together.
const WINDOW: f32 = 4.0;
/// Pictures look alike from this correlation on.
const ALIKE: f32 = 0.55;
/// Pictures move alike from this correlation on.
const MOVES_ALIKE: f32 = 0.6;
/// A run as a whole has to move this much alike, or to be this much alike in its details: place, speed and shift were chosen to fit, and over a
/// few seconds of simple pictures something always fits.
const RUN_MOVES_ALIKE: f32 = 0.83;
const RUN_DETAILS_ALIKE: f32 = 0.94;
/// Enough where the same sound runs along.
const SOUNDING_RUN_MOVES_ALIKE: f32 = 0.68;
const SAME_WORDS: f32 = 0.7;
/// Change over a window (root mean square, in brightness) below which nothing moves.
const LEAST_MOTION: f32 = 0.45;
/// Below this change, as of a speaker before a still background, more is asked of it.
const LITTLE_MOTION: f32 = 2.2;
const LITTLE_MOVES_ALIKE: f32 = 0.72;
/// Enough where the details of what changes are the same.
const SHARP_MOVES_ALIKE: f32 = 0.45;
/// What moves this little alike is not the same.
const MOVES_DIFFERENTLY: f32 = 0.3;
/// Pictures that are nearly flat look alike from this correlation on, where they move alike.
const HARDLY_ALIKE: f32 = 0.3;
/// Details of what changes are alike from this correlation on.
const DETAILS_ALIKE: f32 = 0.3;
/// Share of the cells that may be replaced (subtitles, logos) and are left out of the test.
const MOST_REPLACED: f32 = 0.3;

/// An aligned pair of pictures.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) one: usize,
    pub(crate) two: usize,
    /// Correlation of the two without the replaced cells.
    pub(crate) alike: f32,
}

/// A proven run.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) slope: f32,
    pub(crate) shift: f32,
    pub(crate) mapping: Mapping,
    pub(crate) pairs: Vec<Pair>,
    /// How much alike the pictures move.
    pub(crate) motion: f32,
    /// Share of the pairs that look alike.
    pub(crate) share: f32,
    /// How much alike the details of what changes are; none where little changes.
    pub(crate) details: Option<f32>,
}

impl Run {
    pub(crate) fn span(&self, a: &Prepared<'_>) -> (f32, f32) {
        let time = |pair: Option<&Pair>| pair.map_or(0.0, |pair| a.times[pair.one]);
        (time(self.pairs.first()), time(self.pairs.last()) + 0.25)
    }

    pub(crate) fn seconds(&self, a: &Prepared<'_>) -> f32 {
        let (start, end) = self.span(a);
        end - start
    }
}

/// Proves the runs along a line.
pub(crate) fn runs(a: &Prepared<'_>, b: &Prepared<'_>, line: &Line) -> Vec<Run> {
    let probes: Vec<f32> = thin(&line.times, 12);
    let areas = (a.areas[line.views.0 as usize], b.areas[line.views.1 as usize]);
    let mut mapping = Mapping::between(&areas.0, &areas.1, line.mirrored);
    let (mut slope, mut shift) = (line.slope, line.shift);
    for _ in 0..2 {
        let pairs = pairs_at(a, b, &probes, slope, shift);
        if pairs.len() < 2 {
            return Vec::new();
        }
        let (found, score) = refine(a, b, &pairs, mapping);
        if score < 0.35 {
            return Vec::new();
        }
        mapping = found;
        (slope, shift) = refine_time(a, b, &probes, &mapping, slope, shift);
    }
    mapping = plainest(a, b, &pairs_at(a, b, &probes, slope, shift), mapping);
    (slope, shift) = settle(a, b, &mapping, slope, shift);
    prove(a, b, mapping, slope, shift)
}

fn thin(times: &[f32], most: usize) -> Vec<f32> {
    let step = times.len().div_ceil(most).max(1);
    times.iter().copied().step_by(step).collect()
}

fn pairs_at(a: &Prepared<'_>, b: &Prepared<'_>, times: &[f32], slope: f32, shift: f32) -> Vec<(usize, usize)> {
    times.iter().filter_map(|&time| Some((a.at(time, 0.3)?, b.at(slope * time + shift, 0.3)?))).collect()
}

/// Tries near shifts and slopes around the middle of the probes.
fn refine_time(
    a: &Prepared<'_>,
    b: &Prepared<'_>,
    probes: &[f32],
    mapping: &Mapping,
    slope: f32,
    shift: f32,
) -> (f32, f32) {
    let Some(parts) = mapping.common() else { return (slope, shift) };
    let (first, last) = (probes.first().copied().unwrap_or(0.0), probes.last().copied().unwrap_or(0.0));
    let (middle, length) = (f32::midpoint(first, last), (last - first).max(1.0));
    let mut sampler = Sampler::new(GRID.0, GRID.1);
    let mut best = (f32::MIN, slope, shift);
    for tilt in -4_i8..=4 {
        // Each step of the tilt moves the ends by an eighth of a second, or by an eighth of what a slope bin may be off.
        let tilted = slope + f32::from(tilt) * (0.25 / length).clamp(0.002, 0.01);
        for step in -7_i8..=7 {
            let moved = shift + (slope - tilted) * middle + f32::from(step) * 0.125;
            let pairs = pairs_at(a, b, probes, tilted, moved);
            if pairs.len() * 2 < probes.len() {
                continue;
            }
            let mut sum = 0.0;
            for &pair in &pairs {
                sampler.sample(a, b, pair, mapping, &parts);
                sum += correlation(&sampler.one, &sampler.two);
            }
            let score = sum / pairs.len() as f32 - f32::from(tilt.abs()) * 0.0015 - f32::from(step.abs()) * 0.0002;
            if score > best.0 {
                best = (score, tilted, moved);
            }
        }
    }
    (best.1, best.2)
}

/// Seconds between two pairs by which a speed is settled.
const SETTLE_GAP: f32 = 0.5;
/// How much better another speed has to fit than none, where nothing else speaks for it.
const SPEED_GAIN: f32 = 0.012;
/// And where both works are equally long.
const EQUALLY_LONG_GAIN: f32 = 0.06;
/// Seconds by which works that are equally long differ at most.
const EQUALLY_LONG: f32 = 0.3;

/// Settles the speed: none, the one found, or the one by which the whole of one is as long as the whole of the other.
fn settle(a: &Prepared<'_>, b: &Prepared<'_>, mapping: &Mapping, slope: f32, shift: f32) -> (f32, f32) {
    let Some(parts) = mapping.common() else { return (slope, shift) };
    let shared: Vec<f32> = a.times.iter().copied().filter(|&time| b.at(slope * time + shift, 0.3).is_some()).collect();
    let (Some(&first), Some(&last)) = (shared.first(), shared.last()) else { return (slope, shift) };
    let mut times: Vec<f32> = Vec::new();
    for time in shared {
        if times.last().is_none_or(|before| time - before >= SETTLE_GAP.max((last - first) / 60.0)) {
            times.push(time);
        }
    }
    let middle = f32::midpoint(first, last);
    let everything = vec![true; GRID.0 * GRID.1];
    let mut sampler = Sampler::new(GRID.0, GRID.1);
    let mut fit = |slope: f32, shift: f32| {
        let (mut one, mut two) = (Vec::new(), Vec::new());
        for pair in pairs_at(a, b, &times, slope, shift) {
            sampler.sample(a, b, pair, mapping, &parts);
            one.push(sampler.one.clone());
            two.push(sampler.two.clone());
        }
        if one.len() * 10 < times.len() * 8 || one.is_empty() { -1.0 } else { moves(&one, &two, &everything).0 }
    };
    // The best of near shifts, all around the same place in the middle.
    let mut near = |tried: f32, around: f32| {
        let mut best = (-1.0_f32, around);
        for step in -8_i8..=8 {
            let moved = around + f32::from(step) * 0.125;
            let value = fit(tried, moved) - f32::from(step.abs()) * 0.0002;
            if value > best.0 {
                best = (value, moved);
            }
        }
        best
    };
    let (long_a, long_b) = (a.fingerprint.seconds(), b.fingerprint.seconds());
    let whole = long_b / long_a.max(0.1);
    let at_middle = |tried: f32| shift + (slope - tried) * middle;
    // The hashes and the lengths of the works, known to a picture, say the same.
    let agreed = (long_a - long_b).abs() > 2.0 * EQUALLY_LONG && (slope - whole).abs() < 0.35 / long_a.max(1.0);
    let unchanged = near(1.0, at_middle(1.0));
    let mut changed = (near(slope, shift), slope);
    let equal = (long_a - long_b).abs() <= EQUALLY_LONG;
    let mut asked = if equal { EQUALLY_LONG_GAIN } else { SPEED_GAIN };
    if !equal && !agreed && (0.8..=1.25).contains(&whole) && (whole - 1.0).abs() > 0.02 {
        let stretched = near(whole, 0.0);
        if stretched.0 >= changed.0.0 - SPEED_GAIN {
            (changed, asked) = ((stretched, whole), 0.0);
        }
    }
    let ((fits, moved), tried) = changed;
    if (tried - 1.0).abs() < 0.004 {
        return (1.0, unchanged.1);
    }
    if let (Some(one), Some(two)) = (heard(a), heard(b)) {
        let words = |slope: f32, shift: f32| hearing::likeness(one, two, (first, last), slope, shift).0;
        let (plain, stretched) = (words(1.0, unchanged.1), words(tried, moved));
        if plain >= if agreed { 0.9 } else { 0.75 } && unchanged.0 >= fits - 0.3 {
            return (1.0, unchanged.1);
        }
        if stretched >= 0.66 && stretched >= plain + 0.06 {
            return (tried, moved);
        }
    }
    if !agreed && unchanged.0 > fits - asked { (1.0, unchanged.1) } else { (tried, moved) }
}

/// Samples of every aligned pair.
struct Track {
    pairs: Vec<(usize, usize)>,
    one: Vec<Vec<f32>>,
    two: Vec<Vec<f32>>,
    /// Of the details of every pair, where enough changes.
    details: Option<Vec<Products>>,
}

fn prove(a: &Prepared<'_>, b: &Prepared<'_>, mapping: Mapping, slope: f32, shift: f32) -> Vec<Run> {
    let Some(parts) = mapping.common() else { return Vec::new() };
    let pairs = pairs_at(a, b, &a.times, slope, shift);
    let mut sampler = Sampler::new(GRID.0, GRID.1);
    let mut track = Track { pairs, one: Vec::new(), two: Vec::new(), details: None };
    for &pair in &track.pairs {
        sampler.sample(a, b, pair, &mapping, &parts);
        track.one.push(sampler.one.clone());
        track.two.push(sampler.two.clone());
    }
    let step = typical_step(&a.times);
    let everything = vec![true; GRID.0 * GRID.1];
    let mut hopeful = windows(&track, &everything, step, 0.35).proven;
    if !hopeful.contains(&true) {
        // A band that was covered may outweigh all the rest.
        hopeful.fill(true);
    }
    let kept = kept_cells(&track, &hopeful);
    track.details = detail::products(a, b, &track.pairs, &mapping, &parts, &kept);
    let found = windows(&track, &kept, step, MOVES_ALIKE);
    split(
        (a, b),
        &track,
        &kept,
        &found,
        &Run { slope, shift, mapping, pairs: Vec::new(), motion: 0.0, share: 0.0, details: None },
    )
}

fn typical_step(times: &[f32]) -> f32 {
    let mut gaps: Vec<f32> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.25).max(0.05)
}

/// What the windows over a track say of each pair.
struct Windows {
    /// Lies in a window whose pictures look and move alike.
    proven: Vec<bool>,
    /// Lies in windows only that move, and move differently.
    refuted: Vec<bool>,
    /// How much alike the best window moved.
    motion: Vec<f32>,
}

fn windows(track: &Track, kept: &[bool], step: f32, threshold: f32) -> Windows {
    let count = track.pairs.len();
    let length = ((WINDOW / step).round() as usize).clamp(5, 16).min(count.max(1));
    let mut found = Windows { proven: vec![false; count], refuted: vec![false; count], motion: vec![0.0; count] };
    if count < 4 {
        return found;
    }
    for start in (0..=count - length).step_by((length / 4).max(1)) {
        let range = start..start + length;
        let alike =
            range.clone().map(|index| masked_correlation(&track.one[index], &track.two[index], kept)).sum::<f32>()
                / length as f32;
        let (moves, energy) = moves(&track.one[range.clone()], &track.two[range.clone()], kept);
        let little = threshold.max(LITTLE_MOVES_ALIKE.min(threshold + 0.12));
        let details = track.details.as_ref().and_then(|details| detail::correlation(&details[range.clone()]));
        let sharp = details.is_some_and(|details| details >= RUN_DETAILS_ALIKE);
        let asked = if sharp {
            threshold.min(SHARP_MOVES_ALIKE)
        } else if energy >= LITTLE_MOTION {
            threshold
        } else {
            little
        };
        // Flat pictures look alike by little; what moves in them may still be told by its details.
        let looks =
            alike >= ALIKE || alike >= HARDLY_ALIKE && moves >= 0.85 && details.is_some_and(|details| details >= 0.7);
        if looks && moves >= asked && energy >= LEAST_MOTION && details.is_none_or(|details| details >= DETAILS_ALIKE) {
            for index in range {
                found.proven[index] = true;
                found.motion[index] = f32::max(found.motion[index], moves);
            }
        } else if moves < MOVES_DIFFERENTLY && energy >= LITTLE_MOTION {
            found.refuted[range].fill(true);
        }
    }
    for (refuted, proven) in found.refuted.iter_mut().zip(&found.proven) {
        *refuted &= !proven;
    }
    found
}

fn masked_correlation(one: &[f32], two: &[f32], kept: &[bool]) -> f32 {
    let pick = |from: &[f32]| -> Vec<f32> {
        from.iter().zip(kept).filter(|(_, kept)| **kept).map(|(value, _)| *value).collect()
    };
    correlation(&pick(one), &pick(two))
}

/// Correlation of what changes over a window, and the smaller of the two amounts of change. Changes of the whole picture
/// (fades, flashes) do not count: every picture's mean is taken away.
fn moves(one: &[Vec<f32>], two: &[Vec<f32>], kept: &[bool]) -> (f32, f32) {
    let cells: Vec<usize> = (0..kept.len()).filter(|&cell| kept[cell]).collect();
    let centred = |rows: &[Vec<f32>]| -> Vec<Vec<f32>> {
        let mut rows: Vec<Vec<f32>> = rows
            .iter()
            .map(|row| {
                let mean = cells.iter().map(|&cell| row[cell]).sum::<f32>() / cells.len().max(1) as f32;
                cells.iter().map(|&cell| row[cell] - mean).collect()
            })
            .collect();
        for cell in 0..cells.len() {
            let mean = rows.iter().map(|row| row[cell]).sum::<f32>() / rows.len() as f32;
            for row in &mut rows {
                row[cell] -= mean;
            }
        }
        rows
    };
    let (one, two) = (centred(one), centred(two));
    let (mut both, mut first, mut second) = (0.0_f32, 0.0_f32, 0.0_f32);
    for (x, y) in one.iter().flatten().zip(two.iter().flatten()) {
        both += x * y;
        first += x * x;
        second += y * y;
    }
    let count = (cells.len() * one.len()).max(1) as f32;
    let energy = (first.min(second) / count).sqrt();
    (both / (first * second).sqrt().max(1e-3), energy)
}

/// Cells without those that differ throughout: what a subtitle, a logo or another picture covers.
fn kept_cells(track: &Track, proven: &[bool]) -> Vec<bool> {
    let cells = GRID.0 * GRID.1;
    let mut rest = vec![0.0_f32; cells];
    let mut count = 0;
    for index in (0..track.pairs.len()).filter(|&index| proven[index]) {
        let (gain, offset) = fit(&track.one[index], &track.two[index]);
        for (cell, sum) in rest.iter_mut().enumerate() {
            *sum += (track.two[index][cell] - gain * track.one[index][cell] - offset).abs();
        }
        count += 1;
    }
    if count == 0 {
        return vec![true; cells];
    }
    let mut sorted = rest.clone();
    sorted.sort_by(f32::total_cmp);
    let bound = (3.0 * sorted[cells / 2])
        .max(4.0 * count as f32)
        .max(sorted[cells - 1 - (cells as f32 * MOST_REPLACED) as usize]);
    rest.iter().map(|&value| value <= bound).collect()
}

/// Gain and offset that make the first most like the second.
pub(crate) fn fit(one: &[f32], two: &[f32]) -> (f32, f32) {
    let count = one.len().max(1) as f32;
    let (mean_one, mean_two) = (one.iter().sum::<f32>() / count, two.iter().sum::<f32>() / count);
    let both: f32 = one.iter().zip(two).map(|(x, y)| (x - mean_one) * (y - mean_two)).sum();
    let first: f32 = one.iter().map(|x| (x - mean_one).powi(2)).sum();
    let gain = if first < count { 1.0 } else { (both / first).clamp(0.2, 5.0) };
    (gain, mean_two - gain * mean_one)
}

/// Parts the pairs into runs: proven ones, with still ones between them that look alike.
fn split(
    (a, b): (&Prepared<'_>, &Prepared<'_>),
    track: &Track,
    kept: &[bool],
    found: &Windows,
    like: &Run,
) -> Vec<Run> {
    let Windows { proven, refuted, motion } = found;
    let alike: Vec<f32> =
        track.one.iter().zip(&track.two).map(|(one, two)| masked_correlation(one, two, kept)).collect();
    let mut runs = Vec::new();
    let mut start = 0;
    while let Some(first) = (start..proven.len()).find(|&index| proven[index]) {
        let mut last = first;
        let mut low = 0.0;
        for index in first + 1..proven.len() {
            let gap = a.times[track.pairs[index].0] - a.times[track.pairs[index - 1].0];
            low = if alike[index] >= ALIKE || proven[index] { 0.0 } else { low + gap };
            if low > 2.0 || gap > 3.0 || refuted[index] {
                break;
            }
            // Still stretches that look alike belong to the run they touch.
            if proven[index] || alike[index] >= 0.85 {
                last = index;
            }
        }
        let mut begin = first;
        while begin > start && alike[begin - 1] >= 0.85 && !refuted[begin - 1] {
            begin -= 1;
        }
        let inner = begin..=last;
        let from = inner.clone().find(|&index| proven[index] || alike[index] >= 0.45).unwrap_or(begin);
        let to = inner.rev().find(|&index| proven[index] || alike[index] >= 0.45).unwrap_or(last);
        let pairs: Vec<Pair> = (from..=to)
            .map(|index| Pair { one: track.pairs[index].0, two: track.pairs[index].1, alike: alike[index] })
            .collect();
        let moved: Vec<f32> = (from..=to).map(|index| motion[index]).filter(|&value| value > 0.0).collect();
        let good = (from..=to).filter(|&index| proven[index] || alike[index] >= 0.45).count();
        let share = good as f32 / pairs.len().max(1) as f32;
        let motion = moved.iter().sum::<f32>() / moved.len().max(1) as f32;
        let details = track.details.as_ref().and_then(|details| detail::correlation(&details[from..=to]));
        let run = Run { pairs, motion, share, details, ..like.clone() };
        if run.pairs.len() >= 4
            && share >= 0.5
            && (motion >= RUN_MOVES_ALIKE
                || details.is_some_and(|details| details >= RUN_DETAILS_ALIKE)
                || motion >= SOUNDING_RUN_MOVES_ALIKE && sounds_along(a, b, &run))
        {
            runs.push(run);
        }
        start = last + 1;
    }
    runs
}

/// Whether both sound alike along a run.
fn sounds_along(a: &Prepared<'_>, b: &Prepared<'_>, run: &Run) -> bool {
    let (Some(one), Some(two)) = (heard(a), heard(b)) else { return false };
    one.variety() >= 0.35 && hearing::likeness(one, two, run.span(a), run.slope, run.shift).0 >= SAME_WORDS
}
