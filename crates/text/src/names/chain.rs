//! The best reading of the places in a name, and which division it comes to.

use model::Level;

use super::places::{self, Form, Meaning, PlaceHit};
use super::words::WordHit;
use crate::gazetteer::{Division, Gazetteer};

/// What the places in a name come to.
#[derive(Debug, Default)]
pub(super) struct PlaceReading {
    /// The equally good last places of the best chains; each once, by code.
    pub(super) candidates: Vec<&'static Division>,
    /// Only the name of a township was found, without anything it lies in.
    pub(super) bare_township: bool,
    /// A development zone follows: the place says where, but not at which level.
    pub(super) zone: bool,
    /// Bytes of the folded name the chain takes.
    spans: Vec<(usize, usize)>,
}

/// One meaning of one hit, with the best chain that ends in it.
struct Node {
    hit: usize,
    meaning: Meaning,
    /// Something above township level is in the chain; then the length of the names.
    score: (bool, usize),
    previous: Option<usize>,
}

/// Reads the places of a folded name. A bare short name of a township counts only inside `jurisdiction`, where that is a
/// county or smaller.
pub(super) fn read(folded: &str, words: &[WordHit], jurisdiction: Option<&str>) -> PlaceReading {
    let hits = usable_hits(folded, words);
    if hits.is_empty() {
        return PlaceReading::default();
    }
    let nodes = nodes(&hits, words, jurisdiction);
    let supported = |node: &Node| is_supported(node, &hits, folded, words, jurisdiction);
    let Some(best) = nodes.iter().filter(|node| supported(node)).map(|node| node.score).max() else {
        return PlaceReading::default();
    };
    let mut reading = PlaceReading { bare_township: !best.0, ..PlaceReading::default() };
    for (index, node) in nodes.iter().enumerate().filter(|(_, node)| node.score == best && supported(node)) {
        if reading.candidates.is_empty() {
            reading.spans = spans(&hits, &nodes, index);
            reading.zone = words.iter().any(|word| word.word.zone && word.start >= hits[node.hit].end);
        }
        reading.candidates.push(node.meaning.division);
    }
    reading.candidates.sort_unstable_by_key(|division| division.code);
    reading.candidates.dedup_by_key(|division| division.code);
    reading.add_repeated_names(&hits);
    reading
}

/// Hits that name a place and not what is called after one.
fn usable_hits(folded: &str, words: &[WordHit]) -> Vec<PlaceHit> {
    let mut hits = places::hits(folded);
    hits.retain(|hit| {
        let is_short = hit.meanings.iter().all(|meaning| meaning.form <= Form::Alias);
        let covered = |word: &&WordHit| word.start <= hit.start && hit.end <= word.end;
        let is_no_place = words.iter().filter(covered).any(|word| word.word.not_place);
        // 公安 is also short for 公安县, but as good as never meant so.
        let is_word = words.iter().filter(covered).any(|word| word.word.unit_type.is_some() && !word.word.brand);
        !is_no_place && !(is_short && (is_word || is_followed(hit, words) || goes_on(folded, hit, words)))
    });
    // 平安 is a place, but before another place it is what the police call themselves, and with neither a place nor a
    // body behind it (平安出行) an ordinary word.
    let is_brand = |hit: &PlaceHit| {
        words.iter().any(|word| word.word.brand && word.start == hit.start && word.end == hit.end)
            && (hits.iter().any(|other| other.start >= hit.end)
                || !words.iter().any(|word| word.word.unit_type.is_some() && word.start == hit.end))
    };
    let brands: Vec<bool> = hits.iter().map(is_brand).collect();
    let mut keep = brands.iter().map(|brand| !brand);
    hits.retain(|_| keep.next().unwrap_or(true));
    hits.sort_by_key(|hit| (hit.start, hit.end));
    hits
}

/// 山西路, 兰州拉面, 江北新区: what follows takes the place's name for something else. A longer word at that point (路政,
/// 街道) shows that it does not.
fn is_followed(hit: &PlaceHit, words: &[WordHit]) -> bool {
    let next = || words.iter().filter(|word| word.start == hit.end);
    let longest = next().map(|word| word.end).max();
    let county = hit.meanings.iter().all(|meaning| meaning.division.level >= Level::County);
    next().any(|word| Some(word.end) == longest && (word.word.follower || (word.word.zone && county)))
}

