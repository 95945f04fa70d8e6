//! The program as people and scripts use it: the real binary, its two outputs and its exit codes.

mod audit;
mod county;
mod help;
mod import;
mod look;
mod program;
mod wrong_use;
