//! The versioned store: a DuckLake 1.0 catalogue (SQLite or PostgreSQL) over Parquet files (folder or object store).
//!
//! One import is one snapshot over all tables, written in one SQL transaction after its files are safely stored.
//! [`Lake::at`] gives the files of a version, [`Lake::scan`] their rows, [`Lake::writer`] adds to it. What a rule is,
//! this crate does not know.

mod catalog;
mod clock;
mod compact;
mod database;
mod error;
mod expire;
mod lake;
mod lease;
mod location;
mod pin;
mod scalar;
mod scan;
mod stats;
mod storage;
mod vacuum;
mod version;
mod workspace;
mod writer;

pub use catalog::log::LogEntry;
pub use compact::Compacted;
pub use error::LakeError;
pub use expire::Expired;
pub use lake::{Lake, STORE_URL};
pub use location::{CatalogLocation, DataLocation, LakeLocation};
pub use pin::Pin;
pub use scalar::Scalar;
pub use scan::BatchStream;
pub use vacuum::Vacuumed;
pub use version::{ColumnStats, DataFile, LakeVersion, TableFiles, Version};
pub use workspace::{CreateOptions, FORMAT_VERSION, Workspace, WorkspaceConfig, WorkspaceError};
pub use writer::{CommitInfo, Prepared, Writer, WriterOptions};
