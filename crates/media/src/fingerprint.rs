//! The fingerprint of a work: small grey pictures over time, colour, sound, and what identifies the file. Everything the
//! comparison needs is in it; the work itself is not needed again.

mod bytes;
mod make;

pub use bytes::FORMAT_VERSION;
pub use make::{Tier, content_hash, fingerprint, fingerprint_hashed};

use crate::codec::pictures::PictureDecoder;
use crate::picture::Picture;
use crate::sound::Sound;

/// Pictures per second of the dense tier.
pub const PICTURES_PER_SECOND: u32 = 4;
/// Least milliseconds between two pictures of the key-frame tier.
pub const KEY_GAP_MILLISECONDS: u32 = 2000;

/// What is known of the sound of a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Track {
    /// It was not looked for (key-frame tier) or could not be decoded.
    Unknown,
    /// The file has no sound.
    Absent,
    /// What it sounds like.
    Heard(Sound),
}

/// Time and colour of one picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Still {
    /// Milliseconds from the beginning.
    pub time: u32,
    /// Mean of the blue difference, 128 where grey.
    pub blue: u8,
    /// Mean of the red difference, 128 where grey.
    pub red: u8,
    /// Mean distance of the colours from grey.
    pub colour: u8,
}

/// The fingerprint of one work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// SHA-256 of the file.
    pub file_sha256: [u8; 32],
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Milliseconds of the pictures.
    pub duration: u32,
    /// Which pictures were read.
    pub tier: Tier,
    /// Shown width and height of the video in the file's pixels, before rotation; 0 where unknown.
    pub source_size: (u32, u32),
    /// Width and height of the small pictures.
    pub size: (usize, usize),
    /// Time and colour of every picture.
    pub stills: Vec<Still>,
    /// The sound.
    pub track: Track,
    /// The pictures as coded; what was lost in coding is lost for everybody, so a stored fingerprint compares like a fresh one.
    pub(crate) coded: Vec<u8>,
}

impl Fingerprint {
    /// The small pictures, in the order of [`Self::stills`].
    pub fn pictures(&self) -> impl Iterator<Item = Picture> + '_ {
        let mut decoder = PictureDecoder::new(self.size.0, self.size.1, &self.coded);
        self.stills.iter().map(move |_| decoder.next())
    }

    /// Whether the file has sound; `None` where that is not known.
    #[must_use]
    pub fn has_sound(&self) -> Option<bool> {
        match self.track {
            Track::Unknown => None,
            Track::Absent => Some(false),
            Track::Heard(_) => Some(true),
        }
    }

    /// Seconds of the pictures.
    #[must_use]
    pub fn seconds(&self) -> f32 {
        self.duration as f32 / 1000.0
    }

    /// Width divided by height, as shown.
    #[must_use]
    pub fn shape(&self) -> f32 {
        self.size.0 as f32 / self.size.1.max(1) as f32
    }
}
