//! The sound of a file as one channel of samples.

use std::io::{BufReader, Read};
use std::path::Path;

use crate::error::MediaError;
use crate::read::child::Child;
use crate::read::{Description, Limits, describe};

/// Samples per second of what [`sound`] hands over (the rate chromaprint works at).
pub const SAMPLE_RATE: u32 = 11_025;

/// One channel of plain samples at a rate, silence before a stream that begins late.
pub(super) fn one_channel(rate: &str) -> [&str; 8] {
    ["-ac", "1", "-af", "aresample=async=1:first_pts=0", "-ar", rate, "-c:a", "pcm_s16le"]
}

/// Hands the sound of the file, mixed to one channel at [`SAMPLE_RATE`], to `sink` in pieces. A stream that begins late is
/// preceded by silence. Returns whether there was any sound, and what the file says about itself.
///
/// # Errors
/// Every kind of [`MediaError`] but `NoPictures`.
pub fn sound(path: &Path, limits: &Limits, sink: &mut dyn FnMut(&[i16])) -> Result<(bool, Description), MediaError> {
    let rate = SAMPLE_RATE.to_string();
    let arguments = [&["-map", "0:a:0", "-vn", "-sn", "-dn"][..], &one_channel(&rate), &["-f", "s16le", "-"]].concat();
    let mut child = Child::spawn(path, limits, &[], &arguments)?;
    let mut left = u64::from(limits.work_seconds) * u64::from(SAMPLE_RATE);
    let mut buffer = vec![0_u8; 64 * 1024];
    let mut samples = Vec::with_capacity(buffer.len() / 2);
    let mut heard = false;
    let mut input = BufReader::new(&mut child.output);
    loop {
        let filled = fill(&mut input, &mut buffer);
        samples.clear();
        let (pairs, _) = buffer[..filled].as_chunks::<2>();
        samples.extend(pairs.iter().map(|pair| i16::from_le_bytes(*pair)));
        if samples.is_empty() || left == 0 {
            break;
        }
        left = left.saturating_sub(samples.len() as u64);
        heard = true;
        sink(&samples);
    }
    child.stop();
    let (_, messages) = child.finish()?;
    let description = describe::parse(&messages.log);
    if description.encrypted || !heard && description.video.is_none() {
        return Err(describe::failure(path, limits, &messages.log));
    }
    Ok((heard, description))
}

/// Reads until the buffer is full or the data end; the bytes read.
fn fill(input: &mut impl Read, buffer: &mut [u8]) -> usize {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    filled
}
