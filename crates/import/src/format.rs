//! The one trait behind which every format stands, and the registry of formats.

use crate::entry::Entry;
use crate::error::ReadError;
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Position;
use crate::source::Source;

/// What a format is, for people and for the generated handbook.
#[derive(Debug)]
pub struct Manifest {
    /// Name for `--format` and in reports.
    pub name: &'static str,
    /// The name people read.
    pub title_zh: &'static str,
    /// What writes such files and how they look.
    pub doc: &'static str,
    /// The tables it fills.
    pub fills: &'static [&'static str],
    /// What may be concluded from such a file.
    pub proves: &'static str,
    /// What such files do not hold.
    pub lacks: &'static [&'static str],
}

/// How sure a format is that a file is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Detection {
    /// 0 not at all … 100 beyond doubt. Below [`Detection::ENOUGH`] a file is not read.
    pub confidence: u8,
    /// Files that others lean on come first: 0 registries, 1 profiles, 2 works, 3 comments, 4 the rest.
    pub stage: u8,
}

impl Detection {
    /// Not this format.
    pub const NO: Self = Self { confidence: 0, stage: 4 };
    /// The least confidence a file is read with.
    pub const ENOUGH: u8 = 40;

    /// This format, with so much confidence.
    #[must_use]
    pub fn yes(confidence: u8, stage: u8) -> Self {
        Self { confidence, stage }
    }
}

/// Takes what a format reads. Each data record is given exactly once: as a row or to quarantine.
pub trait Sink {
    /// A record that was understood. One record may say several things: a registry line with three accounts says three.
    ///
    /// # Errors
    /// When the import has ended.
    fn row(&mut self, at: &Position, entries: Vec<Entry>) -> Result<(), ReadError>;

    /// A record that could not be imported.
    ///
    /// # Errors
    /// When the import has ended.
    fn quarantine(&mut self, at: &Position, reject: Reject) -> Result<(), ReadError>;

    /// Something a person should know although the record was imported. Counted by its text.
    fn warn(&mut self, warning: &str);
}

/// A format of files people have. One file of code each, listed in [`formats`](crate::formats()).
pub trait Format: Sync {
    /// What it is.
    fn manifest(&self) -> &'static Manifest;

    /// How sure it is that a file is its own. Looks at the probe only.
    fn detect(&self, probe: &Probe) -> Detection;

    /// Reads the file into the sink and returns how many data records it counted; the pipeline compares that with
    /// what the sink was given.
    ///
    /// # Errors
    /// When the file cannot be read, or not to its end. A record that cannot be read is no error.
    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError>;
}

/// Every format. Where two claim a file with equal confidence, a person decides.
#[must_use]
pub fn formats() -> &'static [&'static dyn Format] {
    &[
        &crate::formats::mapped::Mapped,
        &crate::formats::media_crawler::MediaCrawler,
        &crate::formats::media_crawler::MediaCrawlerForums,
        &crate::formats::tik_tok_downloader::TikTokDownloader,
        &crate::formats::ks_downloader::KsDownloader,
        &crate::formats::jiji262::Jiji262,
        &crate::formats::f2::F2,
        &crate::formats::douyin_web::DouyinWeb,
        &crate::formats::yt_dlp::YtDlp,
        &crate::formats::weibo::WeiboCrawler,
        &crate::formats::weibo::WeiboSpider,
        &crate::formats::weibo::WeiboSearch,
        &crate::formats::weibo::Nghuyong,
        &crate::formats::weibo::WebScraper,
        &crate::formats::bilibili::Bilibili,
        &crate::formats::kuaishou_web::KuaishouWeb,
        &crate::formats::wechat::WechatExporter,
        &crate::formats::wechat::WechatSpider,
        &crate::formats::official::DouyinCreator,
        &crate::formats::official::WechatChannels,
        &crate::formats::official::XiaohongshuCreator,
        &crate::formats::official::OfficialAccount,
        &crate::formats::official::OpenPlatform,
        &crate::formats::official::Newrank,
        &crate::formats::hot_boards::Lxw,
        &crate::formats::hot_boards::Justjavac,
        &crate::formats::hot_boards::DouyinHotHub,
        &crate::formats::filed_lists::ZombieList,
        &crate::formats::filed_lists::Inspection,
        &crate::formats::matrix_lists::MatrixList,
        &crate::formats::matrix_lists::SourceUnits,
        &crate::formats::registry::Registry,
    ]
}
