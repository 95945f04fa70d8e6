//! What a file is taken for, and why, without importing it: the formats that claim it, what is seen in it, and what a
//! sample of its records fills.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::collection::{CollectionKind, CollectionState};
use model::{BatchBuilder, Micros, Record};
use serde::Serialize;

use crate::discover::discover;
use crate::entry::{Entry, Identity};
use crate::error::{ImportError, ReadError};
use crate::format::{Format, Sink};
use crate::formats::mapped;
use crate::plan::{claims, load_maps, undecided, unknown};
use crate::probe::{Container, Probe};
use crate::reject::Reject;
use crate::row::Position;
use crate::source::Source;

/// Records that are read to see what a file fills.
const SAMPLE: u64 = 1_000;
/// Names that are shown of what was seen.
const SEEN: usize = 40;

/// A format that claims a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claimed {
    /// Its name for `--as`.
    pub format: &'static str,
    /// 0 to 100.
    pub confidence: u8,
}

/// What a file is taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Detected {
    /// The path as handed in; `archive.zip!member` for members.
    pub path: String,
    /// What holds the data: xlsx, csv, json …
    pub container: &'static str,
    /// The names seen in it: columns, fields, tables.
    pub seen: Vec<String>,
    /// The format it would be read with; none where no format claims it or two claim it alike.
    pub format: Option<&'static str>,
    /// Two formats claim it with equal confidence: a person must say.
    pub undecided: bool,
    /// It is read with a column map that was given or is remembered.
    pub mapped: bool,
    /// The formats that claim it, the surest first.
    pub claims: Vec<Claimed>,
    /// Records looked at.
    pub sampled: u64,
    /// Records among them that would go to quarantine.
    pub sampled_quarantined: u64,
    /// Columns of the lake that the sample fills, by table.
    pub fills: BTreeMap<String, BTreeSet<String>>,
    /// Columns of the same tables that it does not fill.
    pub lacks: BTreeMap<String, BTreeSet<String>>,
    /// Collections it proves to be complete.
    pub proves: BTreeSet<&'static str>,
    /// What is to be said beside: why it cannot be read, or what was odd.
    pub message: Option<String>,
}

/// Looks at the files under the paths. `workspace`: the folder of a workspace whose column maps count.
///
/// # Errors
/// When a path is not there or a folder cannot be listed.
pub fn detect(paths: &[PathBuf], workspace: Option<&Path>, now: Micros) -> Result<Vec<Detected>, ImportError> {
    let maps = workspace.map(|folder| load_maps(&folder.join("maps"))).transpose()?.unwrap_or_default();
    let here = std::env::temp_dir();
    let io = |source| ImportError::Io { path: here.clone(), source };
    let scratch = tempfile::Builder::new().prefix("mingjian-").tempdir().map_err(io)?;
    let mut all = Vec::new();
    for found in discover(paths, scratch.path())? {
        let mut detected = Detected {
            path: found.path.clone(),
            container: "",
            seen: Vec::new(),
            format: None,
            undecided: false,
            mapped: false,
            claims: Vec::new(),
            sampled: 0,
            sampled_quarantined: 0,
            fills: BTreeMap::new(),
            lacks: BTreeMap::new(),
            proves: BTreeSet::new(),
            message: found.problem.clone(),
        };
        if found.problem.is_none() {
            match Probe::look(&found.file, &found.path) {
                Err(error) => detected.message = Some(error.to_string()),
                Ok(probe) => {
                    let map = mapped::maps_of(&probe, None, &maps).map(|(_, map)| map);
                    let source = Source {
                        file: found.file,
                        path: found.path,
                        file_hash: "0".repeat(64),
                        probe: Arc::new(probe),
                        observed: None,
                        modified_at: found.modified_at,
                        now,
                        jurisdiction: None,
                        map,
                    };
                    look(&mut detected, &source);
                }
            }
        }
        all.push(detected);
    }
    Ok(all)
}

fn look(detected: &mut Detected, source: &Source) {
    let probe = &source.probe;
    detected.container = container(probe.container);
    detected.seen = seen(probe);
    let claims = claims(probe);
    detected.claims = claims
        .iter()
        .map(|(format, sure)| Claimed { format: format.manifest().name, confidence: sure.confidence })
        .collect();
    detected.mapped = source.map.is_some();
    let format: &'static dyn Format = match (&source.map, claims.as_slice()) {
        (Some(_), _) => &mapped::Mapped,
        (None, [(one, sure), (other, as_sure), ..]) if sure.confidence == as_sure.confidence => {
            detected.undecided = true;
            detected.message = Some(undecided(one.manifest().name, other.manifest().name));
            return;
        }
        (None, [(format, _), ..]) => *format,
        (None, []) => {
            detected.message = Some(unknown(probe));
            return;
        }
    };
    detected.format = Some(format.manifest().name);
    let mut sample = Sample::default();
    let read = format.read(source, &mut sample);
    if let Err(error) = read.map_err(|error| error.to_string())
        && !sample.is_full()
    {
        detected.message = Some(error);
    } else if !sample.warnings.is_empty() {
        detected.message = Some(sample.warnings.iter().cloned().collect::<Vec<_>>().join("; "));
    }
    detected.sampled = sample.records;
    detected.sampled_quarantined = sample.quarantined;
    sample.columns(detected);
}

