//! E03: compulsion or inducement tied to following, liking, reposting or downloading.

use super::features::Feature::{
    CaseReport, Channel, Checked, Gate, Induced, LikeRanking, Must, OnlineAction, Ordered, OtherDuty, OtherPrize,
    Others, PerHead, Prize, Proof, Sanction, Target, Voluntary, Warning,
};
use super::features::{Feature, Features};
use super::view::View;
use super::{Input, Report, TextKind, best, near};

pub(super) const RULE: &str = "E03";
const WINDOW: usize = 3;
pub(super) const EVIDENCE: [Feature; 13] = [
    Target,
    PerHead,
    OnlineAction,
    Channel,
    Must,
    Proof,
    Sanction,
    Ordered,
    Checked,
    Gate,
    Induced,
    Prize,
    LikeRanking,
];

pub(super) fn detect(view: &View<'_>, input: &Input<'_>, report: &mut Report) {
    if !view.all.any(&[OnlineAction, Ordered, Checked, Gate, Induced]) {
        return;
    }
    let group = matches!(input.kind, TextKind::Message | TextKind::Notice);
    let Some((confidence, reasons, window)) = best(view, WINDOW, |window| score(window, group)) else {
        if let Some(mark) =
            view.first(&[Ordered, Gate, Induced, Checked]).filter(|mark| mark.prohibited || mark.negated)
        {
            report.guard(RULE, if mark.prohibited { "prohibition" } else { "negation" }, view.span_of(mark));
        }
        return;
    };
    if let Some((guard, feature)) = guard(near(view, &window), view.free_in(window.clone())) {
        report.guard(RULE, guard, view.first(&[feature]).and_then(|mark| view.span_of(mark)));
        return;
    }
    report.add(RULE, confidence, view.spans(window, &EVIDENCE), reasons);
}

fn score(window: Features, group: bool) -> (f32, Vec<&'static str>) {
    let has = |feature| window.has(feature);
    let mut reasons = Vec::new();
    let mut confidence = 0.0_f32;
    let mut reason = |weight: f32, why: &'static str| {
        reasons.push(why);
        confidence = confidence.max(weight);
    };
    let action = has(OnlineAction);
    if action && has(Checked) && (has(Must) || has(Ordered) || has(Sanction) || group) {
        reason(0.9, "proof");
    }
    if action && has(Gate) {
        reason(0.85, "gate");
    }
    if action && has(Ordered) && (has(Proof) || has(Sanction)) {
        reason(0.85, "ordered");
    }
    if action && has(Ordered) && has(Must) && has(Channel) {
        reason(0.7, "ordered");
    }
    if action && has(Sanction) && has(Must) && has(Channel) {
        reason(0.75, "sanction");
    }
    if has(Induced) && has(Prize) && action {
        reason(0.85, "inducement");
    }
    if has(Target) && (has(PerHead) || has(Sanction) || has(Must) || has(Proof)) {
        reason(0.75, "target");
    }
    if action && has(Sanction) && (has(Proof) || has(Must) || has(PerHead)) {
        reason(0.6, "sanction");
    }
    if action && has(Must) && (has(Proof) || has(PerHead)) || (action && has(PerHead) && has(Proof)) {
        reason(0.6, "ordered");
    }
    if has(Induced) && action {
        reason(0.55, "inducement");
    }
    if has(LikeRanking) {
        reason(0.55, "ranking");
    }
    if has(Induced) && has(Channel) {
        reason(0.6, "inducement");
    }
    if has(LikeRanking) && has(Prize) {
        reason(0.8, "ranking");
    }
    (confidence, reasons)
}

fn guard(all: Features, free: Features) -> Option<(&'static str, Feature)> {
    let hard = free.any(&[Checked, Gate, LikeRanking]) || (free.has(Induced) && free.has(Prize));
    if all.has(Warning) {
        return Some(("warning", Warning));
    }
    if all.has(CaseReport) && !(free.has(Checked) && free.has(Must)) {
        return Some(("report", CaseReport));
    }
    if all.has(Others) && !free.has(Checked) {
        return Some(("others", Others));
    }
    if all.has(OtherPrize) && !free.has(LikeRanking) {
        return Some(("other_prize", OtherPrize));
    }
    if all.has(Voluntary) && !hard {
        return Some(("voluntary", Voluntary));
    }
    (all.has(OtherDuty) && !hard).then_some(("other_duty", OtherDuty))
}
