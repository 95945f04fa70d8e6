//! A picture to draw on: red, green and blue, each 0 to 1.

/// Size of everything drawn here.
pub const WIDTH: usize = 480;
pub const HEIGHT: usize = 270;

/// The picture.
#[derive(Debug, Clone)]
pub struct Canvas {
    pub pixels: Vec<[f32; 3]>,
}

impl Canvas {
    pub fn new(colour: [f32; 3]) -> Self {
        Self { pixels: vec![colour; WIDTH * HEIGHT] }
    }

    /// Paints every pixel by its place.
    pub fn paint(&mut self, colour: impl Fn(f32, f32) -> [f32; 3]) {
        for (index, pixel) in self.pixels.iter_mut().enumerate() {
            *pixel = colour((index % WIDTH) as f32, (index / WIDTH) as f32);
        }
    }

    /// Paints the pixels of a box for which `inside` holds.
    fn fill(
        &mut self,
        left: f32,
        top: f32,
        right: f32,
        bottom: f32,
        colour: [f32; 3],
        inside: impl Fn(f32, f32) -> bool,
    ) {
        let columns = left.clamp(0.0, WIDTH as f32) as usize..right.clamp(0.0, WIDTH as f32) as usize;
        for y in top.clamp(0.0, HEIGHT as f32) as usize..bottom.clamp(0.0, HEIGHT as f32) as usize {
            for x in columns.clone() {
                if inside(x as f32, y as f32) {
                    self.pixels[y * WIDTH + x] = colour;
                }
            }
        }
    }

    pub fn rectangle(&mut self, left: f32, top: f32, width: f32, height: f32, colour: [f32; 3]) {
        self.fill(left, top, left + width, top + height, colour, |_, _| true);
    }

    pub fn ellipse(&mut self, x: f32, y: f32, wide: f32, tall: f32, colour: [f32; 3]) {
        let inside = |px: f32, py: f32| ((px - x) / wide).powi(2) + ((py - y) / tall).powi(2) <= 1.0;
        self.fill(x - wide, y - tall, x + wide + 1.0, y + tall + 1.0, colour, inside);
    }

    /// A thick line.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), thick: f32, colour: [f32; 3]) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).max(1.0);
        let inside = |x: f32, y: f32| {
            let along = (((x - from.0) * dx + (y - from.1) * dy) / length).clamp(0.0, 1.0);
            (x - from.0 - along * dx).powi(2) + (y - from.1 - along * dy).powi(2) <= thick * thick
        };
        let (left, right) = (from.0.min(to.0) - thick, from.0.max(to.0) + thick + 1.0);
        let (top, bottom) = (from.1.min(to.1) - thick, from.1.max(to.1) + thick + 1.0);
        self.fill(left, top, right, bottom, colour, inside);
    }

    /// The picture as bytes, three a pixel.
    pub fn bytes(&self) -> Vec<u8> {
        self.pixels.iter().flatten().map(|value| (value.clamp(0.0, 1.0) * 255.0) as u8).collect()
    }
}

/// Between two colours.
pub fn mix(one: [f32; 3], two: [f32; 3], share: f32) -> [f32; 3] {
    std::array::from_fn(|index| one[index] + (two[index] - one[index]) * share)
}
