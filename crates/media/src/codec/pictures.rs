//! A sequence of small pictures in few bytes: blocks of 8 × 8, each new or told from the picture before, under a budget.

use crate::codec::range::{Bit, Decoder, Encoder, Number};
use crate::codec::transform::{ZIGZAG, backward, forward};
use crate::picture::Picture;

/// Coarsest quantiser.
const COARSEST: u8 = 63;
/// Bytes a sequence may take beyond its rate, for its first picture.
const HEAD_START: u32 = 500;

/// Everything learned so far; encoder and decoder keep the same.
#[derive(Debug, Clone)]
struct Models {
    kept: [Bit; 3],
    told: [Bit; 3],
    /// How many coefficients a block has, bit by bit: `count[new or told][node]`.
    count: [[Bit; 128]; 2],
    values: [[Number; 12]; 2],
    mean: Number,
}

impl Models {
    fn new() -> Self {
        Self {
            kept: Default::default(),
            told: Default::default(),
            count: [[Bit::default(); 128]; 2],
            values: Default::default(),
            mean: Number::default(),
        }
    }
}

/// The last picture, padded to whole blocks, and what tells how to go on.
#[derive(Debug, Clone)]
struct State {
    models: Models,
    width: usize,
    height: usize,
    across: usize,
    down: usize,
    last: Vec<i32>,
}

impl State {
    fn new(width: usize, height: usize) -> Self {
        let (across, down) = (width.div_ceil(8), height.div_ceil(8));
        Self { models: Models::new(), width, height, across, down, last: vec![128; across * down * 64] }
    }

    /// Brightness of a block, the edge repeated where it reaches over it.
    fn block(&self, picture: &Picture, index: usize) -> [i32; 64] {
        let (left, top) = (index % self.across * 8, index / self.across * 8);
        std::array::from_fn(|place| {
            let (x, y) = ((left + place % 8).min(self.width - 1), (top + place / 8).min(self.height - 1));
            i32::from(picture.data()[y * self.width + x])
        })
    }

    fn before(&self, index: usize) -> [i32; 64] {
        std::array::from_fn(|place| self.last[index * 64 + place])
    }

    /// How many of the blocks left and above are so; the context of a flag.
    fn near(&self, flags: &[bool], index: usize) -> usize {
        let left = !index.is_multiple_of(self.across) && flags[index - 1];
        let above = index >= self.across && flags[index - self.across];
        usize::from(left) + usize::from(above)
    }

    /// The padded blocks as a picture.
    fn picture(&self) -> Picture {
        let mut data = Vec::with_capacity(self.width * self.height);
        for y in 0..self.height {
            for x in 0..self.width {
                let block = y / 8 * self.across + x / 8;
                data.push(self.last[block * 64 + y % 8 * 8 + x % 8].clamp(0, 255) as u8);
            }
        }
        Picture::new(self.width, self.height, data)
    }
}

/// Step between two values of a coefficient (times 8) at this place of the block.
fn step(quantiser: u8, place: usize) -> i32 {
    let frequency = (place % 8 + place / 8) as i32;
    (i32::from(quantiser) + 2) * (8 + frequency)
}

fn context(order: usize) -> usize {
    match order {
        0..=5 => order,
        6..=9 => 6,
        10..=14 => 7,
        15..=20 => 8,
        21..=27 => 9,
        28..=41 => 10,
        _ => 11,
    }
}

/// Writes pictures at no more than a rate of bytes.
#[derive(Debug)]
pub(crate) struct PictureEncoder {
    state: State,
    encoder: Encoder,
    quantiser: u8,
    bytes_per_second: u32,
    written: Vec<u8>,
}

impl PictureEncoder {
    pub(crate) fn new(width: usize, height: usize, bytes_per_second: u32) -> Self {
        Self {
            state: State::new(width, height),
            encoder: Encoder::default(),
            quantiser: 8,
            bytes_per_second,
            written: Vec::new(),
        }
    }

    /// Adds a picture that stands for the time up to `until` milliseconds.
    pub(crate) fn push(&mut self, picture: &Picture, until: u32) {
        let budget = u64::from(HEAD_START) + u64::from(until) * u64::from(self.bytes_per_second) / 1000;
        let before = self.encoder.length() as u64;
        let left = budget.saturating_sub(before);
        // Half of what was saved may be spent at once.
        let fair = u64::from(self.bytes_per_second) / 4;
        let allowed = if before == 0 { left } else { fair.min(left).max(left / 2) };
        let mut quantiser = self.quantiser.saturating_sub(1).max(4);
        loop {
            let (mut state, mut encoder) = (self.state.clone(), self.encoder.clone());
            encode(&mut state, &mut encoder, picture, quantiser);
            let spent = encoder.length() as u64 - before;
            if spent <= allowed || quantiser >= COARSEST {
                if spent > left {
                    // Not even the coarsest fits: the picture before stands on.
                    let standing = self.state.picture();
                    encode(&mut self.state, &mut self.encoder, &standing, COARSEST);
                } else {
                    (self.state, self.encoder) = (state, encoder);
                }
                self.quantiser = quantiser;
                self.written.append(&mut self.encoder.take());
                return;
            }
            let grow = (spent * 8 / allowed.max(1)).clamp(9, 16) as u32;
            quantiser = ((u32::from(quantiser) + 2) * grow / 8).min(u32::from(COARSEST)) as u8;
        }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.written.append(&mut self.encoder.finish());
        self.written
    }
}

