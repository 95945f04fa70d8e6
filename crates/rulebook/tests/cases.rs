//! Every case of every rule as a test of its own: `Z02/silent for fifteen days`.

use std::process::ExitCode;
use std::sync::Arc;

use engine::{Engine, EngineOptions};
use libtest_mimic::{Arguments, Failed, Trial};
use rulebook::Rulebook;
use rulebook::cases::{read_cases, run_case};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let rulebook = match Rulebook::load_embedded() {
        Ok(rulebook) => Arc::new(rulebook),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let mut trials = Vec::new();
    for (code, rule) in rulebook.rules() {
        match read_cases(&rule.cases) {
            Ok(cases) => {
                for case in cases {
                    let (rulebook, code) = (Arc::clone(&rulebook), code.clone());
                    trials.push(Trial::test(format!("{code}/{}", case.name), move || {
                        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                        let engine = Engine::new(&EngineOptions { threads: 2, ..EngineOptions::default() })?;
                        let rule = rulebook.rules().get(&code).ok_or("the rule is gone")?;
                        runtime
                            .block_on(run_case(&engine, &rulebook, rule, &case))
                            .map_err(|error| Failed::from(error.to_string()))
                    }));
                }
            }
            Err((line, message)) => {
                let message = format!("{}/cases.yml:{}: {message}", rule.folder, line.unwrap_or_default());
                trials.push(Trial::test(format!("{code}/cases can be read"), move || Err(Failed::from(message))));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}
