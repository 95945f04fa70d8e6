//! Reading text: normalising with a way back to the original, folding for search, masking of personal data, exact
//! copies, what the name of an account says about its place, level and kind of unit, what citizens write and accounts
//! answer, and what a work is about.
//!
//! Nothing here reads a file, a clock or the network: word lists and the gazetteer are embedded in the program.

pub mod check;
pub mod contact;
pub mod content;
pub mod copies;
pub mod credit;
pub mod detect;
pub mod duty;
pub mod features;
pub mod fold;
pub mod gazetteer;
pub mod lexicon;
mod linear;
pub mod mask;
pub mod message;
pub mod names;
pub mod near;
pub mod normalise;
pub mod places;
pub mod reply;
pub mod service;
pub mod topics;
pub mod unit_names;
pub mod unit_type;
pub mod wording;

mod data;
mod han;
mod prefix_table;
mod unicode;
mod weighted;

pub use data::data_hash;

/// Version of what this crate computes; stored beside every derived row so that a change of method shows.
pub const COMPUTED_BY: &str = "text-3";
