//! What a published work is about, seen from the unit that publishes it: the content mix of an account.

use std::sync::LazyLock;

use model::{ContentKind, UnitType};

use crate::duty;
use crate::normalise::{self, Reading};
use crate::weighted::{Found, LabelId, Weighted};

const LIST: &str = "content";
/// Share of the unit's duty from which a work is duty whatever else it is.
const DUTY_SHARE: f32 = 0.5;
/// Least weight on which a kind is named at all.
const LEAST: f32 = 1.5;

/// What a work is about.
#[derive(Debug, Clone, PartialEq)]
pub struct ContentReading {
    /// The kind.
    pub kind: ContentKind,
    /// Between 0 and 1: how far it stands before the other kinds.
    pub confidence: f32,
    /// What spoke for it, as (start, number of characters) of the text as published, in order.
    pub spans: Vec<(u32, u32)>,
}

struct Labels {
    list: u8,
    service: LabelId,
    civic: LabelId,
    place_news: LabelId,
    entertainment: LabelId,
    other: LabelId,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let lists = Weighted::embedded();
    let label = |name| lists.label(LIST, name).expect("the list has the label");
    Labels {
        list: lists.list(LIST).expect("the list is embedded"),
        service: label("service"),
        civic: label("civic"),
        place_news: label("place_news"),
        entertainment: label("entertainment"),
        other: label("other"),
    }
});

/// Reads what a work is about. Without the kind of unit nothing is duty: somebody's duty is everything.
#[must_use]
pub fn read(text: &str, unit_type: Option<UnitType>) -> ContentReading {
    read_of(&normalise::read(text), unit_type)
}

/// As [`read`], of a text that was read before.
#[must_use]
pub fn read_of(reading: &Reading<'_>, unit_type: Option<UnitType>) -> ContentReading {
    read_found(reading, &Weighted::embedded().scan(&reading.hard), unit_type)
}

/// How much speaks for amusement, musings and mere celebration: what no body is there for.
pub(crate) fn beside_duty(found: &Found) -> f32 {
    let sum = |label| found.sum(LABELS.list, label);
    sum(LABELS.entertainment) + sum(LABELS.other) + 0.5 * sum(LABELS.civic)
}

pub(crate) fn read_found(reading: &Reading<'_>, found: &Found, unit_type: Option<UnitType>) -> ContentReading {
    let labels = &*LABELS;
    let sum = |label| found.sum(labels.list, label);
    let share = unit_type.map_or(0.0, |unit| duty::share_found(found, unit));
    let kinds = [
        (ContentKind::Duty, if share >= DUTY_SHARE { 6.0 + 8.0 * share } else { 2.0 * share }, None),
        (ContentKind::Service, sum(labels.service), Some(labels.service)),
        (ContentKind::Civic, sum(labels.civic), Some(labels.civic)),
        (ContentKind::PlaceNews, sum(labels.place_news), Some(labels.place_news)),
        (ContentKind::Entertainment, sum(labels.entertainment), Some(labels.entertainment)),
        (ContentKind::Other, sum(labels.other), Some(labels.other)),
    ];
    let all: f32 = kinds.iter().map(|(_, score, _)| score).sum();
    let best = kinds.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
    let Some((kind, score, label)) = best.filter(|(_, score, _)| *score >= LEAST) else {
        return ContentReading { kind: ContentKind::Other, confidence: 0.3, spans: Vec::new() };
    };
    let own = found.of(labels.list).iter().filter(|hit| Some(hit.label) == label);
    let spans: Vec<(u32, u32)> = match unit_type.filter(|_| kind == ContentKind::Duty) {
        Some(unit) => duty::duty_hits(found, unit).map(|hit| reading.original_chars(hit.start, hit.end)).collect(),
        None => own.map(|hit| reading.original_chars(hit.start, hit.end)).collect(),
    };
    ContentReading { kind, confidence: (score / (all + 1.0)).clamp(0.0, 1.0), spans }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_apart() {
        let traffic = Some(UnitType::TrafficPolice);
        for (text, expected) in [
            ("酒驾醉驾零容忍,今晚继续查", ContentKind::Duty),
            ("明日停水通知,请提前储水", ContentKind::Service),
            ("今日立冬,祝您冬日安康", ContentKind::Civic),
            ("我县油菜花开,美景如画", ContentKind::PlaceNews),
            ("热播剧大结局,这演员太帅了", ContentKind::Entertainment),
            ("嗯", ContentKind::Other),
        ] {
            assert_eq!(read(text, traffic).kind, expected, "{text}");
        }
        assert_ne!(read("酒驾醉驾零容忍", None).kind, ContentKind::Duty);
    }
}
