//! Every name a place may have in a text, with the words that decide whether a place is meant, in one table.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use model::Level;

use super::words::{self, Tags};
use crate::fold;
use crate::gazetteer::{Division, Gazetteer};
use crate::prefix_table::PrefixTable;

/// Which of its names a place was called by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// 羊城
    Nickname,
    /// 襄樊
    FormerShort,
    /// 临岚
    Short,
    /// 襄樊市
    Former,
    /// 黔东南州
    Alias,
    /// 临岚县
    Full,
}

/// What a name means.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    /// A division.
    Division(&'static Division),
    /// A country or a place in one, by its position in [`Names::foreign`].
    Foreign(u32),
}

/// One meaning of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    pub(super) target: Target,
    pub(super) form: Form,
    /// How often this place is meant rather than another of the name; compared within one name only.
    pub(super) weight: f32,
}

/// A place abroad.
#[derive(Debug, Clone, Copy)]
pub(super) struct Foreign {
    pub(super) name: &'static str,
    /// The country it lies in; empty for a country.
    pub(super) country: &'static str,
}

/// What the table says about one name or word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    first: u32,
    meanings: u32,
    pub(super) tags: Tags,
    /// Logarithm (base 2) of how often it occurs in sixty million words.
    pub(super) frequency: u8,
    /// A noun of the language.
    pub(super) noun: bool,
}

/// The table.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) table: PrefixTable,
    entries: Vec<Entry>,
    meanings: Vec<Meaning>,
    pub(super) foreign: Vec<Foreign>,
    singles: words::Singles,
}

static NAMES: LazyLock<Names> = LazyLock::new(Names::build);

/// Names of townships are used as they end here; 工业园区 and 林场 are too often no township.
const TOWNSHIP_ENDINGS: [&str; 4] = ["镇", "乡", "街道", "苏木"];

/// Provinces whose bare name smaller places bear as well.
const PROVINCES_WITH_NAMESAKES: [&str; 2] = ["海南", "吉林"];

/// Collects names before they get their places in the table.
struct Builder {
    table: PrefixTable,
    meanings: Vec<(u32, Meaning)>,
}

impl Builder {
    fn add(&mut self, name: &str, meaning: Meaning) {
        if let Some(number) = self.table.insert(&fold::plain(name)) {
            self.meanings.push((number, meaning));
        }
    }

    fn add_division(&mut self, division: &'static Division) {
        let target = Target::Division(division);
        let weight = weight(division);
        if division.level == Level::Township {
            let long = division.name.chars().nth(2).is_some();
            if long && TOWNSHIP_ENDINGS.iter().any(|ending| division.name.ends_with(ending)) {
                self.add(division.name, Meaning { target, form: Form::Full, weight });
            }
            return;
        }
        self.add(division.name, Meaning { target, form: Form::Full, weight });
        if division.short_name != division.name {
            // 海南 is the province; the prefecture and the district of that name are called 海南州 and 海南区.
            let namesake = PROVINCES_WITH_NAMESAKES.contains(&division.short_name);
            let in_shadow = namesake && division.level > Level::Province;
            let weight = if in_shadow { weight * 0.2 } else { weight };
            self.add(division.short_name, Meaning { target, form: Form::Short, weight });
        }
        // 黔东南苗族侗族自治州 is also 黔东南州, 孟村回族自治县 also 孟村县.
        let autonomous = [("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")];
        if let Some((_, kind)) = autonomous.iter().find(|(ending, _)| division.name.ends_with(ending)) {
            let name = format!("{}{kind}", division.short_name.trim_end_matches(kind));
            self.add(&name, Meaning { target, form: Form::Alias, weight });
        }
    }
}

impl Builder {
    /// Counties became cities and districts under their old name (望城县, 章丘市): unless a place is called so today.
    fn add_former_kinds(&mut self, division: &'static Division, ordinary: &BTreeSet<&str>) {
        let long = division.short_name.chars().nth(1).is_some() && division.short_name != division.name;
        let former: &[char] = match division.name.chars().next_back() {
            Some('区') => &['县', '市'],
            Some('市') => &['县'],
            _ => &[],
        };
        if !long || ordinary.contains(division.short_name) || division.short_name.ends_with(['县', '市', '区']) {
            return;
        }
        for kind in former {
            let name = format!("{}{kind}", division.short_name);
            let known = self.table.len();
            if self.table.insert(&fold::plain(&name)).is_some_and(|number| number as usize >= known) {
                let target = Target::Division(division);
                self.add(&name, Meaning { target, form: Form::Former, weight: weight(division) });
            }
        }
    }
}

/// How often a place is meant by a name that others share: larger places are spoken of more.
fn weight(division: &Division) -> f32 {
    let in_municipality = ["11", "12", "31", "50"].iter().any(|code| division.code.starts_with(code));
    match division.level {
        Level::Province => 120.0,
        Level::City => 40.0,
        Level::County if in_municipality && division.name.ends_with('区') => 14.0,
        Level::County if division.name.ends_with('市') => 10.0,
        Level::County => 5.0,
        _ => 1.0,
    }
}

