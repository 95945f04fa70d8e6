//! Numbers that look thrown and are the same on every machine: `SplitMix64`, integers only.

/// A stream of numbers from a seed.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of one thing (an account, a unit) under a seed.
    #[must_use]
    pub fn of(seed: u64, thing: u64) -> Self {
        let mut random = Self(seed ^ thing.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        random.next();
        random
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`; 0 when the limit is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(limit);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// True so many times in a thousand.
    pub fn permille(&mut self, times: u64) -> bool {
        self.below(1_000) < times
    }

    /// One of the given things.
    pub fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let n = self.below(u64::try_from(things.len()).unwrap_or(0));
        things.get(usize::try_from(n).unwrap_or(0))
    }

    /// A weight of a log-normal kind in 16.16 fixed point: many small ones, a few that are a hundred times larger.
    /// Sum of twelve uniform numbers for the bell, a piecewise linear power of two for the exponential.
    pub fn lognormal(&mut self) -> u64 {
        let sum: u64 = (0..12).map(|_| self.below(1 << 16)).sum();
        // z in 16.16, mean 0, deviation 1; times 1.7 for the spread, plus 8 so that the power stays positive.
        let z = i64::try_from(sum).unwrap_or(0) - (6 << 16);
        let power = u64::try_from((z * 17 / 10 + (16 << 16)).max(0)).unwrap_or(0);
        ((1 << 16) + (power & 0xffff)) << (power >> 16).min(40)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // First outputs of SplitMix64 from state 0, as in the reference implementation.
        let mut random = Random(0);
        assert_eq!(random.next(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(random.next(), 0x6e78_9e6a_a1b9_65f4);
    }

    #[test]
    fn weights_are_skewed() {
        let mut random = Random::of(1, 1);
        let mut weights: Vec<u64> = (0..10_000).map(|_| random.lognormal()).collect();
        weights.sort_unstable();
        let (median, top) = (weights[5_000], weights[9_900]);
        assert!(top > median * 8 && top < median * 64, "{median} {top}");
    }
}
