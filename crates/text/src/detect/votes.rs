//! E02: asking for votes for a named candidate or the own unit.

use super::features::Feature::{
    Act, Audience, CaseReport, Cast, Contest, Daily, Election, ForWhom, Mood, OpenChoice, Others, Own, Particle, Plead,
    Race, Rules, Soft, Survey, Thanked, VoteAsk, VoteNumber, VoteOrder, VoteResult, Votes, Warning, You,
};
use super::features::{Feature, Features};
use super::view::View;
use super::{Input, Report, best, near};

pub(super) const RULE: &str = "E02";
const WINDOW: usize = 3;
pub(super) const EVIDENCE: [Feature; 10] =
    [Votes, Daily, Contest, ForWhom, Own, VoteNumber, VoteAsk, Race, VoteOrder, Plead];

pub(super) fn detect(view: &View<'_>, _input: &Input<'_>, report: &mut Report) {
    if !view.all.any(&[Votes, Daily, ForWhom, Cast, Contest]) {
        return;
    }
    let Some((confidence, reasons, window)) = best(view, WINDOW, score) else {
        return;
    };
    let all = near(view, &window);
    let free = view.free_in(window.clone());
    if let Some((guard, feature)) = guard(all, free) {
        report.guard(RULE, guard, view.first(&[feature]).and_then(|mark| view.span_of(mark)));
        return;
    }
    report.add(RULE, confidence, view.spans(window, &EVIDENCE), reasons);
}

fn score(window: Features) -> (f32, Vec<&'static str>) {
    let has = |feature| window.has(feature);
    let asks = has(VoteAsk) || has(Plead) || has(Act) || has(VoteOrder);
    let whom = has(ForWhom) || has(VoteNumber) || has(Own);
    let tone = window.count(&[You, Audience, Soft, Particle, Mood, Plead]);
    let pull = window.count(&[Daily, Race, VoteOrder, Audience, You, Plead]);
    let mut reasons = Vec::new();
    let mut confidence = 0.0_f32;
    let mut reason = |weight: f32, why: &'static str| {
        reasons.push(why);
        confidence = confidence.max(weight);
    };
    if has(Votes) && asks && whom && (has(Contest) || pull > 0) {
        reason(0.85, "asks_for_votes");
    }
    if has(Votes) && whom && has(Race) && (asks || pull > 1) {
        reason(0.8, "race");
    }
    if has(Votes) && has(VoteOrder) && has(Contest) {
        reason(0.75, "ordered");
    }
    if has(ForWhom) && has(Contest) && asks && has(Own) {
        reason(0.65, "asks_for_support");
    }
    if has(Votes)
        && ((asks && (whom || has(Contest) || pull > 0)) || (whom && pull + tone > 0) || (has(Race) && has(Contest)))
    {
        reason(0.65, "asks_for_votes");
    }
    if has(Votes) && ((whom && has(Contest)) || (has(ForWhom) && has(Own)) || has(Race)) {
        reason(0.55, "asks_for_votes");
    }
    if has(Cast) && (whom || has(Contest)) && (asks || pull > 0 || tone > 1) {
        reason(0.6, "asks_for_votes");
    }
    if has(Contest) && has(Own) && (asks || has(Audience)) && pull + tone > 0 {
        reason(0.55, "asks_for_support");
    }
    if has(Daily) && asks && (whom || has(Contest)) {
        reason(0.7, "daily");
    }
    (confidence, reasons)
}

fn guard(all: Features, free: Features) -> Option<(&'static str, Feature)> {
    let own = free.has(Own) || free.has(VoteNumber);
    if all.has(Warning) {
        return Some(("warning", Warning));
    }
    if all.has(CaseReport) && !own && !free.any(&[Race, Daily]) {
        return Some(("report", CaseReport));
    }
    if all.has(Election) && !free.any(&[Daily, Race]) {
        return Some(("election", Election));
    }
    if all.has(Survey) && !free.any(&[Race, Daily, VoteNumber]) {
        return Some(("survey", Survey));
    }
    if all.has(Thanked) && !free.any(&[Race, Daily, VoteNumber]) {
        return Some(("thanks", Thanked));
    }
    if all.has(VoteResult) && !free.any(&[Race, Daily, VoteNumber]) {
        return Some(("result", VoteResult));
    }
    if all.has(OpenChoice) && !free.any(&[Race, Daily, VoteNumber]) {
        return Some(("open_choice", OpenChoice));
    }
    if all.has(Rules) && !free.any(&[Own, VoteNumber, VoteOrder, Race]) {
        return Some(("organiser", Rules));
    }
    (all.has(Others) && !own).then_some(("others", Others))
}
