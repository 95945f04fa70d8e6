//! The 8 × 8 cosine transform in whole numbers, so that every machine decodes the same picture.

/// Cosines times 2^13: `TABLE[frequency][sample]`, orthonormal.
const TABLE: [[i32; 8]; 8] = [
    [2896, 2896, 2896, 2896, 2896, 2896, 2896, 2896],
    [4017, 3406, 2276, 799, -799, -2276, -3406, -4017],
    [3784, 1567, -1567, -3784, -3784, -1567, 1567, 3784],
    [3406, -799, -4017, -2276, 2276, 4017, 799, -3406],
    [2896, -2896, -2896, 2896, 2896, -2896, -2896, 2896],
    [2276, -4017, 799, 3406, -3406, -799, 4017, -2276],
    [1567, -3784, 3784, -1567, -1567, 3784, -3784, 1567],
    [799, -2276, 3406, -4017, 4017, -3406, 2276, -799],
];

/// The order in which coefficients are written: low frequencies first.
pub(crate) const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// Coefficients of a block, times 8.
pub(crate) fn forward(block: &[i32; 64]) -> [i32; 64] {
    let mut half = [0_i32; 64];
    for row in 0..8 {
        for frequency in 0..8 {
            let sum: i32 = (0..8).map(|column| block[row * 8 + column] * TABLE[frequency][column]).sum();
            half[row * 8 + frequency] = (sum + (1 << 9)) >> 10;
        }
    }
    let mut out = [0_i32; 64];
    for column in 0..8 {
        for frequency in 0..8 {
            let sum: i32 = (0..8).map(|row| half[row * 8 + column] * TABLE[frequency][row]).sum();
            out[frequency * 8 + column] = (sum + (1 << 12)) >> 13;
        }
    }
    out
}

/// The block of coefficients times 8; coefficients beyond ±2^15 are cut.
pub(crate) fn backward(coefficients: &[i32; 64]) -> [i32; 64] {
    let mut half = [0_i32; 64];
    for column in 0..8 {
        for row in 0..8 {
            let sum: i32 = (0..8)
                .map(|frequency| coefficients[frequency * 8 + column].clamp(-32768, 32767) * TABLE[frequency][row])
                .sum();
            half[row * 8 + column] = (sum + (1 << 12)) >> 13;
        }
    }
    let mut out = [0_i32; 64];
    for row in 0..8 {
        for column in 0..8 {
            let sum: i32 =
                (0..8).map(|frequency| half[row * 8 + frequency].clamp(-65536, 65535) * TABLE[frequency][column]).sum();
            out[row * 8 + column] = (sum + (1 << 15)) >> 16;
        }
    }
    out
}
