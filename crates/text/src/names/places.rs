//! Names of places in a folded name: one automaton over full, short, former and other names in use.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use model::Level;

use crate::fold;
use crate::gazetteer::{Division, Gazetteer};

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
    meanings: Vec<Vec<Meaning>>,
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let names = names(Gazetteer::embedded());
    let patterns = names.keys().zip(0..);
    // The names are distinct and not empty, which is all the automaton asks for.
    let automaton = CharwiseDoubleArrayAhoCorasick::with_values(patterns).expect("distinct names make an automaton");
    Places { meanings: names.into_values().collect(), automaton }
});

fn names(gazetteer: &'static Gazetteer) -> BTreeMap<String, Vec<Meaning>> {
    let mut names: BTreeMap<String, Vec<Meaning>> = BTreeMap::new();
    let mut add = |name: &str, division: &'static Division, form| {
        let meanings = names.entry(fold::search(name)).or_default();
        match meanings.iter_mut().find(|known| std::ptr::eq(known.division, division)) {
            // An alias that is also the short name says that the place is meant before others of that name.
            Some(known) => known.form = known.form.max(form),
            None => meanings.push(Meaning { division, form }),
        }
    };
    for division in gazetteer.divisions() {
        add(division.name, division, Form::Full);
        add(division.short_name, division, Form::Short);
        // 黔东南苗族侗族自治州 is also 黔东南州, 孟村回族自治县 also 孟村县.
        let autonomous = [("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")];
        if let Some((_, kind)) = autonomous.iter().find(|(ending, _)| division.name.ends_with(ending)) {
            add(&format!("{}{kind}", division.short_name.trim_end_matches(kind)), division, Form::Alias);
        }
    }
    for (alias, code) in gazetteer.aliases() {
        if let Some(division) = gazetteer.division(code) {
            add(alias, division, Form::Alias);
        }
    }
    for former in gazetteer.former_names() {
        if let Some(division) = gazetteer.division(former.code) {
            add(former.name, division, Form::Former);
            add(former.short_name, division, Form::FormerShort);
        }
    }
    // A single character is never a name by itself.
    names.retain(|name, _| name.chars().nth(1).is_some());
    names
}

/// Every name of a place in a folded name, also inside one another.
pub(super) fn hits(folded: &str) -> Vec<PlaceHit> {
    let places = &*PLACES;
    places
        .automaton
        .find_overlapping_iter(folded)
        .filter_map(|found| {
            let meanings = places.meanings.get(found.value() as usize)?;
            Some(PlaceHit { start: found.start(), end: found.end(), meanings })
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
