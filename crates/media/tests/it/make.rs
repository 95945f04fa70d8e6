//! Small works made by ffmpeg.

use std::path::{Path, PathBuf};
use std::process::Command;

use media::read::Limits;
use media::{Commonness, Comparison, EditKind, Fingerprint, Tier, Verdict};

/// Runs ffmpeg with arguments parted by `|`, the file last.
pub fn ffmpeg(folder: &Path, arguments: &str, name: &str) -> PathBuf {
    let file = folder.join(name);
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-y", "-nostdin"]).args(arguments.split('|')).arg(&file);
    let done = command.output().expect("ffmpeg starts");
    assert!(done.status.success(), "{arguments}: {}", String::from_utf8_lossy(&done.stderr));
    file
}

/// How everything is encoded here.
pub const CODED: &str = "-c:v|libx264|-preset|ultrafast|-crf|24|-pix_fmt|yuv420p|-c:a|aac";

/// A work that changes scene every two seconds, drawn from noise that `seed` chooses, with a melody of its own.
pub fn work(folder: &Path, seed: u32, seconds: u32, name: &str) -> PathBuf {
    let picture = format!(
        "nullsrc=s=40x24:r=25:d={seconds},geq=lum='128+110*sin(X*(0.13+0.05*mod(floor(T/2)*{seed}\\,7))+Y*(0.2+0.04*mod(floor(T/2)*{seed}\\,5))+T*1.7)*cos(Y*0.31+{seed}*X*0.07+floor(T/2)*{seed})':cb=128:cr='128+40*sin(floor(T/2))',scale=320:180:flags=bicubic"
    );
    let sound = melody(seed);
    ffmpeg(folder, &format!("-f|lavfi|-i|{picture}|-f|lavfi|-i|{sound}|-t|{seconds}|{CODED}"), name)
}

/// A melody that `seed` chooses.
pub fn melody(seed: u32) -> String {
    format!(
        "aevalsrc='0.3*sin(2*PI*(200+{}*floor(mod(t*2.3\\,7)))*t)+0.2*sin(2*PI*(430+{}*floor(mod(t*3.1\\,5)))*t)':s=44100",
        30 + 11 * seed,
        70 - 9 * seed
    )
}

/// The dense fingerprint of a file.
pub fn dense(file: &Path) -> Fingerprint {
    media::fingerprint(file, &Limits::default(), Tier::Dense).expect("readable")
}

/// Compares two files.
pub fn compare(a: &Path, b: &Path) -> Comparison {
    media::compare(&dense(a), &dense(b), &Commonness::none())
}

/// Whether the edits found are these, and the verdict re-use.
pub fn assert_edits(found: &Comparison, expected: &[EditKind]) {
    let kinds: Vec<EditKind> = found.edits.iter().map(|edit| edit.kind).collect();
    assert_eq!((found.verdict, kinds.as_slice()), (Verdict::Reused, expected), "{found:#?}");
}
