//! `mingjian audit --shadow RULE`: what a rule would have found at each past quarter.

use std::io::Write;

use audit::shadow::{self, ShadowQuarter};
use engine::Params;
use model::{Day, Quarter};
use serde_json::{Value, json};

use super::Setting;
use crate::args::Format;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, cells, json};
use crate::progress;
use crate::rules;

/// No trial looks back further than this many quarters.
const MOST_QUARTERS: usize = 200;

/// Tries the rule.
pub(super) async fn run(
    context: &Context,
    setting: &Setting,
    code: &str,
    since: Quarter,
    as_of: Option<Day>,
) -> Result<Exit, Failure> {
    let as_of = match as_of {
        Some(day) => day,
        None => last_collected(setting).await?.unwrap_or_else(|| context.today()),
    };
    if since > as_of.quarter() {
        return Err(Failure::wrong_use("error-since-after").with("since", since).with("as_of", as_of));
    }
    let quarters = std::iter::successors(Some(since), |quarter| Some(quarter.next()))
        .take_while(|quarter| *quarter <= as_of.quarter())
        .take(MOST_QUARTERS + 1)
        .count();
    if quarters > MOST_QUARTERS {
        return Err(Failure::wrong_use("error-since-too-early").with("since", since));
    }
    let rule = rules::rule(&setting.rulebook, code)?;
    let bar = progress::bar(context, 0, "progress-audit");
    let tried = shadow::quarters(
        &setting.engine,
        &setting.lake,
        &setting.version,
        &setting.rulebook,
        &setting.options(as_of),
        rule.code(),
        since,
    )
    .await;
    bar.finish_and_clear();
    let tried = tried?;
    if context.format == Format::Json {
        let mut out = output::out();
        json::array(&mut out, tried.iter().map(object))?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    if context.format == Format::Table {
        let values = [
            ("rule", rule.code().into()),
            ("title", rule.title().into()),
            ("profile", setting.profile.as_str().into()),
        ];
        output::print(&context.words.say("shadow-head", &values))?;
    }
    let mut sheet = Sheet::new(vec![
        Column::text("quarter"),
        Column::text("as_of"),
        Column::number("found"),
        Column::number("not_found"),
        Column::number("insufficient"),
    ]);
    for quarter in &tried {
        sheet.push(vec![
            json!(quarter.quarter.to_string()),
            json!(quarter.as_of),
            json!(quarter.count.found),
            json!(quarter.count.not_found),
            json!(quarter.count.insufficient),
        ]);
    }
    output::write(context, &sheet)?;
    context.talk("shadow-note", &[]);
    Ok(Exit::Done)
}

fn object(quarter: &ShadowQuarter) -> Value {
    json!({
        "quarter": quarter.quarter.to_string(),
        "as_of": quarter.as_of,
        "rule": quarter.count.rule,
        "found": quarter.count.found,
        "not_found": quarter.count.not_found,
        "insufficient": quarter.count.insufficient,
        "findings": quarter.findings.iter().map(crate::commands::findings::object).collect::<Vec<_>>(),
    })
}

/// The last day any account was completely collected up to.
async fn last_collected(setting: &Setting) -> Result<Option<Day>, Failure> {
    let session = setting.engine.session(&setting.lake, &setting.version, None).await?;
    let sql = "SELECT max(complete_to_day) AS day FROM account_collections";
    let rows = cells::sheet(&session.sql(sql, &Params::new()).await?).rows;
    Ok(rows.first().and_then(|row| row.first()?.as_str()?.parse().ok()))
}
