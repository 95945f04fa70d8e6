//! Slides: a heading, lines of made-up writing, a small chart; a new one every few seconds. The look tells the template.

use super::Scene;
use crate::video::canvas::{Canvas, HEIGHT, WIDTH, mix};
use crate::video::glyphs;
use crate::video::numbers::{Numbers, lattice};

pub struct Cards {
    course: u64,
    paper: [f32; 3],
    ink: [f32; 3],
    bar: [f32; 3],
    /// Bars and ink again, of the template.
    left: f32,
}

impl Cards {
    pub fn new(look: u64, course: u64) -> Self {
        let mut numbers = Numbers::new(look);
        Self {
            course,
            paper: numbers.colour(0.75, 1.0),
            ink: numbers.colour(0.0, 0.3),
            bar: numbers.colour(0.1, 0.7),
            left: numbers.between(20.0, 60.0),
        }
    }
}

impl Scene for Cards {
    fn draw(&mut self, time: f32, canvas: &mut Canvas) {
        let seconds = 3.0 + lattice(self.course, 0, 1);
        let slide = (time / seconds) as i32;
        let paper = self.paper;
        canvas.paint(|_, _| paper);
        canvas.rectangle(0.0, 0.0, WIDTH as f32, 38.0, self.bar);
        canvas.rectangle(0.0, HEIGHT as f32 - 14.0, WIDTH as f32, 14.0, self.bar);
        let mut numbers = Numbers::new(self.course * 1009 + u64::from(slide.unsigned_abs()));
        let mut write = |x: f32, y: f32, size: f32, count: usize, colour: [f32; 3]| {
            for place in 0..count {
                glyphs::draw(canvas, numbers.next(), x + place as f32 * size * 1.15, y, size, colour);
            }
        };
        let pale = mix(self.paper, [1.0; 3], 0.6);
        write(self.left, 9.0, 20.0, 6 + slide as usize % 5, pale);
        let elapsed = time - slide as f32 * seconds;
        for line in 0..6_u8 {
            // Lines come in one after the other.
            if elapsed > f32::from(line) * 0.25 {
                let count = 7 + (lattice(self.course, slide, 20 + i32::from(line)) * 9.0) as usize;
                write(self.left, 56.0 + f32::from(line) * 31.0, 17.0, count, self.ink);
            }
        }
        if lattice(self.course, slide, 2) > 0.5 {
            for bar in 0..5 {
                let tall = 110.0 * lattice(self.course, slide, 30 + bar) * (elapsed / 1.5).min(1.0);
                canvas.rectangle(360.0 + bar as f32 * 20.0, 225.0 - tall, 14.0, tall, self.bar);
            }
        }
    }
}
