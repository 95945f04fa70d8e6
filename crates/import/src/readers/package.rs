//! Office files as packages: one part opened as a stream of bytes.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;

use super::grid::broken;
use crate::archive;
use crate::error::ReadError;

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

    /// One part.
    ///
    /// # Errors
    /// When it is not there or damaged.
    pub fn part(&mut self, name: &str) -> Result<BufReader<impl Read + '_>, ReadError> {
        let container = self.container;
        self.archive.by_name(name).map(BufReader::new).map_err(|error| broken(container, &format!("{name}: {error}")))
    }
}
