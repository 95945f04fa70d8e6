//! The engine: a `DataFusion` session over one version of the lake, with every SQL function in one registry.
//!
//! It knows tables and functions, never what a rule is.

mod divisions;
mod engine;
mod error;
pub mod functions;
mod kept;
mod lake_table;
mod memory;
mod params;
mod session;
mod views;

pub use engine::{Engine, EngineOptions};
pub use error::EngineError;
pub use functions::{FunctionDoc, functions};
pub use params::{ParamValue, Params, placeholders};
pub use session::Session;
pub use views::view_names;
