//! The lake: opening it, its versions, its history.

use std::sync::Arc;

use object_store::ObjectStore;

use crate::catalog::log::{self, LogEntry};
use crate::catalog::read::Stored;
use crate::catalog::{self, ddl, read};
use crate::clock;
use crate::database::{Access, Database};
use crate::error::LakeError;
use crate::location::LakeLocation;
use crate::storage::Storage;
use crate::version::{DataFile, LakeVersion, Version};

/// The URL under which [`Lake::store`] is to be registered with an engine; the paths of [`DataFile`]s are below it.
pub const STORE_URL: &str = "lake://data/";

/// An open lake. Cheap to clone; every call makes its own connection to the catalogue.
#[derive(Debug, Clone)]
pub struct Lake {
    location: LakeLocation,
    storage: Storage,
}

impl Lake {
    /// Opens the lake of a workspace or at a location; makes an empty one (version 0, without tables) if there is none.
    ///
    /// # Errors
    /// When the place cannot be read or written, or the lake is of a newer format.
    pub async fn open_or_create<L>(location: L) -> Result<Self, LakeError>
    where
        L: TryInto<LakeLocation>,
        LakeError: From<L::Error>,
    {
        let location = location.try_into()?;
        match Self::open_at(location.clone()).await {
            Err(LakeError::NoLake { .. }) => {}
            other => return other,
        }
        let storage = Storage::open(&location.data, true)?;
        let lake = Self { location, storage };
        let mut db = lake.connect(Access::Create).await?;
        db.begin_write().await?;
        let done = ddl::create(&mut db, lake.storage.name(), clock::now()).await;
        Self::finish(db, done).await?;
        Ok(lake)
    }

    /// Opens an existing lake; also works where nothing can be written.
    ///
    /// # Errors
    /// When there is none, it cannot be read, or it is of a newer format.
    pub async fn open<L>(location: L) -> Result<Self, LakeError>
    where
        L: TryInto<LakeLocation>,
        LakeError: From<L::Error>,
    {
        Self::open_at(location.try_into()?).await
    }

    async fn open_at(location: LakeLocation) -> Result<Self, LakeError> {
        let mut db = Database::connect(&location, Access::Read).await?;
        let checked = catalog::check_format(&mut db).await;
        db.close().await;
        checked?;
        let storage = Storage::open(&location.data, false)?;
        Ok(Self { location, storage })
    }

    /// The number of the newest version.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub async fn latest(&self) -> Result<Version, LakeError> {
        let mut db = self.connect(Access::Read).await?;
        let head = catalog::head(&mut db).await;
        db.close().await;
        head.map(|head| head.version)
    }

    /// A version, or the newest one, with all its files.
    ///
    /// # Errors
    /// When there is no such version, or another program changed the lake in a way that this one does not read.
    pub async fn at(&self, version: Option<Version>) -> Result<LakeVersion, LakeError> {
        self.stored(version).await?.plain()
    }

    /// A version as stored, files with deleted rows included.
    pub(crate) async fn stored(&self, version: Option<Version>) -> Result<Stored, LakeError> {
        let mut db = self.connect(Access::Read).await?;
        db.begin_read().await?;
        let stored = async {
            let version = match version {
                Some(version) => version,
                None => catalog::head(&mut db).await?.version,
            };
            read::read(&mut db, version).await
        }
        .await;
        db.rollback().await;
        db.close().await;
        stored
    }

    /// The files of a table at a version.
    ///
    /// # Errors
    /// As [`Lake::at`]; also when the program knows no such table.
    pub async fn files(&self, table: &str, version: Option<Version>) -> Result<Vec<DataFile>, LakeError> {
        if model::tables::by_name(table).is_none() {
            return Err(LakeError::Unknown { what: "table", name: table.to_owned() });
        }
        Ok(self.at(version).await?.files(table).to_vec())
    }

    /// Folder or URL of a file, for other programs.
    #[must_use]
    pub fn full_path(&self, file: &DataFile) -> String {
        self.storage.full_path(&file.path)
    }

    /// The history, oldest version first.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub async fn log(&self) -> Result<Vec<LogEntry>, LakeError> {
        let mut db = self.connect(Access::Read).await?;
        db.begin_read().await?;
        let entries = log::read(&mut db).await;
        db.rollback().await;
        db.close().await;
        entries
    }

    /// The store that holds the files, for an engine, to be registered under [`STORE_URL`].
    #[must_use]
    pub fn store(&self) -> (&'static str, Arc<dyn ObjectStore>) {
        (STORE_URL, self.storage.store())
    }

    /// Where the lake is.
    #[must_use]
    pub fn location(&self) -> &LakeLocation {
        &self.location
    }

    pub(crate) fn storage(&self) -> &Storage {
        &self.storage
    }

    pub(crate) async fn connect(&self, access: Access) -> Result<Database, LakeError> {
        Database::connect(&self.location, access).await
    }

    /// Ends a write transaction as its work ended, and the connection with it.
    pub(crate) async fn finish<T>(mut db: Database, done: Result<T, LakeError>) -> Result<T, LakeError> {
        let ended = if done.is_ok() {
            db.commit().await
        } else {
            db.rollback().await;
            Ok(())
        };
        db.close().await;
        ended.and(done)
    }
}
