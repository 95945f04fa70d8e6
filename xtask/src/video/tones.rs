//! Sound made here: babble like speech, melodies, drums, the noise of a place.

use super::numbers::{Numbers, lattice};

/// Samples per second.
pub const RATE: u32 = 22_050;

/// One channel of samples. Kinds: `speech`, `music`, `drums`, `noise`; what is not known is silence.
pub fn make(kind: &str, seed: u64, seconds: f32) -> Vec<i16> {
    let count = (seconds * RATE as f32) as usize;
    let samples: Vec<f32> = match kind {
        "speech" => speech(seed, count),
        "music" => music(seed, count),
        "drums" => drums(seed, count),
        "noise" => noise(seed, count),
        _ => vec![0.0; count],
    };
    samples.into_iter().map(|value| (value.clamp(-1.0, 1.0) * 30_000.0) as i16).collect()
}

const CIRCLE: f32 = 2.0 * std::f32::consts::PI;

/// Syllables of a voiced source through two resonances, with pauses.
fn speech(seed: u64, count: usize) -> Vec<f32> {
    let mut numbers = Numbers::new(seed);
    let base = numbers.between(95.0, 210.0);
    let mut out = Vec::with_capacity(count);
    let (mut phase, mut low, mut high) = (0.0_f32, [0.0_f32; 2], [0.0_f32; 2]);
    while out.len() < count {
        let length = (numbers.between(0.11, 0.28) * RATE as f32) as usize;
        let pitch = base * numbers.between(0.85, 1.25);
        let formants = (numbers.between(280.0, 850.0), numbers.between(900.0, 2600.0));
        let hiss = numbers.share() < 0.3;
        let pause = numbers.share() < 0.14;
        for index in 0..length {
            let share = index as f32 / length as f32;
            let loud = if pause { 0.0 } else { (std::f32::consts::PI * share).sin() };
            phase = (phase + pitch * (1.0 - 0.1 * share) / RATE as f32).fract();
            let breath = numbers.between(-1.0, 1.0);
            let source = if hiss && share < 0.35 { breath * 0.5 } else { (1.0 - 2.0 * phase) + 0.05 * breath };
            let value = resonate(source, formants.0, &mut low) + 0.6 * resonate(source, formants.1, &mut high);
            out.push(value * loud * 0.35);
        }
    }
    out.truncate(count);
    out
}

/// A resonance of two poles.
fn resonate(source: f32, frequency: f32, state: &mut [f32; 2]) -> f32 {
    let radius = 0.97_f32;
    let value = source * (1.0 - radius) * 2.0 + 2.0 * radius * (CIRCLE * frequency / RATE as f32).cos() * state[0]
        - radius * radius * state[1];
    *state = [value, state[0]];
    value
}

/// A melody with chords over a beat.
fn music(seed: u64, count: usize) -> Vec<f32> {
    const SCALE: [f32; 7] = [0.0, 2.0, 4.0, 5.0, 7.0, 9.0, 11.0];
    let mut numbers = Numbers::new(seed);
    let (root, beat) = (numbers.between(110.0, 220.0), numbers.between(0.22, 0.46));
    let tones = [numbers.between(0.2, 0.6), numbers.between(0.1, 0.5), numbers.between(0.0, 0.4)];
    let note = |kind: i32, place: i32| {
        let degree = (lattice(seed, place, kind) * 14.0) as usize;
        root * 2_f32.powf((SCALE[degree % 7] + 12.0 * (degree / 7) as f32) / 12.0)
    };
    let drums = drums(seed, count);
    (0..count)
        .map(|index| {
            let time = index as f32 / RATE as f32;
            let (step, bar) = ((time / beat) as i32, (time / (beat * 4.0)) as i32);
            let fade = (-(time / beat).fract() * 2.5).exp();
            let lead = |multiple: f32, loud: f32| loud * (CIRCLE * note(1, step) * 2.0 * multiple * time).sin();
            let melody = lead(1.0, tones[0]) + lead(2.0, tones[1] * 0.5) + lead(3.0, tones[2] * 0.4);
            let chord: f32 = (2..5).map(|voice| (CIRCLE * note(voice, bar) * time).sin()).sum();
            0.34 * melody * fade + 0.09 * chord + 0.35 * drums[index]
        })
        .collect()
}

/// Beats of noise and of a low tone.
fn drums(seed: u64, count: usize) -> Vec<f32> {
    let mut numbers = Numbers::new(seed ^ 0xD00D);
    let beat = numbers.between(0.2, 0.4);
    (0..count)
        .map(|index| {
            let time = index as f32 / RATE as f32;
            let step = (time / beat) as i32;
            let since = time - step as f32 * beat;
            let kind = lattice(seed, step % 16, 40);
            let breath = numbers.between(-1.0, 1.0);
            if kind < 0.35 {
                (CIRCLE * (60.0 + 60.0 * (-since * 20.0).exp()) * since).sin() * (-since * 12.0).exp() * 0.8
            } else if kind < 0.75 {
                breath * (-since * 25.0).exp() * 0.4
            } else {
                0.0
            }
        })
        .collect()
}

/// Wind and steps: noise whose colour drifts, and some knocks.
fn noise(seed: u64, count: usize) -> Vec<f32> {
    let mut numbers = Numbers::new(seed);
    let (mut slow, mut knock, mut tone) = (0.0_f32, 0.0_f32, 600.0_f32);
    (0..count)
        .map(|index| {
            let time = index as f32 / RATE as f32;
            let breath = numbers.between(-1.0, 1.0);
            let colour = 0.02 + 0.2 * lattice(seed, (time * 1.7) as i32, 0);
            slow += colour * (breath - slow);
            if numbers.share() < 1.6 / RATE as f32 {
                (knock, tone) = (0.7, numbers.between(300.0, 2500.0));
            }
            knock *= 0.9993;
            slow * 0.7 + knock * (CIRCLE * tone * time).sin() * 0.5
        })
        .collect()
}
