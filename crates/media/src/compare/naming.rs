//! What was done to the footage, with what says so.

use serde::Serialize;

use crate::compare::align::Run;
use crate::compare::frame;
use crate::compare::hearing::SoundRelation;
use crate::compare::prepared::Prepared;
use crate::compare::residue::{self, Residue, median};
use crate::compare::verdict::Segment;

/// Kinds of edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// Same pictures, other sound or none.
    MusicReplaced,
    /// Same pictures, other text in a band.
    SubtitlesChanged,
    /// Same sound, other pictures.
    PicturesReplaced,
    /// Only a part of the picture is left.
    Cropped,
    /// Another shape of picture: upright cut, bars.
    Reframed,
    /// Left and right exchanged.
    Mirrored,
    /// Faster or slower.
    SpeedChanged,
    /// Beginning or end cut off.
    Trimmed,
    /// A short part of a longer work, or a part inside another work.
    Excerpt,
    /// The picture lies inside another one or in a frame.
    PictureInPicture,
    /// A small mark added, removed or covered.
    Watermark,
    /// Brightness, contrast or colours changed.
    Colours,
    /// Nothing but another encoding.
    Reencoded,
    /// Several parts put together.
    Compilation,
}

impl EditKind {
    /// Every kind, in the order people are told.
    pub const ALL: [Self; 14] = [
        Self::MusicReplaced,
        Self::SubtitlesChanged,
        Self::PicturesReplaced,
        Self::Cropped,
        Self::Reframed,
        Self::Mirrored,
        Self::SpeedChanged,
        Self::Trimmed,
        Self::Excerpt,
        Self::PictureInPicture,
        Self::Watermark,
        Self::Colours,
        Self::Reencoded,
        Self::Compilation,
    ];

    /// The id in data.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::MusicReplaced => "music_replaced",
            Self::SubtitlesChanged => "subtitles_changed",
            Self::PicturesReplaced => "pictures_replaced",
            Self::Cropped => "cropped",
            Self::Reframed => "reframed",
            Self::Mirrored => "mirrored",
            Self::SpeedChanged => "speed_changed",
            Self::Trimmed => "trimmed",
            Self::Excerpt => "excerpt",
            Self::PictureInPicture => "picture_in_picture",
            Self::Watermark => "watermark",
            Self::Colours => "colours",
            Self::Reencoded => "reencoded",
            Self::Compilation => "compilation",
        }
    }

    /// The kind with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// What people read.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::MusicReplaced => "换配乐",
            Self::SubtitlesChanged => "换字幕",
            Self::PicturesReplaced => "换画面",
            Self::Cropped => "裁切画面",
            Self::Reframed => "改画幅",
            Self::Mirrored => "左右镜像",
            Self::SpeedChanged => "变速",
            Self::Trimmed => "掐头去尾",
            Self::Excerpt => "截取片段",
            Self::PictureInPicture => "画中画",
            Self::Watermark => "加或去水印",
            Self::Colours => "调色",
            Self::Reencoded => "仅重新编码",
            Self::Compilation => "拼接",
        }
    }
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NamedEdit {
    /// Which.
    pub kind: EditKind,
    /// 0 to 1.
    pub confidence: f32,
    /// What says so, in Chinese.
    pub evidence: String,
}

fn edit(kind: EditKind, confidence: f32, evidence: String) -> NamedEdit {
    NamedEdit { kind, confidence, evidence }
}

