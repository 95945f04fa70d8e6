//! The lake as its users see it.

mod compaction;
mod crash;
mod duckdb;
mod postgres;
mod support;
mod trouble;
mod versions;
mod workspace;
mod writers;
