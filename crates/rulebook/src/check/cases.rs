//! Whether a rule shows enough: three cases of each of the three answers, each under its own name.

use std::collections::BTreeSet;

use crate::cases::read_cases;
use crate::load::Rulebook;
use crate::problem::{Problem, line_containing};
use crate::rule::Rule;

/// Cases of each answer a rule must show.
const CASES_OF_EACH: usize = 3;

pub(super) fn check(rulebook: &Rulebook, rule: &Rule) -> Vec<Problem> {
    let path = format!("{}/cases.yml", rule.folder);
    let cases = match read_cases(&rule.cases) {
        Ok(cases) => cases,
        Err((line, message)) => return vec![Problem::new(&path, line, message)],
    };
    let mut problems = Vec::new();
    let mut names = BTreeSet::new();
    for case in &cases {
        let line = line_containing(&rule.cases, &case.name);
        if !names.insert(case.name.as_str()) {
            problems.push(Problem::new(
                &path,
                line,
                format!("two cases are called `{}`; give each its own name", case.name),
            ));
        }
        if let Err(error) = rulebook.profile(&case.profile) {
            problems.push(Problem::new(&path, line, error.to_string()));
        }
    }
    for (place, answer) in ["found", "not_found", "insufficient"].iter().enumerate() {
        let shown = cases.iter().filter(|case| case.shows().get(place) == Some(&true)).count();
        if shown < CASES_OF_EACH {
            problems.push(Problem::new(
                &path,
                None,
                format!("{shown} cases expect {answer}; write at least {CASES_OF_EACH} of each of the three answers"),
            ));
        }
    }
    problems
}
