//! Small pictures of a video at a steady rate, or of its key frames only.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use crate::error::MediaError;
use crate::picture::Picture;
use crate::read::child::Child;
use crate::read::{Description, Limits, describe};

/// Which pictures are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureSource {
    /// Every second is decoded (without frames nothing else refers to) and sampled this often per second.
    Dense {
        /// Pictures per second.
        per_second: u32,
    },
    /// Key frames only, not closer together than this: 25 to 30 times cheaper.
    KeyFrames {
        /// Milliseconds between two.
        gap_milliseconds: u32,
    },
}

/// One small picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Milliseconds from the beginning of the file's timeline.
    pub time: u32,
    /// Brightness.
    pub luma: Picture,
    /// Mean of the blue difference, 128 where grey.
    pub blue: u8,
    /// Mean of the red difference, 128 where grey.
    pub red: u8,
    /// Mean distance of the colours from grey.
    pub colour: u8,
}

impl Frame {
    /// From the planes of a yuv420p picture.
    pub(super) fn of(time: u32, size: (usize, usize), data: &[u8]) -> Self {
        let (luma, colours) = data.split_at((size.0 * size.1).min(data.len()));
        let (blue, red) = colours.split_at(colours.len() / 2);
        let luma = Picture::new(size.0, size.1, luma.to_vec());
        Self { time, luma, blue: mean(blue), red: mean(red), colour: colourfulness(blue, red) }
    }
}

/// Bytes of a yuv420p picture.
pub(super) fn bytes_of(size: (usize, usize)) -> usize {
    size.0 * size.1 + 2 * size.0.div_ceil(2) * size.1.div_ceil(2)
}

/// Widest and narrowest side of a small picture.
pub(super) const SIDES: std::ops::RangeInclusive<usize> = 16..=225;

/// Hands every picture of the file to `sink`, in order, and returns what the file says about itself.
///
/// # Errors
/// Every kind of [`MediaError`]; a file that breaks off after some pictures is no error as long as those could be read.
pub fn frames(
    path: &Path,
    limits: &Limits,
    source: PictureSource,
    sink: &mut dyn FnMut(Frame),
) -> Result<Description, MediaError> {
    let (before, filter): (&[&str], String) = match source {
        PictureSource::Dense { per_second } => (DENSE_DECODING, dense_filter(per_second)),
        PictureSource::KeyFrames { gap_milliseconds } => {
            let gap = f64::from(gap_milliseconds) / 1000.0;
            let select = format!("select='isnan(prev_selected_t)+gte(t-prev_selected_t\\,{gap})'");
            // A steady clock after the times were noted, or ffmpeg would repeat pictures to fill the gaps.
            (&["-skip_frame", "nokey"], format!("{select},{SCALE},showinfo,settb=1/1000,setpts=N*250"))
        }
    };
    let arguments = ["-map", "0:V:0", "-an", "-sn", "-dn", "-vf", &filter, "-f", "yuv4mpegpipe", "-strict", "-1", "-"];
    let mut child = Child::spawn(path, limits, before, &arguments)?;
    let mut waiting = Vec::new();
    let produced = read_all(&mut child.output, source, limits, &mut |frame| match source {
        PictureSource::Dense { .. } => sink(frame),
        PictureSource::KeyFrames { .. } => waiting.push(frame),
    });
    let finished = produced.is_ok();
    if !finished {
        child.stop();
    }
    let (_, messages) = child.finish()?;
    let description = describe::parse(&messages.log);
    for (mut frame, time) in waiting.into_iter().zip(messages.times) {
        frame.time = time;
        sink(frame);
    }
    let size = description.video.as_ref().map_or(0, |video| u64::from(video.width) * u64::from(video.height));
    if description.encrypted || size > limits.picture_pixels || produced.unwrap_or_default() == 0 {
        return Err(describe::failure(path, limits, &messages.log));
    }
    Ok(description)
}

/// Frames that no other refers to and the loop filter make a third of the cost and no difference at this size.
pub(super) const DENSE_DECODING: &[&str] = &["-skip_frame", "noref", "-skip_loop_filter", "all"];

pub(super) fn dense_filter(per_second: u32) -> String {
    format!("fps=fps={per_second}:start_time=0:eof_action=pass,{SCALE}")
}

/// Scales to about [`PICTURE_PIXELS`] in the picture's shown shape (pixels need not be square in the file).
pub(super) const SCALE: &str = "scale=w='max(16\\,min(225\\,round(sqrt(3600*dar))))':h='max(16\\,min(225\\,round(sqrt(3600/dar))))':\
                     flags=area,format=yuv420p";

/// Reads a yuv4mpeg stream to its end or its first fault; the number of pictures, or none at a fault of form.
fn read_all(
    output: &mut impl Read,
    source: PictureSource,
    limits: &Limits,
    sink: &mut dyn FnMut(Frame),
) -> Result<u32, ()> {
    let mut input = BufReader::with_capacity(64 * 1024, output);
    let mut line = Vec::new();
    if input.by_ref().take(1024).read_until(b'\n', &mut line).unwrap_or(0) == 0 {
        return Ok(0);
    }
    let (width, height) = header(&line).ok_or(())?;
    let mut data = vec![0_u8; bytes_of((width, height))];
    let mut produced = 0_u32;
    loop {
        line.clear();
        if input.by_ref().take(1024).read_until(b'\n', &mut line).unwrap_or(0) == 0 || !line.starts_with(b"FRAME") {
            return Ok(produced);
        }
        if input.read_exact(&mut data).is_err() {
            return Ok(produced);
        }
        let time = match source {
            PictureSource::Dense { per_second } => u64::from(produced) * 1000 / u64::from(per_second.max(1)),
            PictureSource::KeyFrames { .. } => 0,
        };
        if time > u64::from(limits.work_seconds) * 1000 {
            return Err(());
        }
        sink(Frame::of(u32::try_from(time).unwrap_or(u32::MAX), (width, height), &data));
        produced += 1;
    }
}

/// Width and height out of `YUV4MPEG2 W80 H45 F4:1 …`, where they are as asked for.
fn header(line: &[u8]) -> Option<(usize, usize)> {
    let text = std::str::from_utf8(line).ok()?;
    let side = |letter: char| text.split_whitespace().find_map(|part| part.strip_prefix(letter)?.parse::<usize>().ok());
    let (width, height) = (side('W')?, side('H')?);
    (text.starts_with("YUV4MPEG2") && SIDES.contains(&width) && SIDES.contains(&height)).then_some((width, height))
}

fn mean(values: &[u8]) -> u8 {
    let sum: usize = values.iter().map(|&value| usize::from(value)).sum();
    u8::try_from((sum + values.len() / 2) / values.len().max(1)).unwrap_or(u8::MAX)
}

fn colourfulness(blue: &[u8], red: &[u8]) -> u8 {
    let sum: usize =
        blue.iter().zip(red).map(|(&b, &r)| usize::from(b.abs_diff(128)) + usize::from(r.abs_diff(128))).sum();
    u8::try_from(sum / (2 * blue.len()).max(1)).unwrap_or(u8::MAX)
}
