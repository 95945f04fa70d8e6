//! `mingjian service-gap`: what citizens of a place need and its units are for, against what its accounts offer online.

use std::collections::BTreeMap;

use engine::{ParamValue, Params};
use serde_json::{Value, json};
use text::service::{self, ServiceMentionKind};

use super::census::division;
use crate::args::Format;
use crate::args::readings::ServiceGap;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, cells};

/// Every mention of a service in works (guides and entries), in answers and in what citizens ask, in the accounts of a place.
const MENTIONS: &str = "SELECT mention, count(*) AS mentions FROM ( \
        SELECT unnest(text_services(text_whole(p.title, p.content))) AS mention \
        FROM posts p JOIN accounts a ON a.account_id = p.account_id WHERE starts_with(a.region_code, $region) \
        UNION ALL \
        SELECT replace(unnest(text_services(q.content)), ':guide', ':request') AS mention \
        FROM inquiries q JOIN accounts a ON a.account_id = q.account_id WHERE starts_with(a.region_code, $region) \
        UNION ALL \
        SELECT split_part(unnest(text_services(q.content)), ':', 1) || ':answer' AS mention \
        FROM inquiries q JOIN accounts a ON a.account_id = q.account_id \
        WHERE starts_with(a.region_code, $region) AND text_reply_kind(q.answer, q.content) = 'substantive') \
    GROUP BY mention";

/// Shows each service with what is asked and offered.
pub async fn run(context: &Context, arguments: &ServiceGap) -> Result<Exit, Failure> {
    let workspace = context.workspace()?;
    let region = match arguments.region.as_deref().or(workspace.config().jurisdiction.as_deref()) {
        Some(asked) => division(asked)?.code.to_owned(),
        None => String::new(),
    };
    let as_of = arguments.as_of.unwrap_or_else(|| context.today());
    let open = context.session(None, Some(as_of)).await?;
    let params = Params::from([("region".to_owned(), ParamValue::Text(region))]);
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for row in cells::sheet(&open.session.sql(MENTIONS, &params).await?).rows {
        if let [mention, number] = row.as_slice()
            && let (Some(mention), Some(number)) = (mention.as_str(), number.as_i64())
        {
            counts.insert(mention.to_owned(), number);
        }
    }
    let units = "SELECT DISTINCT unit_type FROM accounts WHERE starts_with(region_code, $region) AND registered";
    let present: Vec<String> = cells::sheet(&open.session.sql(units, &params).await?)
        .rows
        .iter()
        .filter_map(|row| row.first().and_then(Value::as_str).map(str::to_owned))
        .collect();
    let mut rows: Vec<(bool, i64, Vec<Value>)> = Vec::new();
    for service in service::all() {
        let of = |kind: ServiceMentionKind| {
            counts.get(&format!("{}:{}", service.name, kind.id())).copied().unwrap_or_default()
        };
        let (requests, guides) = (of(ServiceMentionKind::Request), of(ServiceMentionKind::Guide));
        let (entries, answers) = (of(ServiceMentionKind::Entry), of(ServiceMentionKind::Answer));
        let duty = present.iter().any(|unit| unit == service.unit_type.id());
        if requests == 0 && !duty {
            continue;
        }
        let gap = guides + entries + answers == 0;
        let unit = context.words.term(service.unit_type.chinese(), service.unit_type.id());
        let unit = if context.format == Format::Table { unit } else { service.unit_type.id() };
        rows.push((
            gap,
            requests,
            vec![
                json!(service.name),
                json!(unit),
                json!(requests),
                json!(guides),
                json!(entries),
                json!(answers),
                json!(duty),
                json!(gap),
            ],
        ));
    }
    // What is asked most and offered nowhere first.
    rows.sort_by(|a, b| (!a.0, -a.1, a.2[0].as_str()).cmp(&(!b.0, -b.1, b.2[0].as_str())));
    let mut sheet = Sheet::new(vec![
        Column::text("service"),
        Column::text("unit_type"),
        Column::number("requests"),
        Column::number("guides"),
        Column::number("entries"),
        Column::number("answers"),
        Column::text("duty_present"),
        Column::text("gap"),
    ]);
    sheet.rows = rows.into_iter().filter(|(gap, ..)| *gap || !arguments.gaps).map(|(.., row)| row).collect();
    output::write(context, &sheet)?;
    Ok(Exit::Done)
}
