//! Comparing two fingerprints: is footage of one in the other, where, and what was done to it.

mod align;
mod commonness;
mod detail;
mod frame;
mod hearing;
mod mapping;
mod naming;
mod prepared;
mod residue;
mod verdict;
mod views;
mod votes;

pub use commonness::Commonness;
pub use hearing::SoundRelation;
pub use naming::{EditKind, NamedEdit};
pub use prepared::Prepared;
pub(crate) use prepared::{many_areas, whole_areas};
pub use verdict::{Comparison, Segment, Verdict, hundredths};

use crate::fingerprint::{Fingerprint, Track};
use crate::sound::Sound;
use align::Run;
use votes::Line;

/// Compares two works. Which is the original is not asked: publication times tell, and those the caller knows.
#[must_use]
pub fn compare(a: &Fingerprint, b: &Fingerprint, common: &Commonness) -> Comparison {
    compare_prepared(&Prepared::new(a), &Prepared::new(b), common)
}

/// Like [`compare`], for works that are compared more than once.
#[must_use]
pub fn compare_prepared(a: &Prepared<'_>, b: &Prepared<'_>, common: &Commonness) -> Comparison {
    let mut runs = picture_runs(a, b, &votes::lines(a, b, 6));
    let (sound_a, sound_b) = (heard(a), heard(b));
    let sound_run = match (sound_a, sound_b) {
        (Some(a), Some(b)) if runs.is_empty() => hearing::find(a, b),
        _ => None,
    };
    if let Some(run) = sound_run {
        // The sound says when; parts too small or too far off for the hashes may still be found.
        runs = picture_runs(a, b, &votes::along(a, b, run.slope, run.shift, 5));
    }
    verdict::judge(a, b, &runs, sound_run, common)
}

fn heard<'a>(work: &Prepared<'a>) -> Option<&'a Sound> {
    match &work.fingerprint.track {
        Track::Heard(sound) => Some(sound),
        _ => None,
    }
}

/// Proven runs that do not overlap, best first in case of doubt, then in order of time.
fn picture_runs(a: &Prepared<'_>, b: &Prepared<'_>, lines: &[Line]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for line in lines {
        for run in align::runs(a, b, line) {
            found.push(run);
        }
    }
    // A run that is only nearly right is often longer than the right one: a zoom looks like itself a little later.
    let value = |run: &Run| run.seconds(a) * run.share * run.motion.powi(5);
    found.sort_by(|one, two| value(two).total_cmp(&value(one)));
    let mut kept: Vec<Run> = Vec::new();
    for run in found {
        let (start, end) = run.span(a);
        let clashes = kept.iter().any(|other| {
            let (first, last) = other.span(a);
            end.min(last) - start.max(first) > 0.3 * (end - start)
        });
        if !clashes {
            kept.push(run);
        }
    }
    kept.sort_by(|one, two| one.span(a).0.total_cmp(&two.span(a).0));
    kept
}
