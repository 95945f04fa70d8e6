//! Same identity, same bytes.

use audit::store;

use crate::county;

#[tokio::test]
async fn one_thread_and_eight_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let lake = county::lake(folder.path()).await;
    let one = store::files(&county::audit(&lake, "2021-02-25", 1).await).unwrap();
    let eight = store::files(&county::audit(&lake, "2021-02-25", 8).await).unwrap();
    for (name, bytes) in &one {
        assert_eq!(Some(bytes), eight.get(name), "{name}");
    }
    assert_eq!(one.len(), eight.len());
}

#[tokio::test]
async fn a_stored_audit_reads_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let lake = county::lake(folder.path()).await;
    let result = county::audit(&lake, "2021-02-25", 2).await;
    let files = store::files(&result).unwrap();
    assert_eq!(store::read(&files).unwrap(), result);

    let mut without = files.clone();
    without.remove("findings.json");
    let error = store::read(&without).unwrap_err().to_string();
    assert!(error.contains("findings.json") && error.contains("missing"), "{error}");
}

#[tokio::test]
async fn another_day_is_another_audit() {
    let folder = tempfile::tempdir().unwrap();
    let lake = county::lake(folder.path()).await;
    let today = county::audit(&lake, "2021-02-25", 2).await;
    let earlier = county::audit(&lake, "2021-02-24", 2).await;
    assert_ne!(today.identity.audit_id(), earlier.identity.audit_id());
    assert!(today.identity.audit_id().starts_with("2021-02-25-national-"));
}
