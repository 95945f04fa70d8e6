//! Does an account's name read like a public body's?

use model::{Level, UnitType};

use super::Parsed;

/// Longest folded name that is looked at, in bytes: names are far shorter.
const LONGEST: usize = 300;
/// Most bytes before a body's name that no word or place explains, as in a township the gazetteer does not know.
const UNEXPLAINED: usize = 30;

/// A body's own name (…公安局, …镇人民政府) with nothing foreign behind it; or a known place with what public bodies add to it
/// (…发布, 平安…, …交警) and nothing else.
pub(super) fn looks_official(name: &Parsed) -> bool {
    let is_government = !matches!(name.unit_type, UnitType::School | UnitType::Hospital | UnitType::Utility);
    if !is_government || name.folded.len() > LONGEST || is_private(name) {
        return false;
    }
    let covered = covered(name);
    let body = name.words.iter().filter(|hit| hit.word.organ).max_by_key(|hit| hit.end);
    if let Some(body) = body {
        let unexplained = covered[..body.start].iter().filter(|covered| !**covered).count();
        let national = body.word.level == Some(Level::National);
        if covered[body.end..].iter().all(|covered| *covered) && unexplained <= if national { 0 } else { UNEXPLAINED } {
            return true;
        }
    }
    let says_what = name.words.iter().any(|hit| hit.word.unit_type.is_some());
    let says_where = !name.places.candidates.is_empty();
    says_what && says_where && covered.iter().all(|covered| *covered)
}

/// A word of shops, fans and private people, not as a part of a longer word (保险 in 社会保险) or of a place's name.
pub(super) fn is_private(name: &Parsed) -> bool {
    name.words.iter().filter(|hit| hit.word.private).any(|hit| {
        let part_of_longer = name.words.iter().any(|other| {
            other.word.unit_type.is_some()
                && other.start <= hit.start
                && hit.end <= other.end
                && other.end - other.start > hit.end - hit.start
        });
        !part_of_longer && !name.places.contains(hit.start, hit.end)
    })
}

/// For every byte of the folded name, whether a place, a kind of unit or a filler takes it.
fn covered(name: &Parsed) -> Vec<bool> {
    let mut covered = vec![false; name.folded.len()];
    let words = name
        .words
        .iter()
        .filter(|hit| hit.word.unit_type.is_some() || hit.word.filler || hit.word.zone)
        .map(|hit| (hit.start, hit.end));
    for (start, end) in words.chain(name.places.spans().iter().copied()) {
        covered[start..end].fill(true);
    }
    covered
}
