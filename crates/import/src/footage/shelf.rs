//! Fingerprints of a version in a temporary file, so that any of them is at hand without all of them in memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use arrow::array::{Array, AsArray};
use arrow::datatypes::TimestampMicrosecondType;
use futures::TryStreamExt;
use lake::{Lake, LakeVersion};
use media::Fingerprint;

use crate::error::ImportError;

/// Where the bytes of a fingerprint stand.
#[derive(Debug, Clone, Copy)]
struct Place {
    first: u64,
    length: usize,
    observed_at: i64,
}

/// The newest fingerprint of each file.
#[derive(Debug)]
pub(super) struct Shelf {
    file: Mutex<File>,
    places: BTreeMap<String, Place>,
}

impl Shelf {
    /// Lays down the fingerprints of the files that are wanted.
    pub(super) async fn fill(
        lake: &Lake,
        version: &LakeVersion,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Self, ImportError> {
        let (mut file, mut places) = (tempfile::tempfile().map_err(trouble)?, BTreeMap::new());
        let mut end = 0_u64;
        let mut batches = lake.scan(version, "fingerprints", &["sha256", "observed_at", "data"])?;
        while let Some(batch) = batches.try_next().await? {
            let (files, data) = (batch.column(0).as_string::<i32>(), batch.column(2).as_binary::<i32>());
            let times = batch.column(1).as_primitive_opt::<TimestampMicrosecondType>();
            for row in 0..batch.num_rows() {
                if files.is_null(row) || data.is_null(row) || !wanted(files.value(row)) {
                    continue;
                }
                let observed_at = times.filter(|times| times.is_valid(row)).map_or(i64::MIN, |times| times.value(row));
                let bytes = data.value(row);
                let place = Place { first: end, length: bytes.len(), observed_at };
                let slot = places.entry(files.value(row).to_owned()).or_insert(place);
                if slot.first == end || slot.observed_at < observed_at {
                    *slot = place;
                    file.write_all(bytes).map_err(trouble)?;
                    end += bytes.len() as u64;
                }
            }
        }
        Ok(Self { file: Mutex::new(file), places })
    }

    /// The fingerprint of a file; none where there is none, or where another version of the program wrote it: that one cannot be
    /// compared.
    pub(super) fn take(&self, sha256: &str) -> Result<Option<Fingerprint>, ImportError> {
        let Some(place) = self.places.get(sha256) else { return Ok(None) };
        let mut bytes = vec![0; place.length];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(place.first)).map_err(trouble)?;
            file.read_exact(&mut bytes).map_err(trouble)?;
        }
        Ok(Fingerprint::from_bytes(&bytes).ok())
    }
}

fn trouble(source: std::io::Error) -> ImportError {
    ImportError::Io { path: std::env::temp_dir(), source }
}