/// 安新 in 雄安新区, 恩施 in 恩施市: a kind of division follows that is not this place's own, or its full name would have been
/// found. 乡村振兴 and other words may follow.
fn goes_on(folded: &str, hit: &PlaceHit, words: &[WordHit]) -> bool {
    let kind = folded
        .get(hit.end..)
        .is_some_and(|rest| rest.starts_with(['省', '市', '县', '区', '旗', '盟', '镇', '乡', '村']));
    kind && !words.iter().any(|word| word.start == hit.end && word.is_long())
}

fn nodes(hits: &[PlaceHit], words: &[WordHit], jurisdiction: Option<&str>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for (index, hit) in hits.iter().enumerate() {
        let known = nodes.len();
        for meaning in hit.meanings {
            let division = meaning.division;
            // Length decides; a fuller form wins among equals, and a township's bare short name loses to 朝阳市 and 朝阳县.
            let form = if meaning.is_bare_township() { 0 } else { 1 + meaning.form as usize };
            let own = (division.level < Level::Township, (hit.end - hit.start) * 10 + form * 4);
            let before = nodes[..known]
                .iter()
                .enumerate()
                .filter(|(_, node)| hits[node.hit].end <= hit.start && lies_in(division, node.meaning.division))
                .filter(|(_, node)| !meaning.is_bare_township() || adjoins(&hits[node.hit], hit, words))
                .max_by_key(|(position, node)| (node.score, std::cmp::Reverse(*position)));
            let allowed = before.is_some()
                || !meaning.is_bare_township()
                || jurisdiction.is_some_and(|home| home.len() >= 6 && division.code.starts_with(home));
            if allowed {
                let (upper, length) = before.map_or((false, 0), |(_, node)| node.score);
                let previous = before.map(|(position, _)| position);
                nodes.push(Node { hit: index, meaning: *meaning, score: (own.0 || upper, own.1 + length), previous });
            }
        }
    }
    nodes
}

/// A county's short name alone among words nobody knows is no place: 岚山 in 岚山脚下的小厨房. A known word beside it, nothing
/// else in the name, or the home jurisdiction speak for the place.
fn is_supported(node: &Node, hits: &[PlaceHit], folded: &str, words: &[WordHit], jurisdiction: Option<&str>) -> bool {
    let (hit, meaning) = (&hits[node.hit], node.meaning);
    let alone = node.previous.is_none() && meaning.division.level == Level::County && meaning.is_short();
    let whole = hit.start == 0 && hit.end == folded.len();
    let adjoining = |word: &WordHit| word.start == hit.end || word.end == hit.start;
    let beside = words.iter().any(|word| word.is_long() && adjoining(word));
    let at_home = jurisdiction.is_some_and(|home| meaning.division.code.starts_with(home));
    !alone || whole || beside || at_home
}

/// A township's short name right after what it lies in, and no other word there: not 中心 in 临岚县中心小学.
fn adjoins(before: &PlaceHit, hit: &PlaceHit, words: &[WordHit]) -> bool {
    before.end == hit.start && !words.iter().any(|word| word.start <= hit.start && hit.end <= word.end)
}

fn lies_in(inner: &Division, outer: &Division) -> bool {
    inner.code.len() > outer.code.len() && inner.code.starts_with(outer.code)
}

fn spans(hits: &[PlaceHit], nodes: &[Node], last: usize) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut next = Some(last);
    while let Some(node) = next.and_then(|index| nodes.get(index)) {
        spans.push((hits[node.hit].start, hits[node.hit].end));
        next = node.previous;
    }
    spans
}

impl PlaceReading {
    /// A place named twice (平安临岚临岚县公安局) is covered twice.
    fn add_repeated_names(&mut self, hits: &[PlaceHit]) {
        for hit in hits {
            let same = hit.meanings.iter().any(|meaning| {
                self.candidates.iter().any(|candidate| candidate.code.starts_with(meaning.division.code))
            });
            let overlaps = self.spans.iter().any(|(start, end)| hit.start < *end && *start < hit.end);
            if same && !overlaps {
                self.spans.push((hit.start, hit.end));
            }
        }
    }

