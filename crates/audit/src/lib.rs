//! The audit: rules over one version of the lake → findings with three values → coverage ledger → pass rates.
//!
//! A pure function of its [`Identity`]: no clock, no network, no file that it was not handed.

pub mod changes;
mod coverage;
mod error;
mod evidence;
pub mod explain;
mod findings;
mod identity;
mod interval;
mod people;
mod result;
mod run;
pub mod shadow;
mod standing;
pub mod store;

pub use changes::{Changes, EarlierAudit, FindingKey, compare};
pub use error::AuditError;
pub use identity::Identity;
pub use interval::Share;
pub use result::{
    AccountStanding, AuditResult, Coverage, MissingCheck, OtherReadings, PassRate, Reach, RuleCount, Standing, Unjudged,
};
pub use run::{AuditOptions, rule_of, run};
