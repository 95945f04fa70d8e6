//! `mingjian detect`: what files are taken for, what they will fill, and what cannot be judged from them.

use std::collections::BTreeMap;

use import::Detected;
use rulebook::{Rule, RuleState};
use serde_json::json;

use super::import::told;
use crate::args::Format;
use crate::args::detect::Detect;
use crate::context::Context;
use crate::errors;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet};
use crate::rules;
use crate::words::Words;

/// What each rule needs and a file does not give.
type Needs = BTreeMap<String, Vec<String>>;

/// Looks at the files.
pub async fn run(context: &Context, arguments: &Detect) -> Result<Exit, Failure> {
    for path in &arguments.paths {
        std::fs::metadata(path).map_err(|error| errors::io(path, &error))?;
    }
    let rulebook = rules::load(None)?;
    let workspace = context.workspace_or_error().ok().map(|workspace| workspace.root().to_owned());
    let (paths, now) = (arguments.paths.clone(), context.now());
    let looked = tokio::task::spawn_blocking(move || import::detect(&paths, workspace.as_deref(), now)).await;
    let found = looked.map_err(|error| Failure::not_done("error-unexpected").detail(error))??;
    let needs: Vec<(String, Vec<String>)> = rulebook
        .rules()
        .values()
        .filter(|rule| rule.front.state != RuleState::Retired)
        .map(|rule| (format!("{} {}", rule.code(), rule.title()), needs_of(rule)))
        .collect();
    match context.format {
        Format::Json => {
            let objects = found.iter().map(|file| {
                let mut object = json!(file);
                if let Some(fields) = object.as_object_mut() {
                    let manifest = manifest(file);
                    fields.insert("proves_in_words".to_owned(), json!(manifest.map(|manifest| manifest.proves)));
                    fields.insert("does_not_hold".to_owned(), json!(manifest.map(|manifest| manifest.lacks)));
                    fields.insert("rules_not_judged".to_owned(), json!(missing(&needs, file)));
                }
                object
            });
            output::json::array(&mut output::out(), objects)?;
        }
        Format::Csv => output::write(context, &sheet(&found, &needs))?,
        Format::Table | Format::Xlsx => {
            let pages: Vec<String> = found.iter().map(|file| page(&context.words, file, &needs)).collect();
            output::print(&pages.join("\n\n"))?;
        }
    }
    let all_known = found.iter().all(|file| file.format.is_some());
    Ok(if all_known { Exit::Done } else { Exit::PartlyUnreadable })
}

/// What a rule cannot do without, once each: its `needs`, and what its conditions of missing evidence name. What is computed at
/// import comes by itself.
fn needs_of(rule: &Rule) -> Vec<String> {
    let missing = rule.front.insufficient_when.iter().map(|incomplete| &incomplete.because);
    let mut needs: Vec<String> = Vec::new();
    for need in rule.front.needs.iter().chain(missing).filter(|need| !need.starts_with("features_")) {
        if !needs.contains(need) {
            needs.push(need.clone());
        }
    }
    needs
}

fn manifest(file: &Detected) -> Option<&'static import::Manifest> {
    let manifests = import::formats().iter().map(|format| format.manifest());
    manifests.into_iter().find(|manifest| Some(manifest.name) == file.format)
}

/// The rules whose needs this file alone does not meet.
fn missing(needs: &[(String, Vec<String>)], file: &Detected) -> Needs {
    let is_met = |need: &String| match need.split_once('.') {
        Some(("collections", kind)) => file.proves.contains(kind),
        Some((table, column)) => file.fills.get(table).is_some_and(|columns| columns.contains(column)),
        None => file.fills.contains_key(need),
    };
    let lacking = needs
        .iter()
        .map(|(rule, needs)| (rule.clone(), needs.iter().filter(|need| !is_met(need)).cloned().collect::<Vec<_>>()));
    lacking.filter(|(_, needs)| !needs.is_empty()).collect()
}

fn sheet(found: &[Detected], needs: &[(String, Vec<String>)]) -> Sheet {
    let names =
        ["path", "container", "format", "undecided", "claims", "seen", "fills", "lacks", "rules_not_judged", "message"];
    let mut sheet = Sheet::new(names.map(Column::text).to_vec());
    for file in found {
        let claims = file.claims.iter().map(|claim| format!("{} {}", claim.format, claim.confidence));
        sheet.push(vec![
            json!(file.path),
            json!(file.container),
            json!(file.format),
            json!(file.undecided),
            json!(claims.collect::<Vec<_>>().join("; ")),
            json!(file.seen.join("; ")),
            json!(columns(&file.fills)),
            json!(columns(&file.lacks)),
            json!(missing(needs, file).into_keys().collect::<Vec<_>>().join("; ")),
            json!(file.message),
        ]);
    }
    sheet
}

