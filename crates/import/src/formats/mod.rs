//! The formats, one file (or folder, where large) each. A new one is listed in [`crate::formats()`]; see `docs/adding-a-format.md`.

pub mod filed_lists;
pub mod hot_boards;
pub mod mapped;
pub mod media_crawler;
pub mod registry;
