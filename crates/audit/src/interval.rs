//! The interval of a share: what a pass rate over so many accounts can claim.

use serde::{Deserialize, Serialize};

/// 95 % two-sided normal quantile.
const Z: f64 = 1.959_963_984_540_054;

/// A share with its 95 % Wilson interval (Wilson 1927), which stays inside 0…1 and is honest for small counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Passed.
    pub hits: u64,
    /// Judged.
    pub of: u64,
    /// `hits / of`.
    pub share: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Share {
    /// The share of `hits` among `of`; nothing where nothing was judged or more hit than there are.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of accounts are far below 2^52")]
    pub fn wilson(hits: u64, of: u64) -> Option<Self> {
        if of == 0 || hits > of {
            return None;
        }
        let (n, p) = (of as f64, hits as f64 / of as f64);
        let z2 = Z * Z;
        let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        // At the ends the formula is exact up to rounding; the bounds are pinned so that they read 0 and 1.
        let low = if hits == 0 { 0.0 } else { (centre - half).max(0.0) };
        let high = if hits == of { 1.0 } else { (centre + half).min(1.0) };
        Some(Self { hits, of, share: p, low, high })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn agrees_with_published_values() {
        // 428 of 471 (a published quarter, 90.87 %): Wilson 95 % interval 87.94 … 93.15 %.
        let share = Share::wilson(428, 471).unwrap();
        assert!((share.share - 0.9087).abs() < 5e-5);
        assert!((share.low - 0.8794).abs() < 2e-4, "{}", share.low);
        assert!((share.high - 0.9315).abs() < 2e-4, "{}", share.high);
    }

    #[test]
    fn nothing_judged_is_no_share() {
        assert_eq!(Share::wilson(0, 0), None);
        assert_eq!(Share::wilson(3, 2), None);
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_share_and_stays_in_range(of in 1u64..100_000, part in 0.0f64..=1.0) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a test count")]
            let hits = ((of as f64) * part) as u64;
            let share = Share::wilson(hits.min(of), of).unwrap();
            prop_assert!(0.0 <= share.low && share.low <= share.share && share.share <= share.high && share.high <= 1.0);
        }
    }
}
