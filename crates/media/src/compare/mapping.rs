//! Where the picture of one work lies in that of the other, found by trying small steps.

use crate::compare::prepared::Prepared;
use crate::picture::Area;

/// From places in B to places in A: `a = offset + scale × b`, `b` mirrored before where so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mapping {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) wide: f32,
    pub(crate) tall: f32,
    pub(crate) mirrored: bool,
}

impl Mapping {
    /// The mapping under which part `a` of A and part `b` of B show the same.
    pub(crate) fn between(a: &Area, b: &Area, mirrored: bool) -> Self {
        let b_left = if mirrored { 1.0 - b.right() } else { b.left };
        let (wide, tall) = (a.width / b.width, a.height / b.height);
        Self { left: a.left - wide * b_left, top: a.top - tall * b.top, wide, tall, mirrored }
    }

    /// What both show, as a part of A and of B (there as if it were not mirrored).
    pub(crate) fn common(&self) -> Option<(Area, Area)> {
        let (left, top) = (self.left.max(0.0), self.top.max(0.0));
        let (right, bottom) = ((self.left + self.wide).min(1.0), (self.top + self.tall).min(1.0));
        if right - left < 0.12 || bottom - top < 0.12 {
            return None;
        }
        let a = Area::new(left, top, right - left, bottom - top);
        let b = Area::new(
            (left - self.left) / self.wide,
            (top - self.top) / self.tall,
            a.width / self.wide,
            a.height / self.tall,
        );
        (b.width >= 0.12 && b.height >= 0.12).then_some((a, b))
    }
}

/// Means of a grid over the common part of one picture of each.
pub(crate) struct Sampler {
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    pub(crate) one: Vec<f32>,
    pub(crate) two: Vec<f32>,
}

impl Sampler {
    pub(crate) fn new(columns: usize, rows: usize) -> Self {
        Self { columns, rows, one: Vec::new(), two: Vec::new() }
    }

    pub(crate) fn sample(
        &mut self,
        a: &Prepared<'_>,
        b: &Prepared<'_>,
        pair: (usize, usize),
        mapping: &Mapping,
        parts: &(Area, Area),
    ) {
        a.sums[pair.0].grid(&parts.0, self.columns, self.rows, &mut self.one);
        let mut part = parts.1;
        if mapping.mirrored {
            part.left = 1.0 - part.right();
        }
        b.sums[pair.1].grid(&part, self.columns, self.rows, &mut self.two);
        if mapping.mirrored {
            self.two.chunks_exact_mut(self.columns).for_each(<[f32]>::reverse);
        }
    }
}

/// Correlation of two rows of numbers; 0 where one of them does not vary.
pub(crate) fn correlation(one: &[f32], two: &[f32]) -> f32 {
    let count = one.len().max(1) as f32;
    let (mean_one, mean_two) = (one.iter().sum::<f32>() / count, two.iter().sum::<f32>() / count);
    let (mut both, mut first, mut second) = (0.0_f32, 0.0_f32, 0.0_f32);
    for (x, y) in one.iter().zip(two) {
        let (x, y) = (x - mean_one, y - mean_two);
        both += x * y;
        first += x * x;
        second += y * y;
    }
    if first < count || second < count { 0.0 } else { both / (first * second).sqrt() }
}

/// Improves a mapping on pairs of pictures; the mapping and the mean correlation reached.
pub(crate) fn refine(a: &Prepared<'_>, b: &Prepared<'_>, pairs: &[(usize, usize)], start: Mapping) -> (Mapping, f32) {
    let mut best = start;
    let mut reached = -1.0;
    for (step, columns, rows) in [(0.05_f32, 14, 9), (0.02, 20, 12), (0.01, 28, 17), (0.005, 28, 17)] {
        let mut sampler = Sampler::new(columns, rows);
        reached = score(a, b, pairs, &best, &mut sampler);
        for _ in 0..4 {
            let before = reached;
            for (zoom, across, down) in MOVES {
                let moved = moved(&best, zoom.0 * step, zoom.1 * step, across * step, down * step);
                let value = score(a, b, pairs, &moved, &mut sampler);
                if value > reached + 1e-4 {
                    (best, reached) = (moved, value);
                }
            }
            if reached <= before {
                break;
            }
        }
    }
    (best, reached)
}

