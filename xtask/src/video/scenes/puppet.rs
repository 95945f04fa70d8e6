//! A drawn presenter who speaks in a studio. The look tells presenter and set, the course what is said and how the hands move: two courses of one
//! look are two programmes of one series.

use super::Scene;
use crate::video::canvas::{Canvas, HEIGHT, WIDTH, mix};
use crate::video::numbers::{Numbers, lattice, smooth};

pub struct Puppet {
    look: u64,
    course: u64,
    wall: [[f32; 3]; 2],
    skin: [f32; 3],
    hair: [f32; 3],
    coat: [f32; 3],
    shelf: Vec<(f32, f32, f32, f32, [f32; 3])>,
}

impl Puppet {
    pub fn new(look: u64, course: u64) -> Self {
        let mut numbers = Numbers::new(look);
        let shelf = (0..9)
            .map(|_| {
                let left = numbers.between(0.0, WIDTH as f32);
                (
                    left,
                    numbers.between(10.0, 120.0),
                    numbers.between(14.0, 60.0),
                    numbers.between(14.0, 70.0),
                    numbers.colour(0.1, 0.8),
                )
            })
            .collect();
        let skin = numbers.between(0.55, 0.9);
        Self {
            look,
            course,
            wall: [numbers.colour(0.25, 0.7), numbers.colour(0.35, 0.85)],
            skin: [skin, skin * 0.8, skin * 0.65],
            hair: numbers.colour(0.02, 0.3),
            coat: numbers.colour(0.05, 0.7),
            shelf,
        }
    }
}

impl Scene for Puppet {
    fn draw(&mut self, time: f32, canvas: &mut Canvas) {
        let wall = self.wall;
        canvas.paint(|_, y| mix(wall[0], wall[1], y / HEIGHT as f32));
        for &(left, top, width, height, colour) in &self.shelf {
            canvas.rectangle(left, top, width, height, colour);
        }
        // Wide and close, by turns whose length the course tells.
        let shot = (time / (4.0 + 2.5 * lattice(self.course, 7, 0))) as i32;
        let close = lattice(self.course, shot, 1) > 0.5;
        let size = if close { 1.7 } else { 1.0 };
        let sway = |speed: f32, kind: u64| smooth(self.course * 11 + kind, time * speed, 0.5) - 0.5;
        let x = WIDTH as f32 / 2.0 + 46.0 * sway(0.6, 1) + 8.0 * (time * 2.1).sin();
        let y = 92.0 + 16.0 * sway(0.9, 2);
        let neck = y + 40.0 * size;
        canvas.ellipse(x, neck + 95.0 * size, 70.0 * size, 95.0 * size, self.coat);
        canvas.ellipse(x, y, 33.0 * size, 42.0 * size, self.hair);
        canvas.ellipse(x, y + 8.0 * size, 28.0 * size, 36.0 * size, self.skin);
        let turn = 12.0 * sway(0.8, 3) * size;
        let blink = lattice(self.course, (time * 5.0) as i32, 2) < 0.08;
        let eye = if blink { 0.6 } else { 4.0 } * size;
        for side in [-1.0, 1.0] {
            canvas.ellipse(x + turn + side * 11.0 * size, y, 5.0 * size, eye, [0.95; 3]);
            canvas.ellipse(x + turn * 1.2 + side * 11.0 * size, y, 2.4 * size, eye.min(2.4 * size), [0.05; 3]);
        }
        let open = lattice(self.course, (time * 6.0) as i32, 3) * 7.0 * size;
        canvas.ellipse(x + turn, y + 24.0 * size, 9.0 * size, 1.0 + open, [0.45, 0.1, 0.12]);
        for (side, kind) in [(-1.0, 4), (1.0, 6)] {
            let hand = (
                x + side * (70.0 + 90.0 * (sway(1.3, kind) + 0.2)) * size.sqrt(),
                205.0 - 150.0 * sway(1.1, kind + 1).max(-0.2),
            );
            canvas.line((x + side * 55.0 * size, neck + 55.0), hand, 11.0 * size, self.coat);
            canvas.ellipse(hand.0, hand.1, 12.0 * size, 12.0 * size, self.skin);
        }
        let desk = mix(self.wall[0], [0.1, 0.06, 0.03], 0.75);
        canvas.rectangle(0.0, 236.0, WIDTH as f32, 34.0, desk);
        canvas.rectangle(40.0 + 300.0 * lattice(self.look, 1, 1), 222.0, 34.0, 18.0, self.hair);
    }
}
