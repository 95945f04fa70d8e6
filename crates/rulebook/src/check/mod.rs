//! The validator: everything a rule can get wrong that does not keep it from being loaded.

mod cases;
mod prose;
mod queries;
#[cfg(test)]
mod tests;

use engine::{Engine, EngineError, EngineOptions};
use model::Day;

use crate::load::Rulebook;
use crate::problem::Problem;

/// Any day serves: the tables are empty.
const SOME_DAY: Day = Day(18_683);

impl Rulebook {
    /// Checks texts, parameters, wording, cases and, against empty tables, every piece of SQL.
    ///
    /// # Errors
    /// If the engine cannot open an empty session.
    pub async fn check(&self) -> Result<Vec<Problem>, EngineError> {
        let engine = Engine::new(&EngineOptions { threads: 1, ..EngineOptions::default() })?;
        let session = engine.session_in_memory(std::collections::BTreeMap::new(), Some(SOME_DAY)).await?;
        let mut problems = Vec::new();
        for rule in self.rules().values() {
            problems.extend(prose::check(rule));
            problems.extend(cases::check(self, rule));
            problems.extend(queries::check(self, rule, &session).await);
        }
        problems.sort();
        problems.dedup();
        Ok(problems)
    }
}
