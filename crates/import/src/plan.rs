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

/// A file with its format, ready to be read.
pub struct Planned {
    /// Place in the report: the order of the paths.
    pub order: usize,
    /// The file.
    pub found: Found,
    /// What a first look showed.
    pub probe: Arc<Probe>,
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
            (None, None) => detect(&probe),
        };
        match choice {
            Some((format, stage)) => planned.push(Planned { order, found, probe: Arc::new(probe), format, stage, map }),
            None => reports.push(unreadable(unknown(&probe))),
        }
    }
    Ok((planned, reports))
}

fn detect(probe: &Probe) -> Option<(&'static dyn Format, u8)> {
    let mut best: Option<(&'static dyn Format, Detection)> = None;
    for format in formats() {
        let detection = format.detect(probe);
        if detection.confidence >= Detection::ENOUGH
            && best.is_none_or(|(_, known)| detection.confidence > known.confidence)
        {
            best = Some((*format, detection));
        }
    }
    best.map(|(format, detection)| (format, detection.stage))
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
fn unknown(probe: &Probe) -> String {
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
        Container::Xlsx | Container::Xls | Container::Text(_) => crate::formats::registry::no_header(),
        Container::Sqlite => {
            let tables: Vec<&str> = probe.tables.keys().map(String::as_str).take(10).collect();
            format!("no collector we know has a database with these tables: {}", tables.join(", "))
        }
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
