//! What the name of an account or unit says.

use model::{Level, UnitType};

/// What a name says. Unsure is `None` or `Unknown`, never a guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameReading {
    /// Code of the division.
    pub region_code: Option<String>,
    /// Level of government.
    pub level: Level,
    /// Kind of unit.
    pub unit_type: UnitType,
    /// Reads like a public body's account.
    pub official_looking: bool,
}

/// Reads a name.
#[must_use]
pub fn read_name(_name: &str, _unit_name: Option<&str>, _jurisdiction: Option<&str>) -> NameReading {
    NameReading { region_code: None, level: Level::Unknown, unit_type: UnitType::Unknown, official_looking: false }
}
