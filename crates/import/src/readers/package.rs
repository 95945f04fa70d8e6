//! Office files as packages: one part opened as a stream of bytes.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;

use super::grid::{broken, too_large};
use crate::archive;
use crate::error::ReadError;

/// The largest part whose texts are held.
const MOST_HELD: u64 = 256 << 20;

/// A package whose parts can be read.
pub struct PackageFile {
    archive: ZipArchive<BufReader<File>>,
    container: &'static str,
}

impl PackageFile {
    /// Opens a package after a check that it is no bomb.
    ///
    /// # Errors
    /// When it is refused or broken.
    pub fn open(path: &Path, container: &'static str) -> Result<Self, ReadError> {
        archive::check(path).map_err(|message| ReadError::Container { container, message })?;
        let file = File::open(path).map_err(|error| ReadError::io(path, error))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| broken(container, &error))?;
        Ok(Self { archive, container })
    }

    /// One part whose texts are held in memory.
    ///
    /// # Errors
    /// When it is not there, damaged or too large.
    pub fn held_part(&mut self, name: &str) -> Result<BufReader<impl Read + '_>, ReadError> {
        let size = self.archive.by_name(name).map_or(0, |part| part.size());
        if size > MOST_HELD {
            return Err(too_large(self.container));
        }
        self.part(name)
    }

    /// One part.
    ///
    /// # Errors
    /// When it is not there or damaged.
    pub fn part(&mut self, name: &str) -> Result<BufReader<impl Read + '_>, ReadError> {
        let container = self.container;
        self.archive.by_name(name).map(BufReader::new).map_err(|error| broken(container, &format!("{name}: {error}")))
    }
}
