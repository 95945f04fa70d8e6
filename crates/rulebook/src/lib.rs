//! The rulebook: loads and validates `rulebook/`, resolves profiles, judges subjects with three values and runs the
//! cases each rule brings along.
//!
//! It takes texts and sessions that somebody else opened; it reads no file, no clock and no real data of its own.

pub mod cases;
mod check;
mod document;
pub mod evaluate;
mod front_matter;
mod load;
mod params;
mod problem;
mod profile;
mod rule;
mod value;
mod wording;

pub use evaluate::{EvaluateError, FoundRow, Insufficient, RuleOutcome, evaluate};
pub use front_matter::{Basis, FrontMatter, Incomplete, RuleState, Settled, Tolerance};
pub use load::{LoadError, Rulebook, UnknownProfile};
pub use params::{ParamDef, ParamType};
pub use problem::Problem;
pub use profile::{Profile, RuleParams, Settings};
pub use rule::Rule;
pub use value::Value;
pub use wording::Wording;