fn encode(state: &mut State, encoder: &mut Encoder, picture: &Picture, quantiser: u8) {
    encoder.plain(u32::from(quantiser), 6);
    let count = state.across * state.down;
    let (mut kept, mut told) = (vec![false; count], vec![false; count]);
    let mut mean_before = 128_i32;
    for index in 0..count {
        let (block, before) = (state.block(picture, index), state.before(index));
        let change: i32 = block.iter().zip(&before).map(|(one, two)| (one - two).abs()).sum();
        let near = state.near(&kept, index);
        kept[index] = change < 64 * (i32::from(quantiser) + 4) / 8;
        encoder.bit(&mut state.models.kept[near], kept[index]);
        if kept[index] {
            continue;
        }
        let mean = block.iter().sum::<i32>() / 64;
        let spread: i32 = block.iter().map(|value| (value - mean).abs()).sum();
        told[index] = change < spread;
        let near = state.near(&told, index);
        encoder.bit(&mut state.models.told[near], told[index]);
        let base = if told[index] {
            before
        } else {
            let step = (mean - mean_before) / 4;
            state.models.mean.encode(encoder, step);
            mean_before = (mean_before + step * 4).clamp(0, 255);
            [mean_before; 64]
        };
        let rest = std::array::from_fn(|place| block[place] - base[place]);
        let coefficients = forward(&rest);
        let levels: [i32; 64] = std::array::from_fn(|order| {
            let (value, step) = (coefficients[ZIGZAG[order]], step(quantiser, ZIGZAG[order]));
            (value.abs() * 8 + step * 3) / (step * 8) * value.signum()
        });
        let kind = usize::from(told[index]);
        let length = levels.iter().rposition(|&level| level != 0).map_or(0, |last| last + 1);
        let mut node = 1;
        for place in (0..7).rev() {
            let bit = length >> place & 1 == 1;
            encoder.bit(&mut state.models.count[kind][node], bit);
            node = node * 2 + usize::from(bit);
        }
        for (order, &level) in levels[..length].iter().enumerate() {
            state.models.values[kind][context(order)].encode(encoder, level);
        }
        rebuild(state, index, &base, &levels, quantiser);
    }
}

fn rebuild(state: &mut State, index: usize, base: &[i32; 64], levels: &[i32; 64], quantiser: u8) {
    let mut coefficients = [0; 64];
    for (order, &level) in levels.iter().enumerate() {
        coefficients[ZIGZAG[order]] = level.saturating_mul(step(quantiser, ZIGZAG[order]));
    }
    for (place, rest) in backward(&coefficients).into_iter().enumerate() {
        state.last[index * 64 + place] = (base[place] + rest).clamp(0, 255);
    }
}

/// Reads pictures back; any bytes give some pictures.
pub(crate) struct PictureDecoder<'a> {
    state: State,
    decoder: Decoder<'a>,
}

impl<'a> PictureDecoder<'a> {
    pub(crate) fn new(width: usize, height: usize, input: &'a [u8]) -> Self {
        Self { state: State::new(width, height), decoder: Decoder::new(input) }
    }

    pub(crate) fn next(&mut self) -> Picture {
        let Self { state, decoder } = self;
        let quantiser = decoder.plain(6) as u8;
        let count = state.across * state.down;
        let (mut kept, mut told) = (vec![false; count], vec![false; count]);
        let mut mean_before = 128_i32;
        for index in 0..count {
            let near = state.near(&kept, index);
            kept[index] = decoder.bit(&mut state.models.kept[near]);
            if kept[index] {
                continue;
            }
            let near = state.near(&told, index);
            told[index] = decoder.bit(&mut state.models.told[near]);
            let base = if told[index] {
                state.before(index)
            } else {
                let step = state.models.mean.decode(decoder);
                mean_before = mean_before.saturating_add(step.saturating_mul(4)).clamp(0, 255);
                [mean_before; 64]
            };
            let kind = usize::from(told[index]);
            let mut node = 1;
            for _ in 0..7 {
                node = node * 2 + usize::from(decoder.bit(&mut state.models.count[kind][node]));
            }
            let length = (node - 128).min(64);
            let mut levels = [0; 64];
            for (order, level) in levels[..length].iter_mut().enumerate() {
                *level = state.models.values[kind][context(order)].decode(decoder);
            }
            rebuild(state, index, &base, &levels, quantiser);
        }
        state.picture()
    }

    /// Whether more was read than was there.
    pub(crate) fn overran(&self) -> bool {
        // The coder looks a few bytes ahead.
        self.decoder.overrun > 8
    }
}
