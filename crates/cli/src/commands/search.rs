//! `mingjian search`: who has this footage.

use std::collections::BTreeMap;

use engine::{Params, Session};
use import::footage::{self, Sighting};
use serde_json::{Value, json};

use super::fingerprint::{jobs, limits};
use super::shared_footage;
use crate::args::footage::Search;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::cells;

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
    shared_footage::write(context, &FIELDS, &SHOWN, rows, "search-nothing")?;
    Ok(Exit::Done)
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
