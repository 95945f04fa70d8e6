//! A camera that pans and zooms over large textures, with a cut every few seconds.

use super::Scene;
use crate::video::canvas::{Canvas, HEIGHT, WIDTH, mix};
use crate::video::numbers::{Numbers, smooth};

pub struct Panorama {
    seed: u64,
    cut: f32,
    since: f32,
    speed: (f32, f32),
    zoom: f32,
    scale: f32,
    palette: [[f32; 3]; 4],
}

impl Panorama {
    pub fn new(look: u64, course: u64) -> Self {
        let seed = look.wrapping_mul(7919) + course.wrapping_mul(31);
        Self { seed, cut: -1.0, since: 0.0, speed: (0.0, 0.0), zoom: 0.0, scale: 1.0, palette: [[0.0; 3]; 4] }
    }
}

impl Scene for Panorama {
    fn draw(&mut self, time: f32, canvas: &mut Canvas) {
        if time >= self.cut {
            self.seed += 1;
            let mut numbers = Numbers::new(self.seed);
            self.since = time;
            self.cut = time + numbers.between(3.0, 6.0);
            self.speed = (numbers.between(-45.0, 45.0), numbers.between(-20.0, 20.0));
            self.zoom = numbers.between(-0.05, 0.07);
            self.scale = numbers.between(28.0, 70.0);
            self.palette = std::array::from_fn(|_| numbers.colour(0.0, 1.0));
        }
        let elapsed = time - self.since;
        let zoom = (1.0 + self.zoom * elapsed) * self.scale;
        let (seed, drift, palette) = (self.seed, self.speed, self.palette);
        canvas.paint(|x, y| {
            let across = (x - WIDTH as f32 / 2.0 + drift.0 * elapsed) / zoom;
            let down = (y - HEIGHT as f32 / 2.0 + drift.1 * elapsed) / zoom;
            let height = 0.62 * smooth(seed, across, down)
                + 0.26 * smooth(seed + 1, across * 2.7, down * 2.7)
                + 0.12 * smooth(seed + 2, across * 7.0, down * 7.0);
            let step = (height * 3.4 - 0.2).clamp(0.0, 2.999);
            let index = step as usize;
            mix(palette[index], palette[index + 1], step - index as f32)
        });
    }
}
