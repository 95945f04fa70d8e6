//! What surrounds a part of a picture: a picture in a picture is set off by edges, a crop is not; bars may carry text.

use crate::compare::prepared::Prepared;
use crate::picture::Area;

/// Pictures that are looked at.
const MOST_LOOKS: usize = 40;
/// Places along an edge.
const PLACES: usize = 12;
/// Pixels on each side of an edge.
const REACH: usize = 4;
/// How much larger the step over the edge is than those beside it.
const SET_OFF: f32 = 1.9;
/// Least step over an edge, in brightness.
const LEAST_STEP: f32 = 5.0;

/// Whether `part` is set off in the pictures of a work at `indices`.
pub(crate) fn is_set_off(work: &Prepared<'_>, part: &Area, indices: &[usize]) -> bool {
    let (wide, tall) = (work.fingerprint.size.0 as f32, work.fingerprint.size.1 as f32);
    let reach = REACH as f32;
    let upright = |x: f32| Area::new(x - reach / wide, part.top, 2.0 * reach / wide, part.height);
    let lying = |y: f32| Area::new(part.left, y - reach / tall, part.width, 2.0 * reach / tall);
    let mut strips = Vec::new();
    let inner = |place: f32, pixels: f32| place * pixels > reach && (1.0 - place) * pixels > reach;
    strips.extend([part.left, part.right()].into_iter().filter(|&x| inner(x, wide)).map(|x| (upright(x), true)));
    strips.extend([part.top, part.bottom()].into_iter().filter(|&y| inner(y, tall)).map(|y| (lying(y), false)));
    if strips.is_empty() {
        return false;
    }
    let step = indices.len().div_ceil(MOST_LOOKS).max(1);
    let mut cells = Vec::new();
    let (mut over, mut beside) = (0.0_f32, 0.0_f32);
    for (strip, upright) in &strips {
        let mut steps = [0.0_f32; 2 * REACH - 1];
        let mut count = 0.0_f32;
        for &index in indices.iter().step_by(step) {
            let (columns, rows) = if *upright { (2 * REACH, PLACES) } else { (PLACES, 2 * REACH) };
            work.sums[index].grid(strip, columns, rows, &mut cells);
            for place in 0..PLACES {
                let at = |across: usize| {
                    if *upright { cells[place * columns + across] } else { cells[across * columns + place] }
                };
                for (across, sum) in steps.iter_mut().enumerate() {
                    *sum += (at(across + 1) - at(across)).abs();
                }
                count += 1.0;
            }
        }
        for sum in &mut steps {
            *sum /= count.max(1.0);
        }
        // The edge is known to a pixel or so.
        over += steps[REACH - 2..=REACH].iter().copied().fold(0.0, f32::max);
        beside += f32::midpoint(steps[0], steps[2 * REACH - 2]);
    }
    let edges = strips.len() as f32;
    over / edges >= LEAST_STEP && over >= SET_OFF * beside.max(0.5 * edges)
}

/// Columns over which a bar is looked at.
const COLUMNS: usize = 40;
/// Steps from column to column by which a row of a bar is text, and by which it is plain.
const TEXT_STEP: f32 = 7.0;
const PLAIN_STEP: f32 = 3.0;

/// Whether a band of the bar above or below a part is written on while the rest of the bar is plain.
pub(crate) fn has_text_beside(work: &Prepared<'_>, part: &Area, indices: &[usize]) -> bool {
    let tall = work.fingerprint.size.1 as f32;
    let bars =
        [Area::new(0.0, 0.0, 1.0, part.top - 0.01), Area::new(0.0, part.bottom() + 0.01, 1.0, 0.99 - part.bottom())];
    let step = indices.len().div_ceil(MOST_LOOKS).max(1);
    let mut cells = Vec::new();
    bars.into_iter().any(|bar| {
        let rows = (bar.height * tall).max(0.0) as usize;
        if rows < 8 {
            return false;
        }
        let (mut steps, mut count) = (vec![0.0_f32; rows], 0.0_f32);
        for &index in indices.iter().step_by(step) {
            work.sums[index].grid(&bar, COLUMNS, rows, &mut cells);
            for (row, line) in cells.chunks_exact(COLUMNS).enumerate() {
                let middle = &line[COLUMNS / 5..COLUMNS * 4 / 5];
                steps[row] +=
                    middle.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f32>() / (middle.len() - 1) as f32;
            }
            count += 1.0;
        }
        for sum in &mut steps {
            *sum /= count.max(1.0);
        }
        let most = steps.iter().copied().fold(0.0, f32::max);
        steps.sort_by(f32::total_cmp);
        most >= TEXT_STEP && steps[rows / 3] <= PLAIN_STEP
    })
}