fn columns(tables: &BTreeMap<String, std::collections::BTreeSet<String>>) -> String {
    let all = tables.iter().flat_map(|(table, columns)| columns.iter().map(move |column| format!("{table}.{column}")));
    all.collect::<Vec<_>>().join("; ")
}

fn page(words: &Words, file: &Detected, needs: &[(String, Vec<String>)]) -> String {
    let mut lines = vec![file.path.clone()];
    let title = |name: &str| {
        let known = import::formats().iter().map(|format| format.manifest()).find(|manifest| manifest.name == name);
        let title = known.map_or(name, |manifest| words.term(manifest.title_zh, manifest.name));
        if title == name { name.to_owned() } else { format!("{title}（{name}）") }
    };
    if let Some(format) = file.format {
        let sure = file.claims.iter().find(|claim| claim.format == format).map(|claim| claim.confidence.to_string());
        let id = if file.mapped { "detect-mapped" } else { "detect-format" };
        let values = [("format", title(format).into()), ("confidence", sure.unwrap_or_default().into())];
        lines.push(words.say(id, &values));
    } else {
        let message =
            file.message.as_deref().map_or_else(|| words.plain("import-unrecognised"), |text| told(words, text));
        lines.push(words.say("detect-none", &[("message", message.into())]));
    }
    if !file.container.is_empty() {
        let values = [("container", file.container.into()), ("seen", words.list(&file.seen).into())];
        lines.push(words.say("detect-seen", &values));
    }
    let others: Vec<String> = file
        .claims
        .iter()
        .filter(|claim| Some(claim.format) != file.format)
        .map(|claim| format!("{} {}", title(claim.format), claim.confidence))
        .collect();
    if !others.is_empty() {
        lines.push(words.say("detect-others", &[("formats", words.list(&others).into())]));
    }
    if file.format.is_some() {
        let values =
            [("records", file.sampled.to_string().into()), ("bad", file.sampled_quarantined.to_string().into())];
        lines.push(words.say("detect-sample", &values));
        lines.push(fields(words, "detect-fills", &file.fills));
        lines.push(fields(words, "detect-lacks", &file.lacks));
        let proves: Vec<&str> = model::collection::CollectionKind::ALL
            .iter()
            .filter(|kind| file.proves.contains(kind.id()))
            .map(|kind| words.term(kind.chinese(), kind.id()))
            .collect();
        let shown = if proves.is_empty() { words.plain("detect-proves-nothing") } else { words.list(&proves) };
        lines.push(words.say("detect-proves", &[("kinds", shown.into())]));
        let missing = missing(needs, file);
        if !missing.is_empty() {
            lines.push(words.plain("detect-rules"));
            for (rule, needs) in missing {
                let needs = words.list(needs.iter().map(|need| need_words(words, need)));
                lines.push(words.say("detect-rule", &[("rule", rule.into()), ("needs", needs.into())]));
            }
        }
        if let Some(message) = &file.message {
            lines.push(words.say("detect-message", &[("message", told(words, message).into())]));
        }
    }
    lines.join("\n")
}

fn need_words(words: &Words, need: &str) -> String {
    match need.split_once('.') {
        Some(("collections", kind)) => {
            let known = model::collection::CollectionKind::from_id(kind);
            let kind = known.map_or(kind, |known| words.term(known.chinese(), known.id()));
            words.say("detect-need-collection", &[("kind", kind.into())])
        }
        Some((table, column)) => {
            let title = model::tables::by_name(table).map_or(table, |known| words.term(known.chinese, known.name));
            format!("{title}：{}", words.field(column))
        }
        None => model::tables::by_name(need).map_or(need, |known| words.term(known.chinese, known.name)).to_owned(),
    }
}

fn fields(words: &Words, id: &str, tables: &BTreeMap<String, std::collections::BTreeSet<String>>) -> String {
    let of_table = |(table, columns): (&String, &std::collections::BTreeSet<String>)| {
        let title = model::tables::by_name(table).map_or(table.as_str(), |known| words.term(known.chinese, known.name));
        let names = columns
            .iter()
            .map(|column| if table == "account_aliases" { words.identifier(column) } else { words.field(column) });
        format!("{title}（{}）", words.list(names))
    };
    let text = tables.iter().map(of_table).collect::<Vec<_>>().join("；");
    let text = if text.is_empty() { words.plain("nothing") } else { text };
    words.say(id, &[("fields", text.into())])
}
