//! A fingerprint made ready for comparing: pictures, their sums, hashes of the parts that are looked at.

use crate::compare::views::{VIEWS, View};
use crate::fingerprint::Fingerprint;
use crate::hash::{Hash, Hasher};
use crate::picture::{Area, Sums};

/// Pictures of one work that are compared at most; longer works are thinned.
const MOST_PICTURES: usize = 7200;
/// Times at which all parts of a work are looked at, at most.
const MOST_LOOKS: f32 = 400.0;
/// Contrast below which a part says nothing.
pub(crate) const LEAST_CONTRAST: f32 = 7.0;

/// One hash of one part of one picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Seconds.
    pub(crate) time: f32,
    /// Index of the part among [`Prepared::areas`].
    pub(crate) view: u16,
    pub(crate) hash: Hash,
}

/// A fingerprint ready for comparing. Making it costs about a millisecond for each second of the work.
#[derive(Debug)]
pub struct Prepared<'a> {
    pub(crate) fingerprint: &'a Fingerprint,
    /// Seconds of each picture.
    pub(crate) times: Vec<f32>,
    pub(crate) sums: Vec<Sums>,
    /// Mean change of brightness from the picture before.
    pub(crate) motion: Vec<f32>,
    /// The parts; those before `whole_views` are seen in every second picture, the others once a second.
    pub(crate) areas: Vec<Area>,
    pub(crate) whole_views: usize,
    pub(crate) few: Vec<Look>,
    pub(crate) many: Vec<Look>,
    /// The part that holds the moving picture, where bars or a frame surround it.
    pub(crate) content: Option<Area>,
}

impl<'a> Prepared<'a> {
    /// Decodes the pictures and hashes their parts.
    #[must_use]
    pub fn new(fingerprint: &'a Fingerprint) -> Self {
        let stride = fingerprint.stills.len().div_ceil(MOST_PICTURES).max(1);
        let (mut times, mut sums, mut motion) = (Vec::new(), Vec::new(), Vec::new());
        let mut before: Option<crate::picture::Picture> = None;
        let mut content = crate::content::ContentFinder::new(fingerprint.size.0, fingerprint.size.1);
        for (still, picture) in fingerprint.stills.iter().zip(fingerprint.pictures()).step_by(stride) {
            times.push(still.time as f32 / 1000.0);
            sums.push(Sums::of(&picture));
            motion.push(before.as_ref().map_or(0.0, |before| change(before.data(), picture.data())));
            content.look(&picture);
            before = Some(picture);
        }
        let content = content.found();
        let mut prepared = Self {
            fingerprint,
            times,
            sums,
            motion,
            areas: Vec::new(),
            whole_views: 0,
            few: Vec::new(),
            many: Vec::new(),
            content,
        };
        prepared.look();
        prepared
    }

    fn look(&mut self) {
        let shape = self.fingerprint.shape();
        self.areas = whole_areas(self.content);
        self.whole_views = self.areas.len();
        self.areas.extend(many_areas(shape));
        let many_gap = (self.fingerprint.seconds() / MOST_LOOKS).max(0.99);
        let mut hasher = Hasher::default();
        let (mut next_few, mut next_many) = (f32::MIN, f32::MIN);
        for (&time, sums) in self.times.iter().zip(&self.sums) {
            if time >= next_few {
                next_few = time + 0.49;
                for (view, area) in self.areas[..self.whole_views].iter().enumerate() {
                    let (hash, contrast) = hasher.hash(sums, area);
                    if contrast >= LEAST_CONTRAST {
                        self.few.push(Look { time, view: view as u16, hash });
                    }
                }
            }
            if time >= next_many {
                next_many = time + many_gap;
                for (view, area) in self.areas.iter().enumerate().skip(self.whole_views) {
                    let (hash, contrast) = hasher.hash(sums, area);
                    if contrast >= LEAST_CONTRAST {
                        self.many.push(Look { time, view: view as u16, hash });
                    }
                }
            }
        }
    }

    /// Index of the picture nearest to a time, where there is one within `slack` seconds.
    pub(crate) fn at(&self, time: f32, slack: f32) -> Option<usize> {
        let after = self.times.partition_point(|&candidate| candidate < time);
        let near = [after.checked_sub(1), Some(after).filter(|&index| index < self.times.len())];
        let gap = |index: &usize| (self.times[*index] - time).abs();
        near.into_iter().flatten().min_by(|one, two| gap(one).total_cmp(&gap(two))).filter(|index| gap(index) <= slack)
    }
}

/// The picture as a whole and without its subtitles, also of the part that moves where that is smaller.
pub(crate) fn whole_areas(content: Option<Area>) -> Vec<Area> {
    const WITHOUT_SUBTITLES: Area = Area::new(0.0, 0.0, 1.0, 0.78);
    let mut areas = vec![Area::WHOLE, WITHOUT_SUBTITLES];
    areas.extend(content.into_iter().flat_map(|content| [content, content.inside(&WITHOUT_SUBTITLES)]));
    areas
}

/// The parts of a picture of this shape that may be the whole of another.
pub(crate) fn many_areas(shape: f32) -> Vec<Area> {
    VIEWS.iter().map(|view: &View| view.area(shape)).collect()
}

fn change(before: &[u8], now: &[u8]) -> f32 {
    let sum: u32 = before.iter().zip(now).map(|(one, two)| u32::from(one.abs_diff(*two))).sum();
    sum as f32 / now.len().max(1) as f32
}
