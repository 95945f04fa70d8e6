//! What can be done to a work, as a list of steps that ffmpeg carries out in one go.

use super::glyphs::Style;

/// Which original the copy is made of; all three belong to one clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Plain,
    /// The plain work is copied; the original that is searched for has subtitles.
    Captioned,
    /// The captioned work itself is copied and its subtitles are covered.
    CaptionedCovered,
    /// The work with a mark is copied and the mark is covered.
    MarkCovered,
}

/// What happens to the frame of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Geometry {
    Keep,
    /// Share of width and height that is left, place of it among the room left.
    Crop(f32, f32, f32),
    /// Upright 9:16 cut out of the picture, at this place.
    Tall(f32),
    Square,
    /// The whole picture in an upright frame, over itself blurred.
    TallBlurred,
    TallBlack,
    /// Bars above and below, to 4:3.
    Letterbox,
    /// Shrunk to a share, into a drawn frame, at a place.
    Template(f32, f32, f32),
    /// Another work over a corner, with this share of the width.
    Inset(f32),
}

/// What happens to the sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoundEdit {
    Keep,
    /// Replaced by a made one of this kind.
    Replaced(&'static str),
    /// Music laid over it, louder than itself.
    Mixed,
    Removed,
}

/// What stands before, after or beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Around {
    Nothing,
    /// Other footage before and after.
    Inside,
    /// The second half before the first.
    Reordered,
    /// A piece of another work of the set behind.
    Beside,
    /// Other pictures under the sound.
    Pictures,
}

/// One way to make a copy.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    pub name: &'static str,
    /// Kinds of edits, by the ids of crate media.
    pub kinds: &'static [&'static str],
    pub source: Source,
    /// Seconds cut off at the beginning, and seconds kept.
    pub cut: Option<(f32, f32)>,
    pub speed: f32,
    pub mirror: bool,
    pub geometry: Geometry,
    /// A filter that changes colours.
    pub colours: &'static str,
    /// Corner of a mark: right or left, lower or upper.
    pub mark: Option<(bool, bool)>,
    pub captions: Option<Style>,
    pub sound: SoundEdit,
    pub around: Around,
    /// Coded coarsely, at half the size.
    pub coarse: bool,
}

const PLAIN: Recipe = Recipe {
    name: "",
    kinds: &[],
    source: Source::Plain,
    cut: None,
    speed: 1.0,
    mirror: false,
    geometry: Geometry::Keep,
    colours: "",
    mark: None,
    captions: None,
    sound: SoundEdit::Keep,
    around: Around::Nothing,
    coarse: false,
};

const REENCODED: &str = "reencoded";
const MUSIC: &str = "music_replaced";
const SUBTITLES: &str = "subtitles_changed";
const CROPPED: &str = "cropped";
const REFRAMED: &str = "reframed";
const MIRRORED: &str = "mirrored";
const SPEED: &str = "speed_changed";
const TRIMMED: &str = "trimmed";
const EXCERPT: &str = "excerpt";
const INSET: &str = "picture_in_picture";
const MARK: &str = "watermark";
const COLOURS: &str = "colours";

const WARM: &str = "colorchannelmixer=rr=1.15:bb=0.72";
const BRIGHT: &str = "eq=brightness=0.12:contrast=1.2:saturation=1.4";
const DARK: &str = "eq=brightness=-0.1:contrast=0.75";
const GREY: &str = "hue=s=0";

macro_rules! recipe {
    ($name:literal, [$($kind:expr),*] $(, $field:ident : $value:expr)*) => {
        Recipe { name: $name, kinds: &[$($kind),*], $($field: $value,)* ..PLAIN }
    };
}