/// Names what was done to footage found again.
pub(crate) fn name(a: &Prepared<'_>, b: &Prepared<'_>, runs: &[Run], segments: &[Segment]) -> Vec<NamedEdit> {
    let longest = (0..runs.len()).max_by(|&one, &two| {
        let length = |index: usize| segments[index].a_end - segments[index].a_start;
        length(one).total_cmp(&length(two)).then(two.cmp(&one))
    });
    let Some(longest) = longest else { return Vec::new() };
    let (run, main) = (&runs[longest], &segments[longest]);
    let residue = residue::map(a, b, run);
    let mut edits = Vec::new();
    sound(main, &mut edits);
    overlays(&residue, main, &mut edits);
    shape(a, b, run, main, &mut edits);
    if main.mirrored {
        edits.push(edit(EditKind::Mirrored, 0.98, "左右翻转后画面相合".to_owned()));
    }
    let seconds = main.a_end - main.a_start;
    if (main.speed - 1.0).abs() > (0.25 / seconds.max(1.0)).max(0.012) {
        edits.push(edit(EditKind::SpeedChanged, 0.95, format!("乙的速度是甲的 {:.2} 倍", main.speed)));
    }
    let captioned = |work: &Prepared<'_>, part: &crate::picture::Area, pictures: &[usize]| {
        part.height < 0.9 && frame::has_text_beside(work, part, pictures)
    };
    let (ones, twos): (Vec<usize>, Vec<usize>) = run.pairs.iter().map(|pair| (pair.one, pair.two)).unzip();
    let texts = captioned(a, &main.a_area, &ones) || captioned(b, &main.b_area, &twos);
    if texts && edits.iter().all(|edit| edit.kind != EditKind::SubtitlesChanged) {
        edits.push(edit(EditKind::SubtitlesChanged, 0.75, "画面之外加的边上有文字".to_owned()));
    }
    colours(a, b, run, main, &residue, &mut edits);
    extent(a, b, segments, &mut edits);
    if edits.is_empty() {
        edits.push(edit(EditKind::Reencoded, 0.9, "画面、声音、时长都相同".to_owned()));
    }
    edits.sort_by_key(|edit| edit.kind);
    edits
}

/// Names what was done where only the sound is found again.
pub(crate) fn name_sound_only(a: &Prepared<'_>, b: &Prepared<'_>, segment: &Segment) -> Vec<NamedEdit> {
    let mut edits = vec![edit(EditKind::PicturesReplaced, 0.8, "声音逐段相同,画面没有相同之处".to_owned())];
    extent(a, b, std::slice::from_ref(segment), &mut edits);
    edits
}

fn sound(main: &Segment, edits: &mut Vec<NamedEdit>) {
    let (confidence, evidence) = match main.sound {
        SoundRelation::Different => (0.95, "画面对齐处,声音不同"),
        SoundRelation::Partly => (0.7, "画面对齐处,声音只有一部分相同(例如保留人声、另加配乐)"),
        SoundRelation::OneSilent => (0.9, "画面对齐处,一方没有声音"),
        SoundRelation::Same | SoundRelation::Unknown => return,
    };
    edits.push(edit(EditKind::MusicReplaced, confidence, evidence.to_owned()));
}

fn overlays(residue: &Residue, main: &Segment, edits: &mut Vec<NamedEdit>) {
    let (mut text, mut mark, mut inset) = (None, None, None);
    // Where places were scaled onto each other, edges and fine patterns never fit quite.
    let exact = main.a_area.share().min(main.b_area.share()) >= NEARLY_WHOLE && (main.speed - 1.0).abs() < 0.012;
    for patch in &residue.patches {
        let area = &patch.area;
        let at_edge = area.left < 0.02 || area.top < 0.03 || area.right() > 0.98 || area.bottom() > 0.97;
        if !exact && (at_edge || patch.strength < 14.0) {
            continue;
        }
        let middle = area.top + area.height / 2.0;
        let band = area.height <= 0.24 && !(0.22..=0.62).contains(&middle);
        let changing = patch.steady < 0.8;
        if band && (area.width >= 0.3 || area.width >= 0.15 && changing && middle > 0.62) {
            text.get_or_insert(*patch);
        } else if area.share() > MARK_SHARE && area.height > 0.15 && area.width < 0.7 {
            inset.get_or_insert(*patch);
        } else if area.width <= 0.4
            && area.height <= 0.4
            && patch.steady >= MARK_STEADY
            && patch.strength >= MARK_STRENGTH
        {
            mark.get_or_insert(*patch);
        }
    }
    if let Some(patch) = text {
        let place = if patch.area.top > 0.4 { "下方" } else { "上方" };
        edits.push(edit(EditKind::SubtitlesChanged, 0.9, format!("画面{place}一条文字带不同,其余相同")));
    }
    if inset.is_some() {
        edits.push(edit(EditKind::PictureInPicture, 0.7, "画面里嵌入了另一幅画面,其余相同".to_owned()));
    }
    // Letters beside a subtitle are a part of it.
    let in_band = |mark: &residue::Patch| {
        text.is_some_and(|text: residue::Patch| {
            mark.area.top < text.area.bottom() + 0.05 && text.area.top < mark.area.bottom() + 0.05
        })
    };
    if let Some(patch) = mark.filter(|mark| inset.is_none() && !in_band(mark)) {
        let side = if patch.area.left < 0.4 { "左" } else { "右" };
        let height = if patch.area.top < 0.4 { "上" } else { "下" };
        edits.push(edit(EditKind::Watermark, 0.8, format!("画面{side}{height}一小块始终不同,其余相同")));
    }
}

