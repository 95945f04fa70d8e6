//! Writing that means nothing: strokes in a square, like Chinese characters at a glance. Needs no font.

use super::canvas::{Canvas, WIDTH};
use super::numbers::Numbers;

/// Whether each of 9 × 9 points of a character is inked.
fn points(seed: u64) -> [[bool; 9]; 9] {
    let mut numbers = Numbers::new(seed);
    let mut points = [[false; 9]; 9];
    for _ in 0..5 + numbers.below(3) {
        let (from, to, at) = (numbers.below(5), 4 + numbers.below(5), numbers.below(9));
        let upright = numbers.share() < 0.45;
        for place in from..=to.min(8) {
            let (x, y) = if upright { (at, place) } else { (place, at) };
            points[y][x] = true;
        }
    }
    points
}

/// Draws a character into a square of `size` pixels.
pub fn draw(canvas: &mut Canvas, seed: u64, left: f32, top: f32, size: f32, colour: [f32; 3]) {
    let dot = size / 9.0;
    for (y, row) in points(seed).iter().enumerate() {
        for (x, &inked) in row.iter().enumerate() {
            if inked {
                canvas.rectangle(left + x as f32 * dot, top + y as f32 * dot, dot.max(1.0), dot.max(1.0), colour);
            }
        }
    }
}

/// How a caption looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Style {
    /// White with a dark edge.
    Outlined,
    /// Yellow with a dark edge, larger.
    Yellow,
    /// White on a dark box.
    Boxed,
}

/// A caption of two sizes of letters as red, green, blue and opaqueness; `width` × `height` pixels.
pub fn caption(seed: u64, style: Style, width: usize, height: usize) -> Vec<u8> {
    let mut numbers = Numbers::new(seed);
    let size = height as f32 * if style == Style::Yellow { 0.8 } else { 0.66 };
    let most = (width as f32 * 0.9 / (size * 1.12)) as usize;
    let count = (most / 2 + numbers.below(most / 2 + 1)).max(2);
    let left = (width as f32 - count as f32 * size * 1.12) / 2.0;
    let top = (height as f32 - size) / 2.0;
    let mut inked = vec![false; width * height];
    for place in 0..count {
        let dot = size / 9.0;
        for (y, row) in points(numbers.next()).iter().enumerate() {
            for (x, _) in row.iter().enumerate().filter(|(_, inked)| **inked) {
                let from = (left + place as f32 * size * 1.12 + x as f32 * dot, top + y as f32 * dot);
                for py in from.1 as usize..((from.1 + dot).ceil() as usize).min(height) {
                    for px in from.0 as usize..((from.0 + dot).ceil() as usize).min(width) {
                        inked[py * width + px] = true;
                    }
                }
            }
        }
    }
    let near = |x: usize, y: usize| {
        (y.saturating_sub(1)..=(y + 1).min(height - 1))
            .any(|py| (x.saturating_sub(1)..=(x + 1).min(width - 1)).any(|px| inked[py * width + px]))
    };
    let boxed = |x: usize| {
        style == Style::Boxed && x as f32 > left - size * 0.3 && (x as f32) < width as f32 - left + size * 0.2
    };
    let mut bytes = Vec::with_capacity(width * height * 4);
    for y in 0..height {
        for x in 0..width {
            let ink = if style == Style::Yellow { [250, 220, 40, 255] } else { [250, 250, 250, 255] };
            bytes.extend(match (inked[y * width + x], near(x, y)) {
                (true, _) => ink,
                (false, _) if boxed(x) => [15, 15, 20, 225],
                (false, true) => [10, 10, 10, 235],
                (false, false) => [0, 0, 0, 0],
            });
        }
    }
    bytes
}

/// A mark for a corner: a coloured plate with characters, 96 × 36 pixels.
pub fn mark(seed: u64) -> Vec<u8> {
    const SIZE: (usize, usize) = (96, 36);
    let mut numbers = Numbers::new(seed);
    let (plate, ink) = (numbers.colour(0.0, 0.9), numbers.colour(0.6, 1.0));
    let mut canvas = Canvas::new(plate);
    for place in 0..3_u8 {
        draw(&mut canvas, numbers.next(), 6.0 + f32::from(place) * 29.0, 5.0, 26.0, ink);
    }
    let mut bytes = Vec::new();
    for y in 0..SIZE.1 {
        for pixel in &canvas.pixels[y * WIDTH..y * WIDTH + SIZE.0] {
            bytes.extend(pixel.map(|value| (value * 255.0) as u8));
            bytes.push(240);
        }
    }
    bytes
}
