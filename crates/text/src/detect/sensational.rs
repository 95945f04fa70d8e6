//! C04: sensational wording: hook, withheld subject, exaggeration, number bait.

use super::features::Feature::{
    Bait4, CaseReport, Exaggeration, Fact, GossipTone, Guidance, Hook, NumberBait, Shout, SubjectWithheld, Urgency,
    Warning, Withheld, You,
};
use super::features::{Feature, Features};
use super::view::{Mark, View};
use super::{Field, Input, Report, Scored, best, near};

pub(super) const RULE: &str = "C04";
const WINDOW: usize = 2;
pub(super) const EVIDENCE: [Feature; 9] =
    [Hook, Urgency, Withheld, SubjectWithheld, NumberBait, Exaggeration, Bait4, Shout, GossipTone];
/// Facts that a sober announcement states.
const ENOUGH_FACTS: usize = 2;

pub(super) fn detect(view: &View<'_>, _input: &Input<'_>, report: &mut Report) {
    if !view.free.any(&EVIDENCE) {
        return;
    }
    let shouts = view.exclamations > 1;
    let tail = view.sentences.iter().any(|sentence| sentence.trails);
    let asks = view.sentences.iter().any(|sentence| sentence.asks);
    let found = best(view, WINDOW, |window| score(window, shouts, tail, asks)).or_else(|| unnamed_subject(view));
    let Some((confidence, reasons, window)) = found else { return };
    let free = view.free_in(window.clone());
    let all = near(view, &window);
    // What a title keeps back is not made good by the text below it.
    let told_in = if view.title.is_some() { Field::Title } else { Field::Text };
    let told = |mark: &&Mark| view.sentences.get(mark.sentence).is_some_and(|sentence| sentence.field == told_in);
    let facts = view.marks.iter().filter(|mark| mark.features.has(Fact)).filter(told).count();
    let lures = free.count(&[Withheld, SubjectWithheld, NumberBait, Bait4, GossipTone]);
    if facts >= ENOUGH_FACTS && all.has(Guidance) && lures < 2 {
        report.guard(RULE, "facts", view.first(&[Fact]).and_then(|mark| view.span_of(mark)));
        return;
    }
    if (all.has(Warning) || (all.has(CaseReport) && facts > 0)) && lures < 2 {
        let feature = if all.has(Warning) { Warning } else { CaseReport };
        report.guard(RULE, "report", view.first(&[feature]).and_then(|mark| view.span_of(mark)));
        return;
    }
    report.add(RULE, confidence, view.spans(window, &EVIDENCE), reasons);
}

/// A work that opens with 他, 她, 它, 这, 那 and never says who or what: with any lure it withholds its subject.
fn unnamed_subject(view: &View<'_>) -> Option<Scored> {
    let opening = view.title.unwrap_or(view.text);
    let opens = opening.hard.text.starts_with(['他', '她', '它', '这', '那', '有']);
    let lured = view.free.any(&[Hook, Urgency, Withheld, SubjectWithheld, Exaggeration, GossipTone, NumberBait]);
    let sober = view.all.has(Fact) || view.all.has(Guidance);
    (opens && lured && !sober).then(|| (0.55, vec!["withheld_subject"], 0..view.sentences.len()))
}

fn score(window: Features, shouts: bool, trails: bool, asks: bool) -> (f32, Vec<&'static str>) {
    let has = |feature| window.has(feature);
    let mut reasons = Vec::new();
    let mut confidence = 0.0_f32;
    let mut reason = |weight: f32, why: &'static str| {
        reasons.push(why);
        confidence = confidence.max(weight);
    };
    let withheld = has(Withheld) || has(SubjectWithheld);
    let pushes = window.count(&[Hook, Urgency, Exaggeration, Bait4, NumberBait, GossipTone]);
    if has(Bait4) && (withheld || pushes > 1 || shouts || trails) {
        reason(0.8, "bait");
    }
    if has(NumberBait) && (withheld || pushes > 1 || shouts) {
        reason(0.8, "number_bait");
    }
    if withheld && pushes > 0 && (shouts || trails || asks || pushes > 1 || has(Hook)) {
        reason(0.75, "withheld_subject");
    }
    if pushes + usize::from(withheld) > 2 {
        reason(0.6, "several_lures");
    }
    if withheld && pushes > 0 {
        reason(0.55, "withheld_subject");
    }
    if has(NumberBait) && has(Urgency) || (has(Urgency) && has(Exaggeration)) {
        reason(0.55, "number_bait");
    }
    if shouts && pushes > 0 && !has(Fact) && !has(Guidance) {
        reason(0.55, "shouting");
    }
    if trails && (has(Hook) || withheld) {
        reason(0.6, "withheld_subject");
    }
    if has(Hook) && has(Exaggeration) {
        reason(0.7, "exaggeration");
    }
    if has(Hook) && (shouts || has(Shout)) {
        reason(0.6, "hook");
    }
    if has(Urgency) && (shouts || has(Shout)) && (has(Exaggeration) || has(You) || withheld) {
        reason(0.6, "urgency");
    }
    if has(SubjectWithheld) && has(Withheld) && (trails || asks || shouts) {
        reason(0.65, "withheld_subject");
    }
    (confidence, reasons)
}
