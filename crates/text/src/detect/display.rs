//! C11: display of misery, baby talk, flirting, fandom, gossip, pranks instead of duty.

use super::features::Feature::{
    Caution11, Cute, DutyContent, Fandom, Flirt, Gossip, Honour, Mood, Particle, Play, SadDisplay, SelfVoice, Setting,
    You,
};
use super::features::{Feature, Features};
use super::view::View;
use super::{Input, Report, best};

pub(super) const RULE: &str = "C11";
const WINDOW: usize = 3;
pub(super) const KINDS: [Feature; 6] = [Cute, Flirt, Fandom, Gossip, Play, SadDisplay];

pub(super) fn detect(view: &View<'_>, _input: &Input<'_>, report: &mut Report) {
    if !view.free.any(&KINDS) {
        return;
    }
    let shown = view.marks.iter().filter(|mark| mark.is_free() && mark.features.any(&KINDS)).count();
    let Some((confidence, reasons, window)) = best(view, WINDOW, |window| score(window, shown)) else { return };
    for (feature, guard) in [(Honour, "honour"), (Caution11, "caution")] {
        if view.all.has(feature) {
            report.guard(RULE, guard, view.first(&[feature]).and_then(|mark| view.span_of(mark)));
            return;
        }
    }
    let duty = view.marks.iter().filter(|mark| mark.features.has(DutyContent)).count();
    let display = view.marks.iter().filter(|mark| mark.features.any(&KINDS)).count();
    if duty > 0 && display <= duty {
        report.guard(RULE, "carries_duty", view.first(&[DutyContent]).and_then(|mark| view.span_of(mark)));
        return;
    }
    report.add(RULE, confidence, view.spans(window, &KINDS), reasons);
}

fn score(window: Features, shown: usize) -> (f32, Vec<&'static str>) {
    let kinds = window.count(&KINDS);
    let tone = window.count(&[SelfVoice, You, Mood, Particle, Setting]);
    let mut reasons = Vec::new();
    for (feature, why) in [
        (Cute, "cute"),
        (Flirt, "flirting"),
        (Fandom, "fandom"),
        (Gossip, "gossip"),
        (Play, "pranks"),
        (SadDisplay, "misery"),
    ] {
        if window.has(feature) {
            reasons.push(why);
        }
    }
    let confidence = match (kinds, tone) {
        (0, _) => 0.0,
        // One sign alone is not enough: it takes another, or the tone of it.
        (1, 0) => 0.4,
        (1, 1) if shown < 2 => 0.4,
        (1, _) => 0.6,
        (_, 0) => 0.65,
        _ => 0.8,
    };
    (confidence, reasons)
}
