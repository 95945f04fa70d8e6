//! `mingjian match`

use std::path::PathBuf;

use clap::Args;

/// What two videos have to do with each other.
#[derive(Debug, Args)]
pub struct Match {
    /// One video.
    #[arg(value_name = "A")]
    pub a: PathBuf,
    /// The other.
    #[arg(value_name = "B")]
    pub b: PathBuf,
    /// Threads of ffmpeg for each file.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub threads: u8,
    /// Hardware decoder of ffmpeg (vaapi, cuda …).
    #[arg(long, value_name = "NAME")]
    pub hardware: Option<String>,
}
