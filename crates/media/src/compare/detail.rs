//! Whether what changes in two aligned runs of pictures is alike in its details, not only in its large shapes: two slides of one template and two programmes of
//! one series look alike from afar.

use crate::compare::align::GRID;
use crate::compare::mapping::{Mapping, Sampler};
use crate::compare::prepared::Prepared;
use crate::picture::Area;

/// Columns and rows that are looked at, at most and at least.
const COLUMNS: (f32, f32) = (12.0, 48.0);
const ROWS: (f32, f32) = (8.0, 30.0);
/// Standard deviation over time (in brightness) from which on a cell counts as changing.
const CHANGING: f32 = 2.0;
/// Share of the cells that have to change before their details say something.
const LEAST_CHANGING: f32 = 0.03;

/// Sums of products of details of one aligned pair.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Products {
    pub(crate) both: f32,
    pub(crate) first: f32,
    pub(crate) second: f32,
}

/// Correlation of the details over several pairs; none where there is nothing to compare.
pub(crate) fn correlation(products: &[Products]) -> Option<f32> {
    let sum = products.iter().fold(Products::default(), |sum, one| Products {
        both: sum.both + one.both,
        first: sum.first + one.first,
        second: sum.second + one.second,
    });
    (sum.first > 1.0 && sum.second > 1.0).then(|| sum.both / (sum.first * sum.second).sqrt())
}

/// The products of every pair, over the kept cells that change; none where too little changes.
pub(crate) fn products(
    a: &Prepared<'_>,
    b: &Prepared<'_>,
    pairs: &[(usize, usize)],
    mapping: &Mapping,
    parts: &(Area, Area),
    kept: &[bool],
) -> Option<Vec<Products>> {
    let pixels = |work: &Prepared<'_>, part: &Area| {
        (part.width * work.fingerprint.size.0 as f32, part.height * work.fingerprint.size.1 as f32)
    };
    let (one, two) = (pixels(a, &parts.0), pixels(b, &parts.1));
    let columns = one.0.min(two.0).clamp(COLUMNS.0, COLUMNS.1) as usize;
    let rows = one.1.min(two.1).clamp(ROWS.0, ROWS.1) as usize;
    let mut sampler = Sampler::new(columns, rows);
    let mut spread = Spread::new(columns * rows);
    for &pair in pairs.iter().step_by(pairs.len().div_ceil(240).max(1)) {
        sampler.sample(a, b, pair, mapping, parts);
        spread.look(&sampler.one, &sampler.two);
    }
    let changing: Vec<bool> = (0..columns * rows)
        .map(|cell| {
            let coarse = (cell / columns * GRID.1 / rows) * GRID.0 + cell % columns * GRID.0 / columns;
            kept[coarse] && spread.most(cell) >= CHANGING
        })
        .collect();
    if (changing.iter().filter(|changing| **changing).count() as f32) < LEAST_CHANGING * changing.len() as f32 {
        return None;
    }
    let mut products = Vec::with_capacity(pairs.len());
    for &pair in pairs {
        sampler.sample(a, b, pair, mapping, parts);
        let mut sum = Products::default();
        for cell in (0..columns * rows).filter(|&cell| changing[cell]) {
            let (x, y) = (detail(&sampler.one, columns, cell), detail(&sampler.two, columns, cell));
            sum = Products { both: sum.both + x * y, first: sum.first + x * x, second: sum.second + y * y };
        }
        products.push(sum);
    }
    Some(products)
}

/// A cell against the mean of those around it.
fn detail(cells: &[f32], columns: usize, cell: usize) -> f32 {
    let (x, y, rows) = (cell % columns, cell / columns, cells.len() / columns);
    let (mut sum, mut count) = (0.0, 0.0);
    for near_y in y.saturating_sub(1)..=(y + 1).min(rows - 1) {
        for near_x in x.saturating_sub(1)..=(x + 1).min(columns - 1) {
            sum += cells[near_y * columns + near_x];
            count += 1.0;
        }
    }
    cells[cell] - sum / count
}

/// Spread over time of every cell of both.
struct Spread {
    count: f32,
    sums: [Vec<f32>; 2],
    squares: [Vec<f32>; 2],
}

impl Spread {
    fn new(cells: usize) -> Self {
        let empty = || [vec![0.0; cells], vec![0.0; cells]];
        Self { count: 0.0, sums: empty(), squares: empty() }
    }

    fn look(&mut self, one: &[f32], two: &[f32]) {
        self.count += 1.0;
        for (which, cells) in [one, two].into_iter().enumerate() {
            for (cell, value) in cells.iter().enumerate() {
                self.sums[which][cell] += value;
                self.squares[which][cell] += value * value;
            }
        }
    }

    /// The larger of the two standard deviations: where only one changes, they differ.
    fn most(&self, cell: usize) -> f32 {
        let spread = |which: usize| {
            let mean = self.sums[which][cell] / self.count.max(1.0);
            (self.squares[which][cell] / self.count.max(1.0) - mean * mean).max(0.0).sqrt()
        };
        spread(0).max(spread(1))
    }
}
