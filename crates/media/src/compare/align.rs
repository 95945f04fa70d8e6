//! From a line the hashes spoke for to a proven run of pictures: place and time refined, then every few seconds tested whether the
//! pictures move alike, not only look alike.

use crate::compare::mapping::{Mapping, Sampler, correlation, refine};
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
/// A run as a whole has to move this much alike: place, speed and shift were chosen to fit, and over a few seconds of simple
/// pictures something always fits.
const SHORT_MOVES: f32 = 0.78;
/// The same for ten seconds or more.
const LONG_MOVES: f32 = 0.68;
/// Change over a window (root mean square, in brightness) below which nothing moves.
const LEAST_MOTION: f32 = 2.2;
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

/// Samples of every aligned pair.
struct Track {
    pairs: Vec<(usize, usize)>,
    one: Vec<Vec<f32>>,
    two: Vec<Vec<f32>>,
}

fn prove(a: &Prepared<'_>, b: &Prepared<'_>, mapping: Mapping, slope: f32, shift: f32) -> Vec<Run> {
    let Some(parts) = mapping.common() else { return Vec::new() };
    let pairs = pairs_at(a, b, &a.times, slope, shift);
    let mut sampler = Sampler::new(GRID.0, GRID.1);
    let mut track = Track { pairs, one: Vec::new(), two: Vec::new() };
    for &pair in &track.pairs {
        sampler.sample(a, b, pair, &mapping, &parts);
        track.one.push(sampler.one.clone());
        track.two.push(sampler.two.clone());
    }
    let step = typical_step(&a.times);
    let everything = vec![true; GRID.0 * GRID.1];
    let (hopeful, _) = windows(&track, &everything, step, 0.35);
    let kept = kept_cells(&track, &hopeful);
    let (proven, motion) = windows(&track, &kept, step, MOVES_ALIKE);
    split(
        a,
        &track,
        &kept,
        &proven,
        &motion,
        &Run { slope, shift, mapping, pairs: Vec::new(), motion: 0.0, share: 0.0 },
    )
}

fn typical_step(times: &[f32]) -> f32 {
    let mut gaps: Vec<f32> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.25).max(0.05)
}

/// Which pairs lie in a window whose pictures look and move alike, and how much alike each window moved.
fn windows(track: &Track, kept: &[bool], step: f32, threshold: f32) -> (Vec<bool>, Vec<f32>) {
    let count = track.pairs.len();
    let length = ((WINDOW / step).round() as usize).clamp(5, 16).min(count.max(1));
    let mut proven = vec![false; count];
    let mut motion = vec![0.0; count];
    if count < 4 {
        return (proven, motion);
    }
    for start in (0..=count - length).step_by((length / 4).max(1)) {
        let range = start..start + length;
        let alike =
            range.clone().map(|index| masked_correlation(&track.one[index], &track.two[index], kept)).sum::<f32>()
                / length as f32;
        let (moves, energy) = moves(&track.one[range.clone()], &track.two[range.clone()], kept);
        if alike >= ALIKE && moves >= threshold && energy >= LEAST_MOTION {
            for index in range {
                proven[index] = true;
                motion[index] = f32::max(motion[index], moves);
            }
        }
    }
    (proven, motion)
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
fn split(a: &Prepared<'_>, track: &Track, kept: &[bool], proven: &[bool], motion: &[f32], like: &Run) -> Vec<Run> {
    let alike: Vec<f32> =
        track.one.iter().zip(&track.two).map(|(one, two)| masked_correlation(one, two, kept)).collect();
    let mut runs = Vec::new();
    let mut start = 0;
    while let Some(first) = (start..proven.len()).find(|&index| proven[index]) {
        let mut last = first;
        let mut low = 0.0;
        for index in first + 1..proven.len() {
            let gap = a.times[track.pairs[index].0] - a.times[track.pairs[index - 1].0];
            low = if alike[index] >= ALIKE { 0.0 } else { low + gap };
            if low > 2.0 || gap > 3.0 {
                break;
            }
            // Still stretches that look alike belong to the run they touch.
            if proven[index] || alike[index] >= 0.85 {
                last = index;
            }
        }
        let mut begin = first;
        while begin > start && alike[begin - 1] >= 0.85 {
            begin -= 1;
        }
        let inner = begin..=last;
        let from = inner.clone().find(|&index| alike[index] >= 0.45).unwrap_or(begin);
        let to = inner.rev().find(|&index| alike[index] >= 0.45).unwrap_or(last);
        let pairs: Vec<Pair> = (from..=to)
            .map(|index| Pair { one: track.pairs[index].0, two: track.pairs[index].1, alike: alike[index] })
            .collect();
        let moved: Vec<f32> = (from..=to).map(|index| motion[index]).filter(|&value| value > 0.0).collect();
        let good = pairs.iter().filter(|pair| pair.alike >= 0.45).count();
        let share = good as f32 / pairs.len().max(1) as f32;
        let motion = moved.iter().sum::<f32>() / moved.len().max(1) as f32;
        let run = Run { pairs, motion, share, ..like.clone() };
        if run.pairs.len() >= 4
            && share >= 0.5
            && motion >= if run.seconds(a) >= 10.0 { LONG_MOVES } else { SHORT_MOVES }
        {
            runs.push(run);
        }
        start = last + 1;
    }
    runs
}
