//! Pictures and sound of a file out of one child: starting ffmpeg twice costs as much as decoding some seconds.

use std::io::BufReader;
use std::path::Path;

use crate::error::MediaError;
use crate::read::avi::{Piece, Pieces};
use crate::read::child::Child;
use crate::read::pictures::{DENSE_DECODING, Frame, SIDES, bytes_of, dense_filter};
use crate::read::waveform::one_channel;
use crate::read::{Description, Limits, SAMPLE_RATE, describe};

/// Hands small pictures at a steady rate to `picture` and the sound, one channel at [`SAMPLE_RATE`] from the beginning of the timeline on, to `sound`. Returns
/// what the file says about itself and whether there was sound. Where the sound cannot be decoded ffmpeg may give nothing at all: then the pictures are to be read alone.
///
/// # Errors
/// Every kind of [`MediaError`]; a file that breaks off after some pictures is no error.
pub fn pictures_and_sound(
    path: &Path,
    limits: &Limits,
    per_second: u32,
    picture: &mut dyn FnMut(Frame),
    sound: &mut dyn FnMut(&[i16]),
) -> Result<(Description, bool), MediaError> {
    let (filter, rate) = (dense_filter(per_second), SAMPLE_RATE.to_string());
    let pictures = ["-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-vf", &filter, "-c:v", "rawvideo"];
    let arguments = [&pictures[..], &one_channel(&rate), &["-f", "avi", "-"]].concat();
    let mut child = Child::spawn(path, limits, DENSE_DECODING, &arguments)?;
    let mut size = None;
    let (mut produced, mut heard) = (0_u32, false);
    let most = limits.work_seconds.saturating_mul(per_second);
    let mut samples = Vec::new();
    for piece in Pieces::new(BufReader::with_capacity(64 * 1024, &mut child.output)) {
        match (piece, size) {
            (Piece::Size(width, height), None) if SIDES.contains(&width) && SIDES.contains(&height) => {
                size = Some((width, height));
            }
            (Piece::Picture(data), Some(size)) if data.len() == bytes_of(size) && produced <= most => {
                let time = u64::from(produced) * 1000 / u64::from(per_second.max(1));
                picture(Frame::of(u32::try_from(time).unwrap_or(u32::MAX), size, &data));
                produced += 1;
            }
            // An empty picture says that the one before stands on; at a steady rate there is none.
            (Piece::Picture(data), _) if data.is_empty() => {}
            (Piece::Sound(data), _) => {
                samples.clear();
                samples.extend(data.as_chunks::<2>().0.iter().map(|pair| i16::from_le_bytes(*pair)));
                heard |= !samples.is_empty();
                sound(&samples);
            }
            (Piece::Size(..) | Piece::Picture(_), _) => break,
        }
    }
    child.stop();
    let (_, messages) = child.finish()?;
    let description = describe::parse(&messages.log);
    let pixels = description.video.as_ref().map_or(0, |video| u64::from(video.width) * u64::from(video.height));
    if description.encrypted || pixels > limits.picture_pixels || produced == 0 {
        return Err(describe::failure(path, limits, &messages.log));
    }
    Ok((description, heard))
}
