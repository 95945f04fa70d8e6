//! How fingerprints are made small: adaptive binary arithmetic coding of pictures and sound.

pub(crate) mod pictures;
pub(crate) mod range;
pub(crate) mod sound;
mod transform;
