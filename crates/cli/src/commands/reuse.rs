//! `mingjian reuse`: works that share footage, in groups, the earliest first.

use std::collections::{BTreeMap, BTreeSet};

use engine::Params;
use import::footage::groups;
use serde_json::{Value, json};

use super::shared_footage;
use crate::args::footage::Reuse;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::cells;
use crate::words::count;

/// The columns, in JSON and CSV.
const FIELDS: [&str; 11] = [
    "group",
    "place",
    "name",
    "platform",
    "posted_at",
    "work",
    "seconds",
    "edits",
    "names_source",
    "post_id",
    "account_id",
];
/// Those that people see.
const SHOWN: [usize; 9] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/// Pairs of works, each in the order of publication.
const PAIRS: &str = "SELECT f.other_post_id AS earlier, f.post_id AS later, f.seconds, f.edits \
    FROM shared_footage f JOIN posts p ON p.post_id = f.post_id JOIN posts o ON o.post_id = f.other_post_id \
    WHERE f.reuses_pictures AND (o.posted_at < p.posted_at OR (o.posted_at = p.posted_at AND o.post_id < p.post_id))";

/// The works of pairs.
const WORKS: &str = "SELECT p.post_id, p.account_id, a.name, a.name_folded, p.platform, p.posted_at, \
        coalesce(p.title, left(p.content, 30)) AS work, text_names_source(text_whole(p.title, p.content)) AS names_source \
    FROM posts p JOIN all_accounts a ON a.account_id = p.account_id \
    WHERE p.post_id IN (SELECT post_id FROM shared_footage)";

/// Lists them.
pub async fn run(context: &Context, arguments: &Reuse) -> Result<Exit, Failure> {
    let as_of = arguments.as_of.unwrap_or_else(|| context.today());
    let open = context.session(None, Some(as_of)).await?;
    let pairs = cells::sheet(&open.session.sql(PAIRS, &Params::new()).await?).rows;
    let works: BTreeMap<String, Vec<Value>> = cells::sheet(&open.session.sql(WORKS, &Params::new()).await?)
        .rows
        .into_iter()
        .filter_map(|row| Some((row.first()?.as_str()?.to_owned(), row)))
        .collect();
    let asked = arguments.account.as_deref().map(|name| (name, text::fold::search(name)));
    let mut rows = grouped(&pairs, &works, asked.as_ref().map(|(name, folded)| (*name, folded.as_str())));
    let limit = usize::try_from(arguments.limit).unwrap_or(usize::MAX);
    if rows.len() > limit {
        rows.truncate(limit);
        context.talk("collections-more", &[("limit", count(u64::from(arguments.limit)).into())]);
    }
    shared_footage::write(context, &FIELDS, &SHOWN, rows, "reuse-nothing")?;
    Ok(Exit::Done)
}

/// One row per work, group by group; the group with the earliest work first. What was done to a work is told against the
/// earliest work it shares footage with.
fn grouped(pairs: &[Vec<Value>], works: &BTreeMap<String, Vec<Value>>, asked: Option<(&str, &str)>) -> Vec<Vec<Value>> {
    let text = |row: &[Value], place: usize| row.get(place).and_then(Value::as_str).unwrap_or_default().to_owned();
    let links: Vec<(String, String)> = pairs.iter().map(|row| (text(row, 0), text(row, 1))).collect();
    let when = |post: &str| (works.get(post).map(|work| text(work, 5)).unwrap_or_default(), post.to_owned());
    let mut groups: Vec<Vec<String>> = groups(&links);
    for group in &mut groups {
        group.sort_by_key(|post| when(post));
    }
    groups.sort_by_key(|group| group.first().map(|post| when(post)));
    let wanted = |group: &Vec<String>| {
        let Some((id, folded)) = asked else { return true };
        group
            .iter()
            .filter_map(|post| works.get(post))
            .any(|work| text(work, 1) == id || text(work, 3).contains(folded))
    };
    let mut against: BTreeMap<&str, &Vec<Value>> = BTreeMap::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut by_time: Vec<&Vec<Value>> = pairs.iter().collect();
    by_time.sort_by_key(|row| when(&text(row, 0)));
    for row in by_time {
        if let Some(later) = row.get(1).and_then(Value::as_str)
            && seen.insert(later)
        {
            against.insert(later, row);
        }
    }
    let mut rows = Vec::new();
    for (number, group) in groups.iter().filter(|group| wanted(group)).enumerate() {
        for (place, post) in group.iter().enumerate() {
            let work =
                |column: usize| works.get(post).and_then(|work| work.get(column)).cloned().unwrap_or(Value::Null);
            let done = |column: usize| {
                against.get(post.as_str()).and_then(|row| row.get(column)).cloned().unwrap_or(Value::Null)
            };
            rows.push(vec![
                json!(number + 1),
                json!(place + 1),
                work(2),
                work(4),
                work(5),
                work(6),
                done(2),
                done(3).as_str().map_or(Value::Null, |edits| json!(edits.trim())),
                work(7),
                json!(post),
                work(1),
            ]);
        }
    }
    rows
}
