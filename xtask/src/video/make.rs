//! Writing works with ffmpeg.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use super::canvas::{Canvas, HEIGHT, WIDTH};
use super::scenes::Scene;
use super::tones;

/// Pictures a second of drawn works.
pub const RATE: f32 = 25.0;
/// How works are coded.
pub const CODED: &[&str] = &[
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-crf",
    "24",
    "-g",
    "100",
    "-pix_fmt",
    "yuv420p",
    "-c:a",
    "aac",
    "-b:a",
    "96k",
    "-threads",
    "1",
];

/// Runs ffmpeg; the file is written beside and moved, so that what is there is whole.
pub fn ffmpeg(arguments: &[OsString], file: &Path) -> anyhow::Result<()> {
    let name = file.file_name().context("a file has a name")?.to_string_lossy().into_owned();
    let part = file.with_file_name(format!("part-{:?}-{name}", std::thread::current().id()));
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-nostdin"])
        .args(arguments)
        .arg(&part)
        .output()
        .context("cannot run ffmpeg; apt-get install ffmpeg")?;
    if !output.status.success() {
        let shown: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
        bail!("ffmpeg {}: {}", shown.join(" "), String::from_utf8_lossy(&output.stderr));
    }
    fs::rename(&part, file).with_context(|| format!("cannot write {}", file.display()))
}

/// A sound file of a kind, made once.
pub fn sound(folder: &Path, kind: &'static str, seed: u64, seconds: f32) -> anyhow::Result<PathBuf> {
    sounds(folder, &format!("{kind}-{seed}-{seconds:.0}"), &[(kind, seed, seconds)])
}

/// A sound file of several kinds one after the other, made once.
pub fn sounds(folder: &Path, name: &str, parts: &[(&'static str, u64, f32)]) -> anyhow::Result<PathBuf> {
    let file = folder.join(format!("{name}.wav"));
    if !file.is_file() {
        let samples: Vec<i16> =
            parts.iter().flat_map(|&(kind, seed, seconds)| tones::make(kind, seed, seconds)).collect();
        let bytes = samples.len() as u32 * 2;
        let mut wave = b"RIFF".to_vec();
        wave.extend((36 + bytes).to_le_bytes());
        wave.extend(b"WAVEfmt ");
        wave.extend(16_u32.to_le_bytes());
        wave.extend([1, 0, 1, 0]);
        wave.extend(tones::RATE.to_le_bytes());
        wave.extend((tones::RATE * 2).to_le_bytes());
        wave.extend([2, 0, 16, 0]);
        wave.extend(b"data");
        wave.extend(bytes.to_le_bytes());
        wave.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        fs::write(&file, wave).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(file)
}

/// Draws a scene into a file with a sound, or without one.
pub fn drawn(file: &Path, scene: &mut dyn Scene, seconds: f32, sound: Option<&Path>) -> anyhow::Result<()> {
    let part = file.with_extension("part.mp4");
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", &format!("{WIDTH}x{HEIGHT}")]);
    command.args(["-r", &RATE.to_string(), "-i", "-"]);
    if let Some(sound) = sound {
        command.arg("-i").arg(sound).arg("-shortest");
    }
    let mut child = command.args(CODED).arg(&part).stdin(Stdio::piped()).spawn().context("cannot run ffmpeg")?;
    let mut canvas = Canvas::new([0.0; 3]);
    let mut input = child.stdin.take().context("ffmpeg takes no pictures")?;
    for index in 0..(seconds * RATE) as u32 {
        scene.draw(index as f32 / RATE, &mut canvas);
        input.write_all(&canvas.bytes()).context("ffmpeg stopped taking pictures; see its message above")?;
    }
    drop(input);
    if !child.wait()?.success() {
        bail!("ffmpeg could not write {}", file.display());
    }
    fs::rename(&part, file).with_context(|| format!("cannot write {}", file.display()))
}

/// Arguments out of words.
pub fn words(text: &[&str]) -> Vec<OsString> {
    text.iter().map(OsString::from).collect()
}
