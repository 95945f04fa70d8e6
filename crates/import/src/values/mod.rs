//! From what people and collectors write in cells to values: counts, days, instants, yes and no.
//!
//! Everything here returns `None` for what is not there or cannot be read; nothing is turned into 0.

pub mod count;
pub mod day;
pub mod find;
pub mod instant;
pub mod platform_id;
pub mod words;

pub use count::{Unit, count};
pub use day::day;
pub use find::find_day;
pub use instant::{Instant, instant};
pub use words::{narrow, present, yes_no};
