//! What a rule would have found at each past cut-off: how a draft is tried before it goes live.

use engine::Engine;
use lake::{Lake, LakeVersion};
use model::{Day, Finding, Quarter};
use rulebook::Rulebook;

use crate::AuditError;
use crate::result::RuleCount;
use crate::run::{AuditOptions, single_rule};

/// A rule at one past cut-off.
#[derive(Debug, Clone)]
pub struct ShadowQuarter {
    /// The quarter.
    pub quarter: Quarter,
    /// Its last day, or the day asked for if that lies earlier.
    pub as_of: Day,
    /// How the rule went.
    pub count: RuleCount,
    /// What it would have found.
    pub findings: Vec<Finding>,
}

/// Runs one rule at the end of each quarter from `since` on, up to the day in `options`.
///
/// # Errors
/// As [`crate::run`].
pub async fn quarters(
    engine: &Engine,
    lake: &Lake,
    version: &LakeVersion,
    rulebook: &Rulebook,
    options: &AuditOptions,
    code: &str,
    since: Quarter,
) -> Result<Vec<ShadowQuarter>, AuditError> {
    let mut quarters = Vec::new();
    let mut quarter = since;
    while quarter <= options.as_of.quarter() {
        let as_of = quarter.last_day().min(options.as_of);
        let at = AuditOptions { as_of, ..options.clone() };
        let (count, findings) = single_rule(engine, lake, version, rulebook, &at, code).await?;
        quarters.push(ShadowQuarter { quarter, as_of, count, findings });
        quarter = quarter.next();
    }
    Ok(quarters)
}
