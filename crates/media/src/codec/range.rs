//! An adaptive binary range coder (G. N. N. Martin 1979; the carry handling is that of LZMA). The decoder takes any bytes.

/// How likely a bit is 0, learned as it goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bit(u16);

const SCALE_BITS: u32 = 12;
const RATE: u32 = 4;

impl Default for Bit {
    fn default() -> Self {
        Self(1 << (SCALE_BITS - 1))
    }
}

impl Bit {
    fn learn(&mut self, bit: bool) {
        if bit {
            self.0 -= self.0 >> RATE;
        } else {
            self.0 += ((1 << SCALE_BITS) - self.0) >> RATE;
        }
    }
}

/// Writes bits. A clone is a place to come back to.
#[derive(Debug, Clone)]
pub(crate) struct Encoder {
    low: u64,
    range: u32,
    cache: u8,
    pending: u64,
    out: Vec<u8>,
    taken: usize,
}

impl Default for Encoder {
    fn default() -> Self {
        Self { low: 0, range: u32::MAX, cache: 0, pending: 1, out: Vec::new(), taken: 0 }
    }
}

impl Encoder {
    /// Bytes written so far, with those not yet certain.
    pub(crate) fn length(&self) -> usize {
        self.taken + self.out.len() + usize::try_from(self.pending).unwrap_or(usize::MAX)
    }

    /// Hands over the bytes that are certain, so that clones stay small.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.taken += self.out.len();
        std::mem::take(&mut self.out)
    }

    pub(crate) fn bit(&mut self, model: &mut Bit, bit: bool) {
        let bound = (self.range >> SCALE_BITS) * u32::from(model.0);
        if bit {
            self.low += u64::from(bound);
            self.range -= bound;
        } else {
            self.range = bound;
        }
        model.learn(bit);
        self.normalise();
    }

    /// Bits that are as likely 0 as 1, highest first.
    pub(crate) fn plain(&mut self, value: u32, bits: u32) {
        for place in (0..bits).rev() {
            self.range >>= 1;
            if value >> place & 1 == 1 {
                self.low += u64::from(self.range);
            }
            self.normalise();
        }
    }

    fn normalise(&mut self) {
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        let carry = (self.low >> 32) as u8;
        if self.low < 0xFF00_0000 || carry == 1 {
            let mut byte = self.cache;
            while self.pending > 0 {
                self.out.push(byte.wrapping_add(carry));
                byte = 0xFF;
                self.pending -= 1;
            }
            self.cache = (self.low >> 24) as u8;
        }
        self.pending += 1;
        self.low = (self.low & 0x00FF_FFFF) << 8;
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        self.out
    }
}

/// Reads bits; zeros beyond the end.
#[derive(Debug)]
pub(crate) struct Decoder<'a> {
    code: u32,
    range: u32,
    input: &'a [u8],
    /// Bytes asked for beyond the end.
    pub(crate) overrun: usize,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(input: &'a [u8]) -> Self {
        let mut decoder = Self { code: 0, range: u32::MAX, input, overrun: 0 };
        for _ in 0..5 {
            decoder.next();
        }
        decoder
    }

    fn next(&mut self) {
        let byte = if let Some((&byte, rest)) = self.input.split_first() {
            self.input = rest;
            byte
        } else {
            self.overrun += 1;
            0
        };
        self.code = self.code << 8 | u32::from(byte);
    }

    pub(crate) fn bit(&mut self, model: &mut Bit) -> bool {
        let bound = (self.range >> SCALE_BITS) * u32::from(model.0);
        let bit = self.code >= bound;
        if bit {
            self.code -= bound;
            self.range -= bound;
        } else {
            self.range = bound;
        }
        model.learn(bit);
        self.normalise();
        bit
    }

    pub(crate) fn plain(&mut self, bits: u32) -> u32 {
        let mut value = 0;
        for _ in 0..bits {
            self.range >>= 1;
            let bit = self.code >= self.range;
            if bit {
                self.code -= self.range;
            }
            value = value << 1 | u32::from(bit);
            self.normalise();
        }
        value
    }

    fn normalise(&mut self) {
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.next();
        }
    }
}

/// Models for a signed number: zero, sign, then its size in unary up to a bound and in plain bits beyond.
#[derive(Debug, Clone, Default)]
pub(crate) struct Number {
    zero: Bit,
    sign: Bit,
    size: [Bit; 14],
}

impl Number {
    pub(crate) fn encode(&mut self, encoder: &mut Encoder, value: i32) {
        encoder.bit(&mut self.zero, value != 0);
        if value == 0 {
            return;
        }
        encoder.bit(&mut self.sign, value < 0);
        let size = value.unsigned_abs() - 1;
        for (step, model) in self.size.iter_mut().enumerate() {
            let more = size as usize > step;
            encoder.bit(model, more);
            if !more {
                return;
            }
        }
        encoder.plain((size - self.size.len() as u32).min(0xFFFF), 16);
    }

    pub(crate) fn decode(&mut self, decoder: &mut Decoder<'_>) -> i32 {
        if !decoder.bit(&mut self.zero) {
            return 0;
        }
        let negative = decoder.bit(&mut self.sign);
        let mut size = 0;
        for model in &mut self.size {
            if !decoder.bit(model) {
                return if negative { -1 - size } else { 1 + size };
            }
            size += 1;
        }
        size += decoder.plain(16) as i32;
        if negative { -1 - size } else { 1 + size }
    }
}
