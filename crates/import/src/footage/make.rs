//! Reading files: each content once, several files at a time.

use std::collections::{BTreeMap, BTreeSet};

use media::side_by_side::map_on;
use media::{Fingerprint, MediaError, Tier};

use super::find::MediaFile;
use super::known::Known;
use super::{FileRead, FootageOptions, FootageProgress, aside};
use crate::error::ImportError;

/// One new content.
#[derive(Debug)]
pub(super) struct Content {
    /// Its fingerprint, or why there is none.
    pub(super) outcome: Result<Fingerprint, String>,
}

/// What reading the files gave.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// SHA-256 of each file, in the order of the files; an error where it could not even be opened.
    pub(super) hashes: Vec<Result<String, String>>,
    /// New contents by their SHA-256.
    pub(super) new: BTreeMap<String, Content>,
    /// What was known before of the others.
    known: BTreeMap<String, (Option<f64>, Option<String>)>,
}

impl Read {
    /// New contents that can be compared.
    pub(super) fn fingerprints(&self) -> impl Iterator<Item = (&str, &Fingerprint)> {
        self.new.iter().filter_map(|(sha256, content)| Some((sha256.as_str(), content.outcome.as_ref().ok()?)))
    }

    /// What became of each file.
    pub(super) fn report(&self, files: &[MediaFile]) -> Vec<FileRead> {
        let file = |(file, hash): (&MediaFile, &Result<String, String>)| {
            let mut read = FileRead {
                path: file.path.display().to_string(),
                post_id: file.work.as_ref().map(|work| work.post_id.clone()),
                sha256: hash.clone().ok(),
                state: "unreadable",
                seconds: None,
                trouble: hash.clone().err(),
            };
            let Ok(sha256) = hash else { return read };
            match self.new.get(sha256).map(|content| &content.outcome) {
                Some(Ok(fingerprint)) => {
                    (read.state, read.seconds) = ("read", Some(seconds(fingerprint)));
                }
                Some(Err(trouble)) => read.trouble = Some(trouble.clone()),
                None => {
                    if let Some((seconds, trouble)) = self.known.get(sha256) {
                        read.state = if trouble.is_some() { "unreadable" } else { "known" };
                        (read.seconds, read.trouble) = (*seconds, trouble.clone());
                    }
                }
            }
            read
        };
        files.iter().zip(&self.hashes).map(file).collect()
    }
}

/// Seconds of a fingerprint, to the hundredth.
pub(super) fn seconds(fingerprint: &Fingerprint) -> f64 {
    (f64::from(fingerprint.duration) / 10.0).round() / 100.0
}

/// Reads what the lake does not know yet.
pub(super) async fn read(
    files: &[MediaFile],
    known: &Known,
    options: &FootageOptions,
    progress: &dyn FootageProgress,
) -> Result<Read, ImportError> {
    aside(|| {
        let hashes = map_on(options.jobs, files, |file| {
            media::read::check_file(&file.path, &options.limits)
                .and_then(|_| media::fingerprint::content_hash(&file.path))
                .map_err(|error| error.to_string())
        });
        let mut read = Read::default();
        let (mut seen, mut todo) = (BTreeSet::new(), Vec::new());
        for (file, hash) in files.iter().zip(hashes) {
            read.hashes.push(hash.as_ref().map(|hash| model::id::hex(hash)).map_err(String::clone));
            let Ok(hash) = hash else { continue };
            if !seen.insert(hash) {
                continue;
            }
            let sha256 = &model::id::hex(&hash);
            match known.files.get(sha256) {
                Some(known) if !options.again && (known.is_dense || options.tier == Tier::Key || !known.is_read) => {
                    read.known.insert(sha256.clone(), (known.seconds, known.trouble.clone()));
                }
                _ => todo.push((file, hash)),
            }
        }
        progress.found(todo.len());
        let outcomes = map_on(options.jobs, &todo, |(file, hash)| {
            let outcome = media::fingerprint::fingerprint_hashed(&file.path, *hash, &options.limits, options.tier);
            progress.read(&file.path, outcome.as_ref().ok().map(seconds));
            outcome
        });
        for ((_, hash), outcome) in todo.into_iter().zip(outcomes) {
            let outcome = match outcome {
                Err(error @ MediaError::FfmpegMissing { .. }) => return Err(ImportError::Footage(error)),
                outcome => outcome.map_err(|error| error.to_string()),
            };
            read.new.insert(model::id::hex(&hash), Content { outcome });
        }
        Ok(read)
    })
    .await
}
