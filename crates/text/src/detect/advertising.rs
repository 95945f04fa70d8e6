//! C08: promoting goods, shops or private services.

use super::features::Feature::{
    Auction, Caution8, Contact, Goods, Price, PriceNotice, Promote, PublicMarket, Sell, Shop, Subsidy, Tie,
};
use super::features::{Feature, Features};
use super::view::View;
use super::{Input, Report, best, near};

pub(super) const RULE: &str = "C08";
const WINDOW: usize = 3;
pub(super) const EVIDENCE: [Feature; 7] = [Sell, Price, Shop, Promote, Contact, Tie, Goods];

pub(super) fn detect(view: &View<'_>, _input: &Input<'_>, report: &mut Report) {
    if !view.free.any(&[Sell, Price, Promote, Shop, Contact]) {
        return;
    }
    let Some((confidence, reasons, window)) = best(view, WINDOW, score) else { return };
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
    let mut reasons = Vec::new();
    let mut confidence = 0.0_f32;
    let mut reason = |weight: f32, why: &'static str| {
        reasons.push(why);
        confidence = confidence.max(weight);
    };
    let object = has(Goods) || has(Shop);
    if has(Sell) && (has(Price) || has(Contact) || has(Promote)) {
        reason(0.85, "selling");
    }
    if has(Sell) && object {
        reason(0.7, "selling");
    }
    if has(Price) && object && (has(Contact) || has(Promote) || has(Tie) || has(Sell)) {
        reason(0.8, "price");
    }
    if has(Promote) && object && (has(Contact) || has(Tie) || has(Price)) {
        reason(0.75, "promotion");
    }
    if object && has(Price) && !has(Sell) {
        reason(0.5, "price");
    }
    if has(Promote) && has(Shop) {
        reason(0.65, "promotion");
    }
    if has(Tie) && object && (has(Contact) || has(Promote) || has(Sell)) {
        reason(0.7, "own_interest");
    }
    (confidence, reasons)
}

fn guard(all: Features, free: Features) -> Option<(&'static str, Feature)> {
    let hard = free.has(Sell) && (free.has(Contact) || free.has(Tie));
    for (feature, guard, firm) in [
        (Caution8, "caution", true),
        (Auction, "auction", true),
        (Subsidy, "subsidy", false),
        (PriceNotice, "price_notice", false),
        (PublicMarket, "public_market", false),
    ] {
        if all.has(feature) && (firm || !hard) {
            return Some((guard, feature));
        }
    }
    None
}
