//! Video and sound: reading through the ffmpeg program, fingerprints, matching with alignment in time, naming the edit.
//!
//! Knows nothing of accounts, lakes or rules. The only programs it starts are ffmpeg and, for words in
//! pictures, tesseract (`read`); a missing program is a typed error.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "signal processing: indices, pixels and milliseconds are far below 2^24, and float-to-int casts saturate"
)]

pub mod compare;
pub mod error;
pub mod evidence;
pub mod fingerprint;
pub mod hash;
pub mod index;
pub mod picture;
pub mod read;
pub mod reuse;
pub mod side_by_side;
pub mod sound;

mod codec;
mod content;

pub use compare::{Commonness, Comparison, EditKind, NamedEdit, Segment, Verdict, compare};
pub use error::{FormatError, MediaError};
pub use fingerprint::{Fingerprint, Tier, fingerprint};
