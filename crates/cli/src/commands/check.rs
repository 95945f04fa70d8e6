//! `mingjian check`: what a text may break, before it is published.

mod lines;

use engine::ParamValue;
use rulebook::Rulebook;
use serde_json::json;
use text::check::{self, Check as Reading, Text};
use text::detect::TextKind;
use text::places::Home;
use text::wording::WrongWords;

use crate::args::Format;
use crate::args::check::{Check, Kind};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, json as json_output};
use crate::rules;
use crate::words::Words;

impl Kind {
    /// As the detectors call it.
    fn text_kind(self) -> TextKind {
        match self {
            Self::Post => TextKind::Post,
            Self::Comment => TextKind::Comment,
            Self::Message => TextKind::Message,
            Self::Notice | Self::Contract => TextKind::Notice,
        }
    }
}

/// Checks one text, or a file of them.
pub fn run(context: &Context, arguments: &Check) -> Result<Exit, Failure> {
    let rulebook = rules::load(arguments.rulebook.as_deref())?;
    let wrong_words = wrong_words(context, &rulebook, arguments.profile.as_deref())?;
    let unit_type = arguments.unit_type.as_deref().map(unit_type).transpose()?.unwrap_or(model::UnitType::Unknown);
    let home = arguments.home.as_deref().map(home).transpose()?;
    if let Some(file) = &arguments.jsonl {
        let defaults = lines::Defaults { unit_type, home, kind: arguments.kind.text_kind() };
        return lines::run(context, &wrong_words, file, &defaults);
    }
    let given = Text {
        title: arguments.title.as_deref(),
        text: arguments.text.as_deref().unwrap_or_default(),
        unit_type,
        home,
        kind: arguments.kind.text_kind(),
        question: arguments.question.as_deref(),
    };
    let read = check::check(&given, &wrong_words);
    match context.format {
        Format::Json => json_output::value(&mut output::out(), &read)?,
        Format::Csv => output::write(context, &sheet(&context.words, &rulebook, &read))?,
        Format::Table | Format::Xlsx => page(context, &rulebook, &read)?,
    }
    Ok(Exit::Done)
}

/// The kind of unit a person meant.
fn unit_type(asked: &str) -> Result<model::UnitType, Failure> {
    text::unit_type::read(asked).ok_or_else(|| {
        let known: Vec<&str> = model::UnitType::ALL.iter().map(|kind| kind.chinese()).collect();
        Failure::wrong_use("error-unknown-unit-type").with("name", asked).with("known", known.join("、"))
    })
}

/// The place a person meant.
fn home(asked: &str) -> Result<Home, Failure> {
    read_home(asked).ok_or_else(|| Failure::wrong_use("error-unknown-region").with("name", asked))
}

fn read_home(asked: &str) -> Option<Home> {
    let asked = asked.trim();
    let is_code = !asked.is_empty() && asked.bytes().all(|byte| byte.is_ascii_digit());
    if is_code { Home::from_code(asked) } else { Home::read(asked) }
}

/// The list of the profile named, or of the workspace's own: the one the rule reads.
fn wrong_words(context: &Context, rulebook: &Rulebook, profile: Option<&str>) -> Result<WrongWords, Failure> {
    // A text can be checked without any workspace.
    let workspace = context.workspace_or_error().ok();
    let profile = rules::profile_name(profile, workspace.as_ref());
    let profile = rules::profile(rulebook, &profile)?;
    Ok(match profile.rule("C07").and_then(|rule| rule.params.get("wrong_words")) {
        Some(ParamValue::TextList(entries)) => WrongWords::new(entries),
        _ => WrongWords::default(),
    })
}

fn sheet(words: &Words, rulebook: &Rulebook, read: &Reading) -> Sheet {
    let mut sheet = Sheet::new(vec![
        Column::text("rule"),
        Column::text("rule_title"),
        Column::number("confidence"),
        Column::text("words"),
    ]);
    for finding in &read.findings {
        let title = rulebook.rules().get(finding.rule).map(rulebook::Rule::title);
        let pieces = finding.spans.iter().map(|span| span.text.clone());
        sheet.push(vec![json!(finding.rule), json!(title), json!(finding.confidence), json!(words.list(pieces))]);
    }
    sheet
}

/// What was read, for people.
fn page(context: &Context, rulebook: &Rulebook, read: &Reading) -> Result<(), Failure> {
    let words = &context.words;
    if read.findings.is_empty() {
        output::print(&words.plain("check-nothing"))?;
    } else {
        output::write(context, &sheet(words, rulebook, read))?;
    }
    for fired in &read.guards {
        let guard = words.try_say(&format!("guard-{}", fired.guard.replace('_', "-")), &[]);
        let guard = guard.unwrap_or_else(|| fired.guard.to_owned());
        output::print(&words.say("check-guard", &[("rule", fired.rule.into()), ("guard", guard.into())]))?;
    }
    if !read.places.is_empty() {
        let places = read.places.iter().map(|place| {
            place.candidates.first().map_or(place.name.clone(), |best| format!("{}（{}）", place.name, best.name))
        });
        let outside = words.term(read.outside.chinese(), read.outside.id());
        let places = words.list(places);
        output::print(&words.say("check-places", &[("places", places.into()), ("outside", outside.into())]))?;
    }
    if let (Some(kind), Some(department), Some(urgency)) = (read.message_kind, read.department, read.urgency) {
        let needs = words.plain(if read.needs_answer == Some(true) { "yes" } else { "no" });
        let values = [
            ("kind", words.term(kind.chinese(), kind.id()).into()),
            ("needs", needs.into()),
            ("department", words.term(department.chinese(), department.id()).into()),
            ("urgency", words.term(urgency.chinese(), urgency.id()).into()),
        ];
        output::print(&words.say("check-message", &values))?;
    }
    if let Some(kind) = read.reply_kind {
        let kind = words.term(kind.chinese(), kind.id());
        output::print(&words.say("check-reply", &[("kind", kind.into())]))?;
    }
    Ok(())
}
