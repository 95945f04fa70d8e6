//! The result of an audit as people read it: the coverage ledger first, then findings, pass rates, changes.

use std::collections::{BTreeMap, BTreeSet};

use audit::{AuditResult, Changes, PassRate, Reach, RuleCount};
use serde_json::{Value, json};

use super::advice::Advice;
use crate::output::{Column, Sheet, table};
use crate::words::{Words, count, percent};

/// The whole report.
pub fn text(words: &Words, result: &AuditResult, changes: Option<&Changes>, advice: Option<&Advice>) -> String {
    let identity = &result.identity;
    let head = [
        ("as_of", identity.as_of.to_string().into()),
        ("profile", identity.profile.as_str().into()),
        ("title", result.profile_title.as_str().into()),
        ("version", identity.lake_version.to_string().into()),
    ];
    let mut parts = vec![words.say("audit-head", &head)];
    parts.push(section(words, "audit-coverage", &[coverage(words, result)]));
    if result.coverage.other_accounts > 0 {
        parts.push(words.say("audit-other-accounts", &[("count", count(result.coverage.other_accounts).into())]));
    }
    parts.push(if result.coverage.missing.is_empty() {
        words.plain("audit-nothing-missing")
    } else {
        format!("{}\n{}", words.plain("audit-missing"), table::render(words, &missing(result)).trim_end())
    });
    parts.extend(advice.map(|advice| advice_text(words, advice)));
    parts.push(section(words, "audit-findings", &[rules(words, result)]));
    if result.rules.iter().any(|rule| rule.found > 0) {
        parts.push(table::render(words, &platforms(words, result)).trim_end().to_owned());
    }
    if result.pass_rates.is_empty() {
        parts.push(words.plain("audit-no-veto"));
    } else {
        parts.push(section(words, "audit-pass-rates", &[rates(words, &result.pass_rates)]));
        parts.push(words.plain("audit-pass-rates-note"));
    }
    match changes {
        Some(changes) => {
            let values = [
                ("audit", changes.previous_audit.as_str().into()),
                ("as_of", changes.previous_as_of.to_string().into()),
            ];
            let heading = words.say("audit-changes", &values);
            parts.push(format!("{heading}\n{}", table::render(words, &changed(words, changes)).trim_end()));
        }
        None => parts.push(words.plain("audit-no-earlier")),
    }
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn section(words: &Words, heading: &str, sheets: &[Sheet]) -> String {
    let mut text = words.plain(heading);
    for sheet in sheets {
        text.push('\n');
        text.push_str(table::render(words, sheet).trim_end());
    }
    text
}

fn coverage(words: &Words, result: &AuditResult) -> Sheet {
    let columns = ["known", "registered_accounts", "reachable", "fully_checked"].map(Column::number);
    let mut sheet = Sheet::new([Column::text("platform")].into_iter().chain(columns).collect());
    let mut push = |name: String, reach: &Reach| {
        sheet.push(vec![
            json!(name),
            json!(reach.known),
            json!(reach.registered),
            json!(reach.reachable),
            json!(reach.fully_checked),
        ]);
    };
    push(words.plain("all-platforms"), &result.coverage.total);
    for (platform, reach) in &result.coverage.by_platform {
        push(words.platform(platform), reach);
    }
    sheet
}

fn missing(result: &AuditResult) -> Sheet {
    let titles: BTreeMap<&str, &str> =
        result.rules.iter().map(|rule| (rule.rule.as_str(), rule.title.as_str())).collect();
    let mut sheet = Sheet::new(vec![
        Column::text("rule"),
        Column::text("title"),
        Column::number("subjects"),
        Column::text("because"),
        Column::text("why"),
    ]);
    for check in &result.coverage.missing {
        sheet.push(vec![
            json!(check.rule),
            json!(titles.get(check.rule.as_str())),
            json!(check.subjects),
            json!(check.because),
            json!(check.why),
        ]);
    }
    sheet
}

fn advice_text(words: &Words, advice: &Advice) -> String {
    words.say(
        "audit-advice",
        &[
            ("unreached", count(advice.unreached).into()),
            ("as_of", advice.as_of.to_string().into()),
            ("accounts", count(advice.accounts).into()),
        ],
    )
}

fn rules(words: &Words, result: &AuditResult) -> Sheet {
    let mut sheet = Sheet::new(vec![
        Column::text("rule"),
        Column::text("title"),
        Column::text("class"),
        Column::number("found"),
        Column::number("not_found"),
        Column::number("insufficient"),
    ]);
    for rule in &result.rules {
        let class = words.term(rule.class.chinese(), rule.class.id());
        let class = if rule.shadow { words.say("class-shadow", &[("class", class.into())]) } else { class.to_owned() };
        sheet.push(vec![
            json!(rule.rule),
            json!(rule.title),
            json!(class),
            json!(rule.found),
            json!(rule.not_found),
            json!(rule.insufficient),
        ]);
    }
    sheet
}

/// Findings platform by platform: one line for each platform, one column for each rule that found something.
fn platforms(words: &Words, result: &AuditResult) -> Sheet {
    let rules: Vec<&RuleCount> = result.rules.iter().filter(|rule| rule.found > 0).collect();
    let names: BTreeSet<&str> =
        rules.iter().flat_map(|rule| rule.found_by_platform.keys().map(String::as_str)).collect();
    let columns = rules.iter().map(|rule| Column::number(&rule.rule).titled(rule.rule.as_str()));
    let mut sheet = Sheet::new([Column::text("platform")].into_iter().chain(columns).collect());
    for platform in names {
        let mut row = vec![json!(words.platform(platform))];
        row.extend(rules.iter().map(|rule| json!(rule.found_by_platform.get(platform).copied().unwrap_or(0))));
        sheet.push(row);
    }
    sheet
}

fn rates(words: &Words, rates: &[PassRate]) -> Sheet {
    let mut sheet = Sheet::new(vec![
        Column::text("platform"),
        Column::number("accounts"),
        Column::number("passed"),
        Column::number("failed"),
        Column::number("not_judged"),
        Column::number("rate").or_unknown(),
        Column::number("interval").or_unknown(),
        Column::number("bounds").or_unknown(),
        Column::number("judged_share").or_unknown(),
    ]);
    for rate in rates {
        let platform =
            if rate.platform == "all" { words.plain("all-platforms") } else { words.platform(&rate.platform) };
        let between = |low: f64, high: f64| format!("{}-{}", percent(low), percent(high));
        let bounds = rate.lowest.zip(rate.highest).map(|(low, high)| between(low, high));
        sheet.push(vec![
            json!(platform),
            json!(rate.accounts),
            json!(rate.passed),
            json!(rate.failed),
            json!(rate.not_judged),
            json!(rate.rate.map(|rate| percent(rate.share))),
            json!(rate.rate.map(|rate| between(rate.low, rate.high))),
            json!(bounds),
            json!(rate.judged_share.map(percent)),
        ]);
    }
    sheet
}

fn changed(words: &Words, changes: &Changes) -> Sheet {
    let lists = [&changes.new, &changes.persisting, &changes.relapsed, &changes.gone, &changes.unjudged];
    let rules: BTreeSet<&str> = lists.iter().flat_map(|list| list.iter().map(|key| key.rule.as_str())).collect();
    let names = ["new", "persisting", "relapsed", "gone", "no_longer_judged"].map(Column::number);
    let mut sheet = Sheet::new([Column::text("rule")].into_iter().chain(names).collect());
    let mut row = |name: &str, counts: Vec<usize>| {
        let cells = counts.into_iter().map(|count| json!(count));
        sheet.push([json!(name)].into_iter().chain(cells).collect());
    };
    row(&words.plain("all-rules"), lists.iter().map(|list| list.len()).collect());
    for rule in rules {
        row(rule, lists.iter().map(|list| list.iter().filter(|key| key.rule == rule).count()).collect());
    }
    sheet
}

/// Rule by rule, for scripts.
pub fn rules_for_scripts(result: &AuditResult) -> Sheet {
    let names = ["rule", "title", "class", "shadow", "found", "not_found", "insufficient"];
    let mut sheet = Sheet::new(names.map(Column::text).to_vec());
    for rule in &result.rules {
        let row: Vec<Value> = vec![
            json!(rule.rule),
            json!(rule.title),
            json!(rule.class),
            json!(rule.shadow),
            json!(rule.found),
            json!(rule.not_found),
            json!(rule.insufficient),
        ];
        sheet.push(row);
    }
    sheet
}
