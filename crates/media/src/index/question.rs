//! What of a work is kept in the index, and what of a work the index is asked with.

use crate::compare::{Prepared, many_areas};
use crate::content::ContentFinder;
use crate::fingerprint::Fingerprint;
use crate::hash::{Hash, Hasher};
use crate::index::sounds::sounds;
use crate::picture::{Area, Sums};

/// Seconds between two hashes of one work that are kept.
const KEPT_GAP: f32 = 2.0;
/// Contrast below which a picture says nothing.
const LEAST_CONTRAST: f32 = 7.0;
/// Times at which whole pictures, and the many parts of them, are asked for at most, and least seconds between two.
const MOST_WHOLE: f32 = 60.0;
const WHOLE_GAP: f32 = 0.9;
const MOST_PARTS: f32 = 15.0;
const PARTS_GAP: f32 = 2.9;

/// Hashes of a work as the index keeps them: of the whole picture and of its middle.
#[must_use]
pub fn hashes(work: &Fingerprint) -> Vec<(f32, Hash)> {
    let mut hasher = Hasher::default();
    let mut kept = Vec::new();
    let mut sieve = Sieve::new(KEPT_GAP);
    for (still, picture) in work.stills.iter().zip(work.pictures()) {
        let time = still.time as f32 / 1000.0;
        if !sieve.passes(time) {
            continue;
        }
        let sums = Sums::of(&picture);
        for area in [Area::WHOLE, Area::new(0.1, 0.1, 0.8, 0.8)] {
            let (hash, contrast) = hasher.hash(&sums, &area);
            if contrast >= LEAST_CONTRAST {
                kept.push((time, hash));
            }
        }
    }
    kept
}

/// What an index is asked with: hashes of many parts of a work and pieces of its sound. Cheaper to make than [`Prepared`], and all
/// that is needed to find candidates.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Seconds and hashes, mirrored ones among them.
    pub hashes: Vec<(f32, Hash)>,
    /// Seconds and pieces of sound.
    pub sounds: Vec<(f32, u32)>,
}

impl Question {
    /// The question of a work.
    #[must_use]
    pub fn of(work: &Fingerprint) -> Self {
        let seconds = work.seconds();
        let (mut whole, mut parts) =
            (Sieve::new((seconds / MOST_WHOLE).max(WHOLE_GAP)), Sieve::new((seconds / MOST_PARTS).max(PARTS_GAP)));
        let mut content = ContentFinder::new(work.size.0, work.size.1);
        let mut chosen = Vec::new();
        for (still, picture) in work.stills.iter().zip(work.pictures()) {
            content.look(&picture);
            let time = still.time as f32 / 1000.0;
            let (few, many) = (whole.passes(time), parts.passes(time));
            if few || many {
                chosen.push((time, many, Sums::of(&picture)));
            }
        }
        let few = crate::compare::whole_areas(content.found());
        let many = many_areas(work.shape());
        let mut question = Self { hashes: Vec::new(), sounds: sounds(work) };
        let mut hasher = Hasher::default();
        for (time, with_parts, sums) in &chosen {
            let parts: &[Area] = if *with_parts { &many } else { &[] };
            for area in few.iter().chain(parts) {
                let (hash, contrast) = hasher.hash(sums, area);
                if contrast >= LEAST_CONTRAST {
                    question.hashes.extend([(*time, hash), (*time, hash.mirrored())]);
                }
            }
        }
        question
    }

    /// The question of a work that is prepared already.
    #[must_use]
    pub fn of_prepared(work: &Prepared<'_>) -> Self {
        let seconds = work.fingerprint.seconds();
        let mut few = Sieve::new((seconds / MOST_WHOLE).max(WHOLE_GAP));
        let mut many = Sieve::new((seconds / MOST_PARTS).max(PARTS_GAP));
        let whole = work.few.iter().filter(|look| few.passes(look.time));
        let parts = work.many.iter().filter(|look| many.passes(look.time));
        let hashes =
            whole.chain(parts).flat_map(|look| [(look.time, look.hash), (look.time, look.hash.mirrored())]).collect();
        Self { hashes, sounds: sounds(work.fingerprint) }
    }
}

/// Lets times through that are a gap apart, and everything else of those times.
struct Sieve {
    gap: f32,
    last: f32,
}

impl Sieve {
    fn new(gap: f32) -> Self {
        Self { gap: gap - 0.01, last: f32::MIN }
    }

    fn passes(&mut self, time: f32) -> bool {
        if time - self.last >= self.gap {
            self.last = time;
        }
        (time - self.last).abs() < 0.001
    }
}
