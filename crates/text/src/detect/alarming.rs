//! C05: alarming news about elsewhere. What is frightening is read here; whether every place lies outside the unit's area is
//! told by the caller.

use model::Outside;

use super::features::Feature::{
    Accident, Advice, Arriving, Crime, Death, Debunk, Disaster, Epidemic, Fiction, Gruesome, Harm, Hook, OwnService,
    Relief, Source, Withheld,
};
use super::features::{Feature, Features};
use super::view::View;
use super::{Input, Report};

pub(super) const RULE: &str = "C05";
pub(super) const EVENTS: [Feature; 7] = [Accident, Crime, Death, Disaster, Gruesome, Epidemic, Harm];

pub(super) fn detect(view: &View<'_>, input: &Input<'_>, report: &mut Report) {
    if input.outside != Outside::Yes || !view.free.any(&EVENTS) {
        return;
    }
    let (confidence, reasons) = score(view.free);
    if confidence < 0.5 {
        return;
    }
    if let Some((guard, feature)) = guard(view.all) {
        report.guard(RULE, guard, view.first(&[feature]).and_then(|mark| view.span_of(mark)));
        return;
    }
    report.add(RULE, confidence, view.spans(0..view.sentences.len(), &EVENTS), reasons);
}

fn score(free: Features) -> (f32, Vec<&'static str>) {
    let kinds = free.count(&EVENTS);
    let mut reasons = vec!["outside"];
    for (feature, why) in [
        (Harm, "harm"),
        (Accident, "accident"),
        (Crime, "crime"),
        (Death, "death"),
        (Disaster, "disaster"),
        (Gruesome, "gruesome"),
        (Epidemic, "epidemic"),
    ] {
        if free.has(feature) {
            reasons.push(why);
        }
    }
    let confidence = match kinds {
        0 => 0.0,
        1 if free.has(Crime) || free.has(Gruesome) || free.has(Death) => 0.65,
        1 => 0.55,
        _ if free.any(&[Hook, Withheld]) => 0.9,
        _ => 0.8,
    };
    (confidence, reasons)
}

fn guard(all: Features) -> Option<(&'static str, Feature)> {
    if all.has(Debunk) {
        return Some(("debunking", Debunk));
    }
    if all.has(Fiction) {
        return Some(("fiction", Fiction));
    }
    if all.has(Relief) && !all.has(Gruesome) {
        return Some(("relief", Relief));
    }
    if all.has(Arriving) {
        return Some(("arriving", Arriving));
    }
    if all.has(OwnService) && !all.has(Gruesome) {
        return Some(("own_service", OwnService));
    }
    (all.has(Source) && all.has(Advice)).then_some(("source_and_advice", Source))
}
