//! The DuckLake catalogue: its tables, how a version is read from it and how one is written to it.

pub mod commit;
pub mod ddl;
pub mod log;
pub mod read;
pub mod schema;
mod table_stats;

use crate::database::Database;
use crate::error::LakeError;
use crate::version::Version;

/// The DuckLake format this program reads and writes.
pub const DUCKLAKE_FORMAT: &str = "1.0";
/// The format of our own tables beside DuckLake's.
pub const OWN_FORMAT: i64 = 1;

/// The counters of the newest snapshot.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    /// Its number.
    pub version: Version,
    /// Counts changes of the tables' columns.
    pub schema_version: i64,
    /// The next number of a table.
    pub next_catalog_id: i64,
    /// The next number of a file.
    pub next_file_id: i64,
}

/// The newest snapshot.
pub async fn head(db: &mut Database) -> Result<Head, LakeError> {
    let sql = "SELECT snapshot_id, schema_version, next_catalog_id, next_file_id FROM ducklake_snapshot \
               ORDER BY snapshot_id DESC LIMIT 1";
    let rows = db.fetch("reading the newest version", sql, &[]).await?;
    let row = rows.first();
    let number = |place| row.and_then(|row| row.int(place));
    match (number(0), number(1), number(2), number(3)) {
        (Some(version), Some(schema_version), Some(next_catalog_id), Some(next_file_id)) => {
            Ok(Head { version, schema_version, next_catalog_id, next_file_id })
        }
        _ => Err(damaged(db, "it has no snapshot")),
    }
}

/// Refuses a catalogue of a format this program does not know.
pub async fn check_format(db: &mut Database) -> Result<(), LakeError> {
    if !db.has_table("ducklake_metadata").await? {
        return Err(LakeError::NoLake { place: db.place().to_owned() });
    }
    let sql = "SELECT value FROM ducklake_metadata WHERE key = 'version' AND scope IS NULL";
    let rows = db.fetch("reading the format", sql, &[]).await?;
    let found = rows.first().and_then(|row| row.text(0)).unwrap_or("unknown").to_owned();
    if found != DUCKLAKE_FORMAT {
        return Err(LakeError::NewerFormat {
            place: db.place().to_owned(),
            what: "DuckLake format",
            found,
            known: DUCKLAKE_FORMAT.to_owned(),
        });
    }
    if db.has_table("mingjian_format").await? {
        let rows = db.fetch("reading the format", "SELECT format_version FROM mingjian_format", &[]).await?;
        let found = rows.first().and_then(|row| row.int(0)).unwrap_or(OWN_FORMAT);
        if found > OWN_FORMAT {
            return Err(LakeError::NewerFormat {
                place: db.place().to_owned(),
                what: "format version",
                found: found.to_string(),
                known: OWN_FORMAT.to_string(),
            });
        }
    }
    Ok(())
}

/// The error of a catalogue that contradicts itself.
pub fn damaged(db: &Database, what: &str) -> LakeError {
    LakeError::Damaged { place: db.place().to_owned(), what: what.to_owned() }
}
