//! Finds the part of a work's picture that moves, once per work: letterbox, pillarbox, template frames.

use crate::picture::{Area, Picture};

/// Spread over time (in brightness) above which a row or column of pixels belongs to the moving part.
const LEAST_SPREAD: f32 = 5.0;

/// Looks at pictures one after the other.
#[derive(Debug)]
pub(crate) struct ContentFinder {
    width: usize,
    height: usize,
    count: f32,
    sum: Vec<f32>,
    squares: Vec<f32>,
}

impl ContentFinder {
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, height, count: 0.0, sum: vec![0.0; width * height], squares: vec![0.0; width * height] }
    }

    pub(crate) fn look(&mut self, picture: &Picture) {
        self.count += 1.0;
        for ((sum, square), &value) in self.sum.iter_mut().zip(&mut self.squares).zip(picture.data()) {
            let value = f32::from(value);
            *sum += value;
            *square += value * value;
        }
    }

    /// The moving part, where it is clearly smaller than the picture and large enough to be one.
    pub(crate) fn found(&self) -> Option<Area> {
        if self.count < 8.0 {
            return None;
        }
        let spreads: Vec<f32> = self
            .sum
            .iter()
            .zip(&self.squares)
            .map(|(sum, square)| {
                let mean = sum / self.count;
                (square / self.count - mean * mean).max(0.0).sqrt()
            })
            .collect();
        let mut sorted = spreads.clone();
        sorted.sort_by(f32::total_cmp);
        // Coding smears a little movement into what stands beside it.
        let bound = LEAST_SPREAD.max(0.4 * sorted[sorted.len() * 3 / 4]);
        let moving: Vec<bool> = spreads.iter().map(|&spread| spread >= bound).collect();
        let column = |x: usize| (0..self.height).filter(|y| moving[y * self.width + x]).count() * 4 >= self.height;
        let row = |y: usize| (0..self.width).filter(|x| moving[y * self.width + x]).count() * 4 >= self.width;
        let (left, right) = ((0..self.width).find(|&x| column(x))?, (0..self.width).rfind(|&x| column(x))?);
        let (top, bottom) = ((0..self.height).find(|&y| row(y))?, (0..self.height).rfind(|&y| row(y))?);
        let (wide, tall) = (self.width as f32, self.height as f32);
        let area = Area::new(
            left as f32 / wide,
            top as f32 / tall,
            (right + 1 - left) as f32 / wide,
            (bottom + 1 - top) as f32 / tall,
        );
        (area.share() < 0.93 && area.share() > 0.05).then_some(area)
    }
}