/// The id of a container.
fn container(container: Container) -> &'static str {
    match container {
        Container::Empty => "empty",
        Container::Xlsx => "xlsx",
        Container::Xls => "xls",
        Container::Docx => "docx",
        Container::Ods => "ods",
        Container::Locked => "locked",
        Container::OldDocument => "doc",
        Container::Sqlite => "sqlite",
        Container::JsonArray | Container::JsonObject => "json",
        Container::JsonLines => "jsonl",
        Container::Text(_) => "csv",
        Container::Html => "html",
        Container::Unknown => "unknown",
    }
}

/// The names a first look shows: fields of the first object, tables, or the fullest of the first rows.
fn seen(probe: &Probe) -> Vec<String> {
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let names: Vec<String> = if let Some(object) = probe.objects.first() {
        object.keys().cloned().collect()
    } else if probe.tables.is_empty() {
        let rows = probe.sheets.first().map_or(&[][..], |sheet| sheet.rows.as_slice());
        let mut best: &[String] = &[];
        for (_, cells) in rows.iter().take(10) {
            if filled(cells) > filled(best) {
                best = cells;
            }
        }
        best.iter()
            .map(|cell| cell.trim().trim_start_matches('\u{feff}').replace(['\n', '\r'], ""))
            .filter(|cell| !cell.is_empty())
            .collect()
    } else {
        probe.tables.keys().cloned().collect()
    };
    names.into_iter().take(SEEN).collect()
}

/// A sink that only notes what records fill.
#[derive(Default)]
struct Sample {
    records: u64,
    quarantined: u64,
    warnings: BTreeSet<String>,
    tables: BTreeMap<&'static str, BatchBuilder>,
    aliases: BTreeSet<&'static str>,
    proves: BTreeSet<&'static str>,
}

impl Sample {
    fn is_full(&self) -> bool {
        self.records >= SAMPLE
    }

    fn count(&mut self) -> Result<(), ReadError> {
        self.records += 1;
        // A sample is enough; the reader stops as if the import had ended.
        if self.is_full() { Err(ReadError::Stopped) } else { Ok(()) }
    }

    fn push<R: Record>(&mut self, record: &R) {
        self.tables.entry(R::TABLE.name).or_insert_with(|| BatchBuilder::new(R::TABLE)).push(record);
    }

    fn identity(&mut self, identity: &Identity) {
        let given = [
            ("uid", identity.uid.is_some()),
            ("sec_uid", identity.sec_uid.is_some()),
            ("short_id", identity.short_id.is_some()),
            ("unique_id", identity.unique_id.is_some()),
            ("url", identity.url.is_some()),
            ("creator_hash", identity.creator_hash.is_some()),
            ("name", identity.name.is_some()),
        ];
        self.aliases.extend(given.into_iter().filter(|(_, given)| *given).map(|(kind, _)| kind));
    }

    fn entry(&mut self, entry: &Entry) {
        match entry {
            Entry::Account(entry) => {
                self.identity(&entry.identity);
                self.push(&entry.snapshot);
                self.proves.insert(CollectionKind::Profile.id());
                if entry.has_no_works {
                    self.proves.insert(CollectionKind::Posts.id());
                }
            }
            Entry::Post(entry) => {
                self.identity(&entry.author);
                self.push(&entry.post);
                self.push(&entry.counts);
                self.push(&entry.author_snapshot);
                if entry.collected == CollectionState::Complete {
                    self.proves.insert(CollectionKind::Posts.id());
                }
            }
            Entry::Comment(entry) => self.push(&entry.comment),
            Entry::Registry(entry) => {
                self.identity(&entry.identity);
                self.push(&entry.row);
            }
            Entry::List(entry) => {
                self.identity(&entry.identity);
                self.push(&entry.entry);
            }
            Entry::HotTopic(topic) => self.push(topic.as_ref()),
            Entry::Media(entry) => self.push(&entry.file),
        }
    }

    /// What was filled, and what of the same tables was not. Keys and provenance are the pipeline's own.
    fn columns(&mut self, detected: &mut Detected) {
        for (table, builder) in &mut self.tables {
            let Ok(batch) = builder.finish() else { continue };
            for field in batch.schema().fields() {
                let name = field.name();
                let own = name.ends_with("_id") && name != "native_id"
                    || matches!(name.as_str(), "observed_at" | "person_key" | "personal_data");
                let filled = batch.column_by_name(name).is_some_and(|column| column.null_count() < column.len());
                if own {
                    continue;
                }
                let columns = if filled { &mut detected.fills } else { &mut detected.lacks };
                columns.entry((*table).to_owned()).or_default().insert(name.clone());
            }
        }
        if !self.aliases.is_empty() {
            let kinds = self.aliases.iter().map(|kind| (*kind).to_owned()).collect();
            detected.fills.insert("account_aliases".to_owned(), kinds);
        }
        detected.proves.clone_from(&self.proves);
    }
}

impl Sink for Sample {
    fn row(&mut self, _at: &Position, entries: Vec<Entry>) -> Result<(), ReadError> {
        for entry in &entries {
            self.entry(entry);
        }
        self.count()
    }

    fn quarantine(&mut self, _at: &Position, _reject: Reject) -> Result<(), ReadError> {
        self.quarantined += 1;
        self.count()
    }

    fn warn(&mut self, warning: &str) {
        if self.warnings.len() < 5 {
            self.warnings.insert(warning.to_owned());
        }
    }
}
