//! From proven runs to a verdict.

use serde::Serialize;

use crate::compare::align::Run;
use crate::compare::hearing::{self, SoundRelation, SoundRun};
use crate::compare::naming::{self, EditKind, NamedEdit};
use crate::compare::{Commonness, Prepared, heard};
use crate::hash::Hasher;
use crate::picture::Area;

/// Seconds of common footage from which on it is re-use.
const LEAST_SECONDS: f32 = 5.0;
/// Or this share of the shorter work.
const LEAST_SHARE: f32 = 0.6;
/// How much surer an answer by sound alone is once other works are known not to have that sound.
const KNOWN_SOUND: f32 = 0.2;
/// The longest piece at both beginnings or both ends that is taken for an intro or an end card.
const INTRO_SECONDS: f32 = 15.0;

/// What two works have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// One has footage (or the sound track) of the other.
    Reused,
    /// They share a short piece, an intro, an end card or a template: no re-use.
    SharedSegment,
    /// Nothing in common was found.
    Different,
    /// Too little happens in one of them to tell.
    CannotJudge,
}

/// A stretch both works have. Times in seconds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Segment {
    /// Beginning in A.
    pub a_start: f32,
    /// End in A.
    pub a_end: f32,
    /// Beginning in B.
    pub b_start: f32,
    /// End in B.
    pub b_end: f32,
    /// Seconds of A that pass in one second of B: above 1, B runs faster.
    pub speed: f32,
    /// Left and right are exchanged.
    pub mirrored: bool,
    /// Share of the aligned pictures that look alike; 0 where only the sound matches.
    pub matched_share: f32,
    /// How much alike the pictures move, 0 to 1.
    pub motion: f32,
    /// How much alike the details of what changes are; none where too little changes to tell.
    pub details: Option<f32>,
    /// The part of A's picture that both show.
    pub a_area: Area,
    /// The part of B's picture that both show.
    pub b_area: Area,
    /// How the sound compares there.
    pub sound: SoundRelation,
    /// Of pictures (or, where only the sound matches, of sound) that many works have: an intro, a template, a popular piece of music. None where nobody looked
    /// at other works.
    pub common: Option<bool>,
}

impl Verdict {
    /// The id in data.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Reused => "reused",
            Self::SharedSegment => "shared_segment",
            Self::Different => "different",
            Self::CannotJudge => "cannot_judge",
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The answer.
    pub verdict: Verdict,
    /// Where.
    pub segments: Vec<Segment>,
    /// What was done; empty unless the verdict is [`Verdict::Reused`].
    pub edits: Vec<NamedEdit>,
    /// 0 to 1.
    pub confidence: f32,
    /// One Chinese sentence.
    pub why: String,
    /// Where only the sound matches: how many works of different owners and pictures are known to have it, these two among them; counted up to the number that
    /// makes it common. None where nobody looked at other works: the sound may be a piece of music that everybody uses.
    pub sound_in: Option<usize>,
}

impl Comparison {
    /// Seconds of A that B has, to two decimals.
    #[must_use]
    pub fn shared_seconds(&self) -> f64 {
        hundredths(self.segments.iter().map(|segment| segment.a_end - segment.a_start).sum())
    }

    /// Whether re-use is told from the sound alone.
    #[must_use]
    pub fn is_by_sound_alone(&self) -> bool {
        self.verdict == Verdict::Reused && self.edits.iter().any(|edit| edit.kind == EditKind::PicturesReplaced)
    }

    /// Takes in how many works have the sound, where re-use was told from it alone: from `common` on it is music that everybody uses.
    pub(crate) fn heard_in(&mut self, works: usize, common: usize) {
        let seconds = self.shared_seconds();
        let is_common = works >= common;
        self.sound_in = Some(works);
        for segment in &mut self.segments {
            segment.common = Some(is_common);
        }
        if is_common {
            (self.verdict, self.confidence) = (Verdict::SharedSegment, 0.7);
            self.edits.clear();
            self.why = format!(
                "两段视频有 {seconds:.1} 秒声音相同,画面不同;至少 {works} 家画面不同的作品都有这段声音,应是通用配乐,不算搬运"
            );
        } else {
            self.confidence += KNOWN_SOUND;
            self.why = format!(
                "两段视频有 {seconds:.1} 秒声音相同,画面不同;已知作品中只在 {works} 家听到这段声音,若是配乐仍不算搬运"
            );
        }
    }

    /// How sure the answer is, to two decimals.
    #[must_use]
    pub fn stated_confidence(&self) -> f64 {
        hundredths(self.confidence)
    }

    /// Ids of the edits between blanks, the surest first; `None` where there are none.
    #[must_use]
    pub fn edit_ids(&self) -> Option<String> {
        let ids: Vec<&str> = self.edits.iter().map(|edit| edit.kind.id()).collect();
        (!ids.is_empty()).then(|| format!(" {} ", ids.join(" ")))
    }
}

