//! What a sound track sounds like: chromaprint's words (L. Lalinský, acoustid.org) and the loudness of sixteen bands, both about
//! eight times a second.

use rustfft::num_complex::Complex;
use rustfft::{Fft, FftPlanner};
use rusty_chromaprint::{Configuration, Fingerprinter};
use std::sync::Arc;

use crate::read::SAMPLE_RATE;

/// Samples looked at together.
const FRAME: usize = 4096;
/// Samples from one look to the next: chromaprint's.
pub const HOP: usize = FRAME / 3;
/// Bands of loudness.
pub const BANDS: usize = 16;
/// Lowest and highest frequency of the bands, in hertz.
const RANGE: (f64, f64) = (80.0, 5000.0);
/// Steps of loudness a band can have; one is 3 dB.
pub const LOUDNESS_STEPS: u8 = 32;

/// Rows per second.
#[must_use]
pub fn rows_per_second() -> f32 {
    SAMPLE_RATE as f32 / HOP as f32
}

/// The fingerprint of a sound track.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sound {
    /// Chromaprint's words.
    pub words: Vec<u32>,
    /// Loudness of the bands, lowest first, in steps of 3 dB; 0 is silence.
    pub bands: Vec<[u8; BANDS]>,
}

impl Sound {
    /// Share of different words among all: low where nothing but silence or a hum is heard.
    #[must_use]
    pub fn variety(&self) -> f32 {
        let mut words = self.words.clone();
        words.sort_unstable();
        words.dedup();
        words.len() as f32 / self.words.len().max(1) as f32
    }

    /// Whether a row is silent.
    #[must_use]
    pub fn is_silent(&self, row: usize) -> bool {
        self.bands.get(row).is_none_or(|bands| bands.iter().all(|&step| step <= SILENCE_STEP))
    }

    /// Share of rows in which something is heard.
    #[must_use]
    pub fn audible(&self) -> f32 {
        let heard = (0..self.bands.len()).filter(|&row| !self.is_silent(row)).count();
        heard as f32 / self.bands.len().max(1) as f32
    }
}

/// The loudness up to which a band counts as silent.
const SILENCE_STEP: u8 = 6;

/// Takes samples piece by piece and makes the fingerprint.
pub struct SoundListener {
    words: Fingerprinter,
    bands: Bands,
}

impl std::fmt::Debug for SoundListener {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("SoundListener").finish_non_exhaustive()
    }
}

impl Default for SoundListener {
    fn default() -> Self {
        let mut words = Fingerprinter::new(&Configuration::preset_test2());
        // One channel at the rate it works at cannot be refused.
        let _ = words.start(SAMPLE_RATE, 1);
        Self { words, bands: Bands::new() }
    }
}

impl SoundListener {
    /// The next samples.
    pub fn listen(&mut self, samples: &[i16]) {
        self.words.consume(samples);
        self.bands.consume(samples);
    }

    /// The fingerprint of all samples.
    #[must_use]
    pub fn finish(mut self) -> Sound {
        self.words.finish();
        Sound { words: self.words.fingerprint().to_vec(), bands: self.bands.rows }
    }
}

/// Loudness of bands over time.
struct Bands {
    transform: Arc<dyn Fft<f32>>,
    window: Vec<f32>,
    /// First frequency bin of each band, and the end of the last.
    edges: [usize; BANDS + 1],
    pending: Vec<i16>,
    buffer: Vec<Complex<f32>>,
    rows: Vec<[u8; BANDS]>,
}

impl Bands {
    fn new() -> Self {
        let window = (0..FRAME).map(|index| {
            let angle = 2.0 * std::f32::consts::PI * index as f32 / FRAME as f32;
            (0.5 - 0.5 * angle.cos()) / 32768.0
        });
        let edges = std::array::from_fn(|band| {
            let frequency = RANGE.0 * (RANGE.1 / RANGE.0).powf(band as f64 / BANDS as f64);
            (frequency * FRAME as f64 / f64::from(SAMPLE_RATE)).round() as usize
        });
        Self {
            transform: FftPlanner::new().plan_fft_forward(FRAME / 2),
            window: window.collect(),
            edges,
            pending: Vec::new(),
            buffer: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn consume(&mut self, samples: &[i16]) {
        self.pending.extend_from_slice(samples);
        let mut start = 0;
        while self.pending.len() - start >= FRAME {
            self.row(start);
            start += HOP;
        }
        self.pending.drain(..start);
    }

    /// Two real samples ride in one complex number: half the work of the transform.
    fn row(&mut self, start: usize) {
        let samples = &self.pending[start..start + FRAME];
        self.buffer.clear();
        self.buffer.extend(
            samples
                .as_chunks::<2>()
                .0
                .iter()
                .zip(self.window.as_chunks::<2>().0)
                .map(|(pair, window)| Complex::new(f32::from(pair[0]) * window[0], f32::from(pair[1]) * window[1])),
        );
        self.transform.process(&mut self.buffer);
        let half = FRAME / 2;
        let power = |bin: usize| {
            let (one, two) = (self.buffer[bin % half], self.buffer[(half - bin) % half].conj());
            let (even, odd) = ((one + two) * 0.5, (one - two) * Complex::new(0.0, -0.5));
            let angle = -2.0 * std::f32::consts::PI * bin as f32 / FRAME as f32;
            (even + odd * Complex::new(angle.cos(), angle.sin())).norm_sqr()
        };
        self.rows.push(std::array::from_fn(|band| {
            let bins = self.edges[band]..self.edges[band + 1].max(self.edges[band] + 1);
            let count = bins.len() as f32;
            let loudness = bins.map(power).sum::<f32>() / count;
            // 3 dB is a factor of two in power; silence of 16-bit sound lies below 2^-26 of a window of this length.
            ((loudness + 1e-12).log2() + 20.0).clamp(0.0, f32::from(LOUDNESS_STEPS - 1)).round() as u8
        }));
    }
}
