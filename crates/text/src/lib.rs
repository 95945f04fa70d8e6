//! Reading text: normalising with a way back to the original, folding for search, masking of personal data, exact
//! copies, and what the name of an account says about its place, level and kind of unit.
//!
//! Nothing here reads a file, a clock or the network: word lists and the gazetteer are embedded in the program.

pub mod contact;
pub mod copies;
pub mod fold;
pub mod gazetteer;
pub mod lexicon;
pub mod mask;
pub mod names;
pub mod normalise;
pub mod places;
pub mod unit_names;

mod data;
mod han;
mod prefix_table;
mod unicode;

pub use data::data_hash;

/// Version of what this crate computes; stored beside every derived row so that a change of method shows.
pub const COMPUTED_BY: &str = "text-1";