/// A measurement to two decimals: more would claim what nobody measured.
#[must_use]
pub fn hundredths(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

pub(crate) fn judge(
    a: &Prepared<'_>,
    b: &Prepared<'_>,
    runs: &[Run],
    sound_run: Option<SoundRun>,
    common: &Commonness,
) -> Comparison {
    let shorter = a.fingerprint.seconds().min(b.fingerprint.seconds());
    let needed = LEAST_SECONDS.min(LEAST_SHARE * shorter).max(1.5);
    let segments: Vec<Segment> = runs.iter().map(|run| segment(a, b, run, common)).collect();
    let counted = || segments.iter().filter(|segment| segment.common != Some(true) && !is_intro(a, b, segment));
    let seconds: f32 = counted().map(|segment| segment.a_end - segment.a_start).sum();
    if seconds >= needed {
        let motion = counted().map(|segment| segment.motion).fold(0.0, f32::max);
        let edits = naming::name(a, b, runs, &segments);
        let why = format!("两段视频有 {seconds:.1} 秒画面相同,且运动一致");
        let confidence = (0.5 + 0.3 * motion + 0.02 * seconds.min(10.0)).min(0.99);
        return Comparison { verdict: Verdict::Reused, segments, edits, confidence, why, sound_in: None };
    }
    let long_enough = |run: &SoundRun| run.end - run.start >= LEAST_SECONDS.max(LEAST_SHARE * shorter);
    if let Some(run) =
        sound_run.filter(|run| long_enough(run) && run.share >= 0.6 && !is_intro(a, b, &sound_segment(run)))
    {
        let segment = sound_segment(&run);
        let edits = naming::name_sound_only(a, b, &segment);
        let why = format!(
            "两段视频有 {:.1} 秒声音相同,画面不同;没有与更多作品比较,不知是同一段讲话还是许多作品共用的配乐,若是配乐则不算搬运",
            run.end - run.start
        );
        let confidence = 0.35 + 0.35 * run.share.min(1.0);
        return Comparison {
            verdict: Verdict::Reused,
            segments: vec![segment],
            edits,
            confidence,
            why,
            sound_in: None,
        };
    }
    if !segments.is_empty() {
        let why = "只有一小段画面相同,多为片头、片尾或模板,不算搬运".to_owned();
        return Comparison {
            verdict: Verdict::SharedSegment,
            segments,
            edits: Vec::new(),
            confidence: 0.7,
            why,
            sound_in: None,
        };
    }
    let silent = |work: &Prepared<'_>| heard(work).is_none_or(|sound| sound.variety() < 0.35);
    let still = |work: &Prepared<'_>| work.few.len() < 3 || work.motion.iter().all(|&change| change < 1.0);
    if (still(a) || still(b)) && (silent(a) || silent(b)) {
        let why = "画面几乎静止或全黑,又没有可比的声音,无法判断".to_owned();
        return Comparison {
            verdict: Verdict::CannotJudge,
            segments,
            edits: Vec::new(),
            confidence: 0.0,
            why,
            sound_in: None,
        };
    }
    let why = "没有发现相同的画面或声音".to_owned();
    Comparison { verdict: Verdict::Different, segments, edits: Vec::new(), confidence: 0.9, why, sound_in: None }
}

fn segment(a: &Prepared<'_>, b: &Prepared<'_>, run: &Run, common: &Commonness) -> Segment {
    let (a_start, a_end) = run.span(a);
    let (a_area, mut b_area) = run.mapping.common().unwrap_or((Area::WHOLE, Area::WHOLE));
    if run.mapping.mirrored {
        b_area.left = 1.0 - b_area.right();
    }
    let (sound, _) = hearing::relation(heard(a), heard(b), (a_start, a_end), run.slope, run.shift);
    let mut hasher = Hasher::default();
    let known =
        run.pairs.iter().filter(|pair| common.contains(&hasher.hash(&a.sums[pair.one], &Area::WHOLE).0)).count();
    Segment {
        a_start,
        a_end,
        b_start: run.slope * a_start + run.shift,
        b_end: run.slope * a_end + run.shift,
        speed: 1.0 / run.slope,
        mirrored: run.mapping.mirrored,
        matched_share: run.share,
        motion: run.motion,
        details: run.details,
        a_area,
        b_area,
        sound,
        common: common.is_known().then_some(known * 2 > run.pairs.len()),
    }
}

fn sound_segment(run: &SoundRun) -> Segment {
    Segment {
        a_start: run.start,
        a_end: run.end,
        b_start: run.slope * run.start + run.shift,
        b_end: run.slope * run.end + run.shift,
        speed: 1.0 / run.slope,
        mirrored: false,
        matched_share: 0.0,
        motion: 0.0,
        details: None,
        a_area: Area::WHOLE,
        b_area: Area::WHOLE,
        sound: SoundRelation::Same,
        common: None,
    }
}

/// Whether a short piece stands at both beginnings or both ends of two works that are otherwise longer.
fn is_intro(a: &Prepared<'_>, b: &Prepared<'_>, segment: &Segment) -> bool {
    let (whole_a, whole_b) = (a.fingerprint.seconds(), b.fingerprint.seconds());
    let length = segment.a_end - segment.a_start;
    let first = segment.a_start < 1.5 && segment.b_start < 1.5;
    let last = segment.a_end > whole_a - 1.5 && segment.b_end > whole_b - 1.5;
    (first || last) && length <= INTRO_SECONDS && length < 0.55 * whole_a.min(whole_b)
}
