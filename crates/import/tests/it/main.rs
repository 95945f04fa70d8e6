//! Import as its users see it: files in, rows of the lake out, every record accounted for.

mod archives;
mod collections;
mod collectors_of_douyin;
mod collectors_of_others;
mod collectors_of_weibo;
mod containers;
mod decisions;
mod demo;
mod eras;
mod hostile;
mod hot_boards;
mod idempotency;
mod maps;
mod office;
mod official_exports;
mod packages;
mod privacy;
mod properties;
mod properties_of_collectors;
mod registries;
mod registry_diff;
mod support;
mod traces;
mod traps;
mod trouble;
mod undo;
