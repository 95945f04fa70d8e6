//! Near copies of short texts: which texts may be copies (bands of a `MinHash` sketch), and how alike two are (exact Jaccard of
//! their character bigrams).
//!
//! Sketches of whole words or 64-bit fingerprints fail on texts of twenty characters; bigrams of what hard normalising leaves
//! survive punctuation, emoji, another script, a swapped place name and a changed tenth. Texts of fewer than
//! [`LEAST_CHARS`] characters have no sketch: they are copies only where they are equal (`copies::text_key`).

use crate::normalise::Normalised;

/// Fewest characters left after normalising for a text to have a sketch.
pub const LEAST_CHARS: usize = 8;
/// From this similarity on two texts are near copies.
pub const SIMILAR: f64 = 0.40;
/// Bands of a sketch: two texts that share one are candidates.
pub const BANDS: usize = 24;
/// Minima in a band. More rows make candidates rarer and surer: at similarity 0.4 one band in 16 agrees, so 24 bands find 79 in
/// 100; at 0.6, where copies with a changed tenth lie, 99.7.
const ROWS: usize = 3;

/// Multipliers of the permutations, drawn once from SHA-256 of their number so that every machine has the same.
static PERMUTATIONS: std::sync::LazyLock<[(u32, u32); BANDS * ROWS]> = std::sync::LazyLock::new(|| {
    std::array::from_fn(|place| {
        let seed = mix(0x6d69_6e67_6a69_616e ^ place as u64);
        // Odd, so that multiplying is a permutation of the 32-bit numbers.
        let (low, high) = halves(seed);
        (low | 1, high)
    })
});

/// The bands of a text's sketch, each told from the others by its number; nothing for a text too short for one.
#[must_use]
pub fn bands(text: &Normalised) -> Option<[i64; BANDS]> {
    Some(sketch(&bigrams(text)?))
}

/// The bands of a set of bigrams.
#[must_use]
pub fn sketch(bigrams: &[u64]) -> [i64; BANDS] {
    let mut minima = [u32::MAX; BANDS * ROWS];
    for bigram in bigrams {
        // The halves of one number are a permutation's argument each: 32-bit steps, eight at a time on most machines.
        let hashed = mix(*bigram);
        let (low, high) = halves(hashed);
        for (least, (multiplier, addend)) in minima.iter_mut().zip(PERMUTATIONS.iter()) {
            let value = low.wrapping_mul(*multiplier).wrapping_add(high ^ *addend);
            let value = (value ^ (value >> 15)).wrapping_mul(0x2c1b_3c6d);
            *least = (*least).min(value);
        }
    }
    let mut bands = [0_i64; BANDS];
    for ((place, band), rows) in bands.iter_mut().enumerate().zip(minima.chunks_exact(ROWS)) {
        let joined = rows.iter().fold(place as u64, |joined, row| mix(joined ^ u64::from(*row)));
        *band = joined.cast_signed();
    }
    bands
}

/// How alike two texts are, from 0 to 1: the share of character bigrams they have in common, each counted once. Texts too short
/// for bigrams are alike only where they are equal.
#[must_use]
pub fn similarity(a: &Normalised, b: &Normalised) -> f64 {
    if letters(a).eq(letters(b)) {
        return if letters(a).next().is_none() { 0.0 } else { 1.0 };
    }
    match (bigram_set(a), bigram_set(b)) {
        (Some(a), Some(b)) => share(&a, &b),
        _ => 0.0,
    }
}

/// The bigrams of a text, each once and in order; nothing for a text too short for a sketch.
#[must_use]
pub fn bigram_set(text: &Normalised) -> Option<Vec<u64>> {
    let mut set = bigrams(text)?;
    set.sort_unstable();
    set.dedup();
    Some(set)
}

/// The share of bigrams that two sets have in common.
#[must_use]
pub fn share(a: &[u64], b: &[u64]) -> f64 {
    let (mut left, mut right, mut common) = (0, 0, 0_usize);
    while let (Some(one), Some(other)) = (a.get(left), b.get(right)) {
        let order = one.cmp(other);
        common += usize::from(order.is_eq());
        left += usize::from(order.is_le());
        right += usize::from(order.is_ge());
    }
    let all = a.len() + b.len() - common;
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 bigrams")]
    let share = if all > 0 { common as f64 / all as f64 } else { 0.0 };
    share
}

/// What of a text is compared: not its punctuation, blanks and emoji.
fn letters(text: &Normalised) -> impl Iterator<Item = char> + '_ {
    text.text.chars().filter(|c| c.is_alphanumeric())
}

/// The pairs of neighbouring characters, as numbers; nothing for a text too short for a sketch.
fn bigrams(text: &Normalised) -> Option<Vec<u64>> {
    let mut chars = letters(text);
    let mut before = chars.next()?;
    let mut bigrams = Vec::with_capacity(text.text.len() / 3);
    for next in chars {
        bigrams.push((u64::from(u32::from(before)) << 32) | u64::from(u32::from(next)));
        before = next;
    }
    (bigrams.len() + 1 >= LEAST_CHARS).then_some(bigrams)
}

#[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
fn halves(number: u64) -> (u32, u32) {
    (number as u32, (number >> 32) as u32)
}

/// Spreads the bits of a number (the finaliser of `SplitMix64`).
fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::hard;

    const TEXT: &str = "暴雨来袭，请大家减少出行，注意防范山洪和地质灾害，遇到险情及时撤离到安全的地方";

    fn candidates(a: &str, b: &str) -> bool {
        match (bands(&hard(a)), bands(&hard(b))) {
            (Some(a), Some(b)) => a.iter().any(|band| b.contains(band)),
            _ => false,
        }
    }

    #[test]
    fn edits_of_a_text_are_near_copies() {
        for edited in [
            "【提醒】暴雨来袭！！请大家减少出行🙏注意防范山洪和地质灾害，遇到险情及时撤离到安全的地方",
            "暴雨來襲，請大家減少出行，注意防範山洪和地質災害，遇到險情及時撤離到安全的地方",
            "暴雨来袭，请大家减少外出，注意防范山洪和地质灾害，遇到险情立即撤离到安全的地方#防汛#",
        ] {
            assert!(candidates(TEXT, edited), "{edited}");
            assert!(similarity(&hard(TEXT), &hard(edited)) >= SIMILAR, "{edited}");
        }
    }

    #[test]
    fn other_texts_and_short_ones_are_not() {
        let other = "今天上午，县医院的医生走进村里，为老人量血压、测血糖，讲解慢性病的防治知识";
        assert!(!candidates(TEXT, other));
        assert!(similarity(&hard(TEXT), &hard(other)) < 0.1);
        assert_eq!(bands(&hard("早安，打卡")), None);
        assert!(similarity(&hard("早安"), &hard("早安！")) > 0.99);
        assert!(similarity(&hard("早安"), &hard("晚安")) < 0.01);
        assert!(similarity(&hard(""), &hard("")) < 0.01);
    }
}