impl Names {
    pub(super) fn embedded() -> &'static Self {
        &NAMES
    }

    fn build() -> Self {
        let gazetteer = Gazetteer::embedded();
        let mut builder = Builder { table: PrefixTable::for_names(90_000), meanings: Vec::with_capacity(60_000) };
        for division in gazetteer.divisions() {
            builder.add_division(division);
        }
        let list = words::list();
        let ordinary = words::ordinary(&list);
        for division in gazetteer.divisions().iter().filter(|division| division.level == Level::County) {
            builder.add_former_kinds(division, &ordinary);
        }
        for former in gazetteer.former_names() {
            if let Some(division) = gazetteer.division(former.code) {
                let target = Target::Division(division);
                builder.add(former.name, Meaning { target, form: Form::Former, weight: weight(division) });
                builder.add(former.short_name, Meaning { target, form: Form::FormerShort, weight: 1.0 });
            }
        }
        for (alias, code) in gazetteer.aliases() {
            if let Some(division) = gazetteer.division(code) {
                // A name listed as an alias means this place before others of that name.
                let weight = weight(division) * 20.0;
                builder.add(alias, Meaning { target: Target::Division(division), form: Form::Alias, weight });
            }
        }
        for (nickname, code, confidence) in words::nicknames() {
            if let Some(division) = gazetteer.division(code) {
                let target = Target::Division(division);
                builder.add(nickname, Meaning { target, form: Form::Nickname, weight: confidence });
            }
        }
        let foreign: Vec<Foreign> = words::foreign();
        for (place, index) in foreign.iter().zip(0..) {
            let target = Target::Foreign(index);
            // 德州 is in America only behind 美国.
            let known = builder.table.len();
            let weight = if builder.table.insert(place.name).is_some_and(|number| (number as usize) < known) {
                0.5
            } else {
                40.0
            };
            builder.add(place.name, Meaning { target, form: Form::Short, weight });
        }
        let Builder { mut table, meanings } = builder;
        let mut entries = vec![Entry::default(); table.len()];
        let meanings = arranged(meanings, &mut entries);
        let singles = words::add_words(&list, &mut table, &mut entries);
        Self { table, entries, meanings, foreign, singles }
    }

    /// The entry with this number.
    pub(super) fn entry(&self, number: u32) -> Entry {
        self.entries.get(number as usize).copied().unwrap_or_default()
    }

    /// What it means as a place; empty for mere words.
    pub(super) fn meanings(&self, entry: Entry) -> &[Meaning] {
        let first = entry.first as usize;
        self.meanings.get(first..first + entry.meanings as usize).unwrap_or(&[])
    }

    /// What a single character says.
    pub(super) fn single(&self, c: char) -> words::Single {
        self.singles.get(c)
    }

    /// The longest name or word `chars` begins with that holds more than one character.
    pub(super) fn longest(&self, chars: &[char]) -> Option<(usize, Entry)> {
        self.table.at(chars).max().map(|(length, number)| (length, self.entry(number)))
    }
}

impl Entry {
    pub(super) fn is_place(&self) -> bool {
        self.meanings > 0
    }
}

/// The meanings of every name side by side, each place once.
fn arranged(mut found: Vec<(u32, Meaning)>, entries: &mut [Entry]) -> Vec<Meaning> {
    // Stable: meanings of one name keep the order of the gazetteer.
    found.sort_by_key(|(number, _)| *number);
    let mut meanings: Vec<Meaning> = Vec::with_capacity(found.len());
    for (number, meaning) in found {
        let Some(entry) = entries.get_mut(number as usize) else { continue };
        if entry.meanings == 0 {
            entry.first = u32::try_from(meanings.len()).unwrap_or(u32::MAX);
        }
        let known = meanings.iter_mut().skip(entry.first as usize).find(|known| known.target.is(meaning.target));
        if let Some(known) = known {
            known.form = known.form.max(meaning.form);
            known.weight = known.weight.max(meaning.weight);
        } else {
            meanings.push(meaning);
            entry.meanings += 1;
        }
    }
    meanings
}

impl Target {
    /// Whether both are the same place.
    pub(super) fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Division(one), Self::Division(other)) => one.code == other.code,
            (Self::Foreign(one), Self::Foreign(other)) => one == other,
            _ => false,
        }
    }

    /// Whether this place lies in `outer`.
    pub(super) fn lies_in(self, outer: Self) -> bool {
        match (self, outer) {
            (Self::Division(inner), Self::Division(outer)) => {
                inner.code.len() > outer.code.len() && inner.code.starts_with(outer.code)
            }
            (Self::Foreign(inner), Self::Foreign(outer)) => {
                let foreign = &Names::embedded().foreign;
                match (foreign.get(inner as usize), foreign.get(outer as usize)) {
                    (Some(inner), Some(outer)) => inner.country == outer.name,
                    _ => false,
                }
            }
            _ => false,
        }
    }
}

impl Meaning {
    pub(super) fn is_township(&self) -> bool {
        matches!(self.target, Target::Division(division) if division.level == Level::Township)
    }
}
