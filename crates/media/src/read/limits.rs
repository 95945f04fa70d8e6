//! How much one file may cost.

use std::path::PathBuf;

/// Bounds for reading one file, and how the decoder is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Wall-clock seconds after which the child is stopped.
    pub wall_seconds: u64,
    /// CPU seconds the child may use (enforced where the program `prlimit` exists).
    pub cpu_seconds: u64,
    /// Address space of the child in bytes (enforced where the program `prlimit` exists).
    pub memory_bytes: u64,
    /// The largest file that is opened, in bytes.
    pub file_bytes: u64,
    /// Seconds of the work that are read; the rest is left and the fingerprint says so by its duration.
    pub work_seconds: u32,
    /// The largest picture, in pixels (8K is 33 million).
    pub picture_pixels: u64,
    /// Threads of the decoder.
    pub threads: u8,
    /// A hardware decoder by ffmpeg's name (`vaapi`, `cuda`, `auto`), none by default.
    pub hardware: Option<String>,
    /// The ffmpeg program: a path, or a name looked up in PATH.
    pub ffmpeg: PathBuf,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            wall_seconds: 1800,
            cpu_seconds: 3600,
            memory_bytes: 4 << 30,
            file_bytes: 64 << 30,
            work_seconds: 4 * 3600,
            picture_pixels: 7680 * 4320,
            threads: 1,
            hardware: None,
            ffmpeg: PathBuf::from("ffmpeg"),
        }
    }
}
