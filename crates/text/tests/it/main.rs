//! Integration tests of the crate: laws over arbitrary text, and names as people write them.

mod any_text;
mod detect;
mod laws;
mod messages;
mod names;
mod places;
mod speed;

/// Cases of a property: many only when asked for with `MINGJIAN_SLOW`.
#[expect(clippy::disallowed_methods, reason = "how long tests may take is the developer's choice, not an input")]
fn cases(few: u32, many: u32) -> proptest::test_runner::Config {
    let cases = if std::env::var_os("MINGJIAN_SLOW").is_some() { many } else { few };
    proptest::test_runner::Config::with_cases(cases)
}