/// What differs of a mark stays the same over time, and is seen.
const MARK_STEADY: f32 = 0.5;
const MARK_STRENGTH: f32 = 11.0;
/// A mark covers no more of the picture than this; what is larger is another picture.
const MARK_SHARE: f32 = 0.055;
/// A part counts as the whole picture from this share on.
const NEARLY_WHOLE: f32 = 0.93;

fn shape(a: &Prepared<'_>, b: &Prepared<'_>, run: &Run, main: &Segment, edits: &mut Vec<NamedEdit>) {
    let (shape_a, shape_b) = (a.fingerprint.shape(), b.fingerprint.shape());
    let turned = (shape_a > 1.05) != (shape_b > 1.05);
    let reshaped = (shape_a / shape_b).ln().abs() > 0.12;
    let (part_a, part_b) = (&main.a_area, &main.b_area);
    let inside = |part: &crate::picture::Area| part.share() < NEARLY_WHOLE && part.width < 0.94 && part.height < 0.94;
    let percent = |part: &crate::picture::Area| (part.share() * 100.0).round();
    let smaller = part_a.share().min(part_b.share());
    if turned {
        let evidence = format!(
            "画幅由 {shape_a:.2} 变为 {shape_b:.2},共有画面占甲 {}%、占乙 {}%",
            percent(part_a),
            percent(part_b)
        );
        edits.push(edit(EditKind::Reframed, 0.95, evidence));
        return;
    }
    if smaller >= NEARLY_WHOLE {
        if reshaped {
            edits.push(edit(EditKind::Reframed, 0.7, format!("画幅由 {shape_a:.2} 变为 {shape_b:.2}")));
        }
        return;
    }
    // The work of which only a part is seen in the other: cropped there, or the other lies inside it.
    let evidence = format!("共有画面占甲 {}%、占乙 {}%", percent(part_a), percent(part_b));
    let (ones, twos): (Vec<usize>, Vec<usize>) = run.pairs.iter().map(|pair| (pair.one, pair.two)).unzip();
    let surrounded = [(a, part_a, &ones), (b, part_b, &twos)].into_iter().any(|(work, part, pictures)| {
        part.share() < NEARLY_WHOLE
            && (work.content.is_some_and(|content| content.is_near(part, 0.06))
                || frame::is_set_off(work, part, pictures))
    });
    let barred = !inside(part_a) && !inside(part_b);
    if surrounded && barred {
        edits.push(edit(EditKind::Reframed, 0.85, format!("四周加了边:{evidence}")));
    } else if surrounded {
        edits.push(edit(EditKind::PictureInPicture, 0.8, format!("一方画面缩在另一方之内:{evidence}")));
    } else {
        edits.push(edit(EditKind::Cropped, 0.85, format!("只剩一部分画面:{evidence}")));
    }
}

