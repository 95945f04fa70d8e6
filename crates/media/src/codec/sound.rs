//! Sound in few bytes: words as they are, loudness told from the row before.

use crate::codec::range::{Decoder, Encoder, Number};
use crate::sound::{BANDS, LOUDNESS_STEPS, Sound};

pub(crate) fn encode(sound: &Sound) -> Vec<u8> {
    let mut encoder = Encoder::default();
    for word in &sound.words {
        encoder.plain(word >> 16, 16);
        encoder.plain(word & 0xFFFF, 16);
    }
    let mut models: [Number; BANDS] = std::array::from_fn(|_| Number::default());
    let mut last = [0_u8; BANDS];
    for row in &sound.bands {
        for ((model, &now), before) in models.iter_mut().zip(row).zip(&mut last) {
            model.encode(&mut encoder, i32::from(now) - i32::from(*before));
            *before = now;
        }
    }
    encoder.finish()
}

/// Any bytes give the asked number of words and rows.
pub(crate) fn decode(bytes: &[u8], words: usize, rows: usize) -> Sound {
    let mut decoder = Decoder::new(bytes);
    let words = (0..words).map(|_| decoder.plain(16) << 16 | decoder.plain(16)).collect();
    let mut models: [Number; BANDS] = std::array::from_fn(|_| Number::default());
    let mut last = [0_u8; BANDS];
    let bands = (0..rows).map(|_| {
        for (model, value) in models.iter_mut().zip(&mut last) {
            let change = model.decode(&mut decoder);
            *value = (i32::from(*value).saturating_add(change)).clamp(0, i32::from(LOUDNESS_STEPS - 1)) as u8;
        }
        last
    });
    Sound { words, bands: bands.collect() }
}