/// Single edits, in groups of one kind: each clip gets a part of every group, in turn.
pub const SINGLE: &[&[Recipe]] = &[
    &[recipe!("reencoded_coarse", [REENCODED], coarse: true), recipe!("reencoded", [REENCODED])],
    &[
        recipe!("music_replaced", [MUSIC], sound: SoundEdit::Replaced("music")),
        recipe!("music_removed", [MUSIC], sound: SoundEdit::Removed),
        recipe!("voice_replaced", [MUSIC], sound: SoundEdit::Replaced("speech")),
        recipe!("music_mixed", [MUSIC], sound: SoundEdit::Mixed),
    ],
    &[
        recipe!("captions_added", [SUBTITLES], captions: Some(Style::Outlined)),
        recipe!("captions_replaced", [SUBTITLES], source: Source::Captioned, captions: Some(Style::Yellow)),
        recipe!("captions_boxed", [SUBTITLES], captions: Some(Style::Boxed)),
        recipe!("captions_covered", [SUBTITLES], source: Source::CaptionedCovered, captions: Some(Style::Outlined)),
    ],
    &[recipe!("pictures_replaced", ["pictures_replaced"], around: Around::Pictures)],
    &[
        recipe!("crop_80_middle", [CROPPED], geometry: Geometry::Crop(0.8, 0.5, 0.5)),
        recipe!("crop_90_corner", [CROPPED], geometry: Geometry::Crop(0.9, 0.0, 1.0)),
        recipe!("crop_85_side", [CROPPED], geometry: Geometry::Crop(0.85, 0.9, 0.3)),
        recipe!("crop_70_middle", [CROPPED], geometry: Geometry::Crop(0.7, 0.4, 0.4)),
    ],
    &[
        recipe!("tall_cut", [REFRAMED], geometry: Geometry::Tall(0.5)),
        recipe!("tall_blurred", [REFRAMED], geometry: Geometry::TallBlurred),
        recipe!("tall_black", [REFRAMED], geometry: Geometry::TallBlack),
        recipe!("tall_cut_side", [REFRAMED], geometry: Geometry::Tall(0.15)),
        recipe!("letterbox", [REFRAMED], geometry: Geometry::Letterbox),
        recipe!("square_cut", [REFRAMED], geometry: Geometry::Square),
    ],
    &[recipe!("mirrored", [MIRRORED], mirror: true)],
    &[
        recipe!("speed_110", [SPEED], speed: 1.1),
        recipe!("speed_90", [SPEED], speed: 0.9),
        recipe!("speed_105", [SPEED], speed: 1.05),
        recipe!("speed_93", [SPEED], speed: 0.93),
    ],
    &[
        recipe!("trimmed_both", [TRIMMED], cut: Some((1.63, -1.9))),
        recipe!("trimmed_head", [TRIMMED], cut: Some((2.85, 0.0))),
    ],
    &[
        recipe!("excerpt", [EXCERPT], cut: Some((3.37, 6.0))),
        recipe!("excerpt_inside", [EXCERPT], cut: Some((2.21, 6.5)), around: Around::Inside),
        recipe!("two_sources", [EXCERPT], cut: Some((1.0, 6.5)), around: Around::Beside),
    ],
    &[recipe!("reordered", ["compilation"], around: Around::Reordered)],
    &[
        recipe!("template_60", [INSET], geometry: Geometry::Template(0.6, 0.5, 0.4)),
        recipe!("inset_30", [INSET], geometry: Geometry::Inset(0.3)),
        recipe!("template_45", [INSET], geometry: Geometry::Template(0.45, 0.15, 0.25)),
        recipe!("template_75", [INSET], geometry: Geometry::Template(0.75, 0.5, 0.2)),
    ],
    &[
        recipe!("mark_added", [MARK], mark: Some((true, false))),
        recipe!("mark_covered", [MARK], source: Source::MarkCovered),
        recipe!("mark_added_low", [MARK], mark: Some((false, true))),
    ],
    &[
        recipe!("grey", [COLOURS], colours: GREY),
        recipe!("bright", [COLOURS], colours: BRIGHT),
        recipe!("warm", [COLOURS], colours: WARM),
        recipe!("dark", [COLOURS], colours: DARK),
    ],
];

const NEW: SoundEdit = SoundEdit::Replaced("music");

/// Combinations of two and of three.
pub const COMBINED: &[&[Recipe]] = &[
    &[
        recipe!("mirror_music", [MIRRORED, MUSIC], mirror: true, sound: NEW),
        recipe!("captions_music", [SUBTITLES, MUSIC], captions: Some(Style::Outlined), sound: NEW),
        recipe!("crop_colours", [CROPPED, COLOURS], geometry: Geometry::Crop(0.85, 0.5, 0.5), colours: BRIGHT),
        recipe!("speed_music", [SPEED, MUSIC], speed: 1.1, sound: NEW),
        recipe!("blurred_captions", [REFRAMED, SUBTITLES], geometry: Geometry::TallBlurred, captions: Some(Style::Yellow)),
        recipe!("tall_music", [REFRAMED, MUSIC], geometry: Geometry::Tall(0.5), sound: NEW),
        recipe!("trim_mark", [TRIMMED, MARK], cut: Some((1.63, -1.2)), mark: Some((true, false))),
        recipe!("mirror_crop", [MIRRORED, CROPPED], mirror: true, geometry: Geometry::Crop(0.85, 0.5, 0.5)),
        recipe!("excerpt_mirror", [EXCERPT, MIRRORED], cut: Some((3.37, 6.0)), mirror: true),
        recipe!("inside_music", [EXCERPT, MUSIC], cut: Some((2.21, 6.5)), around: Around::Inside, sound: NEW),
        recipe!("template_music", [INSET, MUSIC], geometry: Geometry::Template(0.6, 0.5, 0.4), sound: NEW),
        recipe!("speed_mirror", [SPEED, MIRRORED], speed: 0.93, mirror: true),
        recipe!("trim_captions", [TRIMMED, SUBTITLES], cut: Some((1.63, -1.2)), captions: Some(Style::Boxed)),
        recipe!("grey_music", [COLOURS, MUSIC], colours: GREY, sound: SoundEdit::Removed),
    ],
    &[
        recipe!("mirror_music_captions", [MIRRORED, MUSIC, SUBTITLES], mirror: true, sound: NEW, captions: Some(Style::Outlined)),
        recipe!("tall_music_captions", [REFRAMED, MUSIC, SUBTITLES], geometry: Geometry::Tall(0.5), sound: NEW, captions: Some(Style::Outlined)),
        recipe!("crop_speed_mark", [CROPPED, SPEED, MARK], geometry: Geometry::Crop(0.85, 0.5, 0.5), speed: 1.1, mark: Some((true, false))),
        recipe!("excerpt_colours_music", [EXCERPT, COLOURS, MUSIC], cut: Some((3.37, 6.0)), colours: BRIGHT, sound: NEW),
        recipe!("speed_mirror_music", [SPEED, MIRRORED, MUSIC], speed: 1.1, mirror: true, sound: NEW),
        recipe!("blurred_captions_music", [REFRAMED, SUBTITLES, MUSIC], geometry: Geometry::TallBlurred, captions: Some(Style::Yellow), sound: NEW),
        recipe!("crop_mirror_captions", [CROPPED, MIRRORED, SUBTITLES], geometry: Geometry::Crop(0.85, 0.5, 0.5), mirror: true, captions: Some(Style::Boxed)),
        recipe!("trim_mirror_colours", [TRIMMED, MIRRORED, COLOURS], cut: Some((1.63, -1.2)), mirror: true, colours: WARM),
    ],
];
