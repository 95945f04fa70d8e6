//! Conway's game of life, started anew every few seconds; what has lived for long changes its colour.

use super::Scene;
use crate::video::canvas::{Canvas, HEIGHT, WIDTH, mix};
use crate::video::numbers::Numbers;

const COLUMNS: usize = 48;
const ROWS: usize = 27;
const SIDE: usize = WIDTH / COLUMNS;
const STEP_SECONDS: f32 = 0.16;

pub struct Life {
    numbers: Numbers,
    ages: Vec<u32>,
    steps: i64,
    colours: [[f32; 3]; 3],
}

impl Life {
    pub fn new(look: u64, course: u64) -> Self {
        let mut numbers = Numbers::new(look * 131 + course);
        let colours = [numbers.colour(0.0, 0.3), numbers.colour(0.5, 1.0), numbers.colour(0.2, 0.8)];
        Self { numbers, ages: vec![0; COLUMNS * ROWS], steps: -1, colours }
    }

    fn step(&mut self) {
        if self.steps % 36 == 0 {
            self.ages.iter_mut().for_each(|age| *age = u32::from(self.numbers.share() < 0.34));
            return;
        }
        let before = self.ages.clone();
        let near = |x: usize, y: usize| {
            let mut count = 0;
            for dy in [ROWS - 1, 0, 1] {
                for dx in [COLUMNS - 1, 0, 1] {
                    let at = (y + dy) % ROWS * COLUMNS + (x + dx) % COLUMNS;
                    count += u32::from(before[at] > 0 && (dx, dy) != (0, 0));
                }
            }
            count
        };
        for (index, age) in self.ages.iter_mut().enumerate() {
            *age = match (near(index % COLUMNS, index / COLUMNS), *age) {
                (2 | 3, 1..) => *age + 1,
                (3, 0) => 1,
                _ => 0,
            };
        }
    }
}

impl Scene for Life {
    fn draw(&mut self, time: f32, canvas: &mut Canvas) {
        while ((self.steps + 1) as f32) * STEP_SECONDS <= time {
            self.steps += 1;
            self.step();
        }
        let colours = self.colours;
        let rows = HEIGHT / SIDE;
        canvas.paint(|x, y| {
            let (column, row) = (x as usize / SIDE, (y as usize / SIDE).min(rows - 1).min(ROWS - 1));
            match self.ages[row * COLUMNS + column.min(COLUMNS - 1)] {
                0 => colours[0],
                age => mix(colours[1], colours[2], (age as f32 / 12.0).min(1.0)),
            }
        });
    }
}
