//! The formats, one file (or folder, where large) each. A new one is listed in [`crate::formats()`]; see `docs/adding-a-format.md`.

pub mod bilibili;
pub mod douyin_web;
pub mod f2;
pub mod filed_lists;
pub mod hot_boards;
pub mod jiji262;
pub mod ks_downloader;
pub mod kuaishou_web;
pub mod mapped;
pub mod matrix_lists;
pub mod media_crawler;
pub mod official;
pub mod reading;
pub mod registry;
pub mod tik_tok_downloader;
pub mod wechat;
pub mod weibo;
pub mod yt_dlp;
