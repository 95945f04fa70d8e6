//! `mingjian topics`: what an account publishes about, and which trending topics it followed.

use engine::{ParamValue, Params, Session};
use model::{ContentKind, Day};
use serde_json::{Value, json};

use crate::args::Format;
use crate::args::readings::Topics;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, cells, json as json_output};

/// How far back is looked where nobody says.
const WINDOW_DAYS: i32 = 90;

/// The works of the accounts asked for, each with what it is about seen from its unit.
const WORKS: &str = "SELECT f.post_id, f.account_id, a.name, f.posted_at, \
    CASE WHEN contains(f.duty_of, concat(' ', a.unit_type, ' ')) THEN 'duty' ELSE f.content_kind END AS content_kind \
    FROM features_posts f JOIN all_accounts a ON a.account_id = f.account_id \
    WHERE (f.account_id = $account OR contains(a.name_folded, $folded)) AND f.posted_at >= day_start($since)";

/// A topic is followed by works that carry it within the days it was trending.
const FOLLOWED: &str = "SELECT t.title AS topic, t.board, t.first_on, w.name, w.post_id, day_of(w.posted_at) AS posted_on, \
    w.content_kind, text_topic_match(text_whole(p.title, p.content), t.title) AS topic_match, \
    text_topic_exemption(t.title) AS exemption \
    FROM (SELECT title, board, min(observed_at) AS first_at, day_of(min(observed_at)) AS first_on FROM hot_topics \
          GROUP BY title, board) t \
    JOIN topic_works w ON day_of(w.posted_at) >= t.first_on AND day_of(w.posted_at) <= days_after(t.first_on, $trending_days) \
    JOIN posts p ON p.post_id = w.post_id \
    WHERE text_topic_match(text_whole(p.title, p.content), t.title) IS NOT NULL \
    ORDER BY t.first_on, t.title, t.board, w.post_id";

/// The columns of [`FOLLOWED`].
const FOLLOWED_COLUMNS: [&str; 9] =
    ["topic", "board", "first_on", "name", "post_id", "posted_on", "content_kind", "topic_match", "exemption"];

/// Shows both.
pub async fn run(context: &Context, arguments: &Topics) -> Result<Exit, Failure> {
    let as_of = arguments.as_of.unwrap_or_else(|| context.today());
    let since = arguments.since.unwrap_or(Day(as_of.0.saturating_sub(WINDOW_DAYS - 1)));
    let mut open = context.session(None, Some(as_of)).await?;
    let params = Params::from([
        ("account".to_owned(), ParamValue::Text(arguments.account.clone())),
        ("folded".to_owned(), ParamValue::Text(text::fold::search(&arguments.account))),
        ("since".to_owned(), ParamValue::Day(since)),
        ("trending_days".to_owned(), ParamValue::Int(i64::from(arguments.trending_days))),
    ]);
    open.session.view("topic_works", WORKS, &params).await?;
    let mix = mix(&open.session).await?;
    let mut followed = Sheet::new(FOLLOWED_COLUMNS.map(Column::text).to_vec());
    followed.rows = cells::sheet(&open.session.sql(FOLLOWED, &params).await?).rows;
    match context.format {
        Format::Json => {
            let rows = |sheet: &Sheet| -> Vec<Value> {
                let names = || sheet.columns.iter().map(|column| column.name.clone());
                sheet.rows.iter().map(|row| Value::Object(names().zip(row.iter().cloned()).collect())).collect()
            };
            let answer = json!({"since": since.to_string(), "as_of": as_of.to_string(), "content": rows(&mix),
                "hot_topics": rows(&followed)});
            json_output::value(&mut output::out(), &answer)?;
        }
        Format::Csv => output::write(context, &followed)?,
        Format::Table | Format::Xlsx => {
            let mut shown = mix.clone();
            for row in &mut shown.rows {
                if let Some(kind) = row.first().and_then(Value::as_str).and_then(ContentKind::from_id) {
                    row[0] = context.words.term(kind.chinese(), kind.id()).into();
                }
            }
            output::write(context, &shown)?;
            let values = [("count", followed.rows.len().to_string().into())];
            output::print(&context.words.say("topics-followed", &values))?;
            if !followed.rows.is_empty() {
                output::write(context, &followed)?;
            }
        }
    }
    Ok(Exit::Done)
}

/// How many works there are of each kind, and which share that is of those that have a text.
async fn mix(session: &Session) -> Result<Sheet, Failure> {
    let sql = "SELECT content_kind, count(*) AS works, \
               count(*) / sum(CAST(count(*) AS DOUBLE)) OVER () AS share \
               FROM topic_works WHERE content_kind IS NOT NULL GROUP BY content_kind ORDER BY works DESC, content_kind";
    let mut sheet = Sheet::new(vec![Column::text("content_kind"), Column::number("works"), Column::number("share")]);
    sheet.rows = cells::sheet(&session.sql(sql, &Params::new()).await?).rows;
    Ok(sheet)
}
