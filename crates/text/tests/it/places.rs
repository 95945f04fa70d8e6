//! Places in headlines, every trap a case (`places.toml`), and what holds for any text.

use proptest::prelude::*;
use serde::Deserialize;
use text::normalise;
use text::places::{self, Home, Place};

use crate::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Opens a group of cases; for readers.
    #[serde(default)]
    #[expect(dead_code, reason = "for readers of the file")]
    why: Option<String>,
    text: String,
    home: Option<String>,
    places: Vec<String>,
    outside: Option<String>,
}

fn shown(place: &Place) -> String {
    let code = place.candidates.first().and_then(|candidate| candidate.code.as_deref());
    format!("{}={}", place.name, code.unwrap_or("abroad"))
}

#[test]
fn every_trap_is_read_as_people_read_it() {
    let file: File = toml::from_str(include_str!("places.toml")).expect("places.toml");
    let mut wrong = Vec::new();
    for case in &file.case {
        let home = case.home.as_deref().map(|home| Home::read(home).expect("a home that exists"));
        let found = places::find(&case.text, home.as_ref());
        let read: Vec<String> = found.iter().map(shown).collect();
        if read != case.places {
            wrong.push(format!("{}: {read:?}, not {:?}", case.text, case.places));
        }
        if let (Some(expected), Some(home)) = (&case.outside, &home) {
            let outside = places::outside(&found, home).id();
            if outside != expected {
                wrong.push(format!("{}: outside {outside}, not {expected}", case.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), file.case.len(), wrong.join("\n"));
}

#[test]
fn what_is_ambiguous_keeps_its_candidates() {
    let found = places::find("鼓楼区一小区停水", None);
    let [place] = found.as_slice() else { panic!("{found:?}") };
    let codes: Vec<&str> = place.candidates.iter().filter_map(|candidate| candidate.code.as_deref()).collect();
    assert_eq!(codes, ["320106", "320302", "350102", "410204"]);
    assert!(place.candidates.iter().all(|candidate| candidate.confidence < 0.26), "{place:?}");
    assert_eq!(place.candidates[0].name, "江苏省南京市鼓楼区");
}

/// Arbitrary text, and text dense in names of places and the words beside them.
fn any_text() -> impl Strategy<Value = String> {
    let dense = "(临岚县?|汀澜市?|云岫省?|松霭镇|朝阳区?|吉林市?|海南|鼓楼区|青海|西宁|北京|西安|日本|东京|京津冀|川渝|京A12345|羊城|李|王|路|大学|发布|警方|《|》|的|在| |·|臺灣|１|😀|\u{200b}|南|西路|火锅|、|,|。){0,14}";
    prop_oneof![any::<String>(), dense.prop_map(String::from)]
}

fn check(original: &str, found: &[Place]) {
    let chars: Vec<char> = original.chars().collect();
    let mut before = 0;
    for place in found {
        let (start, end) = (place.start as usize, (place.start + place.chars) as usize);
        assert!(before <= start && start < end && end <= chars.len(), "{original}: {place:?}");
        assert_eq!(chars[start..end].iter().collect::<String>(), place.name, "{original}");
        before = end;
        assert!(!place.candidates.is_empty());
        assert!(place.candidates.iter().all(|candidate| (0.0..=1.0).contains(&candidate.confidence)), "{place:?}");
        let sum: f32 = place.candidates.iter().map(|candidate| candidate.confidence).sum();
        assert!(sum <= 1.0, "{place:?}");
        assert!(place.candidates.is_sorted_by(|one, other| one.confidence >= other.confidence), "{place:?}");
        let abroad = place.candidates.first().is_some_and(|candidate| candidate.code.is_none());
        assert_eq!(place.foreign, abroad, "{place:?}");
    }
}

proptest! {
    #![proptest_config(cases(2_000, 200_000))]

    #[test]
    fn spans_and_confidences_hold_for_any_text(original in any_text(), code in "[1-9][0-9]{1,5}") {
        let home = Home::from_code(&code);
        let found = places::find(&original, home.as_ref());
        check(&original, &found);
        prop_assert_eq!(&places::find(&original, home.as_ref()), &found);
        for normalised in [normalise::light(&original), normalise::hard(&original), normalise::read(&original).hard] {
            check(&original, &places::find_in(&original, &normalised, home.as_ref()));
        }
        if let Some(home) = home {
            let outside = places::outside(&found, &home);
            prop_assert!(!found.is_empty() || outside == model::Outside::Unsure);
        }
    }

    #[test]
    fn a_text_of_another_text_never_panics(original in any::<String>(), other in any_text()) {
        let _ = places::find_in(&original, &normalise::hard(&other), None);
    }
}
