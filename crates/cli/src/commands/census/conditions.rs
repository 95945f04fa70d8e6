//! Which accounts are asked for.

use engine::{ParamValue, Params};
use model::{Level, Platform, UnitType};
use text::gazetteer::{Division, Gazetteer};

use crate::args::census::Census;
use crate::failure::Failure;
use crate::words::Words;

/// A predicate over `all_accounts` and its values.
pub struct Conditions {
    /// The predicate.
    pub sql: String,
    /// Its values.
    pub params: Params,
}

/// What the arguments ask for.
pub fn conditions(words: &Words, arguments: &Census) -> Result<Conditions, Failure> {
    let mut sql = vec!["true"];
    let mut params = Params::new();
    let mut bind = |name: &str, value: &str| params.insert(name.to_owned(), ParamValue::Text(value.to_owned()));
    if let Some(keyword) = &arguments.keyword {
        let folded = text::fold::search(keyword);
        if folded.is_empty() {
            return Err(Failure::wrong_use("error-keyword-empty"));
        }
        sql.push("contains(name_folded, $keyword)");
        bind("keyword", &folded);
    }
    if let Some(region) = &arguments.region {
        sql.push("starts_with(region_code, $region)");
        bind("region", division(region)?.code);
    }
    if let Some(level) = &arguments.level {
        let found = Level::ALL.iter().find(|known| known.id() == level || known.chinese() == level);
        let found = found.ok_or_else(|| {
            let known = words.list(Level::ALL.iter().map(|level| words.term(level.chinese(), level.id())));
            Failure::wrong_use("error-unknown-level").with("name", level).with("known", known)
        })?;
        sql.push("level = $level");
        bind("level", found.id());
    }
    if let Some(platform) = &arguments.platform {
        sql.push("platform = $platform");
        bind("platform", self::platform(words, platform)?.id());
    }
    if let Some(kind) = &arguments.unit_type {
        let meant = |known: &&UnitType| {
            known.id() == kind || known.chinese().split('/').any(|name| name == kind) || known.chinese() == kind
        };
        let found = UnitType::ALL.iter().find(meant).ok_or_else(|| {
            let known = words.list(UnitType::ALL.iter().map(|kind| words.term(kind.chinese(), kind.id())));
            Failure::wrong_use("error-unknown-unit-type").with("name", kind).with("known", known)
        })?;
        sql.push("unit_type = $unit_type");
        bind("unit_type", found.id());
    }
    if arguments.official {
        sql.push("audited");
    }
    Ok(Conditions { sql: sql.join(" AND "), params })
}

/// The platform a person meant.
pub fn platform(words: &Words, asked: &str) -> Result<Platform, Failure> {
    Platform::from_words(asked).ok_or_else(|| {
        let known = words.list(Platform::ALL.iter().map(|platform| words.term(platform.chinese(), platform.id())));
        Failure::wrong_use("error-unknown-platform").with("name", asked).with("known", known)
    })
}

/// The division a person meant: by code, or by a name that only one has.
pub fn division(asked: &str) -> Result<&'static Division, Failure> {
    let gazetteer = Gazetteer::embedded();
    let asked = asked.trim();
    if asked.chars().all(|c| c.is_ascii_digit()) {
        return gazetteer
            .nearest(asked)
            .or_else(|| gazetteer.division(asked))
            .ok_or_else(|| Failure::wrong_use("error-unknown-region").with("name", asked));
    }
    let with_path = |division: &&Division| {
        let path: String = gazetteer.path(division.code).iter().map(|division| division.name).collect();
        path == asked
    };
    let named: Vec<&'static Division> = gazetteer
        .divisions()
        .iter()
        .filter(|division| division.name == asked || division.short_name == asked)
        .collect();
    // The full name of one place may be the short name of another; the full name counts.
    let full: Vec<&'static Division> = named.iter().copied().filter(|division| division.name == asked).collect();
    let found = if full.is_empty() { named } else { full };
    let found = if found.is_empty() {
        gazetteer.divisions().iter().filter(|division| asked.ends_with(division.name)).filter(with_path).collect()
    } else {
        found
    };
    match found.as_slice() {
        [division] => Ok(division),
        [] => Err(Failure::wrong_use("error-unknown-region").with("name", asked)),
        several => {
            let place = |division: &&Division| {
                let path: String = gazetteer.path(division.code).iter().map(|division| division.name).collect();
                format!("{} {path}", division.code)
            };
            let mut known: Vec<String> = several.iter().take(12).map(place).collect();
            if several.len() > known.len() {
                known.push("…".to_owned());
            }
            Err(Failure::wrong_use("error-ambiguous-region").with("name", asked).with("known", known.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_by_code_name_or_path() {
        assert_eq!(division("980121").map(|division| division.name).ok(), Some("临岚县"));
        assert_eq!(division("临岚县").map(|division| division.code).ok(), Some("980121"));
        assert_eq!(division("云岫省汀澜市临岚县").map(|division| division.code).ok(), Some("980121"));
        assert!(division("没有的地方").is_err());
        assert!(division("").is_err());
    }

    #[test]
    fn a_name_that_several_places_have_is_not_guessed() {
        assert!(division("朝阳区").is_err());
    }
}
