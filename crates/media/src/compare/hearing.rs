//! Whether two works sound alike: along a known line, or anywhere.

use std::collections::BTreeMap;

use crate::sound::{BANDS, Sound, rows_per_second};

/// How the sound of a matched stretch compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SoundRelation {
    /// The same recording.
    Same,
    /// The same recording under or over another one.
    Partly,
    /// Different recordings.
    Different,
    /// One of the works is silent there or has no sound.
    OneSilent,
    /// Both are silent, or it is not known what one sounds like.
    Unknown,
}

/// Share of equal bits of words, and correlation of the loudness of bands, at the best of near shifts.
pub(crate) fn likeness(a: &Sound, b: &Sound, span: (f32, f32), slope: f32, shift: f32) -> (f32, f32) {
    let rate = rows_per_second();
    let (from, to) = ((span.0 * rate) as usize, (span.1 * rate) as usize);
    let (mut words, mut bands) = (0.0_f32, 0.0_f32);
    for step in -4_i8..=4 {
        let other = |row: usize| {
            let place = (slope * row as f32 + shift * rate + f32::from(step)).round();
            (place >= 0.0).then_some(place as usize)
        };
        let (mut equal, mut count) = (0_u32, 0_u32);
        let mut rows = Vec::new();
        for row in from..to {
            let Some(two) = other(row) else { continue };
            if let (Some(x), Some(y)) = (a.words.get(row), b.words.get(two)) {
                equal += 32 - (x ^ y).count_ones();
                count += 1;
            }
            if let (Some(x), Some(y)) = (a.bands.get(row), b.bands.get(two)) {
                rows.push((*x, *y));
            }
        }
        if count >= 8 {
            words = words.max(equal as f32 / (count * 32) as f32);
        }
        bands = bands.max(band_correlation(&rows));
    }
    (words, bands)
}

/// One row of each sound.
type Rows = ([u8; BANDS], [u8; BANDS]);

/// Mean correlation over time of the loudness of each band, its slow changes taken away.
fn band_correlation(rows: &[Rows]) -> f32 {
    const HALF: usize = 8;
    if rows.len() < 2 * HALF {
        return 0.0;
    }
    let (mut both, mut first, mut second) = (0.0_f32, 0.0_f32, 0.0_f32);
    for band in 0..BANDS {
        for index in 0..rows.len() {
            let near = &rows[index.saturating_sub(HALF)..(index + HALF).min(rows.len())];
            let mean = |pick: fn(&Rows) -> &[u8; BANDS]| {
                near.iter().map(|row| f32::from(pick(row)[band])).sum::<f32>() / near.len() as f32
            };
            let x = f32::from(rows[index].0[band]) - mean(|row| &row.0);
            let y = f32::from(rows[index].1[band]) - mean(|row| &row.1);
            both += x * y;
            first += x * x;
            second += y * y;
        }
    }
    both / (first * second).sqrt().max(1e-3)
}

/// What the sound of a matched stretch says.
pub(crate) fn relation(
    a: Option<&Sound>,
    b: Option<&Sound>,
    span: (f32, f32),
    slope: f32,
    shift: f32,
) -> (SoundRelation, f32) {
    let audible = |sound: Option<&Sound>, from: f32, to: f32| {
        let rate = rows_per_second();
        let rows = (from.max(0.0) * rate) as usize..(to.max(0.0) * rate) as usize;
        let all = rows.len().max(1);
        sound.map_or(0.0, |sound| rows.filter(|&row| !sound.is_silent(row)).count() as f32 / all as f32)
    };
    let heard_a = audible(a, span.0, span.1);
    let heard_b = audible(b, slope * span.0 + shift, slope * span.1 + shift);
    match (heard_a > 0.15, heard_b > 0.15) {
        (false, false) => return (SoundRelation::Unknown, 0.0),
        (true, false) | (false, true) => return (SoundRelation::OneSilent, 1.0),
        (true, true) => {}
    }
    let (Some(a), Some(b)) = (a, b) else { return (SoundRelation::Unknown, 0.0) };
    let (words, bands) = likeness(a, b, span, slope, shift);
    let stretched = (slope - 1.0).abs() > 0.01;
    // Two melodies in one rhythm have correlated loudness but unrelated words; a changed speed costs bits of words.
    let same_words = if stretched { 0.68 } else { 0.72 };
    if words >= same_words || words >= 0.61 && bands >= 0.55 || stretched && words >= 0.56 && bands >= 0.6 {
        (SoundRelation::Same, words.max(bands))
    } else if words >= 0.61 || words >= 0.57 && bands >= 0.4 {
        (SoundRelation::Partly, words.max(bands))
    } else {
        (SoundRelation::Different, (1.5 - words).clamp(0.0, 1.0))
    }
}

