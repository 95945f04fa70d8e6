//! Reading video and sound by the ffmpeg program as a child process: bounded in time, memory and bytes, without network
//! protocols, with a short list of containers, and killed when its reader is dropped.

mod avi;
mod both;
mod child;
mod describe;
mod limits;
mod pictures;
mod waveform;
mod words;

pub use both::pictures_and_sound;
pub(crate) use child::Child;
pub use child::check_file;
pub use describe::{Description, SoundStream, VideoStream};
pub use limits::Limits;
pub use pictures::{Frame, PictureSource, frames};
pub use waveform::{SAMPLE_RATE, sound};
pub use words::WordReader;

use std::path::Path;

use crate::error::MediaError;

/// What a file says about itself: containers, streams, duration. Decodes nothing.
///
/// # Errors
/// Every kind of [`MediaError`] but `NoPictures`: a file of sound alone is described as one.
pub fn probe(path: &Path, limits: &Limits) -> Result<Description, MediaError> {
    let mut child = Child::spawn(path, limits, &[], &["-map", "0", "-c", "copy", "-t", "0", "-f", "null", "-"])?;
    child.drain()?;
    let (_, messages) = child.finish()?;
    let description = describe::parse(&messages.log);
    if description.video.is_none() && description.sound.is_none() && description.cover_pictures == 0 {
        return Err(describe::failure(path, limits, &messages.log));
    }
    if description.encrypted {
        return Err(MediaError::Encrypted { path: path.to_owned() });
    }
    Ok(description)
}
