//! E01: begging for follows, likes or plays, and letting slip the quota behind it.

use super::features::Feature::{
    Act, Audience, Bait, Beg, CaseReport, Condition, Count, Courtesy, Gain, Lack, Luck, Misery, Mood, Moving, Mutual,
    OtherSense, Others, Particle, Plead, Procedure, Promise, PublicNeed, Quota, Reach, Rival, SelfVoice, Short, Soft,
    Superior, Taunt, Thanks, Warning, Withhold, You,
};
use super::features::{Feature, Features};
use super::view::View;
use super::{Input, Report, best, near};

pub(super) const RULE: &str = "E01";
/// Sentences that belong together.
const WINDOW: usize = 3;
/// What is asked for.
const OBJECTS: [Feature; 4] = [Reach, Act, Count, Beg];
/// Why it should be given: each speaks for itself.
const PRESSURES: [Feature; 9] = [Superior, Quota, Misery, Lack, Withhold, Taunt, Rival, Luck, Promise];
/// Everything worth marking as evidence.
pub(super) const EVIDENCE: [Feature; 18] = [
    Beg, Mutual, Reach, Count, Short, Act, Plead, Superior, Quota, Misery, Lack, Promise, Gain, Withhold, Taunt, Rival,
    Luck, Bait,
];

pub(super) fn detect(view: &View<'_>, _input: &Input<'_>, report: &mut Report) {
    if !view.all.any(&OBJECTS) && !view.all.any(&[Mutual, Taunt]) {
        return;
    }
    let Some((confidence, reasons, window)) = best(view, WINDOW, score) else {
        if let Some(mark) =
            view.marks.iter().find(|mark| mark.features.any(&[Beg, Act, Mutual, Reach]) && !mark.is_free())
        {
            report.guard(RULE, speaks_against(mark), view.span_of(mark));
        }
        return;
    };
    if let Some((guard, feature)) = guard(view, window.clone()) {
        report.guard(RULE, guard, view.first(&[feature]).and_then(|mark| view.span_of(mark)));
        return;
    }
    report.add(RULE, confidence, view.spans(window, &EVIDENCE), reasons);
}

/// The word for what stands around a mark.
fn speaks_against(mark: &super::view::Mark) -> &'static str {
    match () {
        () if mark.titled => "title",
        () if mark.quoted => "quotation",
        () if mark.prohibited => "prohibition",
        () => "negation",
    }
}

fn score(window: Features) -> (f32, Vec<&'static str>) {
    let has = |feature| window.has(feature);
    let pressures = window.count(&PRESSURES);
    let mut reasons = Vec::new();
    let mut confidence = 0.0_f32;
    let mut reason = |weight: f32, why: &'static str| {
        reasons.push(why);
        confidence = confidence.max(weight);
    };
    if has(Mutual) {
        reason(0.85, "mutual");
    }
    if has(Beg) {
        reason(0.8, "begging");
    }
    let act = has(Act);
    let numbers = has(Count) || has(Short);
    if has(Taunt) && (has(Reach) || act) {
        reason(0.8, "taunt");
    }
    if act && pressures > 0 {
        reason(0.85, "pressure");
    }
    if act && (has(Plead) || (has(Audience) && has(Soft))) {
        reason(0.75, "pleading");
    }
    if act && (numbers || has(Gain)) {
        reason(0.8, "exchange");
    }
    if (has(Reach) || has(Count)) && has(Plead) && (pressures > 0 || numbers) {
        reason(0.8, "pleading");
    }
    if (has(Reach) || has(Count)) && numbers && pressures > 0 {
        reason(0.75, "quota");
    }
    if has(Reach) && pressures > 1 {
        reason(0.65, "pressure");
    }
    // The tone of somebody who wants something, when an act is asked for or numbers are named.
    let tone = window.count(&[SelfVoice, Particle, Mood, Condition, You, Soft, Audience, Plead]);
    if act && tone > 1 && (has(SelfVoice) || has(Condition) || has(Soft) || has(Plead)) {
        reason(0.6, "tone");
    }
    if (has(Reach) || has(Count)) && tone + pressures + usize::from(numbers) > 3 && (has(SelfVoice) || has(Condition)) {
        reason(0.55, "tone");
    }
    if has(Reach) && (has(Gain) || has(Bait)) && numbers {
        reason(0.6, "exchange");
    }
    (confidence, reasons)
}

/// What makes the window no begging, and the feature that says so.
fn guard(view: &View<'_>, window: std::ops::Range<usize>) -> Option<(&'static str, Feature)> {
    let all = near(view, &window);
    let free = view.free_in(window);
    let own =
        free.any(&[Plead, Superior, Misery, Taunt, Mutual, Promise]) && free.any(&[Act, Beg, Mutual, Taunt, Count]);
    if all.has(Warning) {
        return Some(("warning", Warning));
    }
    if all.has(CaseReport) && !(own && free.has(Quota)) {
        return Some(("report", CaseReport));
    }
    if all.has(Others) && !free.any(&[Superior, Misery]) {
        return Some(("others", Others));
    }
    if all.has(PublicNeed) && !free.any(&[Superior, Quota]) {
        return Some(("public_need", PublicNeed));
    }
    if !own && all.has(Moving) {
        return Some(("moving", Moving));
    }
    if !own && all.has(Thanks) {
        return Some(("thanks", Thanks));
    }
    if !own && all.has(Procedure) && !free.has(Gain) {
        return Some(("procedure", Procedure));
    }
    if !own && all.has(OtherSense) {
        return Some(("other_sense", OtherSense));
    }
    let courteous = all.has(Courtesy) && !free.any(&[Beg, Mutual, Plead, Superior, Quota, Taunt]);
    (courteous && !own).then_some(("courtesy", Courtesy))
}
