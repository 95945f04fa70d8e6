//! Pictures for the page, made by ffmpeg itself and put into the page.

use std::io::Read;
use std::path::Path;

use crate::compare::Segment;
use crate::error::MediaError;
use crate::picture::Area;
use crate::read::{Child, Limits};

/// A data address of JPEG bytes.
fn address(bytes: &[u8]) -> Option<String> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if bytes.is_empty() {
        return None;
    }
    let mut text = String::from("data:image/jpeg;base64,");
    for chunk in bytes.chunks(3) {
        let number = chunk.iter().fold(0_u32, |number, &byte| number << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(number >> (18 - 6 * place) & 63) as usize];
            text.push(if place > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    Some(text)
}

/// Runs ffmpeg over one file from a time on and takes what it writes.
fn output(path: &Path, start: f32, after: &[&str], limits: &Limits) -> Result<Vec<u8>, MediaError> {
    let start = format!("{:.3}", start.max(0.0));
    let mut child = Child::spawn(path, limits, &["-ss", &start], after)?;
    let mut bytes = Vec::new();
    child.output.read_to_end(&mut bytes).map_err(|source| MediaError::Process { source })?;
    child.finish()?;
    Ok(bytes)
}

/// The picture at a time, 320 pixels wide or 240 high.
pub(super) fn still(path: &Path, time: f32, limits: &Limits) -> Result<Option<String>, MediaError> {
    let scale = "scale=w=320:h=240:force_original_aspect_ratio=decrease,setsar=1";
    let after = ["-map", "0:V:0", "-frames:v", "1", "-vf", scale, "-f", "mjpeg", "-q:v", "4", "-"];
    Ok(address(&output(path, time, &after, limits)?))
}

/// Side of the map of differences.
const SIDE: usize = 96;

/// Brightness of a part of the picture at a time.
fn part(path: &Path, time: f32, area: &Area, mirrored: bool, limits: &Limits) -> Result<Vec<u8>, MediaError> {
    let flip = if mirrored { ",hflip" } else { "" };
    let filter = format!(
        "crop=w=iw*{:.4}:h=ih*{:.4}:x=iw*{:.4}:y=ih*{:.4}{flip},scale={SIDE}:{SIDE}:flags=area,format=gray",
        area.width, area.height, area.left, area.top
    );
    let after = ["-map", "0:V:0", "-frames:v", "1", "-vf", &filter, "-f", "rawvideo", "-"];
    output(path, time, &after, limits)
}

/// Where the common parts of two pictures differ: grey where they are the same, red where not; as a BMP address.
pub(super) fn difference(
    a: (&Path, f32),
    b: (&Path, f32),
    segment: &Segment,
    limits: &Limits,
) -> Result<Option<String>, MediaError> {
    let one = part(a.0, a.1, &segment.a_area, false, limits)?;
    let two = part(b.0, b.1, &segment.b_area, segment.mirrored, limits)?;
    if one.len() != SIDE * SIDE || two.len() != one.len() {
        return Ok(None);
    }
    // A bitmap of three bytes a pixel, lowest row first; rows of 288 bytes need no padding.
    let size = 54 + one.len() * 3;
    let mut bitmap = b"BM".to_vec();
    for number in [size as u32, 0, 54, 40, SIDE as u32, SIDE as u32, 0x0018_0001, 0, (one.len() * 3) as u32, 0, 0, 0, 0]
    {
        bitmap.extend(number.to_le_bytes());
    }
    for row in (0..SIDE).rev() {
        for column in 0..SIDE {
            let (x, y) = (one[row * SIDE + column], two[row * SIDE + column]);
            let heat = x.abs_diff(y).saturating_sub(12).saturating_mul(3);
            let grey = x / 2 + 60;
            bitmap.extend([grey.saturating_sub(heat), grey.saturating_sub(heat), grey.saturating_add(heat)]);
        }
    }
    Ok(address(&bitmap).map(|text| text.replacen("image/jpeg", "image/bmp", 1)))
}

/// The spectrogram of a stretch; none where the file has no sound.
pub(super) fn spectrogram(path: &Path, start: f32, end: f32, limits: &Limits) -> Result<Option<String>, MediaError> {
    let filter = format!("[0:a:0]atrim=duration={:.3},showspectrumpic=s=640x120:legend=0[v]", (end - start).max(0.1));
    let after = ["-filter_complex", &filter, "-map", "[v]", "-frames:v", "1", "-f", "mjpeg", "-q:v", "4", "-"];
    Ok(address(&output(path, start, &after, limits)?))
}