/// How much better a part has to fit than the whole picture before it is believed.
const PART_GAIN: f32 = 0.02;

/// The mapping of whole on whole where that fits nearly as well: flat pictures fit anywhere.
pub(crate) fn plainest(a: &Prepared<'_>, b: &Prepared<'_>, pairs: &[(usize, usize)], found: Mapping) -> Mapping {
    let (shape_a, shape_b) = (a.fingerprint.shape(), b.fingerprint.shape());
    let whole = Mapping::between(&Area::WHOLE, &Area::WHOLE, found.mirrored);
    if (shape_a / shape_b).ln().abs() > 0.06 || pairs.is_empty() {
        return found;
    }
    let mut sampler = Sampler::new(28, 17);
    let fits = |mapping: &Mapping, sampler: &mut Sampler| {
        let Some(parts) = mapping.common() else { return -1.0 };
        let sum: f32 = pairs
            .iter()
            .map(|&pair| {
                sampler.sample(a, b, pair, mapping, &parts);
                correlation(&sampler.one, &sampler.two)
            })
            .sum();
        sum / pairs.len() as f32
    };
    // A subtitle or a mark costs the whole picture some of its likeness; a part that avoids them is no crop for that.
    if fits(&whole, &mut sampler) >= fits(&found, &mut sampler) - PART_GAIN { whole } else { found }
}

/// Growth in width and height, shift across and down, each in steps.
const MOVES: [((f32, f32), f32, f32); 12] = [
    ((1.0, 1.0), 0.0, 0.0),
    ((-1.0, -1.0), 0.0, 0.0),
    ((0.0, 0.0), 1.0, 0.0),
    ((0.0, 0.0), -1.0, 0.0),
    ((0.0, 0.0), 0.0, 1.0),
    ((0.0, 0.0), 0.0, -1.0),
    ((1.0, 0.0), 0.0, 0.0),
    ((-1.0, 0.0), 0.0, 0.0),
    ((0.0, 1.0), 0.0, 0.0),
    ((0.0, -1.0), 0.0, 0.0),
    ((2.0, 2.0), 0.0, 0.0),
    ((-2.0, -2.0), 0.0, 0.0),
];

/// Grows around the middle of the common part and shifts by shares of it.
fn moved(mapping: &Mapping, wider: f32, taller: f32, across: f32, down: f32) -> Mapping {
    let Some((a, _)) = mapping.common() else { return *mapping };
    let (middle_x, middle_y) = (a.left + a.width / 2.0, a.top + a.height / 2.0);
    let (grow_x, grow_y) = (1.0 + wider, 1.0 + taller);
    Mapping {
        left: middle_x + (mapping.left - middle_x) * grow_x + across * a.width,
        top: middle_y + (mapping.top - middle_y) * grow_y + down * a.height,
        wide: mapping.wide * grow_x,
        tall: mapping.tall * grow_y,
        mirrored: mapping.mirrored,
    }
}

/// Mean correlation over the pairs, a little in favour of more picture in common.
fn score(
    a: &Prepared<'_>,
    b: &Prepared<'_>,
    pairs: &[(usize, usize)],
    mapping: &Mapping,
    sampler: &mut Sampler,
) -> f32 {
    let Some(parts) = mapping.common() else { return -1.0 };
    let mut sum = 0.0;
    for &pair in pairs {
        sampler.sample(a, b, pair, mapping, &parts);
        sum += correlation(&sampler.one, &sampler.two);
    }
    sum / pairs.len().max(1) as f32 + 0.03 * parts.0.share().max(parts.1.share()).ln().max(-2.0)
}
