//! The audit over a small lake: the same bytes on one thread or eight, and every answer in its place.

mod county;
mod reproducible;
mod verdicts;
