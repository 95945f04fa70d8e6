//! What a text is about, by the duties of public bodies (`lexicon/duties.toml`), and how much of it is the duty of one of them.

mod kin;

use std::sync::LazyLock;

use model::{ContentKind, UnitType};

use crate::content;
use crate::normalise::{self, Reading};
use crate::weighted::{Found, Hit, LabelId, Weighted};

/// The list of duties and the label in it that every body shares.
const LIST: &str = "duties";
const COMMON: &str = "common";
/// How much the name of a body counts beside its duties: it is named as often by those who were sent away from it.
const NAMED_BODY: f32 = 0.7;

/// How much of a text is the duty of a kind of unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Duty {
    /// Between 0 and 1: the weight of what belongs to the unit's duty (and, for less, to bodies close to it and to what every
    /// public body does) among all that the text is about. 0.5 and more is duty.
    pub share: f32,
    /// What spoke for the duty, as (start, number of characters) of the text as published, in order.
    pub spans: Vec<(u32, u32)>,
    /// What the text is, seen from the unit.
    pub class: ContentKind,
}

/// Scores of every kind of unit, in the order of [`UnitType::ALL`].
pub(crate) type Scores = [f32; UnitType::ALL.len()];

struct Labels {
    duties: u8,
    bodies: u8,
    /// By label: the position of its kind of unit in [`UnitType::ALL`].
    units: Vec<Option<usize>>,
    common: Option<LabelId>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let lists = Weighted::embedded();
    let mut units: Vec<Option<usize>> = Vec::new();
    for list in [LIST, "bodies"] {
        for (position, kind) in UnitType::ALL.iter().enumerate() {
            if let Some(label) = lists.label(list, kind.id()) {
                units.resize(units.len().max(label.index() + 1), None);
                if let Some(unit) = units.get_mut(label.index()) {
                    *unit = Some(position);
                }
            }
        }
    }
    let list = |name| lists.list(name).expect("the list is embedded");
    Labels { duties: list(LIST), bodies: list("bodies"), units, common: lists.label(LIST, COMMON) }
});

fn unit_of(label: LabelId) -> Option<usize> {
    LABELS.units.get(label.index()).copied().flatten()
}

/// A longer wording says more surely what it is about.
fn specific(hit: &Hit) -> f32 {
    f32::from(u8::try_from(hit.chars.clamp(1, 5)).unwrap_or(5)) * 0.2 + 0.6
}

/// The weights of everything found, by kind of unit.
pub(crate) fn scores(found: &Found) -> Scores {
    scores_where(found, |_| 1.0)
}

/// As [`scores`], with a factor for every hit.
pub(crate) fn scores_where(found: &Found, factor_of: impl Fn(&Hit) -> f32) -> Scores {
    let mut scores = [0.0; UnitType::ALL.len()];
    let mut add = |hits: &[Hit], factor: f32| {
        for hit in hits {
            if let Some(score) = unit_of(hit.label).and_then(|position| scores.get_mut(position)) {
                *score += hit.weight * factor * specific(hit) * factor_of(hit);
            }
        }
    };
    add(found.of(LABELS.duties), 1.0);
    add(found.of(LABELS.bodies), NAMED_BODY);
    scores
}

/// What both texts are about above all are bodies that are the same or stand close to each other.
pub(crate) fn touch(one: &Scores, two: &Scores) -> bool {
    let main = |scores: &Scores| -> Vec<UnitType> {
        let least = scores.iter().copied().fold(1.0, f32::max) * 0.5;
        UnitType::ALL.iter().copied().zip(*scores).filter(|(_, score)| *score >= least).map(|(unit, _)| unit).collect()
    };
    let (one, two) = (main(one), main(two));
    one.iter().any(|one| two.iter().any(|two| one == two || kin::close(*one, *two)))
}

/// How much of a text is the duty of a kind of unit.
#[must_use]
pub fn share(text: &str, unit_type: UnitType) -> Duty {
    share_of(&normalise::read(text), unit_type)
}

