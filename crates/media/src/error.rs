//! Why a file could not be read. Each of these makes a check answer *cannot be judged*, never *not found*.

use std::path::PathBuf;

/// Why a video could not be read, with what to do next.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The program that decodes is not there.
    #[error(
        "the program {program} was not found: install ffmpeg 4.4 or newer (Debian, UOS, 麒麟: apt install ffmpeg; \
         Windows: put ffmpeg.exe beside mingjian.exe or on the PATH) or name it with --ffmpeg"
    )]
    FfmpegMissing {
        /// The name or path that was tried.
        program: PathBuf,
    },
    /// The program that reads words in pictures, or its data for Chinese, is not there.
    #[error(
        "words in pictures cannot be read, since {program} with its Chinese data was not found ({detail}): install it (Debian, UOS, 麒麟: \
         apt install tesseract-ocr tesseract-ocr-chi-sim) or name it with --tesseract"
    )]
    WordReaderMissing {
        /// The name or path that was tried.
        program: PathBuf,
        /// What is missing.
        detail: String,
    },
    /// The file is not there or may not be opened.
    #[error("{path}: {source}; check the path and the permission to read it", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A folder, device or pipe stands where a file should.
    #[error("{path} is not an ordinary file; name a video file", path = path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// Nothing is in the file.
    #[error("{path} is empty (0 bytes); fetch it again", path = path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// More bytes or pixels than the limits allow.
    #[error("{path}: {what} is above the limit of {limit}; raise the limit or cut the file", path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// What is too large, with its size.
        what: String,
        /// The limit, with its unit.
        limit: String,
    },
    /// No known kind of video, or one that points at other files (playlist, concat script), which is never followed.
    #[error(
        "{path} is not a video of a kind that is read ({detail}); playlists and scripts that point at other files are refused",
        path = path.display()
    )]
    NotVideo {
        /// The file.
        path: PathBuf,
        /// What ffmpeg said.
        detail: String,
    },
    /// A media file without moving pictures (sound only, or a cover picture only).
    #[error("{path} holds no moving pictures; only its sound, if any, can be compared", path = path.display())]
    NoPictures {
        /// The file.
        path: PathBuf,
    },
    /// Begun, but the rest is missing or damaged.
    #[error("{path} is broken or cut off ({detail}); fetch it again", path = path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What ffmpeg said.
        detail: String,
    },
    /// Protected by DRM.
    #[error("{path} is encrypted; a copy without protection is needed", path = path.display())]
    Encrypted {
        /// The file.
        path: PathBuf,
    },
    /// Took longer than allowed.
    #[error("{path} took longer than {seconds} s and was stopped; raise the time limit or cut the file", path = path.display())]
    TimedOut {
        /// The file.
        path: PathBuf,
        /// The limit in seconds.
        seconds: u64,
    },
    /// Needed more memory than allowed.
    #[error("{path} needed more than {bytes} bytes of memory and was stopped; raise the limit", path = path.display())]
    OutOfMemory {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        bytes: u64,
    },
    /// The child process could not be handled.
    #[error("could not talk to ffmpeg: {source}")]
    Process {
        /// What the operating system said.
        source: std::io::Error,
    },
}

/// The bytes are no fingerprint of a version this program knows.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FormatError {
    /// Does not begin as a fingerprint does.
    #[error("these bytes are no fingerprint; fingerprint the file again")]
    NotAFingerprint,
    /// Written by another version of the method.
    #[error("fingerprint of format {found}, this program reads format {known}; fingerprint the file again")]
    OtherVersion {
        /// The version found.
        found: u16,
        /// The version known.
        known: u16,
    },
    /// Ends early or contradicts itself.
    #[error("the fingerprint is damaged ({what}); fingerprint the file again")]
    Damaged {
        /// Which part.
        what: &'static str,
    },
}
