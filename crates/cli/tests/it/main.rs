//! The program as people and scripts use it: the real binary, its two outputs and its exit codes.

mod accounts;
mod audit;
mod calendar;
mod check;
mod county;
mod features;
mod footage;
mod help;
mod import;
mod imports;
#[cfg(unix)]
mod interrupted;
mod look;
mod mending;
mod program;
mod traced;
mod wrong_use;
