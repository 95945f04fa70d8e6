//! What ffmpeg prints about an input, read into fields. One program is enough: ffprobe would be a second start for each file.

use std::path::Path;

use serde::Serialize;

use crate::error::MediaError;
use crate::read::Limits;

/// What a file says about itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Description {
    /// ffmpeg's name of the container.
    pub container: String,
    /// Seconds, where the container knows.
    pub duration_seconds: Option<f64>,
    /// The first stream of moving pictures.
    pub video: Option<VideoStream>,
    /// The first stream of sound.
    pub sound: Option<SoundStream>,
    /// Pictures attached as covers; they are no video.
    pub cover_pictures: u32,
    /// Protected by DRM.
    pub encrypted: bool,
}

/// A stream of moving pictures.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct VideoStream {
    /// ffmpeg's name of the codec.
    pub codec: String,
    /// Coded width in pixels.
    pub width: u32,
    /// Coded height in pixels.
    pub height: u32,
    /// Mean frames per second, where known.
    pub frames_per_second: Option<f64>,
}

/// A stream of sound.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SoundStream {
    /// ffmpeg's name of the codec.
    pub codec: String,
    /// Samples per second, where known.
    pub sample_rate: Option<u32>,
}

/// Reads ffmpeg's description of input 0 out of its messages.
pub(crate) fn parse(log: &str) -> Description {
    let mut description = Description::default();
    let input = log.lines().skip_while(|line| !line.starts_with("Input #0,"));
    for line in input.take_while(|line| !line.starts_with("Output #") && !line.starts_with("Stream mapping:")) {
        if let Some(rest) = line.strip_prefix("Input #0, ") {
            rest.split(", from ").next().unwrap_or_default().clone_into(&mut description.container);
        }
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("Duration: ")
            && description.duration_seconds.is_none()
        {
            description.duration_seconds = clock(rest.split(',').next().unwrap_or_default());
        }
        if line.starts_with("Stream #0:") {
            stream(line, &mut description);
        }
    }
    description
}

fn stream(line: &str, description: &mut Description) {
    description.encrypted |= line.contains("(encv /") || line.contains("(enca /");
    if let Some((_, video)) = line.split_once(": Video: ") {
        if line.contains("(attached pic)") {
            description.cover_pictures += 1;
        } else if description.video.is_none() {
            let (width, height) = video.split(", ").find_map(size).unwrap_or_default();
            let rate = video.split(", ").find_map(|part| part.strip_suffix(" fps"));
            description.video = Some(VideoStream {
                codec: codec(video),
                width,
                height,
                frames_per_second: rate.and_then(|rate| rate.parse().ok()),
            });
        }
    } else if let Some((_, sound)) = line.split_once(": Audio: ")
        && description.sound.is_none()
    {
        let rate = sound.split(", ").find_map(|part| part.strip_suffix(" Hz"));
        description.sound = Some(SoundStream { codec: codec(sound), sample_rate: rate.and_then(|r| r.parse().ok()) });
    }
}

fn codec(text: &str) -> String {
    text.split([' ', ',']).next().unwrap_or_default().to_owned()
}

/// `1280x720` or `1280x720 [SAR 1:1 DAR 16:9]`.
fn size(part: &str) -> Option<(u32, u32)> {
    let (width, height) = part.split(' ').next()?.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// `00:01:02.50` as seconds; none for `N/A`.
fn clock(text: &str) -> Option<f64> {
    let mut seconds = 0.0;
    for part in text.trim().split(':') {
        seconds = seconds * 60.0 + part.parse::<f64>().ok()?;
    }
    Some(seconds)
}

/// What went wrong, out of ffmpeg's messages.
pub(crate) fn failure(path: &Path, limits: &Limits, log: &str) -> MediaError {
    let path = path.to_owned();
    let said = |needle: &str| log.contains(needle);
    let description = parse(log);
    if description.encrypted {
        return MediaError::Encrypted { path };
    }
    let (width, height) = description.video.as_ref().map_or((0, 0), |video| (video.width, video.height));
    let beyond = u64::from(width) * u64::from(height) > limits.picture_pixels;
    if beyond || said("exceeds max_pixels") || said("Picture size") && said("is invalid") {
        return MediaError::TooLarge {
            path,
            what: format!("a picture of {width}x{height}"),
            limit: format!("{} pixels", limits.picture_pixels),
        };
    }
    if description.video.is_none() && (description.sound.is_some() || description.cover_pictures > 0) {
        return MediaError::NoPictures { path };
    }
    let detail = last_words(log);
    if said("moov atom not found") || description.video.is_some() || said("End of file") {
        return MediaError::Broken { path, detail };
    }
    MediaError::NotVideo { path, detail }
}

/// The most telling line of the messages: the last one that speaks of an error.
fn last_words(log: &str) -> String {
    const TELLING: [&str; 7] = ["moov atom", "whitelist", "Invalid data", "rror", "nvalid", "ould not", "missing"];
    let lines = || log.lines().map(str::trim).filter(|line| !line.is_empty());
    let line =
        TELLING.iter().find_map(|word| lines().rfind(|line| line.contains(word))).or_else(|| lines().next_back());
    let line = line.unwrap_or("no message");
    // `[mov,mp4 @ 0x55..] moov atom not found`: the address differs from run to run.
    let line = line.split_once("] ").filter(|_| line.starts_with('[')).map_or(line, |(_, rest)| rest);
    line.chars().take(200).collect()
}
