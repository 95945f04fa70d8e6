//! A 256-bit hash of what a part of a picture looks like, after PDQ (Facebook 2019, "The TMK+PDQF Video-Hashing Algorithm and the
//! PDQ Image-Hashing Algorithm"): the signs of the 16 × 16 lowest frequencies.

use std::sync::LazyLock;

use crate::picture::{Area, Sums};

/// Frequencies taken in each direction.
const FREQUENCIES: usize = 16;
/// Cells a part is reduced to in each direction before.
const CELLS: usize = 32;

/// The hash. Bit `16 × vertical + horizontal` is the sign of that frequency; bit 0 is unused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u64; 4]);

impl Hash {
    /// Bits in which two hashes differ.
    #[must_use]
    pub fn distance(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(one, two)| (one ^ two).count_ones()).sum()
    }

    /// Bits of the 100 lowest frequencies in which two hashes differ: less sharp, but a part cut out a little beside still fits.
    #[must_use]
    pub fn coarse_distance(&self, other: &Self) -> u32 {
        const ROWS: [u64; 4] = [0x03FF_03FF_03FF_03FF, 0x03FF_03FF_03FF_03FF, 0x0000_0000_03FF_03FF, 0];
        self.0.iter().zip(&other.0).zip(ROWS).map(|((one, two), mask)| ((one ^ two) & mask).count_ones()).sum()
    }

    /// The hash of the picture seen in a mirror: a flip turns the sign of every odd horizontal frequency.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self(self.0.map(|word| word ^ 0xAAAA_AAAA_AAAA_AAAA))
    }

    /// The reverse of [`Self::to_bytes`].
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        let mut words = [0; 4];
        for (word, piece) in words.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*piece);
        }
        Self(words)
    }

    /// The 32 bytes of the hash.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (into, word) in bytes.chunks_exact_mut(8).zip(self.0) {
            into.copy_from_slice(&word.to_le_bytes());
        }
        bytes
    }
}

/// What one row of the transform multiplies with.
static COSINES: LazyLock<[[f32; CELLS]; FREQUENCIES]> = LazyLock::new(|| {
    std::array::from_fn(|frequency| {
        std::array::from_fn(|cell| {
            let angle = std::f64::consts::PI * frequency as f64 * (cell as f64 + 0.5) / CELLS as f64;
            #[expect(clippy::cast_possible_truncation, reason = "cosines need no more than f32")]
            let cosine = angle.cos() as f32;
            cosine
        })
    })
});

/// Room for the steps of hashing, used again and again.
#[derive(Debug, Default)]
pub struct Hasher {
    cells: Vec<f32>,
}

impl Hasher {
    /// The hash of a part of a picture, and its contrast (standard deviation of brightness): below about 6 it says nothing.
    pub fn hash(&mut self, sums: &Sums, area: &Area) -> (Hash, f32) {
        sums.grid(area, CELLS, CELLS, &mut self.cells);
        let count = self.cells.len() as f32;
        let mean = self.cells.iter().sum::<f32>() / count;
        let contrast = (self.cells.iter().map(|cell| (cell - mean).powi(2)).sum::<f32>() / count).sqrt();
        let cosines = &*COSINES;
        // Columns first: 16 vertical frequencies of every column, then 16 horizontal ones of each.
        let mut half = [[0.0_f32; CELLS]; FREQUENCIES];
        for (row, cells) in self.cells.chunks_exact(CELLS).enumerate() {
            for (frequency, into) in half.iter_mut().enumerate() {
                let factor = cosines[frequency][row];
                for (sum, cell) in into.iter_mut().zip(cells) {
                    *sum += factor * cell;
                }
            }
        }
        let mut words = [0_u64; 4];
        for (vertical, line) in half.iter().enumerate() {
            for (horizontal, cosine) in cosines.iter().enumerate() {
                let mut sums = [0.0_f32; 8];
                for (values, factors) in line.as_chunks::<8>().0.iter().zip(cosine.as_chunks::<8>().0) {
                    for lane in 0..8 {
                        sums[lane] += values[lane] * factors[lane];
                    }
                }
                let coefficient: f32 = sums.iter().sum();
                let bit = vertical * FREQUENCIES + horizontal;
                if bit > 0 && coefficient > 0.0 {
                    words[bit / 64] |= 1 << (bit % 64);
                }
            }
        }
        (Hash(words), contrast)
    }
}
