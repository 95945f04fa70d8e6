//! How sure it is that a name stands for the place here, and not for a road, a dish, a brand, a school, a person or an
//! ordinary word.

use super::lattice::{self, Segment};
use super::names::{Form, Meaning, Names, Target};
use super::nouns::Behind;
use super::words::Tags;

/// Below this a name is not taken for a place.
pub(super) const MIN_BELIEF: f32 = 0.5;
/// Names that weigh less are no province's and no city's.
const CITY_WEIGHT: f32 = 40.0;
/// Behind a product: who makes or sells it, or a feast of it, is at the place.
const BUSINESSES: [&[char]; 6] = [&['厂'], &['工', '厂'], &['市', '场'], &['节'], &['文', '化', '节'], &['产', '业']];
/// How full names of divisions end.
const KINDS: &str = "省市县区旗盟州镇乡道木";
/// What is left when something else is named after the place.
const NAMED_AFTER: f32 = 0.05;

/// What a noun for something made, grown or performed says against the name right before it.
const NAMES_A_THING: f32 = 0.06;

/// How sure a mountain's, lake's or river's name means the division of that name.
const NATURE: f32 = 0.25;

/// What a verse says against a name inside its line (烟花三月下扬州).
const IN_VERSE: f32 = 0.08;

/// The text as it was cut.
pub(super) struct Cut<'a> {
    pub(super) names: &'static Names,
    pub(super) chars: &'a [char],
    pub(super) segments: &'a [Segment],
}

/// What speaks for a place from outside the words beside it.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent pieces of evidence, any of which may hold together")]
pub(super) struct Around {
    /// The segment before is accepted as a place that this one lies in.
    pub(super) in_previous: bool,
    /// A place that this one lies in is named elsewhere in the text.
    pub(super) in_named: bool,
    /// A place ends right before it.
    pub(super) behind_place: bool,
    /// It is the home area, holds it, or lies in it.
    pub(super) at_home: bool,
}

