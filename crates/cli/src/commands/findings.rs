//! `mingjian findings`: what an audit found, for people, scripts and spreadsheets.

use std::fs;
use std::io::{IsTerminal, Write};

use audit::{AuditResult, Unjudged};
use model::Finding;
use serde_json::{Map, Value, json};

use super::census::platform;
use crate::args::Format;
use crate::args::findings::Findings;
use crate::audits;
use crate::context::Context;
use crate::errors;
use crate::failure::{Exit, Failure};
use crate::nearest::nearest;
use crate::output::{self, Column, Sheet, csv, json, table, xlsx};
use crate::words::{Words, count};

/// Lists them.
pub fn run(context: &Context, arguments: &Findings) -> Result<Exit, Failure> {
    if context.format == Format::Xlsx && arguments.output.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::wrong_use("error-xlsx-needs-file"));
    }
    let workspace = context.workspace()?;
    let id = audits::resolve(&workspace, &arguments.audit)?;
    let result = audits::read(&workspace, &id)?;
    let wanted = Wanted::new(context, arguments, &result)?;
    let findings: Vec<&Finding> = result.findings.iter().filter(|finding| wanted.finding(finding)).collect();
    let unjudged: Vec<&Unjudged> = result.unjudged.iter().filter(|gap| wanted.gap(gap)).collect();
    let bytes = if arguments.unjudged {
        let sheet = unjudged_sheet(context, &result, &unjudged);
        bytes(context, &sheet, &sheet, None, &result)?
    } else {
        let people = for_people(&context.words, &findings);
        let gaps = unjudged_sheet(context, &result, &unjudged);
        bytes(context, &for_scripts(&findings), &people, Some((&findings, &gaps)), &result)?
    };
    if let Some(path) = &arguments.output {
        fs::write(path, &bytes).map_err(|error| errors::io(path, &error))?;
        context.talk("findings-written", &[("path", path.display().to_string().into())]);
    } else {
        let mut out = output::out();
        out.write_all(&bytes)?;
        out.flush()?;
    }
    if context.format == Format::Table {
        let shown = if arguments.unjudged { unjudged.len() } else { findings.len() } as u64;
        let id = if arguments.unjudged { "unjudged-total" } else { "findings-total" };
        context.talk(id, &[("count", count(shown).into()), ("audit", result.identity.audit_id().into())]);
    }
    Ok(Exit::Done)
}

/// What was asked for.
struct Wanted {
    rule: Option<String>,
    accounts: Option<Vec<String>>,
    platform: Option<&'static str>,
}

impl Wanted {
    fn new(context: &Context, arguments: &Findings, result: &AuditResult) -> Result<Self, Failure> {
        let rule = arguments.rule.as_deref().map(|asked| rule(result, asked)).transpose()?;
        let asked = arguments.platform.as_deref();
        let platform = asked.map(|asked| platform(&context.words, asked)).transpose()?.map(model::Platform::id);
        let accounts = arguments.account.as_deref().map(|asked| accounts(result, asked));
        Ok(Self { rule, accounts, platform })
    }

    fn finding(&self, finding: &Finding) -> bool {
        self.rule.as_ref().is_none_or(|rule| *rule == finding.rule)
            && self.platform.is_none_or(|platform| finding.platform.as_deref() == Some(platform))
            && self.accounts.as_ref().is_none_or(|accounts| {
                finding.account_id.as_ref().is_some_and(|account_id| accounts.contains(account_id))
            })
    }

    fn gap(&self, gap: &Unjudged) -> bool {
        self.rule.as_ref().is_none_or(|rule| *rule == gap.rule)
            && self
                .accounts
                .as_ref()
                .is_none_or(|accounts| gap.account_id.as_ref().is_some_and(|account_id| accounts.contains(account_id)))
    }
}

/// The code meant, which the audit must have run.
fn rule(result: &AuditResult, asked: &str) -> Result<String, Failure> {
    let codes = || result.rules.iter().map(|rule| rule.rule.as_str());
    codes().find(|code| code.eq_ignore_ascii_case(asked)).map(str::to_owned).ok_or_else(|| {
        let known = nearest(asked, codes()).join(", ");
        Failure::wrong_use("error-unknown-rule").with("name", asked).with("known", known)
    })
}

/// The accounts meant: by id, or by a part of the name.
fn accounts(result: &AuditResult, asked: &str) -> Vec<String> {
    let folded = text::fold::search(asked);
    let matches =
        |name: Option<&str>| !folded.is_empty() && name.is_some_and(|name| text::fold::search(name).contains(&folded));
    let found = result.findings.iter().filter(|finding| matches(finding.account_name.as_deref()));
    let standing = result.standings.iter().filter(|account| matches(account.name.as_deref()));
    let mut accounts: Vec<String> = found
        .filter_map(|finding| finding.account_id.clone())
        .chain(standing.map(|account| account.account_id.clone()))
        .chain([asked.to_owned()])
        .collect();
    accounts.sort();
    accounts.dedup();
    accounts
}

