//! C06: contempt for a group or a person in the account's own voice.

use super::features::Feature::{
    CaseReport, Contempt, Group, Harsh, Insult, Legal, Medical, MildInsult, Opposing, SelfVoice, Slur, Sweeping, You,
};
use super::features::{Feature, Features};
use super::view::View;
use super::{Input, Report, best, near};

pub(super) const RULE: &str = "C06";
const WINDOW: usize = 2;
pub(super) const EVIDENCE: [Feature; 6] = [MildInsult, Harsh, Slur, Insult, Group, Contempt];

pub(super) fn detect(view: &View<'_>, _input: &Input<'_>, report: &mut Report) {
    if !view.all.any(&[Slur, Insult, Contempt, MildInsult, Harsh]) {
        return;
    }
    let Some((confidence, reasons, window)) = best(view, WINDOW, score) else {
        if let Some(mark) = view.first(&[Slur, Insult]).filter(|mark| mark.quoted || mark.titled) {
            report.guard(RULE, if mark.titled { "title" } else { "quotation" }, view.span_of(mark));
        }
        return;
    };
    let all = near(view, &window);
    let guard = [(Opposing, "opposing"), (Medical, "medical"), (Legal, "case"), (CaseReport, "case")];
    if let Some((feature, guard)) = guard.into_iter().find(|(feature, _)| all.has(*feature)) {
        report.guard(RULE, guard, view.first(&[feature]).and_then(|mark| view.span_of(mark)));
        return;
    }
    report.add(RULE, confidence, view.spans(window, &EVIDENCE), reasons);
}

fn score(window: Features) -> (f32, Vec<&'static str>) {
    let has = |feature| window.has(feature);
    let mut reasons = Vec::new();
    let mut confidence = 0.0_f32;
    let mut reason = |weight: f32, why: &'static str| {
        reasons.push(why);
        confidence = confidence.max(weight);
    };
    if has(Slur) {
        reason(if has(Group) || has(Contempt) || has(Insult) { 0.85 } else { 0.65 }, "slur");
    }
    if has(Insult) && has(Contempt) {
        reason(0.8, "insult");
    }
    if has(Insult) && (has(Group) || has(You) || has(SelfVoice)) {
        reason(0.65, "insult");
    }
    if has(Insult) {
        reason(0.55, "insult");
    }
    if has(MildInsult) && (has(Contempt) || has(Harsh)) && (has(Sweeping) || has(Group) || has(You)) {
        reason(0.6, "insult");
    }
    if has(Sweeping) && (has(Contempt) || has(Harsh)) && has(Group) {
        reason(0.6, "contempt_for_a_group");
    }
    if has(Contempt) && has(Harsh) && (has(Group) || has(You) || has(Sweeping)) {
        reason(0.6, "contempt_for_a_group");
    }
    if (has(MildInsult) && has(Sweeping)) || (has(Contempt) && (has(Sweeping) || has(You))) {
        reason(0.55, "contempt_for_a_group");
    }
    if has(Group) && has(Contempt) {
        reason(0.6, "contempt_for_a_group");
    }
    (confidence, reasons)
}
