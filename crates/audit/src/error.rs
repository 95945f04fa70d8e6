//! What can keep an audit from being made.

use engine::EngineError;
use rulebook::{EvaluateError, UnknownProfile};

/// An error of the audit.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The engine could not answer.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// A rule is wrong.
    #[error(transparent)]
    Rule(#[from] EvaluateError),
    /// No profile has this name.
    #[error(transparent)]
    Profile(#[from] UnknownProfile),
    /// No rule has this code.
    #[error("there is no rule `{code}`; there are: {known}")]
    UnknownRule {
        /// What was asked for.
        code: String,
        /// The codes there are.
        known: String,
    },
    /// A row of evidence could not be read back.
    #[error("a row of evidence could not be read back: {0}")]
    Evidence(String),
    /// A stored audit could not be written or read.
    #[error("{path}: {message}")]
    Store {
        /// The file.
        path: String,
        /// What is wrong and what to do.
        message: String,
    },
    /// No finding has this id.
    #[error("no finding of audit {audit_id} begins with `{finding}`; `mingjian findings` lists them")]
    NoSuchFinding {
        /// What was asked for.
        finding: String,
        /// Where it was looked for.
        audit_id: String,
    },
}
