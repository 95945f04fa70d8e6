//! What can go wrong between a SQL text and its rows.

use datafusion::error::DataFusionError;

/// An error of the engine. Each says what happened and what to do.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The SQL names something that does not exist or does not type-check.
    #[error("this SQL cannot be run: {message}")]
    Sql {
        /// What the planner said, in one line.
        message: String,
    },
    /// The SQL text is not well-formed.
    #[error("this SQL cannot be read: {0}")]
    Syntax(String),
    /// `$name` has no value.
    #[error("the SQL uses ${name}, which has no value here; known are: {known}")]
    UnknownParam {
        /// The placeholder without `$`.
        name: String,
        /// The names that have one.
        known: String,
    },
    /// The query needs more memory than it was given.
    #[error(
        "the query ran out of its {limit_mib} MiB of memory and could not spill; give it more with --memory ({message})"
    )]
    OutOfMemory {
        /// The limit in MiB.
        limit_mib: usize,
        /// What the engine said.
        message: String,
    },
    /// A file of the lake could not be read.
    #[error("the lake cannot be read: {0}")]
    Lake(#[from] lake::LakeError),
    /// Anything else while running.
    #[error("the query failed: {0}")]
    Run(String),
}

impl EngineError {
    /// Sorts an error of `DataFusion` into ours.
    pub(crate) fn from_datafusion(error: &DataFusionError, memory_bytes: usize) -> Self {
        let message = one_line(&error.to_string());
        match error.find_root() {
            DataFusionError::ResourcesExhausted(_) => {
                Self::OutOfMemory { limit_mib: memory_bytes / (1024 * 1024), message }
            }
            DataFusionError::SQL(parse, _) => Self::Syntax(one_line(&parse.to_string())),
            DataFusionError::Plan(_) | DataFusionError::SchemaError(_, _) | DataFusionError::NotImplemented(_) => {
                Self::Sql { message }
            }
            _ => Self::Run(message),
        }
    }
}

/// The first paragraph of a message, without the trace some errors carry along.
fn one_line(message: &str) -> String {
    let text = message.split("\n\nbacktrace:").next().unwrap_or(message);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
