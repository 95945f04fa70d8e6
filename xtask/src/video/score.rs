//! From comparisons to figures.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::edits::{LEAST_SECONDS, Row};

/// One line of the example `eval_pairs`.
#[derive(Debug, Clone, Deserialize)]
pub struct Answer {
    pub copy: String,
    pub work: String,
    /// Whether the index proposed it.
    pub candidate: bool,
    pub found: Found,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Found {
    pub verdict: String,
    pub edits: Vec<Edit>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Edit {
    pub kind: String,
}

/// Which half of the clips: those read while building, or those kept for the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    Dev,
    Test,
}

/// The half a clip belongs to, by the hash of its name (FNV-1a).
pub fn half(clip: &str) -> Half {
    let hash = clip
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3));
    if (hash >> 32) & 1 == 0 { Half::Dev } else { Half::Test }
}

/// What is counted of one kind of edit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    pub copies: u32,
    pub found: u32,
    /// Proposed by the index.
    pub proposed: u32,
    /// All edits named, whatever else was named.
    pub all_named: u32,
    /// These edits and no others named.
    pub exactly: u32,
}

/// Figures of one half.
#[derive(Debug, Default)]
pub struct Score {
    pub by_edit: BTreeMap<String, Tally>,
    pub single: BTreeMap<String, Tally>,
    /// By number of edits.
    pub combined: BTreeMap<usize, Tally>,
    pub all: Tally,
    /// Pairs of works without shared footage that were called re-use, by group (`unrelated` where none was made to look alike).
    pub false_pairs: BTreeMap<String, (u32, u32)>,
    pub misses: Vec<String>,
}

impl Score {
    pub fn precision(&self) -> f64 {
        let wrong: u32 = self.false_pairs.values().map(|(wrong, _)| wrong).sum();
        share(self.all.found, self.all.found + wrong)
    }
}

pub fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}

/// Scores one half.
pub fn score(rows: &[Row], answers: &[Answer], wanted: Half) -> Score {
    let mut score = Score::default();
    let by_pair: BTreeMap<(&str, &str), &Answer> =
        answers.iter().map(|answer| ((answer.copy.as_str(), answer.work.as_str()), answer)).collect();
    let mut known = BTreeSet::new();
    for row in rows.iter().filter(|row| half(&row.clip) == wanted) {
        known.insert((row.copy.as_str(), row.original.as_str()));
        let answer = by_pair.get(&(row.copy.as_str(), row.original.as_str()));
        let reused = answer.is_some_and(|answer| answer.found.verdict == "reused");
        if row.kinds.is_empty() {
            let group = score.false_pairs.entry(row.edit.clone()).or_default();
            group.0 += u32::from(reused);
            group.1 += 1;
            if reused {
                score.misses.push(format!("false: {} – {}: {}", row.copy, row.original, names(answer).join(" ")));
            }
            continue;
        }
        if row.shared_seconds < LEAST_SECONDS {
            continue;
        }
        let (mut expected, mut named) = (row.kinds.clone(), names(answer));
        expected.sort_unstable();
        named.sort_unstable();
        let all_named = reused && expected.iter().all(|kind| named.contains(kind));
        let count = |tally: &mut Tally| {
            tally.copies += 1;
            tally.found += u32::from(reused);
            tally.proposed += u32::from(answer.is_some_and(|answer| answer.candidate));
            tally.all_named += u32::from(all_named);
            tally.exactly += u32::from(reused && named == expected);
        };
        count(&mut score.all);
        count(score.by_edit.entry(row.edit.clone()).or_default());
        match row.kinds.as_slice() {
            [kind] => count(score.single.entry(kind.clone()).or_default()),
            several => count(score.combined.entry(several.len()).or_default()),
        }
        if !reused || named != expected {
            let found = if reused {
                named.join(" ")
            } else {
                answer.map_or("no answer", |answer| &answer.found.verdict).to_owned()
            };
            score.misses.push(format!("{}: expected {}, found {found}", row.copy, expected.join(" ")));
        }
    }
    unrelated(rows, answers, wanted, &known, &mut score);
    score
}

/// The clip a work or copy belongs to, by its file.
pub fn clip_of(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.split(['+', '.']).next().unwrap_or(file)
}

/// Pairs nobody made to look alike: a copy and a work of another clip.
fn unrelated(rows: &[Row], answers: &[Answer], wanted: Half, known: &BTreeSet<(&str, &str)>, score: &mut Score) {
    // What a copy is made of: its clip, and that of a second source.
    let mut made_of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.kinds.is_empty()) {
        made_of.entry(&row.copy).or_default().push(clip_of(&row.original));
    }
    for answer in answers {
        let (copy, work) = (answer.copy.as_str(), answer.work.as_str());
        let related = clip_of(copy) == clip_of(work)
            || made_of.get(copy).is_some_and(|clips| clips.contains(&clip_of(work)))
            || known.contains(&(copy, work))
            || known.contains(&(work, copy));
        let listed =
            rows.iter().any(|row| row.copy == copy && row.original == work || row.copy == work && row.original == copy);
        if related || listed || half(clip_of(copy)) != wanted {
            continue;
        }
        let group = score.false_pairs.entry("unrelated".to_owned()).or_default();
        group.1 += 1;
        if answer.found.verdict == "reused" {
            group.0 += 1;
            score.misses.push(format!("false: {copy} – {work}: {}", names(Some(&answer)).join(" ")));
        }
    }
}

fn names(answer: Option<&&Answer>) -> Vec<String> {
    answer.into_iter().flat_map(|answer| &answer.found.edits).map(|edit| edit.kind.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(copy: &str, clip: &str, kinds: &[&str]) -> Row {
        Row {
            copy: copy.to_owned(),
            original: format!("works/{clip}.mp4"),
            clip: clip.to_owned(),
            family: "shapes".to_owned(),
            edit: "edit".to_owned(),
            kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
            shared_seconds: 9.0,
        }
    }

    fn answer(copy: &str, work: &str, verdict: &str, kinds: &[&str]) -> Answer {
        let edits = kinds.iter().map(|&kind| Edit { kind: kind.to_owned() }).collect();
        Answer {
            copy: copy.to_owned(),
            work: work.to_owned(),
            candidate: true,
            found: Found { verdict: verdict.to_owned(), edits },
        }
    }

    #[test]
    fn found_named_and_false_pairs_are_counted_apart() {
        let rows = [row("copies/a+1.mp4", "a", &["mirrored"]), row("copies/a+2.mp4", "a", &["cropped", "mirrored"])];
        let answers = [
            answer("copies/a+1.mp4", "works/a.mp4", "reused", &["mirrored"]),
            answer("copies/a+2.mp4", "works/a.mp4", "reused", &["mirrored"]),
        ];
        let wanted = half("a");
        let found = score(&rows, &answers, wanted);
        assert_eq!((found.all.copies, found.all.found, found.all.exactly), (2, 2, 1));
        assert_eq!(found.combined[&2].all_named, 0);
        assert!((found.precision() - 1.0).abs() < 1e-9);
        assert_eq!(found.misses.len(), 1);
    }
}
