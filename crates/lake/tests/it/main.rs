//! The lake as its users see it.

mod support;
mod versions;
