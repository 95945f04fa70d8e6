//! From entries to rows of the lake: identities, keys, masks, features, what is already known, and the accounts of rows.

pub mod assemble;
pub mod claims;
pub mod features;
pub mod known;
pub mod load;
mod media;
pub mod people;
pub mod privacy;
pub mod raw;
pub mod reading;
pub mod registry_rows;
pub mod restate;
pub mod state;
mod texts;
pub mod works;
