//! What a run of fingerprinting writes: files of works, fingerprints, comparisons.

use std::collections::BTreeSet;

use arrow::array::RecordBatch;
use media::Tier;
use model::tables::{MediaFile as MediaRow, MediaFingerprint, MediaMatch};
use model::{BatchBuilder, Micros, Record, TableDef};

use super::find::MediaFile;
use super::known::Known;
use super::make::{Read, seconds};
use super::pairs::Pair;
use crate::error::ImportError;

/// The version of format and method that rows carry.
fn computed_by() -> String {
    format!("media-{}", media::fingerprint::FORMAT_VERSION)
}

/// The key of a comparison.
pub(super) fn match_id(pair: &Pair) -> String {
    model::id::row_id("media_matches", &[&pair.one, &pair.other, &computed_by()])
}

/// Rows of a content stand where the content does.
pub(super) fn source_of(sha256: &str) -> String {
    format!("{}//0", sha256.get(..16).unwrap_or(sha256))
}

pub(super) fn batches(
    files: &[MediaFile],
    read: &Read,
    matches: &[Pair],
    known: &Known,
    now: Micros,
) -> Result<Vec<(&'static TableDef, RecordBatch)>, ImportError> {
    let mut media = BatchBuilder::new(MediaRow::TABLE);
    let mut written = BTreeSet::new();
    for (file, sha256) in files.iter().zip(&read.hashes) {
        let Ok(sha256) = sha256 else { continue };
        let path = file.path.display().to_string();
        let work = file.work.as_ref();
        let post_id = work.map(|work| work.post_id.clone());
        let key = model::id::row_id("media", &[post_id.as_deref().unwrap_or_default(), &path, sha256]);
        if known.media.contains(&key) || !written.insert(key.clone()) {
            continue;
        }
        media.push(&MediaRow {
            media_id: Some(key),
            post_id,
            account_id: work.and_then(|work| work.account_id.clone()),
            kind: Some("video".to_owned()),
            path: Some(path),
            sha256: Some(sha256.clone()),
            bytes: std::fs::metadata(&file.path).ok().and_then(|meta| i64::try_from(meta.len()).ok()),
            source_id: Some(source_of(sha256)),
            observed_at: Some(now),
        });
    }
    let mut fingerprints = BatchBuilder::new(MediaFingerprint::TABLE);
    for (sha256, content) in &read.new {
        let at = now.0.to_string();
        let row = MediaFingerprint {
            fingerprint_id: Some(model::id::row_id("fingerprints", &[sha256, &computed_by(), &at])),
            sha256: Some(sha256.clone()),
            computed_by: Some(computed_by()),
            source_id: Some(source_of(sha256)),
            observed_at: Some(now),
            ..MediaFingerprint::default()
        };
        fingerprints.push(&match &content.outcome {
            Ok((found, kept)) => MediaFingerprint {
                tier: Some(if found.tier == Tier::Dense { "dense" } else { "key" }.to_owned()),
                state: Some("read".to_owned()),
                duration_seconds: Some(seconds(found)),
                width: Some(i64::from(found.source_size.0)).filter(|&pixels| pixels > 0),
                height: Some(i64::from(found.source_size.1)).filter(|&pixels| pixels > 0),
                sound: found.has_sound(),
                hashes: Some(media::index::write(&kept.hashes)),
                sounds: Some(media::index::write_sounds(&kept.sounds)),
                data: Some(found.to_bytes()),
                ..row
            },
            Err(trouble) => {
                MediaFingerprint { state: Some("unreadable".to_owned()), trouble: Some(trouble.clone()), ..row }
            }
        });
    }
    let mut pairs = BatchBuilder::new(MediaMatch::TABLE);
    for pair in matches {
        pairs.push(&of_pair(pair, now)?);
    }
    Ok(vec![
        (MediaRow::TABLE, media.finish()?),
        (MediaFingerprint::TABLE, fingerprints.finish()?),
        (MediaMatch::TABLE, pairs.finish()?),
    ])
}

fn of_pair(pair: &Pair, now: Micros) -> Result<MediaMatch, ImportError> {
    let comparison = &pair.comparison;
    let segments = serde_json::to_string(&comparison.segments)
        .map_err(|error| arrow::error::ArrowError::JsonError(error.to_string()))?;
    Ok(MediaMatch {
        match_id: Some(match_id(pair)),
        one_sha256: Some(pair.one.clone()),
        other_sha256: Some(pair.other.clone()),
        verdict: Some(comparison.verdict.id().to_owned()),
        seconds: Some(comparison.shared_seconds()),
        confidence: Some(comparison.stated_confidence()),
        edits: comparison.edit_ids(),
        why: Some(comparison.why.clone()),
        segments: Some(segments),
        computed_by: Some(computed_by()),
        source_id: Some(source_of(&pair.one)),
        observed_at: Some(now),
    })
}
