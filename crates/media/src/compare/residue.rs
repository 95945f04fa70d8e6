//! What differs between aligned pictures, place by place: subtitles, logos, colours.

use crate::compare::align::{Run, fit};
use crate::compare::mapping::Sampler;
use crate::compare::prepared::Prepared;
use crate::picture::Area;

/// Columns and rows of the map.
const COLUMNS: usize = 40;
const ROWS: usize = 24;
/// Pictures the map is made of at most.
const MOST_PAIRS: usize = 80;

/// A place that differs while the rest is the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patch {
    /// Its place in the common part.
    pub(crate) area: Area,
    /// Whether what differs stays the same over time (a logo) or changes (subtitles).
    pub(crate) steady: f32,
    /// Mean difference in brightness.
    pub(crate) strength: f32,
}

/// The differences of a run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Residue {
    pub(crate) patches: Vec<Patch>,
    pub(crate) gain: f32,
    pub(crate) offset: f32,
}

/// Maps the differences of a run.
pub(crate) fn map(a: &Prepared<'_>, b: &Prepared<'_>, run: &Run) -> Residue {
    let Some(parts) = run.mapping.common() else { return Residue::default() };
    let mut sampler = Sampler::new(COLUMNS, ROWS);
    let cells = COLUMNS * ROWS;
    let (mut size, mut signed) = (vec![0.0_f32; cells], vec![0.0_f32; cells]);
    let (mut gains, mut offsets) = (Vec::new(), Vec::new());
    let pairs: Vec<_> = run.pairs.iter().filter(|pair| pair.alike >= 0.45).collect();
    let step = pairs.len().div_ceil(MOST_PAIRS).max(1);
    let mut count = 0.0_f32;
    for pair in pairs.iter().step_by(step) {
        sampler.sample(a, b, (pair.one, pair.two), &run.mapping, &parts);
        let (gain, offset) = robust_fit(&sampler.one, &sampler.two);
        gains.push(gain);
        // The middle of all cells: a band that was painted over is no change of brightness.
        let steps: Vec<f32> = sampler.two.iter().zip(&sampler.one).map(|(two, one)| two - one).collect();
        offsets.push(median(&steps));
        for cell in 0..cells {
            let rest = sampler.two[cell] - gain * sampler.one[cell] - offset;
            size[cell] += rest.abs();
            signed[cell] += rest;
        }
        count += 1.0;
    }
    if count < 1.0 {
        return Residue::default();
    }
    for cell in 0..cells {
        size[cell] /= count;
        signed[cell] /= count;
    }
    let noise = median(&size);
    let bound = (2.6 * noise).max(noise + 6.0);
    let flagged: Vec<bool> = size.iter().map(|&value| value > bound).collect();
    Residue { patches: patches(&flagged, &size, &signed), gain: median(&gains), offset: median(&offsets) }
}

/// A fit that leaves out what fits worst.
fn robust_fit(one: &[f32], two: &[f32]) -> (f32, f32) {
    let (gain, offset) = fit(one, two);
    let rests: Vec<f32> = one.iter().zip(two).map(|(x, y)| (y - gain * x - offset).abs()).collect();
    let bound = 2.0 * median(&rests) + 1.0;
    let kept = || (0..one.len()).filter(|&cell| rests[cell] <= bound);
    let (x, y): (Vec<f32>, Vec<f32>) = kept().map(|cell| (one[cell], two[cell])).unzip();
    fit(&x, &y)
}

pub(crate) fn median(values: &[f32]) -> f32 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f32::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

/// Connected groups of flagged cells (two cells apart still touch: letters have gaps).
fn patches(flagged: &[bool], size: &[f32], signed: &[f32]) -> Vec<Patch> {
    let mut seen = vec![false; flagged.len()];
    let mut patches = Vec::new();
    for start in 0..flagged.len() {
        if !flagged[start] || seen[start] {
            continue;
        }
        let (mut group, mut open) = (Vec::new(), vec![start]);
        seen[start] = true;
        while let Some(cell) = open.pop() {
            group.push(cell);
            let (x, y) = (cell % COLUMNS, cell / COLUMNS);
            for near_y in y.saturating_sub(1)..=(y + 1).min(ROWS - 1) {
                for near_x in x.saturating_sub(3)..=(x + 3).min(COLUMNS - 1) {
                    let near = near_y * COLUMNS + near_x;
                    if flagged[near] && !seen[near] {
                        seen[near] = true;
                        open.push(near);
                    }
                }
            }
        }
        if group.len() < 4 {
            continue;
        }
        let edge = |place: fn(usize) -> usize| {
            let low = group.iter().map(|&cell| place(cell)).min().unwrap_or(0);
            let high = group.iter().map(|&cell| place(cell)).max().unwrap_or(0);
            (low as f32, (high + 1) as f32)
        };
        let ((left, right), (top, bottom)) = (edge(|cell| cell % COLUMNS), edge(|cell| cell / COLUMNS));
        let total: f32 = group.iter().map(|&cell| size[cell]).sum();
        let steady = group.iter().map(|&cell| signed[cell].abs()).sum::<f32>() / total.max(1e-3);
        patches.push(Patch {
            area: Area::new(
                left / COLUMNS as f32,
                top / ROWS as f32,
                (right - left) / COLUMNS as f32,
                (bottom - top) / ROWS as f32,
            ),
            steady,
            strength: total / group.len() as f32,
        });
    }
    patches.sort_by(|one, two| (two.area.share() * two.strength).total_cmp(&(one.area.share() * one.strength)));
    patches
}