fn colours(
    a: &Prepared<'_>,
    b: &Prepared<'_>,
    run: &Run,
    main: &Segment,
    residue: &Residue,
    edits: &mut Vec<NamedEdit>,
) {
    let stills = |pick: fn(&crate::fingerprint::Still) -> u8| {
        let one: Vec<f32> = run
            .pairs
            .iter()
            .filter_map(|pair| a.fingerprint.stills.get(pair.one))
            .map(|s| f32::from(pick(s)))
            .collect();
        let two: Vec<f32> = run
            .pairs
            .iter()
            .filter_map(|pair| b.fingerprint.stills.get(pair.two))
            .map(|s| f32::from(pick(s)))
            .collect();
        (median(&one), median(&two))
    };
    let mut signs = Vec::new();
    if (residue.gain - 1.0).abs() > 0.14 || residue.offset.abs() > 9.0 {
        signs.push(format!("亮度偏移 {:.0}、对比度 {:.2} 倍", residue.offset, residue.gain));
    }
    let (grey_a, grey_b) = stills(|still| still.colour);
    if grey_a.min(grey_b) < 1.5 && grey_a.max(grey_b) > 4.0 {
        signs.push("色彩被去掉".to_owned());
    } else if main.a_area.share().min(main.b_area.share()) > 0.8 {
        let (colour_a, colour_b) = stills(|still| still.colour);
        let ((blue_a, blue_b), (red_a, red_b)) = (stills(|still| still.blue), stills(|still| still.red));
        if (colour_a - colour_b).abs() > 3.0 && (colour_a / colour_b.max(0.5)).ln().abs() > 0.28 {
            signs.push(format!("色彩浓度由 {colour_a:.0} 变为 {colour_b:.0}"));
        }
        if (blue_a - blue_b).abs() > 5.0 || (red_a - red_b).abs() > 5.0 {
            signs.push("色调偏移".to_owned());
        }
    }
    if !signs.is_empty() {
        edits.push(edit(EditKind::Colours, 0.85, signs.join(",")));
    }
}

/// Trimmed, excerpt or compilation.
fn extent(a: &Prepared<'_>, b: &Prepared<'_>, segments: &[Segment], edits: &mut Vec<NamedEdit>) {
    let (whole_a, whole_b) = (a.fingerprint.seconds(), b.fingerprint.seconds());
    let seconds_a: f32 = segments.iter().map(|segment| segment.a_end - segment.a_start).sum();
    let seconds_b: f32 = segments.iter().map(|segment| segment.b_end - segment.b_start).sum();
    let (left_a, left_b) = (whole_a - seconds_a, whole_b - seconds_b);
    let covered = |left: f32, whole: f32| left <= (0.12 * whole).max(1.5);
    let (covered_a, covered_b) = (covered(left_a, whole_a), covered(left_b, whole_b));
    let shares = format!("共有 {seconds_a:.1} 秒,甲长 {whole_a:.1} 秒,乙长 {whole_b:.1} 秒");
    let several = segments.len() > 1
        && segments.windows(2).any(|pair| {
            let shift = |segment: &Segment| segment.b_start - segment.a_start / segment.speed;
            (shift(&pair[0]) - shift(&pair[1])).abs() > 1.0
        });
    if several {
        edits.push(edit(EditKind::Compilation, 0.8, format!("几段画面重新拼接:{shares}")));
        return;
    }
    match (covered_a, covered_b) {
        (true, true) => {
            // Measured against the longer at its own speed: what the speed explains is not cut off.
            let speed = segments.first().map_or(1.0, |segment| segment.speed);
            if (whole_a - whole_b * speed).abs() > 0.8 {
                edits.push(edit(EditKind::Trimmed, 0.75, shares));
            }
        }
        (false, true) | (true, false) => {
            let share = seconds_a.min(seconds_b) / whole_a.max(whole_b).max(0.1);
            let kind = if share >= 0.5 { EditKind::Trimmed } else { EditKind::Excerpt };
            edits.push(edit(kind, 0.85, shares));
        }
        (false, false) => edits.push(edit(EditKind::Excerpt, 0.8, shares)),
    }
}
