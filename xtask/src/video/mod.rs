//! Footage with known edits, and how well and at what cost crate media finds them again.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pictures, samples and percentages: numbers far below 2^24, and float-to-int casts saturate"
)]

mod canvas;
mod clips;
mod copy;
pub mod cost;
pub mod edits;
pub mod eval;
mod glyphs;
mod make;
mod negatives;
mod numbers;
mod parallel;
mod peers;
mod real;
mod recipe;
mod report;
mod scale;
mod scenes;
mod score;
mod tones;
