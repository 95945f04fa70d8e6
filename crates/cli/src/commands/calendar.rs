//! `mingjian calendar check`: which years of working days are known, which are needed, and what goes unknown without them.

mod need;

use std::collections::BTreeMap;
use std::io::Write;

use engine::{ParamValue, Params, Session};
use lake::WorkspaceError;
use model::{Calendar, Day};
use rulebook::{Profile, Rulebook};
use serde_json::{Value, json};

use crate::args::Format;
use crate::args::calendar::{CalendarCommand, Check, FailOn};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, cells, json as json_output};
use crate::rules;
use crate::words::{Words, count};
use need::{Held, Need, Year};

/// What a rule names when the calendar leaves it without an answer.
const BECAUSE: &str = "calendar";

/// The parameter that says how many working days an answer may take.
const ANSWER_DAYS: &str = "answer_days";

/// What of the lake counts by years: the name of the table, and a row for each day it knows.
const DATED: [(&str, &str); 4] = [
    ("posts", "SELECT day_of(posted_at) AS day FROM features_posts"),
    ("comments", "SELECT day_of(commented_at) AS day FROM features_comments"),
    ("messages", "SELECT day_of(sent_at) AS day FROM messages"),
    ("notices", "SELECT published_on AS day FROM notices"),
];

/// The fields of a year, for scripts.
const FIELDS: [&str; 9] = [
    "year",
    "in_calendar",
    "documents",
    "needed_for",
    "posts",
    "comments",
    "messages",
    "notices",
    "uncounted_inquiries",
];

/// The columns people see, by their place among the fields.
const SHOWN: [usize; 5] = [0, 1, 3, 8, 2];

/// Checks it.
pub async fn run(context: &Context, command: &CalendarCommand) -> Result<Exit, Failure> {
    let CalendarCommand::Check(arguments) = command;
    check(context, arguments).await
}

