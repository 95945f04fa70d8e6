//! Words in pictures, where tesseract is installed; without it the error says what to install.

use std::path::Path;
use std::process::Command;

use media::MediaError;
use media::read::{Limits, WordReader};

use crate::make::CODED;

#[test]
fn words_in_a_picture_are_read_where_the_program_is_there() {
    let reader = match WordReader::find(Path::new("tesseract")) {
        Ok(reader) => reader,
        Err(error) => {
            assert!(matches!(error, MediaError::WordReaderMissing { .. }), "{error}");
            return;
        }
    };
    assert!(reader.version().contains("tesseract") && reader.version().ends_with("chi_sim"), "{}", reader.version());
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("words.mp4");
    // The credit stands at the end only.
    let filter = "drawtext=text='County TV 2021':fontsize=30:fontcolor=white:x=20:y=20,\
                  drawtext=text='SOURCE Riverside':fontsize=34:fontcolor=white:x=60:y=120:enable='gte(t,7)'";
    let arguments = ["-v", "error", "-f", "lavfi", "-i", "color=c=0x203040:s=480x270:r=10:d=8", "-vf", filter];
    let drawn = Command::new("ffmpeg").args(arguments).args(CODED.split('|')).arg(&file).status().expect("ffmpeg");
    if !drawn.success() {
        // This ffmpeg has no letters to draw with.
        return;
    }
    let text = reader.read(&file, &Limits::default()).expect("readable");
    assert!(text.contains("2021") && text.contains("SOURCE"), "{text}");
    assert_eq!(text.lines().filter(|line| line.contains("2021")).count(), 1, "each line once: {text}");
    let broken = folder.path().join("broken.mp4");
    std::fs::write(&broken, "no video").expect("written");
    assert!(reader.read(&broken, &Limits::default()).is_err());
}
