//! Files read ahead, several at a time, each on a thread of its own. What a file says waits in a short queue until its turn
//! comes, so memory stays constant whatever the size and number of files, and rows are made in one fixed order.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex};

use model::{Day, Micros};
use tokio::sync::oneshot;

use super::raw;
use crate::entry::Entry;
use crate::error::{ImportError, ReadError};
use crate::format::Sink;
use crate::plan::Planned;
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Position;
use crate::source::Source;

/// What a file says, handed on together: enough to make the hand-over cheap.
const EVENTS_AT_ONCE: usize = 256;
/// Hand-overs that may wait for a file whose turn has not come.
const WAITING: usize = 8;
/// The most files that are read at the same time.
const MOST_FILES: usize = 8;

/// One thing a format said.
pub enum Event {
    /// A record that was understood.
    Row(Position, Vec<Entry>),
    /// A record that was not.
    Quarantine(Position, Box<Reject>),
    /// Something a person should know.
    Warn(String),
}

impl Event {
    /// Says it again to another sink.
    ///
    /// # Errors
    /// When that sink has ended.
    pub fn tell(self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        match self {
            Self::Row(at, entries) => sink.row(&at, entries),
            Self::Quarantine(at, reject) => sink.quarantine(&at, *reject),
            Self::Warn(warning) => {
                sink.warn(&warning);
                Ok(())
            }
        }
    }
}

/// What the reading of every file of an import needs.
pub struct Desk {
    /// Where originals are kept; `None`: they are not.
    pub raw: Option<PathBuf>,
    /// When the content of the files was true, where they do not say.
    pub observed: Option<Day>,
    /// The moment of the import.
    pub now: Micros,
    /// Division code of the jurisdiction.
    pub jurisdiction: Option<String>,
    /// Hashes of the files imported before, with their row counts.
    pub known: HashMap<String, u64>,
    /// Hashes of the archives that were kept, by path.
    pub archives: Mutex<HashMap<PathBuf, String>>,
}

/// What is known of a file before its records come.
pub struct Begun {
    /// The file as the formats see it.
    pub source: Source,
    /// SHA-256 of the archive it came out of.
    pub archive_hash: Option<String>,
}

/// A file that is being read, or waits to be.
pub struct Reading {
    /// Its bytes and hash; comes first.
    pub begun: oneshot::Receiver<Result<Begun, ImportError>>,
    /// What it says. A channel of threads, not of tasks: the reader of databases runs tasks of its own, within which nothing
    /// may wait for a task.
    pub events: Receiver<Vec<Event>>,
    /// How many records it counted; comes last.
    pub outcome: oneshot::Receiver<Result<u64, ReadError>>,
}

/// How many files are read at the same time.
#[must_use]
pub fn files_at_once() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(2, MOST_FILES)
}

/// Begins to read a file on a thread of its own.
#[must_use]
pub fn start(desk: &Arc<Desk>, file: &Planned) -> Reading {
    let (say_begun, begun) = oneshot::channel();
    let (say, events) = mpsc::sync_channel(WAITING);
    let (say_outcome, outcome) = oneshot::channel();
    let (desk, format) = (desk.clone(), file.format);
    let (found, probe) = (file.found.clone(), file.probe.clone());
    let map = file.map.as_ref().map(|(_, map)| map.clone());
    // Whoever does not listen any more has its reasons; nothing is lost by not telling.
    tokio::task::spawn_blocking(move || {
        let before = raw::stamp(&found.file);
        let prepared = raw::hash_file(&found.file).and_then(|hash| {
            let archive_hash = desk.keep(&found.file, found.archive.as_ref(), &hash)?;
            Ok((hash, archive_hash))
        });
        let (file_hash, archive_hash) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                let _ = say_begun.send(Err(error));
                return;
            }
        };
        let is_known = desk.known.contains_key(&file_hash);
        let (probe, unseen) = match probe.map_or_else(|| Probe::look(&found.file, &found.path).map(Arc::new), Ok) {
            Ok(probe) => (probe, None),
            Err(error) => (Arc::new(Probe::nothing(&found.path)), Some(error)),
        };
        let source = Source {
            file: found.file,
            path: found.path,
            file_hash,
            probe,
            observed: desk.observed,
            modified_at: found.modified_at,
            now: desk.now,
            jurisdiction: desk.jurisdiction.clone(),
            map,
        };
        if say_begun.send(Ok(Begun { source: source.clone(), archive_hash })).is_err() || is_known {
            return;
        }
        if let Some(error) = unseen {
            let _ = say_outcome.send(Err(error));
            return;
        }
        let mut sink = Ahead { waiting: Vec::with_capacity(EVENTS_AT_ONCE), say };
        let read = format.read(&source, &mut sink);
        let outcome = sink.hand_over().and(read);
        // The rows carry the hash of what was there at the beginning.
        let outcome = if raw::stamp(&source.file) == before { outcome } else { outcome.and(Err(ReadError::Changed)) };
        let _ = say_outcome.send(outcome);
    });
    Reading { begun, events, outcome }
}

impl Desk {
    /// Keeps the original: the file, or the archive it came out of, whose hash it says.
    fn keep(&self, file: &Path, archive: Option<&PathBuf>, hash: &str) -> Result<Option<String>, ImportError> {
        let Some(archive) = archive else {
            if let Some(folder) = self.raw.as_ref().filter(|_| !self.known.contains_key(hash)) {
                raw::keep(file, hash, folder)?;
            }
            return Ok(None);
        };
        // Held while hashing: the members of one archive wait for each other instead of hashing it once each. A thread
        // that panicked with it held loses nothing that the next would miss.
        let mut archives = self.archives.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = archives.get(archive) {
            return Ok(Some(known.clone()));
        }
        let archive_hash = raw::hash_file(archive)?;
        if let Some(folder) = &self.raw {
            raw::keep(archive, &archive_hash, folder)?;
        }
        archives.insert(archive.clone(), archive_hash.clone());
        Ok(Some(archive_hash))
    }
}

/// A sink whose events go to another thread.
struct Ahead {
    waiting: Vec<Event>,
    say: SyncSender<Vec<Event>>,
}

impl Ahead {
    fn push(&mut self, event: Event) -> Result<(), ReadError> {
        self.waiting.push(event);
        if self.waiting.len() >= EVENTS_AT_ONCE { self.hand_over() } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), ReadError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let events = std::mem::replace(&mut self.waiting, Vec::with_capacity(EVENTS_AT_ONCE));
        self.say.send(events).map_err(|_| ReadError::Stopped)
    }
}

impl Sink for Ahead {
    fn row(&mut self, at: &Position, entries: Vec<Entry>) -> Result<(), ReadError> {
        self.push(Event::Row(at.clone(), entries))
    }

    fn quarantine(&mut self, at: &Position, reject: Reject) -> Result<(), ReadError> {
        self.push(Event::Quarantine(at.clone(), Box::new(reject)))
    }

    fn warn(&mut self, warning: &str) {
        // A sink that has ended says so at the next record.
        let _ = self.push(Event::Warn(warning.to_owned()));
    }
}