async fn check(context: &Context, arguments: &Check) -> Result<Exit, Failure> {
    let calendar = Calendar::embedded();
    let as_of = arguments.as_of.unwrap_or_else(|| context.today());
    let workspace = match context.workspace_or_error() {
        Ok(workspace) => Some(workspace),
        // Whoever is nowhere in particular asks for the years ahead; whoever names a workspace means that one.
        Err(WorkspaceError::NoneAbove { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let rulebook = rules::load(None)?;
    let profile = rules::profile_name(arguments.profile.as_deref(), workspace.as_ref());
    let profile = rules::profile(&rulebook, &profile)?;
    let counting = Counting::of(&rulebook, profile);
    let held = match &workspace {
        Some(_) => held(&context.session(None, None).await?.session, calendar, counting.answer_days).await?,
        None => Held { next_year: true, ..Held::default() },
    };
    let need = Need::of(calendar, as_of, counting.answer_days, &held);
    write(context, &need, &counting)?;
    for year in need.missing() {
        let first = need::first_day_that_reaches(calendar, year.number, counting.answer_days);
        let values = [
            ("year", year.number.to_string().into()),
            ("first", first.map_or(String::new(), |day| day.to_string()).into()),
            ("days", counting.answer_days.to_string().into()),
            ("rules", context.words.list(&counting.rules).into()),
            ("inquiries", count(year.uncounted_inquiries).into()),
        ];
        context.talk(if first.is_some() { "calendar-missing-from" } else { "calendar-missing" }, &values);
    }
    let any = need.missing().next().is_some();
    if !any {
        context.talk("calendar-complete", &[]);
    }
    Ok(if any && arguments.fail_on == Some(FailOn::Missing) { Exit::Findings } else { Exit::Done })
}

/// Who counts working days under a profile, and how many.
struct Counting {
    /// Codes of the rules.
    rules: Vec<String>,
    /// The most working days any of them grants.
    answer_days: u32,
}

impl Counting {
    fn of(rulebook: &Rulebook, profile: &Profile) -> Self {
        let mut counting = Self { rules: Vec::new(), answer_days: 0 };
        for (code, use_of_rule) in profile.enabled() {
            let counts = rulebook.rules().get(code).is_some_and(|rule| {
                rule.front.insufficient_when.iter().any(|incomplete| incomplete.because == BECAUSE)
            });
            if !counts {
                continue;
            }
            counting.rules.push(code.to_owned());
            if let Some(ParamValue::Int(days)) = use_of_rule.params.get(ANSWER_DAYS) {
                counting.answer_days = counting.answer_days.max(u32::try_from(*days).unwrap_or(0));
            }
        }
        counting
    }
}

/// What the lake holds, year by year, and the inquiries whose deadline cannot be counted.
async fn held(session: &Session, calendar: &Calendar, answer_days: u32) -> Result<Held, Failure> {
    let mut held = Held::default();
    for (table, days) in DATED {
        for (day, rows) in by_day(session, days).await? {
            *held.rows.entry(need::year_of(day)).or_default().entry(table).or_default() += rows;
        }
    }
    for (day, rows) in by_day(session, "SELECT asked_day AS day FROM inquiries").await? {
        if let Err(unknown) = calendar.add_working_days(day, answer_days) {
            *held.uncounted.entry(unknown.0).or_default() += rows;
        }
    }
    Ok(held)
}

async fn by_day(session: &Session, days: &str) -> Result<BTreeMap<Day, u64>, Failure> {
    let sql = format!("SELECT day, count(*) AS rows FROM ({days}) WHERE day IS NOT NULL GROUP BY day ORDER BY day");
    let rows = cells::sheet(&session.sql(&sql, &Params::new()).await?).rows;
    Ok(rows.iter().filter_map(|row| Some((row.first()?.as_str()?.parse().ok()?, row.get(1)?.as_u64()?))).collect())
}

fn write(context: &Context, need: &Need, counting: &Counting) -> Result<(), Failure> {
    let rows: Vec<Vec<Value>> = need.years.iter().map(row).collect();
    match context.format {
        Format::Json => {
            let answer = json!({
                "as_of": need.as_of,
                "answer_days": counting.answer_days,
                "rules": counting.rules,
                "missing": need.missing().map(|year| year.number).collect::<Vec<_>>(),
                "years": rows.iter().map(|row| json_output::object(FIELDS, row)).collect::<Vec<_>>(),
            });
            let mut out = output::out();
            json_output::value(&mut out, &answer)?;
            out.flush()?;
        }
        Format::Csv => output::write(context, &Sheet { columns: FIELDS.map(Column::text).to_vec(), rows })?,
        Format::Table | Format::Xlsx => output::write(context, &for_people(&context.words, &rows))?,
    }
    Ok(())
}

fn row(year: &Year) -> Vec<Value> {
    let mut row = vec![json!(year.number), json!(year.in_calendar), json!(year.documents), json!(year.needed_for)];
    row.extend(DATED.iter().map(|(table, _)| json!(year.rows.get(table).copied().unwrap_or(0))));
    row.push(json!(year.uncounted_inquiries));
    row
}

fn for_people(words: &Words, rows: &[Vec<Value>]) -> Sheet {
    let columns = SHOWN.map(|place| match FIELDS[place] {
        "uncounted_inquiries" => Column::number("uncounted_inquiries"),
        name => Column::text(name),
    });
    let named = |ids: &Value| -> Value {
        let ids = ids.as_array().into_iter().flatten().filter_map(Value::as_str);
        ids.map(|id| words.plain(&format!("value-{id}"))).collect()
    };
    let rows = rows.iter().map(|row| {
        let cell = |place: usize| {
            let value = row.get(place).cloned().unwrap_or(Value::Null);
            if FIELDS[place] == "needed_for" { named(&value) } else { value }
        };
        SHOWN.map(cell).to_vec()
    });
    Sheet { columns: columns.to_vec(), rows: rows.collect() }
}
