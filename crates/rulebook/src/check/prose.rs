//! Headings, law and parameters: what can be checked by reading.

use crate::document::HEADINGS;
use crate::problem::{Problem, line_containing, line_of_key, listed};
use crate::profile::setting_names;
use crate::rule::Rule;

pub(super) fn check(rule: &Rule) -> Vec<Problem> {
    let path = format!("{}/rule.md", rule.folder);
    let text = &rule.text;
    let mut problems = Vec::new();
    let mut report = |line: Option<usize>, message: String| problems.push(Problem::new(&path, line, message));

    for heading in HEADINGS {
        match rule.sections.get(heading) {
            None => report(None, format!("the heading `## {heading}` is missing; every rule has {}", listed(HEADINGS))),
            Some(body) if body.is_empty() => {
                let line = line_containing(text, &format!("## {heading}"));
                report(line, format!("nothing stands under `## {heading}`; write at least a sentence"));
            }
            Some(_) => {}
        }
    }
    let known: Vec<&str> =
        rule.heading_order.iter().map(String::as_str).filter(|name| HEADINGS.contains(name)).collect();
    let expected: Vec<&str> = HEADINGS.into_iter().filter(|name| known.contains(name)).collect();
    if known != expected {
        report(None, format!("the headings stand in another order; write them as {}", listed(HEADINGS)));
    }

    let front = &rule.front;
    if front.basis.is_empty() {
        report(line_of_key(text, "basis"), "basis is empty; name the document, its number and the clause".to_owned());
    }
    if front.deadline_days == 0 {
        report(
            line_of_key(text, "deadline_days"),
            "deadline_days is 0; write the days a unit has to put it right".to_owned(),
        );
    }
    if !front.incremental && front.incremental_why.is_none() {
        report(
            line_of_key(text, "incremental"),
            "incremental: false needs a reason; add incremental_why: …".to_owned(),
        );
    }
    for need in front.tolerates.keys().filter(|need| !front.needs.contains(need)) {
        let needs = listed(&front.needs);
        report(
            line_of_key(text, need),
            format!("tolerates names `{need}`, which needs does not; write one of {needs}"),
        );
    }
    for column in &front.evidence {
        if let Some(message) = unknown_column(column) {
            report(line_of_key(text, "evidence"), format!("evidence: {message}"));
        }
    }

    let used = rule.used_params();
    let settings = setting_names();
    for name in front.params.keys() {
        if settings.contains(&name.as_str()) || name == "as_of" {
            report(
                line_of_key(text, name),
                format!("`{name}` is a setting of the profile; give the parameter another name"),
            );
        } else if !used.contains(name) {
            report(
                line_of_key(text, name),
                format!("the parameter `{name}` is never used; write ${name} in the SQL or delete it"),
            );
        }
    }
    for name in &used {
        let known = front.params.contains_key(name) || settings.contains(&name.as_str()) || name == "as_of";
        if !known {
            let (file, line) = place_of(rule, name);
            let known = listed(front.params.keys().map(String::as_str).chain(settings).chain(["as_of"]));
            let message =
                format!("the parameter `${name}` is never declared; declare it under params or write one of {known}");
            problems.push(Problem::new(&format!("{}/{file}", rule.folder), line, message));
        }
    }
    problems
}

/// Where a parameter is used.
fn place_of(rule: &Rule, name: &str) -> (&'static str, Option<usize>) {
    let wanted = format!("${name}");
    let uses = |line: &str| {
        line.match_indices(&wanted).any(|(at, _)| {
            let after = line.get(at + wanted.len()..).and_then(|rest| rest.chars().next());
            !after.is_some_and(|next| next.is_alphanumeric() || next == '_')
        })
    };
    let line_in = |text: &str| text.lines().position(uses).map(|index| index + 1);
    match line_in(&rule.sql) {
        Some(line) => ("rule.sql", Some(line)),
        None => ("rule.md", line_in(&rule.text)),
    }
}

/// Why `table.column` names nothing, or `None` where it does.
fn unknown_column(reference: &str) -> Option<String> {
    let Some((table, column)) = reference.split_once('.') else {
        return Some(format!("`{reference}` has no column; write it like posts.posted_at"));
    };
    let Some(definition) = model::tables::by_name(table) else {
        let tables = listed(model::tables::ALL.iter().map(|table| table.name));
        return Some(format!("there is no table `{table}`; write one of {tables}"));
    };
    definition.column(column).is_none().then(|| {
        let columns = listed(definition.columns.iter().map(|column| column.name));
        format!("`{table}` has no column `{column}`; write one of {columns}")
    })
}
