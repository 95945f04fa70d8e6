//! Every piece of SQL planned against empty tables: unknown columns and functions, and what the wording names.

use engine::{EngineError, Session};

use crate::evaluate::{EvaluateError, FIXED_COLUMNS, prepare, take_steps};
use crate::load::Rulebook;
use crate::problem::{Problem, line_containing, line_of_key, listed};
use crate::rule::Rule;

pub(super) async fn check(rulebook: &Rulebook, rule: &Rule, session: &Session) -> Vec<Problem> {
    let path = |file: &str| format!("{}/{file}", rule.folder);
    // Profiles differ in values only, never in types, so any of them serves.
    let Some(settings) = rulebook.profiles().values().find_map(|profile| profile.rule(rule.code())) else {
        let message = "there is no profile; write profiles/national.toml with the settings";
        return vec![Problem::new("profiles", None, message)];
    };
    let declared = |name: &String| settings.params.contains_key(name) || name == "as_of";
    if !rule.used_params().iter().all(declared) {
        // Reported where parameters are compared; planning would only repeat it less clearly.
        return Vec::new();
    }
    let (mut fork, _) = match prepare(session, rule, &settings.params).await {
        Ok(prepared) => prepared,
        Err(EvaluateError::Engine { place, source, .. }) => {
            let message = sql_message(&source);
            let key = place.split(' ').next().unwrap_or(&place);
            let line = line_of_key(&rule.text, key);
            let line = line_of_name(&rule.text, &message).or(line);
            return vec![Problem::new(&path("rule.md"), line, format!("{place}: {message}"))];
        }
        Err(EvaluateError::Need { message, .. }) => {
            return vec![Problem::new(&path("rule.md"), line_of_key(&rule.text, "needs"), format!("needs: {message}"))];
        }
        Err(error) => {
            return vec![Problem::new(&path("rule.md"), line_of_key(&rule.text, "universe"), error.to_string())];
        }
    };
    let planned = match take_steps(&mut fork, &rule.sql, &settings.params).await {
        Ok(rest) => fork.columns(&rest, &settings.params).await,
        Err((_, error)) => Err(error),
    };
    let columns = match planned {
        Ok(schema) => schema.fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>(),
        Err(error) => {
            let message = sql_message(&error);
            return vec![Problem::new(&path("rule.sql"), line_of_name(&rule.sql, &message), message)];
        }
    };
    let mut problems = Vec::new();
    for wanted in FIXED_COLUMNS.iter().filter(|wanted| !columns.iter().any(|column| column == *wanted)) {
        let message = format!("the query does not return `{wanted}`; every rule returns {}", listed(FIXED_COLUMNS));
        problems.push(Problem::new(&path("rule.sql"), None, message));
    }
    for placeholder in rule.wording.columns() {
        if !columns.iter().any(|column| column == placeholder) {
            let line = line_containing(&rule.text, &format!("{{{placeholder}"));
            let message = format!(
                "通报用语: the query does not return `{placeholder}`; return it in rule.sql or write one of {}",
                listed(&columns)
            );
            problems.push(Problem::new(&path("rule.md"), line, message));
        }
    }
    problems
}

fn sql_message(error: &EngineError) -> String {
    let message = error.to_string();
    if message.contains("Invalid function") || message.contains("unknown function") {
        let known = engine::functions().into_iter().map(|function| function.name);
        return format!("{message}; our own functions are {}", listed(known));
    }
    message
}

/// The line on which the name a planner complains about stands.
fn line_of_name(text: &str, message: &str) -> Option<usize> {
    let after = ["No field named ", "Invalid function '", "table 'mingjian.now.", "table 'mingjian."]
        .iter()
        .find_map(|start| message.split_once(start).map(|(_, rest)| rest))?;
    let is_name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"');
    let name: String = after.chars().take_while(is_name).filter(|c| *c != '"').collect();
    let name = name.trim_end_matches('.');
    line_containing(text, name).or_else(|| line_containing(text, name.rsplit('.').next().unwrap_or(name)))
}
