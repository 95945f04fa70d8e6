use std::path::Path;

use crate::program::mingjian;

#[test]
fn help_is_chinese_unless_english_is_asked_for() {
    let here = Path::new(".");
    insta::assert_snapshot!("help", mingjian(here, &["--help"]).shown(here));
    insta::assert_snapshot!("help_audit", mingjian(here, &["audit", "--help"]).shown(here));
    insta::assert_snapshot!("help_english", mingjian(here, &["--lang", "en", "census", "--help"]).shown(here));
}

#[test]
fn every_command_has_help_that_fits_a_screen_of_its_own() {
    let here = Path::new(".");
    for command in [
        "import",
        "detect",
        "quarantine",
        "trace",
        "accounts",
        "registry",
        "lake",
        "collections",
        "census",
        "rulebook",
        "audit",
        "findings",
        "explain",
        "sql",
        "bench",
        "docs",
    ] {
        let run = mingjian(here, &[command, "--help"]);
        assert_eq!(run.code, Some(0), "{command}");
        assert!(run.text().contains("用法："), "{command}");
        assert!(!run.text().contains("help-"), "{command}: a text is missing");
    }
}

#[test]
fn documents_are_printed_by_the_program_itself() {
    let here = Path::new(".");
    for words in [&["docs", "cli"][..], &["docs", "formats"], &["rulebook", "handbook"], &["sql", "--functions"]] {
        let run = mingjian(here, words);
        assert_eq!(run.code, Some(0), "{words:?}");
        assert!(run.text().starts_with("# "), "{words:?}");
        assert!(run.stderr.is_empty(), "{words:?}: {}", run.stderr);
    }
}
