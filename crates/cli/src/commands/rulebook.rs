//! `mingjian rulebook …`: mistakes, cases, the list, the handbook.

mod cases;
mod handbook;

use rulebook::{Problem, RuleState, Rulebook};
use serde_json::{Value, json};

use crate::args::Format;
use crate::args::rulebook::{Folder, List, RulebookCommand};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet};
use crate::rules;
use crate::words::Words;

/// Does it.
pub async fn run(context: &Context, command: &RulebookCommand) -> Result<Exit, Failure> {
    match command {
        RulebookCommand::Check(arguments) => check(context, arguments).await,
        RulebookCommand::Test(arguments) => cases::run(context, arguments).await,
        RulebookCommand::List(arguments) => list(context, arguments),
        RulebookCommand::Handbook(arguments) => print_handbook(arguments),
    }
}

async fn check(context: &Context, arguments: &Folder) -> Result<Exit, Failure> {
    let loaded = match &arguments.folder {
        Some(folder) => Rulebook::load(rules::files(folder)?),
        None => Rulebook::load_embedded(),
    };
    let (problems, rules, profiles): (Vec<Problem>, usize, usize) = match loaded {
        Ok(rulebook) => (rulebook.check().await?, rulebook.rules().len(), rulebook.profiles().len()),
        Err(error) => (error.problems, 0, 0),
    };
    let mut sheet = Sheet::new(vec![Column::text("path"), Column::text("line"), Column::text("message")]);
    for problem in &problems {
        sheet.push(vec![json!(problem.path), json!(problem.line), json!(problem.message)]);
    }
    if !problems.is_empty() || context.format != Format::Table {
        output::write(context, &sheet)?;
    }
    if problems.is_empty() {
        let values = [("rules", rules.to_string().into()), ("profiles", profiles.to_string().into())];
        context.talk("rulebook-good", &values);
        return Ok(Exit::Done);
    }
    context.talk("rulebook-bad", &[("count", problems.len().to_string().into())]);
    Ok(Exit::NotDone)
}

/// The state of a rule as people call it.
pub fn state_words(words: &Words, state: RuleState) -> String {
    words.plain(match state {
        RuleState::Draft => "state-draft",
        RuleState::Shadow => "state-shadow",
        RuleState::Live => "state-live",
        RuleState::Retired => "state-retired",
    })
}

fn list(context: &Context, arguments: &List) -> Result<Exit, Failure> {
    let rulebook = rules::load(arguments.folder.as_deref())?;
    let profile = arguments.profile.as_deref().map(|name| rules::profile(&rulebook, name)).transpose()?;
    let people = context.format == Format::Table;
    let words = &context.words;
    let mut columns = ["rule", "title", "class", "state", "subject"].map(Column::text).to_vec();
    if profile.is_some() {
        columns.extend(["enabled", "params"].map(Column::text));
    }
    let mut sheet = Sheet::new(columns);
    for rule in rulebook.rules().values() {
        let use_of_rule = profile.and_then(|profile| profile.rule(rule.code()));
        let class = use_of_rule.map_or(rule.front.class, |use_of_rule| use_of_rule.class);
        let (class, subject) = (
            if people { words.term(class.chinese(), class.id()) } else { class.id() },
            if people {
                words.term(rule.front.subject.chinese(), rule.front.subject.id())
            } else {
                rule.front.subject.id()
            },
        );
        let state = if people { json!(state_words(words, rule.front.state)) } else { json!(rule.front.state) };
        let mut row = vec![json!(rule.code()), json!(rule.title()), json!(class), state, json!(subject)];
        if profile.is_some() {
            let params = use_of_rule.map(|use_of_rule| {
                let own = use_of_rule.shown().into_iter().filter(|param| rule.front.params.contains_key(&param.name));
                own.map(|param| format!("{} = {}", param.name, param.value)).collect::<Vec<_>>()
            });
            row.push(use_of_rule.map_or(Value::Null, |use_of_rule| json!(use_of_rule.enabled)));
            row.push(json!(params));
        }
        sheet.push(row);
    }
    output::write(context, &sheet)?;
    if people && profile.is_none() {
        let names: Vec<String> = rulebook.profiles().values().map(|profile| profile.name.clone()).collect();
        context.talk("rulebook-profiles", &[("names", words.list(names).into())]);
    }
    Ok(Exit::Done)
}

fn print_handbook(arguments: &Folder) -> Result<Exit, Failure> {
    let rulebook = rules::load(arguments.folder.as_deref())?;
    output::print(&handbook::handbook(&rulebook))?;
    Ok(Exit::Done)
}
