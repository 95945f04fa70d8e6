//! `mingjian rulebook test`: the cases of rules, run as whoever writes a rule wants to see them.

use engine::{Engine, EngineOptions};
use rulebook::cases::{read_cases, run_case};
use rulebook::{Rule, Rulebook};
use serde_json::json;

use crate::args::Format;
use crate::args::rulebook::Test;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet};
use crate::rules;

/// Runs the cases and lists those that do not hold.
pub async fn run(context: &Context, arguments: &Test) -> Result<Exit, Failure> {
    let rulebook = rules::load(arguments.folder.as_deref())?;
    let engine = Engine::new(&EngineOptions::default())?;
    let mut sheet = Sheet::new(["rule", "case", "message"].map(Column::text).to_vec());
    let mut held = 0_usize;
    for rule in chosen(&rulebook, &arguments.rule)? {
        let cases = match read_cases(&rule.cases) {
            Ok(cases) => cases,
            Err((line, message)) => {
                let place = format!("cases.yml:{}", line.unwrap_or_default());
                sheet.push(vec![json!(rule.code()), json!(place), json!(message)]);
                continue;
            }
        };
        for case in cases {
            match run_case(&engine, &rulebook, rule, &case).await {
                Ok(()) => held += 1,
                Err(error) => sheet.push(vec![json!(rule.code()), json!(case.name), json!(error.to_string())]),
            }
        }
    }
    if !sheet.rows.is_empty() || context.format != Format::Table {
        output::write(context, &sheet)?;
    }
    let counts = [("held", held.to_string().into()), ("failed", sheet.rows.len().to_string().into())];
    context.talk("rulebook-cases", &counts);
    Ok(if sheet.rows.is_empty() { Exit::Done } else { Exit::NotDone })
}

fn chosen<'a>(rulebook: &'a Rulebook, codes: &[String]) -> Result<Vec<&'a Rule>, Failure> {
    if codes.is_empty() {
        return Ok(rulebook.rules().values().collect());
    }
    codes.iter().map(|code| rules::rule(rulebook, code)).collect()
}
