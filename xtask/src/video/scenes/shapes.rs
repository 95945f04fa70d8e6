//! Shapes that cross the picture, with a cut every few seconds.

use super::Scene;
use crate::video::canvas::{Canvas, HEIGHT, WIDTH, mix};
use crate::video::numbers::Numbers;

struct Shape {
    kind: usize,
    colour: [f32; 3],
    place: (f32, f32),
    speed: (f32, f32),
    size: (f32, f32),
}

pub struct Shapes {
    seed: u64,
    cut: f32,
    since: f32,
    colours: [[f32; 3]; 2],
    all: Vec<Shape>,
}

impl Shapes {
    pub fn new(look: u64, course: u64) -> Self {
        Self { seed: look * 977 + course, cut: -1.0, since: 0.0, colours: [[0.0; 3]; 2], all: Vec::new() }
    }

    fn restart(&mut self, time: f32) {
        self.seed += 1;
        let mut numbers = Numbers::new(self.seed);
        self.since = time;
        self.cut = time + numbers.between(2.2, 4.5);
        self.colours = [numbers.colour(0.05, 0.6), numbers.colour(0.3, 0.95)];
        let count = 4 + numbers.below(7);
        self.all = (0..count)
            .map(|_| Shape {
                kind: numbers.below(3),
                colour: numbers.colour(0.0, 1.0),
                place: (numbers.between(0.0, WIDTH as f32), numbers.between(0.0, HEIGHT as f32)),
                speed: (numbers.between(-90.0, 90.0), numbers.between(-60.0, 60.0)),
                size: (numbers.between(14.0, 70.0), numbers.between(12.0, 60.0)),
            })
            .collect();
    }
}

/// Goes to and fro between 0 and an end.
fn bounce(place: f32, end: f32) -> f32 {
    let there = place.rem_euclid(2.0 * end);
    if there > end { 2.0 * end - there } else { there }
}

impl Scene for Shapes {
    fn draw(&mut self, time: f32, canvas: &mut Canvas) {
        if time >= self.cut {
            self.restart(time);
        }
        let colours = self.colours;
        canvas.paint(|x, y| mix(colours[0], colours[1], f32::midpoint(x / WIDTH as f32, y / HEIGHT as f32)));
        let elapsed = time - self.since;
        for shape in &self.all {
            let x = bounce(shape.place.0 + shape.speed.0 * elapsed, WIDTH as f32);
            let y = bounce(shape.place.1 + shape.speed.1 * elapsed, HEIGHT as f32);
            let (wide, tall) = shape.size;
            match shape.kind {
                0 => canvas.ellipse(x, y, wide / 1.4, tall / 1.4, shape.colour),
                1 => canvas.rectangle(x - wide / 2.0, y - tall / 2.0, wide, tall, shape.colour),
                _ => canvas.line((x - wide, y - tall), (x + wide, y + tall), 5.0, shape.colour),
            }
        }
    }
}
