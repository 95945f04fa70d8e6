//! C09: personal data exposed. What counts are complete numbers, personal telephones and what is told of named private persons;
//! numbers of offices are public.

use super::features::Feature::{self, Organisational, PersonalNumber, PublicAccount};
use super::view::View;
use super::{Field, Report, Span};
use crate::mask::{PersonalKind, PersonalSpan, mask};
use crate::normalise::Reading;

const RULE: &str = "C09";
/// Characters around a number in which an office may be named.
const AROUND: u32 = 18;
/// How much a landline at somebody's home speaks for it.
const HOME_NUMBER: f32 = 0.65;

pub(super) fn detect(view: &View<'_>, report: &mut Report) {
    let mut spans: Vec<Span> = Vec::new();
    let mut confidence = 0.0_f32;
    let mut reasons = Vec::new();
    for (field, reading) in [(Field::Title, view.title), (Field::Text, Some(view.text))] {
        let Some(reading) = reading else { continue };
        for found in mask(reading.original).spans {
            let span = Span { field, start: found.start, chars: found.chars };
            let weight = match found.kind {
                PersonalKind::Landline if of_a_home(view, field, reading, &found) => HOME_NUMBER,
                kind => weight(kind),
            };
            if weight < 0.5 {
                continue;
            }
            if of_an_office(view, field, reading, &found) {
                report.guard(RULE, "organisational", Some(span));
                continue;
            }
            spans.push(span);
            confidence = confidence.max(weight);
            reasons.push(found.kind.id());
        }
    }
    if !spans.is_empty() {
        reasons.sort_unstable();
        reasons.dedup();
        report.add(RULE, confidence, spans, reasons);
    }
}

fn weight(kind: PersonalKind) -> f32 {
    match kind {
        PersonalKind::IdCard | PersonalKind::BankCard => 0.9,
        PersonalKind::Mobile | PersonalKind::Health | PersonalKind::Address => 0.75,
        PersonalKind::Family => 0.65,
        // Plates, addresses for mail and landlines are masked, but mostly those of offices or on view in public.
        PersonalKind::Plate | PersonalKind::Email | PersonalKind::Landline => 0.4,
    }
}

/// A landline that the text says is somebody's at home.
fn of_a_home(view: &View<'_>, field: Field, reading: &Reading<'_>, found: &PersonalSpan) -> bool {
    stands_near(view, field, reading, found, PersonalNumber)
        && !stands_near(view, field, reading, found, Organisational)
}

/// A word for an office's number stands around it.
fn of_an_office(view: &View<'_>, field: Field, reading: &Reading<'_>, found: &PersonalSpan) -> bool {
    let public = match found.kind {
        PersonalKind::Mobile => Organisational,
        PersonalKind::BankCard => PublicAccount,
        _ => return false,
    };
    stands_near(view, field, reading, found, public) && !stands_near(view, field, reading, found, PersonalNumber)
}

/// A word with a feature stands around a number.
fn stands_near(view: &View<'_>, field: Field, reading: &Reading<'_>, found: &PersonalSpan, feature: Feature) -> bool {
    let (from, to) = (found.start.saturating_sub(AROUND), found.start + found.chars + AROUND);
    view.marks.iter().filter(|mark| mark.features.has(feature)).any(|mark| {
        let of_field = view.sentences.get(mark.sentence).is_some_and(|sentence| sentence.field == field);
        let (start, chars) = reading.original_chars(mark.start, mark.end);
        of_field && start < to && from < start + chars
    })
}
