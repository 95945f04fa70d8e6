//! Reading files: each content once, several files at a time.

use std::collections::{BTreeMap, BTreeSet};

use media::index::Kept;
use media::side_by_side::map_on;
use media::{Fingerprint, MediaError, Tier};

use super::find::{MediaFile, Work};
use super::known::Known;
use super::{FileRead, FootageOptions, FootageProgress, aside};
use crate::error::ImportError;

/// Files hashed before the next look at how many have to be read.
const HASHED_AT_ONCE: usize = 32;

/// One new content.
#[derive(Debug)]
pub(super) struct Content {
    /// Its fingerprint, or why there is none.
    pub(super) outcome: Result<(Fingerprint, Kept), String>,
}

/// What reading one part of the files gave.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// SHA-256 of each file of the part, in the order of the files; an error where it could not even be opened.
    pub(super) hashes: Vec<Result<String, String>>,
    /// New contents by their SHA-256.
    pub(super) new: BTreeMap<String, Content>,
    /// What was known before of the others.
    known: BTreeMap<String, (Option<f64>, Option<String>)>,
}

impl Read {
    /// New contents that can be compared.
    pub(super) fn fingerprints(&self) -> impl Iterator<Item = (&str, (&Fingerprint, &Kept))> {
        self.new.iter().filter_map(|(sha256, content)| {
            let (fingerprint, kept) = content.outcome.as_ref().ok()?;
            Some((sha256.as_str(), (fingerprint, kept)))
        })
    }

    /// The works that carry a content, as far as this part knows.
    pub(super) fn works<'a>(&'a self, files: &'a [MediaFile], sha256: &'a str) -> impl Iterator<Item = &'a Work> {
        let same = files.iter().zip(&self.hashes).filter(move |(_, hash)| hash.as_deref() == Ok(sha256));
        same.filter_map(|(file, _)| file.work.as_ref())
    }

    /// Whether a content has yet to be read; notes what is known of it otherwise.
    fn is_due(
        &mut self,
        hash: &[u8; 32],
        known: &Known,
        done: &mut BTreeSet<[u8; 32]>,
        options: &FootageOptions,
    ) -> bool {
        let was_done = !done.insert(*hash);
        let sha256 = model::id::hex(hash);
        match known.files.get(&sha256) {
            Some(known)
                if was_done || !options.again && (known.is_dense || options.tier == Tier::Key || !known.is_read) =>
            {
                self.known.insert(sha256, (known.seconds, known.trouble.clone()));
                false
            }
            _ => !was_done,
        }
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
                Some(Ok((fingerprint, _))) => {
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

/// Reads files until so many of them had to be read that the lake does not know yet: the first part of the files, as many as the
/// answer has hashes. `done` holds the contents that this run has read, and gets those of this part.
pub(super) async fn read(
    files: &[MediaFile],
    known: &Known,
    done: &mut BTreeSet<[u8; 32]>,
    options: &FootageOptions,
    progress: &dyn FootageProgress,
) -> Result<Read, ImportError> {
    aside(|| {
        let (mut read, mut todo) = (Read::default(), Vec::new());
        let most = part_files(known, options);
        for block in files.chunks(HASHED_AT_ONCE.min(most)) {
            if todo.len() >= most {
                break;
            }
            let hashes = map_on(options.jobs, block, |file| {
                media::read::check_file(&file.path, &options.limits)
                    .and_then(|_| media::fingerprint::content_hash(&file.path))
                    .map_err(|error| error.to_string())
            });
            for (file, hash) in block.iter().zip(hashes) {
                read.hashes.push(hash.as_ref().map(|hash| model::id::hex(hash)).map_err(String::clone));
                let is_due = hash.as_ref().is_ok_and(|hash| read.is_due(hash, known, done, options));
                match hash {
                    Ok(hash) if is_due => todo.push((file, hash)),
                    _ => progress.read(&file.path, None),
                }
            }
        }
        let outcomes = map_on(options.jobs, &todo, |(file, hash)| {
            let outcome = media::fingerprint::fingerprint_hashed(&file.path, *hash, &options.limits, options.tier);
            progress.read(&file.path, outcome.as_ref().ok().map(seconds));
            outcome.map(|fingerprint| {
                let kept = Kept::of(&fingerprint);
                (fingerprint, kept)
            })
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

/// Files that have to be read for one part: a twentieth of what is known where that is more, since every part asks all that is known.
fn part_files(known: &Known, options: &FootageOptions) -> usize {
    options.part_files.max(known.files.len() / 20).max(1)
}
