//! The page of pictures behind a finding about footage.

use std::path::{Path, PathBuf};

use arrow::array::AsArray;
use engine::{ParamValue, Params, Session};
use media::evidence::Work;
use media::read::Limits;
use media::{Commonness, Fingerprint};
use model::Finding;
use serde_json::Value;

use crate::commands::match_videos::write_page;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::{cells, short_text};

/// The files of the two works: path, hash, and what people call the work.
const FILES: &str = "SELECT f.sha256, f.other_sha256, \
        (SELECT max(m.path) FROM media m WHERE m.sha256 = f.sha256 AND m.post_id = f.post_id) AS path, \
        (SELECT max(m.path) FROM media m WHERE m.sha256 = f.other_sha256 AND m.post_id = f.other_post_id) AS other_path, \
        a.name, p.posted_at, coalesce(p.title, left(p.content, 30)) AS title, \
        b.name AS other_name, o.posted_at AS other_posted_at, coalesce(o.title, left(o.content, 30)) AS other_title \
    FROM shared_footage f \
    JOIN posts p ON p.post_id = f.post_id JOIN all_accounts a ON a.account_id = p.account_id \
    JOIN posts o ON o.post_id = f.other_post_id JOIN all_accounts b ON b.account_id = o.account_id \
    WHERE f.post_id = $later AND f.other_post_id = $earlier";

/// Writes it: the earlier work stands first.
pub async fn write(context: &Context, session: &Session, finding: &Finding, file: &Path) -> Result<(), Failure> {
    let nothing = || Failure::wrong_use("error-no-footage").with("id", finding.finding_id.clone());
    let mut posts = finding.evidence.iter().filter(|row| row.table == "posts").map(|row| row.key.as_str());
    let earlier = posts.find(|post| *post != finding.subject_id).ok_or_else(nothing)?;
    let params = Params::from([
        ("later".to_owned(), ParamValue::Text(finding.subject_id.clone())),
        ("earlier".to_owned(), ParamValue::Text(earlier.to_owned())),
    ]);
    let rows = cells::sheet(&session.sql(FILES, &params).await?).rows;
    let row = rows.first().ok_or_else(nothing)?;
    let text = |place: usize| row.get(place).and_then(Value::as_str).unwrap_or_default();
    let label = |name: usize, time: usize, title: usize| {
        format!("{} {} 《{}》", text(name), short_text(text(time), 16), text(title))
    };
    let (later_path, earlier_path) = (PathBuf::from(text(2)), PathBuf::from(text(3)));
    let missing: Vec<String> = [&earlier_path, &later_path]
        .into_iter()
        .filter(|path| !path.is_file())
        .map(|path| path.display().to_string())
        .collect();
    if !missing.is_empty() {
        return Err(Failure::not_done("error-footage-files").with("paths", context.words.list(missing)));
    }
    let (one, other) = (fingerprint(session, text(1)).await?, fingerprint(session, text(0)).await?);
    let comparison = media::compare(&one, &other, &Commonness::none());
    let labels = (label(7, 8, 9), label(4, 5, 6));
    let (first, second) =
        (Work { path: &earlier_path, label: &labels.0 }, Work { path: &later_path, label: &labels.1 });
    write_page(context, file, first, second, &comparison, &Limits::default())
}

/// The fingerprint of a file, as the lake keeps it.
async fn fingerprint(session: &Session, sha256: &str) -> Result<Fingerprint, Failure> {
    let damaged = |detail: String| Failure::not_done("error-query").detail(detail);
    let params = Params::from([("sha256".to_owned(), ParamValue::Text(sha256.to_owned()))]);
    let sql =
        "SELECT data FROM fingerprints WHERE sha256 = $sha256 AND data IS NOT NULL ORDER BY observed_at DESC LIMIT 1";
    let batches = session.sql(sql, &params).await?;
    let column = batches.iter().find(|batch| batch.num_rows() > 0).map(|batch| batch.column(0));
    let data = column
        .and_then(|column| column.as_binary_opt::<i32>())
        .ok_or_else(|| damaged(format!("fingerprints: {sha256}")))?;
    let bytes = data.value(0);
    Fingerprint::from_bytes(bytes).map_err(|error| damaged(error.to_string()))
}
