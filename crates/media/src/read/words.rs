//! Words in the pictures of a file, by the program tesseract with its Chinese data: optional, a few pictures only, bounded in time and memory.

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use crate::error::MediaError;
use crate::read::child::{bounded, lock, watch};
use crate::read::{Child, Limits, probe};

/// Pictures of one work that are read: credits stand at the beginning and the end, marks all the time.
const PICTURES: u8 = 5;
/// Seconds from the beginning and the end at which the first and the last one are taken.
const MARGIN: f32 = 0.7;
/// The longer side of a picture as it is read: letters of a small video are too small without.
const SIDE: u32 = 1600;
/// Bounds for reading one picture.
const PICTURE_SECONDS: u64 = 30;
const PICTURE_BYTES: u64 = 1 << 30;
/// The most that is kept of what one picture says.
const TEXT_BYTES: u64 = 16 * 1024;
/// The data for Chinese.
const LANGUAGE: &str = "chi_sim";

/// The program that reads words in pictures.
#[derive(Debug, Clone)]
pub struct WordReader {
    program: PathBuf,
    version: String,
}

impl WordReader {
    /// Looks for the program, a name or a path, and its data for Chinese.
    ///
    /// # Errors
    /// `WordReaderMissing` where either is not there.
    pub fn find(program: &Path) -> Result<Self, MediaError> {
        let missing =
            |detail: &str| MediaError::WordReaderMissing { program: program.to_owned(), detail: detail.to_owned() };
        let said = |argument: &str| {
            let output = Command::new(program).arg(argument).stdin(Stdio::null()).output();
            let output = output.map_err(|error| missing(&error.to_string()))?;
            Ok(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
        };
        if !said("--list-langs")?.lines().any(|line| line.trim() == LANGUAGE) {
            return Err(missing("chi_sim"));
        }
        let version = said("--version")?.lines().next().unwrap_or_default().trim().to_owned();
        Ok(Self { program: program.to_owned(), version: format!("{version} {LANGUAGE}") })
    }

    /// The program's name and version and its data.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The words in a few pictures of a video, line by line, each line once; empty where nothing could be made out.
    ///
    /// # Errors
    /// Every kind of [`MediaError`].
    pub fn read(&self, path: &Path, limits: &Limits) -> Result<String, MediaError> {
        let seconds = probe(path, limits)?.duration_seconds.unwrap_or_default() as f32;
        let mut lines: Vec<String> = Vec::new();
        let mut pictures = 0;
        for time in times(seconds) {
            let picture = picture(path, time, limits)?;
            if picture.is_empty() {
                continue;
            }
            pictures += 1;
            for line in self.read_picture(path, picture)?.lines().filter_map(line) {
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        if pictures == 0 {
            return Err(MediaError::NoPictures { path: path.to_owned() });
        }
        Ok(lines.join("\n"))
    }

    fn read_picture(&self, path: &Path, picture: Vec<u8>) -> Result<String, MediaError> {
        let trouble = |source: std::io::Error| MediaError::Process { source };
        let mut command = bounded(&self.program, PICTURE_BYTES, PICTURE_SECONDS);
        // Sparse text: words anywhere in the picture, in no order.
        command.args(["stdin", "stdout", "-l", LANGUAGE, "--psm", "11", "--dpi", "150"]);
        command.env("OMP_THREAD_LIMIT", "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().map_err(trouble)?;
        let (Some(mut input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            let _ = process.kill();
            return Err(trouble(ErrorKind::BrokenPipe.into()));
        };
        // A picture it gives up on closes the pipe early; how it ends tells.
        let writer = std::thread::spawn(move || drop(input.write_all(&picture)));
        let (process, stopped) = (Arc::new(Mutex::new(process)), Arc::new(AtomicBool::new(false)));
        let (done, waiting) = channel();
        let watcher = {
            let (process, stopped) = (Arc::clone(&process), Arc::clone(&stopped));
            std::thread::spawn(move || watch(&waiting, PICTURE_SECONDS, &process, &stopped))
        };
        let mut text = Vec::new();
        let read = output.take(TEXT_BYTES).read_to_end(&mut text);
        let _ = writer.join();
        drop::<std::sync::mpsc::Sender<()>>(done);
        let status = lock(&process).wait();
        let _ = watcher.join();
        read.map_err(trouble)?;
        if stopped.load(Ordering::SeqCst) {
            return Err(MediaError::TimedOut { path: path.to_owned(), seconds: PICTURE_SECONDS });
        }
        if !status.map_err(trouble)?.success() {
            let detail = format!("{} could not read a picture", self.program.display());
            return Err(MediaError::Broken { path: path.to_owned(), detail });
        }
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}

/// When pictures of a work of this length are taken, each time once.
fn times(seconds: f32) -> Vec<f32> {
    let last = (seconds - MARGIN).max(0.0);
    let first = MARGIN.min(last);
    let step = (last - first) / f32::from(PICTURES - 1);
    let mut times: Vec<f32> = (0..PICTURES).map(|place| first + step * f32::from(place)).collect();
    times.dedup_by(|one, two| (*one - *two).abs() < 0.1);
    times
}

/// One picture as a grey bitmap that the program reads from its input.
fn picture(path: &Path, time: f32, limits: &Limits) -> Result<Vec<u8>, MediaError> {
    let start = format!("{time:.2}");
    let scale = format!("scale=w={SIDE}:h={SIDE}:force_original_aspect_ratio=decrease:flags=lanczos,format=gray");
    let after = ["-map", "0:V:0", "-frames:v", "1", "-vf", &scale, "-c:v", "pgm", "-f", "image2pipe", "-"];
    let mut child = Child::spawn(path, limits, &["-ss", &start], &after)?;
    let mut bytes = Vec::new();
    child.output.read_to_end(&mut bytes).map_err(|source| MediaError::Process { source })?;
    child.finish()?;
    Ok(bytes)
}

/// A line without the blanks the program puts between Chinese characters; none where no two letters are left.
fn line(text: &str) -> Option<String> {
    let characters: Vec<char> = text.trim().chars().collect();
    let is_wide = |place: Option<&char>| place.is_some_and(|&one| !one.is_ascii());
    let kept = characters.iter().enumerate().filter(|&(place, one)| {
        let before = place.checked_sub(1).and_then(|place| characters.get(place));
        !(one.is_whitespace() && (is_wide(before) || is_wide(characters.get(place + 1))))
    });
    let line: String = kept.map(|(_, one)| *one).collect();
    (line.chars().filter(|one| one.is_alphanumeric()).count() >= 2).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_chinese_characters_are_none_and_specks_are_no_words() {
        assert_eq!(line(" 视频 来 源 : 临 岚 融媒 ").as_deref(), Some("视频来源:临岚融媒"));
        assert_eq!(line("County News 2021").as_deref(), Some("County News 2021"));
        assert_eq!((line("| ."), line("。一"), line("")), (None, None, None));
    }

    #[test]
    fn pictures_are_taken_from_the_beginning_to_the_end() {
        assert_eq!(times(20.0).len(), usize::from(PICTURES));
        assert!((times(20.0)[0] - 0.7).abs() < 0.01 && (times(20.0)[4] - 19.3).abs() < 0.01);
        assert_eq!(times(0.0), [0.0]);
        assert_eq!(times(0.5), [0.0]);
    }

    #[test]
    fn a_program_that_is_not_there_says_what_to_install() {
        let error = WordReader::find(Path::new("/nowhere/tesseract")).expect_err("not there").to_string();
        assert!(error.contains("tesseract-ocr-chi-sim"), "{error}");
    }
}
