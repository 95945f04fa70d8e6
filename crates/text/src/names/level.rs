//! The level of government a name stands for.

use model::{Level, UnitType};

use super::chain::PlaceReading;
use super::words::WordHit;

/// Characters before 镇 or 乡 that make an ordinary word of it: 古镇, 故乡.
const NO_TOWNSHIP: &str = "小古重城集水老故家返他同下梦侨思还";
/// Characters before 区 that make no district of it: 社区, 新区, 开发区.
const NO_DISTRICT: &str = "社小新发园景校治库灌矿林特高经示范";

/// The level of the unit a name belongs to. `unit` is the word that decides its kind.
pub(super) fn level(folded: &str, words: &[WordHit], places: &PlaceReading, unit: Option<WordHit>) -> Level {
    let kind = unit.and_then(|hit| hit.word.unit_type);
    if kind == Some(UnitType::Village) || is_village(folded, places) {
        return Level::Village;
    }
    let of_word = unit.and_then(|hit| hit.word.level);
    if kind == Some(UnitType::Township)
        || of_word == Some(Level::Township)
        || places.level() == Level::Township
        || names_unknown_township(folded, words)
    {
        return Level::Township;
    }
    if !places.candidates.is_empty() {
        return places.level();
    }
    match of_word {
        Some(level) => level,
        None => unit.map_or(Level::Unknown, |hit| level_before(folded, hit.start)),
    }
}

/// What the unit is for. General words (发布, 人民政府) take the level's own kind.
pub(super) fn unit_type(folded: &str, places: &PlaceReading, unit: Option<WordHit>, level: Level) -> UnitType {
    let of_level = match level {
        Level::Township => Some(UnitType::Township),
        Level::Village => Some(UnitType::Village),
        _ => None,
    };
    match unit {
        Some(hit) if hit.word.general => of_level.or(hit.word.unit_type).unwrap_or(UnitType::Unknown),
        Some(hit) => hit.word.unit_type.unwrap_or(UnitType::Unknown),
        // Nothing but the place: 临岚县松霭镇 is the township itself.
        None => {
            of_level.filter(|_| level == Level::Village || places.contains_end(folded)).unwrap_or(UnitType::Unknown)
        }
    }
}

/// Ends in 村 or 社区 behind the township it lies in.
fn is_village(folded: &str, places: &PlaceReading) -> bool {
    let in_township = places.candidates.iter().any(|division| division.level == Level::Township);
    in_township && !places.contains_end(folded) && (folded.ends_with('村') || folded.ends_with("社区"))
}

/// 镇, 乡, 街道 or 苏木 right before a body's name or a general word: a township the gazetteer need not know.
fn names_unknown_township(folded: &str, words: &[WordHit]) -> bool {
    words.iter().filter(|hit| hit.word.organ || hit.word.general).any(|hit| {
        let before = folded.get(..hit.start).unwrap_or("");
        if let Some(name) = before.strip_suffix("街道").or_else(|| before.strip_suffix("苏木")) {
            return !name.is_empty();
        }
        let name = before.strip_suffix(['镇', '乡']).unwrap_or("");
        name.chars().next_back().is_some_and(|last| !NO_TOWNSHIP.contains(last))
    })
}

/// The kind of division right before a body's name: 县公安局, 省教育厅. 市 may be a city or a county-level city.
fn level_before(folded: &str, start: usize) -> Level {
    let mut before = folded.get(..start).unwrap_or("").chars().rev();
    match (before.next(), before.next()) {
        (Some('县' | '旗'), _) => Level::County,
        (Some('区'), Some('治')) | (Some('省'), _) => Level::Province,
        (Some('区'), Some(last)) if !NO_DISTRICT.contains(last) => Level::County,
        _ => Level::Unknown,
    }
}

impl PlaceReading {
    /// The name ends in a place's name.
    fn contains_end(&self, folded: &str) -> bool {
        self.spans().iter().any(|(_, end)| *end == folded.len())
    }
}