/// As [`share`], of a text that was read before.
#[must_use]
pub fn share_of(reading: &Reading<'_>, unit_type: UnitType) -> Duty {
    let found = Weighted::embedded().scan(&reading.hard);
    let content = content::read_found(reading, &found, Some(unit_type));
    let spans = duty_hits(&found, unit_type).map(|hit| reading.original_chars(hit.start, hit.end)).fold(
        Vec::new(),
        |mut spans: Vec<(u32, u32)>, span| {
            if spans.last() != Some(&span) {
                spans.push(span);
            }
            spans
        },
    );
    Duty { share: share_found(&found, unit_type), spans, class: content.kind }
}

/// The hits that speak for the unit's own duty.
pub(crate) fn duty_hits(found: &Found, unit_type: UnitType) -> impl Iterator<Item = &Hit> {
    found.of(LABELS.duties).iter().filter(move |hit| {
        let unit = unit_of(hit.label).and_then(|position| UnitType::ALL.get(position));
        match unit {
            Some(unit) => kin::factor(unit_type, *unit) >= 0.5,
            None => Some(hit.label) == LABELS.common,
        }
    })
}

/// The share, of what was found in a text.
pub(crate) fn share_found(found: &Found, unit_type: UnitType) -> f32 {
    Weights::of(found).share(unit_type)
}

/// The kinds of unit whose duty makes up at least this share of a text, in the order of [`UnitType::ALL`].
pub(crate) fn units_from(found: &Found, least: f32) -> Vec<UnitType> {
    if found.of(LABELS.duties).is_empty() && found.of(LABELS.bodies).is_empty() {
        return Vec::new();
    }
    let weights = Weights::of(found);
    UnitType::ALL.iter().copied().filter(|unit| weights.share(*unit) >= least).collect()
}

/// What a text is about, added up once for every kind of unit that is asked for.
struct Weights {
    /// The few kinds of unit that the text speaks of.
    scores: Vec<(UnitType, f32)>,
    common: f32,
    beside: f32,
}

impl Weights {
    fn of(found: &Found) -> Self {
        let common = found.of(LABELS.duties).iter().filter(|hit| Some(hit.label) == LABELS.common);
        let scores = UnitType::ALL.iter().copied().zip(scores(found)).filter(|(_, score)| *score > 0.0).collect();
        Self { scores, common: common.map(|hit| hit.weight).sum(), beside: content::beside_duty(found) }
    }

    fn share(&self, unit_type: UnitType) -> f32 {
        let mut own = self.common.min(5.0) * 0.6;
        // What other bodies do counts against it once, not for every body that has a word for it.
        let mut others = 0.0_f32;
        for (unit, score) in &self.scores {
            let factor = kin::factor(unit_type, *unit);
            own += score * factor;
            others = others.max(score * (1.0 - factor));
        }
        let all = own + 0.4 * others + self.beside;
        if all <= 0.0 { 0.0 } else { (own / (all + 0.3)).clamp(0.0, 1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share_in(text: &str, unit: UnitType) -> f32 {
        share(text, unit).share
    }

    #[test]
    fn what_a_unit_is_for_is_its_duty() {
        for (text, unit) in [
            ("雨天路滑,请减速慢行,保持车距", UnitType::TrafficPolice),
            ("电动车不要在楼道充电,火灾无情", UnitType::Fire),
            ("居民医保开始缴费了", UnitType::MedicalInsurance),
            ("我局召开安全生产工作会议", UnitType::Emergency),
            ("油菜病虫害防治要点", UnitType::Agriculture),
        ] {
            assert!(share_in(text, unit) >= 0.5, "{text}: {}", share_in(text, unit));
        }
    }

    #[test]
    fn what_amuses_is_no_duty() {
        for (text, unit) in [
            ("热播剧大结局,这演员太帅了", UnitType::TrafficPolice),
            ("萌宠猫咪搞笑名场面", UnitType::Fire),
            ("某歌手演唱会门票开抢", UnitType::Tax),
        ] {
            assert!(share_in(text, unit) < 0.5, "{text}: {}", share_in(text, unit));
        }
        assert!(share_in("", UnitType::Fire).abs() < f32::EPSILON);
    }

    #[test]
    fn spans_lie_in_the_text_as_published() {
        let text = "😀今天查酒驾!";
        let duty = share(text, UnitType::TrafficPolice);
        assert_eq!(duty.spans, [(3, 3)]);
        assert_eq!(duty.class, ContentKind::Duty);
    }
}