    /// The bytes lie inside a place's name.
    pub(super) fn contains(&self, start: usize, end: usize) -> bool {
        self.spans.iter().any(|(from, to)| *from <= start && end <= *to)
    }

    /// Bytes of the folded name the places take.
    pub(super) fn spans(&self) -> &[(usize, usize)] {
        &self.spans
    }

    /// The level all readings agree on.
    pub(super) fn level(&self) -> Level {
        let Some(first) = self.candidates.first() else { return Level::Unknown };
        if self.zone {
            return Level::Unknown;
        }
        if self.candidates.iter().all(|division| division.level == first.level) {
            return first.level;
        }
        // 长沙 is the city when it may be 长沙县 too; 恩施 may as well be the city inside the prefecture.
        match outermost(&self.candidates) {
            Some(outer) if !outer.name.ends_with(['州', '区', '盟']) || outer.level == Level::Province => {
                outer.level
            }
            _ => Level::Unknown,
        }
    }

    /// The one division the places come to.
    pub(super) fn resolved(&self, jurisdiction: Option<&str>) -> Option<&'static str> {
        let at_home: Vec<&'static Division> = match jurisdiction {
            Some(home) => self.candidates.iter().copied().filter(|division| division.code.starts_with(home)).collect(),
            None => Vec::new(),
        };
        match (self.candidates.as_slice(), at_home.as_slice()) {
            ([only], _) if !self.bare_township => Some(only.code),
            (_, [only]) => Some(only.code),
            (all, []) if !self.bare_township => outermost(all).map(|division| division.code),
            (_, home) => outermost(home).filter(|_| !self.bare_township).map(|division| division.code),
        }
    }
}

/// The division that holds all the others, or the province where one shares its name with smaller places (海南, 吉林): those
/// are never called by the bare name.
fn outermost(divisions: &[&'static Division]) -> Option<&'static Division> {
    let outer = divisions.iter().min_by_key(|division| division.code.len())?;
    let holds_all = divisions.iter().all(|division| division.code.starts_with(outer.code));
    let only_province = divisions.iter().filter(|division| division.level == Level::Province).count() == 1;
    (holds_all || only_province).then_some(outer)
}

/// The division of an account by the name of its host unit and its own: the unit decides, the account's name may say more
/// precisely where.
pub(super) fn together(
    unit: &PlaceReading,
    account: &PlaceReading,
    jurisdiction: Option<&str>,
) -> Option<&'static str> {
    let within = |codes: &[&'static Division], outer: &str| {
        let inner: Vec<&'static Division> =
            codes.iter().copied().filter(|division| division.code.starts_with(outer)).collect();
        if let [only] = inner.as_slice() { Some(only.code) } else { None }
    };
    if let Some(code) = unit.resolved(jurisdiction) {
        return within(&account.candidates, code).or(Some(code));
    }
    if let Some(code) = account.resolved(jurisdiction) {
        // 松霭镇人民政府 filed for 临岚发布: the township of that name inside 临岚县.
        return within(&unit.candidates, code).or_else(|| unit.candidates.is_empty().then_some(code));
    }
    let mut agreed: Vec<&'static str> = unit
        .candidates
        .iter()
        .flat_map(|unit| account.candidates.iter().map(move |account| (unit.code, account.code)))
        .filter_map(|(unit, account)| {
            let deeper = if unit.len() > account.len() { unit } else { account };
            (unit.starts_with(account) || account.starts_with(unit)).then_some(deeper)
        })
        .collect();
    agreed.sort_unstable();
    agreed.dedup();
    match agreed.as_slice() {
        [only] if !(unit.bare_township && account.bare_township) => Some(only),
        _ => None,
    }
}

/// The code of the division a workspace belongs to, given as a code (also padded with zeros) or as a full name.
pub(crate) fn jurisdiction_code(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Gazetteer::embedded().nearest(text).map(|division| division.code);
    }
    read(&crate::fold::search(text), &[], None).resolved(None)
}
