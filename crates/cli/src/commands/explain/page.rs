//! The explanation as people read it.

use model::Finding;
use rulebook::{Rule, RuleParams};
use serde_json::Value;

use super::Evidence;
use crate::context::Context;
use crate::output::{Column, short_time, table};
use crate::words::Argument;

/// The headings of a rule that help to judge its findings.
const SECTIONS: [&str; 4] = ["判定", "不适用情形", "整改要求与期限", "复查判据"];

/// Everything behind one finding.
pub struct Page<'a> {
    /// Words.
    pub context: &'a Context,
    /// The finding.
    pub finding: &'a Finding,
    /// Id of the audit.
    pub audit: &'a str,
    /// The rule as it stands now.
    pub rule: Option<&'a Rule>,
    /// What the profile says about it.
    pub settled: Option<&'a RuleParams>,
    /// The rows it rests on.
    pub evidence: &'a [Evidence],
}

impl Page<'_> {
    fn say(&self, id: &str, values: &[Argument<'_>]) -> String {
        self.context.words.say(id, values)
    }

    /// The page.
    pub fn text(&self) -> String {
        let mut parts = vec![self.head()];
        parts.push(self.law());
        parts.push(self.rows());
        parts.extend(self.sections());
        parts.extend(self.query());
        parts.join("\n\n")
    }

    fn head(&self) -> String {
        let (words, finding) = (&self.context.words, self.finding);
        let mut lines = vec![
            self.say("explain-head", &[("id", finding.finding_id.clone().into())]),
            self.say(
                "explain-rule",
                &[
                    ("rule", finding.rule.clone().into()),
                    ("title", finding.title.clone().into()),
                    ("class", words.term(finding.class.chinese(), finding.class.id()).into()),
                ],
            ),
        ];
        let subject = words.term(finding.subject.chinese(), finding.subject.id());
        let name = finding.account_name.clone().unwrap_or_else(|| finding.subject_id.clone());
        let platform = finding.platform.as_deref().map_or_else(String::new, |id| words.platform(id));
        lines.push(self.say(
            "explain-subject",
            &[
                ("subject", subject.into()),
                ("name", name.into()),
                ("platform", platform.into()),
                ("id", finding.subject_id.clone().into()),
            ],
        ));
        lines.push(self.say("explain-wording", &[("text", table::plain_text(&finding.explanation).into())]));
        if let Some(value) = finding.value {
            let unit = finding.unit.clone().unwrap_or_default();
            let value = format!("{} {unit}", number(value));
            lines.push(self.say("explain-value", &[("value", value.trim_end().into())]));
        }
        if let Some(threshold) = finding.threshold {
            let unit = finding.unit.clone().unwrap_or_default();
            let value = format!("{} {unit}", number(threshold));
            lines.push(self.say("explain-threshold", &[("value", value.trim_end().into())]));
        }
        if let Some(first_seen) = finding.first_seen {
            lines.push(self.say("explain-first-seen", &[("day", first_seen.day().to_string().into())]));
        }
        lines.push(self.say("explain-audit", &[("audit", self.audit.into())]));
        lines.join("\n")
    }

    fn law(&self) -> String {
        let Some(rule) = self.rule else {
            return self.say("explain-rule-gone", &[("rule", self.finding.rule.clone().into())]);
        };
        let mut lines = vec![self.say("explain-basis", &[])];
        for basis in &rule.front.basis {
            let number = if basis.number.is_empty() { String::new() } else { format!(" {}", basis.number) };
            let unchecked = if basis.basis_checked { String::new() } else { self.say("explain-unchecked", &[]) };
            lines.push(format!("  · {}{number} {}{unchecked}", basis.document, basis.clause));
        }
        if rule.version != self.finding.rule_version {
            lines.push(self.say("explain-rule-changed", &[]));
        }
        lines.join("\n")
    }

    fn rows(&self) -> String {
        let mut lines = vec![self.say("explain-evidence", &[("count", self.evidence.len().to_string().into())])];
        for (place, evidence) in self.evidence.iter().enumerate() {
            let table = model::tables::by_name(&evidence.row.table);
            let name =
                table.map_or(evidence.row.table.as_str(), |table| self.context.words.term(table.chinese, table.name));
            lines.push(format!("  {}. {name}  {}:{}", place + 1, evidence.row.table, evidence.row.key));
            lines.push(format!("     {}", self.origin(evidence)));
            if evidence.row.columns.is_empty() {
                lines.push(format!("     {}", self.say("explain-row-gone", &[])));
            }
            for (name, value) in &evidence.row.columns {
                // Ids and technical columns have no words: they say nothing about what was found.
                let title = self.context.words.try_say(&format!("field-{name}"), &[]);
                let Some(title) = title.filter(|_| !value.is_null()) else { continue };
                let shown = table::show(&self.context.words, &Column::text(name), &self.readable(name, value));
                lines.push(format!("     {title}{}{}", self.context.words.term("：", ": "), shown.replace('\n', " ")));
            }
            if let Some(hash) = &evidence.row.content_sha256 {
                lines.push(format!("     {}", self.say("explain-hash", &[("hash", hash.clone().into())])));
            }
        }
        lines.join("\n")
    }

    /// A value as people call it.
    fn readable(&self, name: &str, value: &Value) -> Value {
        let words = &self.context.words;
        let Some(text) = value.as_str() else { return value.clone() };
        match name {
            "platform" => words.platform(text).into(),
            "edits" => crate::commands::shared_footage::for_people(self.context, name, value),
            _ if text.ends_with('Z') && text.contains('T') => {
                in_china(text).map_or_else(|| value.clone(), Value::String)
            }
            _ => {
                let word = words.try_say(&format!("value-{text}"), &[]);
                word.filter(|_| matches!(name, "kind" | "state" | "list_kind" | "verification_kind"))
                    .map_or_else(|| value.clone(), Value::String)
            }
        }
    }

    fn origin(&self, evidence: &Evidence) -> String {
        let Some(origin) = &evidence.origin else { return self.say("explain-derived", &[]) };
        if origin.sheet.as_deref() == Some("statement") && origin.file.is_none() {
            return self.say("explain-statement", &[]);
        }
        let mut place = vec![origin.file.clone().unwrap_or_else(|| self.say("unknown", &[]))];
        place.extend(origin.sheet.clone());
        // Row 0 stands for the file as a whole.
        let row = origin.row.clone().filter(|row| row != "0");
        place.extend(row.map(|row| self.say("place-row", &[("row", row.into())])));
        self.say("explain-origin", &[("place", place.join(" ").into())])
    }

    fn sections(&self) -> Vec<String> {
        let Some(rule) = self.rule else { return Vec::new() };
        SECTIONS
            .iter()
            .filter_map(|heading| {
                let (title, text) = rule.sections.iter().find(|(title, _)| title.starts_with(heading))?;
                let indented: Vec<String> = text.trim().lines().map(|line| format!("  {line}")).collect();
                Some(format!("{title}\n{}", indented.join("\n")))
            })
            .collect()
    }

    fn query(&self) -> Option<String> {
        let rule = self.rule?;
        let mut lines = vec![self.say("explain-query", &[])];
        for param in self.settled.map(RuleParams::shown).unwrap_or_default() {
            lines.push(format!("  ${} = {}", param.name, param.value));
        }
        lines.extend(rule.sql.trim().lines().map(|line| format!("  {line}")));
        Some(lines.join("\n"))
    }
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.4}").trim_end_matches('0').to_owned() }
}

/// Instants of the lake are UTC; people read them in UTC+8.
fn in_china(text: &str) -> Option<String> {
    let time = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(short_time(model::Micros(time.timestamp_micros()), 19))
}
