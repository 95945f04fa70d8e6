//! `mingjian inquiries`: what citizens ask, of whom, and whether they were answered in time.

use engine::{ParamValue, Params};
use serde_json::Value;

use crate::args::Format;
use crate::args::readings::Inquiries;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, cells};
use crate::words::{Words, count};

/// The fields for scripts.
const FIELDS: [&str; 15] = [
    "inquiry_id",
    "account_id",
    "name",
    "platform",
    "asked_at",
    "message_kind",
    "urgency",
    "department",
    "runner_up",
    "content",
    "answered",
    "answered_at",
    "due_on",
    "overdue_days",
    "ref",
];
/// The columns people see, by their place among the fields.
const SHOWN: [usize; 9] = [2, 4, 9, 5, 6, 7, 12, 13, 10];

/// Lists them, the urgent and the longest overdue first.
pub async fn run(context: &Context, arguments: &Inquiries) -> Result<Exit, Failure> {
    let as_of = arguments.as_of.unwrap_or_else(|| context.today());
    let open = context.session(None, Some(as_of)).await?;
    let mut params = Params::from([("days".to_owned(), ParamValue::Int(i64::from(arguments.days)))]);
    let mut conditions = vec!["true"];
    if let Some(account) = &arguments.account {
        conditions.push("(q.account_id = $account OR contains(a.name_folded, $folded))");
        params.insert("account".to_owned(), ParamValue::Text(account.clone()));
        params.insert("folded".to_owned(), ParamValue::Text(text::fold::search(account)));
    }
    if arguments.overdue {
        // Unknown is not unanswered: where replies were not collected, nobody is blamed.
        conditions.push("q.answered = false AND q.due_on < $as_of");
    }
    let sql = format!(
        "SELECT q.inquiry_id, q.account_id, a.name, a.platform, q.asked_at, q.message_kind, q.urgency, \
                CASE WHEN q.department = 'unknown' THEN a.unit_type ELSE q.department END AS department, q.runner_up, \
                q.content, q.answered, q.answered_at, q.due_on, \
                CASE WHEN q.answered = false AND q.due_on < $as_of \
                     THEN working_days_between(q.due_on, $as_of) END AS overdue_days, q.ref \
         FROM (SELECT *, working_days_after(asked_day, $days) AS due_on FROM inquiries) q \
         JOIN all_accounts a ON a.account_id = q.account_id \
         WHERE {} ORDER BY q.urgency = 'high' DESC, overdue_days DESC NULLS LAST, q.asked_at, q.inquiry_id LIMIT {}",
        conditions.join(" AND "),
        u64::from(arguments.limit) + 1
    );
    let mut sheet = Sheet::new(FIELDS.map(Column::text).to_vec());
    sheet.rows = cells::sheet(&open.session.sql(&sql, &params).await?).rows;
    let limit = usize::try_from(arguments.limit).unwrap_or(usize::MAX);
    if sheet.rows.len() > limit {
        sheet.rows.truncate(limit);
        context.talk("collections-more", &[("limit", count(u64::from(arguments.limit)).into())]);
    }
    match context.format {
        Format::Json | Format::Csv => output::write(context, &sheet)?,
        Format::Table | Format::Xlsx => output::write(context, &for_people(&context.words, &sheet))?,
    }
    Ok(Exit::Done)
}

fn for_people(words: &Words, sheet: &Sheet) -> Sheet {
    let columns = SHOWN.map(|place| match FIELDS[place] {
        "overdue_days" => Column::number(FIELDS[place]),
        "answered" => Column::text("answered").or_unknown(),
        name => Column::text(name),
    });
    let rows = sheet.rows.iter().map(|row| {
        let cell = |place: usize| {
            let value = row.get(place).cloned().unwrap_or(Value::Null);
            match (FIELDS[place], value.as_str()) {
                ("asked_at", Some(time)) => time.chars().take(10).collect::<String>().into(),
                ("message_kind", Some(id)) => model::MessageKind::from_id(id)
                    .map_or(value.clone(), |kind| words.term(kind.chinese(), kind.id()).into()),
                ("urgency", Some(id)) => {
                    model::Urgency::from_id(id).map_or(value.clone(), |how| words.term(how.chinese(), how.id()).into())
                }
                ("department", Some(id)) => model::UnitType::from_id(id)
                    .map_or(value.clone(), |unit| words.term(unit.chinese(), unit.id()).into()),
                _ => value,
            }
        };
        SHOWN.map(cell).to_vec()
    });
    Sheet { columns: columns.to_vec(), rows: rows.collect() }
}