/// The result in the format asked for.
fn bytes(
    context: &Context,
    scripts: &Sheet,
    people: &Sheet,
    findings: Option<(&[&Finding], &Sheet)>,
    result: &AuditResult,
) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let words = &context.words;
    match context.format {
        Format::Table => bytes = table::render(words, people).into_bytes(),
        Format::Csv => csv::sheet(&mut bytes, scripts)?,
        Format::Json => match findings {
            Some((findings, _)) => json::array(&mut bytes, findings.iter().map(|finding| object(finding)))?,
            None => json::sheet(&mut bytes, scripts)?,
        },
        Format::Xlsx => {
            let day = result.identity.as_of;
            bytes = if let Some((findings, gaps)) = findings {
                let sheet = for_workbook(words, findings);
                let pages = [
                    xlsx::Page { name: words.plain("sheet-findings"), widths: &WORKBOOK_WIDTHS, sheet: &sheet },
                    xlsx::Page {
                        name: words.plain("sheet-unjudged"),
                        widths: &[8.0, 24.0, 10.0, 22.0, 60.0],
                        sheet: gaps,
                    },
                ];
                xlsx::workbook(words, &pages, day)?
            } else {
                let page = xlsx::Page { name: words.plain("sheet-unjudged"), widths: &[], sheet: people };
                xlsx::workbook(words, &[page], day)?
            };
        }
    }
    Ok(bytes)
}

/// A finding as scripts read it: its fields, times as text.
pub fn object(finding: &Finding) -> Value {
    let mut value = json!(finding);
    if let Some(first_seen) = value.get_mut("first_seen") {
        *first_seen = json!(finding.first_seen.map(|time| time.to_string()));
    }
    value
}

fn for_scripts(findings: &[&Finding]) -> Sheet {
    let objects: Vec<Map<String, Value>> = findings
        .iter()
        .filter_map(|finding| match object(finding) {
            Value::Object(object) => Some(object),
            _ => None,
        })
        .collect();
    let names = [
        "finding_id",
        "rule",
        "title",
        "class",
        "rule_version",
        "subject",
        "subject_id",
        "account_id",
        "account_name",
        "platform",
        "incident_key",
        "value",
        "threshold",
        "unit",
        "first_seen",
        "evidence",
        "explanation",
    ];
    let mut sheet = Sheet::new(names.map(Column::text).to_vec());
    for object in objects {
        sheet.push(names.iter().map(|name| object.get(*name).cloned().unwrap_or(Value::Null)).collect());
    }
    sheet
}

fn for_people(words: &Words, findings: &[&Finding]) -> Sheet {
    let names = ["finding_id", "rule", "account_name", "platform", "class", "explanation"];
    let mut sheet = Sheet::new(names.map(Column::text).to_vec());
    for finding in findings {
        sheet.push(vec![
            // Enough to name it to `explain`.
            finding.finding_id.chars().take(8).collect::<String>().into(),
            finding.rule.clone().into(),
            name(words, finding),
            json!(finding.platform.as_deref().map(|id| words.platform(id))),
            words.term(finding.class.chinese(), finding.class.id()).into(),
            finding.explanation.clone().into(),
        ]);
    }
    sheet
}

/// The account's name, or the kind of subject where it is no account: its wording names it.
fn name(words: &Words, finding: &Finding) -> Value {
    let subject = words.term(finding.subject.chinese(), finding.subject.id());
    finding.account_name.clone().unwrap_or_else(|| words.say("subject-only", &[("subject", subject.into())])).into()
}

const WORKBOOK_WIDTHS: [f64; 12] = [6.0, 8.0, 16.0, 12.0, 26.0, 10.0, 10.0, 10.0, 8.0, 20.0, 60.0, 36.0];

fn for_workbook(words: &Words, findings: &[&Finding]) -> Sheet {
    let columns = vec![
        Column::number("serial"),
        Column::text("rule"),
        Column::text("title"),
        Column::text("class"),
        Column::text("account_name"),
        Column::text("platform"),
        Column::number("value"),
        Column::number("threshold"),
        Column::text("unit"),
        Column::text("first_seen"),
        Column::text("explanation"),
        Column::text("finding_id"),
    ];
    let mut sheet = Sheet::new(columns);
    for (place, finding) in findings.iter().enumerate() {
        sheet.push(vec![
            json!(place + 1),
            finding.rule.clone().into(),
            finding.title.clone().into(),
            words.term(finding.class.chinese(), finding.class.id()).into(),
            name(words, finding),
            json!(finding.platform.as_deref().map(|id| words.platform(id))),
            json!(finding.value),
            json!(finding.threshold),
            json!(finding.unit),
            json!(finding.first_seen.map(|time| time.day().to_string())),
            finding.explanation.clone().into(),
            finding.finding_id.clone().into(),
        ]);
    }
    sheet
}

fn unjudged_sheet(context: &Context, result: &AuditResult, gaps: &[&Unjudged]) -> Sheet {
    if matches!(context.format, Format::Json | Format::Csv) {
        let names = ["rule", "subject_id", "account_id", "because", "why"];
        let mut sheet = Sheet::new(names.map(Column::text).to_vec());
        for gap in gaps {
            sheet.push(vec![
                json!(gap.rule),
                json!(gap.subject_id),
                json!(gap.account_id),
                json!(gap.because),
                json!(gap.why),
            ]);
        }
        return sheet;
    }
    let mut sheet = Sheet::new(["rule", "account_name", "platform", "because", "why"].map(Column::text).to_vec());
    for gap in gaps {
        let account = result.standings.iter().find(|account| Some(&account.account_id) == gap.account_id.as_ref());
        let name = account.and_then(|account| account.name.clone()).unwrap_or_else(|| gap.subject_id.clone());
        let platform = account.map(|account| context.words.platform(&account.platform));
        sheet.push(vec![json!(gap.rule), json!(name), json!(platform), json!(gap.because), json!(gap.why)]);
    }
    sheet
}
