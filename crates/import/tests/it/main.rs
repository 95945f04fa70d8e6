//! Import as its users see it: files in, rows of the lake out, every record accounted for.

mod archives;
mod collections;
mod containers;
mod decisions;
mod demo;
mod eras;
mod hostile;
mod hot_boards;
mod idempotency;
mod maps;
mod office;
mod packages;
mod privacy;
mod properties;
mod registries;
mod registry_diff;
mod support;
mod traces;
mod traps;
mod trouble;
mod undo;
