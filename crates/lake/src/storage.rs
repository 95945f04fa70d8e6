//! The data files: an object store, and the care a plain folder needs.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures::future::BoxFuture;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt as _};

use parquet::arrow::arrow_reader::ArrowReaderOptions;
use parquet::arrow::async_reader::AsyncFileReader;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};

use crate::error::LakeError;
use crate::location::DataLocation;

/// The opened data location. Paths are relative to it.
#[derive(Debug, Clone)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    name: String,
    folder: Option<PathBuf>,
}

impl Storage {
    /// Opens the location; a folder is made if it is absent and `create` is set.
    pub fn open(location: &DataLocation, create: bool) -> Result<Self, LakeError> {
        match location {
            DataLocation::Folder(folder) => {
                if create {
                    std::fs::create_dir_all(folder).map_err(|error| LakeError::io(folder, error))?;
                }
                let folder = std::path::absolute(folder).map_err(|error| LakeError::io(folder, error))?;
                let folder = folder.canonicalize().unwrap_or(folder);
                let store = LocalFileSystem::new_with_prefix(&folder)
                    .map_err(|error| LakeError::store(&folder.display().to_string(), error))?;
                // DuckDB wants the separator at the end.
                let name = format!("{}/", folder.display());
                Ok(Self { store: Arc::new(store), name, folder: Some(folder) })
            }
            DataLocation::S3(url) => {
                let wrong = |why: String| LakeError::Location { what: "data_url", url: url.clone(), why };
                let prefix = url.strip_prefix("s3://").and_then(|rest| rest.split_once('/')).map_or("", |(_, p)| p);
                let store = AmazonS3Builder::from_env()
                    .with_url(url.as_str())
                    .build()
                    .map_err(|error| wrong(error.to_string()))?;
                let prefix = Path::parse(prefix.trim_matches('/')).map_err(|error| wrong(error.to_string()))?;
                let name = format!("{}/", url.trim_end_matches('/'));
                Ok(Self { store: Arc::new(PrefixStore::new(store, prefix)), name, folder: None })
            }
            DataLocation::Store(name, store) => Ok(Self { store: Arc::clone(store), name: name.clone(), folder: None }),
        }
    }

    /// The store itself.
    pub fn store(&self) -> Arc<dyn ObjectStore> {
        Arc::clone(&self.store)
    }

    /// Folder or URL, ending with `/`: what DuckLake calls the data path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The folder, where the data are in one.
    pub fn folder(&self) -> Option<&FilePath> {
        self.folder.as_deref()
    }

    /// Folder or URL of one file, for other programs.
    pub fn full_path(&self, path: &str) -> String {
        format!("{}{path}", self.name)
    }

    /// The last bytes of a file.
    pub async fn tail(&self, path: &Path, bytes: u64, size: u64) -> Result<Vec<u8>, LakeError> {
        let from = size.saturating_sub(bytes);
        let found = self.store.get_range(path, from..size).await;
        found.map(|bytes| bytes.to_vec()).map_err(|error| LakeError::store(path.as_ref(), error))
    }

    /// The size of a file.
    pub async fn size(&self, path: &Path) -> Result<u64, LakeError> {
        let meta = self.store.head(path).await.map_err(|error| LakeError::store(path.as_ref(), error))?;
        Ok(meta.size)
    }

    /// Removes a file; one that is gone already is no error.
    pub async fn remove(&self, path: &Path) -> Result<(), LakeError> {
        match self.store.delete(path).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(LakeError::store(path.as_ref(), error)),
        }
    }

    /// Makes sure that the files and their names survive a loss of power. An object store promises that by itself;
    /// a folder has to be asked, for every file and for every folder that got a new entry.
    pub async fn sync(&self, paths: &[Path]) -> Result<(), LakeError> {
        let Some(root) = self.folder.clone() else { return Ok(()) };
        let files: Vec<PathBuf> = paths.iter().map(|path| root.join(path.as_ref())).collect();
        let synced = tokio::task::spawn_blocking(move || sync_files(&root, &files)).await;
        synced.unwrap_or_else(|error| {
            let source = std::io::Error::other(error);
            Err(LakeError::Io { path: "the data folder".to_owned(), source })
        })
    }
}

fn sync_files(root: &FilePath, files: &[PathBuf]) -> Result<(), LakeError> {
    let sync = |path: &FilePath| {
        std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(|error| LakeError::io(path, error))
    };
    let mut folders = BTreeSet::new();
    for file in files {
        sync(file)?;
        folders.extend(file.ancestors().skip(1).take_while(|folder| folder.starts_with(root)));
    }
    folders.into_iter().try_for_each(sync)
}

/// A Parquet file in a store, for Parquet's reader.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// The store.
    pub store: Arc<dyn ObjectStore>,
    /// Where it is.
    pub path: Path,
    /// Its size.
    pub bytes: u64,
}

fn external(error: object_store::Error) -> ParquetError {
    ParquetError::External(Box::new(error))
}

impl AsyncFileReader for StoredFile {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, ParquetError>> {
        Box::pin(async move { self.store.get_range(&self.path, range).await.map_err(external) })
    }

    fn get_byte_ranges(&mut self, ranges: Vec<Range<u64>>) -> BoxFuture<'_, Result<Vec<Bytes>, ParquetError>> {
        Box::pin(async move { self.store.get_ranges(&self.path, &ranges).await.map_err(external) })
    }

    fn get_metadata<'a>(
        &'a mut self,
        options: Option<&'a ArrowReaderOptions>,
    ) -> BoxFuture<'a, Result<Arc<ParquetMetaData>, ParquetError>> {
        Box::pin(async move {
            let bytes = self.bytes;
            let reader = ParquetMetaDataReader::new().with_arrow_reader_options(options);
            Ok(Arc::new(reader.load_and_finish(self, bytes).await?))
        })
    }
}
