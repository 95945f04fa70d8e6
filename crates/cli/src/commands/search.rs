//! `mingjian search`: who has this footage.

use std::collections::BTreeMap;

use engine::{Params, Session};
use import::footage::{self, Sighting};
use media::EditKind;
use serde_json::{Value, json};

use super::fingerprint::{jobs, limits};
use crate::args::Format;
use crate::args::footage::Search;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, cells};

/// The columns, in JSON and CSV.
const FIELDS: [&str; 12] = [
    "verdict",
    "seconds",
    "confidence",
    "edits",
    "name",
    "platform",
    "posted_at",
    "work",
    "post_id",
    "account_id",
    "path",
    "why",
];
/// Those that people see.
const SHOWN: [usize; 8] = [0, 1, 3, 4, 5, 6, 7, 10];

/// Searches.
pub async fn run(context: &Context, arguments: &Search) -> Result<Exit, Failure> {
    let open = context.session(None, None).await?;
    let clip = media::fingerprint(&arguments.clip, &limits(&arguments.decoding), media::Tier::Dense)
        .map_err(|error| Failure::not_done("error-video").with("path", arguments.clip.display()).detail(error))?;
    let sightings = footage::search(&open.lake, &open.version, &clip, jobs()).await?;
    let works = works(&open.session, &sightings).await?;
    let mut rows = Vec::new();
    for sighting in &sightings {
        let mut owners: Vec<Option<&footage::Owner>> = sighting.owners.iter().map(Some).collect();
        if owners.is_empty() {
            owners.push(None);
        }
        for owner in owners {
            rows.push(row(sighting, owner, &works));
        }
    }
    let columns = |names: &[&str]| -> Vec<Column> {
        let is_number = |name: &str| matches!(name, "seconds" | "confidence");
        names.iter().map(|name| if is_number(name) { Column::number(name) } else { Column::text(name) }).collect()
    };
    match context.format {
        Format::Json | Format::Csv => output::write(context, &Sheet { columns: columns(&FIELDS), rows })?,
        Format::Table | Format::Xlsx if rows.is_empty() => output::print(&context.words.plain("search-nothing"))?,
        Format::Table | Format::Xlsx => {
            let names = SHOWN.map(|place| FIELDS[place]);
            let rows =
                rows.iter().map(|row| SHOWN.map(|place| for_people(context, FIELDS[place], &row[place])).to_vec());
            output::write(context, &Sheet { columns: columns(&names), rows: rows.collect() })?;
        }
    }
    Ok(Exit::Done)
}

/// A cell as people read it.
pub fn for_people(context: &Context, field: &str, value: &Value) -> Value {
    match (field, value.as_str()) {
        ("verdict", Some("reused")) => context.words.plain("match-reused").into(),
        ("verdict", Some("shared_segment")) => context.words.plain("match-shared-segment").into(),
        ("platform", Some(id)) => context.words.platform(id).into(),
        ("posted_at", Some(time)) => output::short_text(time, 16).into(),
        ("edits", Some(ids)) => {
            let kinds = ids.split_whitespace().filter_map(EditKind::from_id);
            context.words.list(kinds.map(|kind| context.words.term(kind.chinese(), kind.id()))).into()
        }
        _ => value.clone(),
    }
}

fn row(sighting: &Sighting, owner: Option<&footage::Owner>, works: &BTreeMap<String, Vec<Value>>) -> Vec<Value> {
    let post_id = owner.and_then(|owner| owner.post_id.as_deref());
    let work = |place: usize| {
        post_id.and_then(|post| works.get(post)).and_then(|work| work.get(place)).cloned().unwrap_or(Value::Null)
    };
    vec![
        json!(sighting.verdict),
        json!(sighting.seconds),
        json!(sighting.confidence),
        json!(sighting.edits.join(" ")),
        work(1),
        work(2),
        work(3),
        work(4),
        json!(post_id),
        json!(owner.and_then(|owner| owner.account_id.as_deref())),
        json!(owner.and_then(|owner| owner.path.as_deref())),
        json!(sighting.why),
    ]
}

/// What is known of the works, by their ids.
async fn works(session: &Session, sightings: &[Sighting]) -> Result<BTreeMap<String, Vec<Value>>, Failure> {
    let ids: Vec<&str> =
        sightings.iter().flat_map(|one| &one.owners).filter_map(|owner| owner.post_id.as_deref()).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let params = Params::from([(
        "ids".to_owned(),
        engine::ParamValue::TextList(ids.iter().map(|id| (*id).to_owned()).collect()),
    )]);
    let sql = "SELECT p.post_id, a.name, p.platform, p.posted_at, coalesce(p.title, left(p.content, 30)) AS work \
               FROM posts p JOIN all_accounts a ON a.account_id = p.account_id \
               JOIN (SELECT DISTINCT unnest($ids) AS id) w ON w.id = p.post_id";
    let rows = cells::sheet(&session.sql(sql, &params).await?).rows;
    let keyed = rows.into_iter().filter_map(|row| Some((row.first()?.as_str()?.to_owned(), row)));
    Ok(keyed.collect())
}
