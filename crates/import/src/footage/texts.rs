//! Words in the pictures of files that share footage: a source may be named there and nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use lake::{Lake, LakeVersion};
use media::MediaError;
use media::read::{Limits, WordReader};
use media::side_by_side::map_on;
use model::tables::PictureText;
use model::{BatchBuilder, Micros, Record};
use serde::Serialize;

use super::{FootageProgress, aside, write};
use crate::error::ImportError;
use crate::lake_rows::each_row;

/// How words are read.
#[derive(Debug, Clone)]
pub struct PictureTextOptions {
    /// The moment of the run.
    pub now: Micros,
    /// Who runs it, for the history of the lake.
    pub author: String,
    /// Bounds for one file.
    pub limits: Limits,
    /// The program that reads words, a name or a path.
    pub tesseract: PathBuf,
    /// Files read at once.
    pub jobs: usize,
    /// Also files whose words were read before, or could not be.
    pub again: bool,
    /// Files read before they are written as a version of the lake.
    pub part_files: usize,
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureTextReport {
    /// The version of the lake after it.
    pub lake_version: i64,
    /// Files that share footage.
    pub files: usize,
    /// Those whose pictures were read now.
    pub read: usize,
    /// Those among them with words.
    pub with_words: usize,
    /// Those that could not be read.
    pub unreadable: usize,
    /// Those that are not where they were.
    pub missing: usize,
}

/// Reads the words in pictures of every file that shares footage with another.
///
/// # Errors
/// When the program is missing, or the lake cannot be read or written. A file that cannot be read is no error: the lake says so.
pub async fn picture_text(
    lake: &Lake,
    options: &PictureTextOptions,
    progress: &dyn FootageProgress,
) -> Result<PictureTextReport, ImportError> {
    let reader = WordReader::find(&options.tesseract).map_err(ImportError::Footage)?;
    let version = lake.at(None).await?;
    let sharing = sharing(lake, &version).await?;
    let known = if options.again { BTreeSet::new() } else { known(lake, &version).await? };
    let due: Vec<(String, Option<PathBuf>)> = sharing
        .iter()
        .filter(|(sha256, _)| !known.contains(*sha256))
        .map(|(sha256, paths)| (sha256.clone(), paths.iter().find(|path| path.is_file()).cloned()))
        .collect();
    let (there, missing): (Vec<_>, Vec<_>) = due.into_iter().partition(|(_, path)| path.is_some());
    let mut report = PictureTextReport {
        lake_version: version.version,
        files: sharing.len(),
        read: 0,
        with_words: 0,
        unreadable: 0,
        missing: missing.len(),
    };
    progress.found(there.len());
    for part in there.chunks(options.part_files.max(1)) {
        let texts = aside(|| {
            map_on(options.jobs, part, |(_, path)| {
                let path = path.clone().unwrap_or_default();
                let text = reader.read(&path, &options.limits);
                progress.read(&path, None);
                text
            })
        })
        .await;
        let mut rows = BatchBuilder::new(PictureText::TABLE);
        for ((sha256, _), text) in part.iter().zip(texts) {
            let row = row(sha256, text, &reader, options.now)?;
            report.read += usize::from(row.trouble.is_none());
            report.with_words += usize::from(row.content.is_some());
            report.unreadable += usize::from(row.trouble.is_some());
            rows.push(&row);
        }
        let based_on = lake.at(None).await?.version;
        let batches = vec![(PictureText::TABLE, rows.finish()?)];
        report.lake_version = write(lake, based_on, batches, "picture-text", &options.author, options.now).await?;
        progress.written();
    }
    Ok(report)
}

fn row(
    sha256: &str,
    text: Result<String, MediaError>,
    reader: &WordReader,
    now: Micros,
) -> Result<PictureText, ImportError> {
    let (text, trouble) = match text {
        Err(error @ MediaError::FfmpegMissing { .. }) => return Err(ImportError::Footage(error)),
        Ok(text) => (text, None),
        Err(error) => (String::new(), Some(error.to_string())),
    };
    Ok(PictureText {
        text_id: Some(model::id::row_id("picture_texts", &[sha256, reader.version(), &now.0.to_string()])),
        sha256: Some(sha256.to_owned()),
        state: Some(if trouble.is_some() { "unreadable" } else { "read" }.to_owned()),
        trouble,
        content: Some(text::mask::mask(&text).text).filter(|text| !text.is_empty()),
        computed_by: Some(reader.version().to_owned()),
        source_id: Some(super::rows::source_of(sha256)),
        observed_at: Some(now),
    })
}

/// Files with pictures that another work has too, and where they may lie.
async fn sharing(lake: &Lake, version: &LakeVersion) -> Result<BTreeMap<String, Vec<PathBuf>>, ImportError> {
    let mut matched: BTreeSet<String> = BTreeSet::new();
    each_row(lake, version, "media_matches", &["one_sha256", "other_sha256", "verdict", "edits"], |cells| {
        let [Some(one), Some(other), verdict, edits] = cells else { return };
        let only_sound = edits.is_some_and(|edits| edits.contains(media::EditKind::PicturesReplaced.id()));
        if *verdict == Some(media::Verdict::Reused.id()) && !only_sound {
            matched.extend([(*one).to_owned(), (*other).to_owned()]);
        }
    })
    .await?;
    let mut files: BTreeMap<String, (BTreeSet<String>, Vec<PathBuf>)> = BTreeMap::new();
    each_row(lake, version, "media", &["sha256", "post_id", "path", "kind"], |cells| {
        let [Some(sha256), post, Some(path), Some("video")] = cells else { return };
        let (posts, paths) = files.entry((*sha256).to_owned()).or_default();
        posts.extend(post.map(str::to_owned));
        paths.push(PathBuf::from(path));
    })
    .await?;
    let shares = |sha256: &String, posts: &BTreeSet<String>| matched.contains(sha256) || posts.len() > 1;
    Ok(files
        .into_iter()
        .filter(|(sha256, (posts, _))| shares(sha256, posts))
        .map(|(sha256, (_, paths))| (sha256, paths))
        .collect())
}

/// Files whose words somebody tried to read.
async fn known(lake: &Lake, version: &LakeVersion) -> Result<BTreeSet<String>, ImportError> {
    let mut known = BTreeSet::new();
    each_row(lake, version, "picture_texts", &["sha256"], |cells| {
        if let [Some(sha256)] = cells {
            known.insert((*sha256).to_owned());
        }
    })
    .await?;
    Ok(known)
}
