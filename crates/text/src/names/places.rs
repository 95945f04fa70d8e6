//! Names of places in a folded name: one table of full, short, former and other names in use.

use std::sync::LazyLock;

use model::Level;

use crate::fold;
use crate::gazetteer::{Division, Gazetteer};
use crate::prefix_table::PrefixTable;

/// Which of its names a place was called by; a fuller one counts for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
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

/// A place a name may mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    pub(super) division: &'static Division,
    pub(super) form: Form,
}

/// A name found, by bytes of the folded name.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceHit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meanings: &'static [Meaning],
}

struct Places {
    table: PrefixTable,
    /// By the name's number in the table.
    meanings: Vec<Vec<Meaning>>,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| Places::of(Gazetteer::embedded()));

impl Places {
    fn add(&mut self, name: &str, division: &'static Division, form: Form) {
        // A single character is never a name by itself.
        let name = fold::plain(name);
        let Some(number) =
            Some(name).filter(|name| name.chars().nth(1).is_some()).and_then(|name| self.table.insert(&name))
        else {
            return;
        };
        let number = number as usize;
        if self.meanings.len() <= number {
            self.meanings.resize_with(number + 1, Vec::new);
        }
        let meanings = &mut self.meanings[number];
        match meanings.iter_mut().find(|known| std::ptr::eq(known.division, division)) {
            // An alias that is also the short name says that the place is meant before others of that name.
            Some(known) => known.form = known.form.max(form),
            None => meanings.push(Meaning { division, form }),
        }
    }

    fn of(gazetteer: &'static Gazetteer) -> Self {
        let mut places = Self { table: PrefixTable::for_names(80_000), meanings: Vec::with_capacity(80_000) };
        for division in gazetteer.divisions() {
            places.add(division.name, division, Form::Full);
            places.add(division.short_name, division, Form::Short);
            // 黔东南苗族侗族自治州 is also 黔东南州, 孟村回族自治县 also 孟村县.
            let autonomous = [("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")];
            if let Some((_, kind)) = autonomous.iter().find(|(ending, _)| division.name.ends_with(ending)) {
                let name = format!("{}{kind}", division.short_name.trim_end_matches(kind));
                places.add(&name, division, Form::Alias);
            }
        }
        for (alias, code) in gazetteer.aliases() {
            if let Some(division) = gazetteer.division(code) {
                places.add(alias, division, Form::Alias);
            }
        }
        for former in gazetteer.former_names() {
            if let Some(division) = gazetteer.division(former.code) {
                places.add(former.name, division, Form::Former);
                places.add(former.short_name, division, Form::FormerShort);
            }
        }
        places
    }
}

/// Every name of a place in a folded name, also inside one another.
pub(super) fn hits(folded: &str) -> Vec<PlaceHit> {
    let places = &*PLACES;
    let hits = places.table.hits(folded);
    hits.into_iter()
        .filter_map(|(start, end, number)| {
            let meanings = places.meanings.get(number as usize)?;
            Some(PlaceHit { start, end, meanings })
        })
        .collect()
}

impl Meaning {
    /// A name without its kind of division.
    pub(super) fn is_short(&self) -> bool {
        self.form <= Form::Short
    }

    /// Township level by its bare short name, which is also an ordinary word or another place's name too often.
    pub(super) fn is_bare_township(&self) -> bool {
        self.division.level == Level::Township && self.form != Form::Full
    }
}