/// A stretch that sounds the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SoundRun {
    pub(crate) start: f32,
    pub(crate) end: f32,
    pub(crate) slope: f32,
    pub(crate) shift: f32,
    pub(crate) share: f32,
}

/// Slopes that are tried.
const SLOPES: [f32; 5] = [1.0, 0.9, 0.909, 1.1, 1.111];

/// The longest stretch that sounds the same, where both sounds say something.
pub(crate) fn find(a: &Sound, b: &Sound) -> Option<SoundRun> {
    if a.variety() < 0.35 || b.variety() < 0.35 {
        return None;
    }
    let rate = rows_per_second();
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (row, word) in b.words.iter().enumerate() {
        places.entry(word >> 10).or_default().push(row);
    }
    let mut votes: BTreeMap<(u8, i64), u32> = BTreeMap::new();
    for (row, word) in a.words.iter().enumerate() {
        let Some(rows) = places.get(&(word >> 10)).filter(|rows| rows.len() < 40) else { continue };
        for &other in rows {
            for (index, slope) in SLOPES.iter().enumerate() {
                *votes.entry((index as u8, ((other as f32 - slope * row as f32) / 3.0).round() as i64)).or_default() +=
                    1;
            }
        }
    }
    let (&(index, bin), &count) = votes.iter().max_by_key(|((index, _), count)| (**count, u8::MAX - index))?;
    if count < 6 {
        return None;
    }
    let (slope, shift) = (SLOPES[usize::from(index)], bin as f32 * 3.0);
    // Rows that agree, taking the best of near places.
    let agrees: Vec<bool> = (0..a.words.len())
        .map(|row| {
            let place = (slope * row as f32 + shift).round() as i64;
            (-3..=3).any(|step| {
                usize::try_from(place + step)
                    .ok()
                    .and_then(|at| b.words.get(at))
                    .is_some_and(|word| (word ^ a.words[row]).count_ones() <= 9)
            })
        })
        .collect();
    let smooth: Vec<bool> = (0..agrees.len())
        .map(|row| {
            let near = &agrees[row.saturating_sub(12)..(row + 12).min(agrees.len())];
            near.iter().filter(|agree| **agree).count() * 10 >= near.len() * 5
        })
        .collect();
    let (mut best, mut start) = ((0, 0), 0);
    for row in 0..=smooth.len() {
        if row == smooth.len() || !smooth[row] {
            if row - start > best.1 - best.0 {
                best = (start, row);
            }
            start = row + 1;
        }
    }
    let fitting = agrees[best.0..best.1].iter().filter(|agree| **agree).count();
    let share = fitting as f32 / (best.1 - best.0).max(1) as f32;
    // A word says what follows for some seconds: the last ones reach to the end of the sound.
    let trailing = a.bands.len().saturating_sub(a.words.len());
    Some(SoundRun {
        start: best.0 as f32 / rate,
        end: (best.1 + trailing) as f32 / rate,
        slope,
        shift: shift / rate,
        share,
    })
}
