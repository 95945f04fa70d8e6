//! Small grey pictures and the parts of them that are looked at.

/// A grey picture, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    data: Vec<u8>,
}

impl Picture {
    /// A picture of `width` × `height` brightness values; missing values are black, spare ones dropped.
    #[must_use]
    pub fn new(width: usize, height: usize, mut data: Vec<u8>) -> Self {
        data.resize(width * height, 0);
        Self { width, height, data }
    }

    /// Pixels in a row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// Brightness values, row by row.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Mean and standard deviation of the brightness.
    #[must_use]
    pub fn contrast(&self) -> (f32, f32) {
        let count = self.data.len().max(1) as f32;
        let mean = self.data.iter().map(|&value| f32::from(value)).sum::<f32>() / count;
        let spread = self.data.iter().map(|&value| (f32::from(value) - mean).powi(2)).sum::<f32>() / count;
        (mean, spread.sqrt())
    }
}

/// A part of a picture, in shares of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Area {
    /// Left edge, 0 to 1.
    pub left: f32,
    /// Upper edge, 0 to 1.
    pub top: f32,
    /// Width, 0 to 1.
    pub width: f32,
    /// Height, 0 to 1.
    pub height: f32,
}

impl Area {
    /// The whole picture.
    pub const WHOLE: Self = Self { left: 0.0, top: 0.0, width: 1.0, height: 1.0 };

    /// A part by its edge, width and height.
    #[must_use]
    pub const fn new(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self { left, top, width, height }
    }

    /// Share of the picture it covers.
    #[must_use]
    pub fn share(&self) -> f32 {
        self.width * self.height
    }

    /// A part of this part.
    #[must_use]
    pub fn inside(&self, inner: &Self) -> Self {
        Self {
            left: self.left + inner.left * self.width,
            top: self.top + inner.top * self.height,
            width: inner.width * self.width,
            height: inner.height * self.height,
        }
    }

    /// Right edge.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.left + self.width
    }

    /// Lower edge.
    #[must_use]
    pub fn bottom(&self) -> f32 {
        self.top + self.height
    }

    /// Whether both edges of both parts lie within `slack` of each other.
    #[must_use]
    pub fn is_near(&self, other: &Self, slack: f32) -> bool {
        let edges = |area: &Self| [area.left, area.top, area.right(), area.bottom()];
        edges(self).iter().zip(edges(other)).all(|(one, two)| (one - two).abs() <= slack)
    }
}

/// Sums of a picture from its corner on, so that the mean of any part costs the same.
#[derive(Debug, Clone)]
pub struct Sums {
    width: usize,
    height: usize,
    from_corner: Vec<f32>,
}

impl Sums {
    /// Of a picture.
    #[must_use]
    pub fn of(picture: &Picture) -> Self {
        let (width, height) = (picture.width, picture.height);
        let stride = width + 1;
        let mut sums = vec![0.0_f32; stride * (height + 1)];
        for (y, row) in picture.data.chunks_exact(width.max(1)).enumerate() {
            let mut run = 0.0_f32;
            for (x, &value) in row.iter().enumerate() {
                // At most 225 × 225 × 255 < 2^24: exact in f32.
                run += f32::from(value);
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + run;
            }
        }
        Self { width, height, from_corner: sums }
    }

    /// Means of the cells of a `columns` × `rows` grid laid over `area`, row by row, into `out`.
    pub fn grid(&self, area: &Area, columns: usize, rows: usize, out: &mut Vec<f32>) {
        out.clear();
        let across = Edges::new(area.left, area.width, columns, self.width);
        let down = Edges::new(area.top, area.height, rows, self.height);
        let stride = self.width + 1;
        let mut above = vec![0.0_f32; columns + 1];
        let mut below = vec![0.0_f32; columns + 1];
        let line = |edge: &Edge, into: &mut [f32]| {
            let (upper, lower) =
                (&self.from_corner[edge.index * stride..], &self.from_corner[(edge.index + edge.step) * stride..]);
            for (value, column) in into.iter_mut().zip(&across.0) {
                let (near, far) = (column.index, column.index + column.step);
                let one = upper[near] + (upper[far] - upper[near]) * column.rest;
                let two = lower[near] + (lower[far] - lower[near]) * column.rest;
                *value = one + (two - one) * edge.rest;
            }
        };
        line(&down.0[0], &mut above);
        for row in 0..rows {
            line(&down.0[row + 1], &mut below);
            let tall = down.0[row + 1].position - down.0[row].position;
            for column in 0..columns {
                let wide = across.0[column + 1].position - across.0[column].position;
                let sum = below[column + 1] - below[column] - above[column + 1] + above[column];
                out.push(sum / (wide * tall).max(1e-3));
            }
            std::mem::swap(&mut above, &mut below);
        }
    }
}

/// One edge between cells, between two columns (or rows) of sums.
struct Edge {
    position: f32,
    index: usize,
    step: usize,
    rest: f32,
}

struct Edges(Vec<Edge>);

impl Edges {
    fn new(start: f32, length: f32, cells: usize, pixels: usize) -> Self {
        let edges = (0..=cells).map(|cell| {
            let share = start + length * cell as f32 / cells.max(1) as f32;
            let position = (share * pixels as f32).clamp(0.0, pixels as f32);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=pixels")]
            let index = (position as usize).min(pixels);
            Edge { position, index, step: usize::from(index < pixels), rest: position - index as f32 }
        });
        Self(edges.collect())
    }
}
