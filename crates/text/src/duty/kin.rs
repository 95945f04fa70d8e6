//! Which bodies stand so close to another that their duty is, for less, its duty too.

use std::sync::LazyLock;

use UnitType::{
    Agriculture, CivilAffairs, Commerce, Court, CultureTourism, Cyberspace, Education, Emergency, Environment, Finance,
    Fire, Government, Health, Hospital, Housing, HumanResources, Justice, LettersVisits, Market, MedicalInsurance,
    NaturalResources, Other, Procuratorate, PublicSecurity, Publicity, School, Services, Sport, Tax, Township,
    TrafficPolice, Transport, Unknown, UrbanManagement, Utility, Village, Water, YouthWomenUnion,
};
use model::UnitType;

/// Pairs of bodies whose work overlaps, and by how much; in both directions.
const CLOSE: &[(UnitType, UnitType, f32)] = &[
    (PublicSecurity, TrafficPolice, 0.8),
    (PublicSecurity, Fire, 0.3),
    (PublicSecurity, Cyberspace, 0.4),
    (PublicSecurity, Justice, 0.4),
    (PublicSecurity, Procuratorate, 0.4),
    (Procuratorate, Court, 0.5),
    (Procuratorate, Justice, 0.5),
    (Court, Justice, 0.6),
    (Fire, Emergency, 0.7),
    (Emergency, Water, 0.4),
    (Emergency, NaturalResources, 0.3),
    (TrafficPolice, Transport, 0.4),
    (Education, School, 0.9),
    (Education, Sport, 0.3),
    (Health, Hospital, 0.9),
    (Health, MedicalInsurance, 0.4),
    (Hospital, MedicalInsurance, 0.4),
    (Housing, UrbanManagement, 0.4),
    (Housing, NaturalResources, 0.3),
    (NaturalResources, Agriculture, 0.3),
    (NaturalResources, Environment, 0.4),
    (Environment, Water, 0.4),
    (Environment, UrbanManagement, 0.3),
    (Agriculture, Water, 0.4),
    (Market, Commerce, 0.4),
    (Tax, Finance, 0.4),
    (CultureTourism, Sport, 0.5),
    (CultureTourism, Publicity, 0.4),
    (CivilAffairs, YouthWomenUnion, 0.3),
    (CivilAffairs, Village, 0.3),
    (HumanResources, Services, 0.2),
    (Utility, Water, 0.4),
    (Township, Village, 0.9),
];

/// How far the duty of `other` is also the duty of `unit`: 1 for itself, 0 for strangers.
pub(super) fn factor(unit: UnitType, other: UnitType) -> f32 {
    if unit == other {
        return 1.0;
    }
    let general = match unit {
        // They speak for everybody.
        Government | Publicity => 0.75,
        // Everything arrives there first.
        LettersVisits | Services | Township | Village => 0.6,
        Other | Unknown => 0.4,
        YouthWomenUnion => 0.3,
        Finance => 0.2,
        _ => 0.0,
    };
    f32::max(general, closeness(unit, other))
}

/// The work of both overlaps.
pub(super) fn close(one: UnitType, other: UnitType) -> bool {
    closeness(one, other) > 0.0
}

fn closeness(unit: UnitType, other: UnitType) -> f32 {
    // Asked for every pair of units that a text may concern, so the pairs are looked up and not searched.
    TABLE.get(place(unit, other)).copied().unwrap_or(0.0)
}

fn place(unit: UnitType, other: UnitType) -> usize {
    unit as usize * UnitType::ALL.len() + other as usize
}

/// [`CLOSE`] in both directions, by [`place`]; the first mention of a pair counts.
static TABLE: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let mut table = vec![0.0; UnitType::ALL.len() * UnitType::ALL.len()];
    for (one, other, factor) in CLOSE.iter().rev() {
        for place in [place(*one, *other), place(*other, *one)] {
            if let Some(slot) = table.get_mut(place) {
                *slot = *factor;
            }
        }
    }
    table
});
