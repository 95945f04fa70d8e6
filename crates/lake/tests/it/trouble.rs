//! Full disks, read-only folders, newer formats.

use std::path::Path;
use std::process::Command;

use lake::{Lake, LakeError, WriterOptions};
use sqlx::{Connection as _, Executor as _};

use crate::support::{counts, import, location, new_lake};

/// A small file system of its own in memory; needs the rights to mount.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn new(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let disk = Self(folder);
        if disk.mount(&format!("size={size}")) {
            return Some(disk);
        }
        eprintln!("SKIPPED: no right to mount a small disk here, so a full or read-only one is not tested");
        None
    }

    fn mount(&self, options: &str) -> bool {
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(self.path()).output();
        mount.is_ok_and(|output| output.status.success())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).output();
    }
}

#[tokio::test]
async fn a_full_disk_is_said_and_the_old_version_stays() {
    let Some(disk) = SmallDisk::new("1500k") else { return };
    let lake = new_lake(disk.path()).await;
    let mut imports = 0;
    let error = loop {
        match import(&lake, imports + 1, 400, WriterOptions::default()).await {
            Ok(_) => imports += 1,
            Err(error) => break error,
        }
        assert!(imports < 500, "the disk never filled up");
    };
    assert!(matches!(error, LakeError::DiskFull { .. }), "{error:?}");
    assert!(error.to_string().contains("Free some space"), "{error}");
    assert!(imports > 0);
    let version = lake.at(None).await.unwrap();
    assert_eq!(version.version, imports);
    for table in ["posts", "features_posts"] {
        let keys = counts(&lake, &version, table, "post_id").await;
        assert_eq!(keys.len(), usize::try_from(imports * 400).unwrap(), "{table}");
    }
    // With more room the same import goes through.
    assert!(disk.mount("remount,size=64m"));
    import(&lake, imports + 1, 400, WriterOptions::default()).await.unwrap();
    assert_eq!(lake.latest().await.unwrap(), imports + 1);
}

#[tokio::test]
async fn a_read_only_folder_can_be_read_and_says_that_it_cannot_be_written() {
    let Some(disk) = SmallDisk::new("16m") else { return };
    let lake = new_lake(disk.path()).await;
    import(&lake, 1, 30, WriterOptions::default()).await.unwrap();
    assert!(disk.mount("remount,ro"));
    let lake = Lake::open_or_create(lake.location()).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!(counts(&lake, &version, "posts", "post_id").await.len(), 30);
    assert_eq!(lake.log().await.unwrap().len(), 2);
    let error = import(&lake, 2, 30, WriterOptions::default()).await.unwrap_err();
    assert!(matches!(error, LakeError::ReadOnly { .. }), "{error:?}");
    // Where there is no lake yet, none can be made.
    let error = Lake::open_or_create(&location(&disk.path().join("other"))).await.unwrap_err();
    assert!(matches!(error, LakeError::ReadOnly { .. }), "{error:?}");
}

#[tokio::test]
async fn a_lake_that_is_not_there_or_of_a_newer_format_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = Lake::open(&location(folder.path())).await.unwrap_err();
    assert!(matches!(error, LakeError::NoLake { .. }), "{error}");
    assert!(!folder.path().join("lake").exists(), "looking must not leave traces");

    new_lake(folder.path()).await;
    for (statement, found) in [
        ("UPDATE mingjian_format SET format_version = 7", "format version 7"),
        ("UPDATE ducklake_metadata SET value = '2.3' WHERE key = 'version'", "DuckLake format 2.3"),
    ] {
        let url = format!("sqlite:{}", folder.path().join("lake/catalog.db").display());
        sqlx::SqliteConnection::connect(&url).await.unwrap().execute(statement).await.unwrap();
        let error = Lake::open_or_create(&location(folder.path())).await.unwrap_err();
        assert!(error.to_string().contains(found) && error.to_string().contains("newer mingjian"), "{error}");
    }
}

#[tokio::test]
async fn a_file_that_is_damaged_or_gone_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let lake = new_lake(folder.path()).await;
    import(&lake, 1, 30, WriterOptions::default()).await.unwrap();
    let version = lake.at(None).await.unwrap();
    let file = &version.files("posts")[0];
    std::fs::write(lake.full_path(file), b"not a Parquet file").unwrap();
    let error = read_all(&lake, &version).await.unwrap_err().to_string();
    assert!(error.contains(&file.path), "{error}");
    std::fs::remove_file(lake.full_path(file)).unwrap();
    let error = read_all(&lake, &version).await.unwrap_err().to_string();
    assert!(error.contains(&file.path), "{error}");
}

async fn read_all(lake: &Lake, version: &lake::LakeVersion) -> Result<(), LakeError> {
    use futures::TryStreamExt as _;
    lake.scan(version, "posts", &["post_id"])?.try_for_each(|_| async { Ok(()) }).await
}
