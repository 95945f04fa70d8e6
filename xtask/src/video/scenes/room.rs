//! What a fixed camera sees: the same place all day, a few small figures that go through it. The look tells the place.

use super::Scene;
use crate::video::canvas::{Canvas, WIDTH, mix};
use crate::video::numbers::{Numbers, lattice, smooth};

pub struct Room {
    course: u64,
    still: Canvas,
}

impl Room {
    pub fn new(look: u64, course: u64) -> Self {
        let mut numbers = Numbers::new(look);
        let palette: [[f32; 3]; 2] = std::array::from_fn(|_| numbers.colour(0.2, 0.8));
        let mut still = Canvas::new(palette[0]);
        still.paint(|x, y| mix(palette[0], palette[1], smooth(look, x / 40.0, y / 30.0)));
        for _ in 0..8 {
            let (left, top) = (numbers.between(0.0, 440.0), numbers.between(0.0, 150.0));
            still.rectangle(
                left,
                top,
                numbers.between(20.0, 90.0),
                numbers.between(20.0, 90.0),
                numbers.colour(0.1, 0.9),
            );
        }
        Self { course, still }
    }
}

impl Scene for Room {
    fn draw(&mut self, time: f32, canvas: &mut Canvas) {
        canvas.clone_from(&self.still);
        for figure in 0..4 {
            let pace = 30.0 * (lattice(self.course, figure, 1) - 0.5);
            let x = (lattice(self.course, figure, 2) * WIDTH as f32 + time * pace * 2.0)
                .rem_euclid(WIDTH as f32 + 60.0)
                - 30.0;
            let y = 140.0 + 90.0 * lattice(self.course, figure, 3);
            let coat =
                [lattice(self.course, figure, 4), lattice(self.course, figure, 5), lattice(self.course, figure, 6)];
            canvas.ellipse(x, y - 19.0, 5.0, 6.0, [0.75, 0.6, 0.5]);
            canvas.rectangle(x - 6.0, y - 13.0, 12.0, 22.0, coat);
            let stride = 5.0 * (time * 6.0 + figure as f32).sin();
            canvas.line((x, y + 9.0), (x + stride, y + 22.0), 2.0, [0.1; 3]);
            canvas.line((x, y + 9.0), (x - stride, y + 22.0), 2.0, [0.1; 3]);
        }
    }
}
