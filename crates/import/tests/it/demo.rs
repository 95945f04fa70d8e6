//! The demo county's files: read whole.

use std::path::Path;

use crate::support::Desk;

#[test]
fn every_file_of_the_demo_is_understood_and_nothing_is_lost() {
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/input");
    let desk = Desk::new();
    let report = desk.import(&[&input]);
    assert!(report.files.len() > 10);
    for file in &report.files {
        assert!(file.format.is_some(), "{file:?}");
        assert!(file.rows_read > 0, "{file:?}");
    }
    let again = desk.import(&[&input]);
    assert_eq!(again.lake_version, report.lake_version);
    assert!(again.files.iter().all(|file| file.rows_new == 0 && file.rows_known == file.rows_read));
}
