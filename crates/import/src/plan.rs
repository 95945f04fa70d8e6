//! Before anything is read: which files there are, which format each is, and in which order they are read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::discover::{Found, discover};
use crate::error::{ImportError, ReadError};
use crate::format::{Detection, Format, formats};
use crate::formats::mapped::{self, ColumnMap};
use crate::probe::{Container, Probe};
use crate::report::FileReport;

/// Looks that are kept until their file is read: those at workbooks, which cost the most, and not more than fit into memory.
/// A folder may hold a hundred thousand files.
const KEPT_LOOKS: usize = 256;

/// A file with its format, ready to be read.
pub struct Planned {
    /// Place in the report: the order of the paths.
    pub order: usize,
    /// The file.
    pub found: Found,
    /// What a first look showed; of most files it is looked at again when their turn comes.
    pub probe: Option<Arc<Probe>>,
    /// The format it is read with.
    pub format: &'static dyn Format,
    /// Files of a lower stage are read first.
    pub stage: u8,
    /// The column map, and the header under which it is remembered.
    pub map: Option<(String, Arc<ColumnMap>)>,
}

/// The format a person asked for by name.
///
/// # Errors
/// When there is none of that name.
pub fn forced_format(name: Option<&str>) -> Result<Option<&'static dyn Format>, ImportError> {
    let Some(name) = name else { return Ok(None) };
    let found = formats().iter().copied().find(|format| format.manifest().name == name);
    found.map(Some).ok_or_else(|| ImportError::UnknownFormat {
        name: name.to_owned(),
        known: formats().iter().map(|format| format.manifest().name).collect::<Vec<_>>().join(", "),
    })
}

/// The maps a workspace remembers. One that cannot be understood is an error: reading such a file otherwise would be a guess.
///
/// # Errors
/// When one cannot be read or understood.
pub fn load_maps(folder: &Path) -> Result<BTreeMap<String, Arc<ColumnMap>>, ImportError> {
    let mut maps = BTreeMap::new();
    let Ok(children) = std::fs::read_dir(folder) else { return Ok(maps) };
    for child in children {
        let path = child.map_err(|source| ImportError::Io { path: folder.to_owned(), source })?.path();
        if path.extension().is_some_and(|ending| ending == "toml")
            && let Some(hash) = path.file_stem().and_then(|stem| stem.to_str())
        {
            maps.insert(hash.to_owned(), Arc::new(ColumnMap::load(&path)?));
        }
    }
    Ok(maps)
}

/// Reports of files that are not read, with their place among the paths.
pub type Reports = Vec<(usize, FileReport)>;

/// Finds the files and tells their formats; those without one are reported at once.
///
/// # Errors
/// When a path is not there or a folder cannot be listed.
pub fn plan(
    paths: &[PathBuf],
    scratch: &Path,
    forced: Option<&'static dyn Format>,
    given: Option<&Arc<ColumnMap>>,
    known_maps: &BTreeMap<String, Arc<ColumnMap>>,
) -> Result<(Vec<Planned>, Reports), ImportError> {
    let (mut planned, mut reports) = (Vec::new(), Vec::new());
    for (order, found) in discover(paths, scratch)?.into_iter().enumerate() {
        let unreadable = |message: String| (order, unreadable(&found.path, message));
        if let Some(problem) = &found.problem {
            reports.push(unreadable(problem.clone()));
            continue;
        }
        let probe = match Probe::look(&found.file, &found.path) {
            Ok(probe) => probe,
            Err(error) => {
                reports.push(unreadable(error.to_string()));
                continue;
            }
        };
        let map = mapped::maps_of(&probe, given, known_maps);
        let choice = match (forced, &map) {
            (Some(format), _) => Some((format, format.detect(&probe).stage)),
            (None, Some((_, map))) => Some((&mapped::Mapped as &dyn Format, map.stage())),
            (None, None) => match claims(&probe).as_slice() {
                [(one, sure), (other, as_sure), ..] if sure.confidence == as_sure.confidence => {
                    reports.push(unreadable(undecided(one.manifest().name, other.manifest().name)));
                    continue;
                }
                [(format, detection), ..] => Some((*format, detection.stage)),
                [] => None,
            },
        };
        match choice {
            Some((format, stage)) => {
                let costly =
                    matches!(probe.container, Container::Xlsx | Container::Xls | Container::Ods | Container::Docx);
                let probe = (costly && planned.len() < KEPT_LOOKS).then(|| Arc::new(probe));
                planned.push(Planned { order, found, probe, format, stage, map });
            }
            None => reports.push(unreadable(unknown(&probe))),
        }
    }
    Ok((planned, reports))
}

/// The formats that claim a file with enough confidence, the surest first. Two that are equally sure are for a person to
/// decide.
#[must_use]
pub fn claims(probe: &Probe) -> Vec<(&'static dyn Format, Detection)> {
    let mut claims: Vec<(&'static dyn Format, Detection)> = formats()
        .iter()
        .map(|format| (*format, format.detect(probe)))
        .filter(|(_, detection)| detection.confidence >= Detection::ENOUGH)
        .collect();
    claims.sort_by_key(|(_, detection)| std::cmp::Reverse(detection.confidence));
    claims
}

/// What to say of a file that two formats claim with equal confidence.
#[must_use]
pub fn undecided(one: &str, other: &str) -> String {
    format!("this could be `{one}` as well as `{other}`, so it was not read; say which with --as {one} or --as {other}")
}

fn unreadable(path: &str, message: String) -> FileReport {
    FileReport {
        path: path.to_owned(),
        format: None,
        rows_read: 0,
        rows_new: 0,
        rows_known: 0,
        rows_quarantined: 0,
        message: Some(message),
    }
}

/// What to say of a file that no format claims.
#[must_use]
pub fn unknown(probe: &Probe) -> String {
    match probe.container {
        Container::Empty => ReadError::Empty.to_string(),
        Container::Html => {
            "this is a web page, whatever its name says; open it in a spreadsheet program and save it as .xlsx".to_owned()
        }
        Container::Unknown => {
            "this is neither a spreadsheet, nor text in UTF-8, GB18030 or UTF-16, nor JSON, nor SQLite; if it is text, save it \
             as UTF-8"
                .to_owned()
        }
        Container::Locked => ReadError::Locked.to_string(),
        Container::OldDocument => {
            "this is an old Word document; open it, save it as .docx, and import that".to_owned()
        }
        Container::Xlsx | Container::Xls | Container::Docx | Container::Ods | Container::Text(_) => crate::formats::registry::no_header(),
        Container::Sqlite => {
            let tables: Vec<&str> = probe.tables.keys().map(String::as_str).take(10).collect();
            format!("no collector we know has a database with these tables: {}", tables.join(", "))
        }
        Container::JsonObject if probe.objects.is_empty() => large_object(),
        Container::JsonArray | Container::JsonObject | Container::JsonLines => {
            let fields: Vec<&str> =
                probe.objects.first().into_iter().flat_map(|object| object.keys()).map(String::as_str).take(10).collect();
            format!(
                "no collector we know writes JSON with these fields: {}; describe them in a column map and import with \
                 --map FILE.toml",
                fields.join(", ")
            )
        }
    }
}

/// What to say of a single object that could not be read as a whole.
#[must_use]
pub fn large_object() -> String {
    format!(
        "this is one JSON object that is broken, cut off, or larger than {} MB; export it as JSON lines, one record a line",
        crate::probe::WHOLE_OBJECT_BYTES >> 20
    )
}