impl Cut<'_> {
    /// How sure it is that segment `index` is meant as a place, from 0 to 1.
    pub(super) fn belief(&self, index: usize, around: Around) -> f32 {
        let Some(segment) = self.segments.get(index) else { return 0.0 };
        let Some(form) = self.names.meanings(segment.entry).iter().map(|meaning| meaning.form).max() else {
            return 0.0;
        };
        if segment.entry.tags.has(Tags::NOT_PLACE) {
            return 0.0;
        }
        if self.is_school(segment.end) || self.is_title_of_a_work(segment) {
            return NAMED_AFTER;
        }
        let last = segment.end.checked_sub(1).and_then(|last| self.chars.get(last));
        // 曹县 has the shape of a short name: 曹县汉服.
        let long = segment.end - segment.start > 2;
        let whole = long && form >= Form::Former && last.is_some_and(|c| KINDS.contains(*c));
        let short = !whole || segment.entry.tags.has(Tags::ORDINARY);
        let heaviest = self.heaviest(segment);
        let county = heaviest < CITY_WEIGHT;
        if short && (self.is_followed(segment.end, county, around.in_previous) || self.is_person(index)) {
            return NAMED_AFTER;
        }
        if around.behind_place && self.is_port(segment.end) {
            return NAMED_AFTER;
        }
        if around.in_previous {
            let sight = segment.entry.tags.has(Tags::SCENIC) && short && !self.is_organ(segment.end);
            return if sight { NAMED_AFTER } else { 0.95 };
        }
        let nature = short && segment.entry.tags.has(Tags::NATURE);
        let mut odds = odds(if nature { NATURE } else { self.prior(segment, form, whole) });
        if short {
            let thing = self.thing_behind(index);
            if thing.is_some() {
                odds *= NAMES_A_THING;
            }
            if self.is_in_verse(segment.start) {
                odds *= IN_VERSE;
            }
            if self.is_organ(segment.end) {
                odds *= 6.0;
            }
            if self.is_of_its_kind(segment) {
                odds *= 30.0;
            }
            if self.next_lies_in(index) {
                odds *= 10.0;
            }
            // 在庐山, 上黄山: people go to a mountain as they go to a town.
            if !nature && self.is_behind_locative(index) {
                odds *= 2.0;
            }
            if around.in_named {
                odds *= 6.0;
            }
            // What is made at home is named after home as well.
            if around.at_home && thing != Some(Behind::Thing) {
                odds *= self.at_home(segment, nature, whole);
            }
            // 城步 is not in 重庆: a name that does not go on where one has just ended is cut out of other words.
            if around.behind_place && county {
                odds *= 0.12;
            }
        }
        odds / (1.0 + odds)
    }

    /// What the home area of the publisher says for a name that it has.
    fn at_home(&self, segment: &Segment, nature: bool, whole: bool) -> f32 {
        let ordinary = segment.entry.tags.has(Tags::ORDINARY);
        let county = self.heaviest(segment) < CITY_WEIGHT;
        match (nature, ordinary) {
            (true, _) => 2.0,
            (_, true) if whole => 8.0,
            // Headlines begin with the place.
            (_, true) if county && self.begins_clause(segment.start) => 12.0,
            (_, true) => 3.0,
            _ => 8.0,
        }
    }

    fn begins_clause(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.chars.get(before)).is_none_or(|c| !c.is_alphanumeric())
    }

    fn prior(&self, segment: &Segment, form: Form, whole: bool) -> f32 {
        if segment.entry.tags.has(Tags::ORDINARY) {
            return match segment.entry.frequency {
                _ if whole => 0.35,
                _ if self.heaviest(segment) >= CITY_WEIGHT => 0.3,
                10.. => 0.04,
                _ => 0.15,
            };
        }
        let heaviest = self.heaviest(segment);
        match form {
            Form::Full | Form::Former | Form::Alias => 0.97,
            Form::Short if heaviest >= CITY_WEIGHT => 0.93,
            Form::Short => 0.85,
            Form::FormerShort => 0.75,
            Form::Nickname => heaviest.clamp(0.0, 1.0).max(0.55),
        }
    }

    /// The weight of the place that is meant most by the name.
    fn heaviest(&self, segment: &Segment) -> f32 {
        self.names.meanings(segment.entry).iter().map(|meaning| meaning.weight).fold(0.0, f32::max)
    }

    pub(super) fn rest(&self, at: usize) -> &[char] {
        self.chars.get(at..).unwrap_or(&[])
    }

    /// The tags of the longest word at a position, single characters included.
    fn longest(&self, at: usize) -> (usize, Tags) {
        match self.names.longest(self.rest(at)) {
            Some((length, entry)) => (length, entry.tags),
            None => (1, self.chars.get(at).map(|c| self.names.single(*c).tags).unwrap_or_default()),
        }
    }

    /// 山西路, 兰州拉面, 南京西路; 天门山 for the name of a `county`. Products behind a chain (`chained`) come from there.
    fn is_followed(&self, at: usize, county: bool, chained: bool) -> bool {
        let (length, tags) = self.longest(at);
        if tags.has(Tags::FOLLOWER) || (county && tags.has(Tags::FEATURE)) {
            return true;
        }
        if tags.has(Tags::PRODUCT) && !chained {
            let next = self.rest(at + length);
            return !BUSINESSES.iter().any(|word| next.starts_with(word));
        }
        if !chained && self.is_food(at, length, tags) {
            return true;
        }
        let part = match self
            .names
            .table
            .at(self.rest(at))
            .find(|(_, number)| self.names.entry(*number).tags.has(Tags::ROAD_PART))
        {
            Some((length, _)) => Some(length),
            None => self.chars.get(at).filter(|c| self.names.single(**c).tags.has(Tags::ROAD_PART)).map(|_| 1),
        };
        part.is_some_and(|part| {
            let road = self.rest(at + part).first().is_some_and(|c| matches!(c, '路' | '街' | '巷'));
            // 东路 is a word of its own in no list; a longer word at the second character (路口) shows that it is none.
            road && length <= part + 1 && self.longest(at + part).0 == 1
        })
    }

    /// 南京大学, 北京师范大学, 临岚县第一中学.
    fn is_school(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..5 {
            let (length, tags) = self.longest(at);
            if tags.has(Tags::SCHOOL) {
                return true;
            }
            if tags.has(Tags::SCHOOL_PART) {
                at += length;
                continue;
            }
            let shorter = self
                .names
                .table
                .at(self.rest(at))
                .filter(|(_, number)| self.names.entry(*number).tags.has(Tags::SCHOOL_PART.with(Tags::SCHOOL)));
            match shorter.max() {
                Some((_, number)) if self.names.entry(number).tags.has(Tags::SCHOOL) && length <= 2 => return true,
                Some((length, _)) => at += length,
                // 宝鸡文理学院: any noun may stand there, for the kind of school must follow.
                None if length > 1 && self.names.longest(self.rest(at)).is_some_and(|(_, entry)| entry.noun) => {
                    at += length;
                }
                None => return false,
            }
        }
        false
    }

    /// A word of the language that ends like food and does not begin like what is done with it (采茶, 酗酒).
    fn is_food(&self, at: usize, length: usize, tags: Tags) -> bool {
        const FOOD: &str = "茶酒糕饼粽粥馍馕饺鸡鸭鹅醋糖枣梨橘橙豆肠瓜笋菇";
        const DONE: &str = "吃喝买卖种采养做敬醉酗品下上煮炒产制酿收摘送捐大小一二三两老新";
        let (Some(first), Some(last)) = (self.chars.get(at), self.chars.get(at + length - 1)) else { return false };
        let next = self.rest(at + length);
        length > 1
            && tags == Tags::default()
            && FOOD.contains(*last)
            && !DONE.contains(*first)
            && !BUSINESSES.iter().any(|word| next.starts_with(word))
    }

    /// 重庆江北机场, 宁波舟山港: what stands between the city and the word is the port's own name.
    fn is_port(&self, at: usize) -> bool {
        [&['机', '场'][..], &['国', '际', '机', '场'], &['港'], &['站']]
            .iter()
            .any(|word| self.rest(at).starts_with(word))
    }

    fn is_organ(&self, at: usize) -> bool {
        self.longest(at).1.has(Tags::ORGAN)
    }

    /// 李西安, 记者高阳: a lone surname before a name of two characters.
    fn is_person(&self, index: usize) -> bool {
        let Some(segment) = self.segments.get(index) else { return false };
        let title_at = |index: Option<usize>| {
            index.and_then(|index| self.segments.get(index)).is_some_and(|title| title.entry.tags.has(Tags::TITLE))
        };
        let surname = self.chars.get(segment.start).map(|c| self.names.single(*c).tags).unwrap_or_default();
        if self.heaviest(segment) < CITY_WEIGHT
            && segment.end - segment.start <= 3
            && surname.has(Tags::SURNAME.with(Tags::SURNAME_WEAK))
            && title_at(index.checked_sub(1))
        {
            return true;
        }
        let Some(before) = index.checked_sub(1).and_then(|index| self.segments.get(index)) else { return false };
        if segment.end - segment.start != 2 || before.end != segment.start {
            return false;
        }
        let titled = title_at(index.checked_sub(2));
        let tags = if before.is_single() { before.single.tags } else { before.entry.tags };
        let named = || self.longest(segment.end).1.has(Tags::PERSON_AFTER);
        if tags.has(Tags::SURNAME) {
            return !self.is_organ(segment.end) || titled;
        }
        if tags.has(Tags::SURNAME_WEAK) {
            return titled || named();
        }
        false
    }

    /// 凤凰县城, 格尔木市区: the next word begins with the kind of division that the place is.
    fn is_of_its_kind(&self, segment: &Segment) -> bool {
        let next = self.chars.get(segment.end).copied().filter(|c| KINDS.contains(*c));
        let kind = |meaning: &Meaning| match meaning.target {
            Target::Division(division) => division.name.chars().next_back(),
            Target::Foreign(_) => None,
        };
        next.is_some() && self.names.meanings(segment.entry).iter().any(|meaning| kind(meaning) == next)
    }

    fn next_lies_in(&self, index: usize) -> bool {
        let (Some(own), Some(next)) = (self.segments.get(index), self.segments.get(index + 1)) else { return false };
        next.start == own.end && next.entry.is_place() && lattice::continues(self.names, own.entry, next.entry)
    }

    fn is_behind_locative(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|index| self.segments.get(index));
        before.is_some_and(|before| {
            let tags = if before.is_single() { before.single.tags } else { before.entry.tags };
            tags.has(Tags::LOCATIVE)
        })
    }

    /// Between 《 and 》, unless what stands there is an act of the place (《长沙市…条例》).
    fn is_title_of_a_work(&self, segment: &Segment) -> bool {
        let before = self.chars.get(..segment.start).unwrap_or(&[]);
        let opened = before.iter().rposition(|c| matches!(c, '《' | '》')).filter(|at| before.get(*at) == Some(&'《'));
        if opened.is_none() {
            return false;
        }
        let rest = self.rest(segment.end);
        let inside: &[char] = rest.iter().position(|c| *c == '》').and_then(|end| rest.get(..end)).unwrap_or(rest);
        let act = (0..inside.len()).any(|at| {
            self.names.table.at(&inside[at..]).any(|(_, number)| self.names.entry(number).tags.has(Tags::LAW))
        });
        !act
    }
}

fn odds(probability: f32) -> f32 {
    probability / (1.0 - probability).max(1e-6)
}
