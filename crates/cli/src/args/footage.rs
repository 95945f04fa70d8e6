//! `mingjian fingerprint`, `mingjian picture-text`, `mingjian match`, `mingjian search` and `mingjian reuse`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use model::Day;

/// How videos are decoded.
#[derive(Debug, Args)]
pub struct Decoding {
    /// Threads of ffmpeg for each file.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub threads: u8,
    /// Hardware decoder of ffmpeg (vaapi, cuda …).
    #[arg(long, value_name = "NAME")]
    pub hardware: Option<String>,
    /// The ffmpeg program.
    #[arg(long, value_name = "PROGRAM", default_value = "ffmpeg")]
    pub ffmpeg: PathBuf,
}

/// How thoroughly a video is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tier {
    /// Pictures and sound, for comparing.
    Dense,
    /// Key frames only, for looking up.
    Key,
}

/// What media files look and sound like.
#[derive(Debug, Args)]
pub struct Fingerprint {
    /// Videos and folders; without any, the files that works name.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How thoroughly they are read.
    #[arg(long, value_name = "TIER", value_enum, default_value_t = Tier::Dense)]
    pub tier: Tier,
    /// Files read at once; as many as there are processors by default.
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Also those that are known or could not be read before.
    #[arg(long)]
    pub again: bool,
    /// Files read before they are compared and written; a stopped run goes on behind the last part.
    #[arg(long, value_name = "N")]
    pub part: Option<usize>,
    /// How they are decoded.
    #[command(flatten)]
    pub decoding: Decoding,
}

/// Words in the pictures of works that share footage.
#[derive(Debug, Args)]
pub struct PictureText {
    /// Also files whose words were read before, or could not be.
    #[arg(long)]
    pub again: bool,
    /// Files read at once; as many as there are processors by default.
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// The program that reads words.
    #[arg(long, value_name = "PROGRAM", default_value = "tesseract")]
    pub tesseract: PathBuf,
    /// How they are decoded.
    #[command(flatten)]
    pub decoding: Decoding,
}

/// What two videos have to do with each other.
#[derive(Debug, Args)]
pub struct Match {
    /// One video.
    #[arg(value_name = "A")]
    pub a: PathBuf,
    /// The other.
    #[arg(value_name = "B")]
    pub b: PathBuf,
    /// Write the evidence as an HTML page.
    #[arg(long, value_name = "FILE")]
    pub page: Option<PathBuf>,
    /// How they are decoded.
    #[command(flatten)]
    pub decoding: Decoding,
}

/// Who has this footage.
#[derive(Debug, Args)]
pub struct Search {
    /// The clip.
    #[arg(value_name = "CLIP")]
    pub clip: PathBuf,
    /// How it is decoded.
    #[command(flatten)]
    pub decoding: Decoding,
}

/// Works that share footage, in groups.
#[derive(Debug, Args)]
pub struct Reuse {
    /// Works published up to the end of this day; today by default.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Only groups with works of this account: its id, or a part of its name.
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// At most so many rows.
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub limit: u32,
}
