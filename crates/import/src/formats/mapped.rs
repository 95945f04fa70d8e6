//! Tables nobody foresaw: a person says once which column means what (`--map FILE.toml`), the workspace remembers it by the
//! header, and from then on such files are read without asking.

mod columnar;
mod html;
mod map;
mod propose;
mod rows;
mod samples;
mod synonyms;

use std::sync::Arc;

use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::Probe;
use crate::source::Source;

pub use map::{ColumnMap, maps_of};
pub use propose::propose_map;

/// See the module.
#[derive(Debug)]
pub struct Mapped;

static MANIFEST: Manifest = Manifest {
    name: "mapped",
    title_zh: "按列对照表导入",
    doc: "Any table in Excel, Word, OpenDocument, CSV or JSON (one object a row, or one array a column), read with a column map in TOML: column → \
          field, unit, date form, value table, markup. `mingjian import --propose-map FILE` proposes one from header words and sample values; \
          a map that was used is remembered by the header.",
    fills: &[
        "registry",
        "units",
        "posts",
        "post_snapshots",
        "comments",
        "lists",
        "accounts",
        "account_aliases",
        "account_snapshots",
    ],
    proves: "Nothing about completeness: works read so are a partial collection.",
    lacks: &["whatever the map does not name"],
};

impl Format for Mapped {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    /// The pipeline decides: a file is mapped when a map was given or is remembered.
    fn detect(&self, _probe: &Probe) -> Detection {
        Detection::NO
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        match source.map.as_ref().map(Arc::clone) {
            Some(map) => rows::read(source, &map, sink),
            None => {
                Err(ReadError::Map("no column map was given; write one and import with --map FILE.toml".to_owned()))
            }
        }
    }
}
