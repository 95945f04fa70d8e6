//! What the name of an account or unit says: its place, its level, what kind of unit it is, and whether it reads like a
//! public body's.
//!
//! Places are read as the best chain of names (云岫省 → 汀澜市 → 临岚县), so that 青海西宁 is not 海西州. What stays ambiguous
//! is decided by the host unit, then by the workspace's jurisdiction, or not at all.

mod chain;
mod level;
mod official;
mod places;
mod words;

use model::{Level, UnitType};

use crate::fold;
pub(crate) use chain::jurisdiction_code;
pub(crate) use words::words_beside_places;

use chain::PlaceReading;
use words::WordHit;
pub(crate) use words::unit_tags;

/// What a name says. Unsure is `None` or `Unknown`, never a guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameReading {
    /// Code of the deepest division that is certain.
    pub region_code: Option<String>,
    /// Level of government of the unit; `Unknown` where unsure.
    pub level: Level,
    /// What the unit is for; `Unknown` where unsure.
    pub unit_type: UnitType,
    /// The account's name reads like a public body's (镇人民政府, …发布, 平安…), not like a shop's, a fan's or a person's.
    /// Schools, hospitals and utilities are no government accounts and do not count.
    pub official_looking: bool,
}

/// One name taken apart.
struct Parsed {
    folded: String,
    words: Vec<WordHit>,
    places: PlaceReading,
    unit_type: UnitType,
    level: Level,
}

impl Parsed {
    fn of(name: &str, jurisdiction: Option<&str>) -> Self {
        let folded = fold::search(name);
        let words = words::hits(&folded);
        let places = chain::read(&folded, &words, jurisdiction);
        let unit_hit = words::deciding(&words, &places);
        let level = level::level(&folded, &words, &places, unit_hit);
        let unit_type = level::unit_type(&folded, &places, unit_hit, level);
        let mut parsed = Self { folded, words, places, unit_type, level };
        if official::is_private(&parsed) {
            // 交警小姐姐 is not a body of the traffic police.
            (parsed.unit_type, parsed.level) = (UnitType::Unknown, Level::Unknown);
        }
        parsed
    }
}

/// Reads the name of an account, with its host unit where that is known. `jurisdiction` is the code (or the full name) of the
/// division the workspace belongs to; it only decides between readings that are otherwise equal.
#[must_use]
pub fn read_name(name: &str, unit_name: Option<&str>, jurisdiction: Option<&str>) -> NameReading {
    let jurisdiction = jurisdiction.and_then(chain::jurisdiction_code);
    let account = Parsed::of(name, jurisdiction);
    let official_looking = official::looks_official(&account);
    let unit = unit_name.filter(|unit| !unit.trim().is_empty()).map(|unit| Parsed::of(unit, jurisdiction));
    let Some(unit) = unit else {
        return NameReading {
            region_code: account.places.resolved(jurisdiction).map(str::to_owned),
            level: account.level,
            unit_type: account.unit_type,
            official_looking,
        };
    };
    NameReading {
        region_code: chain::together(&unit.places, &account.places, jurisdiction).map(str::to_owned),
        level: if unit.level == Level::Unknown { account.level } else { unit.level },
        unit_type: unit_type_of_both(unit.unit_type, account.unit_type),
        official_looking,
    }
}

/// The host unit decides, except where the account belongs to a part of it with a kind of its own.
fn unit_type_of_both(unit: UnitType, account: UnitType) -> UnitType {
    match (unit, account) {
        (UnitType::Unknown, account) => account,
        (UnitType::PublicSecurity, UnitType::TrafficPolice) => UnitType::TrafficPolice,
        (unit, _) => unit,
    }
}
