//! Integration tests: real files, made by ffmpeg when the tests run.

mod edits;
mod format;
mod make;
mod reuse;
mod search;
mod traps;
mod words;
