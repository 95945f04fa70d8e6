//! Administrative divisions from province to township, with former names (`gazetteer/`).
//!
//! A code is the statistical code of the division: 2 digits for a province, 4 for a city, 6 for a county, 9 for a
//! township. The code of what a division lies in is a prefix of its own. Rows that only gather what stands directly under
//! a province (市辖区, 省直辖县级行政区划) are not divisions here, so paths skip them.

mod read;

use std::sync::LazyLock;

use model::{Day, Level};
use thiserror::Error;

use crate::data;

/// Why a gazetteer file was refused.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{path}, line {line}: {message}")]
pub struct GazetteerError {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what should stand there.
    pub message: String,
}

/// One administrative division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Its code: 2, 4, 6 or 9 digits.
    pub code: &'static str,
    /// Its full name, for example `黔东南苗族侗族自治州`.
    pub name: &'static str,
    /// The name in use, for example `黔东南`; the full name where there is no shorter one.
    pub short_name: &'static str,
    /// Its level.
    pub level: Level,
    /// The code of the division it lies in; `None` for a province.
    pub parent: Option<&'static str>,
    /// Position of that division in [`Gazetteer::divisions`].
    pub(crate) above: Option<u32>,
    /// A place of the demo, which does not exist.
    pub fictional: bool,
    /// First day of its present name; `None` where that is not known.
    pub valid_from: Option<Day>,
    /// First day it was no longer so; `None` while it is.
    pub valid_to: Option<Day>,
}

/// How a place came by another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The place has a new name, or changed from county to city or district.
    Rename,
    /// The place became part of another.
    Merge,
}

/// A name a place no longer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormerName {
    /// The former full name.
    pub name: &'static str,
    /// The former short name.
    pub short_name: &'static str,
    /// Code of the division the former place stood under.
    pub parent: &'static str,
    /// Code of the division that took its place.
    pub code: &'static str,
    /// The day the change was approved.
    pub until: Day,
    /// What happened.
    pub kind: ChangeKind,
    /// Who approved it: `state_council` or `ministry` (民政部).
    pub source: &'static str,
}

/// The table of divisions.
#[derive(Debug)]
pub struct Gazetteer {
    divisions: Vec<Division>,
    former: Vec<FormerName>,
    aliases: Vec<(&'static str, &'static str)>,
}

static EMBEDDED: LazyLock<Gazetteer> = LazyLock::new(|| {
    read::gazetteer(data::DIVISIONS, data::DEMO_DIVISIONS, data::CHANGES, data::PLACE_ALIASES)
        // The embedded files are read by the tests of this module; a broken file never reaches a build.
        .expect("the embedded gazetteer is checked by tests")
});

impl Gazetteer {
    /// The divisions the program carries, those of the demo included.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Every division, by code.
    #[must_use]
    pub fn divisions(&self) -> &[Division] {
        &self.divisions
    }

    /// Names that places had before, by date.
    #[must_use]
    pub fn former_names(&self) -> &[FormerName] {
        &self.former
    }

    /// Other names in use, with the code they stand for.
    pub(crate) fn aliases(&self) -> &[(&'static str, &'static str)] {
        &self.aliases
    }

    /// The division with this code.
    #[must_use]
    pub fn division(&self, code: &str) -> Option<&Division> {
        self.index(code).and_then(|index| self.divisions.get(index))
    }

    /// Its position in [`Self::divisions`].
    pub(crate) fn index(&self, code: &str) -> Option<usize> {
        self.divisions.binary_search_by(|division| division.code.cmp(code)).ok()
    }

    /// The division and what it lies in, from the province down. Empty for an unknown code.
    #[must_use]
    pub fn path(&self, code: &str) -> Vec<&Division> {
        self.division(code).map(|division| self.path_of(division)).unwrap_or_default()
    }

    /// As [`Self::path`], for a division of this table.
    pub(crate) fn path_of<'a>(&'a self, division: &'a Division) -> Vec<&'a Division> {
        let mut path = Vec::with_capacity(4);
        let mut next = Some(division);
        while let Some(division) = next {
            path.push(division);
            next = self.above(division);
        }
        path.reverse();
        path
    }

    /// What a division of this table lies in.
    pub(crate) fn above(&self, division: &Division) -> Option<&Division> {
        division.above.and_then(|position| self.divisions.get(position as usize))
    }

    /// The code of the nearest known division that `code` lies in, itself included: a village code (12 digits) gives its
    /// township, a 6-digit code padded to 12 with zeros gives its county.
    #[must_use]
    pub fn nearest(&self, code: &str) -> Option<&Division> {
        [9, 6, 4, 2].into_iter().filter_map(|length| code.get(..length)).find_map(|prefix| self.division(prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(code: &str) -> String {
        Gazetteer::embedded().path(code).iter().map(|division| division.name).collect()
    }

    #[test]
    fn the_whole_country_is_there() {
        let gazetteer = Gazetteer::embedded();
        let count = |level| {
            gazetteer.divisions().iter().filter(|division| division.level == level && !division.fictional).count()
        };
        assert_eq!(count(Level::Province), 34);
        assert!((355..=360).contains(&count(Level::City)), "{}", count(Level::City));
        assert!((2_950..=2_980).contains(&count(Level::County)), "{}", count(Level::County));
        assert!((41_000..=41_400).contains(&count(Level::Township)), "{}", count(Level::Township));
        for division in gazetteer.divisions() {
            assert!(division.level == Level::Province || division.parent.is_some(), "{}", division.code);
            assert!(division.short_name.chars().count() >= 2, "{}", division.name);
        }
    }

    #[test]
    fn paths_skip_what_is_no_place() {
        assert_eq!(path("110105"), "北京市朝阳区");
        assert_eq!(path("429004"), "湖北省仙桃市");
        assert_eq!(path("500230"), "重庆市丰都县");
        assert_eq!(path("441900003"), "广东省东莞市东城街道");
        assert_eq!(path("7101"), "台湾省台北市");
        assert_eq!(path("nonsense"), "");
    }

    #[test]
    fn the_demo_county_is_fictional_and_no_real_name() {
        let gazetteer = Gazetteer::embedded();
        assert_eq!(path("980121100"), "云岫省汀澜市临岚县松霭镇");
        let (fictional, real): (Vec<&Division>, Vec<&Division>) =
            gazetteer.divisions().iter().partition(|division| division.fictional);
        assert_eq!(fictional.len(), 22);
        for invented in &fictional {
            assert!(invented.code.starts_with("98"));
            assert!(real.iter().all(|division| division.name != invented.name), "{}", invented.name);
        }
    }

    #[test]
    fn former_names_lead_to_their_successors() {
        let gazetteer = Gazetteer::embedded();
        for (old, new) in [("襄樊市", "襄阳市"), ("江干区", "上城区"), ("下城区", "拱墅区")] {
            let former = gazetteer.former_names().iter().find(|former| former.name == old).expect(old);
            assert_eq!(gazetteer.division(former.code).map(|division| division.name), Some(new));
        }
        let xiangyang = gazetteer.division("4206").expect("襄阳市");
        assert_eq!(xiangyang.valid_from, Day::from_ymd(2010, 12, 9));
    }

    #[test]
    fn longer_codes_find_the_nearest_division() {
        let name = |code| Gazetteer::embedded().nearest(code).map(|division| division.name);
        assert_eq!(name("110105000000"), Some("朝阳区"));
        assert_eq!(name("980121100203"), Some("松霭镇"));
        assert_eq!(name("1101"), Some("北京市"));
        assert_eq!(name("xx"), None);
    }
}
