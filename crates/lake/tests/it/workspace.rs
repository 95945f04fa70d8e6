//! The workspace folder.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use lake::{CatalogLocation, CreateOptions, DataLocation, Lake, LakeLocation, Workspace, WorkspaceError};

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_workspace_is_made_once_and_found_from_below() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("县");
    let options = CreateOptions {
        jurisdiction: Some("990001".to_owned()),
        profile: Some("national".to_owned()),
        ..CreateOptions::default()
    };
    let made = Workspace::open_or_create(&root, &options).unwrap();
    let again = Workspace::open_or_create(&root, &CreateOptions::default()).unwrap();
    assert_eq!(made.config(), again.config());
    assert_eq!(again.config().jurisdiction.as_deref(), Some("990001"));
    let below = root.join("audits");
    assert_eq!(Workspace::find(&below).unwrap().root(), root);
    assert_eq!((mode(&made.raw()), mode(&made.keys())), (0o700, 0o700));
    assert!(made.data().is_dir() && made.papers().is_dir());

    let error = Workspace::open(&below).unwrap_err();
    assert!(matches!(error, WorkspaceError::NotAWorkspace { .. }), "{error}");
    let error = Workspace::find(folder.path()).unwrap_err();
    assert!(matches!(error, WorkspaceError::NoneAbove { .. }), "{error}");
}

#[test]
fn settings_that_are_not_understood_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let said = |text: &str| {
        std::fs::write(folder.path().join("mingjian.toml"), text).unwrap();
        Workspace::open(folder.path()).unwrap_err().to_string()
    };
    assert!(said("format_version = 9\nnew_key = 1").contains("format version 9, this program knows 1"));
    assert!(said("jurisdiction = '990001'").contains("format_version = 1"));
    assert!(said("format_version = 1\njurisdicton = '990001'").contains("jurisdicton"));
    assert!(said("format_version = 1\nperson_key = 'abc'").contains("published-demo-key"));
    assert!(said("format_version = ").contains("mingjian.toml"));
}

#[test]
fn the_key_is_secret_stable_and_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::open_or_create(folder.path(), &CreateOptions::default()).unwrap();
    let keys: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| workspace.person_key().unwrap())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(keys.iter().all(|key| *key == keys[0] && *key != [0; 32]));
    let path = workspace.keys().join("person.key");
    assert_eq!(mode(&path), 0o600);
    assert_eq!(std::fs::read_dir(workspace.keys()).unwrap().count(), 1);
    std::fs::write(&path, "é".repeat(32)).unwrap();
    assert!(matches!(workspace.person_key(), Err(WorkspaceError::Key { .. })));

    let demo = tempfile::tempdir().unwrap();
    let options = CreateOptions { published_demo_key: true, ..CreateOptions::default() };
    let demo = Workspace::open_or_create(demo.path(), &options).unwrap();
    let published = "6777c6c74a33a3bf9759067a4c71e71e87200ab6f6240a00c54466ea56566b33";
    assert_eq!(model::id::hex(&demo.person_key().unwrap()), published);
    assert!(!demo.keys().join("person.key").exists());
}

#[tokio::test]
async fn the_lake_follows_its_workspace_when_it_is_moved() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    let workspace = Workspace::open_or_create(&old, &CreateOptions::default()).unwrap();
    let lake = Lake::open_or_create(&workspace).await.unwrap();
    crate::support::import(&lake, 1, 10, lake::WriterOptions::default()).await.unwrap();
    std::fs::rename(&old, &new).unwrap();
    let lake = Lake::open(&Workspace::open(&new).unwrap()).await.unwrap();
    crate::support::import(&lake, 2, 10, lake::WriterOptions::default()).await.unwrap();
    let version = lake.at(None).await.unwrap();
    assert_eq!(crate::support::counts(&lake, &version, "posts", "post_id").await.len(), 20);
    assert!(lake.full_path(&version.files("posts")[0]).contains("/new/lake/data/main/posts/"));
    assert!(!old.exists());
}

#[test]
fn urls_choose_where_catalogue_and_data_are() {
    let at = |lake: Option<&str>, data: Option<&str>| LakeLocation::from_urls(Path::new("/w/lake"), lake, data);
    let default = at(None, None).unwrap();
    assert_eq!(default.catalog, CatalogLocation::Sqlite("/w/lake/catalog.db".into()));
    let office = at(Some("postgres://clerk:secret@db.example/lake"), Some("s3://bucket/county")).unwrap();
    assert_eq!(office.name(), "postgres://db.example/lake");
    assert!(matches!(office.data, DataLocation::S3(_)));
    let other = at(Some("sqlite:other.db"), Some("file:///srv/data")).unwrap();
    assert_eq!(other.catalog, CatalogLocation::Sqlite("/w/lake/other.db".into()));
    assert!(matches!(other.data, DataLocation::Folder(path) if path == Path::new("/srv/data")));
    for (lake, data, hint) in [(Some("mysql://x"), None, "postgres://"), (None, Some("ftp://x"), "s3://")] {
        assert!(at(lake, data).unwrap_err().to_string().contains(hint));
    }
}
