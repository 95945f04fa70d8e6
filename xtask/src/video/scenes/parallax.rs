//! A landscape that goes by: hills in layers, a sun, houses, birds.

use super::Scene;
use crate::video::canvas::{Canvas, HEIGHT, WIDTH, mix};
use crate::video::numbers::{Numbers, lattice, smooth};

pub struct Parallax {
    course: u64,
    speed: f32,
    sky: [[f32; 3]; 2],
    layers: [[f32; 3]; 4],
}

impl Parallax {
    pub fn new(look: u64, course: u64) -> Self {
        let mut numbers = Numbers::new(look);
        let sky = [numbers.colour(0.3, 0.8), numbers.colour(0.6, 1.0)];
        let near = numbers.colour(0.0, 0.35);
        let layers = std::array::from_fn(|layer| mix(sky[0], near, 0.25 + 0.25 * layer as f32));
        let mut course_numbers = Numbers::new(course);
        Self { course, speed: course_numbers.between(25.0, 60.0), sky, layers }
    }
}

impl Scene for Parallax {
    fn draw(&mut self, time: f32, canvas: &mut Canvas) {
        let sky = self.sky;
        canvas.paint(|_, y| mix(sky[0], sky[1], y / HEIGHT as f32));
        let sun = 90.0 + 300.0 * lattice(self.course, 0, 9);
        canvas.ellipse(sun + time * 2.0, 50.0 + 8.0 * time.sin(), 22.0, 22.0, [1.0, 0.9, 0.6]);
        for (layer, &colour) in self.layers.iter().enumerate() {
            let depth = layer as f32;
            let moved = time * self.speed * (0.25 + 0.45 * depth);
            for x in 0..WIDTH {
                let place = (x as f32 + moved) / (130.0 - 24.0 * depth);
                let height = smooth(self.course * 5 + layer as u64, place, 0.0) * 90.0
                    + smooth(self.course * 5 + layer as u64, place * 3.0, 4.0) * 22.0;
                let top = (95.0 + 42.0 * depth - height * (0.9 - 0.15 * depth)).max(0.0);
                canvas.rectangle(x as f32, top, 1.0, HEIGHT as f32 - top, colour);
            }
            if layer == 2 {
                let first = (moved / 90.0) as i32;
                for house in first..first + 7 {
                    let left = house as f32 * 90.0 - moved + 40.0 * lattice(self.course, house, 3);
                    let tall = 24.0 + 50.0 * lattice(self.course, house, 4);
                    let paint = [lattice(self.course, house, 5), lattice(self.course, house, 6), 0.3];
                    canvas.rectangle(left, 205.0 - tall, 26.0 + 20.0 * lattice(self.course, house, 8), tall, paint);
                }
            }
        }
        for bird in 0..6 {
            let speed = 30.0 + 60.0 * lattice(self.course, bird, 11);
            let x = (lattice(self.course, bird, 12) * 700.0 + time * speed).rem_euclid(600.0) - 60.0;
            let y = 30.0 + 80.0 * lattice(self.course, bird, 13) + 8.0 * (time * 1.4 + bird as f32).sin();
            let wing = 6.0 * (time * 7.0 + bird as f32).sin();
            canvas.line((x - 8.0, y - wing), (x, y), 1.6, [0.1; 3]);
            canvas.line((x + 8.0, y - wing), (x, y), 1.6, [0.1; 3]);
        }
    }
}
