//! Particles in a stream, with trails that fade.

use super::Scene;
use crate::video::canvas::{Canvas, HEIGHT, WIDTH, mix};
use crate::video::numbers::{Numbers, smooth};

pub struct Particles {
    seed: u64,
    numbers: Numbers,
    before: f32,
    background: [f32; 3],
    colours: [[f32; 3]; 2],
    places: Vec<(f32, f32)>,
    trails: Vec<f32>,
}

impl Particles {
    pub fn new(look: u64, course: u64) -> Self {
        let mut numbers = Numbers::new(look ^ course << 20);
        let places = (0..260).map(|_| (numbers.share() * WIDTH as f32, numbers.share() * HEIGHT as f32)).collect();
        Self {
            seed: course,
            before: 0.0,
            background: numbers.colour(0.0, 0.25),
            colours: [numbers.colour(0.3, 1.0), numbers.colour(0.2, 0.9)],
            places,
            trails: vec![0.0; WIDTH * HEIGHT],
            numbers,
        }
    }
}

impl Scene for Particles {
    fn draw(&mut self, time: f32, canvas: &mut Canvas) {
        let step = (time - self.before).clamp(0.0, 0.2);
        self.before = time;
        self.trails.iter_mut().for_each(|trail| *trail *= 1.0 - 1.2 * step);
        for place in &mut self.places {
            let angle = 9.0 * smooth(self.seed, place.0 / 90.0 + time * 0.15, place.1 / 90.0 - time * 0.1);
            place.0 += 110.0 * step * angle.cos();
            place.1 += 110.0 * step * angle.sin();
            let gone = place.0 < 2.0 || place.1 < 2.0 || place.0 > WIDTH as f32 - 3.0 || place.1 > HEIGHT as f32 - 3.0;
            if gone || self.numbers.share() < 0.006 {
                *place =
                    (self.numbers.between(3.0, WIDTH as f32 - 4.0), self.numbers.between(3.0, HEIGHT as f32 - 4.0));
            }
            let (x, y) = (place.0 as usize, place.1 as usize);
            for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2)] {
                let at = (y + dy).min(HEIGHT - 1) * WIDTH + (x + dx).min(WIDTH - 1);
                self.trails[at] = 1.0;
            }
        }
        for (pixel, &trail) in canvas.pixels.iter_mut().zip(&self.trails) {
            *pixel = mix(self.background, mix(self.colours[1], self.colours[0], trail), trail.min(1.0));
        }
    }
}
